"""Question files into activities: the one verb that the command and the administration call."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.content.applying import importing
from ai4t.content.irregularities import Irregularities
from ai4t.content.plan import Plan
from ai4t.content.storing import ContentStore
from ai4t.markup.html_names import names
from courses.activities.contents import ActivityContents
from courses.activities.keeping import Kept, keep
from courses.models import Activity, Unit
from courses.question_files.merging import Read, merge
from courses.question_files.naming import split_languages
from courses.question_files.reading import FileRefused, key_of_path
from courses.question_files.recognising import read_question_file
from courses.states import CompletionRule

# What is said of texts of which readers miss nothing; the sentences are in ai4t/markup/problems.py.
HARMLESS_IN_TEXTS = names(
    """attribute-removed attribute-unquoted box-quote characters-removed class-removed element-plain heading-space
    link-disguised link-parentheses link-self style-removed tag-unclosed tag-unknown title-missing"""
)
# What was said of a file whose questions all came in.
HARMLESS = HARMLESS_IN_TEXTS | names(
    "alt-missing byte-order-mark category language-disagrees not-utf8 scored-differently"
)
_USUAL_LANGUAGE = "en"


class NothingToImport(Exception):
    """No file holds a question that can come in. ``plan`` tells why of each, and the text says it in short."""

    def __init__(self, plan: Plan):
        super().__init__(_("There is no question in these files that can come in."))
        self.plan = plan


@dataclass
class Arrival:
    """What came of an import; the rows exist only when it was not a dry run."""

    plan: Plan
    arrived: list[tuple[ActivityContents, Kept]] = field(default_factory=list)

    @property
    def left_out(self) -> list:
        return [fault for fault in self.plan.irregularities if fault.kind not in HARMLESS]

    @property
    def learners(self) -> int:
        """Whose attempts were at questions that are other ones now."""
        return sum(kept.learners for _contents, kept in self.arrived)


def import_activities(
    files: Mapping[str, bytes],
    *,
    unit: Unit | None = None,
    language: str = "",
    key: str = "",
    resets_attempts: bool = False,
    is_dry: bool = False,
    by=None,
    look=None,
) -> Arrival:
    """Make activities of ``unit`` (or unplaced ones) what the files say; NothingToImport where none says anything.

    Files that differ by the language in their names are one activity, with ``key`` all of them are. ``look`` is called
    with each ``ActivityContents`` and ``Kept`` while the rows are there, also in a dry run; ``by`` is who imports.
    """
    plan = Plan(Irregularities())
    activities = read_activities(files, plan.irregularities, unit=unit, language=language, key=key)
    if not activities:
        raise NothingToImport(plan)
    arrival = Arrival(plan)
    with importing(is_dry=is_dry) as store:
        for contents in activities:
            kept = _kept(contents, unit, store, plan, resets_attempts=resets_attempts)
            arrival.arrived.append((contents, kept))
            if look:
                look(contents, kept)
            if kept.is_new or kept.has_changed:
                auditing.record("activity.imported", by=by, about=kept.activity, questions=len(contents.questions))
            if kept.learners and resets_attempts:
                auditing.record("activity.attempts_reset", by=by, about=kept.activity, learners=kept.learners)
        # A unit that has questions is done by answering them.
        if unit and unit.completion_rule != CompletionRule.ANSWERED:
            unit.completion_rule = CompletionRule.ANSWERED
            unit.save(update_fields=["completion_rule"])
    plan.counts = {
        "activities": len(activities),
        "questions": sum(len(contents.questions) for contents in activities),
        "files": sum(len(contents.files) for contents in activities),
    }
    return arrival


def read_activities(
    files: Mapping[str, bytes],
    faults: Irregularities,
    *,
    unit: Unit | None = None,
    language: str = "",
    key: str = "",
) -> list[ActivityContents]:
    """The activities in the files, in the order of their names. A file that is refused is named."""
    usual = unit.release.course.source_language if unit else _USUAL_LANGUAGE
    split = split_languages(list(files))
    families: dict[str, list[Read]] = {}
    for path in sorted(files):
        stem, named = split[path]
        said = language or (named.code if named and len(files) > 1 else "")
        try:
            contents = read_question_file(
                files[path], path=path, faults=faults, language=said, usual_language=usual or _USUAL_LANGUAGE
            )
        except FileRefused as refusal:
            faults.note(path, 0, "file-refused", str(refusal))
            continue
        families.setdefault(key or stem, []).append(Read(path, contents))
    merged = []
    for name, readings in families.items():
        contents = merge(readings, source_language=usual or _USUAL_LANGUAGE, faults=faults)
        contents.key = key or key_of_path(f"{name}.x")
        merged.append(contents)
    return merged


def _kept(contents: ActivityContents, unit: Unit | None, store: ContentStore, plan: Plan, *, resets_attempts) -> Kept:
    """A known activity keeps its place, a new one comes behind the others."""
    there = Activity.objects.filter(unit=unit)
    known = there.filter(key=contents.key).first()
    last = there.order_by("-position").values_list("position", flat=True).first() if unit else None
    position = known.position if known else (last or 0) + 1
    kept = keep(contents, unit=unit, store=store, plan=plan, position=position, resets_attempts=resets_attempts)
    (plan.added if kept.is_new else plan.changed if kept.has_changed else []).append(contents.key)
    plan.changed = [key for key in dict.fromkeys(plan.changed) if key not in plan.added]
    return kept
