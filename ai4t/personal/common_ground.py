"""What the common ground keeps about people."""

from django.conf import settings
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from ai4t import outbox
from ai4t.models import (
    AccountMerge,
    AddressTrouble,
    Agreement,
    AuditEntry,
    ContentFile,
    ContentLink,
    ContentSource,
    ContentText,
    ErasureRequest,
    HelpRequest,
    Language,
    Letter,
    MailChoice,
    MailSwitch,
    PictureVariant,
    RenderedText,
    Responsibility,
    School,
    SearchEntry,
    SearchWord,
    SyncRun,
    Trace,
    TranslationState,
    User,
)
from ai4t.personal import (
    NOBODY_ANY_MORE,
    Basis,
    Kept,
    Overwritten,
    Personal,
    Removed,
    Why,
    declare,
    declare_impersonal,
)

_AS_LONG_AS_THE_ACCOUNT = _("As long as the account exists; thirty days if its address is never confirmed.")

ACCOUNT = Why(_("To let the person sign in."), Basis.CONTRACT, _AS_LONG_AS_THE_ACCOUNT)
WRITING = Why(_("To write to people in the language they chose."), Basis.CONTRACT, _AS_LONG_AS_THE_ACCOUNT)
REACH = Why(
    _("To know whom the course reaches."),
    Basis.CONSENT,
    _("As long as the account exists, or until the person removes it."),
)
LEARNING = Why(
    _("To show learners their path, to see when a unit is done, and to improve the course."),
    Basis.CONTRACT,
    _("As long as the account exists; then without a person, for counts."),
)
AGREEING = Why(_("To prove what was agreed to, and when."), Basis.LEGAL_DUTY, _("For good, then without a person."))
ANSWERING = Why(
    _("To answer questions and to mend what is reported."),
    Basis.CONTRACT,
    _("As long as the account exists; two years where there is none."),
)
MAIL = Why(
    _("To send each letter once and to say what came of it."),
    Basis.CONTRACT,
    _("Some months after the letter is finished, and no longer than the account exists."),
)
RESPONSIBLE = Why(
    _("To know who may do what, and who did it."),
    Basis.PUBLIC_TASK,
    _("For good, by number; then without a person."),
)

_ERASED_ADDRESS = Concat(Value("erased-"), Cast(F("pk"), CharField()), Value("@erased.invalid"))
_link = Personal(RESPONSIBLE, NOBODY_ANY_MORE, in_copy=False)


def _kept(why: Why, *names: str) -> dict[str, Personal]:
    return {name: Personal(why, NOBODY_ANY_MORE) for name in names}


def _removed(why: Why, *names: str) -> dict[str, Personal]:
    return {name: Personal(why, Removed()) for name in names}


