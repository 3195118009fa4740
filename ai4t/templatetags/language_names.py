from django import template

from ai4t.languages import name_in_sentence

register = template.Library()
register.filter(name_in_sentence)
