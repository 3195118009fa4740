"""When somebody is erased who stands in a report: the file as it came names her, and goes."""

from allauth.account.models import EmailAddress
from django.db.models import Q

from ai4t import erasing
from ai4t.content.storing import remove_orphans
from ai4t.models import User
from courses.meeting_reports.names import alias_of, ways_to_say, words_of
from courses.models import CohortMembership, MeetingAttendee, MeetingReport, RememberedName

_LET_GO = "–"


def register():
    erasing.register(forget)


def forget(person: User) -> None:
    """Rows of hers lose what names her by the declared fields; here go the files, and rows nobody has settled."""
    addresses = {person.email.lower(), *(email.lower() for email in _addresses(person))}
    about_her = Q(learner=person) | Q(address__in=addresses)
    rows = MeetingAttendee.objects.unscoped("erasing")
    named = rows.filter(about_her)
    unsettled = [row.pk for row in _in_her_cohorts(person) if words_of(person.name) in ways_to_say(row.name)]
    reports = MeetingReport.objects.unscoped("erasing").filter(
        Q(attendees__in=named.values("pk")) | Q(attendees__in=unsettled)
    )
    let_go = MeetingReport.objects.unscoped("erasing").filter(pk__in=list(reports.values_list("pk", flat=True)))
    let_go.update(file=None, file_name=_LET_GO)
    rows.filter(Q(pk__in=unsettled) | Q(address__in=addresses)).update(name="", address="")
    aliases = {alias_of(person.name), *addresses}
    RememberedName.objects.unscoped("erasing").filter(Q(learner=person) | Q(alias__in=aliases)).delete()
    remove_orphans()


def _addresses(person: User) -> list[str]:
    return list(EmailAddress.objects.filter(user=person).values_list("email", flat=True))


def _in_her_cohorts(person: User):
    """Rows without a learner where she was or is a member: one that bears her name is taken for hers."""
    if not words_of(person.name):
        return []
    places = CohortMembership.objects.unscoped("erasing").filter(enrolment__learner=person)
    rows = MeetingAttendee.objects.unscoped("erasing").filter(learner=None)
    return rows.filter(report__session__cohort__in=places.values("cohort"))
