"""Captions of units as rows, made what the files say: what people wrote here since the last import stays."""

from collections import defaultdict, deque
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext as _

from ai4t import captions
from ai4t.content.irregularities import Irregularities
from ai4t.content.plan import Plan
from ai4t.content.rows import Rows, delete_with_texts
from ai4t.languages import SCHEMA_CODES
from courses.models import CaptionTrack, Cue, Release, Unit


@dataclass(frozen=True)
class BroughtTrack:
    """A track with its cues as they will stand in the database, in order."""

    track: CaptionTrack
    cues: list[Cue]

    def in_language(self, code: str) -> tuple[captions.Cue, ...] | None:
        """The captions in one language; None unless every cue has words in it."""
        texts = [getattr(cue, f"text_{code}") or "" for cue in self.cues]
        if not all(texts):
            return None
        return tuple(
            captions.Cue(cue.start, cue.end, text, cue.settings) for cue, text in zip(self.cues, texts, strict=True)
        )


class CaptionRows:
    """The tracks of a release during one import. ``bring`` them all, then ``save``."""

    def __init__(self, release: Release, *, source_language: str, plan: Plan):
        self._plan = plan
        tracks = CaptionTrack.objects.filter(unit__release=release, unit__archived_at=None)
        self._tracks = {(track.unit_id, track.path): track for track in tracks}
        self._by_id = {track.pk: track for track in self._tracks.values()}
        cues = {cue.pk: cue for cue in Cue.objects.filter(track__in=tracks).rewrite(False).order_by("position", "pk")}
        self._of_track: dict[int, list[Cue]] = defaultdict(list)
        for cue in cues.values():
            self._of_track[cue.track_id].append(cue)
        self._rows = Rows(Cue, cues, source_language=source_language, plan=plan)
        self.brought: dict[tuple[int, str], BroughtTrack] = {}

    def bring(
        self, unit: Unit, *, video: str, path: str, language: str, cues: tuple[captions.Cue, ...]
    ) -> BroughtTrack:
        place = (unit.pk, path)
        if place not in self.brought:
            track = self._track(unit, video, path, language)
            self.brought[place] = BroughtTrack(track, self._bring_cues(track, unit, cues))
        return self.brought[place]

    def save(self) -> None:
        self._rows.save()
        brought = {found.track.pk for found in self.brought.values()}
        gone = [cue for cue in self._rows.unwanted() if self._goes(cue, brought)]
        delete_with_texts(gone)
        left = set(CaptionTrack.objects.filter(cues__isnull=False).values_list("pk", flat=True))
        delete_with_texts([track for track in self._tracks.values() if track.pk not in brought | left])

    def _track(self, unit: Unit, video: str, path: str, language: str) -> CaptionTrack:
        track = self._tracks.get((unit.pk, path))
        if track is None:
            return CaptionTrack.objects.create(unit=unit, video=video, path=path, language=language)
        if (track.video, track.language) != (video, language):
            track.video, track.language = video, language
            track.save(update_fields=["video", "language"])
            self._plan.note_changed([unit.key])
        return track

    def _bring_cues(self, track: CaptionTrack, unit: Unit, cues: tuple[captions.Cue, ...]) -> list[Cue]:
        known = _recognised(self._of_track[track.pk], cues, track.language)
        return [
            self._rows.want(
                row.pk if row else (track.pk, position),
                label=unit.key,
                texts={"text": {track.language: cue.text}},
                path=track.path,
                track_id=track.pk,
                position=position,
                start=cue.start,
                end=cue.end,
                settings=cue.settings,
            )
            for position, (cue, row) in enumerate(zip(cues, known, strict=True), start=1)
        ]

    def _goes(self, cue: Cue, brought: set[int]) -> bool:
        """Where the whole file is missing, what people translated waits for it; a cue alone goes, and is named."""
        track = self._by_id[cue.track_id]
        others = SCHEMA_CODES - {track.language}
        translations = {code: text for code in others if (text := getattr(cue, f"text_{code}"))}
        if translations and track.pk in brought:
            _note_lost_translations(track, translations, self._plan.irregularities)
        return not translations or cue.track_id in brought


def _recognised(rows: list[Cue], cues: tuple[captions.Cue, ...], language: str) -> list[Cue | None]:
    """The row of each cue: the one with the same times, or else the next with the same words, or the same start."""
    column = f"text_{language}"
    known: list[Cue | None] = [None] * len(cues)
    left = list(rows)
    for row_mark, cue_mark in (
        (attrgetter("start", "end"), attrgetter("start", "end")),
        (attrgetter(column), attrgetter("text")),
        (attrgetter("start"), attrgetter("start")),
    ):
        waiting: dict[object, deque[Cue]] = defaultdict(deque)
        for row in left:
            waiting[row_mark(row)].append(row)
        for at, cue in enumerate(cues):
            if known[at] is None and waiting[cue_mark(cue)]:
                known[at] = waiting[cue_mark(cue)].popleft()
        taken = {row.pk for row in known if row}
        left = [row for row in left if row.pk not in taken]
    return known


def _note_lost_translations(track: CaptionTrack, translations: dict[str, str], faults: Irregularities) -> None:
    for code, text in sorted(translations.items()):
        faults.note(
            track.path,
            0,
            "caption-translation-lost",
            _("A caption is no longer in the file; its translation into “%(language)s” went with it: “%(text)s”.")
            % {"language": code, "text": text},
        )
