"""The main screen, composed: the list of briefs and the one that is read.

Its state is in `ReadingScreen`; commands are done by its parts, which know no more than that.
"""

from textual import events, on
from textual.app import ComposeResult

from briefing.commands import Lacking
from briefing.library import Library
from briefing.ui.background import WorkerThreads
from briefing.ui.input.actions import Actions, action_table, stepping
from briefing.ui.input.bookmarks import Bookmarks
from briefing.ui.input.key_gate import KeyGate
from briefing.ui.input.line_edit import LineEdit
from briefing.ui.input.ordered_keys import Typed, table_key_of
from briefing.ui.main.brief_output import Copying, EditorLauncher, SelectionOutput
from briefing.ui.main.confirming.confirming import Confirming
from briefing.ui.main.layout import AwaitedPanes, Layout, Room, empty_list
from briefing.ui.main.navigation import Navigation, Preview
from briefing.ui.main.open_brief import OpenBrief
from briefing.ui.main.process_boards import Boards
from briefing.ui.main.read_marks import ReadMarks
from briefing.ui.main.reading_screen import ReadingScreen, focused_view, lacking
from briefing.ui.main.reference_hints import References
from briefing.ui.main.refresher import Refresher
from briefing.ui.main.search_walk import ListFilter, SearchWalk
from briefing.ui.options import Options
from briefing.ui.screens.cards.welcome import Welcome
from briefing.ui.screens.program_actions import ProgramActions
from briefing.ui.screens.saving import SearchSaving
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.brief_list import BriefList
from briefing.ui.widgets.frame import Frame
from briefing.ui.widgets.line_view import LineView
from briefing.ui.widgets.record_pane import RecordPane
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.panes import PANES

_ALWAYS = frozenset({"Q", "q", "Esc", "?", ":", "^l", "^z"})
"""Keys that are not put off until there is something to read."""


