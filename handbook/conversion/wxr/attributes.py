"""What a shortcode says behind its name: ``[caption width="300"]``."""

import re
from html import unescape

_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")


def attributes_of(written: str) -> dict[str, str]:
    return {
        name.lower(): unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(written)
    }
