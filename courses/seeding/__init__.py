"""A year of use, made up, for measuring."""

from courses.seeding.year import seed

__all__ = ["seed"]
