"""Everything that a text can be reproached with: a slug for machines, a sentence for its author."""

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "activity-missing": _("The activity %(target)s is not among the files."),
    "alt-missing": _("The picture %(target)s has no description for people who cannot see it."),
    "anchor-missing": _("The link leads to %(target)s, and no place in this text has that name."),
    "attribute-removed": _("The attribute %(name)s of <%(tag)s> was left out."),
    "attribute-unquoted": _("The value of the attribute %(name)s stands without straight quotes."),
    "box-quote": _("The title of this box lacks straight quotes on both sides. They were added."),
    "box-unread": _("This line looks like the start of a box but cannot be read as one. It is shown as typed."),
    "characters-removed": _("Characters that cannot be printed were left out."),
    "class-removed": _("The class %(name)s is unknown here and was left out."),
    "element-plain": _("The element <%(tag)s> has no meaning here. What it holds was kept."),
    "element-removed": _("The element <%(tag)s> was left out with what it holds."),
    "fence-note": _("A note was written as a block of code. It is shown as a note."),
    "file-missing": _("The file %(target)s is not among the files."),
    "frame-refused": _("The frame with %(target)s is not shown. A sentence stands in its place."),
    "form-removed": _("A form was left out: a text cannot ask questions and keep the answers."),
    "heading-space": _("A space is missing between # and the heading."),
    "link-broken": _("The link leads to %(target)s, and there is no such page or file."),
    "link-disguised": _("The words of this link could hide where it leads, so the name of the site %(host)s is shown."),
    "link-empty": _("This link leads nowhere."),
    "link-parentheses": _("The address %(target)s stands in parentheses. They were left out."),
    "link-refused": _("The address %(target)s is not allowed in a link."),
    "link-self": _("The link to %(target)s names this site by its host. It became a link inside the course."),
    "media-missing": _("The video or audio file %(target)s is not among the files."),
    "note-glued": _("A note is defined right under a block of code. It was read as a note."),
    "note-undefined": _("The note %(name)s is used here and defined nowhere."),
    "note-unused": _("The note %(name)s is defined here and used nowhere."),
    "picture-data": _("A picture is written into the text itself. Please keep it as a file."),
    "picture-missing": _("The picture %(target)s is not among the files."),
    "picture-remote": _("The picture %(target)s is on another site. A link stands in its place."),
    "script-removed": _("A script was left out: texts run no programs."),
    "style-removed": _("The style “%(value)s” was left out."),
    "tag-unclosed": _("The element <%(tag)s> is never closed."),
    "tag-unknown": _("<%(tag)s> is not an element that a text can use. It is shown as typed."),
    "target-unknown": _("The link leads to %(target)s, and there is no such unit or chapter."),
    "term-unknown": _("The link leads to %(target)s, and the glossary has no such word."),
    "title-missing": _("The frame with %(target)s has no title."),
    "track-unknown": _("The track %(target)s holds no captions and was left out."),
}

_filled = lazy(lambda sentence, values: sentence % values, str)


def sentence(kind: str, values: dict[str, str]) -> str:
    """The sentence for ``kind``, translated when somebody reads it."""
    return _filled(SENTENCES[kind], {name: _shortened(value) for name, value in values.items()})


def _shortened(value: str) -> str:
    return value if len(value) <= 200 else value[:199] + "…"
