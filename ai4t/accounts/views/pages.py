"""What the pages that allauth answers have in common."""

import json

from django.views.decorators.cache import never_cache

from ai4t.accounts import local_paths


class HousePage:
    """A page of allauth in our frame: ``site`` means what it means on every other page, ``next`` leads here only.

    ``passkey_options`` is what the script asks the browser for, as JSON, or empty.
    """

    @classmethod
    def as_view(cls, **initkwargs):
        """No browser keeps such a page: on a shared computer the way back shows nothing."""
        return never_cache(super().as_view(**initkwargs))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.pop("site", None)
        options = context.pop("js_data", None)
        return {
            **context,
            "next": local_paths.wanted(self.request),
            "passkey_options": json.dumps(options["request_options"]) if options else "",
        }
