import pytest

from ai4t.content.drawings import safe_drawing, size_of
from ai4t.content.refused_pictures import PictureRefused

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'
PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'


def drawing(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0L9 9" fill="#f00"/>',
        '<text x="1" y="2">Words</text>',
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="9"/>',
        "<style>path { fill: red; stroke: url('#a') }</style>",
        '<image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/>',
        '<image href="data:image/jpg;base64,/9j/4AAQ" width="1" height="1"/>',
        '<g id="a"><circle r="1"/></g><use href="#a" x="3"/>',
    ],
)
def test_still_drawing_stays_as_it_is(inside):
    assert safe_drawing(drawing(inside)).decode() == f"{PLAIN}{inside}</svg>"


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<script>alert(1)</script>", ""),
        ('<path onclick="alert(1)" d="M0 0"/>', '<path d="M0 0"/>'),
        ("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>x</body></foreignObject>", ""),
        ('<a href="javascript:alert(1)"><path d="M0 0"/></a>', '<g><path d="M0 0"/></g>'),
        ('<a xlink:href="https://evil.example"><path d="M0 0"/></a>', '<g><path d="M0 0"/></g>'),
        ('<a href="#a"><animate attributeName="href" values="javascript:alert(1)"/></a>', '<g href="#a"/>'),
        ('<set attributeName="onmouseover" to="alert(1)"/>', ""),
        ('<use href="https://evil.example/x.svg#a"/>', "<use/>"),
        ('<use xlink:href="data:image/svg+xml,x#a"/>', "<use/>"),
        ('<image href="https://evil.example/x.png"/>', "<image/>"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "<image/>"),
        ('<feImage href="https://evil.example"/>', ""),
        ("<style>@import '//evil.example';</style>", ""),
        ("<style>path { fill: url(//evil.example) }</style>", ""),
        ('<path style="fill: url( &quot;https://evil.example&quot; )"/>', "<path/>"),
        ('<path style="fill: u\\72l(x)"/>', "<path/>"),
        ('<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>', ""),
        ("<!-- words --><?xml-stylesheet href='x'?>", ""),
        ("<metadata>A teacher</metadata>", ""),
    ],
)
def test_what_acts_or_reaches_out_is_left(inside, left):
    assert safe_drawing(drawing(inside)).decode() == (f"{PLAIN}{left}</svg>" if left else f"{PLAIN[:-1]}/>")


def test_plain_document_type_is_left():
    kind = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert safe_drawing(kind + drawing("<path/>")).decode() == f"{PLAIN}<path/></svg>"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("<text>&a;</text>"),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + drawing("<text>&a;</text>"),
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + drawing("<text>&b;</text>"),
        b"<svg>",
        b"<svg></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><path></svg>",
        b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>",
        drawing("<g>" * 300 + "</g>" * 300),
        drawing("<path/>" * 200_000),
        drawing(
            "".join(f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(9))
            + '<g id="a9"><path/></g>'
        ),
        drawing('<g id="a"><use href="#a"/><use href="#a"/></g>'),
    ],
)
def test_drawing_that_cannot_be_read_safely_is_refused(data):
    with pytest.raises(PictureRefused):
        safe_drawing(data)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('viewBox="0 0 400 300"', (400, 300)),
        ('width="100%" viewBox="0,0,400,300"', (400, 300)),
        ('width="200" viewBox="0 0 400 300"', (200, 150)),
        ('height="150" viewBox="0 0 400 300"', (200, 150)),
        ("", (300, 150)),
        ('width="0" height="1e9"', (300, 20_000)),
        ('viewBox="none"', (300, 150)),
    ],
)
def test_size_of_a_drawing_is_what_browsers_make_of_it(attributes, size):
    assert size_of(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()) == size
