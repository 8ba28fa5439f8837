"""The person's editor: its command line, and where it begins in a file."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from time import monotonic
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, UsageError
from briefing.model.suggested import ABOUT
from briefing.view.brief.summary import problem_key

if TYPE_CHECKING:  # it loads the models, which nothing needs before the first brief
    from briefing.loader.load import Loaded
    from briefing.view.brief.brief_view import BriefView

_TAKE_LINE = frozenset(
    ("vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "joe", "ne", "kak", "micro", "mg",
     "jed")
)  # fmt: skip
"""Editors that take `+LINE` before a file; others might take it for the name of one."""

_COLUMNS = {
    **dict.fromkeys(("vim", "nvim"), "+normal! {line}G{column}|"),
    "nano": "+{line},{column}",
    **dict.fromkeys(("emacs", "emacsclient", "kak", "micro"), "+{line}:{column}"),
}
"""What begins some editors at a column too."""

_SECTIONS = ("agreements", "disagreements", "proposals", "quotes", "sources")
_AT_ONCE = 1.0  # seconds; an editor that ends sooner runs on in a window of its own


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """Return the words that start the editor: those of $VISUAL, else of $EDITOR, else `vi`."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(name, ""))
        except ValueError:
            continue  # an open quotation mark: no command that could be started
        if words:
            return words
    return ["vi"]  # POSIX requires it


def takes_line(editor: Sequence[str]) -> bool:
    """Whether the editor can begin at a line."""
    return Path(editor[0]).name in _TAKE_LINE


def require_terminal(editor: Sequence[str], path: str) -> None:
    """Require a terminal for an editor that draws on one, before it opens the file `path`.

    Raises:
        UsageError: the input or the output is a pipe or a file, as under cron.
    """
    name = Path(editor[0]).name
    has_window = name.startswith("emacs") and (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if not takes_line(editor) or has_window or has_terminal():
        return
    raise UsageError(
        f"{path}: {name} needs a terminal, and the input or the output is none; edit the file in a"
        " terminal, or set $EDITOR to a program that needs none"
    )


def has_terminal() -> bool:
    """Whether the input and the output are a terminal."""
    return os.isatty(0) and os.isatty(1)


def place_argument(editor: str, line: int, column: int) -> str:
    """Return the argument with which an editor, by its name, begins at a line and a column."""
    form = _COLUMNS.get(editor, "") if column > 1 else ""
    return (form or "+{line}").format(line=line, column=column)


def editor_command(
    editor: Sequence[str], file: Path, place: tuple[int, int] | None = None
) -> list[str]:
    """Return the words that open a file, at a line and column if the editor takes them."""
    at = []
    if place is not None and takes_line(editor):
        at = [place_argument(Path(editor[0]).name, *place)]
    return [*editor, *at, str(file)]


def run_editor(command: Sequence[str]) -> tuple[int, float]:
    """Run the editor; return its exit status, and how long it took in seconds.

    Raises:
        BriefingError: it cannot be started.
    """
    begun = monotonic()
    try:
        with _interrupts_left_to_others():
            status = subprocess.run(command, check=False).returncode
    except OSError as error:
        reason = error.strerror or "cannot be started"
        raise BriefingError(f"{command[0]}: {reason}; set $EDITOR to your editor") from None
    return status, monotonic() - begun


@contextmanager
def _interrupts_left_to_others() -> Iterator[None]:
    """Leave Ctrl+C to the program that has the terminal."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def waiting_hint(editor: Sequence[str], seconds: float) -> str:
    """Return what to do about an editor that was back at once with the file untouched."""
    if seconds >= _AT_ONCE or takes_line(editor):
        return ""
    name = Path(editor[0]).name
    return f"{name} came back at once; if it opens a window, have it wait: EDITOR='{name} --wait'"


def record_place(loaded: "Loaded", key: str) -> tuple[int, int] | None:
    """Return the line and column, from 1, of a record in the file of its brief; None without it.

    The key is that of an item of a pane (`q1`, `d1/russia`, `timeline/2`), or a dotted path.
    """
    name, _, part = key.removeprefix(ABOUT).partition("#")[0].partition("/")
    brief = loaded.brief
    section = next((s for s in _SECTIONS if brief and name in getattr(brief, s)), "")
    where = f"{section}.{name}" if section else f"{name}.{part}" if part else name
    if name == "summary":
        where = name
    return (loaded.places.at(where)[0], 1) if name and loaded.places.has(where) else None


def place_of(loaded: "Loaded", reading: "BriefView | None", key: str) -> tuple[int, int] | None:
    """Return the line and column of a problem in the file of its brief, or the line of a record.

    From 1, the column of a record always 1. None for what does not stand in the file. Of a file
    that is not a brief, the place of the first error.
    """
    if reading is not None and key.partition("/")[0] in ("problem", "problems"):
        listed = [one for one in reading.problems if problem_key(one) == key]
        errors = (one for one in reading.problems if one.severity == "error")
        own = ((one.line, one.column) for one in listed or errors if one.path == loaded.path)
        return next(own, None)
    if loaded.brief is None or not (loaded.whole or key):
        errors = (one for one in loaded.problems if one.severity == "error")
        return next(((one.line, one.column) for one in errors), None)
    return record_place(loaded, key)
