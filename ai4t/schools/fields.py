"""Choosing a school inside a form: found while typing, or without JavaScript from a list in the next answer."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ai4t.models import School
from ai4t.schools.directory import find_schools


@dataclass(frozen=True)
class Typed:
    """``chosen`` is the id of the school that ``text`` named when the page was made or a script chose it."""

    text: str = ""
    chosen: str = ""


class SchoolInput(forms.Widget):
    """Two inputs, ``name`` and ``name_text``; after a text that names no school, a list to choose from."""

    template_name = "schools/_choose.html"
    country = ""

    def value_from_datadict(self, data, files, name):
        picked = data.get(f"{name}_pick", "")
        return Typed(chosen=picked) if picked else Typed(data.get(f"{name}_text", "").strip(), data.get(name, ""))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_text" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, Typed) else _typed(value)
        is_open = typed.text and not typed.chosen
        candidates = find_schools(typed.text, country=self.country) if is_open else []
        return {**context, "text": typed.text, "chosen": typed.chosen, "candidates": candidates}


class SchoolField(forms.Field):
    """Cleans to a School or None. The form sets ``person``: her country narrows the search, her own school is valid
    even while it is only proposed."""

    widget = SchoolInput
    default_error_messages = {
        "unknown": _("Please choose your school from the list, or tell us that it is not listed."),
    }

    _person = None

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "label": _("School"), **kwargs})

    @property
    def person(self):
        return self._person

    @person.setter
    def person(self, person):
        self._person = person
        self.widget.country = person.country

    def to_python(self, typed: Typed | None) -> School | None:
        if typed is None or not (typed.text or typed.chosen):
            return None
        school = self._school(typed.chosen)
        if school is None or (typed.text and typed.text != school.name):
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return school

    def bound_data(self, typed, initial):
        """What stands in the field again: the old choice is gone once the text names something else."""
        school = self._school(typed.chosen)
        if school and typed.text in {"", school.name}:
            return Typed(school.name, str(school.pk))
        return Typed(typed.text)

    def has_changed(self, initial, data):
        return str(getattr(initial, "pk", initial) or "") != str(data.chosen or "") if data else bool(initial)

    def _school(self, chosen: str) -> School | None:
        if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 19):
            return None
        own = Q(pk=self.person.school_id) if self.person and self.person.school_id else Q(pk=None)
        return School.objects.filter(Q(state=School.State.LISTED) | own, pk=chosen).first()


def _typed(pk) -> Typed:
    school = School.objects.filter(pk=pk).first() if pk else None
    return Typed(school.name, str(school.pk)) if school else Typed()
