"""The source of a book in its sections, so that one which the typesetter refuses can be set in plain form."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ai4t import languages
from ai4t.languages import Text
from handbook.building.book import ChapterOfBook, PartOfBook, Term, chapter_url, glossary_url, tree_of
from handbook.building.pdf.converting import Bound, Converter
from handbook.building.pdf.escaping import labelled, quoted, written
from handbook.building.pdf.figures import picture_label
from handbook.building.pdf.plain_form import PlainForm
from handbook.building.words import credit_lines, fallback_sentence, picture_credit, plain_form_sentence

HEAD = '#import "book.typ": *\n#let it = json("facts.json")\n#show: body => bound(it, body)\n'
_BEGINNING = "#cover(it)\n#imprint(it)\n#contents(it)\n"


@dataclass(frozen=True, eq=False)
class Section:
    """A chapter, or the glossary. ``pictures`` are the places that its own have among all of the book.

    ``figures`` is how many of them, and of other figures, bear a number.
    """

    title: str
    part: PartOfBook | None
    chapter: ChapterOfBook | None
    full: str
    pictures: range
    figures: int


class Manuscript:
    def __init__(self, bound: Bound, progress: Callable[[int], None]):
        self._bound = bound
        self.sections: list[Section] = []
        done, total = 0, len(bound.book.chapters)
        for part in bound.book.parts:
            for chapter in part.chapters:
                self._add(f"{chapter.number} {chapter.title.value}".strip(), part, chapter)
                done += 1
                progress(10 + 35 * done // total)
        if bound.book.terms:
            self._add(bound.words.glossary, None, None)

    def whole(self, *, plain: Collection[Section] = ()) -> str:
        """The book; the sections in ``plain`` are set in plain form."""
        return "".join([HEAD, _BEGINNING, self._text(self.sections, plain), self._credits(plain)])

    def only(self, sections: list[Section]) -> str:
        """Some of its sections, with what they need of the others."""
        has_glossary = any(section.chapter is None for section in sections)
        places = [] if has_glossary else [_place_of(term) for term in self._bound.book.terms]
        return "".join([HEAD, "#contents(it)\n", self._text(sections, ()), *places])

    def _add(self, title: str, part: PartOfBook | None, chapter: ChapterOfBook | None) -> None:
        bound = self._bound
        first, counted = len(bound.pictures), bound.figures
        full = self._section(part, chapter, Converter)
        pictures = range(first, len(bound.pictures))
        self.sections.append(Section(title, part, chapter, full, pictures, bound.figures - counted))

    def _text(self, sections: list[Section], plain: Collection[Section]) -> str:
        texts, part = [], None
        for section in sections:
            if section.part and section.part is not part and section.part.title:
                title = _literal(self._bound, section.part.title)
                texts.append(f"#part-title({quoted(section.part.key)}, {title})\n")
            part = section.part
            texts.append(self._plain(section) if section in plain else section.full)
        return "".join(texts)

    def _plain(self, section: Section) -> str:
        """The figures that it has no more are counted, so that those behind keep their numbers."""
        text = self._section(section.part, section.chapter, PlainForm)
        return f"{text}#counter(figure.where(kind: image)).update(count => count + {section.figures})\n"

    def _section(self, part: PartOfBook | None, chapter: ChapterOfBook | None, form: type) -> str:
        if chapter is None:
            return _glossary(self._bound, form)
        return _chapter(self._bound, chapter, form, level=2 if part and part.title else 1)

    def _credits(self, plain: Collection[Section]) -> str:
        """Whose the pictures are, as their licences demand, in the order in which they stand in the book."""
        bound, lines = self._bound, []
        for place in (place for section in self.sections if section not in plain for place in section.pictures):
            shown = bound.pictures[place]
            if credit := picture_credit(shown.file):
                numbered = "true" if shown.is_numbered else "false"
                texts = f"[{_plain(bound, shown.caption)}], [{_plain(bound, credit)}]"
                lines.append(f"#picture-line(it.figure, {quoted(picture_label(place))}, {numbered}, {texts})")
        if not lines:
            return ""
        return f"{_back_title(bound, 'pictures', bound.words.pictures)}\n\n{chr(10).join(lines)}\n"


def _chapter(bound: Bound, chapter: ChapterOfBook, form: type, *, level: int) -> str:
    words = bound.words
    title = f"#chapter-title({level}, {quoted(f'chapter:{chapter.key}')}, {quoted(chapter.number)}, "
    said = [f"[{_plain(bound, line)}]" for line in credit_lines(words, bound.book, chapter)]
    if chapter.change_note.value:
        note = f"#in-language({_literal(bound, chapter.change_note)}, [{_plain(bound, chapter.change_note.value)}])"
        said.append(f"[#strong[{_plain(bound, words.changed)}:] {note}]")
    lines = [f"#bylines({', '.join(said)})"] if said else []
    if not chapter.html:
        lines.append(f"#notice[{_plain(bound, words.no_text)}]")
    elif bound.book.is_fallback(chapter):
        lines.append(f"#notice[{_plain(bound, fallback_sentence(words, chapter))}]")
    if form is PlainForm:
        lines.append(_plain_form_notice(bound, chapter_url(bound.book, chapter)))
    body = form(bound, chapter, depth=level).convert(chapter.tree())
    direction = languages.direction(chapter.language)
    text = f"#[#set text(lang: {quoted(chapter.language.split('-')[0])}, dir: {direction})\n{body}]"
    return "\n\n".join([f"{title}{_literal(bound, chapter.title)})", *lines, text, ""])


def _glossary(bound: Bound, form: type) -> str:
    title = _back_title(bound, "glossary", bound.words.glossary)
    notice = [_plain_form_notice(bound, glossary_url(bound.book))] if form is PlainForm else []
    items = []
    for term in bound.book.terms:
        definition = _plain(bound, term.definition.value)
        if term.html:
            definition = form(bound, None, depth=1).convert(tree_of(term.html))
        name = f"{_place_of(term)}{_plain(bound, term.term.value)}"
        lang = quoted(term.definition.lang.split("-")[0])
        items.append(f"#terms.item([{name}], [#[#set text(lang: {lang}, dir: {term.definition.dir})\n{definition}]])")
    return "\n\n".join([title, *notice, "\n".join(items), ""])


def _place_of(term: Term) -> str:
    return f"#metadata(none){labelled(f'g-{term.key}')}"


def _plain_form_notice(bound: Bound, address: str) -> str:
    before, _address, behind = plain_form_sentence(bound.words, address).partition(address)
    link = f"#link({quoted(address)})[{_plain(bound, address)}]"
    return f"#notice[{_plain(bound, before)}{link}{_plain(bound, behind)}]"


def _back_title(bound: Bound, name: str, title: str) -> str:
    text = Text(title, bound.words.language, False)
    return f'#chapter-title(1, {quoted(f"back:{name}")}, "", {_literal(bound, text)})'


def _plain(bound: Bound, text: str) -> str:
    return written(bound.unprintable.replaced(text))


def _literal(bound: Bound, text: Text) -> str:
    value = quoted(bound.unprintable.replaced(text.value))
    return f"(value: {value}, lang: {quoted(text.lang.split('-')[0])}, rtl: {'true' if text.dir == 'rtl' else 'false'})"
