"""Writing traces: one row per visit, however often the browser reports it, and one per act."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from ai4t.models import Trace
from ai4t.models.trace import random_id

LONGEST_VISIT = 4 * 3600

_VISIT = """
INSERT INTO ai4t_trace (learner_id, "when", id, app, object_key, verb, seconds, basis, language)
VALUES (%s, %s, %s, %s, %s, 'experienced', %s, %s, %s)
ON CONFLICT (learner_id, "when", id) DO UPDATE SET basis = excluded.basis, seconds = CASE
    WHEN ai4t_trace.basis = 'imputed' THEN excluded.seconds
    ELSE greatest(ai4t_trace.seconds, excluded.seconds) END
WHERE excluded.basis = 'measured'
"""


def visit(
    *,
    learner_id: int,
    app: str,
    object_key: str,
    opened_at: datetime,
    visit_id: int,
    seconds: int,
    basis: str,
    language: str,
):
    """Keep how long a page was used in one visit.

    ``seconds`` is the total of the visit so far: a repeated or late report never counts twice, and a measured time
    replaces an imputed one. A visit is named by when it was opened and its random id.
    """
    values = [learner_id, opened_at, visit_id, app, object_key, min(seconds, LONGEST_VISIT), basis, language]
    with connection.cursor() as cursor:
        cursor.execute(_VISIT, values)


def act(*, learner_id: int, app: str, object_key: str, verb: str, basis: str, language: str, now=None) -> Trace:
    """Note a single act, such as ``completed``; it takes no time of its own."""
    return Trace.objects.create(
        learner_id=learner_id,
        when=now or timezone.now(),
        id=random_id(),
        app=app,
        object_key=object_key,
        verb=verb,
        basis=basis,
        language=language,
    )
