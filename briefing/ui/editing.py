"""The edit action: a brief's file in the user's editor."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.terminal import lifecycle
from briefing.text import clean
from briefing.ui.updating import Updating

if TYPE_CHECKING:
    from briefing.loader import Loaded
    from briefing.page.reading import Reading

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


def line_of(loaded: "Loaded", reading: "Reading | None", key: str) -> int | None:
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


class Editing(Updating):
    """Lends the terminal to an editor; what was saved is shown when it is left."""

    def action_edit(self) -> None:
        """Open the file of the brief in the editor, and show what was changed."""
        row = self.current_row
        if row is None:
            self.note = "no brief to edit"
            return
        command = editor_of(os.environ)
        if Path(command[0]).name in _TAKE_LINE:
            loaded, reading = self.library.store.load(row.path), self.reading if self.pane else None
            line = line_of(loaded, reading, self.current_key)
            command += [f"+{line}"] if line is not None else []
        self.note = self._edit(command, Path(self.library.folder, row.path).absolute())
        self.files_may_have_changed()

    def _edit(self, command: list[str], path: Path) -> str:
        """Wait for the editor, and return what there is to say of it."""
        name = clean(command[0], line=True)
        with lifecycle.lent(self.app):
            try:
                status = subprocess.run([*command, str(path)], check=False).returncode
            except OSError as error:
                reason = error.strerror or "cannot be started"
                return f"{name}: {reason}; set $EDITOR to your editor"
        return f"{name} exited with status {status}" if status else ""
