"""Draws ``h5p-icons.woff``: the icons that content types of today expect in a font called ``h5p-theme``.

The shapes are ours; which code means what is read off the style sheets of content types. To draw them anew:
``pip install fonttools && python courses/packages/runtime/draw_h5p_icons.py``
"""

from itertools import pairwise
from math import cos, hypot, pi, sin
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

SIZE, WIDE = 1000, 110
Shape = list[list[tuple[float, float]]]


def line(*points, wide=WIDE) -> Shape:
    """A pen drawn from point to point, with round joints."""
    drawn = [circle(x, y, wide / 2)[0] for x, y in points]
    for (x, y), (to_x, to_y) in pairwise(points):
        long = hypot(to_x - x, to_y - y)
        aside, along = (to_y - y) / long * wide / 2, (to_x - x) / long * wide / 2
        sides = [(x - aside, y + along), (to_x - aside, to_y + along), (to_x + aside, to_y - along)]
        drawn.append([*sides, (x + aside, y - along)])
    return drawn


def arc(x, y, radius, start, end, wide=WIDE) -> Shape:
    steps = [start + (end - start) * step / 24 for step in range(25)]
    return line(*[(x + radius * cos(at * pi / 180), y + radius * sin(at * pi / 180)) for at in steps], wide=wide)


def circle(x, y, radius) -> Shape:
    return [[(x + radius * cos(-at * pi / 12), y + radius * sin(-at * pi / 12)) for at in range(24)]]


def ring(x, y, radius) -> Shape:
    return arc(x, y, radius, 0, 360)


def solid(*points) -> Shape:
    """Points clockwise, or else it is a hole."""
    return [list(points)]


def square(left, low, right, high) -> Shape:
    return line((left, low), (left, high), (right, high), (right, low), (left, low))


