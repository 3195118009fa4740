"""Letters that come back: what mail servers say of them (RFC 3464), and what follows for the address."""
