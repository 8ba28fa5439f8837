"""The position in the file of a character of a value."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from briefing.loader.syntax.tree import Scalar

MAX_ESCAPED = 100_000
"""Characters of the longest text with escapes in which positions are looked up."""

_BLANKS = " \t\n\r\x85\u2028\u2029\ufeff"
_RUN = re.compile(f"[^{_BLANKS}]+")
_VISIBLE = re.compile(f"[^{_BLANKS}]")
_HEADER = re.compile(r"[|>][^\n]*\n?")
_ESCAPES = {"'": "'", '"': "\\", "json": "\\"}
_SINGLE_QUOTED = re.compile(r"''|[\s\S]")
# What stands for one character; half a surrogate pair does not, so that the counts will differ.
_DOUBLE_QUOTED = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|U[0-9A-Fa-f]{8}|u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}"
    r"|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|[^u])|[\s\S]"
)
_BLANK_ESCAPES = frozenset("tnrNLP \t\n\r")


def origins(text: str, scalar: Scalar, offsets: Sequence[int]) -> list[int]:
    """Return the offsets in the file's `text` of the characters `offsets` of a value.

    Exact for every style: folding and indentation change white space only, so the visible
    characters of the value and of the file are the same, one for one, if escapes count as one. For
    white space it is the next visible character; at the end of the value, where the two differ, and
    in long texts with escapes, it is the start of the value. Linear in the length of the text.
    """
    value = scalar.text or ""
    if scalar.style in ("", "raw") and text.startswith(value, scalar.start):
        return [scalar.start + min(offset, len(value)) for offset in offsets]
    start, end = _inside(text, scalar)
    escape = _ESCAPES.get(scalar.style)
    if escape is None or text.find(escape, start, end) < 0:
        return _by_runs(text, scalar, start, end, offsets)
    in_value = [match.start() for match in _VISIBLE.finditer(value)]
    in_file = _visible_units(text, scalar, start, end)
    if len(in_value) != len(in_file):
        return [scalar.start] * len(offsets)
    in_file.append(scalar.start)
    return [in_file[bisect_left(in_value, offset)] for offset in offsets]


def _inside(text: str, scalar: Scalar) -> tuple[int, int]:
    """Return the span of a scalar without its quotation marks or block header."""
    start, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        header = _HEADER.match(text, start)
        return (header.end() if header else start), end
    if scalar.style in ("'", '"') or text[start : start + 1] == '"':
        return start + 1, end - 1
    return start, end


def _by_runs(text: str, scalar: Scalar, start: int, end: int, offsets: Sequence[int]) -> list[int]:
    value = scalar.text or ""
    in_value = [match.start() for match in _RUN.finditer(value)]
    in_file = [match.start() for match in _RUN.finditer(text, start, end)]
    if len(in_value) != len(in_file):
        return [scalar.start] * len(offsets)
    places = []
    for offset in offsets:
        visible = _VISIBLE.search(value, offset)
        if visible is None:
            places.append(scalar.start)
        else:
            run = bisect_right(in_value, visible.start()) - 1
            places.append(in_file[run] + visible.start() - in_value[run])
    return places


def _visible_units(text: str, scalar: Scalar, start: int, end: int) -> list[int]:
    if end - start > MAX_ESCAPED:
        return []
    unit = _SINGLE_QUOTED if scalar.style == "'" else _DOUBLE_QUOTED
    return [each.start() for each in unit.finditer(text, start, end) if _is_visible(each[0])]


def _is_visible(unit: str) -> bool:
    if unit[0] != "\\" or len(unit) == 1:
        return unit[0] not in _BLANKS
    if len(unit) == 2:
        return unit[1] not in _BLANK_ESCAPES
    return len(unit) == 12 or chr(int(unit[2:], 16)) not in _BLANKS
