"""Output: stdout for data, stderr for narration.

Text is made safe for a terminal. So is JSON: what a terminal might obey is escaped there, other
letters stand as they are, and it reads back exactly.
"""

from __future__ import annotations

import os
import sys
from itertools import islice

# Importing the name from `typing` would cost --help a third of its time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

_NAME = "standard output"
_DIGITS = 4
"""The most digits of a width that a terminal is taken to have."""

_AT_ONCE = 200
"""Lines of a table that are written at once."""


def prepare() -> None:
    """Let both streams write any text, whatever the locale can encode.

    Closed standard files are opened on the null device: a database that the system opened in their
    place would be overwritten by messages.
    """
    use_colour("auto")
    while (null := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(null)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


WHEN = ("auto", "always", "never")
"""When to write in colour; `auto`: on a terminal that has colours, unless NO_COLOR is set."""
_when = WHEN[0]


def use_colour(when: str) -> None:
    """Write in colour from now on as one of `WHEN` says."""
    global _when
    _when = when


def _is_coloured() -> bool:
    from briefing.terminal.environment import abilities

    if _when != "auto":
        return _when == "always"
    return is_terminal() and abilities().colours > 0


def use_utf8() -> None:
    """Write UTF-8 to stdout whatever the locale: what other programs are to read."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")


def write_raw(text: str) -> None:
    """Write text that is known to be safe for a terminal."""
    if sys.stdout is None:
        raise OSError(f"{_NAME} is closed")
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _named(error) from None


def write_text(text: str) -> None:
    """Write lines, made safe for a terminal."""
    write_raw(_safe(text, line=False))


def write_line(text: str = "") -> None:
    """Write one line, made safe for a terminal; newlines and tabs in it become spaces."""
    write_raw(_safe(text) + "\n")


def write_lines(lines: Iterable[str]) -> None:
    """Write lines as `write_line` does, many at once."""
    rest = iter(lines)
    while some := list(islice(rest, _AT_ONCE)):
        write_raw("".join([f"{_safe(line)}\n" for line in some]))


def write_json(values: dict[str, Any] | Iterable[Mapping[str, Any]], form: str = "json") -> None:
    """Write one object or an array of them as `json`, or as `jsonl`: an object a line."""
    from briefing.exchange.outgoing.values.json_text import json_text

    def written(value: object, indent: int | None = None) -> str:
        return json_text(value, indent, unicode=_writes_unicode())

    if isinstance(values, dict):
        write_raw(written(values, 2 if form == "json" else None) + "\n")
        return
    begin, between, end = ("[\n", ",\n", "\n]\n") if form == "json" else ("", "\n", "\n")
    before = begin
    for item in values:
        write_raw(before + written(item))
        before = between
    if before == between:
        write_raw(end)
    elif form == "json":
        write_raw("[]\n")


def _writes_unicode() -> bool:
    """Whether stdout can encode any text; what it cannot would not be escaped as JSON has it."""
    return encoding().lower().replace("-", "").startswith("utf")


def write_columns(rows: Sequence[Sequence[str]]) -> None:
    """Write rows of cells, each column as wide as its widest cell; the last is not padded."""
    if not rows:
        return
    *columns, last = map(_safe_column, zip(*rows, strict=True))
    lines = map("  ".join, zip(*map(_padded, columns), last, strict=True))
    write_raw("\n".join(map(str.rstrip, lines)) + "\n")


def _safe_column(cells: Sequence[str]) -> Sequence[str]:
    """Return cells that are safe for a terminal and hold neither newlines nor tabs."""
    # Looking at all of them as one text is faster.
    joined = "".join(cells)
    if joined.isascii() and joined.isprintable():
        return cells
    safe = _safe("\n".join(cells), line=False).replace("\t", " ").split("\n")
    return safe if len(safe) == len(cells) else list(map(_safe, cells))


def _padded(column: Sequence[str]) -> list[str]:
    if "".join(column).isascii():
        width = max(map(len, column))
        return [cell.ljust(width) for cell in column]
    from briefing.text.width import cells

    sizes = list(map(cells, column))
    width = max(sizes)
    return [cell + " " * (width - size) for cell, size in zip(column, sizes, strict=True)]


_STYLES = {
    "title": "1", "heading": "1", "party": "1", "bad": "31", "warn": "33", "good": "32",
    "found": "1;31",
}  # fmt: skip
"""The terminal attributes (SGR) of roles; no meaning is carried by colour alone."""


def write_spans(spans: Iterable[tuple[str, str]]) -> None:
    """Write one line of (text, role) pieces, in colour as `use_colour` said."""
    coloured = _is_coloured()
    parts = []
    for text, role in spans:
        safe, style = _safe(text), _STYLES.get(role, "")
        parts.append(f"\x1b[{style}m{safe}\x1b[m" if style and coloured else safe)
    line = "".join(parts)
    write_raw((line if coloured else line.rstrip()) + "\n")


def note(text: str) -> None:
    """Write one line to stderr, after the program's name."""
    if sys.stderr is not None:
        print(f"briefing: {_safe(text)}", file=sys.stderr)


def _safe(text: str, *, line: bool = True) -> str:
    from briefing.text.clean import clean

    return clean(text, line=line)


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def shows_glyphs() -> bool:
    """Whether stdout can show signs beyond ASCII."""
    from briefing.terminal.environment import shows_utf8

    return shows_utf8(encoding=encoding())


def encoding() -> str:
    """Return the name of stdout's encoding."""
    return getattr(sys.stdout, "encoding", None) or "ascii"


def width() -> int:
    """Return the cells of a line: those of `COLUMNS`, else of the terminal, or 80 elsewhere."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and len(columns) <= _DIGITS and int(columns):
        return int(columns)
    if not is_terminal():
        return 80
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def finish() -> int:
    """Flush stdout; return 0, or 141 if its reader has gone.

    Raises:
        OSError: it cannot be written, for example to a full disk.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        return abandon()
    except OSError as error:
        raise _named(error) from None
    return 0


def abandon() -> int:
    """Give up on stdout after its reader has gone, and return the status for it (128 + PIPE)."""
    # Python flushes again at exit, and would complain there.
    if sys.stdout is not None:
        null = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(null, sys.stdout.fileno())
        except (OSError, ValueError):
            pass
        os.close(null)
    return 128 + 13


def _named(error: OSError) -> OSError:
    """Return an error of stdout with a file name, which it lacks."""
    return OSError(error.errno, error.strerror, _NAME)
