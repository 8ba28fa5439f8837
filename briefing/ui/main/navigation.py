"""Moving between panes and briefs, and back in the history."""

from collections.abc import Callable
from functools import partial
from time import monotonic

from briefing.model.references import Target
from briefing.text.clean import clean
from briefing.ui.input.actions import Actions
from briefing.ui.input.key_gate import Alarm
from briefing.ui.main.reading_screen import ReadingScreen, item_key
from briefing.ui.trail import Trail
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.frame import Frame
from briefing.ui.widgets.line_view import LineView, click
from briefing.ui.widgets.record_pane import RecordPane, target_at
from briefing.user.spots import Spot
from briefing.view.brief.panes import PANES, tab_at

HELD = 0.05
"""Seconds between two moves of the cursor below which a key counts as held."""


class Navigation:
    """Goes from pane to pane, from brief to brief, and back to where the reader has been."""

    def __init__(
        self,
        screen: ReadingScreen,
        show_board: Callable[[Spot], object],
        follow: Callable[[Target], object] = lambda _target: None,
    ) -> None:
        """Move on `screen`; `show_board` shows a spot on a board, `follow` what is referred to."""
        self._screen = screen
        self._show_board = show_board
        self._follow = follow
        self._first = screen.options.open
        self.trail = Trail()
        """Where the reader has been."""

    @property
    def actions(self) -> Actions:
        """What its commands do."""
        return {
            "move.left": self.go_left,
            "move.right": self.go_right,
            "pane.next": lambda: self.go_on(1),
            "pane.previous": lambda: self.go_on(-1),
            "pane.list": lambda: self.show_pane(0),
            **{f"pane.{pane.number}": partial(self.show_pane, pane.number) for pane in PANES},
            "zoom": self.zoom,
            "record.next": lambda: self.go_to_record(1),
            "record.previous": lambda: self.go_to_record(-1),
            "brief.next": lambda: self.step(self._screen.keys.count or 1),
            "brief.previous": lambda: self.step(-(self._screen.keys.count or 1)),
            "back": self.go_back,
            "history.back": self.history_back,
            "history.forward": self.history_forward,
        }

    # --- panes -----------------------------------------------------------------------------------

    def go_left(self) -> None:
        """Go to the pane on the left; from the first one, to the list."""
        if self._screen.pane:
            self.go_on(-1)
        else:
            self._screen.note = "no pane to the left; l opens the brief"

    def go_right(self) -> None:
        """Go to the pane on the right; from the list, into the brief."""
        if self._screen.pane < len(PANES):
            self.go_on(1)

    def go_on(self, steps: int) -> None:
        """Go some panes on; the list is before the first and after the last."""
        self.show_pane((self._screen.pane + steps) % (len(PANES) + 1))

    def show_pane(self, number: int) -> None:
        """Give a pane the keyboard, or with 0 the list; from the list, open its brief first."""
        screen = self._screen
        if number and screen.list.number is None:
            screen.note = "no brief to show"
            return
        if number and not screen.pane:
            self.leave()
            self._screen.brief.show(screen.list.number)
        screen.pane = number

    def go_to_record(self, steps: int) -> None:
        """Go to another record of the pane, however tall the one under the cursor is."""
        pane = self._screen.record_pane(self._screen.pane)
        before = pane.cursor
        pane.go(before + steps * (self._screen.keys.count or 1))
        if pane.cursor == before:
            self._screen.note = f"{'last' if steps > 0 else 'first'} record in the pane"

    def go_to_mark(self, spot: Spot) -> None:
        """Go to a spot that was marked; the way back leads here."""
        self.leave()
        self.go_to_spot(spot)

    def zoom(self) -> None:
        """Zoom the pane to the whole screen, or back."""
        self._screen.zoomed = not self._screen.zoomed

    # --- the mouse -------------------------------------------------------------------------------

    def click(self, view: LineView, x: int, y: int) -> None:
        """Move the cursor to the mouse; open the item if the cursor was there already.

        A pane gets the keyboard, and a reference in it is followed at the first click.
        """
        screen = self._screen
        if not view.has_cursor:
            self._click_title(view, x, y)
            return
        pane = view.number if isinstance(view, RecordPane) else 0
        has_keyboard = screen.pane == pane
        if not has_keyboard:
            self.show_pane(pane)
        again = click(view, x, y)
        target = target_at(view, x, y) if isinstance(view, RecordPane) else None
        if target is not None:
            self._follow(target)
        elif again and has_keyboard:
            screen.do("open")

    def _click_title(self, view: LineView, x: int, y: int) -> None:
        """Give the keyboard to the pane of a tab or a title, or to the list."""
        screen, number = self._screen, 0
        if isinstance(view, Frame):
            number = view.number_at(x, y)
        elif isinstance(view, Bar) and view.id == "tabs" and screen.is_narrow and screen.pane:
            number = tab_at(view.lines[0], x)
        if number or (view.id == "list-head" and screen.pane):
            self.show_pane(number)

    # --- briefs ----------------------------------------------------------------------------------

    def step(self, steps: int) -> None:
        """Show a brief further on in the list."""
        briefs = self._screen.list
        before = briefs.cursor
        self.show_listed(before + steps)
        if briefs.cursor == before:
            end = "last" if steps > 0 else "first"
            self._screen.note = f"{end} brief in the list"

    def show_listed(self, index: int) -> None:
        """Show the brief at an index of the list; the list's cursor and history follow."""
        briefs = self._screen.list
        briefs.cursor = index
        self._screen.brief.show(briefs.number)
        self.trail.list_moves_to(Spot(briefs.number, 0, path=briefs.path))

    def open_brief(self, number: int, pane: int, record: str = "") -> None:
        """Read a brief: put the list's cursor on it, show a pane, and go to a record of it."""
        self._screen.list.go_to(number)
        self._screen.brief.show(number)
        self._screen.pane = pane
        if record:
            self._screen.brief.land_on(record, pane)

    def open_chosen(self, number: str) -> None:
        """Read the brief that was chosen among all of them, by its number."""
        self.leave()
        self.open_brief(int(number), 1)

    def begin(self, *, is_complete: bool) -> None:
        """Open the brief to begin with, once it is known; `is_complete` if all briefs are."""
        name, _, record = self._first.partition("#")
        number = self._screen.library.catalogue.number_named(name) if name else None
        if number is not None:
            self._first = ""
            self.open_brief(number, 1)
            if record:
                self._screen.brief.land_on(record)
        elif name and is_complete:
            self._first = ""
            self._screen.note = f'unknown brief "{name}"'

    # --- the way back ----------------------------------------------------------------------------

    def spot(self) -> Spot:
        """Return where the reader is now."""
        screen = self._screen
        if screen.pane:
            return Spot(
                self._screen.brief.number,
                screen.pane,
                item_key(screen) or screen.current_key,
                path=self._screen.brief.path,
            )
        return Spot(screen.list.number, 0, path=screen.list.path)

    def leave(self) -> None:
        """Remember where the reader is now: it is being left."""
        self.trail.leave(self.spot())

    def go_to_spot(self, spot: Spot | None) -> bool:
        """Show an earlier or later location; return whether there is one."""
        if spot is None:
            return False
        if spot.table is not None:
            self._show_board(spot)
        else:
            self.go_to_brief(spot)
        return True

    def go_to_brief(self, spot: Spot) -> None:
        """Show the brief or the list that a spot is in."""
        number = self._screen.library.catalogue.number_at(spot.path) if spot.path else spot.number
        if not spot.pane:
            self._screen.list.go_to(number)
            self._screen.pane = 0
        elif number is not None:
            self.open_brief(number, spot.pane, spot.record)
        else:
            self._screen.note = f"{clean(spot.path, line=True)} no longer exists"

    def go_back(self) -> None:
        """Go back one step."""
        if self._screen.zoomed:
            self._screen.zoomed = False
        elif not self.go_to_spot(self.trail.back(self.spot())):
            self._screen.pane = 0

    def history_back(self) -> None:
        """Go back to where the reader was before."""
        if not self.go_to_spot(self.trail.back(self.spot())):
            self._screen.note = "no earlier location in history"

    def history_forward(self) -> None:
        """Go forward to the next location."""
        if not self.go_to_spot(self.trail.forward(self.spot())):
            self._screen.note = "no later location in history"


class Preview:
    """Shows the brief under the list's cursor beside the list, if there is room."""

    def __init__(self, screen: ReadingScreen, now: Callable[[], float] = monotonic) -> None:
        """Show it on `screen`; `now` returns a time in seconds."""
        self._screen = screen
        self._now = now
        self._moved = 0.0
        self._alarm: Alarm | None = None

    def cursor_has_moved(self, number: int | None) -> None:
        """Show the brief that the cursor is on now."""
        screen = self._screen
        if screen.pane or number != screen.list.number:
            return  # a brief is being read, or the cursor has moved on
        if screen.is_narrow:
            self._screen.brief.forget()
            return
        now = self._now()
        held = self._screen.brief.number is not None and now - self._moved < HELD
        self._moved = now
        if self._alarm is not None:
            self._alarm.stop()
        if number == self._screen.brief.number:
            return
        if held:
            # A key is being held: the brief could not be read, and would delay the cursor.
            self._alarm = screen.set_timer(HELD, lambda: self._screen.brief.show(number))
        else:
            self._screen.brief.show(number)
