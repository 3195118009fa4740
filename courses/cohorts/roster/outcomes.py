"""What a line of a list does to a cohort, and how it is said."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.cohorts.roster.rows import Row


class Outcome(StrEnum):
    """The first three change something; in the order in which counts are told."""

    PLACE = "place"
    WAITS = "waits"
    INVITED = "invited"
    THERE = "there"
    IN_LINE = "in_line"
    INVITED_BEFORE = "invited_before"
    SAME = "same"
    ELSEWHERE = "elsewhere"
    DECLINED = "declined"
    CLOSED = "closed"


CHANGES = {Outcome.PLACE, Outcome.WAITS, Outcome.INVITED}
# Nothing is left to do.
IS_THERE = {Outcome.THERE, Outcome.IN_LINE, Outcome.INVITED_BEFORE}
# Not done, and worth a look.
HELD_BACK = {Outcome.ELSEWHERE, Outcome.DECLINED, Outcome.CLOSED}


@dataclass(frozen=True)
class Step:
    """What is done for one line; ``learner`` is the account behind the address, where there is one.

    ``leaves_a_line`` is set where she gets a place and waits for one in another cohort of the course until then.
    """

    row: Row
    outcome: Outcome
    learner: object = None
    leaves_a_line: bool = False


def sentence_for(step: Step) -> str:
    """Of the person in the line, for the trainer; says nothing of her but what the list is about."""
    if step.leaves_a_line:
        return _("gets a place and a letter about it, and leaves the line of another cohort of this course")
    return {
        Outcome.PLACE: _("gets a place and a letter about it"),
        Outcome.WAITS: _("waits in line: all places are taken"),
        Outcome.INVITED: _("is invited by letter: there is no account yet"),
        Outcome.THERE: _("is in this cohort already"),
        Outcome.IN_LINE: _("waits in line already"),
        Outcome.INVITED_BEFORE: _("was invited before; no second letter"),
        Outcome.SAME: _("stands in line %(line)d already") % {"line": step.row.same_as},
        Outcome.ELSEWHERE: _("stays in another cohort of this course; its trainer can move people"),
        Outcome.DECLINED: _("asked not to be invited; pass on the join link instead"),
        Outcome.CLOSED: _("has a closed account; ask for another address"),
    }[step.outcome]


def count_of(outcome: Outcome, count: int, *, is_done: bool) -> str:
    """How many lines come, or came, to this; one sentence."""
    return (_done(count) if is_done else _to_do(count)).get(outcome, _unchanged(count).get(outcome)) % {"count": count}


def _to_do(count: int) -> dict[Outcome, str]:
    return {
        Outcome.PLACE: ngettext("%(count)d person gets a place.", "%(count)d people get a place.", count),
        Outcome.WAITS: ngettext("%(count)d person waits in line.", "%(count)d people wait in line.", count),
        Outcome.INVITED: ngettext("%(count)d person is invited.", "%(count)d people are invited.", count),
    }


def _done(count: int) -> dict[Outcome, str]:
    return {
        Outcome.PLACE: ngettext("%(count)d person got a place.", "%(count)d people got a place.", count),
        Outcome.WAITS: ngettext("%(count)d person was put in line.", "%(count)d people were put in line.", count),
        Outcome.INVITED: ngettext("%(count)d person was invited.", "%(count)d people were invited.", count),
    }


def _unchanged(count: int) -> dict[Outcome, str]:
    return {
        Outcome.THERE: ngettext(
            "%(count)d person is in the cohort already.", "%(count)d people are in the cohort already.", count
        ),
        Outcome.IN_LINE: ngettext(
            "%(count)d person waits in line already.", "%(count)d people wait in line already.", count
        ),
        Outcome.INVITED_BEFORE: ngettext(
            "%(count)d person was invited before.", "%(count)d people were invited before.", count
        ),
        Outcome.SAME: ngettext("%(count)d line repeats an earlier one.", "%(count)d lines repeat earlier ones.", count),
        Outcome.ELSEWHERE: ngettext(
            "%(count)d person stays in another cohort.", "%(count)d people stay in other cohorts.", count
        ),
        Outcome.DECLINED: ngettext(
            "%(count)d person asked not to be invited.", "%(count)d people asked not to be invited.", count
        ),
        Outcome.CLOSED: ngettext(
            "%(count)d person has a closed account.", "%(count)d people have closed accounts.", count
        ),
    }
