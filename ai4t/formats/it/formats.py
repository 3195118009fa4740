"""Days without a zero before them, and no weekday where only a day is asked for."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
