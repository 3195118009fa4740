from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandbookConfig(AppConfig):
    """The open handbook: editions, chapters, builds, downloads."""

    name = "handbook"
    verbose_name = _("Handbook")

    def ready(self):
        from handbook import (
            benching,
            chores,
            permissions,
            personal,  # noqa: F401  importing it declares
        )
        from handbook.building import asking
        from handbook.importing import registering

        asking.register()
        benching.register()
        chores.register()
        permissions.grant_to_roles()
        registering.register()