ARROW_LEFT = line((620, 120), (300, 400), (620, 680))
ARROW_RIGHT = line((380, 120), (700, 400), (380, 680))
CHECK = line((180, 400), (400, 180), (820, 640))
CROSS = line((230, 130), (770, 670)) + line((230, 670), (770, 130))
EYE = arc(500, 150, 450, 35, 145) + arc(500, 650, 450, 215, 325) + circle(500, 400, 120)
RETRY = arc(500, 400, 310, 60, 340) + solid((560, 860), (820, 700), (560, 500))
PLAY = solid((260, 780), (800, 400), (260, 20))
PAUSE = line((350, 100), (350, 700), wide=170) + line((650, 100), (650, 700), wide=170)
LOUDSPEAKER = solid((100, 540), (280, 540), (500, 740), (500, 60), (280, 260), (100, 260))
SOUND = LOUDSPEAKER + arc(500, 400, 180, -50, 50, 80) + arc(500, 400, 340, -50, 50, 80)
SILENCE = LOUDSPEAKER + line((630, 270), (890, 530), wide=90) + line((630, 530), (890, 270), wide=90)
PLUS = line((500, 100), (500, 700)) + line((200, 400), (800, 400))
MINUS = line((200, 400), (800, 400))
INFO = circle(500, 690, 80) + line((500, 110), (500, 470), wide=130)
QUESTION = arc(500, 570, 190, 180, -60) + line((500, 400), (500, 280)) + circle(500, 110, 75)
EXCLAMATION = line((500, 340), (500, 700), wide=130) + circle(500, 120, 80)
LIST = [part for y in (140, 400, 660) for part in circle(180, y, 65) + line((370, y), (850, y))]
MENU = [part for y in (140, 400, 660) for part in line((150, y), (850, y))]
BOX = square(180, 80, 820, 720)
WIDER = (
    line((150, 500), (150, 750), (400, 750)) + line((600, 750), (850, 750), (850, 500))
    + line((850, 300), (850, 50), (600, 50)) + line((400, 50), (150, 50), (150, 300))
)  # fmt: skip
NARROWER = (
    line((150, 530), (370, 530), (370, 750)) + line((630, 750), (630, 530), (850, 530))
    + line((850, 270), (630, 270), (630, 50)) + line((370, 50), (370, 270), (150, 270))
)  # fmt: skip
CLOCK = ring(500, 400, 330) + line((500, 600), (500, 400), (640, 310), wide=90)
HANDLE = [part for x in (360, 640) for y in (140, 400, 660) for part in circle(x, y, 85)]
ICONS = {
    0xE900: ARROW_LEFT, 0xE901: ARROW_RIGHT, 0xE902: CROSS, 0xE903: CHECK, 0xE904: LIST, 0xE905: EYE, 0xE906: RETRY,
    0xE907: line((150, 560), (850, 560), (690, 720)) + line((850, 240), (150, 240), (310, 80)), 0xE908: CHECK,
    0xE909: square(150, 100, 500, 700) + square(500, 100, 850, 700), 0xE90A: EYE, 0xE90B: BOX,
    0xE90C: BOX + line((330, 400), (460, 270), (690, 530)), 0xE90D: ring(500, 400, 320) + circle(500, 400, 170),
    0xE90E: ring(500, 400, 320), 0xE90F: HANDLE, 0xE910: CROSS,
    0xE911: line((500, 750), (500, 250)) + line((280, 450), (500, 230), (720, 450)) + line((150, 50), (850, 50)),
    0xE913: MENU, 0xE914: NARROWER, 0xE915: WIDER, 0xE916: ARROW_LEFT, 0xE917: INFO, 0xE919: PLUS, 0xE91A: MINUS,
    0xE91B: SOUND, 0xE91C: SILENCE, 0xE91D: LIST, 0xE91E: PAUSE, 0xE91F: PLAY, 0xE920: PLUS, 0xE921: CROSS,
    0xE922: INFO, 0xE923: MINUS, 0xE924: QUESTION, 0xE925: EXCLAMATION, 0xE926: CHECK, 0xE928: circle(500, 400, 330),
    0xE929: PAUSE, 0xE934: CLOCK, 0xE935: QUESTION, 0xE937: SOUND, 0xE93A: WIDER, 0xE93B: NARROWER,
    0xE93C: line((200, 120), (480, 400), (200, 680)) + line((520, 120), (800, 400), (520, 680)),
    0xE93D: line((250, 20), (250, 760), (750, 760), (750, 20), (500, 240), (250, 20)),
    0xE93E: square(100, 120, 900, 680) + line((260, 300), (740, 300), wide=80) + line((260, 480), (560, 480), wide=80),
    0xE93F: ring(500, 400, 200) + [p for at in range(8) for p in line(
        (500 + 270 * cos(at * pi / 4), 400 + 270 * sin(at * pi / 4)),
        (500 + 360 * cos(at * pi / 4), 400 + 360 * sin(at * pi / 4)))],
    0xE941: SILENCE, 0xE942: SOUND,
    0xE943: arc(500, 400, 310, 120, -160) + solid((440, 860), (440, 500), (180, 700)),
}  # fmt: skip


def glyph(shape: Shape):
    pen = TTGlyphPen(None)
    for first, *others in shape:
        pen.moveTo(_whole(first))
        for point in others:
            pen.lineTo(_whole(point))
        pen.closePath()
    return pen.glyph()


def _whole(point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def draw(path: Path) -> None:
    names = {code: f"icon{code:X}" for code in ICONS}
    glyphs = {".notdef": glyph([]), **{names[code]: glyph(shape) for code, shape in ICONS.items()}}
    font = FontBuilder(SIZE, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap(names)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (SIZE, 0)))
    font.setupHorizontalHeader(ascent=900, descent=-100)
    font.setupNameTable({"familyName": "h5p-theme", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=900, sTypoDescender=-100, usWinAscent=900, usWinDescent=100)
    font.setupPost()
    font.font.flavor = "woff"
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    font.save(path)


if __name__ == "__main__":
    draw(Path(__file__).with_name("h5p-icons.woff"))
