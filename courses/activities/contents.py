"""An activity as a file or a form says it: plain values, before any row is written.

Texts are maps from language to Markdown (in which HTML may stand); plain text that a format holds is escaped by its
reader. A picture that a text shows is named in it like a file beside the text, and its bytes are in ``files``.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from courses.states import OptionRole, QuestionKind

Texts = dict[str, str]


@dataclass
class OptionContents:
    """See ``courses.models.Option`` for what each field means; ``area`` is x, y, width, height in percent."""

    code: str
    texts: Texts = field(default_factory=dict)
    role: OptionRole = OptionRole.OPTION
    feedback: Texts = field(default_factory=dict)
    feedback_otherwise: Texts = field(default_factory=dict)
    tips: Texts = field(default_factory=dict)
    share: Decimal = Decimal(0)
    number: Decimal | None = None
    tolerance: Decimal | None = None
    targets: list[str] = field(default_factory=list)
    area: tuple[float, float, float, float] | None = None


@dataclass
class PictureContents:
    """``name`` is its key in the ``files`` of the activity."""

    name: str
    alts: Texts = field(default_factory=dict)


@dataclass
class QuestionContents:
    """``line`` is where it stands in its file, or 0. What each kind makes of its options:

    - single, multiple, hotspot: options with ``share``; the options of a hotspot have an ``area``, those without one
      stand in the list only.
    - true_false: the codes ``true`` and ``false``, without texts.
    - number: options with ``number`` and ``tolerance``, the first that fits counts.
    - short_text: options whose text holds accepted variants, one a line; ``*`` stands for anything.
    - blanks: one option for each ``[[code]]`` in the text, with accepted variants one a line, the first of them shown
      as the solution; with ``chooses_from_list`` further options that stand nowhere in the text are wrong words.
    - match: items (role option) with the codes of their ``targets``; targets (role target), with an ``area`` where
      they are places on the picture. An item without targets belongs nowhere.
    - order: options in their right order.
    - reflection: none.
    """

    key: str
    kind: QuestionKind
    texts: Texts = field(default_factory=dict)
    explanations: Texts = field(default_factory=dict)
    options: list[OptionContents] = field(default_factory=list)
    points: Decimal = Decimal(1)
    is_all_or_nothing: bool = False
    shuffles_options: bool = False
    is_case_sensitive: bool = False
    chooses_from_list: bool = False
    picture: PictureContents | None = None
    line: int = 0


@dataclass
class BandContents:
    from_percent: int
    texts: Texts = field(default_factory=dict)


@dataclass
class ActivityContents:
    key: str
    source_language: str
    titles: Texts = field(default_factory=dict)
    instructions: Texts = field(default_factory=dict)
    questions: list[QuestionContents] = field(default_factory=list)
    bands: list[BandContents] = field(default_factory=list)
    attempts_allowed: int | None = None
    pass_percent: int = 0
    shuffles_questions: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
