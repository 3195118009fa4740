"""Links to other sites, asked once a week whether they still lead somewhere; never inside our own house."""

from handbook.link_checking.round import check_those_due, is_any_due

__all__ = ["check_those_due", "is_any_due"]
