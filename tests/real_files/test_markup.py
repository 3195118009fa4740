"""Every real text of the course becomes a page; what is wrong with them is counted."""

import re
from collections import Counter
from pathlib import Path

import pytest

from ai4t import markup
from ai4t.markup import Attachment, Picture, Rendered, Resolver, split_metadata_block
from ai4t.markup.cleaning import clean

FRONT_MATTER = re.compile(r"---\r?\n.*?\n---[ \t]*\r?\n", re.DOTALL)


class FilesBeside:
    """Answers with whatever really lies beside the text."""

    def __init__(self, folder: Path):
        self.folder = folder

    def picture(self, target: str) -> Picture | None:
        is_picture = target.lower().endswith((".png", ".jpg")) and self._is_file(target)
        return Picture("/c/x", 1000, 500, (("/c/w360/x", 360),), "/c/x") if is_picture else None

    def attachment(self, target: str) -> Attachment | None:
        return Attachment("/c/x", Path(target).name, 1, "application/octet-stream") if self._is_file(target) else None

    def captions(self, video, declared, *, is_only):
        return ()

    def page(self, target: str) -> str | None:
        return None

    def term(self, key: str) -> str | None:
        return None

    def activity(self, target: str) -> str | None:
        return None

    def _is_file(self, target: str) -> bool:
        return (self.folder / target).is_file()


def resolver_for(path: Path) -> Resolver:
    return FilesBeside(path.parent)


@pytest.fixture(scope="module")
def pages(materials) -> dict[Path, Rendered]:
    rendered = {}
    for path in sorted((materials / "ai4t-mooc" / "docs").rglob("*.md")):
        body, block = split_metadata_block(FRONT_MATTER.sub("", path.read_text(encoding="utf-8"), count=1))
        assert block is not None
        language = path.suffixes[-2].removeprefix(".")
        rendered[path] = markup.render(body, language=language, resolver=resolver_for(path))
    return rendered


def test_every_text_becomes_a_page_with_words(pages):
    assert len(pages) == 120
    assert min(page.words for page in pages.values()) > 15


def test_every_page_is_clean_for_good(pages):
    assert [path for path, page in pages.items() if clean(page.html) != page.html] == []


def test_no_page_shows_what_should_have_been_read(pages):
    unread = re.compile(r"(?:^|>)(?:!!!|\?\?\?|#{1,6}) |\[\^|\]\(|\{:|[\ufdd0\ufdd1\x02\x03]", re.MULTILINE)
    assert [(path.name, found[0]) for path, page in pages.items() for found in unread.finditer(page.html)] == []


def test_problems_are_those_we_know(pages):
    assert Counter(problem.kind for page in pages.values() for problem in page.problems) == {
        "activity-missing": 10,
        "alt-missing": 14,
        "heading-space": 1,
        "link-broken": 7,
        "picture-missing": 16,
        "title-missing": 35,
    }


def test_every_video_and_activity_is_there(pages):
    assert Counter((embed.kind, embed.playable) for page in pages.values() for embed in page.embeds) == {
        ("activity", False): 15,
        ("youtube", True): 35,
    }


def test_every_problem_has_a_line_of_its_text(pages):
    for path, page in pages.items():
        lines = path.read_text(encoding="utf-8").count("\n") + 1
        assert all(1 <= problem.line <= lines for problem in page.problems)
