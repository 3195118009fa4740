"""What a caption file can be reproached with: each kind once a file, or each time where words are at stake."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from ai4t.content.irregularities import Irregularities

SENTENCES = {
    "caption-after-time": ngettext_lazy(
        "Words stand on the line of the times; they were read as the first line of the cue.",
        "Words stand on the line of the times; they were read as the first line of the cue (%(count)d times).",
        "count",
    ),
    "caption-backward": ngettext_lazy(
        "This cue ends before it begins; its end was set anew.",
        "Cues end before they begin; their ends were set anew (%(count)d times).",
        "count",
    ),
    "caption-blank-line": ngettext_lazy(
        "A blank line stands inside a cue; what follows it was kept.",
        "Blank lines stand inside cues; what follows them was kept (%(count)d times).",
        "count",
    ),
    "caption-characters": ngettext_lazy(
        "Characters of this cue that cannot be printed were left out.",
        "Characters that cannot be printed were left out (in %(count)d cues).",
        "count",
    ),
    "caption-comment": ngettext_lazy(
        "A comment, style or region stands here; readers do not see it, and it was left out.",
        "Comments, styles or regions stand here; readers do not see them, and they were left out (%(count)d times).",
        "count",
    ),
    "caption-empty": ngettext_lazy(
        "This cue has no words; it was left out.",
        "Cues have no words; they were left out (%(count)d times).",
        "count",
    ),
    "caption-form": ngettext_lazy(
        "The file is named like one kind of captions and written like the other.",
        "The file is named like one kind of captions and written like the other.",
        "count",
    ),
    "caption-formatting": ngettext_lazy(
        "A cue carries formatting; italic, bold, underlining and the place were kept, as far as WebVTT has them.",
        "Cues carry formatting; italic, bold, underlining and the place were kept, as far as WebVTT has them "
        "(%(count)d times).",
        "count",
    ),
    "caption-name": ngettext_lazy(
        "A cue has a name; readers do not see it, and it was left out.",
        "Cues have names; readers do not see them, and they were left out (%(count)d times).",
        "count",
    ),
    "caption-number": ngettext_lazy(
        "The number of this cue is missing or out of order; the times count.",
        "Numbers of cues are missing or out of order; the times count (%(count)d times).",
        "count",
    ),
    "caption-order": ngettext_lazy(
        "This cue begins before the one above it; the cues were put in order.",
        "Cues begin before the ones above them; the cues were put in order (%(count)d times).",
        "count",
    ),
    "caption-overlap": ngettext_lazy(
        "This cue begins before the one above it ends; both are shown together.",
        "Cues begin before the ones above them end; they are shown together (%(count)d times).",
        "count",
    ),
    "caption-settings": ngettext_lazy(
        "A setting behind the times is not one of WebVTT; it was left out.",
        "Settings behind the times are not those of WebVTT; they were left out (%(count)d times).",
        "count",
    ),
    "caption-stray": ngettext_lazy(
        "These words belong to no cue; they were left out.",
        "These words belong to no cue; they were left out.",
        "count",
    ),
    "caption-tag": ngettext_lazy(
        "Something between angle brackets is no formatting of captions; it is shown as typed.",
        "Something between angle brackets is no formatting of captions; it is shown as typed (in %(count)d cues).",
        "count",
    ),
    "caption-time-form": ngettext_lazy(
        "The times are written in another form than usual.",
        "The times are written in another form than usual (%(count)d times).",
        "count",
    ),
    "caption-time-unread": ngettext_lazy(
        "These times cannot be read; the words below them are shown between their neighbours.",
        "These times cannot be read; the words below them are shown between their neighbours.",
        "count",
    ),
}
_EACH_TIME = {"caption-backward", "caption-order", "caption-stray", "caption-time-unread"}

_MOST_TIMES = 20


class Oddities:
    """What is odd about one file, told together at the end."""

    def __init__(self):
        self._lines: dict[str, list[int]] = defaultdict(list)

    def note(self, kind: str, line: int) -> None:
        self._lines[kind].append(line)

    def tell(self, path: str, faults: Irregularities) -> None:
        for kind, lines in self._lines.items():
            if kind in _EACH_TIME:
                for line in lines[:_MOST_TIMES]:
                    faults.note(path, line, kind, str(SENTENCES[kind] % {"count": 1}))
                if more := lines[_MOST_TIMES:]:
                    message = _("The same is so in %(count)d more places, of which this is the first.")
                    faults.note(path, more[0], kind, message % {"count": len(more)})
            else:
                faults.note(path, min(lines), kind, str(SENTENCES[kind] % {"count": len(lines)}))
