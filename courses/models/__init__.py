from courses.models.captions import CaptionTrack, Cue
from courses.models.completion import Completion
from courses.models.course import Course, Module, Release, Section, Unit, UnitFile
from courses.models.enrolment import Enrolment

__all__ = [
    "CaptionTrack",
    "Completion",
    "Course",
    "Cue",
    "Enrolment",
    "Module",
    "Release",
    "Section",
    "Unit",
    "UnitFile",
]
