"""Text from elsewhere as Markdown of our dialect that shows the very same text.

The dialect is Python-Markdown 3 with the extensions of ``ai4t.markup.dialect``. A sign is written with a backslash
where the parser knows that, and as a character reference where it does not.
"""

import re

# Noncharacters of Unicode, which no text holds: they stand for the ends of a mark until its neighbours are known.
EMPHASIS, EMPHASIS_END, STRONG, STRONG_END = "\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5"
CODE, CODE_END = "\ufdd8", "\ufdd9"

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile("[\x0b\x85\u2028\u2029]")
_RULES = (
    (re.compile(r"\\"), r"\\\\"),
    (re.compile(r"&(?=[#\w]|$)"), "&amp;"),
    (re.compile(r"<"), "&lt;"),
    (re.compile(r">"), "&gt;"),
    (re.compile(r"\{"), "&#123;"),
    (re.compile(r"(?<=\{):"), "&#58;"),
    (re.compile(r"[`*$^~]"), r"\\\g<0>"),
    (re.compile(r"_"), r"\_"),
    (re.compile(r"=(?==)|(?<==)=|=$|^="), r"\="),
    (re.compile(r"\+(?=\+)|(?<=\+)\+|\+$|^\+"), r"\+"),
    (re.compile(r"\](?=[(\[: ]|$)"), r"\]"),
    (re.compile(r"!(?=\[|$)"), r"\!"),
    # Signs that the parser would make nicer: (c), 1/2, c/o, +/-.
    (re.compile(r"\((?=(?:c|r|tm)\))", re.IGNORECASE), "&#40;"),
    (re.compile(r"(?<=[1-7])/(?=[234568](?!\d))|(?<=c)/(?=o)|(?<=[+=])/(?=[-=])", re.IGNORECASE), "&#47;"),
)
# Text without any of these signs is written as it is.
_MEANINGFUL = re.compile(r"[\\&<>{`*$^~_=+\]!(/\[]")
_INSIDE_A_WORD = re.compile(r"(?<=[^\W_])\\_(?=[^\W_])")
_LINE_STARTS = (
    (re.compile(r"#"), r"\#"),
    (re.compile(r"([-+])(?=\s|$)"), r"\\\1"),
    (re.compile(r"-(?=-)"), r"\-"),
    (re.compile(r"(\d+)\.(?=\s|$)"), r"\1\."),
    (re.compile(r"!(?=!!)"), r"\!"),
    (re.compile(r"\?(?=\?\?)"), "&#63;"),
    (re.compile(r":(?=\s|$)"), "&#58;"),
    # A task, or the definition of a link or note.
    (re.compile(r"\[(?=[ xX]\\?\]|[^\]]*\]:)"), "&#91;"),
    (re.compile(r"\|"), "&#124;"),
)
_IN_LABELS = {ord("["): "&#91;", ord("]"): "&#93;"}
_IN_ATTRIBUTES = {ord(sign): f"&#{ord(sign)};" for sign in '[]`\\{}$<>&"*_^~=+!|'}
_IN_ADDRESSES = {ord(sign): f"%{ord(sign):02X}" for sign in ' ()<>"\\`{}$[]|^\n\t\r'}
_PAIR = re.compile(
    f"{EMPHASIS}([^{EMPHASIS}{EMPHASIS_END}]*){EMPHASIS_END}|{STRONG}([^{STRONG}{STRONG_END}]*){STRONG_END}"
)
_STANDS_ALONE = re.compile(r"[^\s*_\\<]|[^\s*_\\<](?:(?!<br>)[^*_\n])*[^\s*_\\>]")
_BEFORE = re.compile(r"[\s(\"“„«‘—–>]")
_AFTER = re.compile(r"[\s)\"”“»’—–.,;:?]")


def printable(text: str) -> str:
    """Without what no page can show; unusual line ends become spaces."""
    return _LINE_ENDS.sub(" ", _UNPRINTABLE.sub("", text))


def as_text(text: str, *, in_label: bool = False) -> str:
    """A stretch of text inside a line."""
    text = printable(text)
    if not _MEANINGFUL.search(text):
        return text
    for sign, written in _RULES:
        text = sign.sub(written, text)
    text = _INSIDE_A_WORD.sub("_", text)
    return text.replace("\\]", "]").translate(_IN_LABELS) if in_label else text


def as_attribute(text: str) -> str:
    """The description of a picture or the value of an attribute: nothing in it means anything."""
    return " ".join(printable(text).split()).translate(_IN_ATTRIBUTES)


def as_address(address: str) -> str:
    """An address as it stands between the brackets of a link."""
    return printable(address.strip()).translate(_IN_ADDRESSES)


def at_line_starts(text: str) -> str:
    """What would begin a heading, a list or a box there is text."""
    return "\n".join(_at_line_start(line) for line in text.split("\n"))


def _at_line_start(line: str) -> str:
    for sign, written in _LINE_STARTS:
        if found := sign.match(line):
            return found.expand(written) + line[found.end() :]
    return line


def set_code(text: str) -> str:
    """Two stretches of code without anything between them are one."""
    return text.replace(CODE_END + CODE, "").replace(CODE, "`").replace(CODE_END, "`")


def set_emphasis(text: str) -> str:
    """Stars where the dialect reads them without doubt, elements of HTML elsewhere."""
    while _PAIR.search(text):
        text = _PAIR.sub(_emphasised, text)
    return text


def _emphasised(found: re.Match) -> str:
    inside = found[1] if found[1] is not None else found[2]
    mark, tag = ("*", "em") if found[1] is not None else ("**", "strong")
    core = inside.strip()
    if not core:
        return inside
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    after = found.string[found.end() : found.end() + 1]
    is_clear = (not before or _BEFORE.match(before)) and (not after or _AFTER.match(after))
    if is_clear and core == inside and _STANDS_ALONE.fullmatch(core):
        return f"{mark}{core}{mark}"
    lead, trail = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    return f"{lead}<{tag}>{core}</{tag}>{trail}"
