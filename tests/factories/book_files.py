"""The files of a small book: two parts, three chapters, a word before and after, a glossary and a picture."""

from tests.factories.course_files import png

LICENCE = "SPDX-FileCopyrightText: 2026 Ana Novak\nSPDX-License-Identifier: CC-BY-4.0\n"


def chapter(title: str, body: str, **head: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    return f"---\ntitle: {title}\n{lines}---\n{body}\n"


def small_book(**others: str | bytes) -> dict[str, str | bytes]:
    """``others`` add to the files or take their place, by path with ``__`` for ``/`` left as given in a dict."""
    return {
        "mkdocs.yml": "site_name: A small book\nsite_description: For tests.\ndocs_dir: book\n",
        "book/front-matter/about.en.md": chapter("About", "What this is."),
        "book/part-1-machines/.pages": "title: Machines\n",
        "book/part-1-machines/1-everywhere.en.md": chapter(
            "Everywhere",
            "# Everywhere\n\nA [model](glossary:model) is here.[^1]\n\n[^1]: A note.\n\n![A plan](plan.png)\n\n"
            "See [the next one](2-learning.md) and <https://example.org/a>.",
            id="ai-is-everywhere",
            licence="CC BY 4.0",
            review="2028-03-01",
            change="The plan is new.",
        ),
        "book/part-1-machines/1-everywhere.sl.md": chapter("Povsod", "[Model](glossary:model) je tu."),
        "book/part-1-machines/2-learning.en.md": chapter("Learning", "Machines learn."),
        "book/part-1-machines/plan.png": png(40, 30),
        "book/part-1-machines/plan.png.license": LICENCE,
        "book/part-2-classroom/.pages": "title: In the classroom\n",
        "book/part-2-classroom/3-deciding.en.md": chapter("Deciding", "You decide."),
        "book/back-matter/closing.en.md": chapter("A last word", "Thank you."),
        "book/glossary/model.en.md": chapter("model", "What a machine has *learned*."),
        "book/glossary/model.sl.md": chapter("model", "Kar se je stroj naučil."),
        **others,
    }
