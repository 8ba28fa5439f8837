"""The main screen: the list of briefs and the one that is read.

It holds the state: which brief (`reading`), which pane (`pane`), whether that has the whole screen.
Commands are done by the parts of the screen; each knows of the screen no more
than its protocol in `protocols` says.
"""

from contextlib import AbstractContextManager
from time import monotonic

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive, var

from briefing.catalogue import ListRow
from briefing.commands import Where, key_name
from briefing.library import Library
from briefing.text.ranges import Highlighter
from briefing.ui.background import WorkerThreads
from briefing.ui.breakpoints import WIDE
from briefing.ui.input.actions import Actions, action_table
from briefing.ui.input.command_screen import CommandScreen, Footer
from briefing.ui.input.key_gate import KeyGate
from briefing.ui.input.ordered_keys import Typed
from briefing.ui.input.stepping import stepping
from briefing.ui.main.brief_output import Copying, EditorLauncher
from briefing.ui.main.layout import AwaitedPanes, Layout, Room, empty_list
from briefing.ui.main.navigation import Navigation, Preview
from briefing.ui.main.open_brief import OpenBrief
from briefing.ui.main.process_boards import Boards
from briefing.ui.main.protocols import Stage
from briefing.ui.main.read_marks import ReadMarks
from briefing.ui.main.reference_hints import References
from briefing.ui.main.refresher import Refresher
from briefing.ui.main.search_walk import ListFilter, SearchWalk
from briefing.ui.options import Options
from briefing.ui.screens.program_actions import ProgramActions
from briefing.ui.widgets.bar import Bar
from briefing.ui.widgets.brief_list import BriefList
from briefing.ui.widgets.record_pane import RecordPane
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.panes import PANES


def _name_of(event: Typed) -> str:
    return key_name(event.key, event.character) if isinstance(event, events.Key) else ""


_ALWAYS = frozenset({"Q", "q", "Esc", "?", ":", "^l", "^z"})
"""Keys that are not put off until there is something to read."""


