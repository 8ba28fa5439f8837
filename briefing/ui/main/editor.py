"""The edit action: a brief's file in the user's editor."""

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.terminal.session import lifecycle
from briefing.text.clean import clean
from briefing.ui.main.protocols import ReadingHost
from briefing.view.brief.brief_view import BriefView

if TYPE_CHECKING:  # it loads the models, which nothing needs before the first brief
    from briefing.loader.load import Loaded


_EDITOR = "vi"
"""The editor that POSIX says there is."""

_TAKE_LINE = frozenset(
    ("vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "joe", "ne", "kak", "micro", "mg",
     "jed")
)  # fmt: skip
"""Editors that take `+LINE` before a file; others might take it for the name of one."""

_SECTIONS = ("agreements", "disagreements", "proposals", "quotes", "sources")


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """Return the words that start the editor: those of $VISUAL, else of $EDITOR, else `vi`."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(name, ""))
        except ValueError:
            continue  # an open quotation mark: no command that could be started
        if words:
            return words
    return [_EDITOR]


def line_of(loaded: "Loaded", reading: BriefView | None, key: str) -> int | None:
    """Return the line of the record or problem `key` in the file of its brief, from 1.

    None for what does not stand in the file. Of a file that is no brief, that of the first error.
    """
    if reading is not None and key.startswith("problem/"):
        problem = reading.problems[int(key.removeprefix("problem/")) - 1]
        return problem.line if problem.path == loaded.path else None
    if loaded.brief is None:
        return next((p.line for p in loaded.problems if p.severity == "error"), None)
    name, _, part = key.partition("#")[0].partition("/")
    within = (s for s in _SECTIONS if reading is not None and name in getattr(reading.brief, s))
    section = next(within, "")
    where = f"{section}.{name}" if section else f"{name}.{part}" if part else name
    if name == "summary":
        where = name
    return loaded.places.at(where)[0] if name and loaded.places.has(where) else None


class EditorLauncher:
    """Lends the terminal to an editor; what was saved is shown when it is left."""

    def __init__(
        self,
        screen: ReadingHost,
        folder: Path,
        load: "Callable[[str], Loaded]",
        has_edited: Callable[[], object],
    ) -> None:
        """Edit files of `folder`, which `load` reads; `has_edited` is called afterwards."""
        self._screen = screen
        self._folder = folder
        self._load = load
        self._has_edited = has_edited

    def edit(self) -> None:
        """Open the file of the brief in the editor, and show what was changed."""
        row, command = self._screen.current_row, editor_of(os.environ)
        if row is None:
            self._screen.note = "no brief to edit"
        elif Path(command[0]).name not in _TAKE_LINE:
            self._open(command, row.path)
        else:
            reading = self._screen.reading if self._screen.pane else None
            key, path = self._screen.current_key, row.path
            self._screen.await_result(
                lambda: line_of(self._load(path), reading, key),
                lambda line: self._open([*command, *([f"+{line}"] if line else [])], path),
            )

    def _open(self, command: list[str], path: str) -> None:
        self._screen.note = self._run(command, Path(self._folder, path).absolute())
        self._has_edited()

    def _run(self, command: list[str], path: Path) -> str:
        name = clean(command[0], line=True)
        with lifecycle.lent(self._screen.app):
            try:
                status = subprocess.run([*command, str(path)], check=False).returncode
            except OSError as error:
                reason = error.strerror or "cannot be started"
                return f"{name}: {reason}; set $EDITOR to your editor"
        return f"{name} exited with status {status}" if status else ""
