"""Actions that hand a brief on: to the clipboard, to a file, to the user's editor."""

import os
from collections.abc import Callable
from pathlib import Path

from briefing.catalogue import ListRow
from briefing.errors import BriefingError
from briefing.exchange.outgoing.origin_line import origin_of
from briefing.terminal.session import lifecycle
from briefing.text.clean import clean
from briefing.text.numbers import quantity
from briefing.ui.input.actions import Actions
from briefing.ui.input.piping import ask_command
from briefing.ui.input.selection import Selection
from briefing.ui.main.reading_screen import ReadingScreen, focused_view, item_key
from briefing.ui.screens.exporting import Export, copy_text
from briefing.user.editing.editor import (
    editor_command,
    editor_of,
    place_of,
    run_editor,
    takes_line,
    waiting_hint,
)
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.copy_text import (
    addresses,
    brief_text,
    citation,
    item_text,
    items_text,
    marked_id,
    named,
)


def _listed(row: ListRow) -> str:
    confined = f"{row.sharing_label} " if row.sharing_label else ""
    standing = f" ({row.standing})" if row.standing else ""
    return f"{confined}{row.date} {row.title}{standing}"


class Copying:
    """Copies text of the brief, without the line breaks of the screen."""

    def __init__(self, screen: ReadingScreen) -> None:
        """Copy what is on `screen`."""
        self._screen = screen
        self.actions: Actions = {
            "copy.item": self.copy_item,
            "copy.quote": self.copy_quote,
            "copy.brief": self.copy_brief,
            "copy.address": self.copy_address,
            "export": self.export,
        }
        """Actions of its commands."""

    def _copy(self, text: str, what: str, nothing: str) -> None:
        if text:
            copy_text(self._screen, text, what)
        else:
            self._screen.note = nothing

    def copy_item(self) -> None:
        """Copy what the cursor is on."""
        screen = self._screen
        if screen.reading is None or not screen.pane:
            row = screen.list_row
            text, what = (_listed(row), f"the title of {row.id}") if row is not None else ("", "")
        else:
            key = item_key(screen) or screen.current_key
            text = item_text(screen.reading, screen.pane, key)
            what = named(screen.reading, key)
        self._copy(text, what, "nothing to copy")

    def copy_quote(self) -> None:
        """Copy the quote under the cursor, or the paragraph of a source, with its source."""
        reading, key = self._screen.reading, self._screen.current_key
        form = self._screen.options.citation
        text = citation(reading, key, form) if reading else ""
        what = named(reading, key) if reading else ""
        self._copy(text, what, "no quote or source paragraph under the cursor")

    def copy_brief(self) -> None:
        """Copy the whole brief as text."""

        def copy(reading: BriefView) -> None:
            what = f"the brief {reading.brief.id}"
            self._screen.await_result(
                lambda: self._whole(reading), lambda text: self._copy(text, what, "")
            )

        self._with_brief(copy, "no brief to copy")

    def copy_address(self) -> None:
        """Copy the addresses of the sources of what the cursor is on."""
        reading = self._screen.reading
        urls = addresses(reading, self._screen.current_key) if reading else []
        what = "the URL of the source" if len(urls) == 1 else f"{len(urls):,} URLs of sources"
        self._copy("\n".join(urls), what, "no source here has a URL")

    def export(self) -> None:
        """Ask for a file to write the brief to."""
        self._with_brief(
            lambda reading: Export(
                self._screen, f"{reading.brief.id}.txt", lambda: self._whole(reading),
                may_be_brief=True,
            ).ask(),
            "no brief to export",
        )  # fmt: skip

    def _whole(self, reading: BriefView) -> str:
        folder = self._screen.library.folder
        return brief_text(reading, origin_of([marked_id(reading)], folder))

    def _with_brief(self, do: Callable[[BriefView], None], nothing: str) -> None:
        screen = self._screen
        row, reading = screen.current_row, screen.reading
        if row is None:
            screen.note = nothing
        elif screen.brief.has_all_of(row.number) and reading is not None:
            do(reading)
        else:
            screen.await_result(lambda: screen.library.view(row, signs=screen.signs), do)


