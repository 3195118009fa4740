"""What the clients of a load run saw."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles


@dataclass
class Ledger:
    """Seconds of each request, receipts by what they are for, faults in words."""

    seconds: list[float] = field(default_factory=list)
    receipts: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def percentile(self, percent: int) -> float:
        return quantiles(self.seconds, n=100)[percent - 1]
