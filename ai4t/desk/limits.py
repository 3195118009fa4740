from django.utils.translation import gettext_lazy as _

from ai4t import limits

MESSAGES_AN_HOUR = 60
TOO_MANY = _("Too many messages came from your network. Please send yours again in an hour.")


def takes_one_more(request) -> bool:
    return limits.takes_one_more(request, of="desk", an_hour=MESSAGES_AN_HOUR)
