"""Which panes are seen at which width, the rows around them, and the keys that wait for a pane."""

from collections.abc import Callable

from textual.containers import Container
from textual.css.styles import RenderStyles
from textual.geometry import Region, Size
from textual.reactive import Reactive

from briefing.text.clean import clean
from briefing.ui.breakpoints import LIST_WIDTHS, ROOMY, WIDE
from briefing.ui.input.key_gate import KeyGate
from briefing.ui.input.ordered_keys import Typed, table_key_of
from briefing.ui.main.open_brief import Stage
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.frame import Frame
from briefing.view.brief.head import head_rows
from briefing.view.brief.panes import PANES, tab_row
from briefing.view.edges import Framed
from briefing.view.list_rows import ListSize, list_head
from briefing.view.spans import Span

_OF_THE_PANE = frozenset((
    "move", "scroll", "open", "hints", "hit", "search.word", "note", "copy", "edit", "who",
    "confirm", "unconfirm", "suggestion", "speaker", "drop",
))  # fmt: skip
"""The commands that act on the contents of a pane, by id or its first part."""


class Room(Container):
    """Holds views that fill it, and never scrolls."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """The size of its views; unlike Textual's, no change of it lays the screen out again."""


class Layout:
    """Arranges the list and the panes, and draws the rows around them."""

    def __init__(self, screen: ReadingScreen) -> None:
        """Lay `screen` out."""
        self._screen = screen

    @property
    def _frame(self) -> Frame:
        return self._screen.query_one(Frame)

    def fit(self, width: int) -> None:
        """Choose the arrangement for a width."""
        self._screen.list.tall = width >= WIDE
        self.arrange()

    # Each widget is shown or hidden by itself, not by a class of the screen: for a change of class
    # Textual looks up the styles of all widgets again, which took half the time of a key.

    def arrange(self) -> None:
        """Show the list, or the brief, or both, and the panes that are to be seen."""
        screen, wide = self._screen, not self._screen.is_narrow
        roomy = screen.size.width >= ROOMY
        beside = wide and not screen.zoomed and (roomy or not screen.pane)
        left, brief = screen.query_one("#left"), screen.query_one("#brief")
        left.display = beside or not screen.pane
        left.styles.width = LIST_WIDTHS[roomy] if wide else "1fr"
        brief.display = wide or bool(screen.pane)
        self._arrange_panes(brief.styles, wide=wide, beside=beside)

    def _arrange_panes(self, styles: RenderStyles, *, wide: bool, beside: bool) -> None:
        """Show one pane or four; where lines stand between them, these have the margins."""
        screen, current = self._screen, self._screen.pane or 1
        one = not wide or screen.zoomed or current == len(PANES) or self._only_prose()
        styles.grid_size_columns = 1 if one else 2
        styles.grid_rows = ("2 1fr" if one else "2 1fr 1fr") if wide else "1 1 1fr"
        _bar(screen, "tabs").display = not wide
        self._frame.display = wide
        head = _bar(screen, "head").styles
        head.column_span, head.padding = (1 if one else 2), (0, int(wide))
        head.margin = (0, 0, 0, int(beside))
        for pane in PANES:
            widget = screen.record_pane(pane.number)
            widget.display = pane.number == current if one else pane.number < len(PANES)
            at_left = one or pane.number % 2
            widget.styles.margin = (int(wide), 0, 0, int(beside or not at_left))
        self._frame.refresh()

    def _only_prose(self) -> bool:
        """Whether the brief has nothing but a summary, which then gets all the room."""
        reading = self._screen.reading
        brief = reading.brief if reading is not None and self._screen.pane < 2 else None
        return brief is not None and not (
            brief.agreements or brief.disagreements or brief.proposals or brief.quotes
        )

    def framed(self, over: Region) -> tuple[Framed, ...]:
        """Return the head and the panes that are seen, by their places in a region."""
        screen, offset = self._screen, -over.offset
        panes = [Framed(*_bar(screen, "head").region.translate(offset))]
        for pane in map(screen.record_pane, (pane.number for pane in PANES)):
            if pane.display:
                place = pane.region.translate(offset)
                panes.append(
                    Framed(*place, pane.title, pane.share, pane.number == screen.pane, pane.number)
                )
        return tuple(panes)

    def draw(self) -> None:
        """Draw the rows around the panes."""
        self.draw_list_head()
        if (reading := self._screen.reading) is not None:
            rows, quotes = 1 if self._screen.is_narrow else 2, self._screen.pane == 4
            _bar(self._screen, "head").lay_out(
                lambda width: head_rows(reading, width, rows, quotes=quotes)
            )
        self.draw_tabs()

    def draw_late_head(self, title: str) -> None:
        """Draw the head of a brief while only its title is known."""
        _bar(self._screen, "head").lay_out(lambda width: ((Span(title, "title"),),))

    def draw_tabs(self) -> None:
        """Draw the titles of the panes; as numbered tabs, where only one pane is seen."""
        screen = self._screen
        if not screen.is_narrow:
            self._frame.draw_titles()
        elif screen.pane:
            share = screen.record_pane(screen.pane).share
            row = tab_row(screen.reading, screen.pane, screen.size.width, share)
            _bar(screen, "tabs").lines = (row,)

    def draw_list_head(self) -> None:
        """Draw how many briefs the list has, and how many of them are new or unread."""
        screen = self._screen
        briefs, size = screen.list, None
        if not screen.nothing_yet:
            unread = screen.library.own.unread_among(briefs.numbers)
            new = briefs.count_new()
            size = ListSize(len(briefs.numbers), unread, new)
        name, chip = screen.options.list_name, screen.filter_text
        # Before the first layout there is no size, but the row must be right at once, because the
        # first screen shows it already; drawing it cuts it.
        width, beside = screen.size.width or 1000, not screen.is_narrow
        if beside:
            width = LIST_WIDTHS[width >= ROOMY]
        focused = not screen.pane
        line = list_head(name, size, width, screen.signs, chip, beside=beside, focused=focused)
        _bar(screen, "list-head").lines = (line,)


