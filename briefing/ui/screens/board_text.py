"""Finding words on a board, copying what it says, and writing it to a file."""

from briefing.commands import Lacking
from briefing.exchange.outgoing.markdown.board_markdown import briefs_of, markdown
from briefing.exchange.outgoing.origin_line import origin_of
from briefing.process import Ref
from briefing.query.highlight import beginnings
from briefing.ui.input.actions import Actions
from briefing.ui.input.piping import ask_command
from briefing.ui.input.prompt import Question
from briefing.ui.screens.board_detail import LISTS
from briefing.ui.screens.board_host import BoardHost
from briefing.ui.screens.exporting import Export, copy_text
from briefing.view.board import Cell
from briefing.view.board.board import CellPlace, find_cell
from briefing.view.spans import message_rows


class CellSearch:
    """Finds the cells of a board that hold some words, as they are typed."""

    def __init__(self, screen: BoardHost) -> None:
        """Search the board on `screen`."""
        self._screen = screen
        self._words = ""
        self._start: CellPlace = 0, 0
        self._count = 0
        self.actions: Actions = {
            "search": self.ask,
            "hit.next": lambda: self.step(1),
            "hit.previous": lambda: self.step(-1),
        }
        """Actions of its commands."""

    def lacking(self) -> tuple[Lacking, ...]:
        """Return what commands would miss that go on with a search."""
        return () if self._words else ("search",)

    def ask(self) -> None:
        """Find a cell by its words; Esc puts the cursor back."""
        screen = self._screen
        self._start = screen.view.line, screen.view.column
        earlier = (self._words,) if self._words else ()
        screen.asking.ask(
            Question("find: ", self._accept, self._leave, self._type, earlier=earlier, verb="find")
        )

    def _type(self, text: str) -> None:
        """Move the cursor to the first match so far, unless more is typed meanwhile."""
        self._light(text)
        self._count = number = self._count + 1
        board, start = self._screen.board, self._start

        def take(found: CellPlace | None) -> None:
            if number == self._count:
                self._screen.view.go(*(found or start))
                missing = f"no cell contains {text.strip()}" if text.strip() and not found else ""
                width = self._screen.size.width
                self._screen.asking.complaint = message_rows(missing, "warn", width)

        self._screen.background.run(
            lambda: find_cell(board, text, start, 0, lambda: number != self._count), take
        )

    def _accept(self, text: str) -> None:
        self._close()
        self._words = text.strip()
        self._light(self._words)
        self._find(self._start, 0)

    def _leave(self) -> None:
        self._close()
        self._light(self._words)
        self._screen.view.go(*self._start)

    def _close(self) -> None:
        self._count += 1
        self._screen.asking.close()

    def step(self, steps: int) -> None:
        """Go to the next cell that holds the words, or with -1 to the one before."""
        self._find((self._screen.view.line, self._screen.view.column), steps)

    def _find(self, start: CellPlace, steps: int) -> None:
        screen, words = self._screen, self._words
        board = screen.board
        if not words or not board.height:
            screen.note = "nothing to find; press / to search"
            return

        def take(found: CellPlace | None) -> None:
            if found is None:
                screen.note = f"no cell contains {words}"
            screen.view.go(*(found or start))

        screen.await_result(lambda: find_cell(board, words, start, steps), take)

    def _light(self, text: str) -> None:
        self._screen.view.highlighter = beginnings(text)


class BoardCopying:
    """Copies a cell or the whole board, and writes that to a file."""

    def __init__(self, screen: BoardHost) -> None:
        """Copy from `screen`."""
        self._screen = screen
        self.actions: Actions = {
            "copy.item": self.copy_item,
            "copy.brief": self.copy_board,
            "export": self.export,
            "pipe": self.pipe,
        }
        """Actions of its commands."""

    def copy_item(self) -> None:
        """Copy the cell under the cursor with its heads, or in a list its row."""
        screen = self._screen
        cell = screen.detail.view.cell
        text = self._said(cell) if cell is not None else ""
        if cell is None or not text:
            screen.note = "nothing to copy"
            return
        named, shown = self._named(cell), screen.detail.shown(cell)
        refs = tuple(dict.fromkeys(ref for _, each in shown for ref in each.records))

        def take(cited: str) -> None:
            copy_text(screen, f"{text} [{cited}]" if cited else text, named)

        screen.await_result(lambda: " ".join(map(self._cited, refs)), take)

    def _named(self, cell: Cell) -> str:
        detail = self._screen.detail
        head, ((column, _), *_) = detail.view.head.text, detail.shown(cell)
        if detail.kind in LISTS or not column:
            return f"the row of {head}" if head else "the row"
        return f"the cell {f' {detail.signs.dot} '.join(filter(None, (head, column)))}"

    def copy_board(self) -> None:
        """Copy the whole board."""
        what = f"the board “{self._screen.board.title}”"
        self._screen.await_result(self._markdown, lambda text: copy_text(self._screen, text, what))

    def pipe(self) -> None:
        """Pipe the whole board to a command."""
        screen = self._screen
        screen.await_result(self._markdown, lambda text: ask_command(screen, text, "the board"))

    def _said(self, cell: Cell) -> str:
        """Return what the cursor is on, with its heads."""
        detail, board = self._screen.detail, self._screen.board
        dot, shown = f" {detail.signs.dot} ", detail.shown(cell)
        parts = [
            f"{name}: {said}" if name else said
            for name, each in shown
            if (said := dot.join(each.words) or board.empty)
        ]
        if not parts:
            return ""
        head, speaker = detail.view.head, board.title if detail.kind == "who" else ""
        beside = [speaker, head.text, head.detail] if shown[0][0] else []
        return dot.join(filter(None, (*beside, *parts)))

    def _cited(self, ref: Ref) -> str:
        brief, key = ref
        row = self._screen.library.catalogue.row_of(brief)
        standing = f" ({row.standing})" if row is not None and row.standing else ""
        confines = f"{row.sharing_label} " if row is not None and row.sharing_label else ""
        return f"{confines}{brief}#{key}{standing}"

    def _markdown(self) -> str:
        board = self._screen.board
        origin = origin_of(briefs_of(board), self._screen.library.folder)
        return "\n".join(markdown(board, origin)) + "\n"

    def export(self) -> None:
        """Ask for a file to write the board to."""
        opened = self._screen.opened
        name = f"{opened.process or opened.brief or 'my'}-{opened.kind}.md"
        Export(self._screen, name, self._markdown).ask()
