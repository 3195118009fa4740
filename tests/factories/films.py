"""A chapter that shows a film with its picture and captions, and the files beside it."""

from tests.factories.book_files import chapter
from tests.factories.captions import srt
from tests.factories.course_files import png

FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 40
CHAPTER = "book/part-1-machines/1-film.en.md"
PLAYER = (
    '<video src="walk.mp4" poster="still.png" title="A walk">'
    '<track src="walk.srt" srclang="en" kind="captions" label="English">'
    '<track src="marche.vtt" srclang="fr" kind="subtitles"></video>'
)


def book_with_a_film(player: str = PLAYER) -> dict[str, str | bytes]:
    folder = CHAPTER.rpartition("/")[0]
    return {
        "mkdocs.yml": "site_name: A book of films\ndocs_dir: book\n",
        CHAPTER: chapter("Film", f"Before.\n\n{player}\n\nBehind.", id="film"),
        f"{folder}/.pages": "title: Films\n",
        f"{folder}/walk.mp4": FILM,
        f"{folder}/still.png": png(400, 300),
        f"{folder}/walk.srt": srt("We walk slowly.", "Here is a mill."),
        f"{folder}/marche.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\nNous marchons.\n",
    }
