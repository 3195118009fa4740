"""The texts of units as pages: rendered once here, so that reading them costs nothing but a row."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t import markup
from ai4t.content.applying import Import
from ai4t.content.keeping_pages import PagesOf, keep_html
from ai4t.content.pictures import Pictures
from ai4t.content.plan import Plan
from ai4t.content.resolving import Places
from ai4t.content.shelving import Shelf
from ai4t.markup import MarkupRefused, Rendered
from courses.importing.addresses import UnitAddresses
from courses.importing.captioning import CaptionsOfTree, UnitCaptions
from courses.importing.contents import CourseContents, UnitContents, UnitText
from courses.importing.embedding import UnitActivities
from courses.importing.resolving import TextResolver
from courses.models import Activity, Release, Unit, UnitFile
from courses.states import CompletionRule, UnitKind

_A_FEW_WORDS = 120
_FROM_ELSEWHERE = {"youtube", "vimeo", "peertube"}


@dataclass
class UnitPages:
    """A unit's pages by language, the languages whose text makes no page, what the pages name, and the activities."""

    unit: UnitContents
    row: Unit
    shelf: Shelf
    captions: UnitCaptions
    activities: UnitActivities
    pages: dict[str, Rendered] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    @property
    def sources(self) -> dict[str, str]:
        """The SHA-256 of each text, by language."""
        return {language: text.sha256 for language, text in self.unit.texts.items()}

    @cached_property
    def minutes(self) -> tuple[int, str]:
        """Known once all is rendered: a text that nobody can read takes no time."""
        return self.unit.minutes(refused=self.refused)


def render_units(
    run: Import, release: Release, contents: CourseContents, rows: dict[str, Unit], captions: CaptionsOfTree
) -> list[UnitPages]:
    """Render every text of every unit. What authors should mend is noted with file and line."""
    places = Places(run.tree, contents.root, contents.units)
    pictures = Pictures(run.tree, run.store, run.faults)
    rendered = []
    for unit in contents.units:
        row = rows[unit.stem]
        shelf = Shelf(UnitAddresses(release, row), tree=run.tree, store=run.store, pictures=pictures, faults=run.faults)
        captions_of_unit = UnitCaptions(captions, unit, row, shelf)
        activities = UnitActivities(unit, run.tree, places, contents.source_language, run.faults)
        pages = UnitPages(unit, row, shelf, captions_of_unit, activities)
        for language, text in _as_published(unit, row, contents.source_language):
            if (page := _rendered(language, text, pages, places, run)) is not None:
                pages.pages[language] = page
        _note_shared_videos(pages, run.faults)
        rendered.append(pages)
    return rendered


def keep_pages(rendered: list[UnitPages], plan: Plan) -> None:
    """Make the stored pages, the units' files, their rules of completion and their minutes what was rendered."""
    keep_html("body", [PagesOf(one.row, one.row.key, one.pages, one.sources) for one in rendered], plan)
    _keep_files(rendered, plan)
    with_activities = set(
        Activity.objects.filter(unit__in=[pages.row.pk for pages in rendered]).values_list("unit_id", flat=True)
    )
    for pages in rendered:
        has_activities = pages.row.pk in with_activities
        rule = completion_rule(pages.row.kind, pages.pages, has_activities=has_activities)
        minutes, _from = pages.minutes
        if (pages.row.completion_rule, pages.row.minutes) != (rule, minutes):
            pages.row.completion_rule, pages.row.minutes = rule, minutes
            pages.row.save(update_fields=["completion_rule", "minutes"])
            plan.note_changed([pages.row.key])


