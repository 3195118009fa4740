from django.utils.safestring import SafeString, mark_safe

from ai4t.models import RenderedText


def stored_html(text: RenderedText) -> SafeString:
    """The HTML that ``render`` made when the text was imported or saved; nothing else writes these rows."""
    return mark_safe(text.html)
