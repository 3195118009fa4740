"""A cohort as its trainers see it: a list, and for each cohort pages side by side."""

from courses.admin.cohort import cohort

__all__ = ["cohort"]
