"""What the handbook keeps about people: who wrote it, and who found something wrong in it. Readers leave no trace."""

from django.utils.translation import gettext_lazy as _

from ai4t.personal import NOBODY_ANY_MORE, Basis, Kept, Overwritten, Personal, Why, declare, declare_impersonal
from ai4t.personal.common_ground import ANSWERING, RESPONSIBLE
from handbook.models import (
    Book,
    Build,
    Chapter,
    ChapterFile,
    DownloadCount,
    Edition,
    Erratum,
    GlossaryTerm,
    OutsideLink,
    Part,
)

AUTHORSHIP = Why(
    _("To name the authors of a text, as its licence demands."),
    Basis.PUBLIC_TASK,
    _("As long as the text is published."),
)
_PUBLISHED = Kept(_("It is part of the published work."))
_link = Personal(RESPONSIBLE, NOBODY_ANY_MORE, in_copy=False)

declare(
    Edition,
    fields={"authors": Personal(AUTHORSHIP, _PUBLISHED)},
    impersonal=[
        *("id", "book", "number", "state", "published_at", "note", "doi", "isbn", "content_version", "described_at"),
        *("source_language", "title", "description", "publisher", "licence"),
    ],
)
declare(
    Chapter,
    fields={"contributors": Personal(AUTHORSHIP, _PUBLISHED), "owner": _link},
    impersonal=[
        *("id", "edition", "part", "place", "key", "position", "licence"),
        *("title", "description", "body", "change_note", "review_on"),
    ],
)
declare(
    ChapterFile,
    fields={"credit": Personal(AUTHORSHIP, _PUBLISHED)},
    impersonal=["id", "chapter", "name", "path", "role", "file", "licence"],
)
declare(
    Erratum,
    of="sender",
    fields={
        "message": Personal(ANSWERING, Overwritten("–")),
        **{
            name: Personal(ANSWERING, NOBODY_ANY_MORE)
            for name in ("sender", "chapter_key", "language", "paragraph", "quoted", "state", "answer", "reported_at")
        },
        "settled_by": _link,
    },
    impersonal=["id", "edition", "fixed_in", "settled_at"],
    shown_with=["edition__book"],
)
declare_impersonal(Book, Build, DownloadCount, GlossaryTerm, OutsideLink, Part)
