"""The staff's lists and forms; a file for each of the models' files."""

from ai4t.admin import agreement, audit, content, language, letter, request, responsibility, school, user

__all__ = ["agreement", "audit", "content", "language", "letter", "request", "responsibility", "school", "user"]
