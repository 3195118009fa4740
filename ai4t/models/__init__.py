from ai4t.models.account_merge import AccountMerge
from ai4t.models.agreement import Agreement
from ai4t.models.audit import AuditEntry
from ai4t.models.content import (
    ContentFile,
    ContentSource,
    ContentText,
    FileRole,
    PictureVariant,
    RenderedText,
    SyncRun,
)
from ai4t.models.content_link import ContentLink
from ai4t.models.erasure import ErasureRequest
from ai4t.models.language import Language
from ai4t.models.letter import Letter, MailSwitch
from ai4t.models.mail_choice import AddressTrouble, MailChoice
from ai4t.models.request import HelpRequest
from ai4t.models.responsibility import Responsibility
from ai4t.models.school import School
from ai4t.models.search_entry import SearchEntry, SearchWord
from ai4t.models.trace import Trace
from ai4t.models.translation import TranslationState
from ai4t.models.user import User

__all__ = [
    "AccountMerge",
    "AddressTrouble",
    "Agreement",
    "AuditEntry",
    "ContentFile",
    "ContentLink",
    "ContentSource",
    "ContentText",
    "ErasureRequest",
    "FileRole",
    "HelpRequest",
    "Language",
    "Letter",
    "MailChoice",
    "MailSwitch",
    "PictureVariant",
    "RenderedText",
    "Responsibility",
    "School",
    "SearchEntry",
    "SearchWord",
    "SyncRun",
    "Trace",
    "TranslationState",
    "User",
]
