"""What people do with their accounts, as the requests that a browser sends."""

from django.urls import reverse

from ai4t import outbox
from ai4t.accounts import one_time_codes, second_factor
from ai4t.models import Letter
from tests.factories.people import PASSWORD

ADDRESS = "maja.zupan@example.org"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def answers(**changed) -> dict:
    return {
        "email": ADDRESS,
        "password1": PASSWORD,
        "name": "Maja Zupan",
        "language": "sl",
        "country": "SI",
        "education_role": "teacher",
        "terms": "on",
        **changed,
    }


def sign_up(client, **changed):
    return client.post(reverse("account_signup"), answers(**changed))


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": user.email, "password": password, **more})


def sign_in_with_app(client, user, secret=SECRET):
    """Password, then the code that the app shows; her app's last code counts as long past."""
    forget_last_code(user)
    sign_in(client, user)
    return client.post(reverse("mfa_authenticate"), {"code": present_code(secret)})


def give_app(user, secret=SECRET):
    return second_factor.add_app(user, secret)


def present_code(secret=SECRET) -> str:
    return one_time_codes.code_for(secret, one_time_codes.counter_at())


def forget_last_code(user):
    app = second_factor.app_of(user)
    app.data.pop("last_counter", None)
    app.save()


def type_code(client, code, **more):
    return client.post(reverse("account_email_verification_sent"), {"code": code, **more})


def letters(**filters) -> list[Letter]:
    return list(Letter.objects.unscoped("test").filter(**filters).order_by("pk"))


def newest_letter(kind) -> Letter:
    return letters(kind=f"account.{kind}")[-1]


def confirmation_link() -> str:
    """The path of the link in the newest confirmation mail, as its reader gets it."""
    letter = newest_letter("email_confirmation_signup")
    key = letter.payload["key"]
    wanted = letter.payload["next"]
    return reverse("account_confirm_link", args=[key]) + (f"?next={wanted}" if wanted else "")


def text_of(letter) -> str:
    """The letter's subject and text, decoded."""
    import email
    import email.policy

    message = email.message_from_bytes(outbox.writing.write(letter).content, policy=email.policy.default)
    return f"{message['Subject']}\n{message.get_body(('plain',)).get_content()}"


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def is_signed_in_at(client, page) -> bool:
    """Whether the page, or where it leads, is anything but the sign-in page."""
    return client.get(page, follow=True).request["PATH_INFO"] != reverse("account_login")


def person_in(client) -> int:
    return int(client.session["_auth_user_id"])
