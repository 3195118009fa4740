import polib

from ai4t.local.messages import Message, collect, merge

PYTHON = """
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext
a = _("One")
b = ngettext("%(n)s unit", "%(n)s units", 2)
c = pgettext("a place", "Two")
def f(_):
    return other("Not this")
"""
TEMPLATE = """{% load i18n %}{% translate "Three" %}{% translate 'Four' context "a number" %}
{% blocktranslate trimmed count n=x %}{{ n }} school{% plural %}{{ n }} schools{% endblocktranslate %}
{% blocktranslate trimmed with a=b %}Dear
{{ a }}, it's 5 %{% endblocktranslate %}{{ _("Six") }}"""


def test_messages_are_found_in_code_and_templates(tmp_path):
    (tmp_path / "ai4t").mkdir()
    (tmp_path / "ai4t" / "a.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "b.html").write_text(TEMPLATE)
    code, page = ["ai4t/a.py"], ["templates/b.html"]
    assert collect(tmp_path) == {
        Message("One", "", ""): code,
        Message("%(n)s unit", "%(n)s units", ""): code,
        Message("Two", "", "a place"): code,
        Message("Three", "", ""): page,
        Message("Four", "", "a number"): page,
        Message("%(n)s school", "%(n)s schools", ""): page,
        Message("Dear %(a)s, it's 5 %%", "", ""): page,
        Message("Six", "", ""): page,
    }


def test_merging_keeps_translations_adds_what_is_new_and_drops_what_is_gone():
    catalogue = polib.POFile()
    catalogue.metadata = {"Plural-Forms": "nplurals=4; plural=0;"}
    catalogue.append(polib.POEntry(msgid="Stays", msgstr="Ostane"))
    catalogue.append(polib.POEntry(msgid="Goes", msgstr="Gre"))
    merge(catalogue, {Message("Stays", "", ""): ["a.py"], Message("one", "many", ""): ["a.py"]})
    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [("Stays", "Ostane"), ("one", "")]
    assert catalogue[1].msgstr_plural == {0: "", 1: "", 2: "", 3: ""}
