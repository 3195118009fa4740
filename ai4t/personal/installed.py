"""What the packages we build on keep about people."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ai4t.models import User
from ai4t.personal import Basis, Personal, Removed, Why, declare, declare_impersonal
from ai4t.personal.common_ground import ACCOUNT, RESPONSIBLE, WRITING

SIGNED_IN = Why(
    _("To keep the person signed in."),
    Basis.CONTRACT,
    _("Until signing out, at most sixty days after the last use."),
)


def _log_of(person) -> Q:
    """Entries by the person, and entries about her, which hold her name."""
    about = ContentType.objects.get_for_model(User)
    return Q(user=person) | Q(content_type=about, object_id=str(person.pk))


declare(
    EmailAddress,
    of="user",
    fields={name: Personal(WRITING, Removed()) for name in ("user", "email", "verified", "primary")},
    impersonal=["id"],
)
declare(
    EmailConfirmation,
    of="email_address__user",
    fields={
        "email_address": Personal(WRITING, Removed()),
        "created": Personal(WRITING, Removed()),
        "sent": Personal(WRITING, Removed()),
        "key": Personal(WRITING, Removed(), in_copy=False),
    },
    impersonal=["id"],
)
declare(
    Authenticator,
    of="user",
    fields={
        "user": Personal(ACCOUNT, Removed()),
        "type": Personal(ACCOUNT, Removed()),
        "created_at": Personal(ACCOUNT, Removed()),
        "last_used_at": Personal(ACCOUNT, Removed()),
        "data": Personal(ACCOUNT, Removed(), in_copy=False),
    },
    impersonal=["id"],
)
# Whose session it is stands inside its data: erasing looks there (ai4t.erasing.sign_out_everywhere).
declare(
    Session,
    fields={
        "session_data": Personal(SIGNED_IN, Removed(), in_copy=False),
        "expire_date": Personal(SIGNED_IN, Removed(), in_copy=False),
    },
    impersonal=["session_key"],
)
declare(
    LogEntry,
    of=_log_of,
    fields={
        name: Personal(RESPONSIBLE, Removed(), in_copy=False)
        for name in ("user", "action_time", "content_type", "object_id", "object_repr", "action_flag", "change_message")
    },
    impersonal=["id"],
)
declare_impersonal(ContentType, Group, Group.permissions.through, Permission)
