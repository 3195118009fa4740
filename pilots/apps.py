from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PilotsConfig(AppConfig):
    """The trial: schools, consent, draw, questionnaires, estimates."""

    name = "pilots"
    verbose_name = _("Pilots")
