from allauth.account.auth_backends import AuthenticationBackend

from ai4t.accounts.sessions import with_factors
from ai4t.models import User


class PersonBackend(AuthenticationBackend):
    """Signs in by e-mail; loads who asks, with her factors and whether she has a staff role, in one query."""

    def get_user(self, user_id):
        person = with_factors(User.objects.with_staff_role()).filter(pk=user_id).first()
        return person if self.user_can_authenticate(person) else None
