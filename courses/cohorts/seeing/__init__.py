"""Seeing the pages of a learner as she sees them: read-only, logged, and nothing that is hers alone."""
