"""The page of a session's materials: a list, and a form for one more."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ai4t import languages
from courses.admin.session.pages import shown
from courses.models import Session, SessionMaterial
from courses.sessions.materials import MaterialRefused, add
from courses.sessions.materials import remove as remove_material
from courses.states import MaterialKind


class MaterialForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=MaterialKind,
        help_text=gettext_lazy("Recordings are shown once the session is over."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), help_text=gettext_lazy("Of the material: people see those in theirs first.")
    )
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=150, help_text=SessionMaterial._meta.get_field("title").help_text
    )
    link = forms.URLField(
        label=gettext_lazy("Link"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        validators=SessionMaterial._meta.get_field("link").validators,
        help_text=SessionMaterial._meta.get_field("link").help_text,
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Up to 20 MB, for example slides as PDF. Put films elsewhere and give their link."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [*languages.opened_codes().items()]

    def clean(self):
        said = super().clean()
        if not self.errors and bool(said.get("link")) == bool(said.get("file")):
            raise ValidationError(_("Please give either a link or a file."))
        return said


def materials(request, session: Session):
    sent = request.method == "POST"
    form = MaterialForm(
        request.POST if sent else None, request.FILES if sent else None, initial={"language": request.user.language}
    )
    if sent and form.is_valid():
        try:
            add(session, by=request.user, **form.cleaned_data)
        except MaterialRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The material is added."))
            return redirect("admin:courses_session_materials", session.pk)
    rows = session.materials.select_related("file")
    names = languages.opened_codes()
    listed = [(row, names.get(row.language, row.language)) for row in rows]
    page = "admin/courses/session/materials.html"
    return shown(request, session, page, tab="materials", title=_("Materials"), form=form, materials=listed)


@require_POST
def remove(request, session: Session, material_id: int):
    material = session.materials.filter(pk=material_id).first()
    if material is None:
        raise Http404
    remove_material(material, by=request.user)
    messages.success(request, _("“%(title)s” is removed.") % {"title": material.title})
    return redirect("admin:courses_session_materials", session.pk)
