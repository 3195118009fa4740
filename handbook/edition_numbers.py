from django.urls import register_converter


class EditionNumber:
    """The number of an edition, written in one way alone: an edition has one address."""

    regex = "[1-9][0-9]{0,4}"

    def to_python(self, digits: str) -> int:
        return int(digits)

    def to_url(self, number: int) -> str:
        return str(number)


register_converter(EditionNumber, "edition")
