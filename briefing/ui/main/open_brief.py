"""The open brief, loaded in the background: first with the catalogue's verdicts, then checked.

Each step has a thread, so that seconds of checking quotes delay no other brief. A thread does only
the newest job: nothing piles up while a held key moves through the list.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from enum import IntEnum
from functools import partial
from typing import Protocol

from briefing.catalogue import ListRow
from briefing.errors import BriefingError
from briefing.library import Library
from briefing.text.clean import clean
from briefing.text.ranges import Highlighter, no_highlight
from briefing.ui.background import JobThread, Later, hand_over
from briefing.ui.input.key_gate import Alarm, Clock
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.panes import PANES, pane_of
from briefing.view.signs import Signs

LATE = 0.08
"""Seconds of reading after which the title is shown over empty panes."""


class Stage(IntEnum):
    """How far the loading of a brief is."""

    NOTHING = 0
    """No brief was requested."""
    WANTED = 1
    """Its file is being read."""
    KEPT = 2
    """Shown with the verdicts of the catalogue, without archives."""
    WHOLE = 3
    """Shown with archives and checked quotes, or failed."""


class LoadingScreen(Clock, Later, Protocol):
    """The screen, reduced to the members needed here; importing it would be an import circle."""

    reading: BriefView | None

    def report_error(self, error: BriefingError) -> None:
        """Say what went wrong."""

    def hold_frame(self) -> AbstractContextManager[None]:
        """Draw nothing inside the block."""


class BriefPanes(Protocol):
    """The panes, reduced to the members that loading a brief needs."""

    def await_brief(self) -> None:
        """Have keys wait for the brief."""

    def show_late(self, title: str) -> None:
        """Show only the title."""

    def brief_has_come(self) -> None:
        """Let the keys go on."""

    def stay_at_top(self) -> None:
        """Show panes from the top where the user has not moved."""

    def land(self, record: str, pane: int) -> None:
        """Go to a record; in the pane that has it if `pane` is 0."""


class OpenBrief:
    """The brief in the panes, or the one about to appear there; a superseded request is dropped."""

    def __init__(
        self, screen: LoadingScreen, panes: BriefPanes, views: Library, signs: Signs
    ) -> None:
        """Show briefs of `views` in `panes` on `screen`."""
        self._screen = screen
        self._panes = panes
        self._views = views
        self._signs = signs
        self._reading, self._checking = JobThread(newest_only=True), JobThread(newest_only=True)
        self._request = 0
        self._arrived = Stage.NOTHING
        self._frame = ExitStack()
        self._late: Alarm | None = None
        self._landing: tuple[str, int] = ("", 0)
        self._highlighter: Highlighter = no_highlight
        self._sought: Highlighter = no_highlight
        self.stage = Stage.NOTHING
        """How far loading is."""
        self.number: int | None = None
        """The catalogue's number of the brief; None while none is shown."""
        self.path = ""
        """Its file."""

    def has_all_of(self, number: int) -> bool:
        """Whether this brief is shown, with archives and checked quotes."""
        return self.number == number and self.stage is Stage.WHOLE and not self.is_busy

    @property
    def is_busy(self) -> bool:
        """Whether a step of loading is pending."""
        return Stage.NOTHING < self._arrived < Stage.WHOLE

    def show(self, number: int | None) -> None:
        """Show a brief by its number, as soon as it is read; None empties the panes."""
        if number == self.number:
            return
        self._landing = ("", 0)
        if (row := self._turn_to(number)) is not None:
            self.stage = Stage.WANTED
            self._load(row)
            self._hold_frame(row)

    def show_again(self) -> None:
        """Reload it in place: its file or the store's shared records have changed."""
        if self.number is not None and (row := self._turn_to(self.number)) is not None:
            if self._screen.reading is None:
                self.stage = Stage.WANTED
            self._load(row)

    def forget(self) -> None:
        """Show no brief; the panes are hidden."""
        self.number = None
        self._drop()

    def find_again(self, number_at: Callable[[str], int | None]) -> bool:
        """Look its file's number up again, and return whether the file still exists."""
        if self.path:
            self.number = number_at(self.path)
        return not self.path or self.number is not None

    def _turn_to(self, number: int | None) -> ListRow | None:
        self.number, row = number, None
        try:
            row = self._views.row(number) if number is not None else None
        except BriefingError as error:
            self._screen.report_error(error)
        self.path = row.path if row is not None else ""
        if row is None:
            self._drop()
            self._put(None)
        return row

    def light(self, highlighter: Highlighter, sought: Highlighter = no_highlight) -> None:
        """Highlight search matches; a hit is shown at the first of the `sought` ones."""
        self._highlighter, self._sought = highlighter, sought
        if self._screen.reading is not None:
            self._screen.reading = self._lit(self._screen.reading)

    def _lit(self, reading: BriefView) -> BriefView:
        return reading._replace(highlighter=self._highlighter, sought=self._sought)

    def _drop(self) -> None:
        """Cancel loading."""
        self._request += 1
        self.stage = self._arrived = Stage.NOTHING

    # --- loading, in two threads -----------------------------------------------------------------

    def _load(self, row: ListRow) -> None:
        self._request += 1
        self._arrived = Stage.WANTED
        request = self._request
        self._reading.ask(lambda: self._read(request, row))

    def _read(self, request: int, row: ListRow) -> None:
        views, signs = self._views, self._signs

        def check() -> None:
            def is_superseded() -> bool:
                return request != self._request

            self._send(
                request, Stage.WHOLE, lambda: views.view(row, signs=signs, cancelled=is_superseded)
            )

        if self._send(request, Stage.KEPT, lambda: views.kept_view(row, signs=signs)):
            self._checking.ask(check)

    def _send(self, request: int, stage: Stage, view: Callable[[], BriefView]) -> bool:
        """Hand the result of `view` to the event loop, and return whether it is a brief."""
        if request != self._request:
            return False
        try:
            reading = view()
        except BriefingError as error:
            hand_over(self._screen, partial(self._take, request, Stage.WHOLE, None, error))
            return False
        hand_over(self._screen, partial(self._take, request, stage, reading))
        return True

    def _take(
        self,
        request: int,
        stage: Stage,
        reading: BriefView | None,
        error: BriefingError | None = None,
    ) -> None:
        """Show what has been loaded, unless it is superseded."""
        if request != self._request or stage <= self._arrived:
            return
        self._arrived = stage
        self.stage = max(self.stage, stage)
        if error is not None:
            self._screen.report_error(error)
        before = self._screen.reading
        if reading is not None:
            reading = self._lit(reading)
            if before is not None and before.brief.id == reading.brief.id:
                reading = self._in_place(before, reading, stage)
        self._put(reading)
        self._land()
        self._panes.brief_has_come()

    def _in_place(self, before: BriefView, reading: BriefView, stage: Stage) -> BriefView:
        """Return the brief to show in place of `before`, its older state, without scrolling."""
        if stage is Stage.KEPT:
            reading = reading._replace(archives=before.archives)
            if reading.brief is before.brief:  # the file is as it was
                reading = reading._replace(checks=before.checks, problems=before.problems)
        elif not before.archives and not before.problems:
            self._panes.stay_at_top()
        return reading

    # --- while it is being loaded ----------------------------------------------------------------

    def _hold_frame(self, row: ListRow) -> None:
        """Draw nothing until the brief arrives, so that it comes with the cursor in one frame."""
        self._frame.close()
        self._frame.enter_context(self._screen.hold_frame())
        if self._late is not None:
            self._late.stop()
        self._late = self._screen.set_timer(LATE, lambda: self._is_late(row))
        self._panes.await_brief()

    def _is_late(self, row: ListRow) -> None:
        self._put(None)
        self._panes.show_late(row.title or clean(row.path, line=True))

    def _put(self, reading: BriefView | None) -> None:
        """Show a brief, or none, and draw the frame held back for it."""
        if self._late is not None:
            self._late.stop()
            self._late = None
        self._screen.reading = reading
        self._frame.close()

    # --- a record of it --------------------------------------------------------------------------

    def land_on(self, record: str, pane: int = 0) -> None:
        """Go to a record once it is loaded; without a `pane`, in the one that has it."""
        self._landing = (record, pane)
        self._land()

    def _land(self) -> None:
        (record, pane), reading = self._landing, self._screen.reading
        if not record or reading is None or self.stage < Stage.KEPT:
            return
        if self.stage is Stage.WHOLE or (pane or pane_of(reading, record)) != len(PANES):
            self._landing = ("", 0)
        self._panes.land(record, pane)