def completion_rule(kind: str, pages: dict[str, Rendered], *, has_activities: bool = False) -> CompletionRule:
    """What makes the unit done by itself in every language; where nothing can, the learner says so.

    ``has_activities``: also such as stand below every page because no text places them.
    """
    has_text = bool(pages)
    if has_activities and (
        all(map(_asks_questions, pages.values())) or not any(map(_shows_activities, pages.values()))
    ):
        return CompletionRule.ANSWERED
    if kind == UnitKind.VIDEO:
        has_video = has_text and all(map(_plays_a_video_of_ours, pages.values()))
        return CompletionRule.PLAYED if has_video else CompletionRule.DECLARED
    if kind == UnitKind.ACTIVITY or not has_text:
        return CompletionRule.DECLARED
    is_about_a_file = kind == UnitKind.DOWNLOAD or all(page.words < _A_FEW_WORDS for page in pages.values())
    if is_about_a_file and all(page.downloads for page in pages.values()):
        return CompletionRule.DOWNLOADED
    return CompletionRule.READ


def _asks_questions(page: Rendered) -> bool:
    return any(embed.kind == "activity" and embed.playable for embed in page.embeds)


def _shows_activities(page: Rendered) -> bool:
    """Of ours or not. Where no page does, the unit's activities stand below every page."""
    return any(embed.kind == "activity" for embed in page.embeds)


def _plays_a_video_of_ours(page: Rendered) -> bool:
    return any(embed.kind == "video" and embed.playable for embed in page.embeds)


def _as_published(unit: UnitContents, row: Unit, source_language: str) -> list[tuple[str, UnitText]]:
    """The texts with the bodies that readers see, which a person may have edited since the last import.

    The source language comes first: it says which activities there are.
    """
    texts = []
    for language, text in sorted(unit.texts.items(), key=lambda pair: pair[0] != source_language):
        body = getattr(row, f"body_{language}") or ""
        texts.append((language, text if body == text.body else replace(text, body=body, body_line=1)))
    return texts


def _rendered(language: str, text: UnitText, pages: UnitPages, places: Places, run: Import) -> Rendered | None:
    if not text.body.strip():
        return None
    resolver = TextResolver(
        places, pages.unit, text, pages.shelf, run.faults, get_language(), pages.captions, pages.activities.key_at
    )
    try:
        page = markup.render(
            text.body, language=language, resolver=resolver, title=getattr(pages.row, f"title_{language}") or ""
        )
    except MarkupRefused as refusal:
        run.faults.note(text.path, 0, "text-refused", str(refusal))
        pages.refused.add(language)
        return None
    for problem in page.problems:
        run.faults.note(text.path, text.body_line + problem.line - 1, problem.kind, problem.message)
    return page


def _note_shared_videos(pages: UnitPages, faults) -> None:
    """A video in another language's voice is easily pasted twice; only an author can say whether it is meant."""
    users: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for language, page in sorted(pages.pages.items()):
        for embed in page.embeds:
            if embed.kind in _FROM_ELSEWHERE:
                users[urlsplit(embed.target).path].append((language, embed.line))
    for shared in users.values():
        languages = sorted({language for language, _line in shared})
        if 1 < len(languages) < len(pages.pages):
            language, line = shared[-1]
            text = pages.unit.texts[language]
            faults.note(
                text.path,
                text.body_line + line - 1,
                "video-shared",
                _("The same video is shown in these languages: %(languages)s.") % {"languages": ", ".join(languages)},
            )


def _keep_files(rendered: list[UnitPages], plan: Plan) -> None:
    ids = [pages.row.pk for pages in rendered]
    existing = {(row.unit_id, row.name): row for row in UnitFile.objects.filter(unit__in=ids)}
    new, changed = [], []
    for pages in rendered:
        for shelved in pages.shelf.files.values():
            row = existing.pop((pages.row.pk, shelved.name), None)
            facts = (shelved.path, shelved.role, shelved.file.pk)
            if row and (row.path, row.role, row.file_id) == facts:
                continue
            (changed if row else new).append(row := row or UnitFile(unit=pages.row, name=shelved.name))
            row.path, row.role, row.file_id = facts
            plan.note_changed([pages.row.key])
    poorer = {unit_id for unit_id, _name in existing}
    plan.note_changed(pages.row.key for pages in rendered if pages.row.pk in poorer)
    UnitFile.objects.filter(pk__in=[row.pk for row in existing.values()]).delete()
    UnitFile.objects.bulk_create(new, batch_size=500)
    UnitFile.objects.bulk_update(changed, ["path", "role", "file"], batch_size=200)