class MainScreen(ReadingScreen):
    """The reader's main screen."""

    def __init__(self, library: Library, options: Options) -> None:
        """Read `library`."""
        super().__init__(library, options)
        self._typed_early: list[Typed] = []
        self._pane_gate = KeyGate(self, self.drain_keys)
        self.arrangement = Layout(self)
        self.panes = AwaitedPanes(
            self,
            self._pane_gate,
            self.arrangement.draw_late_head,
            lambda record: self.references.show_record(record),
        )
        self.brief = OpenBrief(self, self.panes, library, self.signs)
        self.preview = Preview(self)
        self.navigation = Navigation(
            self,
            lambda spot: self.boards.show_spot(spot),
            lambda target: self.references.follow(target),
        )
        self.references = References(self, self.navigation)
        self.walk = SearchWalk(self, self.navigation)
        self.list_filter = ListFilter(self, self.walk, self.navigation)
        self.boards = Boards(self, self.navigation)
        self.marks = ReadMarks(self, self.navigation)
        self.refresher = Refresher(self, WorkerThreads(self))
        self.selection_output = SelectionOutput(self)
        self.confirming = Confirming(self, self.navigation, self.refresher.files_may_have_changed)
        self.marks.edits = self.confirming.edits
        self.lacking = lambda: _lacking_here(self)
        self.actions = _joined_actions(self)

    # --- widgets ---------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose the widgets; the arrangement decides which of them are seen."""
        with Room(id="body"):
            with Room(id="left"):
                yield Bar(id="list-head")
                yield BriefList(self.library, id="list")
            with Room(id="brief"):
                yield Frame(self.arrangement.framed)
                yield Bar(id="head")
                yield Bar(id="tabs")
                for pane in PANES:
                    yield RecordPane(pane.number).data_bind(MainScreen.reading)
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the briefs of the catalogue and any warning, and follow the files."""
        self.list.focus()
        self.show_briefs()
        state = self.library.state
        self.note = next(iter(self.options.warnings), state.warning if state is not None else "")
        # The first read opens the state's file: it is not left to the first `/`.
        self.background.run(self.library.searches, lambda _searches: None)
        self.refresher.start()
        if self.options.welcome:
            self.open_screen(Welcome(self.options))

    def on_resize(self, event: events.Resize) -> None:
        """Choose the arrangement for the width."""
        self.call_after_refresh(self.selection_output.selection.show)
        self.arrangement.fit(event.size.width)
        self.call_after_refresh(self._draw_bars)

    def _draw_bars(self) -> None:
        self.arrangement.draw()
        self.draw_footer()

    @on(RecordPane.Scrolled)
    def _pane_has_scrolled(self) -> None:
        self._pane_gate.check()
        self.arrangement.draw_tabs()
        self.walk.pane_has_scrolled()
        self.confirming.draw_keys()

    @on(LineView.Clicked)
    def _was_clicked(self, event: LineView.Clicked) -> None:
        if self.takes_text:
            self.query_one(LineEdit).focus()  # the button has given the keyboard to the view
        else:
            self.navigation.click(event.view, event.x, event.y)
            self.confirming.draw_keys()

    # --- the state -------------------------------------------------------------------------------

    def watch_reading(self, old: BriefView | None, new: BriefView | None) -> None:
        """Draw the head of the brief, and arrange the panes for it."""
        # A selection in the list goes on while the brief beside it follows the cursor.
        if self.pane and (old is None or new is None or old.brief.id != new.brief.id):
            self.selection_output.selection.end()
        self.arrangement.arrange()
        self.call_after_refresh(self._draw_bars)
        self.marks.begin_to_read()

    def watch_pane(self) -> None:
        """Give another pane, or the list, the keyboard."""
        self.selection_output.selection.end()
        self.arrangement.arrange()
        # Classes take effect later than the cursor: a frame between would show neither view whole.
        self.refresh(layout=True)
        self.give_keyboard_back()
        if not self.pane:
            self.zoomed = False
        self.panes.await_brief()
        self.call_after_refresh(self._draw_bars)
        self.marks.begin_to_read()

    def watch_zoomed(self) -> None:
        """Show one pane, or all of them again."""
        self.arrangement.arrange()

    def give_keyboard_back(self) -> None:
        """Focus the list or pane that had the keyboard."""
        focused_view(self).focus()

    # --- keys ------------------------------------------------------------------------------------

    def takes_key(self, event: Typed) -> bool:
        """Whether the next key can be handed over: not while the pane it is meant for opens."""
        return super().takes_key(event) and self.panes.takes(event)

    def press(self, event: Typed) -> None:
        """Put keys off until there is something to read, but for those that leave or explain."""
        if not self.nothing_yet or table_key_of(event) in _ALWAYS:
            super().press(event)
        else:
            self._typed_early.append(event)

    def take_key(self, key: str) -> None:
        """Execute the command of a key, or choose the reference that has it for a letter."""
        if self.references.choosing:
            self.references.choose(key)
        elif not self.selection_output.selection.take_key(key):
            super().take_key(key)
            self.selection_output.selection.show()
        self.confirming.draw_keys()

    # --- what is shown ---------------------------------------------------------------------------

    @on(BriefList.Highlighted)
    def _cursor_has_moved(self, event: BriefList.Highlighted) -> None:
        self.preview.cursor_has_moved(event.number)
        self.draw_footer()
        if event.by_hand and self.list.see():
            self.arrangement.draw_list_head()

    def show_marks(self) -> None:
        """Draw the marks in the list as they are now, and the counts above it."""
        self.list.new = set(filter(self.library.own.is_unread, self.list.new))
        self.list.refresh()
        self.arrangement.draw_list_head()

    def show_briefs(self) -> None:
        """Show the briefs of the catalogue that match the filter."""
        self.list.nothing = empty_list(
            str(self.library.folder),
            nothing_yet=self.nothing_yet,
            is_filtered=bool(self.filter_text),
        )
        self.list.show_numbers(self.library.ids(self.list_filter.query))
        self.arrangement.draw_list_head()
        nothing_yet = self.nothing_yet
        self.navigation.begin(is_complete=not nothing_yet)
        if not nothing_yet and self._typed_early:
            early, self._typed_early = self._typed_early, []
            self.ordered_app.enqueue(*early)


def _lacking_here(screen: MainScreen) -> tuple[Lacking, ...]:
    return (
        *lacking(screen), *screen.confirming.lacking(), *screen.walk.lacking(),
        *screen.marks.lacking(), *screen.navigation.trail.lacking(screen.navigation.spot()),
    )  # fmt: skip


def _joined_actions(screen: MainScreen) -> Actions:
    navigation, walk = screen.navigation, screen.walk
    program = ProgramActions(
        screen,
        screen.library,
        SearchSaving(screen, screen.library, screen.list_filter.present),
        query=walk.search_for,
        filter=screen.list_filter.narrow_to,
        brief=navigation.open_chosen,
    )
    return action_table(
        stepping(lambda: focused_view(screen), screen.keys),
        Bookmarks(screen, navigation.trail, navigation.spot, navigation.go_to_mark).actions,
        program.actions,
        navigation.actions,
        screen.references.actions,
        walk.actions,
        screen.list_filter.actions,
        screen.boards.actions,
        screen.marks.actions,
        screen.confirming.actions,
        Copying(screen).actions,
        screen.selection_output.actions,
        {"edit": EditorLauncher(screen, screen.refresher.files_may_have_changed).edit},
    )
