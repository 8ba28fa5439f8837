"""The open brief, loaded in the background: first with the catalogue's verdicts, then checked.

Each step has a thread, so that seconds of checking quotes delay no other brief. A thread does only
the newest job: nothing piles up while a held key moves through the list.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from briefing.catalogue import ListRow
from briefing.errors import BriefingError
from briefing.text.clean import clean
from briefing.text.ranges import Highlighter, no_highlight
from briefing.ui.background import JobThread
from briefing.ui.input.key_gate import Alarm
from briefing.ui.main.protocols import BriefPanes, BriefViews, LoadingHost, Stage
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.panes import PANES, pane_of
from briefing.view.signs import Signs

LATE = 0.08
"""Seconds of reading after which the title is shown over empty panes."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A loaded brief, or the error."""

    opening: int
    """Number of the request."""
    stage: Stage
    """KEPT or WHOLE."""
    reading: BriefView | None
    """The brief; None after an error."""
    trouble: BriefingError | None = None
    """The error."""


class BriefLoader:
    """Loads one brief at a time, in two steps; a superseded request is dropped."""

    def __init__(
        self, views: BriefViews, signs: Signs, deliver: Callable[[Arrival], object]
    ) -> None:
        """Load from `views`; `deliver` is called in another thread."""
        self._views = views
        self._signs = signs
        self._deliver = deliver
        self._reading, self._checking = JobThread(newest_only=True), JobThread(newest_only=True)
        self._opening = 0
        self._arrived = Stage.NOTHING
        self.stage = Stage.NOTHING
        """How far the brief is, by the arrivals that `takes` has seen."""

    def open(self, row: ListRow, *, again: bool = False) -> None:
        """Load the brief of `row`; `again` keeps the stage of a brief that is shown already."""
        self._opening += 1
        self._arrived = Stage.WANTED
        if not again:
            self.stage = Stage.WANTED
        opening = self._opening
        self._reading.ask(lambda: self._load(opening, row))

    def drop(self) -> None:
        """Cancel loading."""
        self._opening += 1
        self.stage = self._arrived = Stage.NOTHING

    def takes(self, arrival: Arrival) -> bool:
        """Record an arrival, and return whether it is still current."""
        if arrival.opening != self._opening or arrival.stage <= self._arrived:
            return False
        self._arrived = arrival.stage
        self.stage = max(self.stage, arrival.stage)
        return True

    @property
    def is_busy(self) -> bool:
        """Whether an arrival is pending."""
        return Stage.NOTHING < self._arrived < Stage.WHOLE

    def _load(self, opening: int, row: ListRow) -> None:
        kept = self._send(
            opening, Stage.KEPT, lambda: self._views.kept_view(row, signs=self._signs)
        )
        if kept:
            self._checking.ask(lambda: self._check(opening, row))

    def _check(self, opening: int, row: ListRow) -> None:
        def is_superseded() -> bool:
            return opening != self._opening

        self._send(
            opening,
            Stage.WHOLE,
            lambda: self._views.view(row, signs=self._signs, cancelled=is_superseded),
        )

    def _send(self, opening: int, stage: Stage, view: Callable[[], BriefView]) -> bool:
        """Deliver the result of `view`, and return whether it is a brief."""
        if opening != self._opening:
            return False
        try:
            arrival = Arrival(opening, stage, view())
        except BriefingError as error:
            arrival = Arrival(opening, Stage.WHOLE, None, error)
        self._deliver(arrival)
        return arrival.reading is not None


class OpenBrief:
    """The brief in the panes, or the one about to appear there."""

    def __init__(
        self, screen: LoadingHost, panes: BriefPanes, views: BriefViews, signs: Signs
    ) -> None:
        """Show briefs of `views` in `panes` on `screen`."""
        self._screen = screen
        self._panes = panes
        self._views = views
        self._loader = BriefLoader(views, signs, lambda each: screen.call_later(self.take, each))
        self._frame = ExitStack()
        self._late: Alarm | None = None
        self._landing: tuple[str, int] = ("", 0)
        self.number: int | None = None
        """The catalogue's number of the brief; None while none is shown."""
        self.path = ""
        """Its file."""
        self.lit: Highlighter = no_highlight
        """Highlighter of search matches."""

    @property
    def stage(self) -> Stage:
        """How far loading is."""
        return self._loader.stage

    def has_all_of(self, number: int) -> bool:
        """Whether this brief is shown, with archives and checked quotes."""
        return self.number == number and self.stage is Stage.WHOLE and not self.is_busy

    @property
    def is_busy(self) -> bool:
        """Whether a step of loading is pending."""
        return self._loader.is_busy

    def show(self, number: int | None) -> None:
        """Show a brief by its number, as soon as it is read; None empties the panes."""
        if number == self.number:
            return
        self._landing = ("", 0)
        if (row := self._turn_to(number)) is not None:
            self._loader.open(row)
            self._hold_frame(row)

    def show_again(self) -> None:
        """Reload it in place: its file or the store's shared records have changed."""
        if self.number is not None and (row := self._turn_to(self.number)) is not None:
            self._loader.open(row, again=self._screen.reading is not None)

    def forget(self) -> None:
        """Show no brief; the panes are hidden."""
        self.number = None
        self._loader.drop()

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
            self._loader.drop()
            self._put(None)
        return row

    def light(self, lit: Highlighter) -> None:
        """Highlight search matches."""
        self.lit = lit
        if self._screen.reading is not None:
            self._screen.reading = self._screen.reading._replace(highlighter=lit)

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

    def take(self, arrival: Arrival) -> None:
        """Show an arrival, unless it is superseded."""
        if not self._loader.takes(arrival):
            return
        if arrival.trouble is not None:
            self._screen.report_error(arrival.trouble)
        before, reading = self._screen.reading, arrival.reading
        if reading is not None:
            reading = reading._replace(highlighter=self.lit)
            if before is not None and before.brief.id == reading.brief.id:
                reading = self._in_place(before, reading, arrival.stage)
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
