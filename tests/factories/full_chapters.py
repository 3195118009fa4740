"""A chapter that holds every construct which a text of the handbook may have, and one that its author meant ill."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from ai4t import markup
from ai4t.markup import Attachment, DeclaredTrack, OfferedCaptions, Picture
from ai4t.models import FileRole, RenderedText
from handbook.models import Chapter, ChapterFile, GlossaryTerm
from tests.factories.books import create_book, create_chapter_file, create_edition, create_term
from tests.factories.courses import create_content_file
from tests.factories.markup import Files
from tests.factories.pictures import picture

TEXT = """
A paragraph with **strong words**, *stressed words*, `code_in_a_line()` and "words in quotation marks".

## A heading of the chapter

It's said once[^first] and again[^first], and in a second place[^second].

![A chart that rises](chart.png)

<figure><img src="chart.png" alt="A curve in a figure"><figcaption>The caption of the figure</figcaption></figure>

| Tool | Use |
|------|----:|
| Hammer | 12 |
| Saw | 34 |

- a point
    1. numbered inside
    2. numbered again

Word in a list
:   What the word means

!!! warning "A box of warning"
    Mind the text in the box.

??? tip "A folded box"
    Unfolded in print.

```
def printed(code):
    return "as it is"
```

> Words of somebody else.

Inline $x_1 + \\frac{a}{b}$ and alone:

$$
\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}
$$

A [link to another site](https://example.org/there?a=1&b=2), one to [the second chapter](second.md), one to
[a heading](#a-heading-of-the-chapter), and [the worksheet](sheet.pdf). See [model](#g-model).

H~2~O, m^2^, ==marked==, ~~gone~~.

<iframe src="https://www.youtube.com/embed/abcdefghijk" title="A film about it"></iframe>

[^first]: The words of the first note.
[^second]: The words of the second note.
"""

# What each construct must leave in a book, in words that stand nowhere else.
CONSTRUCTS = {
    "strong": "strong words",
    "emphasis": "stressed words",
    "code": "code_in_a_line()",
    "heading": "A heading of the chapter",
    "note": "The words of the first note.",
    "second note": "The words of the second note.",
    "table": "Hammer",
    "number in a table": "34",
    "list": "a point",
    "list in a list": "numbered again",
    "definition list": "What the word means",
    "box": "Mind the text in the box.",
    "title of a box": "A box of warning",
    "folded box": "Unfolded in print.",
    "code block": "def printed(code):",
    "quotation": "Words of somebody else.",
    "caption": "The caption of the figure",
    "link": "link to another site",
    "video": "A film about it",
    "glossary": "What a model is (en).",
}


@dataclass
class Beside:
    """The files beside a chapter of the handbook, as its importer answers for them."""

    chapter: Chapter
    pages: dict[str, str] = field(default_factory=lambda: {"second.md": "../second/"})

    def picture(self, target: str) -> Picture | None:
        file = self._file(target, FileRole.PICTURE)
        address = self._address(target)
        return Picture(address, file.width or 400, file.height or 300, (), address) if file else None

    def attachment(self, target: str) -> Attachment | None:
        file = self._file(target, FileRole.ATTACHMENT)
        return Attachment(self._address(target), target, file.size, file.media_type) if file else None

    def captions(self, video: str, declared: tuple[DeclaredTrack, ...], *, is_only) -> tuple[OfferedCaptions, ...]:
        return ()

    def activity(self, target: str) -> str | None:
        return None

    def page(self, target: str) -> str | None:
        return self.pages.get(target.partition("#")[0])

    def _file(self, name, role):
        row = ChapterFile.objects.filter(chapter=self.chapter, name=name, role=role).select_related("file").first()
        return row.file if row else None

    def _address(self, name):
        return reverse("book-file", args=[self.chapter.edition_id, self.chapter.key, name])


def write(chapter: Chapter, text: str, *, language="en") -> None:
    """The text of a chapter, rendered as an import would."""
    _write(chapter, "body", text, language, Beside(chapter))


def write_term(term: GlossaryTerm, text: str, *, language="en") -> None:
    """What a word of the glossary means."""
    _write(term, "definition", text, language, Files())


def _write(row: Chapter | GlossaryTerm, field: str, text: str, language: str, resolver: markup.Resolver) -> None:
    setattr(row, f"{field}_{language}", text)
    row.save()
    rendered = markup.render(text, language=language, resolver=resolver)
    key = {"target_type": ContentType.objects.get_for_model(row), "target_id": row.pk, "field": field}
    html = str(rendered.html).replace('<a href="#">', '<a href="#g-model">')
    values = {"html": html, "rules_version": markup.RULES_VERSION, "source_sha256": "0" * 64}
    RenderedText.objects.update_or_create(**key, language=language, defaults=values)


def create_picture(chapter: Chapter, *, name="chart.png", data: bytes | None = None, media_type="image/png", **fields):
    file = create_content_file(media_type=media_type, data=data or picture(400, 300))
    defaults = {"path": f"images/{name}", "role": FileRole.PICTURE, "file": file}
    return ChapterFile.objects.create(chapter=chapter, name=name, **{**defaults, **fields})


def create_full_edition(*, languages=("en",), text=TEXT, **fields):
    """A draft whose first chapter has everything, with a second chapter and a glossary."""
    edition = create_edition(create_book(editions=0, languages=languages), languages=languages, **fields)
    create_term(edition, languages=languages)
    first = edition.chapters.get(key="first")
    create_picture(first, credit="Ana Novak", licence="CC BY 4.0")
    create_chapter_file(first, name="sheet.pdf")
    write(first, text)
    return edition
