"""Texts that nest whatever HTML an author or a book may nest: sense is not asked for."""

from random import Random

from ai4t.markup.html_names import names

WORD = "qxj"
_IN_A_LINE = sorted(
    names("em strong a sub sup code q abbr span mark del ins small kbd cite dfn u s bdo b i var samp time bdi data")
)
_BLOCKS = sorted(
    names("p div blockquote aside section details figure ul ol dl table pre h2 h3 h4 h5 h6 center article header")
)
_LEAVES = [
    *[WORD] * 6, " ", "\n", "&nbsp;", '"', "🤖", "<br>", "<wbr>", "<hr>", "<!-- c -->",
    '<img src=chart.png alt="a chart">', '<img src=chart.png alt="">', "<img src=gone.png alt=gone>", '<a href="https://example.org/100%">l</a>',
    '<a href="#x">l</a>', "<a id=x></a>", "<a href=second.md>l</a>", "<a href=sheet.pdf>s</a>",
    "<ruby>a<rt>b</rt></ruby>", "<ruby>a</ruby>", "<rt>b</rt>",
    '<iframe src="https://www.youtube.com/embed/abcdefghijk" title=Film></iframe>',
    "<video src=film.mp4></video>", "<audio src=sound.mp3></audio>", "<svg></svg>", "<form><input></form>",
    '<span class="arithmatex">\\(x\\)</span>', '<div class="arithmatex">\\[x\\]</div>',
    '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
]  # fmt: skip
_SAID = ["", "", "", "", " lang=fr", " dir=rtl lang=ar", " class=center", " id=y", ' style="text-align:right"']


def any_html(seed: int) -> str:
    made = _Making(Random(seed))
    text = made.inside(4, 4).replace("\n\n", "\n")
    note = f'\n\n<div class="footnote"><ol><li id="fn:1">{made.inside(2, 2)}</li></ol></div>'
    return f"<div>\n{text}\n</div>{made.one_of(['', note])}"


class _Making:
    def __init__(self, random: Random):
        self._random = random
        self.one_of = random.choice

    def inside(self, depth: int, most: int = 3) -> str:
        return "".join(self._node(depth) for _ in range(self._random.randint(0, most)))

    def _node(self, depth: int) -> str:
        if depth <= 0 or self._random.random() < 0.25:
            return self.one_of(_LEAVES)
        if self._random.random() < 0.3:
            tag = self.one_of(_IN_A_LINE)
            address = " href=https://example.org/" if tag == "a" else ""
            return f"<{tag}{self.one_of(_SAID)}{address}>{self.inside(depth - 1)}</{tag}>"
        tag = self.one_of(_BLOCKS)
        parts = getattr(self, f"_{tag}", self.inside)(depth - 1)
        said = self.one_of([" start=3", " reversed", " type=a", " start=-2", ""]) if tag == "ol" else ""
        return f"<{tag}{self.one_of(_SAID)}{said}>{parts}</{tag}>"

    def _some(self, *makings) -> str:
        return "".join(self.one_of(makings)() for _ in range(self._random.randint(0, 4)))

    def _ul(self, depth: int) -> str:
        return self._some(
            lambda: f"<li>{self.inside(depth)}</li>",
            lambda: f"<li value=7>{self.inside(depth)}</li>",
            lambda: f"<li>{self.inside(depth)}</li>{self.inside(depth, 1)}",
        )

    _ol = _ul

    def _dl(self, depth: int) -> str:
        return self._some(
            lambda: f"<dt>{self.inside(depth)}</dt>",
            lambda: f"<dd>{self.inside(depth)}</dd>",
            lambda: f"<dt>t</dt>\n<dd>{self.inside(depth)}</dd>",
            lambda: "<dt>\n<p>t</p>\n</dt>",
            lambda: f"<div><dt>t</dt><dd>{self.inside(depth)}</dd></div>",
        )

    def _table(self, depth: int) -> str:
        return self._some(
            lambda: f"<caption>{self.inside(depth)}</caption>",
            lambda: f"<thead>{self._row(depth)}</thead>",
            lambda: f"<tfoot>{self._row(depth)}</tfoot>",
            lambda: f"<tbody>{self._row(depth)}</tbody>",
            lambda: self._row(depth),
        )

    def _row(self, depth: int) -> str:
        cells = (self.one_of(["td", "td", "th"]) for _ in range(self._random.randint(0, 3)))
        spans = ["", "", " colspan=2", " rowspan=2"]
        return f"<tr>{''.join(f'<{cell}{self.one_of(spans)}>{self.inside(depth, 2)}</{cell}>' for cell in cells)}</tr>"

    def _figure(self, depth: int) -> str:
        caption = self.one_of(["", f"<figcaption>{self.inside(depth)}</figcaption>"])
        return f"{self.inside(depth)}{caption}{self.inside(depth, 1)}"

    def _details(self, depth: int) -> str:
        return self.one_of(["", f"<summary>{self.inside(depth)}</summary>"]) + self.inside(depth)
