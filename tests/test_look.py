"""What the look promises and no single page shows: colours that can be read, small files, no side but start and end."""

import math
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "mail" not in path.relative_to(ROOT / "templates").parts]

# What stands on what: words need 4.5 : 1, signs and borders 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11).
WORDS = """ink/paper ink/card soft/paper soft/card soft/iris-soft iris/paper iris/card paper/iris clay/paper clay/card
    sun/paper ink/sun-soft ink/leaf-soft ink/clay-soft ink/iris-soft iris/sun-soft iris/leaf-soft iris/clay-soft
    iris/iris-soft clay/clay-soft"""
SIGNS = "mark/paper mark/card leaf/paper leaf/card leaf/line iris/paper iris/line clay/paper sun/paper"


def tokens() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", (ROOT / "static/css/base.css").read_text(), re.DOTALL)[:2]
    return {
        theme: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))
        for theme, block in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(WORDS, 4.5), (SIGNS, 3.0)])
def test_colours_can_be_told_apart_in_both_themes(theme, pairs, least):
    colours = tokens()[theme]
    measured = {pair: contrast(*(colours[name] for name in pair.split("/"))) for pair in pairs.split()}
    assert {pair: ratio for pair, ratio in measured.items() if ratio < least} == {}


@pytest.mark.parametrize(("files", "limit"), [(STYLES, 38_500), (SCRIPTS, 31_500)])
def test_styles_and_scripts_stay_small(files, limit):
    assert sum(path.stat().st_size for path in files) <= limit


def test_styles_name_no_left_or_right_since_pages_run_both_ways():
    sides = {path.name: re.findall(r"[^\n]*\b(?:left|right)\b[^\n]*", path.read_text()) for path in STYLES}
    assert {name: lines for name, lines in sides.items() if lines} == {}


def test_pages_carry_no_style_and_no_program_of_their_own():
    own = re.compile(r"""\sstyle=|<style|\son[a-z]+=["']|<script(?![^>]*(?:\ssrc=|type="application/ld\+json"))""")
    found = {str(path.relative_to(ROOT)): own.findall(path.read_text()) for path in PAGES}
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_pages_styles_and_scripts_load_nothing_from_elsewhere():
    elsewhere = re.compile(r"""(?:src|srcset|action)=["'](?:https?:)?//|url\(|@import|\bimport\b[^\n]*https?:""")
    found = {str(path.relative_to(ROOT)): elsewhere.findall(path.read_text()) for path in PAGES + STYLES + SCRIPTS}
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_emblem_has_twelve_upright_stars_on_a_circle_of_a_third_of_its_height():
    drawing = (ROOT / "static/img/eu.svg").read_text()
    tips = [tuple(float(number) for number in tip) for tip in re.findall(r"M(\d+\.\d+) (\d+\.\d+) ", drawing)]
    centres = [(27 + 12 * math.sin(hour * math.pi / 6), 18 - 12 * math.cos(hour * math.pi / 6)) for hour in range(12)]
    assert [(round(x, 1), round(y, 1)) for x, y in tips] == [(round(x, 1), round(y - 2, 1)) for x, y in centres]
