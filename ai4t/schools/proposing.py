"""A teacher's school is not in the list: she names it, and staff accept it or lead her to the one that is listed."""

from django.db import transaction
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.collation import without_accents
from ai4t.models import School, User


class MergeRefused(Exception):
    """These two schools cannot be made one; the text is meant for the staff."""


@transaction.atomic
def take(school: School | None, *, person: User):
    """The school a person chose for herself, or none; a proposal of hers that nobody uses any more goes."""
    person.school = school
    person.save(update_fields=["school"])
    School.objects.proposed().filter(proposed_by=person, people=None).delete()


@transaction.atomic
def propose(*, name: str, town: str, country: str, by: User) -> School:
    """Give the person the school she names; one that is listed under the same name and town is taken instead."""
    school = _listed_as(name, town, country)
    if school is None:
        school = School.objects.create(
            name=name, town=town, country=country, state=School.State.PROPOSED, proposed_by=by
        )
    take(school, person=by)
    return school


@transaction.atomic
def accept(school: School, *, by: User):
    """The proposed school becomes one that everybody can choose."""
    school.state = School.State.LISTED
    school.save(update_fields=["state"])
    auditing.record("school.accepted", by=by, about=school)


@transaction.atomic
def merge(proposal: School, *, into: School, by: User) -> int:
    """The proposal was a listed school under another name: its people move there; answers how many."""
    if proposal.state != School.State.PROPOSED or into.state != School.State.LISTED:
        raise MergeRefused(_("Only a proposed school can be merged, and only into a listed one."))
    if proposal.country != into.country:
        raise MergeRefused(_("The two schools are in different countries."))
    moved = User.objects.filter(school=proposal).update(school=into)
    auditing.record("school.merged", by=by, about=into, proposal=proposal.pk, people=moved)
    proposal.delete()
    return moved


def _listed_as(name: str, town: str, country: str) -> School | None:
    asked = (without_accents(name), without_accents(town))
    for school in School.objects.listed().matching(f"{name} {town}", country=country):
        if (without_accents(school.name), without_accents(school.town)) == asked:
            return school
    return None
