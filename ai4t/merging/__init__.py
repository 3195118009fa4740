"""One person, two accounts: found, made one after a look at what goes over, and taken apart again.

Apps say what goes over with ``register`` (see ``planning``); nothing is deleted, so undoing writes back what was.
"""

from ai4t.merging.changes import Change
from ai4t.merging.planning import Plan, Remark, Stays, plan, register, register_undoing, rows_of
from ai4t.merging.verbs import MergeRefused, merge, remarks_on, undo

__all__ = [
    "Change",
    "MergeRefused",
    "Plan",
    "Remark",
    "Stays",
    "merge",
    "plan",
    "register",
    "register_undoing",
    "remarks_on",
    "rows_of",
    "undo",
]
