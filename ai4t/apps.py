from importlib import import_module
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.admin import apps as stock_admin
from django.db.models.signals import post_migrate, post_save
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


class CommonGroundConfig(AppConfig):
    name = "ai4t"
    verbose_name = _("Platform")
    default = True

    def ready(self):
        from ai4t import chores, database_roles, desk, erasing, languages, letters, public_pages
        from ai4t.accounts import letters as account_letters
        from ai4t.crawling import pages
        from ai4t.merging import common_ground as going_over
        from ai4t.personal import common_ground, installed  # noqa: F401  importing them declares
        from ai4t.schools import proposing

        post_migrate.connect(database_roles.grant_to_application, sender=self)
        post_save.connect(languages.note_change, sender="ai4t.Language")
        post_save.connect(public_pages.renew, sender="ai4t.Language")
        chores.register()
        pages.register_own()
        letters.register()
        account_letters.register()
        going_over.register()
        erasing.register(desk.close_those_of)
        erasing.register(lambda person: proposing.take(None, person=person))


class AdminConfig(stock_admin.SimpleAdminConfig):
    """The administration holds what our apps put there; lists that packages bring know nothing of who may see what."""

    default_site = "ai4t.admin_site.Workbench"
    default = False

    def ready(self):
        super().ready()
        for app in apps.get_app_configs():
            if Path(app.path).parent == settings.BASE_DIR and module_has_submodule(app.module, "admin"):
                import_module(f"{app.name}.admin")
