"""Whatever bytes stand in a file, reading it ends, soon, with a document or a word about why not."""

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ai4t.content.documents import read_document
from ai4t.content.file_languages import FileLanguages
from ai4t.content.irregularities import Irregularities
from ai4t.content.navigation import read_pages, read_site
from ai4t.content.sidecars import read_sidecar

# Letters that mean something to one of the readers, so that chance finds their corners.
WORDS = "--- title typ Id - # { } [ ] &a *a !!x ... | > ? é ع <dc:title> </ & <!DOCTYPE nav – \" ' „ “"
PIECES = [*WORDS.split(), "\n", "\r\n", ":", ": ", " ", "    ", "\t", "\ufeff", "\x00", "\x7f"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(TEXTS | st.binary(max_size=300))
@example("---\ntitle: x\n--")
@example("---\n:\n---\n")
def test_any_text_becomes_a_document_that_gives_its_bytes_back(content):
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    faults = Irregularities()

    document = read_document(raw, path="a.md", language="en", faults=faults)

    if document is None:
        assert {fault.kind for fault in faults} == {"binary"}
    else:
        assert document.raw == raw
        assert raw.startswith(document.front_matter)
        assert all(0 <= fault.line <= raw.count(b"\n") + raw.count(b"\r") + 1 for fault in faults)


@QUICK
@given(TEXTS | st.binary(max_size=300))
def test_any_bytes_may_stand_in_a_sidecar_an_order_or_a_site_file(content):
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")

    read_sidecar(raw, path="a.xml", faults=Irregularities())
    read_pages(raw, path=".pages", language="en", faults=Irregularities())
    read_site(raw, path="mkdocs.yml", faults=Irregularities())


@QUICK
@given(
    st.lists(
        st.lists(
            st.sampled_from(["en", "sl", "m", "a", "it", ".", "..", " ", "a.en.md", "sl.md", "x.md"]),
            min_size=1,
            max_size=4,
        )
    )
)
def test_any_paths_have_places(paths):
    paths = ["/".join(path) for path in paths]
    languages = FileLanguages(paths)

    assert all(isinstance(languages.place_of(path).stem, str) for path in paths)


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: " * 20_000 + "\n---\n",
        "---\n" + "title " * 10_000 + ":\n---\n",
        "---\n" + "x: y\n" * 10_000,
        "---\n" + '"' * 50_000 + "\n---\n",
        "---" + " " * 100_000 + "x",
        " " * 200_000 + "---",
        "---\n" + "title: „" * 5_000 + "\n---\n",
        "---\n" + "".join(f"k{n}: v\n" for n in range(20_000)) + "---\n",
        "---\n{" + ",".join(f"k{n}: v" for n in range(5_000)) + "}\n---\n",
        "---\n" + "".join(f"k{n}: v\n" for n in range(20_000)),
    ],
)
def test_long_repetitions_take_no_long_time(text):
    started = time.process_time()

    read_document(text.encode(), path="a.md", language="en", faults=Irregularities())

    assert time.process_time() - started < 2
