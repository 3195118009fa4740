from datetime import timedelta

import pytest
from django.utils import timezone

from courses.cohorts.forgetting import KEPT_FOR, forget_unanswered
from courses.models import Invitation
from courses.states import InvitationState
from tests.factories.cohorts import create_cohort, create_invitation
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


def test_whoever_never_answered_is_forgotten_half_a_year_later():
    cohort, now = create_cohort(), timezone.now()
    long_ago, lately = now - KEPT_FOR, now - KEPT_FOR + timedelta(minutes=1)
    gone = create_invitation(cohort, expires_at=long_ago)
    create_invitation(cohort, expires_at=lately)
    taken = {"state": InvitationState.CLAIMED, "claimed_by": create_user(), "answered_at": long_ago}
    create_invitation(cohort, expires_at=long_ago, **taken)
    assert (forget_unanswered(now), forget_unanswered(now)) == (1, 0)
    gone.refresh_from_db()
    assert (gone.state, gone.name, gone.address) == ("withdrawn", "", "")
    assert Invitation.objects.unscoped("test").exclude(address="").count() == 2
