"""What strangers try is worth a line, not an alarm: nobody of ours has to get up for it."""

import logging


class OneLineWarning(logging.Filter):
    """Lowers each record of its logger to a warning without a traceback."""

    def filter(self, record):
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = record.exc_text = None
        return True
