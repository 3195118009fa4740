"""Who is made up, and how far she got."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Place:
    """A seeded enrolment and how far its learner got: the first ``done`` units of the course."""

    enrolment_id: int
    learner_id: int
    language: str
    begun_at: datetime
    done: int
