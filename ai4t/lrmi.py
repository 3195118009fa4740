"""What all that is taught here has in common, in the words of schema.org (version 29) and its LRMI properties."""

from django.conf import settings

from ai4t.licence_addresses import address_of

CONTEXT = "https://schema.org"


def for_teachers(kind: str) -> dict:
    """``kind`` says what it is to learn from: ``course``, ``handbook``, ``reading``."""
    return {
        "learningResourceType": kind,
        "educationalLevel": "Professional development of teachers",
        "educationalUse": "professional development",
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "isAccessibleForFree": True,
    }


def licensed(licence: str) -> dict:
    """The address of the terms where we know it, else the licence by its name."""
    if not licence:
        return {}
    return {"license": address_of(licence) or {"@type": "CreativeWork", "name": licence}}


def organisation(name: str) -> dict:
    return {"@type": "Organization", "name": name}


def absolute(path: str) -> str:
    return settings.SITE_URL + path
