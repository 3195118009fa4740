"""The staff's lists of courses and learners; a file for each of the models' files."""

from courses.admin import activity, attestation, cohort, completion, course, enrolment, package, session

__all__ = ["activity", "attestation", "cohort", "completion", "course", "enrolment", "package", "session"]
