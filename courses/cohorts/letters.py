"""What we write to people about their place in a cohort."""

from django.utils.translation import gettext_lazy as _

from ai4t import languages, outbox
from ai4t.models import Letter
from courses.cohorts import invitation_key
from courses.models import Cohort, CohortMembership, Invitation
from courses.states import InvitationState


def register():
    outbox.register("courses.cohort_joined", label=_("Place in a cohort"), context=_joined)
    outbox.register("courses.cohort_waiting", label=_("Waiting for a place in a cohort"), context=_waiting)
    outbox.register("courses.invitation", label=_("Invitation to a cohort"), context=_invited)
    outbox.register("courses.invitation_asked", label=_("Somebody asks for a new invitation"), context=_asked)


def _joined(letter: Letter) -> dict | None:
    """None once she has left."""
    membership: CohortMembership | None = letter.about
    if membership is None or membership.until:
        return None
    return about_cohort(membership.cohort, letter.language)


def _waiting(letter: Letter) -> dict | None:
    cohort: Cohort | None = letter.about
    return cohort and about_cohort(cohort, letter.language)


def _invited(letter: Letter) -> dict | None:
    """None once it was answered or withdrawn, or where the letter waited until it had run out."""
    invitation: Invitation | None = letter.about
    if invitation is None or invitation.state != InvitationState.OPEN or invitation.has_expired():
        return None
    key = invitation_key.key_of(invitation)
    return {
        **about_cohort(invitation.cohort, letter.language),
        "name": invitation.name,
        "trainer": invitation.invited_by.name if invitation.invited_by else "",
        "good_until": invitation.expires_at,
        "invitation_url": outbox.address_of("cohorts:invitation", key),
        "decline_url": outbox.address_of("cohorts:decline", key),
    }


def _asked(letter: Letter) -> dict | None:
    """None once it was answered, or sent again."""
    invitation: Invitation | None = letter.about
    if invitation is None or not invitation.has_expired():
        return None
    page = outbox.address_of("admin:courses_cohort_invitations", invitation.cohort_id)
    return {"cohort": invitation.cohort, "invited": str(invitation), "invitations_url": page}


def about_cohort(cohort: Cohort, language: str) -> dict:
    """What letters say of a cohort, its course in the language of the letter."""
    course = cohort.course
    return {
        "cohort": cohort,
        "course": languages.text(course, "title", language=language, source=course.source_language),
        "course_url": outbox.address_of("courses:course", course.slug),
        "continue_url": outbox.address_of("courses:continue", course.slug),
    }
