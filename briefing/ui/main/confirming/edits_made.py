"""The edits of files that were made in this session, to be undone and done again."""

from collections.abc import Callable
from typing import NamedTuple

from briefing.catalogue import ListRow
from briefing.library import Library
from briefing.store.edits import FileEdit, restore, write
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.view.brief.brief_view import BriefView


class MadeEdit(NamedTuple):
    """One edit, with what it was."""

    edit: FileEdit
    """The file before and after."""
    row: ListRow
    """The brief."""
    item: str
    """The item of a pane that it changed."""
    record: str
    """The dotted path of the record."""
    label: str
    """In words: `q5 confirmed`."""


class EditsMade:
    """Writes edits, shows what comes of them, and takes them back."""

    def __init__(self, screen: ReadingScreen, has_edited: Callable[[], object]) -> None:
        """Edit briefs of `screen`; `has_edited` is called after each edit."""
        self._screen = screen
        self._has_edited = has_edited
        self._made: list[MadeEdit] = []
        self._undone: list[MadeEdit] = []
        self.is_latest = False
        """Whether the last thing done, or undone, is an edit rather than a mark."""

    @property
    def last(self) -> MadeEdit | None:
        """The last edit that was not undone."""
        return self._made[-1] if self._made else None

    def make(self, edit: Callable[[], MadeEdit], then: Callable[[MadeEdit], object]) -> None:
        """Write what `edit` returns in a worker thread, show it, and call `then`."""

        def work() -> tuple[MadeEdit, BriefView]:
            made = edit()
            write(self._screen.library.folder, made.edit)
            return made, self._read(made.row)

        def done(result: tuple[MadeEdit, BriefView]) -> None:
            made, view = result
            self._made.append(made)
            self._undone.clear()
            self._show(view)
            then(made)

        self._screen.await_result(work, done)

    def undo(self) -> bool:
        """Undo the last edit, if no mark was made since; return whether there is one."""
        return self._step(self._made, self._undone, restore, "undone")

    def redo(self) -> bool:
        """Do again what was undone last, if that was an edit; return whether there is one."""
        return self._step(self._undone, self._made, write, "redone")

    def _step(
        self,
        source: list[MadeEdit],
        target: list[MadeEdit],
        act: Callable[..., None],
        word: str,
    ) -> bool:
        if not source or not self.is_latest:
            return False
        made, library = source[-1], self._screen.library

        def work() -> BriefView:
            act(library.folder, made.edit)
            return self._read(made.row)

        def done(view: BriefView) -> None:
            source.remove(made)
            target.append(made)
            if self._screen.brief.path == made.row.path:
                self._show(view)
                self._screen.brief.land_on(made.item)
            else:
                self._has_edited()
            self._screen.note = f"{word}: {made.label}"

        self._screen.await_result(work, done)
        return True

    def _read(self, row: ListRow) -> BriefView:
        library: Library = self._screen.library
        return library.kept_view(row, signs=self._screen.signs)

    def _show(self, view: BriefView) -> None:
        """Show a brief as its file is now; what is known of its quotes and archives stays."""
        screen, before = self._screen, self._screen.reading
        self.is_latest = True
        if before is not None and before.brief.id == view.brief.id:
            checks = {key: one for key, one in before.checks.items() if key in view.brief.quotes}
            screen.reading = view._replace(
                checks=checks, archives=before.archives, highlighter=before.highlighter,
                sought=before.sought,
            )  # fmt: skip
        screen.brief.show_again()
        self._has_edited()
