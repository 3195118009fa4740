"""Messages of the administration begin with a capital; Django writes some with the small letter of a model's name."""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.text import capfirst

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def begun_with_a_capital(sentence: str) -> str:
    """As it is where it begins with an address, which has no other letters than its own."""
    return sentence if "@" in sentence.partition(" ")[0] else capfirst(sentence)
