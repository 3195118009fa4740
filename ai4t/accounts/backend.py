from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from ai4t.models import User

# Asked with every signed-in page, so in SQL as it stands: composing the same with the ORM costs more than its answer.
# A staff role is in force as ``Responsibility.objects.in_force`` says.
_PERSON = """
SELECT person.*,
    EXISTS(
        SELECT FROM ai4t_responsibility
        WHERE user_id = person.id AND since <= %(now)s AND (until IS NULL OR until > %(now)s)
    ) AS has_staff_role,
    ARRAY(SELECT id FROM mfa_authenticator WHERE user_id = person.id ORDER BY id) AS factors
FROM ai4t_user person
WHERE person.id = %(id)s
"""


class PersonBackend(AuthenticationBackend):
    """Signs in by e-mail; loads who asks, with her factors and whether she has a staff role, in one query."""

    def get_user(self, user_id):
        for person in User.objects.raw(_PERSON, {"id": user_id, "now": timezone.now()}):
            return person if self.user_can_authenticate(person) else None
        return None
