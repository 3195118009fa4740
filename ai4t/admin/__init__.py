"""The staff's lists and forms; a file for each of the models' files."""

from ai4t.admin import letter

__all__ = ["letter"]
