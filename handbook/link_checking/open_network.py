"""Which addresses everybody reaches (RFC 6890), also where an IPv4 address is written inside one of IPv6."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# Nothing else of IPv6 is given out to the open network: not ::/96, 64:ff9b:1::/48 and fec0::/10, which lead inside.
_GIVEN_OUT = IPv6Network("2000::/3")
# Tunnels to the IPv4 address that is written inside (Teredo, 6to4), and what is kept for documentation.
_LEFT_OUT = [IPv6Network(text) for text in ("2001::/32", "2002::/16", "3fff::/20")]
_TRANSLATED = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether ``address`` (IPv4 or IPv6, without a scope) belongs to the open network."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        inside = _inside(ip)
        if inside is None:
            return ip.is_global and ip in _GIVEN_OUT and not any(ip in network for network in _LEFT_OUT)
        ip = inside
    return ip.is_global and not ip.is_multicast


def _inside(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that is contacted in the end."""
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else ip.ipv4_mapped
