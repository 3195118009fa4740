"""Where the terms of a licence stand that we know by name: Creative Commons, as creativecommons.org lists them."""

import re

from ai4t.content.manuscripts.licences import licence_of

_CREATIVE_COMMONS = re.compile(r"CC (BY(?:-NC)?(?:-ND|-SA)?) (\d\.\d)")


def address_of(licence: str) -> str:
    """The address of the terms, or "" where the licence has none that we know, or does not say its version."""
    name, _is_known = licence_of(licence)
    if name == "CC0 1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(name)
    return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/" if match else ""
