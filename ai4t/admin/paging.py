"""Pages of lists that may hold millions of rows: nobody turns ten thousand of them, and counting them takes seconds."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 10_000


class CappedPaginator(Paginator):
    """Counts no further than ``MOST`` rows; ``is_capped`` says that there are more, to be found by searching."""

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST)

    @property
    def is_capped(self) -> bool:
        return self._counted > MOST

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: MOST + 1].count()