class EditorLauncher:
    """Lends the terminal to an editor, and shows the saved file afterwards."""

    def __init__(self, screen: ReadingScreen, has_edited: Callable[[], object]) -> None:
        """Edit the current brief of `screen`; `has_edited` is called afterwards."""
        self._screen = screen
        self._has_edited = has_edited

    def edit(self) -> None:
        """Open the file of the brief in the editor, and show the changed brief."""
        row, editor = self._screen.current_row, editor_of(os.environ)
        if row is None:
            self._screen.note = "no brief to edit"
        elif not takes_line(editor):
            self._open(editor, row.path, None)
        else:
            reading = self._screen.reading if self._screen.pane else None
            key, path = self._screen.current_key, row.path
            self._screen.await_result(
                lambda: place_of(self._screen.library.store.load(path), reading, key),
                lambda at: self._open(editor, path, at),
            )

    def _open(self, editor: list[str], path: str, at: tuple[int, int] | None) -> None:
        self._screen.note = self._run(editor, path, at)
        self._has_edited()

    def _run(self, editor: list[str], path: str, at: tuple[int, int] | None) -> str:
        """Run the editor on a file of the store, and return the message about it."""
        library = self._screen.library
        command = editor_command(editor, Path(library.folder, path).absolute(), at)
        before = library.stamp(path)
        with lifecycle.lent(self._screen.app):
            try:
                status, seconds = run_editor(command)
            except BriefingError as error:
                return clean(str(error), line=True)
        if status:
            return f"{clean(editor[0], line=True)} exited with status {status}"
        return waiting_hint(editor, seconds) if library.stamp(path) == before else ""


class SelectionOutput:
    """Copies or pipes the selection; without one, pipes the item under the cursor."""

    def __init__(self, screen: ReadingScreen) -> None:
        """Copy or pipe the selection on `screen`."""
        self._screen = screen
        self.selection = Selection(screen, lambda: focused_view(screen), self.copy)
        """What is selected."""
        self.actions: Actions = {**self.selection.actions, "pipe": self.pipe}
        """Actions of its commands."""

    def copy(self) -> None:
        """Copy the selection."""
        screen, count = self._screen, len(self.selection.indices)
        if screen.pane and screen.reading is not None:
            what = f"{self._counted()} of {screen.reading.brief.id}"
        else:
            what = f"{'the title' if count == 1 else 'the titles'} of {self._counted()}"
        copy_text(screen, self._selected(), what)

    def _counted(self) -> str:
        """Return how much is selected: `1 brief`, `2 records`."""
        count = len(self.selection.indices)
        return quantity(count, "record" if self._screen.pane else "brief")

    def _selected(self) -> str:
        screen, indices = self._screen, self.selection.indices
        if not screen.pane:
            rows = filter(None, map(screen.list.brief, indices))
            return "\n".join(map(_listed, rows))
        items = screen.record_pane(screen.pane).page.items
        keys = [item.key for item in items[indices[0] : indices[-1] + 1]]
        return items_text(screen.reading, screen.pane, keys) if screen.reading else ""

    def pipe(self) -> None:
        """Pipe the selection or the record under the cursor to a command, in the list the brief."""
        screen = self._screen
        if self.selection.indices:
            text, what = self._selected(), self._counted()
            self.selection.end()
            ask_command(screen, f"{text}\n", what)
        elif screen.pane and screen.reading is not None:
            key = item_key(screen) or screen.current_key
            if text := item_text(screen.reading, screen.pane, key):
                ask_command(screen, f"{text}\n", key)
            else:
                screen.note = "nothing to pipe"
        elif (row := screen.list_row) is None:
            screen.note = "no brief to pipe"
        else:
            screen.await_result(
                lambda: brief_text(screen.library.view(row, signs=screen.signs)),
                lambda text: ask_command(screen, text, "the brief"),
            )
