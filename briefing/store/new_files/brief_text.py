"""The values of a brief -> YAML as a person would write it; the loader reads the same values.

Written by hand rather than by an emitter: that of libyaml escapes what is beyond the Basic
Multilingual Plane and has no folded texts, that of Python takes fifty times as long.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import TextWrapper
from typing import Any

_QUOTED = frozenset(
    ("", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "---", "...")
)
"""Texts, in lower case, that are something else without quotation marks, here or elsewhere."""
_PLAIN = re.compile(r"[^\W_][^\n\t:#,\[\]{}\ufeff]*(?<! )")
_PLAIN_IN_BLOCK = re.compile(r"[^\W_](?:[^\n\t:#\ufeff]|:(?=[^\s:])|(?<=[^\s])#)*(?<![ :])")
_FOLDABLE = re.compile(r"[^\s\ufeff]+(?: [^\s\ufeff]+)*")
_BLOCK = re.compile(r"(?!\s)[^\ufeff\u2028\u2029]*\S\n?")
_ESCAPED = re.compile("[\ufeff\u2028\u2029\u0085]")
_WIDTH = 92
_SHORT = 100
"""The most characters of a record or list on one line."""
_PARTED = frozenset(
    ("bottom_line", "summary", "parties", "people", "sources", "issues", "agreements",
     "disagreements", "proposals", "quotes", "timeline", "next", "unknown", "extra")
)  # fmt: skip
"""Keys of a brief before which a line is left empty."""
_STEP = "  "
_MANY, _CODE = 30, 40
"""A record of more entries than this, none with a longer text, fills lines between braces."""


def brief_text(values: Mapping[str, Any]) -> str:
    """Return the values of a brief, as a file has them, in YAML; None is an empty value.

    Texts may hold anything but control characters and lone surrogates. Keys keep their order.
    """
    lines: list[str] = []
    before = ""
    for key, value in values.items():
        if lines and (key in _PARTED or before in _PARTED):
            lines.append("")
        before = key
        if key in _PARTED and isinstance(value, Mapping) and value:
            lines.append(f"{key}:")
            for name, one in value.items():
                lines += _entry(_single(name), one, _STEP)
        else:
            lines += _entry(_single(key), value, "")
    return "\n".join(lines) + "\n" if lines else ""


def comment(lines: Iterable[str]) -> str:
    """Return texts as lines of a comment; line breaks in them become blanks."""
    return "".join(f"# {' '.join(line.split())}".rstrip() + "\n" for line in lines)


def _entry(key: str, value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of one key with its value, or of one item: then the key is a hyphen."""
    lead, item = (f"{indent}{key} ", True) if key == "-" else (f"{indent}{key}: ", False)
    if isinstance(value, Mapping | list | tuple):
        one_line = _flow(value, len(lead))
        if one_line is not None:
            yield lead + one_line
            return
        if isinstance(value, Mapping) and len(value) > _MANY and (codes := _codes(value)):
            yield f"{lead}{{"
            yield from _filled(codes, indent + _STEP)
            yield f"{indent}{_STEP}}}"
            return
        lines = _entries(value, indent + _STEP)
        yield lead + next(lines).lstrip() if item else lead.rstrip()
        yield from lines
        return
    yield from _scalar(
        "" if value is None else str(value), lead, indent + _STEP, none=value is None
    )


def _entries(value: Mapping[str, Any] | Sequence[Any], indent: str) -> Iterator[str]:
    """Yield the lines of the entries of a record or list, one below the other."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _entry(_single(name), one, indent)
    else:
        for one in value:
            yield from _entry("-", one, indent)


def _scalar(text: str, lead: str, indent: str, *, none: bool) -> Iterator[str]:
    """Yield the lines of a text after `lead`; those below begin with `indent`."""
    if none:
        yield f"{lead}null"
    elif "\n" in text and _BLOCK.fullmatch(text):
        yield f"{lead}|" if text.endswith("\n") else f"{lead}|-"
        for line in text.removesuffix("\n").split("\n"):
            yield indent + line if line else ""
    elif len(lead) + len(text) > _SHORT and _FOLDABLE.fullmatch(text):
        yield f"{lead}>-"
        yield from _wrapped(text, indent)
    elif _PLAIN_IN_BLOCK.fullmatch(text) and text.lower() not in _QUOTED:
        yield lead + text
    else:
        yield lead + _single(text)


def _wrapped(text: str, indent: str) -> list[str]:
    """Return lines, divided at single spaces."""
    return TextWrapper(
        _WIDTH, initial_indent=indent, subsequent_indent=indent, expand_tabs=False,
        replace_whitespace=False, break_long_words=False, break_on_hyphens=False,
    ).wrap(text)  # fmt: skip


def _filled(entries: Sequence[str], indent: str) -> Iterator[str]:
    """Yield lines with as many entries as each has room for."""
    line = indent
    for entry in entries:
        if len(line) + len(entry) > _WIDTH and line != indent:
            yield line.rstrip()
            line = indent
        line += f"{entry}, "
    yield line.removesuffix(", ")


def _codes(values: Mapping[str, Any]) -> list[str]:
    """Return the entries of a record of codes, as they stand between braces; none of another."""
    pairs = [(_single(key), _inline(one)) for key, one in values.items() if not _is_nested(one)]
    entries = [f"{key}: {one}" for key, one in pairs if one is not None and len(one) <= _CODE]
    whole = len(entries) == len(values) and not any(" " in key or '"' in key for key, _ in pairs)
    return entries if whole else []


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple)


def _single(text: str) -> str:
    """Return a text on one line, quoted where YAML needs it anywhere."""
    if _PLAIN.fullmatch(text) and text.lower() not in _QUOTED:
        return text
    written = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _flow(value: Mapping[str, Any] | Sequence[Any], taken: int) -> str | None:
    """Return a record or list on one line; None where it is too long, or holds records."""
    if not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    parts, length = [], taken + 2
    pairs = value.items() if isinstance(value, Mapping) else (("", one) for one in value)
    for key, one in pairs:
        if isinstance(one, Mapping) and one:
            return None
        inner = _flow(one, length) if isinstance(one, Mapping | list | tuple) else _inline(one)
        if inner is None:
            return None
        parts.append(f"{_single(key)}: {inner}" if isinstance(value, Mapping) else inner)
        length += len(parts[-1]) + 2
        if length > _SHORT:
            return None
    joined = ", ".join(parts)
    return f"{{{joined}}}" if isinstance(value, Mapping) else f"[{joined}]"


def _inline(value: Any) -> str | None:
    if value is None:
        return "null"
    text = str(value)
    return None if len(text) > _SHORT or "\n" in text else _single(text)
