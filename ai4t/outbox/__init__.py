"""Letters: written in the transaction of their cause, sent later, once.

PostgreSQL is the truth, a task only rings the bell (``docs/mail.md`` tells the whole story). Apps say which kinds of
letter they write with ``register`` from their ``AppConfig.ready``, and write them with ``post``.
"""

from ai4t.outbox.addresses import address_of
from ai4t.outbox.deciding import Undecidable, cancel, mark_arrived, pause, resume, send_again
from ai4t.outbox.delivering import deliver, sweep
from ai4t.outbox.forgetting import forget, forget_old
from ai4t.outbox.kinds import label_of, register
from ai4t.outbox.posting import post, post_all
from ai4t.outbox.recalling import recall
from ai4t.outbox.writing import texts_of, words_of

__all__ = [
    "Undecidable",
    "address_of",
    "cancel",
    "deliver",
    "forget",
    "forget_old",
    "label_of",
    "mark_arrived",
    "pause",
    "post",
    "post_all",
    "recall",
    "register",
    "resume",
    "send_again",
    "sweep",
    "texts_of",
    "words_of",
]
