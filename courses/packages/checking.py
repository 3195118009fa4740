"""What ``manage.py check --deploy`` says about packages."""

from django.conf import settings
from django.core import checks


def register() -> None:
    checks.register(_packages_can_run, checks.Tags.security, deploy=True)


def _packages_can_run(app_configs, **kwargs) -> list[checks.CheckMessage]:
    if settings.CONTENT_URL:
        return []
    hint = "Set CONTENT_URL to a second host name that leads to this machine: .env.example says how."
    return [checks.Warning("Packages (H5P, SCORM, HTML5) cannot be shown.", hint=hint, id="packages.W001")]
