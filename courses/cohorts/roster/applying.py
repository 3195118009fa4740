"""A list done to a cohort: all of it as it was shown, or nothing."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ai4t import auditing, walls
from courses.cohorts.inviting import Invited, InvitingRefused, invite_all
from courses.cohorts.joining import JoiningRefused, join_all
from courses.cohorts.places import locked
from courses.cohorts.roster.outcomes import Outcome
from courses.cohorts.roster.planning import Plan, plan
from courses.cohorts.roster.rows import Row
from courses.models import Cohort
from courses.states import CohortState, JoinedBy


class ApplyingRefused(Exception):
    """Nothing was written; the text is meant for people."""


class PlanChanged(ApplyingRefused):
    """Somebody came or left between looking and doing; what would happen is to be looked at again."""


def apply(
    rows: list[Row], *, cohort: Cohort, by, shown: str = "", joined_by: str = JoinedBy.FILE, now=None, **noted
) -> Plan:
    """Give places in the order of the lines, and write invitations; a second time there is nothing left to do.

    ``shown`` is the digest of the plan that a person has seen: PlanChanged where it would come out otherwise by now.
    ``noted`` goes into the audit log. Raises ApplyingRefused where the cohort is closed.
    """
    try:
        return _apply(rows, cohort, by, shown, joined_by, now, noted)
    except (JoiningRefused, InvitingRefused, IntegrityError) as refusal:
        # Only what another cohort did at the same moment leads here: this one is held.
        raise PlanChanged(_changed()) from refusal


@transaction.atomic
@walls.lifted("a place elsewhere counts, whoever sees it")
def _apply(rows, cohort, by, shown, joined_by, now, noted) -> Plan:
    cohort = locked(cohort)
    if cohort.state == CohortState.CLOSED:
        raise ApplyingRefused(_("This cohort is closed: nobody can be added to it any more."))
    outcome = plan(rows, cohort=cohort)
    if shown and shown != outcome.digest:
        raise PlanChanged(_changed())
    if outcome.changes:
        coming = [step.learner for step in outcome.steps if step.outcome in (Outcome.PLACE, Outcome.WAITS)]
        join_all(learners=coming, cohort=cohort, joined_by=joined_by, by=by, now=now)
        strangers = [step.row for step in outcome.steps if step.outcome == Outcome.INVITED]
        invited = [Invited(row.address, row.name, row.language) for row in strangers]
        invite_all(invited, cohort=cohort, by=by, now=now)
        counts = {str(kind): count for kind, count in outcome.counts.items()}
        auditing.record("cohort.people_added", by=by, about=cohort, added_by=joined_by, **counts, **noted)
    return outcome


def _changed() -> str:
    return _("Something has changed in the cohort since you looked. Nothing was done; please look again.")
