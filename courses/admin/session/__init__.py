"""A session as its trainers see it: a list, and for each session pages side by side."""

from courses.admin.session import session

__all__ = ["session"]
