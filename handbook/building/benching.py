"""How long the files of a book take, beside other programs that are on the machine, each on one core."""

import io
import os
import resource
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from lxml import etree, html
from PIL import Image

from ai4t import markup
from ai4t.benching import register_table
from ai4t.content.applying import importing
from ai4t.models import RenderedText
from handbook.building.book import read_book
from handbook.building.making import MAKERS
from handbook.importing.addresses import ChapterAddresses
from handbook.models import Book, Chapter, ChapterFile, Edition, Part
from handbook.states import Format

CHAPTERS = 60
# Of the processor: what a core needs that has nothing else to do.
GOALS = {Format.PDF: 10.0, Format.EPUB: 5.0}
_ROUNDS = 3
_LONGEST_SECONDS = 600
_WORDS = """a the of to and in that is it for on with as are they be at this have from or by one had not but what all
were when we there can use each which do how their will other about out many then these some her would make like into
time has look two more go see no way could people than first been who its now find long down day did get come made may
part understanding classrooms responsible questions teachers learners recognise algorithms"""


def register():
    register_table("handbook", measure)


@dataclass(frozen=True)
class Measured:
    name: str
    seconds: float | None = None
    cpu_seconds: float = 0
    size: int = 0
    goal: float | None = None
    remark: str = ""


def measure() -> str:
    """A made-up book, which is taken away again."""
    with transaction.atomic():
        edition = _create_book()
        with _one_core():
            found = list(_ours(edition))
            found += _rivals(edition)
        transaction.set_rollback(True)
    return _table(found)


def _ours(edition: Edition) -> Iterator[Measured]:
    for form in Format:

        def build(form=form) -> bytes:
            return MAKERS[form](read_book(edition, "en", now=timezone.now()), lambda percent: None)[0]

        data, seconds, cpu = _timed(build)
        yield Measured(
            f"ours, {form}", seconds, cpu, len(data), GOALS.get(form), _pages(data) if form == Format.PDF else ""
        )


