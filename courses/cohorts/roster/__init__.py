"""People brought into a cohort by a list: read, checked, shown as what it would do, and then done as it was shown."""
