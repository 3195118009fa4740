"""Question files brought in by hand: looked at first, and taken only as they were looked at."""

import base64
import hashlib
import re

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.core.validators import validate_slug
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from ai4t import languages
from ai4t.admin.workbench import prove_again
from ai4t.content.images import bare_original, read_picture
from ai4t.content.plan import Plan
from ai4t.content.refused_pictures import PictureRefused
from ai4t.markup import split_at
from courses.activities.contents import ActivityContents
from courses.activities.keeping import Kept
from courses.activities.rendering import activity_file_url
from courses.activities.shown import read
from courses.answering.drawing import Desk, draw
from courses.answering.results import Results
from courses.models import Unit
from courses.question_files.importing import HARMLESS, Arrival, NothingToImport, import_activities
from courses.question_files.telling import tell

_MOST_BYTES = 20 * 1024**2
_MOST_FILES = 40
_MOST_BYTES_SHOWN = 2 * 1024**2
_LOOKED_AT_FOR = 60 * 60  # seconds
_SALT = "courses.admin.activity.importing"


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = _SeveralFiles

    def clean(self, data, initial=None):
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if not uploads:
            raise ValidationError(_("Please choose a file."))
        if len(uploads) > _MOST_FILES or sum(upload.size for upload in uploads) > _MOST_BYTES:
            raise ValidationError(
                _("Please choose at most %(files)d files of %(megabytes)d MB together.")
                % {"files": _MOST_FILES, "megabytes": _MOST_BYTES // 1024**2}
            )
        if len({upload.name for upload in uploads}) < len(uploads):
            raise ValidationError(_("Two of these files have the same name. Please rename one."))
        return {upload.name: super(FilesField, self).clean(upload).read() for upload in uploads}


class ImportForm(forms.Form):
    files = FilesField(
        label=gettext_lazy("files"),
        help_text=gettext_lazy(
            "H5P, GIFT, Aiken or Moodle XML. "
            "Several languages of one activity may come together: quiz.en.gift, quiz.sl.gift."
        ),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        required=False,
        label=gettext_lazy("unit"),
        empty_label=gettext_lazy("none yet: it waits to be placed"),
    )
    language = forms.ChoiceField(required=False, label=gettext_lazy("language"))
    key = forms.CharField(
        required=False,
        max_length=100,
        validators=[validate_slug],
        label=gettext_lazy("key"),
        help_text=gettext_lazy("Empty: made of the name of the file. All files are one activity where it is given."),
    )
    attempts = forms.ChoiceField(
        choices=[
            ("keep", gettext_lazy("Keep the attempts that learners have made.")),
            ("reset", gettext_lazy("Reset: where questions change, their attempts stay stored and count no longer.")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
        label=gettext_lazy("attempts so far"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = (
            Unit.objects.current()
            .select_related("release__course")
            .order_by("release__course__slug", "-release", "key")
        )
        self.fields["unit"].queryset = units
        self.fields["unit"].label_from_instance = _name_of
        opened = languages.opened_codes()
        self.fields["language"].choices = [("", _("as the files say")), *opened.items()]

    @property
    def digest(self) -> str:
        """What was looked at: every file and every choice."""
        parts = [
            f"{name} {hashlib.sha256(raw).hexdigest()}" for name, raw in sorted(self.cleaned_data["files"].items())
        ]
        unit = self.cleaned_data["unit"]
        choices = [unit.pk if unit else "", *(self.cleaned_data[name] for name in ("language", "key", "attempts"))]
        return hashlib.sha256("\n".join(map(str, [*parts, *choices])).encode()).hexdigest()


def import_view(model_admin, request):
    """Nothing is stored before the same files are sent a second time, by a person who saw what would come in."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    prove_again(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Import questions"),
        "opts": model_admin.opts,
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        is_confirmed = _was_looked_at(request.POST.get("looked_at", ""), form.digest, request.user)
        pages: list[dict] = []
        try:
            arrival = _bring(form, request, is_dry=not is_confirmed, look=_Look(request, pages))
        except NothingToImport as refusal:
            context |= {"refusal": str(refusal), "faults": _told(refusal.plan)}
        else:
            if is_confirmed:
                return _arrived(request, arrival)
            signer = TimestampSigner(salt=_SALT)
            context |= {
                "looked_at": signer.sign(f"{request.user.pk} {form.digest}"),
                "activities": _activities(arrival, pages),
                "faults": _told(arrival.plan),
                "learners": arrival.learners,
                "was_other": bool(request.POST.get("looked_at")),
            }
    return TemplateResponse(request, "admin/courses/activity/import.html", context)


def _bring(form: ImportForm, request, *, is_dry: bool, look) -> Arrival:
    said = form.cleaned_data
    return import_activities(
        said["files"],
        unit=said["unit"],
        language=said["language"],
        key=said["key"],
        resets_attempts=said["attempts"] == "reset",
        is_dry=is_dry,
        by=request.user,
        look=look if is_dry else None,
    )


def _was_looked_at(signed: str, digest: str, user) -> bool:
    try:
        return TimestampSigner(salt=_SALT).unsign(signed, max_age=_LOOKED_AT_FOR) == f"{user.pk} {digest}"
    except BadSignature:
        return False


def _arrived(request, arrival: Arrival):
    keys = ", ".join(contents.key for contents, _kept in arrival.arrived)
    messages.success(request, _("Imported: %(keys)s") % {"keys": keys})
    if arrival.left_out:
        sentence = ngettext(
            "%(count)d thing was left out, as you saw before.",
            "%(count)d things were left out, as you saw before.",
            len(arrival.left_out),
        )
        messages.warning(request, sentence % {"count": len(arrival.left_out)})
    if len(arrival.arrived) == 1:
        return redirect(reverse("admin:courses_activity_change", args=[arrival.arrived[0][1].activity.pk]))
    return redirect(reverse("admin:courses_activity_changelist"))


class _Look:
    """Draws an activity as learners will see it, while its rows are there."""

    def __init__(self, request, pages: list[dict]):
        self._request, self._pages = request, pages

    def __call__(self, contents: ActivityContents, kept: Kept) -> None:
        activity = kept.activity
        here = self._request.path
        drawn = draw(read(activity.pk, get_language()), Results(), Desk(None, here, here))
        page = render_to_string("courses/activity/activity.html", {"activity": drawn}, request=self._request)
        self._pages.append({"page": _with_pictures(page, activity.pk, contents.files), "kept": kept})


def _with_pictures(page: SafeString, activity_id: int, files: dict[str, bytes]) -> SafeString:
    """The page with its pictures inside: they are kept nowhere yet."""
    for name, raw in files.items():
        if len(raw) > _MOST_BYTES_SHOWN:
            continue
        try:
            shown, info = bare_original(raw), read_picture(raw)
        except PictureRefused:
            continue
        address = conditional_escape(f"data:{info.media_type};base64,{base64.b64encode(shown).decode()}")
        mark = re.compile(re.escape(activity_file_url(activity_id, name)) + "()")
        whole = SafeString()
        for place, (piece, _group) in enumerate(split_at(page, mark)):
            whole = whole + address + piece if place else piece
        page = whole
    return page


def _activities(arrival: Arrival, pages: list[dict]) -> list[dict]:
    return [
        {
            **page,
            "key": contents.key,
            "lines": "\n".join(tell(contents)),
            "languages": sorted({code for question in contents.questions for code in question.texts}),
            "lang": contents.source_language,
        }
        for (contents, _kept), page in zip(arrival.arrived, pages, strict=True)
    ]


def _told(plan: Plan) -> list[dict]:
    return [
        {
            "place": f"{fault.file}:{fault.line}" if fault.line else fault.file,
            "message": fault.message,
            "is_harmless": fault.kind in HARMLESS,
        }
        for fault in plan.irregularities.by_place()
    ]


def _name_of(unit: Unit) -> str:
    return f"{unit.release.course.slug} {unit.release.name} – {unit.key}"
