"""JSON -> values as briefs have them: every scalar but null is text, and no key is lost."""

import json
from collections.abc import Iterator
from typing import Any

from briefing.errors import BriefingError, UnreadableError
from briefing.exchange.incoming.import_item import MAX_DEPTH, Values
from briefing.loader.syntax.decoding import decode


def read_text(data: bytes, name: str) -> str:
    """Return the text of a file.

    Raises:
        BriefingError: it is not UTF-8.
    """
    try:
        return decode(data)
    except UnreadableError as error:
        raise BriefingError(f"{name}:{error.line}:{error.column}: {error.message}") from None


def read_json(data: bytes, name: str) -> Any:
    """Return the one value of a file of JSON.

    Raises:
        BriefingError: it is not JSON, nested too deeply, or gives a key twice.
    """
    return parsed(read_text(data, name), name)


def parsed(text: str, name: str, line: int = 1) -> Any:
    """Return the value of a text that begins on a `line` of the file `name`; see `read_json`."""
    try:
        value = json.loads(
            text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_record
        )
        return as_texts(value)
    except json.JSONDecodeError as error:
        at = f"{name}:{line + error.lineno - 1}:{error.colno}"
        raise BriefingError(f"{at}: not valid JSON ({error.msg})") from None
    except _TwiceGiven as error:
        raise BriefingError(f'{name}: the key "{error}" is given twice; keep one') from None
    except RecursionError:
        raise BriefingError(f"{name}: nested too deeply to be read; it holds no brief") from None


class _TwiceGiven(ValueError):
    """A key that an object has twice."""


def _record(pairs: list[tuple[str, Any]]) -> Values:
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceGiven(next(key for n, key in enumerate(keys) if key in keys[:n])[:60])
    return values


def as_texts(value: Any, depth: int = 0) -> Any:
    """Return a value with texts for numbers, true and false; deeper than `MAX_DEPTH` as JSON."""
    if isinstance(value, dict | list) and depth >= MAX_DEPTH:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return {key: as_texts(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [as_texts(one, depth + 1) for one in value]
    return str(value).lower() if isinstance(value, bool) else value


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number, from 1, and the text of each line that is not blank."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line
