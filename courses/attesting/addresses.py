from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from courses.models import Attestation


def verification_url(attestation: Attestation) -> str:
    """The public page that says whether the attestation is valid, in its own language."""
    with override(attestation.language):
        return settings.SITE_URL + reverse("attestation", args=[attestation.code])
