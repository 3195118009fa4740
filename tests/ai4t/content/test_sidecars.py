import pytest

from ai4t.content.irregularities import Irregularities
from ai4t.content.sidecars import read_sidecar
from tests.factories.trees import places

RECORD = """<?xml version="1.0"?>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier>EU.X.M1.1.1t</dc:identifier>
    <dc:title>%s</dc:title>
    <dc:contributor>A</dc:contributor>
    <dc:contributor>B</dc:contributor>
</metadata>
"""


def read(raw: str | bytes):
    faults = Irregularities()
    sidecar = read_sidecar(raw.encode() if isinstance(raw, str) else raw, path="a.xml", faults=faults)
    return sidecar, [(line, kind) for _file, line, kind in places(faults)]


def test_a_record_is_read_with_its_lines():
    sidecar, faults = read(RECORD % "A title")

    assert sidecar.values == {"identifier": ["EU.X.M1.1.1t"], "title": ["A title"], "contributor": ["A", "B"]}
    assert (sidecar.line_of("title"), faults) == (4, [])


def test_an_empty_element_is_there_and_says_nothing():
    sidecar, faults = read(RECORD % "")

    assert (sidecar.has("title"), sidecar.value("title"), faults) == (True, "", [])


def test_a_bare_ampersand_is_read_as_meant_and_reported_at_its_line():
    sidecar, faults = read(RECORD % "Content & organisation")

    assert (sidecar.value("title"), faults) == ("Content & organisation", [(4, "sidecar-not-well-formed")])


def test_what_is_not_closed_is_recovered_and_reported():
    sidecar, faults = read('<metadata xmlns:dc="x">\n<dc:identifier>A</dc:identifier>\n<dc:title>B')

    assert (sidecar.value("identifier"), sidecar.value("title")) == ("A", "B")
    assert [kind for _line, kind in faults] == ["sidecar-not-well-formed"]


def test_a_prefix_that_nobody_declared_is_read_past():
    sidecar, faults = read("<metadata>\n<dc:identifier>A</dc:identifier>\n</metadata>")

    assert (sidecar.value("identifier"), faults) == ("A", [(2, "sidecar-not-well-formed")])


@pytest.mark.parametrize("raw", [b"", b"no xml at all", b"\x89PNG\0", b"<", b" " * 300_000])
def test_what_is_no_xml_gives_no_record(raw):
    sidecar, faults = read(raw)

    assert (sidecar, faults[0]) == (None, (0, "sidecar-unreadable"))


def test_a_document_type_is_refused_and_nothing_is_fetched_or_expanded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    sidecar, faults = read(
        f'<!DOCTYPE metadata [<!ENTITY x SYSTEM "file://{secret}">]>\n<metadata><title>&x;</title></metadata>'
    )

    assert (sidecar, faults) == (None, [(1, "sidecar-doctype")])


def test_a_billion_laughs_are_refused():
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    sidecar, faults = read(f'<!DOCTYPE m [<!ENTITY l0 "ha">{entities}]><m><title>&l9;</title></m>')

    assert sidecar is None
    assert "sidecar-doctype" in {kind for _line, kind in faults}
