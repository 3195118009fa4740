"""Which version of our texts people agree to today; raise one when its text changes in substance."""

from ai4t.models import Agreement

VERSIONS = {
    Agreement.Kind.TERMS: "2026-11",
    Agreement.Kind.RESEARCH: "2026-11",
}
