"""Briefs as `briefing show --json` and `export json` write them, one or many -> the same briefs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.errors import BriefingError
from briefing.exchange.incoming.import_item import (
    ImportItem,
    KnownNames,
    Refused,
    Values,
    key_of,
    tidied,
)
from briefing.exchange.incoming.json_values import lines_of, parsed, read_json, read_text
from briefing.model.references import SLUG

_COMPUTED = frozenset(("verdicts", "superseded_by", "problems", "brief", "id", "$schema"))
"""Keys that are not of a file, or that are computed again."""
_LONGEST_ID = 200


def read_json_briefs(data: bytes, name: str, known: KnownNames) -> Iterator[ImportItem | Refused]:
    """Yield the briefs of a file that holds one as an object, or several as an array.

    Raises:
        BriefingError: it is not JSON.
    """
    value = read_json(data, name)
    if not isinstance(value, list):
        yield _item(value, name)
        return
    for number, one in enumerate(value, 1):
        yield _item(one, f"{name}: item {number}")


def read_json_lines(data: bytes, name: str, known: KnownNames) -> Iterator[ImportItem | Refused]:
    """Yield the briefs of a file with one as an object on each line.

    Raises:
        BriefingError: it is not UTF-8.
    """
    for number, line in lines_of(read_text(data, name)):
        try:
            value = parsed(line, name, number)
        except BriefingError as error:
            yield Refused(f"{name}:{number}", str(error))
        else:
            yield _item(value, f"{name}:{number}")


def _item(value: Any, where: str) -> ImportItem | Refused:
    if not isinstance(value, Mapping):
        return Refused(where, "not a brief; write it as an object")
    if "record" in value and "section" in value:
        return Refused(where, "one record of a brief; import the whole brief")
    lost: list[str] = []
    values = tidied(value, lost)
    lost += _left_out(values.get("problems"))
    rest = {key: one for key, one in values.items() if key not in _COMPUTED}
    if pairs := _pairs(rest.pop("meta", None)):
        extra = rest.get("extra")
        rest["extra"] = {**(extra if isinstance(extra, dict) else {}), **pairs}
    return ImportItem(_key(values), rest, tuple(lost))


def _key(values: Values) -> str:
    given = values.get("id")
    if isinstance(given, str) and re.fullmatch(SLUG, given) and len(given) <= _LONGEST_ID:
        return given
    words = (given,) if given else (values.get("date", ""), values.get("title", ""))
    return key_of(*map(str, words))


def _left_out(problems: Any) -> Iterator[str]:
    """Yield what was not in the JSON already: an error of the file it was written from cost it."""
    for one in problems if isinstance(problems, list) else ():
        if isinstance(one, Mapping) and one.get("severity") == "error":
            where, message = one.get("where") or "the file", one.get("message")
            yield f"{where}: had an error at the source: {message}"


def _pairs(meta: Any) -> Values:
    """Return the metadata of a file that was written for another program: pairs of key, value."""
    pairs = [one for one in meta if isinstance(one, list) and len(one) == 2] if meta else ()
    return {str(key): value for key, value in pairs}
