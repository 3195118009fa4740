"""Writing activities: the activity with its questions, one question with its options, and how learners see it."""

from courses.admin.activity import activity, attempt, question

__all__ = ["activity", "attempt", "question"]
