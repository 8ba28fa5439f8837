"""The layout of the main screen: its widgets, its state, and what each width shows."""

import time
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive, var
from textual.timer import Timer

from briefing.commands import Where
from briefing.errors import BriefingError
from briefing.lay import Lit, Span, nothing_lit
from briefing.page.chrome import head_rows, tab_row
from briefing.page.panes import PANES
from briefing.page.reading import Reading
from briefing.page.rows import heading
from briefing.query import EVERYTHING
from briefing.text import clean
from briefing.ui.breakpoints import ROOMY, WIDE
from briefing.ui.brief_list import BriefList
from briefing.ui.chrome import Bar
from briefing.ui.options import Options
from briefing.ui.record_pane import RecordPane
from briefing.ui.stepping import Stepping
from briefing.ui.trail import Spot, Trail

if TYPE_CHECKING:
    from briefing.catalogue import ListRow
    from briefing.library import Library


_HELD = 0.05
"""Seconds between two moves of the cursor below which a key counts as held."""

_OPENING = 0.5
"""Seconds that keys wait at most for a pane to open; where there is no room it never does."""


class Room(Container):
    """Holds views that fill it, and never scrolls."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How large what it holds is. That follows from its own size: nothing is laid out again."""


class Frame(Stepping):
    """The list of briefs and the one that is read, with the rows around them.

    State lives here: which briefs (`numbers`), which one (`reading`), which pane (`pane`). The list
    and the panes are told, and answer with messages.
    """

    reading: reactive[Reading | None] = reactive(None, init=False, layout=False, repaint=False)
    """The brief that is shown."""
    pane: var[int] = var(0, init=False)
    """The pane that has the keyboard: 1 to 5, or 0 for the list."""
    zoomed: var[bool] = var(False, init=False, toggle_class="-zoom")
    """Whether the pane has the whole screen."""
    beginning = True
    """Whether the files have not been looked at yet."""

    def __init__(self, library: "Library", options: Options) -> None:
        """Read `library`."""
        super().__init__(library, options)
        self.read_after = options.read_after
        self.trail = Trail()
        self._moved = 0.0
        self._preview_timer: Timer | None = None
        self._opening: Timer | None = None
        self.lit: Lit = nothing_lit
        self.filter_text = ""
        self.filter_query = EVERYTHING
        self.shown: int | None = None
        self.shown_path = ""

    def compose(self) -> ComposeResult:
        """Lay the widgets out; the style sheet says which are seen at which width."""
        library = self.library
        yield Bar(id="list-head")
        with Room(id="body"):
            number_at = library.catalogue.number_at
            yield BriefList(library.rows, library.sums, library.mark_of, number_at, id="list")
            with Room(id="brief"):
                yield Bar(id="head")
                yield Bar(id="tabs")
                with Room(id="panes"):
                    for pane in PANES:
                        yield RecordPane(pane.number).data_bind(Frame.reading)
        yield Bar(id="footer")

    @property
    def list(self) -> BriefList:
        """The list of briefs."""
        return self.query_one("#list", BriefList)

    def record_pane(self, number: int) -> RecordPane:
        """Return the pane with this number, 1 to 5."""
        return self.query_one(f"#pane-{number}", RecordPane)

    @property
    def view(self) -> BriefList | RecordPane:
        """The list or pane that has the keyboard."""
        return self.record_pane(self.pane) if self.pane else self.list

    @property
    def place(self) -> Where:
        """Where commands are looked up."""
        return "pane" if self.pane else "list"

    @property
    def narrow(self) -> bool:
        """Whether only the list or one pane is seen at a time."""
        return self.size.width < WIDE

    def on_mount(self) -> None:
        """Show what the catalogue holds, then bring it up to date."""
        self.list.border_title = Content("0 Briefs")
        self.list.focus()
        self.show_found()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the arrangement for the width."""
        width = event.size.width
        self.update_classes(
            {"-narrow": width < WIDE, "-medium": WIDE <= width < ROOMY, "-roomy": width >= ROOMY}
        )
        self.list.tall = width >= WIDE
        self._arrange()
        self.call_after_refresh(self._draw_chrome)

    def _arrange(self) -> None:
        """Show the panes that are to be seen."""
        one = self.zoomed or self.pane == 5 or self._only_prose()
        self.update_classes({"-reading": bool(self.pane), "-one": one})
        for pane in PANES:
            self.record_pane(pane.number).set_class(pane.number == (self.pane or 1), "-current")

    def _only_prose(self) -> bool:
        """Whether the brief has nothing but a summary, which then gets all the room."""
        brief = self.reading.brief if self.reading is not None and self.pane < 2 else None
        return brief is not None and not (
            brief.agreements or brief.disagreements or brief.proposals or brief.quotes
        )

    def watch_pane(self) -> None:
        """Give another pane, or the list, the keyboard."""
        self._arrange()
        # Classes take effect later than the cursor: a frame between would show neither view whole.
        self.refresh(layout=True)
        self.view.focus()
        if not self.pane:
            self.zoomed = False
        self._wait_for_pane()
        self.call_after_refresh(self._draw_chrome)

    def _wait_for_pane(self) -> None:
        """Put keys off until the pane that has the keyboard is laid out: they are meant for it."""
        if self._opening is not None:
            self._opening.stop()
        opens = bool(self.pane) and not self.record_pane(self.pane).is_laid
        self._opening = self.set_timer(_OPENING, self._end_waiting) if opens else None

    def _end_waiting(self) -> None:
        if self._opening is not None:
            self._opening.stop()
            self._opening = None
        self.go_on()

    @on(RecordPane.Scrolled)
    def _pane_is_laid(self) -> None:
        if self._opening is not None and self.pane and self.record_pane(self.pane).is_laid:
            self._end_waiting()

    @property
    def takes_keys(self) -> bool:
        """Whether the next key can be handed over: not while the pane it is meant for opens."""
        return super().takes_keys and self._opening is None

    def give_keyboard_back(self) -> None:
        """Focus the list or pane that had the keyboard."""
        self.view.focus()

    def watch_zoomed(self) -> None:
        """Show one pane, or all of them again."""
        self._arrange()

    def _draw_chrome(self) -> None:
        self._draw_list_head()
        if (reading := self.reading) is not None:
            rows, quotes = 1 if self.narrow else 2, self.pane == 4
            self.query_one("#head", Bar).lay_out(
                lambda width: head_rows(reading, width, rows, quotes=quotes)
            )
        self._draw_tabs()
        self.draw_footer()

    @on(RecordPane.Scrolled)
    def _draw_tabs(self) -> None:
        if self.pane and self.narrow:
            share = self.record_pane(self.pane).share
            row = tab_row(self.reading, self.pane, self.size.width, share)
            self.query_one("#tabs", Bar).lines = (row,)

    def _draw_list_head(self) -> None:
        bar = self.query_one("#list-head", Bar)
        # Before the first layout there is no size, but the row must be right at once, because the
        # first screen shows it already; drawing it cuts it.
        room = max(1, (self.app.size.width or 1000) - 2)
        count = None if self.nothing_yet else len(self.list.numbers)
        name, chip = self.options.list_name, self.filter_text
        line = heading(count, "newest first", room, self.signs, filter=chip, name=name)
        bar.lines = ((Span(" "), *line),)

    @property
    def nothing_yet(self) -> bool:
        """Whether the list is empty only because the files have not been looked at."""
        return self.beginning and not len(self.list.numbers)

    def show_found(self) -> None:
        """Show the briefs that the catalogue holds, or those that the filter lets through."""
        self.list.nothing = self._nothing()
        self.list.show_numbers(self.library.ids(self.filter_query))
        self._draw_list_head()

    def _nothing(self) -> str:
        """Return what an empty list says."""
        if self.nothing_yet:
            return ""
        if self.filter_text:
            return "no brief matches the filter; F shows all"
        folder = clean(str(self.library.folder), line=True)
        return f"no briefs in {folder}; briefs are .yaml, .yml, .json or .md files"

    def light(self, lit: Lit) -> None:
        """Light what a search finds in every pane."""
        self.lit = self.list.lit = lit
        if self.reading is not None:
            self.reading = self.reading._replace(lit=lit)

    @on(BriefList.Highlighted)
    def _preview(self, event: BriefList.Highlighted) -> None:
        if self.pane or event.number != self.list.number:
            # A brief is being read, whatever becomes of the list; or the cursor is elsewhere by
            # now, such as at the brief that was asked for.
            return
        if self.narrow and not self.pane:
            self.shown = None
            return
        now = time.monotonic()
        held = self.shown is not None and now - self._moved < _HELD
        self._moved = now
        if self._preview_timer is not None:
            self._preview_timer.stop()
        if event.number == self.shown:
            return
        if held:
            # A key is being held: the brief would be gone before anybody could read it, and on a
            # slow line it would hold up the cursor.
            self._preview_timer = self.set_timer(_HELD, lambda: self.show_number(event.number))
        else:
            self.show_number(event.number)

    def show_number(self, number: int | None, *, again: bool = False) -> None:
        """Show the brief with this number in the panes."""
        if number == self.shown and not again:
            return
        self.shown = number
        row, reading = None, None
        try:
            if number is not None and (row := self.library.row(number)) is not None:
                reading = self.library.reading(row, signs=self.signs, lit=self.lit)
        except BriefingError as error:
            self.tell_trouble(clean(str(error), line=True))
        self.shown_path = row.path if row is not None else ""
        self.reading = reading

    def show_again(self) -> None:
        """Load the brief that is shown anew: its file or the store's shared records changed."""
        if self.shown is not None:
            self.show_number(self.shown, again=True)

    def watch_reading(self) -> None:
        """Draw the head of the brief, and arrange the panes for it."""
        self._arrange()
        self.call_after_refresh(self._draw_chrome)

    def open_number(self, number: int, pane: int, record: str = "") -> None:
        """Read a brief: put the list's cursor on it, show a pane, and go to a record of it."""
        self.list.go_to(number)
        self.show_number(number)
        self.pane = pane
        if record:
            self.record_pane(pane).show_record(record)

    def show_pane(self, number: int) -> None:
        """Give a pane the keyboard, or with 0 the list; from the list, open its brief first."""
        if number and self.list.number is None:
            self.note = "no brief to show"
            return
        if number and not self.pane:
            self.trail.leave(self.spot())
            self.show_number(self.list.number)
        self.pane = number

    @property
    def current_row(self) -> "ListRow | None":
        """What the catalogue knows of the brief in question: the one read, or under the cursor."""
        number = self.shown if self.pane else self.list.number
        return self.library.row(number) if number is not None else None

    @property
    def current_key(self) -> str:
        """The record under the cursor of a pane; empty in the list."""
        item = self.record_pane(self.pane).item if self.pane else None
        return item.key if item is not None else ""

    def spot(self) -> Spot:
        """Return where the reader is now."""
        if self.pane:
            return Spot(self.shown, self.pane, self.current_key, path=self.shown_path)
        row = self.list.brief(self.list.cursor)
        return Spot(self.list.number, 0, path=row.path if row is not None else "")
