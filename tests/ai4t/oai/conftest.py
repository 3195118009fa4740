"""A harvester that believes nothing: every answer is held against the schemas of the protocol and of its records."""

import hashlib
import sys
import tarfile
from pathlib import Path

import pytest
from lxml import etree

NAMES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
# The schema of openarchives.org, revision of 8 June 2005.
_PUBLISHED = "1da2a22b2b7753700a5dbf74fef663714927be49a7404b53627a2fdf4e011fc9"


@pytest.fixture(scope="session")
def protocol_schema() -> etree.XMLSchema:
    [source] = (Path(sys.prefix) / "sources").glob("pyoai-*.tar.gz")
    with tarfile.open(source) as archive:
        [member] = [member for member in archive.getmembers() if member.name.endswith("/OAI-PMH.xsd")]
        content = archive.extractfile(member).read()
    assert hashlib.sha256(content).hexdigest() == _PUBLISHED
    return etree.XMLSchema(etree.fromstring(content))


@pytest.fixture(scope="session")
def record_schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(Path(__file__).parent / "oai_dc.xsd"))


@pytest.fixture
def valid(protocol_schema, record_schema):
    """Takes an answer apart once it is valid, the records in it as well."""

    def check(response) -> etree._Element:
        assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=UTF-8")
        document = etree.fromstring(response.content)
        protocol_schema.assertValid(document)
        for work in document.iterfind(".//oai_dc:dc", NAMES):
            record_schema.assertValid(etree.fromstring(etree.tostring(work)))
        return document

    return check


@pytest.fixture
def ask(client, valid):
    """``ask("ListRecords", metadataPrefix="oai_dc")``; ``from_`` stands for the argument that Python cannot name."""

    def ask(verb="", **arguments) -> etree._Element:
        said = {"verb": verb} if verb else {}
        return valid(client.get("/oai", {**said, **{name.rstrip("_"): value for name, value in arguments.items()}}))

    return ask


@pytest.fixture
def refusal():
    """The code of the one error of an answer, and whether the arguments are repeated in it."""

    def read(document) -> tuple[str, bool]:
        [error] = document.findall("o:error", NAMES)
        assert error.text
        return error.get("code"), bool(document.find("o:request", NAMES).attrib)

    return read
