"""Rows that everybody reads: what is decided about them in the administration shows at once."""

from ai4t import public_pages


class OnPublicPages:
    """Mixed into the administration of such rows."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        public_pages.renew()
