"""The position in the file of a character of a value."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from briefing.loader.syntax.tree import Scalar

MAX_REWRITTEN = 100_000
"""Characters of the longest text with escapes in which places are looked up."""

_BLANKS = " \t\n\r\x85\u2028\u2029\ufeff"
_BLANK = frozenset(_BLANKS)
_RUN = re.compile(f"[^{_BLANKS}]+")
_VISIBLE = re.compile(f"[^{_BLANKS}]")
_HEADER = re.compile(r"[|>][^\n]*\n?")
_SINGLE = re.compile(r"''|[\s\S]")
_DOUBLE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))|([^\\])"
)
_JSON = re.compile(
    r"\\u([dD][89abAB][0-9A-Fa-f]{2})\\u([dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|\\u([0-9A-Fa-f]{4})|\\([\s\S])|([^\\])"
)
_YAML_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "\n": " ", "\r": " ",
}  # fmt: skip
_JSON_NAMED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def origins(text: str, scalar: Scalar, offsets: Sequence[int]) -> list[int]:
    """Return where in the file's `text` the characters `offsets` of the value of `scalar` stand.

    Exact for every style: folding and indentation change white space only, so the visible
    characters of the value and of what is written are the same, one for one, once escapes and
    doubled apostrophes are read as one. For white space the answer is the visible character after
    it; where the two do not agree after all, where the value ends, and in long texts with escapes
    it is where the value begins. Linear in the length of the text.
    """
    value = scalar.text or ""
    if scalar.style in ("", "raw") and text.startswith(value, scalar.start):
        return [scalar.start + min(offset, len(value)) for offset in offsets]
    start, end = _inside(text, scalar)
    if not _rewritten(text, scalar, start, end):
        return _by_runs(text, scalar, start, end, offsets)
    if end - start > MAX_REWRITTEN:
        return [scalar.start] * len(offsets)
    return _by_characters(text, scalar, start, end, offsets)


def origin(text: str, scalar: Scalar, offset: int) -> int:
    """Return where in the file's `text` one character of a value stands; see `origins`."""
    return origins(text, scalar, (offset,))[0]


def _inside(text: str, scalar: Scalar) -> tuple[int, int]:
    """Return where the text between the signs of a scalar begins and ends."""
    start, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        header = _HEADER.match(text, start)
        return (header.end() if header else start), end
    if scalar.style in ("'", '"') or text[start : start + 1] == '"':
        return start + 1, end - 1
    return start, end


def _rewritten(text: str, scalar: Scalar, start: int, end: int) -> bool:
    """Whether visible characters are written in another way than they read."""
    sign = {"'": "'", '"': "\\", "json": "\\"}.get(scalar.style)
    return sign is not None and text.find(sign, start, end) >= 0


def _by_runs(text: str, scalar: Scalar, start: int, end: int, offsets: Sequence[int]) -> list[int]:
    """Map by runs of visible characters, which are the same in what is written and what it says."""
    value = scalar.text or ""
    said = [match.start() for match in _RUN.finditer(value)]
    written = [match.start() for match in _RUN.finditer(text, start, end)]
    if len(said) != len(written):
        return [scalar.start] * len(offsets)
    places = []
    for offset in offsets:
        visible = _VISIBLE.search(value, offset)
        if visible is None:
            places.append(scalar.start)
        else:
            run = bisect_right(said, visible.start()) - 1
            places.append(written[run] + visible.start() - said[run])
    return places


def _by_characters(
    text: str, scalar: Scalar, start: int, end: int, offsets: Sequence[int]
) -> list[int]:
    """Map by visible characters, one by one."""
    value = scalar.text or ""
    said = [index for index, character in enumerate(value) if character not in _BLANK]
    written = [
        (place, character)
        for place, character in _written(text, scalar.style, start, end)
        if character not in _BLANK
    ]
    if [value[index] for index in said] != [character for _, character in written]:
        return [scalar.start] * len(offsets)
    indexes = (bisect_left(said, offset) for offset in offsets)
    return [written[i][0] if i < len(written) else scalar.start for i in indexes]


def _written(text: str, style: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield each character that a quoted text says, with the place where it is written."""
    if style == "'":
        return _single(text, start, end)
    return _double(text, start, end) if style == '"' else _json(text, start, end)


def _single(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in _SINGLE.finditer(text, start, end):
        yield match.start(), match[0][0]


def _double(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in _DOUBLE.finditer(text, start, end):
        code = match[1] or match[2] or match[3]
        if code:
            yield match.start(), chr(int(code, 16))
        else:
            yield match.start(), match[5] or _YAML_NAMED.get(match[4], match[4])


def _json(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in _JSON.finditer(text, start, end):
        if match[1]:
            high, low = int(match[1], 16) - 0xD800, int(match[2], 16) - 0xDC00
            yield match.start(), chr(0x10000 + (high << 10) + low)
        elif match[3]:
            yield match.start(), chr(int(match[3], 16))
        else:
            yield match.start(), match[5] or _JSON_NAMED.get(match[4], match[4])
