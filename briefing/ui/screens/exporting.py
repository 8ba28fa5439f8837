"""Exporting text: to the clipboard, or to a file that the user names."""

import os
from collections.abc import Callable
from pathlib import Path

from briefing.terminal.clipboard import copy
from briefing.text.clean import clean
from briefing.ui.input.command_screen import CommandScreen


def copy_text(screen: CommandScreen, text: str) -> None:
    """Copy `text` and say so in the footer; tmux, which may take seconds, is asked in a thread."""
    app = screen.app
    if not os.environ.get("TMUX"):
        screen.note = copy(text, app.copy_to_clipboard)
        return

    def send(text: str) -> None:
        app.call_from_thread(app.copy_to_clipboard, text)

    screen.await_result(lambda: copy(text, send), screen.report_trouble)


def ask_where(screen: CommandScreen, name: str, text: Callable[[], str]) -> None:
    """Ask for a file, proposing `name`, and write there in the background what `text` returns."""

    def write(name: str) -> None:
        screen.background.run(lambda: write_new(name.strip(), text()), screen.report_trouble)

    screen.ask_line("write to: ", write, text=name, verb="write")


def write_new(name: str, text: str) -> str:
    """Write `text` to a file that is not there yet, and return a sentence on what came of it."""
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        return f"{clean(name, line=True)}: no such home folder; choose another file"
    shown = clean(str(path), line=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return f"{shown} already exists; choose another file"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a valid file name"
        return f"{shown}: {reason}; choose another file"
    return f"wrote {shown}: {len(text.encode()):,} bytes"
