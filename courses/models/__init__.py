from courses.models.activity import Activity, ActivityFile, Band, Option, Question
from courses.models.attempt import Answer, Attempt
from courses.models.attestation import Attestation, AttestationIssuer, AttestationRule
from courses.models.captions import CaptionTrack, Cue
from courses.models.completion import Completion
from courses.models.course import Course, Module, Release, Section, Unit, UnitFile
from courses.models.enrolment import Enrolment
from courses.models.package import Package, PackageClaim, PackageFile

__all__ = [
    "Activity",
    "ActivityFile",
    "Answer",
    "Attempt",
    "Attestation",
    "AttestationIssuer",
    "AttestationRule",
    "Band",
    "CaptionTrack",
    "Completion",
    "Course",
    "Cue",
    "Enrolment",
    "Module",
    "Option",
    "Package",
    "PackageClaim",
    "PackageFile",
    "Question",
    "Release",
    "Section",
    "Unit",
    "UnitFile",
]
