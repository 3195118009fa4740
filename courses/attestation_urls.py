from django.urls import path

from ai4t import path_parts  # noqa: F401  importing it names the converter
from courses.views import attesting

urlpatterns = [
    path("", attesting.verification, name="verify"),
    path("<printable:code>/", attesting.verification, name="attestation"),
]
