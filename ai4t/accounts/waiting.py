"""A confirmation that is under way in one browser: which address, which code, when the next mail may be sent.

Two kinds of people wait here: somebody who signs up (or signs in with an address she never confirmed), and somebody
signed in who changes her address. A third only seems to wait: the address she wrote has an account, which we tell its
owner by mail and nobody else. She can still correct a mistyped address, and is signed up then.
"""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
    EmailVerificationProcess,
)
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.internal.stagekit import clear_login
from allauth.account.internal.userkit import did_user_login
from allauth.account.stages import EmailVerificationStage, LoginStageController
from allauth.core.exceptions import ImmediateHttpResponse
from django.db import IntegrityError

from ai4t.accounts import confirming
from ai4t.accounts.forms.sign_up import WAITING_ANSWERS
from ai4t.accounts.signing_up import Answers, correct_address, sign_up

SECONDS_BETWEEN_MAILS = 30
_SENT_AT = "sent_at"


class Waiting:
    def __init__(self, request, process, stage):
        self.request = request
        self.process = process
        self.stage = stage

    @classmethod
    def find(cls, request) -> "Waiting | None":
        """What waits in this browser; None where nothing does, or where the hour of the code is over."""
        process = EmailVerificationProcess.resume(request)
        stage = LoginStageController.enter(request, EmailVerificationStage.key)
        if process is None or not (stage or request.user.is_authenticated):
            return None
        return cls(request, process, stage)

    @staticmethod
    def is_begun(request) -> bool:
        return EMAIL_VERIFICATION_CODE_SESSION_KEY in request.session

    @property
    def email(self) -> str:
        return self.process.email

    @property
    def is_sign_up(self) -> bool:
        return not self.request.user.is_authenticated

    @property
    def is_confirmed_elsewhere(self) -> bool:
        """Her link was opened in another browser; this one may go on."""
        user = self.stage and self.stage.login.user
        return bool(user) and confirming.is_confirmed(user)

    @property
    def seconds_to_next_mail(self) -> int:
        sent_at = self.process.state.get(_SENT_AT, self.process.state["at"])
        return max(0, round(sent_at + SECONDS_BETWEEN_MAILS - time.time()))

    @property
    def may_have_another_mail(self) -> bool:
        return self.process.can_resend

    @property
    def may_correct_address(self) -> bool:
        """The same for everybody who signs up, whether or not the address has an account."""
        quota_left = not self.process.is_change_quota_reached(app_settings.EMAIL_VERIFICATION_MAX_CHANGE_COUNT)
        return self.is_sign_up and quota_left and not did_user_login(self.process.user)

    def send_again(self) -> bool:
        """False when it is too early, or too many went to this address within the hour."""
        if self.seconds_to_next_mail or not self.may_have_another_mail:
            return False
        try:
            self.process.resend()
        except ImmediateHttpResponse:
            return False
        self._note_sending()
        return True

    def correct(self, email: str, *, has_account: bool) -> None:
        """Wait for ``email`` instead; when it has an account, its owner gets a mail, and here nothing shows it."""
        if not has_account:
            try:
                self._begin_anew(email)
            except IntegrityError:
                has_account = True
        if has_account:
            self.process.change_to(email, True)
        self._note_sending()

    def confirm(self) -> bool:
        """After the right code; False when the address was confirmed for somebody else meanwhile."""
        return self.process.finish() is not None or self.is_confirmed_elsewhere

    def go_on(self):
        """The response that signs her in and leads to where she wanted to go."""
        self.request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)
        return self.stage.exit()

    def give_up(self):
        self.request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)
        self.request.session.pop(WAITING_ANSWERS, None)
        clear_login(self.request)

    def _begin_anew(self, email: str):
        """A new code for the new address, for the person there is, or for the one whose answers wait."""
        counts = {name: self.process.state[name] for name in ("resend_count", "change_count")}
        user = self.process.user
        if user:
            correct_address(user, email)
        else:
            user = sign_up(email, Answers(**self.request.session[WAITING_ANSWERS]))
            del self.request.session[WAITING_ANSWERS]
        complete_signup(self.request, user=user, redirect_url=self.stage.login.redirect_url)
        self.process = EmailVerificationProcess.resume(self.request)
        self.process.state.update(counts)
        self.process.record_change(email=email)

    def _note_sending(self):
        self.process.state[_SENT_AT] = time.time()
        self.process.persist()
