"""The texts of an activity as safe HTML: made when they are saved or imported, so that a page only reads them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from modeltranslation.manager import get_translatable_fields_for_model
from modeltranslation.utils import build_localized_fieldname

from ai4t import markup
from ai4t.content.irregularities import Irregularities
from ai4t.languages import SCHEMA_CODES
from ai4t.markup import Attachment, MarkupRefused, Picture
from ai4t.models import RenderedText
from courses.models import Activity, Band, Option, Question
from courses.states import QuestionKind

# Read as they are typed: never shown as a text of their own.
_PLAIN = {"title", "picture_alt"}
_TYPED = {QuestionKind.SHORT_TEXT, QuestionKind.BLANKS}


@dataclass(frozen=True)
class _Source:
    row: Model
    field: str
    language: str
    text: str

    @property
    def place(self) -> tuple[type, int, str, str]:
        return type(self.row), self.row.pk, self.field, self.language

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


class ActivityResolver:
    """Answers for the texts of one activity: they name its own files, and nothing else."""

    def __init__(self, activity: Activity):
        self._activity_id = activity.pk
        self._files = {row.name: row.file for row in activity.files.select_related("file")}

    def picture(self, target: str) -> Picture | None:
        file = self._files.get(target)
        if file is None or not file.width:
            return None
        address = activity_file_url(self._activity_id, target)
        return Picture(address, file.width, file.height, (), address)

    def attachment(self, target: str) -> Attachment | None:
        file = self._files.get(target)
        if file is None:
            return None
        return Attachment(activity_file_url(self._activity_id, target), target, file.size, file.media_type)

    def page(self, target: str) -> str | None:
        return None

    def term(self, key: str) -> str | None:
        return None

    def activity(self, target: str) -> str | None:
        return None

    def captions(self, video: str, declared, *, is_only: bool) -> tuple:
        return ()


def activity_file_url(activity_id: int, name: str) -> str:
    return reverse("activity-file", args=[activity_id, name])


def render_texts(activity: Activity, faults: Irregularities) -> None:
    """Make the stored HTML of the activity what its texts say; what authors should mend is noted under its key."""
    resolver = ActivityResolver(activity)
    stored = {_place(row): row for row in stored_texts(activity)}
    new, changed = [], []
    for source in _sources(activity):
        row = stored.pop(source.place, None)
        if row and (row.source_sha256, row.rules_version) == (source.sha256, markup.RULES_VERSION):
            continue
        html, words = _rendered(source, resolver, activity, faults)
        (changed if row else new).append(row := row or _new(source))
        row.html, row.words, row.rules_version, row.source_sha256 = html, words, markup.RULES_VERSION, source.sha256
    RenderedText.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    RenderedText.objects.bulk_create(new, batch_size=500)
    RenderedText.objects.bulk_update(changed, ["html", "words", "rules_version", "source_sha256"], batch_size=200)


def stored_texts(activity: Activity, languages: set[str] | None = None) -> list[RenderedText]:
    """The rendered texts of the activity and all that belongs to it, in one query."""
    parts = {
        Activity: [activity.pk],
        Band: activity.bands.values("pk"),
        Question: activity.questions.values("pk"),
        Option: Option.objects.filter(question__activity=activity).values("pk"),
    }
    rows = RenderedText.objects.none()
    for model, ids in parts.items():
        target_type = ContentType.objects.get_for_model(model)
        rows |= RenderedText.objects.filter(target_type=target_type, target_id__in=ids)
    rows = rows.select_related("target_type")
    return list(rows.filter(language__in=languages) if languages else rows)


def _sources(activity: Activity) -> Iterator[_Source]:
    yield from _texts_of(activity)
    for band in activity.bands.all():
        yield from _texts_of(band)
    for question in activity.questions.prefetch_related("options"):
        yield from _texts_of(question)
        for option in question.options.all():
            yield from _texts_of(option, leave_out={"text"} if question.kind in _TYPED else set())


def _texts_of(row: Model, leave_out: set[str] = frozenset()) -> Iterator[_Source]:
    for field in get_translatable_fields_for_model(type(row)):
        if field in _PLAIN or field in leave_out:
            continue
        for language in SCHEMA_CODES:
            if text := getattr(row, build_localized_fieldname(field, language)):
                yield _Source(row, field, language, text)


def _rendered(source: _Source, resolver, activity: Activity, faults: Irregularities) -> tuple[str, int]:
    place = f"{activity.key}: {source.row}.{source.field} ({source.language})"
    try:
        snippet = markup.render_snippet(source.text, language=source.language, resolver=resolver)
    except MarkupRefused as refusal:
        faults.note(place, 0, "text-refused", str(refusal))
        return "", 0
    for problem in snippet.problems:
        faults.note(place, problem.line, problem.kind, problem.message)
    return snippet.html, snippet.words


def _place(row: RenderedText) -> tuple[type, int, str, str]:
    return row.target_type.model_class(), row.target_id, row.field, row.language


def _new(source: _Source) -> RenderedText:
    target_type = ContentType.objects.get_for_model(type(source.row))
    return RenderedText(target_type=target_type, target_id=source.row.pk, field=source.field, language=source.language)
