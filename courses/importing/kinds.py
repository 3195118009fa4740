"""Text, video, activity or download: what the author says in any language, decided once for all languages of a unit."""

import unicodedata
from collections import Counter

from courses.states import UnitKind

_WORDS = {
    UnitKind.TEXT: "text texte testo besedilo texto tekst teksti tekstas teksts szöveg κείμενο текст reading article "
    "lesson lecture lettura branje čítanie lektüre téacs نص טקסט metin besedila",
    UnitKind.VIDEO: "video vidéo vídeo videó videoposnetek film wideo βίντεο видео відео físeán فيديو סרטון "
    "וידאו videos",
    UnitKind.ACTIVITY: "activity activité aktivität tätigkeit attività dejavnost aktivita činnosť činnost aktivnost "
    "actividad atividade activitat activiteit aktywność ćwiczenie aktivitet tegevus aktivitāte veikla tevékenység "
    "activitate дейност активност діяльність активність δραστηριότητα gníomhaíocht attività etkinlik نشاط פעילות quiz "
    "kviz kvíz test questionnaire exercise übung exercice esercizio vaja vežba cvičenie cvičení tutorial tutoriel "
    "anleitung esercitazione h5p scorm",
    UnitKind.DOWNLOAD: "download worksheet téléchargement arbeitsblatt scheda prenos súbor document dokument",
}
_LETTERS = {"t": UnitKind.TEXT, "v": UnitKind.VIDEO, "a": UnitKind.ACTIVITY, "d": UnitKind.DOWNLOAD}
LETTER_OF = {kind: letter for letter, kind in _LETTERS.items()}


def kind_of(word: str) -> UnitKind | None:
    """The kind that a word in the head of a file names, in one of many languages; None when it names none."""
    return _KNOWN.get(_bare(word))


def kind_of_letter(letter: str) -> UnitKind | None:
    return _LETTERS.get(letter)


def decided(said: dict[str, UnitKind], source_language: str) -> UnitKind:
    """The kind that most languages give; where they are even, the source language's, then the first by its code."""
    if not said:
        return UnitKind.TEXT
    votes = Counter(said.values())
    most = max(votes.values())
    best = {kind for kind, count in votes.items() if count == most}
    if said.get(source_language) in best:
        return said[source_language]
    return next(said[language] for language in sorted(said) if said[language] in best)


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.strip().casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_KNOWN = {_bare(word): kind for kind, words in _WORDS.items() for word in words.split()}