def _bar(screen: ReadingScreen, name: str) -> Bar:
    """Return one of the rows around the panes."""
    return screen.query_one(f"#{name}", Bar)


def empty_list(folder: str, *, nothing_yet: bool, is_filtered: bool) -> str:
    """Return the message in an empty list."""
    if nothing_yet:
        return ""
    if is_filtered:
        return "no brief matches the filter; F shows all"
    return f"no briefs in {clean(folder, line=True)}; briefs are .yaml, .yml, .json or .md files"


class AwaitedPanes:
    """The panes, and the keys that wait until their contents are there."""

    def __init__(
        self,
        screen: ReadingScreen,
        gate: KeyGate,
        show_late: Callable[[str], None],
        show_record: Callable[[str], None],
    ) -> None:
        """Keep `gate` closed while keys wait.

        `show_late` shows only a brief's title, `show_record` a record in its own pane.
        """
        self._screen = screen
        self._gate = gate
        self.show_late = show_late
        self._show_record = show_record

    @property
    def is_open(self) -> bool:
        """Whether the pane with the keyboard shows what keys are meant for."""
        pane = self._screen.pane
        if not pane:
            return True
        needed = Stage.WHOLE if pane == len(PANES) else Stage.KEPT
        return self._screen.brief.stage >= needed and self._screen.record_pane(pane).is_laid

    def await_brief(self) -> None:
        """Have keys wait: another pane or brief was requested."""
        self._gate.wait_for(lambda: self.is_open)

    def brief_has_come(self) -> None:
        """Let keys go on that waited for the brief, once the pane is laid out."""
        self._gate.check()

    def takes(self, event: Typed) -> bool:
        """Whether a key can be handed over: it is not meant for the pane, or the pane is open."""
        screen = self._screen
        if not self._gate.is_closed or not screen.pane or screen.takes_text:
            return True
        if not (key := table_key_of(event)):
            return True
        if (command := screen.keys.completed(key, screen.place)) is None:
            return False
        return _OF_THE_PANE.isdisjoint((command.id, command.id.partition(".")[0]))

    def stay_at_top(self) -> None:
        """Show panes from the top where the user has not moved."""
        for pane in PANES:
            self._screen.record_pane(pane.number).stay_at_top()

    def land(self, record: str, pane: int) -> None:
        """Go to a record of the brief; in the pane that has it if `pane` is 0.

        A user who went back to the list while the brief was loading stays there.
        """
        if pane:
            self._screen.record_pane(pane).show_record(record)
        elif self._screen.pane:
            self._show_record(record)
