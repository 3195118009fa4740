from django.conf import settings
from django.urls import reverse


def address_of(view: str, *arguments) -> str:
    """The absolute address of a page in the active language: letters know no request, only SITE_URL."""
    return settings.SITE_URL + reverse(view, args=arguments)
