"""The badge as others see it: held against the constraints of the specification and verified by another library.

The schema is written here after the tables of 1EdTech's Open Badges Specification 3.0, appendix B; its own files may
not be copied.
"""

import hashlib
import json

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

URI = {"type": "string", "pattern": "^https?://"}
NAMED = {"type": "array", "items": {"type": "string"}}


def typed(kind: str, required: list[str], **properties) -> dict:
    return {
        "type": "object",
        "required": ["type", *required],
        "properties": {"type": {**NAMED, "contains": {"const": kind}}, **properties},
    }


ACHIEVEMENT = typed(
    "Achievement",
    ["id", "name", "description", "criteria"],
    id=URI,
    name={"type": "string"},
    criteria={"type": "object", "anyOf": [{"required": ["id"]}, {"required": ["narrative"]}]},
    inLanguage={"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
)
CREDENTIAL = {
    "type": "object",
    "required": ["@context", "id", "type", "issuer", "validFrom", "credentialSubject"],
    "properties": {
        "@context": {
            "type": "array",
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.0\.\d\.json$"},
            ],
            "minItems": 2,
        },
        "id": URI,
        "type": {
            **NAMED,
            "allOf": [{"contains": {"const": "VerifiableCredential"}}, {"contains": {"const": "OpenBadgeCredential"}}],
        },
        "issuer": typed("Profile", ["id"], id=URI, url=URI),
        "validFrom": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "credentialSubject": typed(
            "AchievementSubject",
            ["achievement"],
            achievement=ACHIEVEMENT,
            identifier={
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["type", "hashed", "identityHash", "identityType"],
                    "properties": {"type": {"const": "IdentityObject"}, "hashed": {"const": True}},
                },
            },
            result={"type": "array", "items": typed("Result", [], value={"type": "string"}, resultDescription=URI)},
        ),
        "credentialStatus": {"type": "object", "required": ["id", "type"], "properties": {"id": URI}},
    },
}


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


def test_credential_keeps_to_the_specification():
    jsonschema.Draft202012Validator(CREDENTIAL).validate(badge.credential_of(finished()))


def test_the_schema_finds_what_is_missing():
    broken = badge.credential_of(finished())
    del broken["credentialSubject"]["achievement"]["criteria"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(CREDENTIAL).validate(broken)


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
