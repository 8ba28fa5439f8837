"""A board as lines: row by row, a cell a line under the name of its column."""

import re
from collections.abc import Callable, Iterable, Iterator

from briefing.exchange.outgoing.markdown.board_markdown import title_of
from briefing.linear.facts.part import Part, fact, in_a_line
from briefing.model.rows import Row
from briefing.process import Ref
from briefing.view.board import Board, Cell, Verdicts, said
from briefing.view.board.board_ref import Kind

_NOUNS: dict[Kind, str] = {
    "moved": "Move", "beside": "Pair", "who": "Entry", "issue": "Entry", "timeline": "Event",
    "promises": "Promise", "shifts": "Shift", "since": "Change", "notes": "Note",
}  # fmt: skip
"""What a row of a board is called; of others, what stands in its corner."""
_ROUND = re.compile(r"\Ar(\d+)\Z")
_BEGUN = 40
"""The number of characters compared to recognise quoted words."""

RecordOf = Callable[[Ref], Row | None]
"""Returns the record of a reference, if it is known."""


class BoardFacts:
    """Reads one board; no sign stands for a word."""

    def __init__(self, board: Board, kind: Kind, record: RecordOf, verdicts: Verdicts) -> None:
        """Read `board`, with `record` and `verdicts` for the quotes that it shows with signs."""
        self._board, self._kind = board, kind
        self._record, self._verdicts = record, verdicts

    def opening(self) -> Iterator[str]:
        """Yield the title, what goes with the board wherever it is shown, and how long it is."""
        board = self._board
        yield from fact("Board", board.title)
        for caution in board.cautions:
            yield from fact("Caution", caution)
        if self._kind not in _NOUNS or self._kind == "beside":
            yield from fact("Columns", *map(title_of, board.columns))
        if not board.height:
            yield f"Empty: {board.nothing}"
        # What `r1` means is read out beside each.
        yield from fact("Remark", board.note.removeprefix("r1: last said in round 1; "))

    def row(self, line: int) -> Part:
        """Return a row: its head, then each column in a line, then how many records are behind."""
        cells = (self.cell(line, column) for column in range(self._board.width))
        count = len(self.records(line))
        behind = fact("Records", f"{count:,}; Enter lists them" if count > 1 else "")
        return Part(str(line), (self.head(line), *filter(None, cells), *behind))

    def records(self, line: int, column: int = -1) -> tuple[Ref, ...]:
        """Return the records behind a cell, or with column -1 behind a row, each once."""
        board = self._board
        row = board.row(line)
        cells = (row.cells[column],) if column >= 0 else (*row.cells, row.head)
        return tuple(dict.fromkeys(ref for cell in cells for ref in cell.records))

    def head(self, line: int) -> str:
        """Return the head of a row: `Issue 1 of 7: Exchange of prisoners of war`."""
        board = self._board
        noun = _NOUNS.get(self._kind) or board.corner or "Row"
        head = board.heads[line]
        above = line
        while above and not head.words:  # what is the same as above stands there alone
            above -= 1
            head = board.heads[above]
        name = f"{noun} {line + 1:,} of {board.height:,}"
        return "".join(fact(name, *self._words(head))) or name

    def cell(self, line: int, column: int) -> str:
        """Return what a cell says after the title of its column; what it means that it is empty."""
        board = self._board
        cell = board.at(line, column)
        while self._kind == "shifts" and not column and line and not cell.text:
            line -= 1
            cell = board.at(line, column)
        words = self._words(cell) or [board.empty]
        title = title_of(board.columns[column])
        return "".join(fact(title, _joined("none" if each == "–" else each for each in words)))

    def _words(self, cell: Cell) -> list[str]:
        tail = _ROUND.sub(r"in round \1", cell.tail)
        tail = f"({tail})" if tail else ""
        texts = (self._spoken(cell, text) for text in (cell.text, cell.detail, tail))
        return [in_a_line(text) for text in texts if text]

    def _spoken(self, cell: Cell, text: str) -> str:
        """Return a text of a cell with verdicts in words where it has them as signs."""
        cited = (quote for ref in cell.records for quote in self._quotes(ref))
        for brief, key in dict.fromkeys(cited):
            row, check = self._record((brief, key)), self._verdicts(brief).get(key)
            if row is not None and check is not None:
                begun = said(row)[:_BEGUN]
                text = text.replace(
                    f"{check.verdict.glyph} {begun}", f"{check.verdict.word}: {begun}"
                )
        return text

    def _quotes(self, ref: Ref) -> Iterator[Ref]:
        """Yield a record, and the quotes of its brief that it rests on."""
        yield ref
        if (row := self._record(ref)) is not None:
            yield from ((row.brief, quote) for quote in row.quotes)


def _joined(texts: Iterable[str]) -> str:
    """Return texts one after another, with semicolons after those that are not sentences."""
    said = ""
    for text in filter(None, texts):
        goes_on = not said.endswith((".", "!", "?")) and not text.startswith("(")
        said += ("; " if goes_on else " ") + text if said else text
    return said
