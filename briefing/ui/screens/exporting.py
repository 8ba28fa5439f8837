"""Exporting text: to the clipboard, or to a file that the user names."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from briefing.store.store import Store
from briefing.terminal.clipboard import copy
from briefing.text.clean import clean
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.input.prompt import Question
from briefing.view.spans import message_rows


def copy_text(screen: CommandScreen, text: str, what: str) -> None:
    """Copy `text` and say in the footer that `what` is copied.

    tmux, which may take seconds, is asked in a thread.
    """
    app, what = screen.app, clean(what, line=True)
    if not os.environ.get("TMUX"):
        screen.note = copy(text, app.copy_to_clipboard, what)
        return

    def send(text: str) -> None:
        app.call_from_thread(app.copy_to_clipboard, text)

    screen.await_result(lambda: copy(text, send, what), screen.report_trouble)


class Outcome(NamedTuple):
    """What came of writing to a file."""

    message: str
    """What was written, or why nothing was."""
    is_done: bool = False
    """Whether the file is written."""
    may_insist: bool = False
    """Whether it is written if the same name is given again."""


class Export:
    """Writes a text to a file that the user names; a name that fails stays in the line."""

    def __init__(
        self,
        screen: CommandScreen,
        name: str,
        text: Callable[[], str],
        *,
        may_be_brief: bool = False,
    ) -> None:
        """Export what `text` returns in a worker thread, to a file for which `name` is proposed.

        `may_be_brief`: whether it may be written where the store would read it.
        """
        self._screen = screen
        self._name = name.replace("/", "-")
        self._text = text
        self._may_be_brief = may_be_brief
        self._insisted = ""

    def ask(self) -> None:
        """Ask for the file."""
        store = self._screen.library.store
        self._screen.await_result(lambda: proposed(self._name, store), self._ask)

    def _ask(self, name: str, trouble: str = "") -> None:
        screen = self._screen
        # The answer is the name's first edit, after which the trouble may be over.
        question = Question("write to: ", self._write, self._leave, lambda _: self._clear(),
                            text=name, verb="write")  # fmt: skip
        screen.asking.ask(question)
        screen.asking.complaint = message_rows(trouble, "bad", screen.size.width)

    def _clear(self) -> None:
        self._screen.asking.complaint = ()

    def _leave(self) -> None:
        self._screen.asking.close()

    def _write(self, typed: str) -> None:
        self._leave()
        name, store = typed.strip(), self._screen.library.store
        insists = bool(name) and name == self._insisted

        def write() -> Outcome:
            return write_new(
                name, self._text, store, may_be_brief=self._may_be_brief, insists=insists
            )

        self._screen.await_result(write, lambda outcome: self._report(name, outcome))

    def _report(self, name: str, outcome: Outcome) -> None:
        if outcome.is_done:
            self._screen.note = outcome.message
            return
        self._insisted = name if outcome.may_insist else ""
        self._ask(name, outcome.message)


def proposed(name: str, store: Store) -> str:
    """Return where a file of this name can be written without being read as a brief.

    In the current folder, else in the home folder, else in the former with the ending `.txt`.
    """
    home = f"~/{name}"
    try:
        in_home = Path(home).expanduser()
    except RuntimeError:  # there is none
        in_home = Path(name)
    for place, file in ((name, Path(name).absolute()), (home, in_home)):
        if not store.would_read(file):
            return place
    return f"{name.rpartition('.')[0] or name}.txt"


def write_new(
    name: str, text: Callable[[], str], store: Store, *, may_be_brief: bool, insists: bool
) -> Outcome:
    """Write what `text` returns to a file that is not there yet.

    A file that `store` would read as a brief is written only if it `may_be_brief` and the user
    `insists`.
    """
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        return Outcome("there is no such home folder; choose another file")
    shown, folder = (clean(str(one), line=True) for one in (path, path.parent))
    try:
        if not (insists and may_be_brief) and store.would_read(path.absolute()):
            remedy = "Enter again writes it" if may_be_brief else "end it in .txt"
            message = f"the store would read {clean(path.name, line=True)} as a brief; {remedy}"
            return Outcome(f"{message}, or choose another folder", may_insist=may_be_brief)
        content = text()
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        return Outcome("this file already exists; choose another name")
    except FileNotFoundError:
        return Outcome(f"there is no folder {folder}; make it, or choose another")
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "not a valid file name"
        return Outcome(f"{reason}; choose another file")
    return Outcome(f"wrote {shown}: {len(content.encode()):,} bytes", is_done=True)
