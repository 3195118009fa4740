"""The demo: our own course, its staff, learners at different places on their path, and cohorts in four countries."""

from courses.showing.content import SLUG, show_content
from courses.showing.meeting_reports import write_meeting_reports
from courses.showing.people import PASSWORD, show_people

__all__ = ["PASSWORD", "SLUG", "show_content", "show_people", "write_meeting_reports"]
