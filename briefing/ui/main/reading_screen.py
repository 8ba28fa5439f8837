"""The state of the main screen and its widgets: what the parts of that screen share."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from textual.reactive import reactive, var

from briefing.catalogue import ListRow
from briefing.commands import Lacking, Where
from briefing.text.ranges import Highlighter, no_highlight
from briefing.ui.breakpoints import WIDE
from briefing.ui.input.command_screen import CommandScreen
from briefing.ui.main.open_brief import OpenBrief, Stage
from briefing.ui.widgets.brief_list import BriefList
from briefing.ui.widgets.record_pane import RecordPane
from briefing.view.brief.brief_view import BriefView


class ReadingScreen(CommandScreen):
    """A list of briefs and the panes of one; `MainScreen` composes the widgets and the parts."""

    reading: reactive[BriefView | None] = reactive(None, init=False, layout=False, repaint=False)
    """The brief that is shown."""
    pane: var[int] = var(0, init=False)
    """The pane that has the keyboard: 1 to 5, or 0 for the list."""
    zoomed: var[bool] = var(False, init=False)
    """Whether the pane has the whole screen."""

    brief: OpenBrief
    """The brief in the panes, or the one about to appear there."""
    filter_text = ""
    """The query that narrows the list, as typed; empty for all briefs."""
    has_looked = False
    """Whether the files have been compared with the catalogue."""

    show_briefs: Callable[[], None]
    """Shows the briefs of the catalogue that match the filter."""
    show_marks: Callable[[], None]
    """Draws the marks in the list as they are now, and the counts above it."""

    @property
    def list(self) -> BriefList:
        """The list widget of briefs."""
        return self.query_one("#list", BriefList)

    def record_pane(self, number: int) -> RecordPane:
        """Return the pane with this number, 1 to 5."""
        return self.query_one(f"#pane-{number}", RecordPane)

    @property
    def is_narrow(self) -> bool:
        """Whether only the list or one pane is seen at a time."""
        return self.size.width < WIDE

    @property
    def nothing_yet(self) -> bool:
        """Whether the list is empty because the files have not been looked at."""
        return not self.has_looked and not len(self.list.numbers)

    @property
    def place(self) -> Where:
        """Where commands are looked up."""
        return "pane" if self.pane else "list"

    @property
    def list_row(self) -> ListRow | None:
        """What the catalogue knows of the brief under the list's cursor."""
        return self.list.brief(self.list.cursor)

    @property
    def current_row(self) -> ListRow | None:
        """What the catalogue knows of the brief in question: the one read, or under the cursor."""
        number = self.brief.number if self.pane else self.list.number
        return self.library.row(number) if number is not None else None

    @property
    def current_key(self) -> str:
        """The record under the cursor of a pane; empty in the list."""
        key, reading = item_key(self), self.reading
        record = key.partition("/")[0]
        return record if reading is not None and record in reading.brief.disagreements else key

    def light(self, highlighter: Highlighter, sought: Highlighter = no_highlight) -> None:
        """Highlight what a search matches, in the list and in every pane.

        A pane that shows a hit goes to the words that are `sought` first.
        """
        self.list.highlighter = highlighter
        self.brief.light(highlighter, sought)

    def hold_frame(self) -> AbstractContextManager[None]:
        """Draw nothing inside the block."""
        return self.app.batch_update()


def lacking(screen: ReadingScreen) -> tuple[Lacking, ...]:
    """Return what commands would miss that act on the current brief."""
    if screen.nothing_yet:
        return ()
    if screen.pane and screen.reading is not None:
        return () if screen.reading.brief.process else ("process",)
    if screen.list_row is None:
        return ("brief", "process") if screen.filter_text else ("briefs", "brief", "process")
    return () if screen.list_row.may_have_process else ("process",)


def item_key(screen: ReadingScreen) -> str:
    """Return what the cursor of a pane is on: a record, or a position of one (`d1/russia`)."""
    is_there = screen.pane and screen.brief.stage >= Stage.KEPT
    item = screen.record_pane(screen.pane).item if is_there else None
    return item.key if item is not None else ""


def focused_view(screen: ReadingScreen) -> BriefList | RecordPane:
    """Return the list or pane that has the keyboard."""
    return screen.record_pane(screen.pane) if screen.pane else screen.list
