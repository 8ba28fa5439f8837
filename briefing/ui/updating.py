"""Bringing the catalogue up to date behind the screen, and looking for changed files."""

import time
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer
from textual.worker import get_current_worker

from briefing.text import clean
from briefing.ui.frame import Frame

if TYPE_CHECKING:
    from briefing.indexer import Changes

_SOON = 0.3
"""Seconds from the first screen to the first look at the files."""

_SHARE = 5
"""A look may take one part in so many of the time between two. (Looking works on every file system;
being told of changes does not.)"""

_LONG = 200
"""Of more briefs than this, the footer tells how far the work is."""


class Updating(Frame):
    """Follows the files. What is on screen stays where it is."""

    _next_look: Timer | None = None
    """Waits for the next look; None while one is under way."""

    def follow_the_files(self) -> None:
        """Compare the files with the catalogue soon, and again from time to time.

        At once only where there is nothing to show yet: otherwise the first keys come first.
        """
        if self.library.catalogue.count():
            self.set_timer(_SOON, self.bring_up_to_date)
        else:
            self.bring_up_to_date()

    @work(thread=True, exclusive=True, group="update")
    def bring_up_to_date(self) -> None:
        """Take in what has changed since the last look."""
        worker = get_current_worker()
        begun = time.monotonic()

        def progress(done: int, total: int) -> None:
            if total > _LONG and not worker.is_cancelled:
                text = f"reading {done:,} of {total:,} briefs"
                self.app.call_from_thread(self._tell, text, done >= total)

        changes = self.library.refresh(progress, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            taken = time.monotonic() - begun
            self.app.call_from_thread(self._updated, changes, taken)
            self.library.get_ready()

    def _tell(self, text: str, done: bool) -> None:
        self.progress = "" if done else text
        if not len(self.list.numbers):
            self.show_found()

    def _updated(self, changes: "Changes", taken: float) -> None:
        """Show what has changed, and look again later."""
        self.progress = ""
        self.beginning = False
        if changes.added or changes.changed or changes.removed or not len(self.list.numbers):
            self.show_found()
            self._keep_place()
            self.show_again()
        self._next_look = None
        if self.options.refresh > 0:
            seconds = max(self.options.refresh, taken * _SHARE)
            self._next_look = self.set_timer(seconds, self.bring_up_to_date)

    def _keep_place(self) -> None:
        """Stay at the file that the panes show, even where its number is another one now."""
        if self.shown_path:
            self.shown = self.library.catalogue.number_at(self.shown_path)
            if self.shown is None and (self.pane or not self.narrow):
                self.note = f"{clean(self.shown_path, line=True)} is not there any more"

    def files_may_have_changed(self) -> None:
        """Look at the files now, without waiting for the next look."""
        if self._next_look is not None:
            self._next_look.stop()
            self.bring_up_to_date()
