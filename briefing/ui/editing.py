"""Opening the file of a brief in the person's editor."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from briefing.terminal import lifecycle
from briefing.text import clean
from briefing.ui.updating import Updating

_EDITOR = "vi"
"""The editor that POSIX says there is."""


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


class Editing(Updating):
    """Lends the terminal to an editor; what was saved is shown when it is left."""

    def action_edit(self) -> None:
        """Open the file of the brief in the editor, and show what was changed."""
        row = self.current_row
        if row is None:
            self.note = "there is no brief to edit"
            return
        command = editor_of(os.environ)
        self.note = self._edit(command, Path(self.library.folder, row.path).absolute())
        self.files_may_have_changed()

    def _edit(self, command: list[str], path: Path) -> str:
        """Wait for the editor, and return what there is to say of it."""
        name = clean(command[0], line=True)
        with lifecycle.lent(self.app):
            try:
                status = subprocess.run([*command, str(path)], check=False).returncode
            except OSError as error:
                reason = error.strerror or "it cannot be started"
                return f"{name}: {reason}; set $EDITOR to your editor"
        return f"{name} ended with status {status}" if status else ""
