"""Attempts added up by the database, by question and language: a handful of queries for any number of learners."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Count

from courses.answering.item_statistics import NOTHING, Moments
from courses.models import Activity, Answer
from courses.models.attempt import AttemptQuerySet

# Code of an option -> language -> how many chose it, and the sum of the shares of their other points.
Choices = dict[str, dict[str, tuple[int, Decimal]]]
# Code of a blank or item -> language -> what was put there -> by how many.
Fillings = dict[str, dict[str, dict[str, int]]]


@dataclass(frozen=True)
class Counted:
    """The answers to one question by those who answered in one language.

    ``moments`` pair the share of the points with the share of all other points; ``whole`` got all points; of
    ``readable`` answers it is still known what they were: what people typed goes when they are erased.
    """

    moments: Moments = NOTHING
    whole: int = 0
    readable: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.moments + other.moments, self.whole + other.whole, self.readable + other.readable)

    @property
    def learners(self) -> int:
        return self.moments.n


def handed_in(activity: Activity, attempts: AttemptQuerySet) -> AttemptQuerySet:
    """Those at ``activity`` that count: handed in, in its present edition, in any release of its course."""
    return attempts.handed_in().filter(
        enrolment__course=activity.unit.release.course_id,
        unit_key=activity.unit.key,
        activity_key=activity.key,
        edition=activity.edition,
    )


def tries_and_learners(attempts: AttemptQuerySet) -> tuple[int, int]:
    counted = attempts.aggregate(tries=Count("pk"), learners=Count("enrolment", distinct=True))
    return counted["tries"], counted["learners"]


def marks(attempts: AttemptQuerySet) -> dict[tuple[str, str], Counted]:
    """By question and language, of the first attempts: later ones know the feedback, and say little of the question."""
    rows = _rows(
        attempts,
        """SELECT question_key, language,
            count(*) FILTER (WHERE share = 1), count(*) FILTER (WHERE jsonb_typeof(given) <> 'null'), count(*),
            sum(share), sum(share * share), sum(rest), sum(rest * rest), sum(share * rest)
        FROM answered GROUP BY question_key, language""",
    )
    return {
        (question, language): Counted(Moments.of_sums(*sums), whole, readable)
        for question, language, whole, readable, *sums in rows
    }


def choices(attempts: AttemptQuerySet, questions: list[str]) -> dict[str, Choices]:
    """By question, of the first attempts."""
    found: dict[str, Choices] = {}
    rows = _rows(
        attempts,
        """SELECT question_key, language, code, count(*), sum(rest) FROM answered,
            jsonb_array_elements_text(CASE jsonb_typeof(given) WHEN 'array' THEN given ELSE '[]' END) AS code
        WHERE question_key = ANY(%s) GROUP BY question_key, language, code""",
        questions,
    )
    for question, language, code, learners, rest in rows if questions else ():
        found.setdefault(question, {}).setdefault(code, {})[language] = (learners, rest)
    return found


def fillings(attempts: AttemptQuerySet, questions: list[str]) -> dict[str, Fillings]:
    """By question, of the first attempts; what was left empty is not among them."""
    found: dict[str, Fillings] = {}
    rows = _rows(
        attempts,
        """SELECT question_key, language, filled.key, filled.value, count(*) FROM answered,
            jsonb_each_text(CASE jsonb_typeof(given) WHEN 'object' THEN given ELSE '{}' END) AS filled
        WHERE question_key = ANY(%s) AND filled.value <> ''
        GROUP BY question_key, language, filled.key, filled.value""",
        questions,
    )
    for question, language, code, value, learners in rows if questions else ():
        found.setdefault(question, {}).setdefault(code, {}).setdefault(language, {})[value] = learners
    return found


def typed_wrongly(
    attempts: AttemptQuerySet, questions: list[str], *, case_sensitive: list[str], least: int, at_most: int
) -> dict[str, list[tuple[str, int]]]:
    """By question, texts of first attempts that did not get all points, and by how many they were typed.

    Most frequent first, ``at_most`` so many, each typed by ``least`` or more.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    rows = _rows(
        attempts,
        """SELECT question_key, typed, learners FROM (
            SELECT question_key, typed, count(*) AS learners,
                row_number() OVER (PARTITION BY question_key ORDER BY count(*) DESC, typed) AS place
            FROM answered, LATERAL (SELECT regexp_replace(btrim(given #>> '{}'), '\\s+', ' ', 'g')) AS bare(text),
                LATERAL (SELECT CASE WHEN question_key = ANY(%s) THEN text ELSE lower(text) END) AS comparable(typed)
            WHERE question_key = ANY(%s) AND share < 1 AND jsonb_typeof(given) = 'string' AND typed <> ''
            GROUP BY question_key, typed HAVING count(*) >= %s
        ) AS ranked WHERE place <= %s ORDER BY question_key, place""",
        case_sensitive,
        questions,
        least,
        at_most,
    )
    for question, typed, learners in rows if questions else ():
        found.setdefault(question, []).append((typed, learners))
    return found


# Shares are rounded to millionths: exact numbers that stay short, so that adding them up stays exact and quick.
_ANSWERED = """WITH first AS ({first}), answered AS (
    SELECT answer.question_key, first.language, answer.given,
        coalesce(round(answer.points / nullif(answer.points_possible, 0), 6), 0) AS share,
        coalesce(round(
            (first.points - answer.points) / nullif(first.points_possible - answer.points_possible, 0), 6), 0) AS rest
    FROM first JOIN {answers} AS answer ON answer.attempt_id = first.id
    WHERE answer.points IS NOT NULL
) """


def _rows(attempts: AttemptQuerySet, statement: str, *values) -> Iterator[tuple]:
    firsts = attempts.order_by("enrolment_id", "number").distinct("enrolment_id")
    columns = firsts.values("id", "language", "points", "points_possible")
    first, owners = columns.query.sql_with_params()
    answered = _ANSWERED.format(first=first, answers=connection.ops.quote_name(Answer._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(answered + statement, [*owners, *values])
        while rows := cursor.fetchmany(2000):
            yield from rows
