"""The join code of a cohort as people type it, as it is read out, and a new one."""

import re

from django.db import transaction

from ai4t import auditing
from courses.models import Cohort
from courses.models.cohort import new_join_code


def as_code(text: str) -> str:
    """What was typed, in capitals and without spaces and dashes."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def in_groups(code: str) -> str:
    """In halves, to be read aloud and copied from a wall."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def cohort_with(code: str) -> Cohort | None:
    cohorts = Cohort.objects.unscoped("whoever has the code may see its page")
    return cohorts.filter(join_code=as_code(code)).select_related("course", "release").first()


@transaction.atomic
def renew(cohort: Cohort, *, by) -> None:
    """From now on the old link, and every print of it, leads nowhere."""
    cohort.join_code = new_join_code()
    cohort.save(update_fields=["join_code"])
    auditing.record("cohort.code_renewed", by=by, about=cohort)