def _rivals(edition: Edition) -> list[Measured]:
    book = read_book(edition, "en", now=timezone.now())
    pages = MAKERS[Format.HTML](book, lambda percent: None)[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        zipfile.ZipFile(io.BytesIO(pages)).extractall(folder)
        (folder / "book.html").write_bytes(_one_page(folder))
        commands = {
            "WeasyPrint, pdf": ("weasyprint", ["--pdf-variant", "pdf/ua-1", "book.html", "book.pdf"], "book.pdf"),
            "Chromium, pdf": (
                "chromium",
                ["--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=chromium.pdf", "book.html"],
                "chromium.pdf",
            ),
            "pandoc, epub": ("pandoc", ["book.html", "-o", "pandoc.epub"], "pandoc.epub"),
        }
        return [_rival(name, folder, *command) for name, command in commands.items()]


def _rival(name: str, folder: Path, program: str, arguments: list[str], made: str) -> Measured:
    if shutil.which(program) is None:
        return Measured(name, remark="absent")

    def run() -> bytes:
        subprocess.run([program, *arguments], cwd=folder, capture_output=True, timeout=_LONGEST_SECONDS, check=True)
        return (folder / made).read_bytes()

    try:
        data, seconds, cpu = _timed(run)
    except (subprocess.SubprocessError, OSError) as fault:
        return Measured(name, remark=f"did not finish ({type(fault).__name__})")
    return Measured(name, seconds, cpu, len(data), remark=_pages(data) if made.endswith(".pdf") else "")


def _timed(run: Callable[[], bytes]) -> tuple[bytes, float, float]:
    """What it made, seconds by the clock, and of the processor, with those of programs it called: the middle run."""
    runs = []
    for _round in range(_ROUNDS):
        cpu, began = _cpu(), time.perf_counter()
        data = run()
        runs.append((time.perf_counter() - began, _cpu() - cpu, data))
    seconds, cpu, data = sorted(runs, key=lambda one: one[0])[_ROUNDS // 2]
    return data, seconds, cpu


def _cpu() -> float:
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


@contextmanager
def _one_core() -> Iterator[None]:
    """Everything from here on, and whatever it starts, shares one core; where the system can say so."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _pages(pdf: bytes) -> str:
    if shutil.which("pdfinfo") is None:
        return ""
    said = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode(errors="replace")
    return next((f"{line.split()[1]} pages" for line in said.splitlines() if line.startswith("Pages:")), "")


def _one_page(folder: Path) -> bytes:
    """All chapters in one file, for programs that read one."""
    root = html.fromstring((folder / "index.html").read_bytes())
    for number, path in enumerate(sorted(folder.glob("*-*.html"))):
        chapter = html.fromstring(path.read_bytes()).find(".//article")
        for found in chapter.xpath(".//*[@id]"):
            found.set("id", f"c{number}-{found.get('id')}")
        for link in chapter.xpath(".//a[starts-with(@href, '#')]"):
            link.set("href", f"#c{number}-{link.get('href')[1:]}")
        root.find(".//main").append(chapter)
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")


def _table(found: list[Measured]) -> str:
    lines = ["| what | seconds | CPU-s | MB | goal | |", "| --- | ---: | ---: | ---: | --- | --- |"]
    for one in found:
        if one.seconds is None:
            lines.append(f"| {one.name} | | | | | {one.remark} |")
            continue
        verdict = f"<= {one.goal:g} CPU-s {'met' if one.cpu_seconds <= one.goal else 'missed'}" if one.goal else ""
        figures = f"{one.seconds:.2f} | {one.cpu_seconds:.2f} | {one.size / 1e6:.1f}"
        lines.append(f"| {one.name} | {figures} | {verdict} | {one.remark} |")
    return "\n".join(lines)


# --- The book


def _create_book() -> Edition:
    book = Book.objects.create(slug=f"bench-{time.time_ns()}")
    cited = {"source_language": "en", "title_en": "A book to measure", "authors": "Novak, Ana"}
    edition = Edition.objects.create(book=book, number=1, **cited)
    with importing() as store:
        for number in range(CHAPTERS):
            if number % 10 == 0:
                part = Part.objects.create(
                    edition=edition, key=f"part-{number}", position=number, title_en=f"Part {number // 10 + 1}"
                )
            _create_chapter(edition, part, number, store)
    return edition


def _create_chapter(edition: Edition, part: Part, number: int, store) -> None:
    text = _text(number)
    chapter = Chapter.objects.create(
        edition=edition,
        part=part,
        key=f"chapter-{number}",
        position=number,
        title_en=f"What chapter {number} is about",
        body_en=text,
    )
    data = _picture(number)
    file = store.keep(data, media_type="image/jpeg", width=1200, height=800)
    ChapterFile.objects.create(chapter=chapter, name="picture.jpg", path="picture.jpg", role="picture", file=file)
    address = ChapterAddresses(edition, chapter).file("picture.jpg")
    page = markup.render(text, language="en", resolver=_Beside(address))
    RenderedText.objects.create(
        target_type=ContentType.objects.get_for_model(Chapter),
        target_id=chapter.pk,
        field="body",
        language="en",
        html=page.html,
        rules_version=markup.RULES_VERSION,
        source_sha256="0" * 64,
    )


@dataclass(frozen=True)
class _Beside:
    address: str

    def picture(self, target: str) -> markup.Picture:
        return markup.Picture(self.address, 1200, 800, (), self.address)

    def _nothing(self, target: str) -> None:
        return None

    attachment = activity = page = term = _nothing

    def captions(self, video, declared, *, is_only) -> tuple:
        return ()


def _text(number: int) -> str:
    """Some 1,900 words in six sections, with notes, a table, a list, a formula and a picture."""
    blocks, notes = [], []
    for section in range(6):
        blocks.append(f"## Section {section + 1} of chapter {number}")
        for paragraph in range(3):
            note = f"{section}-{paragraph}"
            blocks.append(f"{_sentences(number * 131 + section * 17 + paragraph, 100)}[^{note}]")
            notes.append(f"[^{note}]: {_sentences(number + paragraph, 12)}")
    rows = "\n".join(f"| Row {row} | {_sentences(row, 6)} | {row * number} |" for row in range(8))
    blocks.insert(4, f"| Name | What | How many |\n|---|---|---:|\n{rows}")
    blocks.insert(7, "![A picture to measure](picture.jpg)")
    blocks.insert(9, "\n".join(f"- {_sentences(point, 9)}" for point in range(5)))
    blocks.insert(11, "$$\n\\sum_{i=1}^{n} x_i = \\frac{n(n+1)}{2}\n$$")
    blocks.insert(13, f'!!! note "To remember"\n    {_sentences(number, 30)}')
    return "\n\n".join([*blocks, *notes])


def _sentences(start: int, words: int) -> str:
    """Always the same for the same numbers; no two paragraphs alike."""
    vocabulary = _WORDS.split()
    chosen = [vocabulary[(start * 7 + place * (place + start) * 13) % len(vocabulary)] for place in range(words)]
    return " ".join([chosen[0].capitalize(), *chosen[1:]]) + "."


def _picture(number: int) -> bytes:
    made = io.BytesIO()
    gradient = Image.linear_gradient("L").resize((1200, 800)).rotate(number * 6)
    Image.merge("RGB", (gradient, gradient.transpose(Image.Transpose.FLIP_LEFT_RIGHT), gradient)).save(made, "JPEG")
    return made.getvalue()