declare(
    User,
    of="pk",
    fields={
        "email": Personal(WRITING, Overwritten(_ERASED_ADDRESS)),
        "password": Personal(ACCOUNT, Overwritten("!"), in_copy=False),
        "last_login": Personal(ACCOUNT, Overwritten(None)),
        "is_active": Personal(ACCOUNT, Overwritten(False)),
        "name": Personal(WRITING, Overwritten("")),
        "sort_key": Personal(WRITING, Overwritten(""), in_copy=False),
        "language": Personal(WRITING, Overwritten(settings.LANGUAGE_CODE)),
        "time_zone": Personal(WRITING, Overwritten("UTC")),
        "arrived_for": Personal(ACCOUNT, Overwritten("")),
        "country": Personal(REACH, Kept(_("With all other people of the country it points to nobody."))),
        "education_role": Personal(REACH, Overwritten("")),
        "subjects": Personal(REACH, Overwritten([])),
        "gender": Personal(REACH, Overwritten("")),
        "school": Personal(REACH, Overwritten(None)),
        **_kept(ACCOUNT, "joined_at", "erased_at"),
    },
    impersonal=["id", "is_made_up"],
)
declare(
    ErasureRequest,
    of="user",
    fields={**_kept(AGREEING, "user", "asked_at", "finished_at"), "asked_by": _link},
    impersonal=["id"],
)
declare(
    Agreement,
    of="user",
    fields=_kept(AGREEING, "user", "kind", "given", "version", "language", "at"),
    impersonal=["id"],
)
declare(
    Responsibility,
    of="user",
    fields={
        **_kept(RESPONSIBLE, "user", "role", "country", "language", "scope_type", "scope_id", "since", "until"),
        "appointed_by": _link,
    },
    impersonal=["id"],
)
declare(
    HelpRequest,
    of=lambda person: Q(sender=person) | Q(email__iexact=person.email),
    fields={
        **_kept(ANSWERING, "sender", "kind", "state", "language", "object_key", "release", "created_at"),
        "name": Personal(ANSWERING, Overwritten("")),
        "email": Personal(ANSWERING, Overwritten("")),
        "message": Personal(ANSWERING, Overwritten("")),
        "page": Personal(ANSWERING, Overwritten("")),
        # What is answered has an answer, says the database.
        "answer": Personal(ANSWERING, Overwritten("–")),
        "answered_at": Personal(ANSWERING, NOBODY_ANY_MORE),
        "answered_by": _link,
    },
    impersonal=["id"],
)
declare(
    Letter,
    of=lambda person: Q(recipient=person) | Q(address__iexact=person.email),
    fields={
        **_removed(MAIL, "recipient", "address", "language", "kind", "version", "state", "created_at", "sent_at"),
        "payload": Personal(MAIL, Removed(), in_copy=False),
        "error": Personal(MAIL, Removed(), in_copy=False),
    },
    impersonal=[
        "id",
        "priority",
        "about_type",
        "about_id",
        "attempts",
        "next_attempt_at",
        "claimed_until",
        "handed_at",
        "times_abandoned",
        "message_id",
    ],
    remove=outbox.forget,
)
declare(
    MailChoice,
    of=lambda person: Q(person=person) | Q(address__iexact=person.email),
    fields=_removed(MAIL, "person", "address", "kind", "is_wanted", "at"),
    impersonal=["id"],
)
declare(
    AddressTrouble,
    of=lambda person: Q(address__iexact=person.email),
    fields=_removed(MAIL, "address", "kind", "answer", "at"),
    impersonal=["id"],
)
declare(
    Trace,
    of="learner",
    fields=_kept(LEARNING, "learner", "when", "app", "object_key", "verb", "seconds", "basis", "language"),
    impersonal=["id"],
)
declare(
    School,
    of="proposed_by",
    fields={"proposed_by": Personal(REACH, Overwritten(None), in_copy=False)},
    impersonal=[
        "id",
        "country",
        "national_id",
        "name",
        "town",
        "kind",
        "state",
        "sort_key",
        "search_text",
        "search_words",
    ],
)
declare(
    AuditEntry,
    of="actor",
    fields=_kept(RESPONSIBLE, "actor", "at", "action"),
    impersonal=["id", "about_type", "about_id", "detail"],
)
declare(
    AccountMerge,
    of=lambda person: Q(kept=person) | Q(closed=person),
    fields={
        **{name: Personal(RESPONSIBLE, NOBODY_ANY_MORE, in_copy=False) for name in ("kept", "closed", "changes")},
        **_kept(RESPONSIBLE, "merged_at", "undone_at"),
        "merged_by": _link,
        "undone_by": _link,
    },
    impersonal=["id"],
)
declare(
    MailSwitch,
    fields={"changed_by": _link},
    impersonal=["id", "paused", "reason", "changed_at"],
)
declare_impersonal(
    ContentFile,
    ContentLink,
    ContentSource,
    ContentText,
    Language,
    PictureVariant,
    RenderedText,
    SearchEntry,
    SearchWord,
    SyncRun,
    TranslationState,
)
