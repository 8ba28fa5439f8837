"""Finding words on a board, copying what it says, and writing it to a file."""

from briefing.process import Ref
from briefing.text.fold import fold
from briefing.ui.input.actions import Actions
from briefing.ui.input.piping import ask_command
from briefing.ui.screens.board_host import BoardHost
from briefing.ui.screens.exporting import Export, copy_text, origin_of
from briefing.view.board import Cell
from briefing.view.board.board_markdown import briefs_of, markdown


class CellSearch:
    """Finds the cells of a board that hold some words."""

    def __init__(self, screen: BoardHost) -> None:
        """Search the board on `screen`."""
        self._screen = screen
        self._words = ""
        self.actions: Actions = {
            "search": self.ask,
            "hit.next": lambda: self.step(1),
            "hit.previous": lambda: self.step(-1),
        }
        """Actions of its commands."""

    def ask(self) -> None:
        """Find a cell by its words."""
        earlier = (self._words,) if self._words else ()
        self._screen.ask_line("find: ", self._find, earlier=earlier, verb="find")

    def _find(self, text: str) -> None:
        self._words = text.strip()
        self.step(1)

    def step(self, steps: int) -> None:
        """Go to the nearest cell that holds the words, in reading order and round the end."""
        view, board, words = self._screen.view, self._screen.board, fold(self._words).split()
        across = board.width + 1
        count = across * board.height
        if not words or not count:
            self._screen.note = "nothing to find; press / to search"
            return
        start = view.line * across + view.column + 1
        for distance in range(1, count + 1):
            line, column = divmod((start + steps * distance) % count, across)
            cell = board.heads[line] if not column else board.at(line, column - 1)
            text = fold(f"{cell.text} {cell.detail}")
            if all(word in text for word in words):
                view.go(line, column - 1)
                return
        self._screen.note = f"no cell contains {self._words}"


class BoardCopying:
    """Copies a cell or the whole board, and writes that to a file."""

    def __init__(self, screen: BoardHost) -> None:
        """Copy from `screen`."""
        self._screen = screen
        self.actions: Actions = {
            "copy.item": self.copy_item,
            "copy.brief": self.copy_board,
            "export": self.export,
            "pipe": lambda: ask_command(screen, self._markdown(), "the board"),
        }
        """Actions of its commands."""

    def copy_item(self) -> None:
        """Copy the cell under the cursor with its heads, or in a list its row."""
        cell = self._screen.detail.view.cell
        text = self._copied(cell) if cell is not None else ""
        if cell is not None and text:
            copy_text(self._screen, text, self._named(cell))
        else:
            self._screen.note = "nothing to copy"

    def _named(self, cell: Cell) -> str:
        detail = self._screen.detail
        (column, _), *more = detail.shown(cell)
        beside = [detail.view.head.text, column if not more else ""]
        place = f" {detail.signs.dot} ".join(filter(None, beside))
        return f"the {'row' if more or not column else 'cell'} {place}".rstrip()

    def copy_board(self) -> None:
        """Copy the whole board."""
        what = f"the board “{self._screen.board.title}”"
        self._screen.await_result(self._markdown, lambda text: copy_text(self._screen, text, what))

    def _copied(self, cell: Cell) -> str:
        """Return what the cursor is on with all that its place in the table adds."""
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
        cited = " ".join(map(self._cited, dict.fromkeys(r for _, c in shown for r in c.records)))
        text = dot.join(filter(None, (*beside, *parts)))
        return f"{text} [{cited}]" if cited else text

    def _cited(self, ref: Ref) -> str:
        brief, key = ref
        row = self._screen.library.catalogue.row_of(brief)
        superseded = f" ({row.superseded})" if row is not None and row.superseded else ""
        confines = f"{row.confines} " if row is not None and row.confines else ""
        return f"{confines}{brief}#{key}{superseded}"

    def _markdown(self) -> str:
        board = self._screen.board
        origin = origin_of(briefs_of(board), self._screen.library.folder)
        return "\n".join(markdown(board, origin)) + "\n"

    def export(self) -> None:
        """Ask for a file to write the board to."""
        opened = self._screen.opened
        name = f"{opened.process or opened.brief or 'my'}-{opened.kind}.md"
        Export(self._screen, name, self._markdown).ask()
