"""A learner at the activities of one unit: what she has tried, and each activity drawn for her."""

from collections.abc import Mapping
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from courses.activities.shown import ShownActivity, shown
from courses.answering.attempting import Sheet
from courses.answering.drawing import Desk, DrawnActivity, draw, is_passed
from courses.answering.results import Results, results_of
from courses.bodies import Body
from courses.models import Enrolment, Release
from courses.outline import Line


class Seat:
    """``enrolment`` is None for a reader without a place, who sees the questions and cannot hand in."""

    def __init__(
        self,
        line: Line,
        release: Release,
        enrolment: Enrolment | None,
        *,
        slug: str,
        visit_id: str = "",
        wants_another: str = "",
    ):
        self._line, self._release, self._enrolment = line, release, enrolment
        self._slug, self._visit_id, self._wants_another = slug, visit_id, wants_another
        self._faults: dict[str, Mapping[str, str]] = {}
        self._refusals: dict[str, str] = {}
        self._sheets: dict[str, Sheet] = {}

    @cached_property
    def activities(self) -> list[ShownActivity]:
        language, version = get_language(), self._release.content_version
        return [shown(pk, language, version) for pk in self._line.activities]

    @cached_property
    def results(self) -> dict[str, Results]:
        if self._enrolment is None:
            return {activity.key: Results() for activity in self.activities}
        return results_of(self._enrolment.pk, self.activities)

    @property
    def is_done(self) -> bool:
        """Whether no activity of the unit is left to do."""
        return all(is_passed(activity, self.results[activity.key].best) for activity in self.activities)

    def activity(self, key: str) -> ShownActivity | None:
        return next((activity for activity in self.activities if activity.key == key), None)

    def note(self, sheet: Sheet) -> None:
        """An attempt was saved or handed in since the results were read."""
        key = sheet.attempt.activity_key
        self.results[key] = self.results[key].with_attempt(sheet.attempt)
        self._sheets[key] = sheet

    def complain(self, key: str, *, faults: Mapping[str, str] = {}, refusal: str = "") -> None:
        """What keeps the activity from being handed in: by question, or as a whole."""
        self._faults[key], self._refusals[key] = faults, refusal

    def draw(self, activity: ShownActivity) -> DrawnActivity:
        names = [self._slug, self._line.key]
        desk = Desk(
            enrolment_id=self._enrolment.pk if self._enrolment else None,
            page_url=reverse("courses:unit", args=names),
            url=reverse("courses:answers", args=[*names, activity.key]),
            visit_id=self._visit_id,
        )
        return draw(
            activity,
            self.results[activity.key],
            desk,
            sheet=self._sheets.get(activity.key),
            wants_another=activity.key == self._wants_another,
            faults=self._faults.get(activity.key, {}),
            refusal=self._refusals.get(activity.key, ""),
            finishes_unit=activity.key in self._sheets and self.is_done,
        )

    def place(self, body: Body | None) -> tuple[list[tuple[SafeString, DrawnActivity | None]], list[DrawnActivity]]:
        """The pieces of the text with the activity behind each, and the activities that the text does not place."""
        drawn = {activity.key: self.draw(activity) for activity in self.activities}
        parts = [(html, drawn.pop(key, None)) for html, key in body.parts] if body else []
        return parts, list(drawn.values())
