"""Values as JSON that is safe for a terminal: what it might obey is escaped, and reads back."""

import json
from typing import Any

from briefing.text.clean import clean


def json_text(value: Any, indent: int | None = None, *, unicode: bool = True) -> str:
    """Return a value as JSON; without `unicode`, all that is not ASCII is escaped too."""
    text = json.dumps(value, ensure_ascii=not unicode, indent=indent)
    if text.isascii() and "\x7f" not in text:
        return text
    safe = clean(text)
    if safe == text:
        return text
    return "".join(
        one if one == other else _escape(one) for one, other in zip(text, safe, strict=True)
    )


def _escape(character: str) -> str:
    """Return a character as JSON escapes it, beyond U+FFFF as two surrogates (RFC 8259)."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(
        f"\\u{high:02x}{low:02x}" for high, low in zip(units[::2], units[1::2], strict=True)
    )
