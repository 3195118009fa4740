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
from allauth.account.internal.stagekit import stash_login
from allauth.account.internal.userkit import did_user_login, user_id_to_str
from allauth.account.stages import EmailVerificationStage, LoginStageController
from allauth.core.exceptions import ImmediateHttpResponse
from django.db import IntegrityError

from ai4t.accounts import confirming
from ai4t.accounts.signing_up import WAITING_ANSWERS, Answers, correct_address, sign_up
from ai4t.models import User

SECONDS_BETWEEN_MAILS = 30


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
        return max(0, round(self.process.state["at"] + SECONDS_BETWEEN_MAILS - time.time()))

    @property
    def may_have_another_mail(self) -> bool:
        return self.process.can_resend

    @property
    def may_correct_address(self) -> bool:
        """The same for everybody who signs up, whether or not the address has an account."""
        quota_left = not self.process.is_change_quota_reached(app_settings.EMAIL_VERIFICATION_MAX_CHANGE_COUNT)
        return self.is_sign_up and quota_left and not did_user_login(self.process.user)

    def send_again(self) -> bool:
        """A new code by a new mail; False when it is too early, or there were too many."""
        if self.seconds_to_next_mail or not self.may_have_another_mail:
            return False
        self.process.generate_code()
        self.process.record_resend()
        return self._send(tell_owner=False)

    def correct(self, email: str, *, has_account: bool) -> None:
        """Wait for ``email`` instead; when it has an account, its owner gets a mail, and here nothing shows it."""
        user = None if has_account else self._person_with(email)
        state = {**self.process.state, "account_already_exists": user is None}
        self.process = EmailVerificationProcess(self.request, state)
        self.process.generate_code()
        self.process.record_change(email=email)
        if user:
            self.process.state["user_id"] = user_id_to_str(user)
            self.stage.login.user = user
        self._send()

    def confirm(self) -> bool:
        """After the right code; False when the address was confirmed for somebody else meanwhile."""
        return self.process.finish() is not None or self.is_confirmed_elsewhere

    def go_on(self):
        """The response that signs her in and leads to where she wanted to go."""
        self.request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)
        return self.stage.exit()

    def give_up(self):
        self.process.abort()
        self.request.session.pop(WAITING_ANSWERS, None)

    def _person_with(self, email: str) -> User | None:
        """The person there is, or the one whose answers wait, with this address; None if somebody just took it."""
        try:
            if self.process.user:
                return correct_address(self.process.user, email)
            return sign_up(email, Answers(**self.request.session[WAITING_ANSWERS]))
        except IntegrityError:
            return None

    def _send(self, *, tell_owner=True) -> bool:
        """False when too many mails went to this address, whoever asked for them. The hour begins anew."""
        try:
            self.process.send(skip_enumeration_mails=not tell_owner)
        except ImmediateHttpResponse:
            return False
        finally:
            self.process.state["at"] = time.time()
            self.process.persist()
            if self.stage:
                self.stage.login.initiated_at = time.time()
                stash_login(self.request, self.stage.login)
        return True
