"""Where the readers of content types meet: texts, pictures, bands and what is left out of one package."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import BandContents, PictureContents, Texts
from courses.question_files.h5p.content import Content, number
from courses.question_files.h5p.package import Package
from courses.question_files.html_text import in_quotes, plain
from courses.question_files.reading import Reading, band

_WITH_SCORE = ("@score", "@total", ":num", ":total")


@dataclass
class Desk:
    reading: Reading
    package: Package

    @property
    def language(self) -> str:
        return self.reading.language

    def texts(self, source: object) -> Texts:
        return self.reading.html(source, self._named)

    def joined(self, *parts: Texts) -> Texts:
        return self.reading.as_text("\n\n".join(part[self.language] for part in parts if self.language in part))

    def leave_out(self, content: Content, kind: str, message: str) -> None:
        self.reading.note(kind, message, place=content.place)

    def picture(self, content: Content, said: object, alt: str) -> PictureContents | None:
        """The picture of ``{"path": "images/a.jpg", "mime": …}``, kept among the files."""
        name = self._kept(content, said)
        if name is None:
            return None
        description = plain(alt)
        if not description:
            self.leave_out(
                content,
                "alt-missing",
                _("The picture %(name)s has no description for people who cannot see it.") % {"name": name},
            )
        return PictureContents(name, {self.language: description} if description else {})

    def picture_in_text(self, content: Content, image: dict) -> Texts:
        """The parameters of H5P.Image as a text that shows the picture."""
        name = self._kept(content, image.get("file"))
        alt = plain(Content.text_of(image, "alt"))
        if name is None:
            return self.reading.typed(alt)
        return self.reading.as_text(f'<img src="{name}" alt="{in_quotes(alt)}">')

    def picture_with_words(self, content: Content, image: dict) -> Texts:
        """A picture to choose or to place: its description is also read where no picture can stand."""
        alt = plain(Content.text_of(image, "alt"))
        shown = self.picture_in_text(content, {**image, "alt": ""})
        if not alt:
            self.leave_out(content, "alt-missing", _("A picture to choose has no description; please give it one."))
        if not shown:
            return self.reading.typed(alt)
        words = self.reading.typed(alt).get(self.language, "")
        return self.reading.as_text(f"{shown[self.language]} {words}".strip())

    def medium(self, content: Content) -> PictureContents | None:
        """The picture above a question; what is no picture is named and left out."""
        said = content.get("media", "type") or content.get("media")
        medium = content.inside(said, "media")
        if medium is None:
            old = content.get("image")
            return self.picture(content, old, "") if isinstance(old, dict) and old.get("path") else None
        if medium.library != "H5P.Image":
            if medium.params:
                self.leave_out(
                    medium,
                    "media-left-out",
                    _("%(name)s is not shown with a question here; it was left out.") % {"name": medium.name},
                )
            return None
        return self.picture(medium, medium.get("file"), medium.text("alt")) if medium.get("file") else None

    def bands(self, content: Content, *path: str) -> list[BandContents]:
        """Overall feedback by percent; one for all percents without a text says nothing."""
        found: dict[int, BandContents] = {}
        for said in content.objects(*(path or ("overallFeedback",))):
            text = Content.text_of(said, "feedback")
            if self._tells_the_score(content, text):
                continue
            if one := band(said.get("from", 0), self.texts(text)):
                found.setdefault(one.from_percent, one)
        if not path and not found:
            found = self._old_bands(content)
        return [found[percent] for percent in sorted(found)]

    def _old_bands(self, content: Content) -> dict[int, BandContents]:
        """Before there were bands: a text for all right, for some and for nothing, or one for everybody."""
        said = (
            (0, Content.text_of(content.get("UI"), "wrongText")),
            (1, Content.text_of(content.get("UI"), "almostText")),
            (100, Content.text_of(content.get("UI"), "correctText")),
            (0, content.text("feedback") or content.text("score")),
        )
        return {
            percent: one
            for percent, text in said
            if not self._tells_the_score(content, text) and (one := band(percent, self.texts(text)))
        }

    def _tells_the_score(self, content: Content, text: str) -> bool:
        """A sentence such as “You got @score of @total points” says what is shown anyway."""
        if not any(sign in text for sign in _WITH_SCORE):
            return False
        is_all = len([part for part in re.split(r"[.!?]+", plain(text)) if part.strip()]) == 1
        self.leave_out(
            content,
            "scored-differently" if is_all else "question-part-left-out",
            _("A feedback with the score in its words was left out; the score is shown by itself."),
        )
        return True

    def percent(self, value: object) -> int:
        found = number(value)
        return int(min(max(found, Decimal(0)), Decimal(100))) if found is not None else 0

    def _kept(self, content: Content, said: object) -> str | None:
        path = Content.text_of(said, "path")
        if not path:
            return None
        raw = self.package.file(path)
        if raw is None:
            self.leave_out(
                content,
                "file-missing-here",
                _("The picture %(name)s is not in this file; its description stands in its place.")
                % {"name": path[:80]},
            )
            return None
        return self.reading.keep_file(_name(path), raw)

    def _named(self, address: str) -> str | None:
        return self._kept(self.package.content, {"path": address})


def _name(path: str) -> str:
    if path.startswith("data:"):
        ending = path[5:].partition(";")[0].partition(",")[0].rpartition("/")[2].partition("+")[0]
        return f"picture.{ending or 'png'}"
    return path
