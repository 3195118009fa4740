"""The code and the link at the same moment: the address is confirmed once, and the courses hear of it once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client

from ai4t.accounts.signals import address_confirmed
from tests.ai4t.accounts import steps

pytestmark = pytest.mark.django_db(transaction=True)


def test_link_and_code_at_once_confirm_once(client):
    steps.sign_up(client)
    link, code = steps.confirmation_link(), steps.newest_letter("email_confirmation_signup").payload["code"]
    together, heard = Barrier(8), []

    def listen(sender, user, **more):
        heard.append(user.email)

    def press(number):
        browser = client if number == 0 else Client()
        together.wait()
        try:
            steps.type_code(browser, code) if number == 0 else browser.post(link)
        finally:
            connection.close()

    address_confirmed.connect(listen)
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(press, range(8)))
    finally:
        address_confirmed.disconnect(listen)

    assert heard == [steps.ADDRESS]
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(steps.ADDRESS, True, True)]
