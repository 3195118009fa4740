import json

from django.utils.safestring import SafeString, mark_safe

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def as_json_ld(data: dict) -> SafeString:
    """``data`` as JSON that can stand inside a ``script`` element of a page, whatever its texts contain."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))