class MainScreen(CommandScreen):
    """The reader's main screen."""

    reading: reactive[BriefView | None] = reactive(None, init=False, layout=False, repaint=False)
    """The brief that is shown."""
    pane: var[int] = var(0, init=False)
    """The pane that has the keyboard: 1 to 5, or 0 for the list."""
    zoomed: var[bool] = var(False, init=False, toggle_class="-zoom")
    """Whether the pane has the whole screen."""

    def __init__(self, library: Library, options: Options) -> None:
        """Read `library`."""
        super().__init__(library, options)
        self._typed_early: list[Typed] = []
        self._pane_gate = KeyGate(self, self.drain_keys)
        self.arrangement = Layout(self)
        self.references: References
        self.boards: Boards
        self.panes = AwaitedPanes(
            self,
            self._pane_gate,
            self.arrangement.draw_late_head,
            lambda record: self.references.show_record(record),
        )
        self.brief = OpenBrief(self, self.panes, library, self.signs)
        self.preview = Preview(self, self.brief, monotonic)
        self.navigation = Navigation(
            self,
            self.brief,
            library.catalogue,
            lambda spot: self.boards.show_spot(spot),
            options.open,
        )
        self.references = References(self, self.brief, self.navigation, library.catalogue.number_of)
        self.walk = SearchWalk(self, library, self.brief, self.navigation)
        self.list_filter = ListFilter(self, library, self.walk, self.navigation)
        self.boards = Boards(self, library, self.brief, self.navigation)
        self.marks = ReadMarks(self, library, self.brief, options.read_after)
        self.refresher = Refresher(self, WorkerThreads(self), library, self.brief)
        self.actions = self._joined_actions()

    def _joined_actions(self) -> Actions:
        library = self.library
        editor = EditorLauncher(
            self, library.folder, library.store.load, self.refresher.files_may_have_changed
        )
        return action_table(
            stepping(lambda: self.record_pane(self.pane) if self.pane else self.list),
            ProgramActions(
                self, library, query=self.walk.search_for, brief=self.navigation.open_chosen
            ).actions,
            self.navigation.actions,
            self.references.actions,
            self.walk.actions,
            self.list_filter.actions,
            self.boards.actions,
            self.marks.actions,
            Copying(self, library, self.brief).actions,
            {"edit": editor.edit},
        )

    # --- widgets ---------------------------------------------------------------------------------

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
                        yield RecordPane(pane.number).data_bind(MainScreen.reading)
        yield Footer().data_bind(MainScreen.note, MainScreen.complaint, MainScreen.progress)

    @property
    def list(self) -> BriefList:
        """The list widget of briefs."""
        return self.query_one("#list", BriefList)

    def record_pane(self, number: int) -> RecordPane:
        """Return the pane with this number, 1 to 5."""
        return self.query_one(f"#pane-{number}", RecordPane)

    def bar(self, name: str) -> Bar:
        """Return one of the rows around the panes."""
        return self.query_one(f"#{name}", Bar)

    def on_mount(self) -> None:
        """Show what the catalogue holds, say what is wrong, and follow the files."""
        self.list.border_title = Content("0 Briefs")
        self.list.focus()
        self.show_briefs()
        state = self.library.state
        self.note = next(iter(self.options.warnings), state.warning if state is not None else "")
        # The first read opens the state's file: it is not left to the first `/`.
        self.background.run(self.library.searches, lambda _searches: None)
        self.refresher.start()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the arrangement for the width."""
        self.arrangement.fit(event.size.width)
        self.call_after_refresh(self._draw_bars)

    def _draw_bars(self) -> None:
        self.arrangement.draw()
        self.draw_footer()

    @on(RecordPane.Scrolled)
    def _pane_has_scrolled(self) -> None:
        self._pane_gate.check()
        self.arrangement.draw_tabs()

    # --- the state -------------------------------------------------------------------------------

    def watch_reading(self) -> None:
        """Draw the head of the brief, and arrange the panes for it."""
        self.arrangement.arrange()
        self.call_after_refresh(self._draw_bars)
        self.marks.begin_to_read()

    def watch_pane(self) -> None:
        """Give another pane, or the list, the keyboard."""
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
        (self.record_pane(self.pane) if self.pane else self.list).focus()

    @property
    def is_narrow(self) -> bool:
        """Whether only the list or one pane is seen at a time."""
        return self.size.width < WIDE

    @property
    def nothing_yet(self) -> bool:
        """Whether the list is empty because the files have not been looked at."""
        return self.refresher.nothing_yet

    @property
    def filter_text(self) -> str:
        """The query that narrows the list, as typed."""
        return self.list_filter.text

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
        is_there = self.pane and self.brief.stage >= Stage.KEPT
        item = self.record_pane(self.pane).item if is_there else None
        return item.key if item is not None else ""

    # --- keys ------------------------------------------------------------------------------------

    def takes_key(self, event: Typed) -> bool:
        """Whether the next key can be handed over: not while the pane it is meant for opens."""
        return super().takes_key(event) and self.panes.takes(event)

    def press(self, event: Typed) -> None:
        """Put keys off until there is something to read; those that leave or explain are done."""
        if not self.nothing_yet or _name_of(event) in _ALWAYS:
            super().press(event)
        else:
            self._typed_early.append(event)

    def take_key(self, key: str) -> None:
        """Do what a key says, or give it to the references while one is being chosen."""
        if self.references.choosing:
            self.references.choose(key)
        else:
            super().take_key(key)

    # --- what is shown ---------------------------------------------------------------------------

    @on(BriefList.Highlighted)
    def _cursor_has_moved(self, event: BriefList.Highlighted) -> None:
        self.preview.cursor_has_moved(event.number)

    def show_briefs(self) -> None:
        """Show the briefs that the catalogue holds, or those that the filter lets through."""
        nothing_yet, narrowed = self.nothing_yet, self.list_filter
        self.list.nothing = empty_list(
            str(self.library.folder), nothing_yet=nothing_yet, is_filtered=bool(narrowed.text)
        )
        self.list.show_numbers(self.library.ids(narrowed.query))
        self.arrangement.draw_list_head()
        nothing_yet = self.nothing_yet
        self.navigation.begin(is_complete=not nothing_yet)
        if not nothing_yet and self._typed_early:
            # What was typed before there was anything to do it with.
            early, self._typed_early = self._typed_early, []
            self.ordered_app.enqueue(*early)

    def light(self, lit: Highlighter) -> None:
        """Light what a search finds in every pane."""
        self.list.lit = lit
        self.brief.light(lit)

    def hold_frame(self) -> AbstractContextManager[None]:
        """Draw nothing inside the block."""
        return self.app.batch_update()
