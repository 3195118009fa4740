"""Question files to test with, and what comes of reading them."""

import json

from ai4t.content.irregularities import Irregularities
from courses.activities.contents import ActivityContents, QuestionContents
from courses.question_files.reading import FileRefused
from courses.question_files.recognising import read_question_file
from tests.factories.archives import make_zip


def read(raw: bytes | str, path: str = "quiz.txt", **options) -> tuple[ActivityContents, list[tuple[int, str]]]:
    """The activity in a file, and the (line, kind) of what was odd."""
    faults = Irregularities()
    raw = raw.encode() if isinstance(raw, str) else raw
    return read_question_file(raw, path=path, faults=faults, **options), [(fault.line, fault.kind) for fault in faults]


def refusal(raw: bytes | str, path: str = "quiz.txt") -> str:
    try:
        read(raw, path)
    except FileRefused as refused:
        return str(refused)
    return ""


def only(raw: bytes | str, path: str = "quiz.txt", **options) -> QuestionContents:
    """The one question of a file that comes in without a word."""
    activity, faults = read(raw, path, **options)
    assert faults == []
    (question,) = activity.questions
    return question


def options_of(question: QuestionContents, language: str = "en") -> dict[str, tuple[str, float]]:
    """code -> (text, share)"""
    return {option.code: (option.texts.get(language, ""), float(option.share)) for option in question.options}


def h5p(library: str, params: dict, *, version: str = "1.0", files: dict | None = None, **described) -> bytes:
    """An H5P package; ``described`` goes into its ``h5p.json``."""
    major, _dot, minor = version.partition(".")
    description = {
        "title": "A title",
        "language": "und",
        "mainLibrary": library,
        "preloadedDependencies": [
            {"machineName": library, "majorVersion": int(major), "minorVersion": int(minor or 0)}
        ],
        **described,
    }
    return make_zip(
        {
            "h5p.json": json.dumps(description),
            "content/content.json": json.dumps(params),
            f"{library}-{version}/library.json": "{}",
            **{f"content/{path}": content for path, content in (files or {}).items()},
        }
    )


def h5p_page(library: str, params: dict, **metadata) -> str:
    """The HTML page that brings its own player, shortened to what counts."""
    contents = {
        "cid-1": {
            "library": library,
            "jsonContent": json.dumps(params),
            "metadata": {"title": "A title", **metadata},
        }
    }
    integration = json.dumps({"ajax": {}, "contents": contents, "url": "."})
    return (
        f"<!doctype html><html class='h5p-iframe'><head><script>H5PIntegration = {integration};</script></head></html>"
    )


def moodle(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(questions)}</quiz>\n'


def moodle_question(kind: str, text: str, inside: str = "", *, files: str = "") -> str:
    """One question; ``text`` is HTML in CDATA."""
    return (
        f'<question type="{kind}">\n<name><text>A name</text></name>\n'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text>{files}</questiontext>\n'
        f"<defaultgrade>1.0000000</defaultgrade><penalty>0</penalty><hidden>0</hidden>\n{inside}\n</question>\n"
    )


def moodle_answer(text: str, fraction: str = "0", feedback: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text><![CDATA[{feedback}]]></text></feedback></answer>\n'
    )
