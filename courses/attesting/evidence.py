"""What a learner has done of a course, held against its rule; only what exists in her language is asked of her."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Min, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.models import RenderedText, Trace
from courses import outline
from courses.activities.shown import shown
from courses.answering.results import best_shares
from courses.completing import trace_key
from courses.models import AttestationRule, Completion, Enrolment, Unit
from courses.outline import Line

_HOUR = Decimal(3600)


@dataclass(frozen=True)
class Evidence:
    """``units`` of the learner's language, how many of them are ``done``; ``score_percent`` is None without marks.

    ``hours`` are of use, measured by the page or imputed from the clock of the server, rounded to a tenth.
    """

    units: int
    done: int
    score_percent: int | None
    hours: Decimal
    first_on: date | None
    last_on: date | None

    def missing(self, rule: AttestationRule) -> list[str]:
        """What is left to do, in sentences; empty when the attestation is earned."""
        sentences = []
        if (left := self.units_left(rule)) > 0:
            sentence = ngettext("%(count)s unit is left to do.", "%(count)s units are left to do.", left)
            sentences.append(sentence % {"count": left})
        if self.score_percent is not None and self.score_percent < rule.score_percent:
            sentence = _("The best results of your activities make %(have)s %%; %(need)s %% are needed.")
            sentences.append(sentence % {"have": self.score_percent, "need": rule.score_percent})
        if self.hours < rule.hours:
            sentence = _("You have studied for %(have)s hours; %(need)s are needed.")
            sentences.append(sentence % {"have": number_format(self.hours, 1), "need": number_format(rule.hours, 1)})
        return sentences

    def units_left(self, rule: AttestationRule) -> int:
        needed = -(-self.units * rule.units_percent // 100)
        return needed - self.done


def gather(enrolment: Enrolment, language: str) -> Evidence:
    lines = outline.of(enrolment.release, language)
    units = _units_in(language, lines.units)
    completions = Completion.objects.unscoped("a learner's own attestation").filter(
        enrolment=enrolment, unit_key__in=[unit.key for unit in units]
    )
    dates = completions.aggregate(first=Min("at"), last=Max("at"))
    return Evidence(
        units=len(units),
        done=completions.count(),
        score_percent=_score(enrolment, units, language),
        hours=_hours(enrolment, lines.units),
        first_on=dates["first"].date() if dates["first"] else None,
        last_on=dates["last"].date() if dates["last"] else None,
    )


def _units_in(language: str, units: list[Line]) -> list[Line]:
    """Those with a text in the language; a course that is not translated at all is asked for as it stands."""
    texts = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Unit),
        target_id__in=[unit.pk for unit in units],
        field="body",
        language=language,
    )
    translated = set(texts.values_list("target_id", flat=True))
    return [unit for unit in units if unit.pk in translated] or units


def _score(enrolment: Enrolment, units: list[Line], language: str) -> int | None:
    """The mean of the best shares of all activities with marks that exist in the language, in percent."""
    version = enrolment.release.content_version
    activities = [shown(pk, language, version) for unit in units for pk in unit.activities]
    marked = [activity for activity in activities if activity.points and not activity.is_fallback]
    if not marked:
        return None
    best = best_shares(enrolment)
    shares = [best.get((activity.unit_key, activity.key), Decimal(0)) for activity in marked]
    return int((sum(shares) * 100 / len(shares)).quantize(Decimal(1), ROUND_HALF_UP))


def _hours(enrolment: Enrolment, units: list[Line]) -> Decimal:
    visits = Trace.objects.filter(
        learner=enrolment.learner_id,
        app="courses",
        verb="experienced",
        object_key__in=[trace_key(enrolment.course_id, unit.key) for unit in units],
    )
    seconds = visits.aggregate(total=Sum("seconds"))["total"] or 0
    return (Decimal(seconds) / _HOUR).quantize(Decimal("0.1"), ROUND_HALF_UP)
