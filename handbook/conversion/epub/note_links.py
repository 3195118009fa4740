"""The notes of a book, found by the links to and fro: which link is a mark, what stands at the foot of a chapter."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from handbook.conversion.elements import HEADINGS, add, taken_out, types_of
from handbook.conversion.epub.notes import (
    BACKLINKS,
    NOTES,
    begins_its_block,
    holder_of,
    holds_notes_only,
    is_too_much,
    is_whole_note,
    is_written,
    may_lead_back,
    may_refer,
    names_around,
    says_it_refers,
    words_of,
)
from handbook.conversion.footnotes import is_mark
from handbook.conversion.surroundings import Note

Target = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Link:
    """A link inside the book: ``source`` is its file, ``place`` what it leads to, ``number`` its turn in reading."""

    element: HtmlElement
    source: str
    target: Target
    place: HtmlElement | None
    number: int

    @property
    def ways_back(self) -> set[Target]:
        return {(self.source, name) for name in names_around(self.element)}


class NoteLinks:
    """``notes`` gives the note of each mark, ``holders`` are what stands at the foot of its chapter instead."""

    def __init__(self, links: list[Link]):
        self._leading_to: dict[Target, list[Link]] = defaultdict(list)
        for link in links:
            self._leading_to[link.target].append(link)
        found = {link: holder for link in links if (holder := self._holder(link)) is not None}
        self._marks = _parted(found)
        self.notes: dict[HtmlElement, Note] = {}
        self._of_holder: dict[HtmlElement, Note] = {}
        self._gather()
        self._give_back_what_nothing_leads_to()
        self.holders = set(self._of_holder)
        self._back = self._links_back(links)

    def leads_back(self, link: HtmlElement) -> bool:
        """Whether the link leads from a note to its mark in the text."""
        return link in self._back or bool(types_of(link) & BACKLINKS)

    def _holder(self, link: Link) -> HtmlElement | None:
        """What holds the note that the link is the mark of, if it is one."""
        holder = holder_of(link.place) if link.place is not None else None
        if holder is None or not is_written(link.element):
            return None
        if says_it_refers(link.element):
            return holder
        if not is_mark(words_of(link.element)):
            return None
        ways_back = link.ways_back
        back = next((back for way in ways_back for back in self._leading_to[way] if _is_inside(back, holder)), None)
        return holder if back is not None and _is_mark_of_pair(link, back, holder) else None

    def _gather(self) -> None:
        elements = _elements_of_notes(self._marks)
        notes: dict[HtmlElement, Note] = {}
        for link, holder in self._marks.items():
            if holder in elements:
                note = notes.setdefault(holder, Note(elements[holder]))
                self.notes[link.element] = note
                self._of_holder.update(dict.fromkeys(note.elements, note))

    def _give_back_what_nothing_leads_to(self) -> None:
        """Notes that only lead to each other would stand nowhere, so they stay in the text."""
        inside: dict[Note | None, list[Note]] = defaultdict(list)
        for mark, note in self.notes.items():
            inside[self._note_around(mark)].append(note)
        reached, ways = set(), [None]
        while ways:
            for note in inside.pop(ways.pop(), []):
                if note not in reached:
                    reached.add(note)
                    ways.append(note)
        self.notes = {mark: note for mark, note in self.notes.items() if note in reached}
        self._of_holder = {holder: note for holder, note in self._of_holder.items() if note in reached}

    def _links_back(self, links: list[Link]) -> set[HtmlElement]:
        ways: dict[Note, set[Target]] = defaultdict(set)
        for link in self._marks:
            if note := self.notes.get(link.element):
                ways[note] |= link.ways_back
        found = set()
        for link in links:
            note = self._note_around(link.element) if link.element not in self.notes else None
            if note and link.target in ways[note] and may_lead_back(link.element):
                found.add(link.element)
        return found

    def _note_around(self, element: HtmlElement) -> Note | None:
        return next((note for above in element.iterancestors() if (note := self._of_holder.get(above))), None)


def _is_inside(link: Link, holder: HtmlElement) -> bool:
    return any(above is holder for above in link.element.iterancestors())


def _is_mark_of_pair(link: Link, back: Link, holder: HtmlElement) -> bool:
    """Of two links that lead to each other, whether this one is the mark and the other stands in its note.

    A note says that it is one, or begins with its link, or comes later than its mark.
    """
    if says_it_refers(back.element) or types_of(link.element) & BACKLINKS:
        return False
    begins, back_begins = begins_its_block(link.element), begins_its_block(back.element)
    looks_alike = words_of(link.element).strip("[](){}.: ") == words_of(back.element).strip("[](){}.: ")
    if not may_refer(link.element) and not (looks_alike and back_begins and not begins):
        return False
    is_in_note = any(types_of(above) & NOTES for above in link.element.iterancestors())
    is_back_in_note = any(types_of(above) & NOTES for above in back.element.iterancestors())
    if is_in_note != is_back_in_note:
        return is_back_in_note
    if types_of(back.element) & BACKLINKS or not is_mark(words_of(back.element)):
        return True
    return back_begins if begins != back_begins else link.number < back.number


def _parted(found: dict[Link, HtmlElement]) -> dict[Link, HtmlElement]:
    """The marks with their holders; a block in which several notes stand one behind the other is parted."""
    places: dict[HtmlElement, list[HtmlElement]] = defaultdict(list)
    for link, holder in found.items():
        if link.place is not holder:
            places[holder].append(link.place)
    pieces = {}
    for holder, inner in places.items():
        if len(set(inner)) > 1 and holder.tag != "tr":
            pieces |= _part(holder, set(inner))
    return {link: pieces.get(link.place, holder) for link, holder in found.items()}


def _part(holder: HtmlElement, places: set[HtmlElement]) -> dict[HtmlElement, HtmlElement]:
    """Give each of ``places`` a piece of its own, which reaches to the next."""
    pieces: dict[HtmlElement, HtmlElement] = {}
    holder.tag = "div" if holder.tag == "p" else holder.tag
    around = holder
    for part in taken_out(holder):
        inside = [] if isinstance(part, str) else [element for element in part.iter() if element in places]
        if inside:
            _without_last_break(around)
            around = html.Element("div")
            around.sourceline = part.sourceline or 0
            add(holder, around)
            pieces |= dict.fromkeys(inside, around)
        add(around, part)
    _without_last_break(around)
    return pieces


def _without_last_break(piece: HtmlElement) -> None:
    if len(piece) and piece[-1].tag == "br" and not (piece[-1].tail or "").strip():
        piece[-1].drop_tree()


def _elements_of_notes(marks: dict[Link, HtmlElement]) -> dict[HtmlElement, tuple[HtmlElement, ...]]:
    """What belongs to the note of each holder: what is around it, or what follows it, if that is the same note."""
    holders = Counter(above for holder in set(marks.values()) for above in (holder, *holder.iterancestors()))
    around_marks = {above for link in marks for above in (link.element, *link.element.iterancestors())}
    found: dict[HtmlElement, tuple[HtmlElement, ...]] = {}
    followed: dict[HtmlElement, None] = {}
    for holder in dict.fromkeys(marks.values()):
        whole = _widened(holder, holders, around_marks)
        if is_too_much(whole):
            continue
        found[holder] = (whole,)
        if whole.tag == "dt":
            found[holder] = (whole, *_definitions_behind(whole))
        elif whole is holder and holder.tag == "p" and holder.getparent() is not None:
            followed[holder.getparent()] = None
    for parent in followed:
        for holder, more in _continued(parent, found, around_marks):
            found[holder] += more
    return found


def _widened(holder: HtmlElement, holders: Counter[HtmlElement], around_marks: set[HtmlElement]) -> HtmlElement:
    """The item or block around the holder that is the whole note; ``holders`` says how many are in each element."""
    inner = found = holder
    for above in holder.iterancestors():
        holds_more = found is not holder or holders[above] > 1
        if holds_more or above in around_marks or not _is_first(inner, above) or types_of(inner) & NOTES:
            break
        inner = above
        if is_whole_note(above) or _is_in_a_row(above, holders):
            found = above
        elif above.tag not in {"td", "th"}:
            break
    return found


def _is_in_a_row(block: HtmlElement, holders: Counter[HtmlElement]) -> bool:
    """Whether a block without a name stands behind another note, or behind the line above the first (Google Docs)."""
    before = block.getprevious() if block.tag == "div" else None
    return before is not None and (before.tag == "hr" or holders[before] > 0)


def _is_first(element: HtmlElement, above: HtmlElement) -> bool:
    said = (f"{before.text_content()}{before.tail or ''}" for before in element.itersiblings(preceding=True))
    return not (above.text or "").strip() and not any(words.strip() for words in said)


def _definitions_behind(term: HtmlElement) -> Iterable[HtmlElement]:
    for behind in term.itersiblings():
        if behind.tag != "dd":
            return
        yield behind


def _continued(parent: HtmlElement, found: dict[HtmlElement, tuple[HtmlElement, ...]], around_marks: set[HtmlElement]):
    """The paragraphs between two notes of a row, each with the note they continue."""
    note: HtmlElement | None = None
    more: list[HtmlElement] = []
    for child in [*parent, None]:
        is_end = child is None
        if is_end or child in found:
            if note is not None and more and (not is_end or holds_notes_only(parent)):
                yield note, tuple(more)
            note, more = child if not is_end and not (child.tail or "").strip() else None, []
        elif child.tag in HEADINGS | {"hr"} or child in around_marks or (child.tail or "").strip():
            note = None
        else:
            more.append(child)
