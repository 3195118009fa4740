"""Months as numbers or in small letters, and no space at which a line may break."""

DATE_FORMAT = "j.\N{NO-BREAK SPACE}F Y"
DATETIME_FORMAT = "j.\N{NO-BREAK SPACE}F Y, H:i"
SHORT_DATE_FORMAT = "j.\N{NO-BREAK SPACE}n.\N{NO-BREAK SPACE}Y"
SHORT_DATETIME_FORMAT = "j.\N{NO-BREAK SPACE}n.\N{NO-BREAK SPACE}Y, H:i"
