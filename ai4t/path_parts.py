from django.urls import register_converter
from django.urls.converters import StringConverter


class PrintablePart(StringConverter):
    """A part of an address without control characters, which no key or name of ours has and no database takes."""

    regex = r"[^/\x00-\x1f\x7f]+"


register_converter(PrintablePart, "printable")
