"""Updating the catalogue in the background, and checking for changed files."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.timer import Timer
from textual.worker import get_current_worker

from briefing.errors import BriefingError
from briefing.text import clean
from briefing.ui.frame import Frame
from briefing.ui.pacing import Breaths, Pace
from briefing.ui.typeahead import TakesKeys

if TYPE_CHECKING:
    from briefing.files import Stamp
    from briefing.indexer import Changes

_SOON = 0.3
"""Seconds from the first screen to the first look at the files."""

_LONG = 200
"""Of more briefs than this, the footer tells how far the work is."""


class Look(NamedTuple):
    """What a look at the files has come to."""

    changes: "Changes"
    """What was taken in."""
    taken: float
    """Seconds that it took, without those in which it stood still for keys."""
    generation: int
    """That of the catalogue after it."""
    marked: bool = False
    """Whether another reader has marked something since the last one."""


class Updating(Frame):
    """Follows the files. What is on screen stays where it is."""

    _pace: Pace
    """Tells when it is time for the next look."""
    _next_look: Timer | None = None
    """Waits for the next look."""
    _is_looking = False
    """Whether a look is under way."""
    _once_more = False
    """Whether to look again as soon as that has ended."""
    _trouble = ""
    """Why the last look failed, as it was told; empty if it did not."""
    _generation: int | None = None
    """The catalogue's at the end of the last look."""
    _is_glancing = False
    """Whether a glance at the file being read is under way."""
    _glanced_at: "tuple[str, Stamp | None]" = ("", None)
    """The file of the last glance, and what was seen of it."""

    def follow_the_files(self) -> None:
        """Compare the files with the catalogue soon, and again from time to time.

        At once only where there is nothing to show yet: otherwise the first keys come first.
        """
        self._pace = Pace()
        if self.library.catalogue.count():
            self.set_timer(_SOON, self.bring_up_to_date)
        else:
            self.bring_up_to_date()
        if self.options.refresh > 0:
            self.set_interval(self.options.refresh, self._glance_at_shown)

    def bring_up_to_date(self) -> None:
        """Take in what has changed since the last look."""
        self._is_looking = True
        self._look()

    @work(thread=True, exclusive=True, group="update")
    def _look(self) -> None:
        worker = get_current_worker()
        breaths = Breaths(lambda: self.reader.seconds_without_key, lambda: worker.is_cancelled)
        begun = monotonic()

        def progress(done: int, total: int) -> None:
            if total > _LONG and not worker.is_cancelled:
                text = f"reading {done:,} of {total:,} briefs"
                self.app.call_from_thread(self._if_there, self._tell, text, done >= total)

        try:
            changes = self.library.refresh(progress, breaths)
            generation = self.library.catalogue.generation
        except BriefingError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._if_there, self._not_updated, error)
            return
        if not worker.is_cancelled:
            taken = monotonic() - begun - breaths.slept
            look = Look(changes, taken, generation, self.library.others_have_marked())
            self.app.call_from_thread(self._if_there, self._updated, look)
            self.library.get_ready()

    def _if_there(self, tell: Callable[..., None], *found: object) -> None:
        """Tell this screen what a thread has found, unless the screen is being taken down."""
        if self.query("#list"):
            tell(*found)

    def _tell_progress(self, text: str) -> None:
        """Say in the footer how far the work is; with nothing, that none is under way."""
        self.progress = text
        self.reader.is_reading_files = bool(text)

    def _tell(self, text: str, done: bool) -> None:
        self._tell_progress("" if done else text)
        if not len(self.list.numbers):
            self.show_found()

    def _updated(self, look: Look) -> None:
        """Show what has changed, and look again later."""
        self._tell_progress("")
        try:
            self._show_updated(look)
            self._end_trouble()
        except BriefingError as error:
            self._not_updated(error)
        else:
            self._look_later()

    def _show_updated(self, look: Look) -> None:
        untouched, self.beginning = self._is_untouched, False
        before, self._generation = self._generation, look.generation
        if look.marked:
            self.library.forget_marks()
        # Another program that looks at the same store may have taken the changes in.
        elsewhere = before not in (None, look.generation)
        changes = look.changes
        found = bool(changes.added or changes.changed or changes.removed)
        self._pace.learn(look.taken, found=found)
        if found or elsewhere:
            self._show_changed(changes, untouched)
        elif not len(self.list.numbers):
            self.show_found()
        elif look.marked:
            # As after a mark of one's own, a filter is not asked again: nothing jumps away.
            self.list.refresh()
            self.show_again()

    def _not_updated(self, error: BriefingError) -> None:
        """Say why the files could not be looked at, once, and try again later.

        What is on screen stays: a folder on another machine is away for a moment now and then.
        """
        self._tell_progress("")
        if self.nothing_yet:
            # Nothing may ever come, and keys wait for it.
            self.beginning = False
            try:
                self.show_found()
            except BriefingError:
                pass  # it is told below
        told = f"cannot check the files for changes: {clean(str(error), line=True)}"
        if told != self._trouble:
            self.note = self._trouble = told
        self._look_later()

    def _end_trouble(self) -> None:
        """Show what could not be had since a look failed."""
        if not self._trouble:
            return
        if self.note == self._trouble:
            self.note = ""
        self._trouble = ""
        self.show_found()
        self._keep_place()
        self.show_again()
        self._tell_screens()

    def _look_later(self) -> None:
        """Look again when it is time, or at once if that was asked for meanwhile."""
        self._is_looking = False
        if self._once_more:
            self._once_more = False
            self.bring_up_to_date()
        elif self.options.refresh > 0:
            seconds = self._pace.until_next(self.options.refresh)
            self._next_look = self.set_timer(seconds, self._look_between_keys)

    def _show_changed(self, changes: "Changes", untouched: bool) -> None:
        """Show what there is now, and say what is new, unless all of it is."""
        self.show_found()
        if untouched:
            # What has come since the last time is what the reader was opened for.
            self.list.to_end(down=False)
        elif changes.added and changes.unchanged:
            self.note = f"{changes.added:,} new brief{'s' * (changes.added != 1)}"
        self._keep_place()
        self.show_again()
        self._tell_screens()

    def _tell_screens(self) -> None:
        """Have every open screen take in that the catalogue holds something else."""
        for screen in self.app.screen_stack:
            if isinstance(screen, TakesKeys):
                screen.files_were_read()

    @property
    def _is_untouched(self) -> bool:
        """Whether the reader has just opened, at the top of its list, and nothing has been done."""
        return self.beginning and not (
            self.reader.has_typed or self.list.cursor or self.pane or self.options.open
        )

    def _look_between_keys(self) -> None:
        """Look at the files once the keyboard rests, or when that has taken too long."""
        seconds = self._pace.put_off(self.reader.seconds_without_key)
        if seconds is None:
            self.bring_up_to_date()
        else:
            self._next_look = self.set_timer(seconds, self._look_between_keys)

    # --- the file being read ---------------------------------------------------------------------

    def _glance_at_shown(self) -> None:
        """See whether the file being read has changed, where a look at all of them is far off."""
        is_busy = self._is_looking or self._is_glancing
        if self._pace.is_far and self.shown_path and not is_busy:
            self._is_glancing = True
            self._glance(self.shown_path)

    @work(thread=True, group="glance")
    def _glance(self, path: str) -> None:
        worker = get_current_worker()
        stamp = self.library.stamp(path)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._if_there, self._glanced, path, stamp)

    def _glanced(self, path: str, stamp: "Stamp | None") -> None:
        """Look at all files once the one being read is no longer as it was at the last glance."""
        self._is_glancing = False
        before, self._glanced_at = self._glanced_at, (path, stamp)
        if before[0] == path and before[1] != stamp:
            self.files_may_have_changed()

    def _keep_place(self) -> None:
        """Stay at the file that the panes show, even where its number is another one now."""
        if self.shown_path:
            self.shown = self.library.catalogue.number_at(self.shown_path)
            if self.shown is None and (self.pane or not self.narrow):
                self.note = f"{clean(self.shown_path, line=True)} no longer exists"

    def files_may_have_changed(self) -> None:
        """Look at the files now, without waiting for the next look."""
        if self._is_looking:
            self._once_more = True
            return
        if self._next_look is not None:
            self._next_look.stop()
        self.bring_up_to_date()
