from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class HandbookConfig(AppConfig):
    """The open handbook: editions, chapters, builds, downloads."""

    name = "handbook"
    verbose_name = _("Handbook")

    def ready(self):
        from handbook import (
            benching,
            chores,
            crawling,
            harvesting,
            linking,
            permissions,
            personal,  # noqa: F401  importing it declares
            publishing,
            searching,
            staff_pages,
        )
        from handbook.building import asking
        from handbook.building import benching as book_benching
        from handbook.importing import registering

        asking.register()
        benching.register_scenarios()
        book_benching.register()
        chores.register()
        crawling.register()
        harvesting.register()
        permissions.grant_to_roles()
        registering.register()
        searching.register()
        linking.register()
        staff_pages.register()
        publishing.edition_published.connect(searching.note_edition, dispatch_uid="handbook.searching")
        post_save.connect(searching.note_book, sender="handbook.Book", dispatch_uid="handbook.searching")
