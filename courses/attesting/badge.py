"""An attestation as an Open Badges 3.0 credential: a W3C verifiable credential, signed as a JWT with RS256.

Source: 1EdTech, Open Badges Specification 3.0, sections 4 (OpenBadgeCredential), 5.1 (JSON Web Token proof) and B (data
model). What it says of the learner: a salted hash of her address, so that only who knows the address can tell whose it
is.
"""

import hashlib
import secrets
from functools import cache

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from jwt.algorithms import RSAAlgorithm

from ai4t import languages
from courses.attesting.addresses import verification_url
from courses.models import Attestation, AttestationRule, Course

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def is_offered() -> bool:
    return settings.BADGE_KEY_FILE is not None


def signed(attestation: Attestation) -> str:
    """The credential as a compact JWT."""
    credential = credential_of(attestation)
    claims = {
        **credential,
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": int(attestation.issued_at.timestamp()),
        "sub": credential["credentialSubject"]["id"],
    }
    key = public_key()
    return jwt.encode(claims, _private_key(), algorithm="RS256", headers={"kid": key["kid"], "typ": "JWT", "jwk": key})


def credential_of(attestation: Attestation) -> dict:
    """The credential without its signature; the salt is new with each, so its identity hash is, too."""
    address = verification_url(attestation)
    salt = secrets.token_hex(16)
    email = attestation.enrolment.learner.email
    subject = {
        "id": f"{address}#learner",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": f"sha256${hashlib.sha256((email + salt).encode()).hexdigest()}",
                "identityType": "emailAddress",
                "salt": salt,
            }
        ],
        "achievement": achievement_of(attestation.enrolment.course, attestation.language),
    }
    if attestation.score_percent is not None:
        subject["result"] = [
            {
                "type": ["Result"],
                "value": str(attestation.score_percent),
                "resultDescription": f"{subject['achievement']['id']}#score",
            }
        ]
    return {
        "@context": CONTEXT,
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": attestation.course_title,
        "issuer": issuer(),
        "validFrom": _time(attestation.issued_at),
        "credentialSubject": subject,
        "credentialStatus": {"id": _address("badge-revoked"), "type": "1EdTechRevocationList"},
    }


def achievement_of(course: Course, language: str) -> dict:
    title = languages.text(course, "title", language=language, source=course.source_language)
    description = languages.text(course, "description", language=language, source=course.source_language)
    address = _address("badge-achievement", course.slug)
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": "Course",
        "inLanguage": title.lang,
        "name": title.value,
        "description": description.value or title.value,
        "criteria": {"narrative": _criteria(course, language)},
        "resultDescription": [
            {
                "id": f"{address}#score",
                "type": ["ResultDescription"],
                "name": "Score",
                "resultType": "Percent",
                "valueMin": "0",
                "valueMax": "100",
            }
        ],
    }


def issuer() -> dict:
    return {
        "id": _address("badge-issuer"),
        "type": ["Profile"],
        "name": settings.PUBLISHER_NAME,
        "url": settings.SITE_URL,
    }


def revoked() -> dict:
    """The list that ``credentialStatus`` names; reasons are not told."""
    rows = Attestation.objects.unscoped("what holds no longer").exclude(revoked_at=None).order_by("pk")
    return {
        "id": _address("badge-revoked"),
        "issuer": _address("badge-issuer"),
        "revokedCredential": [{"id": verification_url(row), "revoked": True} for row in rows],
    }


@cache
def public_key() -> dict:
    """The key that verifies, as a JSON Web Key (RFC 7517); its name is the address where it is found."""
    key = RSAAlgorithm.to_jwk(_private_key().public_key(), as_dict=True)
    members = {name: key[name] for name in ("e", "kty", "n")}
    return {**members, "alg": "RS256", "use": "sig", "kid": _address("badge-key", thumbprint(members))}


def thumbprint(key: dict) -> str:
    """Of a JSON Web Key: the first 16 letters of RFC 7638."""
    members = f'{{"e":"{key["e"]}","kty":"{key["kty"]}","n":"{key["n"]}"}}'
    return jwt.utils.base64url_encode(hashlib.sha256(members.encode()).digest()).decode()[:16]


def _criteria(course: Course, language: str) -> str:
    rule = AttestationRule.objects.filter(course=course).first() or AttestationRule(course=course)
    with override(languages.interface_language(language)):
        sentence = _(
            "At least %(units)s %% of the units done, %(score)s %% of the points of the activities and %(hours)s hours "
            "of study, as far as they exist in the learner's language."
        )
        return sentence % {"units": rule.units_percent, "score": rule.score_percent, "hours": rule.hours}


def _time(moment) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _address(name: str, *args) -> str:
    return settings.SITE_URL + reverse(name, args=args)


@cache
def _private_key():
    return load_pem_private_key(settings.BADGE_KEY_FILE.read_bytes(), password=None)
