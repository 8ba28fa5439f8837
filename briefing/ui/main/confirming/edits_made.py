"""The edits of files that were made in this session, to be undone and done again."""

from collections.abc import Callable

from briefing.catalogue import ListRow
from briefing.library import Library
from briefing.store.edits import write
from briefing.store.files.safe_write import ChangedMeanwhile
from briefing.text.clean import clean
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.user.editing.edit_history import Direction, EditHistory, MadeEdit, write_step
from briefing.view.brief.brief_view import BriefView


class EditsMade:
    """Writes edits, shows what comes of them, and takes them back."""

    def __init__(self, screen: ReadingScreen, has_edited: Callable[[], object]) -> None:
        """Edit briefs of `screen`; `has_edited` is called after each edit."""
        self._screen = screen
        self._has_edited = has_edited
        self.history = EditHistory()
        """What was written, and what of it was undone."""

    def make(self, edit: Callable[[], MadeEdit], then: Callable[[MadeEdit], object]) -> None:
        """Write what `edit` returns in a worker thread, show it, and call `then`."""

        def work() -> tuple[MadeEdit, BriefView] | ChangedMeanwhile:
            try:
                made = edit()
                write(self._screen.library.folder, made.edit)
            except ChangedMeanwhile as error:
                return error
            return made, self._read(made.row)

        def done(result: tuple[MadeEdit, BriefView] | ChangedMeanwhile) -> None:
            if isinstance(result, ChangedMeanwhile):
                self._read_again(str(result))
                return
            made, view = result
            self.history.add(made)
            self._show(view)
            then(made)

        self._screen.await_result(work, done)

    def step(self, direction: Direction) -> bool:
        """Undo or redo the last edit, if no mark was made since; return whether there is one."""
        made, library = self.history.next(direction), self._screen.library
        if made is None:
            return False

        def work() -> BriefView | None:
            try:
                write_step(library.folder, made, direction)
            except ChangedMeanwhile:
                return None
            return self._read(made.row)

        def done(view: BriefView | None) -> None:
            self.history.move(made, direction, is_lost=view is None)
            self._show_step(made, view, direction)

        self._screen.await_result(work, done)
        return True

    def _show_step(self, made: MadeEdit, view: BriefView | None, direction: Direction) -> None:
        """Show what an edit undone or done again has left; without a view, it was not possible."""
        screen = self._screen
        if view is None:
            self._read_again(f"not {direction}: the file has changed since ({made.edit.path})")
            return
        if screen.brief.path == made.row.path:
            self._show(view)
            screen.brief.land_on(made.one.item)
        else:
            self._has_edited()
        screen.note = f"{direction}: {made.label}"

    def _read_again(self, why: str) -> None:
        """Show the file as it is now, and say why nothing was written."""
        self._screen.brief.show_again()
        self._has_edited()
        self._screen.note = clean(why, line=True)

    def _read(self, row: ListRow) -> BriefView:
        library: Library = self._screen.library
        return library.kept_view(row, signs=self._screen.signs)

    def _show(self, view: BriefView) -> None:
        """Show a brief as its file is now, with the known quote checks and archives."""
        screen, before = self._screen, self._screen.reading
        self.history.is_latest = True
        if before is not None and before.brief.id == view.brief.id:
            checks = {key: one for key, one in before.checks.items() if key in view.brief.quotes}
            screen.reading = view._replace(
                checks=checks, archives=before.archives, highlighter=before.highlighter,
                sought=before.sought,
            )  # fmt: skip
        screen.brief.show_again()
        self._has_edited()
