"""The frame of the main screen: its widgets, its state, what is seen at which width."""

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, reactive, var
from textual.timer import Timer

from briefing.commands import Where, key_name
from briefing.errors import BriefingError
from briefing.lay import Lit, Span, nothing_lit
from briefing.page.chrome import head_rows, tab_row
from briefing.page.panes import PANES
from briefing.page.reading import Reading
from briefing.page.rows import heading
from briefing.query import EVERYTHING
from briefing.terminal.first import ROOMY, WIDE
from briefing.text import clean
from briefing.ui.brief_list import BriefList
from briefing.ui.brief_loader import Arrival, BriefLoader, Stage
from briefing.ui.chrome import Bar
from briefing.ui.options import Options
from briefing.ui.record_pane import RecordPane
from briefing.ui.stepping import Stepping
from briefing.ui.trail import Spot, Trail
from briefing.ui.typeahead import Typed

if TYPE_CHECKING:
    from briefing.catalogue import ListRow
    from briefing.library import Library


_HELD = 0.05
"""Seconds between two moves of the cursor below which a key counts as held."""

_OPENING = 0.5
"""Seconds that keys wait at most for a pane to open; where there is no room it never does."""


_OF_THE_PANE = frozenset(
    ("move", "scroll", "open", "hints", "hit", "search.word", "note", "copy", "edit", "who")
)
"""What commands are called that do something with what a pane holds."""

_LATE = 0.08
"""Seconds after which a brief that is still being read is shown without what it holds."""


class BriefArrived(Message):
    """A brief that was asked for has come, or cannot be had."""

    def __init__(self, arrival: Arrival) -> None:
        """Hand `arrival` over."""
        super().__init__()
        self.arrival = arrival


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
        self._late: Timer | None = None
        self._held = ExitStack()
        self.loader = BriefLoader(library, self.signs, self._deliver)
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
        opens = bool(self.pane) and not self._is_open
        self._opening = self.set_timer(_OPENING, self._end_waiting) if opens else None

    @property
    def _is_open(self) -> bool:
        """Whether the pane with the keyboard shows what keys are meant for."""
        needed = Stage.WHOLE if self.pane == 5 else Stage.KEPT
        return self.loader.stage >= needed and self.record_pane(self.pane).is_laid

    def _end_waiting(self) -> None:
        if self._opening is not None:
            self._opening.stop()
            self._opening = None
        self.go_on()

    @on(RecordPane.Scrolled)
    def _pane_is_laid(self) -> None:
        if self._opening is not None and (not self.pane or self._is_open):
            self._end_waiting()

    def takes_key(self, event: Typed) -> bool:
        """Whether the next key can be handed over: not while the pane it is meant for opens."""
        return super().takes_key(event) and (self._opening is None or not self._needs_pane(event))

    def _needs_pane(self, event: Typed) -> bool:
        """Whether what a key does hangs on what the pane holds."""
        if self.takes_text or not isinstance(event, events.Key):
            return False
        command = self.keys.completed(key_name(event.key, event.character), self.place)
        return command is None or not _OF_THE_PANE.isdisjoint(
            (command.id, command.id.split(".")[0])
        )

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
            return "no brief answers the filter; F shows all"
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
            self.loader.drop()
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
        """Show the brief with this number in the panes, as soon as it has been read."""
        if number == self.shown and not again:
            return
        self.shown, row = number, None
        try:
            row = self.library.row(number) if number is not None else None
        except BriefingError as error:
            self.tell_trouble(clean(str(error), line=True))
        self.shown_path = row.path if row is not None else ""
        if row is None:
            self.loader.drop()
            self._show_reading(None)
        else:
            self.loader.open(row, again=again and self.reading is not None)
            if not again:
                self._hold_back(row)

    def show_again(self) -> None:
        """Load the brief that is shown anew: its file or the store's shared records changed."""
        if self.shown is not None:
            self.show_number(self.shown, again=True)

    # --- a brief that is being loaded ------------------------------------------------------------

    def _deliver(self, arrival: Arrival) -> None:
        self.post_message(BriefArrived(arrival))

    def _hold_back(self, row: "ListRow") -> None:
        """Draw nothing until the brief is there, so that it comes with the cursor in one frame.

        If it takes long, its head is shown over empty panes.
        """
        self._held.close()
        self._held.enter_context(self.app.batch_update())
        if self._late is not None:
            self._late.stop()
        self._late = self.set_timer(_LATE, lambda: self._show_late(row))
        self._wait_for_pane()

    def _show_late(self, row: "ListRow") -> None:
        self._show_reading(None)
        bar = self.query_one("#head", Bar)
        bar.lay_out(lambda width: ((Span(row.title or clean(row.path, line=True), "title"),),))

    def _show_reading(self, reading: Reading | None) -> None:
        """Show a brief, or none, and draw what was held back for it."""
        if self._late is not None:
            self._late.stop()
            self._late = None
        self.reading = reading
        self._held.close()
        self.check_idle()

    @on(BriefArrived)
    def _brief_has_arrived(self, event: BriefArrived) -> None:
        arrival = event.arrival
        if not self.loader.takes(arrival):
            return
        if arrival.trouble is not None:
            self.tell_trouble(clean(str(arrival.trouble), line=True))
        before, reading = self.reading, arrival.reading
        if reading is not None:
            reading = reading._replace(lit=self.lit)
            if before is not None and before.brief.id == reading.brief.id:
                reading = self._in_place(before, reading, arrival.stage)
        self._show_reading(reading)
        self.has_arrived()
        self._pane_is_laid()

    def has_arrived(self) -> None:
        """Do what had to wait for the brief that is shown."""

    def _in_place(self, before: Reading, reading: Reading, stage: Stage) -> Reading:
        """Return what is shown in place of `before`, the same brief, without moving the reader."""
        if stage is Stage.KEPT:
            reading = reading._replace(archives=before.archives)
            if reading.brief is before.brief:  # the file is as it was
                reading = reading._replace(findings=before.findings, problems=before.problems)
        elif not before.archives and not before.problems:
            for pane in PANES:
                self.record_pane(pane.number).stay_at_top()
        return reading

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
            self.land_on(record, pane)

    def land_on(self, record: str, pane: int = 0) -> None:
        """Go to a record of the brief that is shown, in the pane that has it if none is given."""

    def show_pane(self, number: int) -> None:
        """Give a pane the keyboard, or with 0 the list; from the list, open its brief first."""
        if number and self.list.number is None:
            self.note = "there is no brief to show"
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
        is_there = self.pane and self.loader.stage >= Stage.KEPT
        item = self.record_pane(self.pane).item if is_there else None
        return item.key if item is not None else ""

    def spot(self) -> Spot:
        """Return where the reader is now."""
        if self.pane:
            return Spot(self.shown, self.pane, self.current_key, path=self.shown_path)
        row = self.list.brief(self.list.cursor)
        return Spot(self.list.number, 0, path=row.path if row is not None else "")
