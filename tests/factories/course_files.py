"""The files of small courses, in the layout of the real one."""

from pathlib import Path

from ai4t.content.irregularities import Irregularities
from courses.importing.contents import CourseContents
from courses.importing.reading import read_course
from tests.factories.pictures import picture
from tests.factories.trees import read_tree


def text(title: str = "1.1.1 A title", body: str = "Some words.", **fields: str) -> str:
    """A text with its head; ``key`` stands in a metadata block, as in the real files."""
    key = fields.pop("key", "")
    head = "".join(f"{name}: {value}\n" for name, value in {"title": title, **fields}.items())
    block = f'??? info "Metadata"\n    - Id: {key}\n    - Authors:\n        - AI4T\n\n' if key else ""
    return f"---\n{head}---\n{block}{body}\n"


def png(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    return picture(width, height, colour=colour)


def small_course(languages=("en", "fr"), *, prefix="") -> dict[str, str | bytes]:
    """Two modules, three sections, four units, in the layout of the real course: ids, ``.pages``, one menu."""
    files: dict[str, str | bytes] = {
        f"{prefix}.pages": "title: Small course\n",
        f"{prefix}module-1-why/.pages": "title: M1. Why\n",
        f"{prefix}module-1-why/1-0-introduction/.pages": "title: 1.0 Introduction\n",
        f"{prefix}module-1-why/1-1-reasons/.pages": "title: 1.1 Reasons\n",
        f"{prefix}module-2-how/.pages": "title: M2. How\n",
        f"{prefix}module-2-how/2-1-ways/.pages": "title: 2.1 Ways\n",
    }
    units = {
        "module-1-why/1-0-introduction/1-0-1-welcome": ("1.0.1 Welcome", "EU.X.O1.M1.0.1t"),
        "module-1-why/1-1-reasons/1-1-1-first": ("1.1.1 First", "EU.X.O1.M1.1.1t"),
        "module-1-why/1-1-reasons/1-1-2-second": ("1.1.2 Second", "EU.X.O1.M1.1.2t"),
        "module-2-how/2-1-ways/2-1-1a-quiz": ("2.1.1 Quiz", "EU.X.O1.M2.1.1a"),
    }
    for stem, (title, key) in units.items():
        for language in languages:
            files[f"{prefix}{stem}.{language}.md"] = text(
                f"{title} {language}" if language != "en" else title, f"Words about {title} in {language}.", key=key
            )
    return files


def read(folder: Path, files: dict[str, str | bytes], **options) -> tuple[CourseContents, Irregularities]:
    """The course that ``files`` make, and the faults in them."""
    tree, faults = read_tree(folder, files)
    return read_course(tree, faults, **options), faults


def shape(contents: CourseContents) -> list:
    """[(module key, [(section key, [unit keys])])]"""
    return [
        (module.key, [(section.key, [unit.key for unit in section.units]) for section in module.sections])
        for module in contents.modules
    ]
