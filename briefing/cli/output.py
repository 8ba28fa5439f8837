"""Output: stdout for data, stderr for narration.

What is written as text is made safe for a terminal. JSON is written in ASCII with escapes, so that
it is safe too and still reads back exactly.
"""

from __future__ import annotations

import os
import sys

# Type checkers know the name; importing it from typing would cost --help a third of its time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any


def prepare() -> None:
    """Let both streams write any text, whatever the locale can encode.

    Standard files that are closed lead nowhere from now on: a database that the system opened in
    their place would be written over by messages.
    """
    while (nowhere := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(nowhere)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def write_raw(text: str) -> None:
    """Write text of the program's own as it is: nothing needs to be loaded to make it safe."""
    _write(text)


def write_text(text: str) -> None:
    """Write lines as they are, made safe for a terminal."""
    from briefing.text.clean import clean

    _write(clean(text))


def write_line(text: str = "") -> None:
    """Write one line, made safe for a terminal; newlines and tabs in it become spaces."""
    from briefing.text.clean import clean

    _write(clean(text, line=True) + "\n")


def write_json(value: dict[str, Any] | Iterable[Mapping[str, Any]]) -> None:
    """Write one object, or one array with an object a line."""
    import json

    if isinstance(value, dict):
        _write(json.dumps(value, indent=2) + "\n")
        return
    before = "[\n"
    for item in value:
        _write(before + json.dumps(item))
        before = ",\n"
    _write("[]\n" if before == "[\n" else "\n]\n")


def write_jsonl(values: Iterable[Mapping[str, Any]]) -> None:
    """Write one object a line."""
    import json

    for item in values:
        _write(json.dumps(item) + "\n")


def write_values(values: dict[str, Any] | Iterable[Mapping[str, Any]], args: Namespace) -> None:
    """Write one object, or several, as `--json` or `--jsonl` asks for."""
    if args.json:
        write_json(values)
    else:
        write_jsonl([values] if isinstance(values, dict) else values)


def write_columns(rows: Sequence[Sequence[str]], *, gap: str = "  ") -> None:
    """Write rows of cells as columns; see `columns`."""
    _write(columns(rows, gap=gap))


def columns(rows: Sequence[Sequence[str]], *, gap: str = "  ") -> str:
    """Return rows of cells as lines, each column as wide as its widest cell, safe for a terminal.

    The last column is not filled.
    """
    from briefing.text.width import cells

    if not rows:
        return ""
    parts = list(zip(*_safe_rows(rows), strict=True))
    filled = []
    for column in parts[:-1]:
        sizes = [len(cell) if cell.isascii() else cells(cell) for cell in column]
        width = max(sizes)
        filled.append(
            [cell + " " * (width - size) for cell, size in zip(column, sizes, strict=True)]
        )
    lines = map(gap.join, zip(*filled, parts[-1], strict=True))
    return "\n".join(map(str.rstrip, lines)) + "\n"


def _safe_rows(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return rows whose cells are safe for a terminal and hold neither newlines nor tabs."""
    from briefing.text.clean import clean

    # Most are safe already, which one look at all of them together tells.
    every = "".join(map("".join, rows))
    if every.isascii() and every.isprintable():
        return rows
    width = len(rows[0])
    text = "\n".join(map("\t".join, rows))
    safe = clean(text)
    if safe.count("\n") == len(rows) - 1 and safe.count("\t") == len(rows) * (width - 1):
        return [line.split("\t") for line in safe.split("\n")]
    return [[clean(cell, line=True) for cell in row] for row in rows]


_STYLES = {"title": "1", "heading": "1", "party": "1", "bad": "31", "warn": "33", "good": "32"}
"""How what a span is looks on a terminal (SGR); nothing is told by colour alone."""


def write_spans(spans: Iterable[tuple[str, str]]) -> None:
    """Write one line of (text, role) pieces, in colour if a terminal is there to show it."""
    from briefing.terminal.environment import abilities
    from briefing.text.clean import clean

    coloured = is_terminal() and abilities().colours > 0
    parts = []
    for text, role in spans:
        safe, style = clean(text, line=True), _STYLES.get(role, "")
        parts.append(f"\x1b[{style}m{safe}\x1b[m" if style and coloured else safe)
    line = "".join(parts)
    _write((line if coloured else line.rstrip()) + "\n")


def note(text: str) -> None:
    """Say something to the person on stderr, in one line after the program's name."""
    from briefing.text.clean import clean

    if sys.stderr is not None:
        print(f"briefing: {clean(text, line=True)}", file=sys.stderr)


def quantity(count: int, one: str, many: str = "") -> str:
    """Return `1 error`, `2 errors`, `1,200 errors`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def encoding() -> str:
    """Return the name of stdout's encoding."""
    return getattr(sys.stdout, "encoding", None) or "ascii"


def width(default: int = 80) -> int:
    """Return how many cells a line of output may take: the terminal's, or `default` elsewhere."""
    if not is_terminal():
        return default
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return columns or default


def finish() -> int:
    """Write out what is still kept back; return 0, or 141 if nobody reads any more.

    Raises:
        OSError: it cannot be written, such as to a full disk.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        return abandon()
    except OSError as error:
        raise _told(error) from None
    return 0


def abandon() -> int:
    """Give up on stdout whose reader has gone, and return the status that says so (128 + PIPE)."""
    # Python flushes again at exit, and would complain there.
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, sys.stdout.fileno())
        except (OSError, ValueError):
            pass
        os.close(nowhere)
    return 128 + 13


def _write(text: str) -> None:
    if sys.stdout is None:
        raise OSError(f"{_NAME} is closed")
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _told(error) from None


_NAME = "standard output"


def _told(error: OSError) -> OSError:
    """Return an error of stdout that says so: it has no file's name."""
    return OSError(error.errno, error.strerror, _NAME)
