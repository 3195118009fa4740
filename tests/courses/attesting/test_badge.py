"""The badge as others see it: held against the official schema and verified by another library.

1EdTech's schema files may not be passed on with this code. They are read in the source of a package whose own tests
use them, and known by their SHA-256.
"""

import copy
import hashlib
import json
import sys
import tarfile
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwcrypto import jwk, jws

from courses.attesting import badge
from courses.attesting.issuing import issue, revoke
from tests.factories.attestations import create_finisher, create_rule
from tests.factories.people import create_staff

pytestmark = pytest.mark.django_db

OFFICIAL = {
    "ob_v3p0_achievementcredential_schema.json": "b7358e895f492e74055dc6bfc7ffc420d0e497f90c4579fb83d9519b86d393ea",
    "ob_v3p0_profile_schema.json": "6b268f2caa591bf657e2a290e195713c41dc2db4e1c797723cfd00a1a83f8f13",
}
GONE = object()


def official(name: str) -> jsonschema.Draft201909Validator:
    [source] = (Path(sys.prefix) / "sources").glob("openbadgeslib-*.tar.gz")
    with tarfile.open(source) as archive:
        [member] = [member for member in archive.getmembers() if member.name.endswith(f"/{name}")]
        content = archive.extractfile(member).read()
    assert hashlib.sha256(content).hexdigest() == OFFICIAL[name]
    return jsonschema.Draft201909Validator(json.loads(content))


@pytest.fixture(scope="module")
def credentials():
    return official("ob_v3p0_achievementcredential_schema.json")


@pytest.fixture(scope="module")
def profiles():
    return official("ob_v3p0_profile_schema.json")


@pytest.fixture(autouse=True)
def key(settings, tmp_path):
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    settings.BADGE_KEY_FILE = tmp_path / "key.pem"
    settings.BADGE_KEY_FILE.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    forget_key()
    yield
    forget_key()


def forget_key():
    badge._private_key.cache_clear()
    badge.public_key.cache_clear()


def verified(token: str, keys: dict) -> dict:
    """What the token says, once another library has found its signature right."""
    signature = jws.JWS()
    signature.deserialize(token)
    signature.verify(jwk.JWKSet.from_json(json.dumps(keys)).get_key(signature.jose_header["kid"]))
    return json.loads(signature.payload)


def finished(**fields):
    return issue(create_finisher(create_rule(), email="maja@example.org", **fields), language="en")


def test_another_library_verifies_it_with_the_published_keys(client):
    attestation = finished()
    said = verified(badge.signed(attestation), client.get("/badges/keys.json").json())
    assert said["sub"] == said["credentialSubject"]["id"]
    assert (said["iss"], said["jti"]) == ("http://testserver/badges/issuer.json", said["id"])


def test_the_key_is_found_at_the_address_that_the_badge_names(client):
    address = badge.public_key()["kid"]
    assert client.get(address.removeprefix("http://testserver")).json() == badge.public_key()
    assert client.get("/badges/keys/other.json").status_code == 404


def test_tampering_is_seen():
    attestation = finished()
    head, payload, signature = badge.signed(attestation).split(".")
    changed = payload[:-2] + ("A" if payload[-2] != "A" else "B") + payload[-1]
    with pytest.raises(jws.InvalidJWSSignature):
        verified(f"{head}.{changed}.{signature}", {"keys": [badge.public_key()]})


def complaints(schema, document: dict) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in schema.iter_errors(document)]


def changed(credential: dict, path: list, value) -> dict:
    whole = copy.deepcopy(credential)
    *parents, last = path
    place = whole
    for step in parents:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return whole


@pytest.mark.parametrize("score", [None, 87])
def test_credential_and_its_signed_form_keep_to_the_official_schema(credentials, score):
    attestation = finished()
    attestation.score_percent = score
    credential = badge.credential_of(attestation)
    assert ("result" in credential["credentialSubject"]) == (score is not None)
    assert complaints(credentials, credential) == []
    assert complaints(credentials, verified(badge.signed(attestation), {"keys": [badge.public_key()]})) == []
    assert datetime.fromisoformat(credential["validFrom"]) == attestation.issued_at.replace(microsecond=0)


def test_issuer_keeps_to_the_official_schema(client, profiles):
    assert complaints(profiles, client.get("/badges/issuer.json").json()) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["id"], GONE),
        (["validFrom"], GONE),
        (["type"], ["VerifiableCredential"]),
        (["@context"], ["https://www.w3.org/ns/credentials/v2"]),
        (["issuer", "type"], ["Issuer"]),
        (["credentialSubject", "identifier", 0, "identityHash"], GONE),
        (["credentialSubject", "result", 0, "value"], 87),
        (["credentialSubject", "achievement", "criteria"], GONE),
        (["credentialSubject", "achievement", "achievementType"], "Training"),
        (["credentialStatus", "type"], GONE),
    ],
)
def test_the_official_schema_finds_what_was_tampered_with(credentials, path, value):
    attestation = finished()
    attestation.score_percent = 87
    assert len(complaints(credentials, changed(badge.credential_of(attestation), path, value))) == 1


def test_the_official_schema_finds_what_an_issuer_lacks(profiles):
    assert len(complaints(profiles, changed(badge.issuer(), ["id"], GONE))) == 1


def test_who_it_is_can_be_told_only_by_who_knows_the_address():
    credential = badge.credential_of(finished())
    [identity] = credential["credentialSubject"]["identifier"]
    digest = hashlib.sha256(f"maja@example.org{identity['salt']}".encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${digest}"
    assert "maja" not in json.dumps(credential)


def test_revoked_ones_stand_in_the_list_that_it_names(client):
    attestation = finished()
    address = badge.credential_of(attestation)["id"]
    assert client.get("/badges/revoked.json").json()["revokedCredential"] == []
    revoke(attestation, by=create_staff(), reason="x")
    assert client.get("/badges/revoked.json").json()["revokedCredential"] == [{"id": address, "revoked": True}]


def test_achievement_and_issuer_are_published(client):
    achievement = badge.credential_of(finished())["credentialSubject"]["achievement"]
    assert client.get(achievement["id"].removeprefix("http://testserver")).json()["name"] == achievement["name"]
    assert client.get("/badges/issuer.json").json()["type"] == ["Profile"]


def test_nothing_is_offered_without_a_key(client, settings):
    settings.BADGE_KEY_FILE = None
    assert client.get("/badges/keys.json").status_code == 404
