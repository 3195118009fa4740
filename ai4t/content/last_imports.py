"""When the files of a work were last read in."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model

from ai4t.models import SyncRun


def last_imports(model: type[Model], pks: Iterable[int]) -> dict[int, datetime]:
    """The end of the last import that came to an end, for those of the works that were ever imported."""
    runs = SyncRun.objects.filter(
        state=SyncRun.State.DONE,
        ended_at__isnull=False,
        source__target_type=ContentType.objects.get_for_model(model),
        source__target_id__in=list(pks),
    )
    return dict(runs.order_by().values_list("source__target_id").annotate(Max("ended_at")))
