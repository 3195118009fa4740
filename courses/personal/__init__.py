"""What the courses keep about people; importing it declares."""

from courses.personal import cohorts, learning, sessions

__all__ = ["cohorts", "learning", "sessions"]
