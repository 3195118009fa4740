"""The staff's lists of courses and learners; a file for each of the models' files."""

from courses.admin import activity, completion, course, enrolment

__all__ = ["activity", "completion", "course", "enrolment"]
