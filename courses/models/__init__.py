from courses.models.completion import Completion
from courses.models.course import Course, Module, Release, Section, Unit, UnitFile
from courses.models.enrolment import Enrolment
from courses.models.package import Package, PackageClaim, PackageFile

__all__ = [
    "Completion",
    "Course",
    "Enrolment",
    "Module",
    "Package",
    "PackageClaim",
    "PackageFile",
    "Release",
    "Section",
    "Unit",
    "UnitFile",
]
