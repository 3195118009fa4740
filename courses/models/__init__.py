from courses.models.activity import Activity, ActivityFile, Band, Option, Question
from courses.models.attempt import Answer, Attempt
from courses.models.attendance import AttendanceMark, DeclaredPractice, WalkIn
from courses.models.attestation import Attestation, AttestationIssuer, AttestationRule
from courses.models.captions import CaptionTrack, Cue
from courses.models.cohort import Cohort, CohortMembership, WaitingPlace
from courses.models.cohort_message import CohortMessage
from courses.models.completion import Completion
from courses.models.course import Course, Module, Release, Section, Unit, UnitFile
from courses.models.enrolment import Enrolment
from courses.models.invitation import Invitation
from courses.models.meeting_report import MeetingAttendee, MeetingReport, RememberedName
from courses.models.package import Package, PackageClaim, PackageFile
from courses.models.session import CalendarFeed, Session, SessionGuest, SessionMaterial, SessionSeat

__all__ = [
    "Activity",
    "ActivityFile",
    "Answer",
    "Attempt",
    "AttendanceMark",
    "Attestation",
    "AttestationIssuer",
    "AttestationRule",
    "Band",
    "CalendarFeed",
    "CaptionTrack",
    "Cohort",
    "CohortMembership",
    "CohortMessage",
    "Completion",
    "Course",
    "Cue",
    "DeclaredPractice",
    "Enrolment",
    "Invitation",
    "MeetingAttendee",
    "MeetingReport",
    "Module",
    "Option",
    "Package",
    "PackageClaim",
    "PackageFile",
    "Question",
    "Release",
    "RememberedName",
    "Section",
    "Session",
    "SessionGuest",
    "SessionMaterial",
    "SessionSeat",
    "Unit",
    "UnitFile",
    "WaitingPlace",
    "WalkIn",
]
