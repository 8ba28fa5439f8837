"""The answer of a program -> values of a brief, however it is wrapped, and what is wrong in it."""

import re
from typing import Any, NamedTuple

from briefing.errors import BriefingError, UnreadableError
from briefing.loader.plain_values import fields
from briefing.loader.problems import short
from briefing.loader.syntax import Lines, Record, parse
from briefing.loader.syntax.decoding import decode
from briefing.text.clean import clean

_FENCE = re.compile(r"^```[a-z]*[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


class ProposedBrief(NamedTuple):
    """What a program proposes."""

    values: dict[str, Any]
    """The values by key, each still to be checked."""
    complaints: tuple[str, ...]
    """The faults of the notation, a line each."""


def proposal_of(answer: bytes) -> ProposedBrief:
    """Return the one JSON object of an answer, which may stand in a fence or between words.

    Raises:
        BriefingError: it has none that can be read.
    """
    try:
        text = decode(answer)
    except UnreadableError as error:
        raise BriefingError(f"the answer:{error.line}:{error.column}: {error.message}") from None
    body, around = _json(text)
    parsed = parse(body.encode("utf-8", "replace"), "json")
    errors = [fault for fault in parsed.faults if fault.severity == "error"]
    if not isinstance(parsed.root, Record):
        at = Lines(body).position(errors[0].offset or 0) if errors else (1, 1)
        said = errors[0].message if errors else "not an object"
        raise BriefingError(f"the answer is not a brief in JSON: line {at[0]}: {said}")
    complaints = [f"the answer: {short(fault.message, 100)}" for fault in errors]
    if around:
        complaints.append("the answer: words around the JSON were left out")
    return ProposedBrief(_cleaned(fields(parsed.root)), tuple(complaints))


def _cleaned(value: Any) -> Any:
    """Return a value with texts and keys that are safe for a terminal."""
    if isinstance(value, dict):
        return {clean(key, line=True): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return clean(value) if isinstance(value, str) else value


def _json(text: str) -> tuple[str, bool]:
    """Return the part of a text that is most likely JSON, and whether anything else is around."""
    if fence := _FENCE.search(text):
        return fence[1], bool((text[: fence.start()] + text[fence.end() :]).strip())
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise BriefingError("the answer holds no JSON object; nothing was written")
    return text[start : end + 1], bool((text[:start] + text[end + 1 :]).strip())
