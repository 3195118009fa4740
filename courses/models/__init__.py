from courses.models.completion import Completion
from courses.models.course import Course, Module, Release, Section, Unit, UnitFile
from courses.models.enrolment import Enrolment

__all__ = ["Completion", "Course", "Enrolment", "Module", "Release", "Section", "Unit", "UnitFile"]
