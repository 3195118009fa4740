"""The letters that the common ground writes itself."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ai4t import outbox
from ai4t.models import HelpRequest, Letter


def register():
    outbox.register("account.deleted", label=_("Account deleted"))
    outbox.register("desk.answer", label=_("Answer to a request"), context=_answer)
    outbox.register("mail.test", label=_("Test of the mail server"), priority=Letter.Priority.CODE)


def _answer(letter: Letter) -> dict | None:
    request: HelpRequest | None = letter.about
    return request and {
        "name": request.sender.name if request.sender else request.name,
        "question": request.message,
        "answer": request.answer,
        "page": request.page and settings.SITE_URL + request.page,
    }
