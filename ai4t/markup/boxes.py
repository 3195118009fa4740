"""Boxes (``!!!``), folded boxes (``???``) and tabs, whatever the language their kind is written in."""

from django.utils.translation import pgettext
from lxml.html import HtmlElement

from ai4t.markup.draft import Draft
from ai4t.markup.tree import element, elements, text_of, words_of

# The words are those of MkDocs, and what authors of the course made of them in their languages.
_WORDS = {
    "note": "note nota anmerkung notiz opomba remarque poznámka uwaga nota-bene seealso",
    "info": "info information informations informationen informazione informazioni informacije informácia todo",
    "abstract": """abstract summary tldr résumé resume zusammenfassung abstrakt astratto riassunto sommario povzetek
        présentation presentation präsentation presentazione predstavitev zhrnutie""",
    "tip": """tip tips hint important astuce conseil conseils hinweis tipp tipps wichtig suggerimento suggerimenti
        consiglio consigli namig nasvet nasveti pomembno tipy consejo consejos""",
    "success": "success check done succès réussite erfolg successo uspeh",
    "question": "question help faq aide frage fragen domanda domande vprašanje vprašanja otázka pregunta",
    "warning": """warning caution attention avertissement prudence achtung warnung vorsicht attenzione avviso avvertenza
        opozorilo pozor advertencia""",
    "danger": "danger error failure fail missing bug erreur échec gefahr fehler pericolo errore nevarnost napaka",
    "example": "example exemple beispiel esempio esempio-di primer príklad ejemplo",
    "quote": "quote cite citation zitat citazione citat citát cita",
}
KINDS = frozenset(_WORDS)
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def _title_of(kind: str) -> str:
    return {
        "note": pgettext("box", "Note"),
        "info": pgettext("box", "Information"),
        "abstract": pgettext("box", "In short"),
        "tip": pgettext("box", "Tip"),
        "success": pgettext("box", "Success"),
        "question": pgettext("box", "Question"),
        "warning": pgettext("box", "Warning"),
        "danger": pgettext("box", "Danger"),
        "example": pgettext("box", "Example"),
        "quote": pgettext("box", "Quotation"),
    }[kind]


def default_title() -> str:
    """Of what unfolds and says not what it is."""
    return pgettext("box", "More")


def set_boxes(draft: Draft) -> None:
    for box in elements(draft.root, "div"):
        words = box.get("class", "").split()
        if "tabbed-set" in words:
            _set_tabs(box)
        elif "admonition" in words:
            _set_box(box, [word for word in words if word != "admonition"])
    for folded in elements(draft.root, "details"):
        _set_folded(folded)


def _set_box(box: HtmlElement, words: list[str]) -> None:
    kind = _kind(words)
    box.tag = "aside"
    box.set("class", f"admonition {kind}")
    box.set("role", "note")
    title = box.find("p[@class='admonition-title']")
    if title is not None:
        _translate_default(title, words, kind)
    box.set("aria-label", words_of(title) if title is not None else _title_of(kind))


def _set_folded(folded: HtmlElement) -> None:
    words = folded.attrib.pop("class", "").split()
    kind = _kind(words)
    folded.set("class", f"admonition {kind}")
    if folded.get("open") is not None:
        folded.set("open", "")
    summary = folded.find("summary")
    if summary is None:
        summary = element("summary", default_title())
        summary.tail, folded.text = folded.text, None
        folded.insert(0, summary)
    else:
        _translate_default(summary, words, kind)


def _kind(words: list[str]) -> str:
    return next((_KIND_OF[word.lower()] for word in words if word.lower() in _KIND_OF), "note")


def _translate_default(title: HtmlElement, words: list[str], kind: str) -> None:
    """A box without a title is given the English word for its kind by the parser; readers get it in their language."""
    if words and words[0].isascii() and text_of(title).lower() == words[0].lower() == kind:
        title.text = _title_of(kind)


def _set_tabs(tabs: HtmlElement) -> None:
    """Tabs become boxes one below the other: nothing hides from print, search or a reader without JavaScript."""
    for part in list(tabs):
        if part.tag == "input":
            part.drop_tree()
        elif part.tag == "label":
            content = part.getnext()
            part.tag = "p"
            part.attrib.clear()
            part.set("class", "admonition-title")
            if content is not None:
                content.attrib.clear()
                content.set("class", "admonition")
                content.insert(0, part)
    tabs.drop_tag()
