"""Identifiers for other programs: of the brief and the record, never of a place or a title."""

from urllib.parse import quote

_SAFE = "-._~"


def urn(brief: str, key: str = "") -> str:
    """Return `urn:briefing:vienna-2014#q1`, an IRI."""
    fragment = f"#{quote(key, safe=_SAFE + '/')}" if key else ""
    return f"urn:briefing:{quote(brief, safe=_SAFE)}{fragment}"
