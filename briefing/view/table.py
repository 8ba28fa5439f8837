"""A board as rows of cells: column widths and contents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from briefing.text.width import cells
from briefing.text.wrap import fitting, longest_word, shared
from briefing.view.board import Board, Cell
from briefing.view.compact_table import GAP, compact_widths, short_line, sign_line
from briefing.view.spans import Line, Span, cut_line, flow, pad_line, width_of

_GAP = 2
_LOOKED_AT = 12
"""Rows and columns whose cells are laid out to see how tall they are."""
_SAMPLE = 200
"""Rows that are measured for the width of the columns; the rest is taken to be like them."""
_LEAST, _MOST = 12, 60
"""Cells that a column takes at least and at most, where there is room for more than one: at least
`? unreported`, since the word for a state is not broken."""
_HEAD = 16
"""Cells that the head column keeps where words of other columns have no room."""
_LEFT = 5
"""Cells of `  +12` beside the corner."""
_MANY = 6
"""Of more columns than this, all are equally wide, so that none has to be measured."""
_EQUAL, _EQUAL_LEAST = 26, 22
"""Cells of a column where all are equally wide, and at least where two or more are in sight."""
MORE = 4
"""Cells of `+12` at the right end of the head row."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How a board is laid out in a window."""

    head: int
    """Cells of the frozen column."""
    columns: tuple[int, ...]
    """Cells of each other column."""
    rows: int
    """Rows that one row of the board takes."""
    gap: int = _GAP
    """Cells between two columns."""


def measure(board: Board, width: int, height: int, *, plain: bool = False) -> Measures:
    """Return the measures of `board` for a window of `width` by `height` cells."""
    if board.compact:
        head, column = compact_widths(board, width)
        return Measures(head, (column,) * board.width, 1, GAP)
    heads = board.heads[:_SAMPLE]
    full = max([cells(board.corner), *(_width(cell, plain) for cell in heads)])
    ideal, words = ([], []) if board.width > _MANY else column_widths(board, plain=plain)
    share = width // board.head_share
    head = min(full, max(8, share))
    lacking = head + sum(fitting(words, width, _LEAST)) + _GAP * len(words) - width
    if lacking > 0:
        # The head column gives way to the words of other columns, but its own are not broken.
        own = max((_word(cell, plain) for cell in heads), default=0)
        head = max(min(head, max(own, _HEAD)), head - lacking)
    room = max(_LEAST, width - head - _GAP)
    most = max(2 if height > 8 else 1, height // max(1, board.height))
    columns = _columns(board, ideal, words, room, most, plain)
    spare = room - sum(columns) - _GAP * (len(columns) - 1)
    if spare < 0:
        # Room beside the corner for how many columns are out of sight on the left.
        head = max(head, cells(board.corner) + _LEFT)
        columns = [_equal(width - head - _GAP, max(columns), board.width)] * board.width
    else:
        head = min(full, head + spare)
    return Measures(head, tuple(columns), min(most, _tallest(board, head, columns, plain)))


def _columns(
    board: Board, ideal: list[int], words: list[int], room: int, most: int, plain: bool
) -> list[int]:
    """Return the cells of each column: no more than it takes for nothing to be cut."""
    if board.width > _MANY:
        return [_EQUAL] * board.width
    room -= _GAP * (len(ideal) - 1)
    least = fitting(words, room, _LEAST)
    columns = shared(ideal, least, room, _MOST)
    if _tallest(board, 0, columns, plain) <= most:
        return columns
    equal = shared(ideal, least, room, max(room, _LEAST))
    by_use = _by_use(board, ideal, least, room, plain)
    return min(equal, by_use, key=partial(_hidden, board, plain, most))


def _by_use(board: Board, ideal: list[int], least: list[int], room: int, plain: bool) -> list[int]:
    """Return the cells of each column if those with much text in most rows get what is left.

    A column that is wide in few rows, such as that of a speaker where one row names twelve, gets
    what three rows in four need.
    """
    usual = list[int]()
    for column, floor in enumerate(map(min, ideal, least)):
        some = sorted(_width(board.at(row, column), plain) for row in range(_first_rows(board)))
        usual.append(max([floor, *some[: -(-3 * len(some) // 4)]]))
    columns = shared(usual, least, room, room)
    columns[max(range(len(columns)), key=lambda n: ideal[n] - columns[n])] += max(
        0, room - sum(columns)
    )
    return columns


def _first_rows(board: Board) -> int:
    return min(board.height, _LOOKED_AT)


def _hidden(board: Board, plain: bool, most: int, columns: Sequence[int]) -> int:
    """Return how many rows of text the first cells lack, if each has `most` rows."""
    return sum(
        max(0, len(_all_rows(board.at(row, column), width, plain)) - most)
        for row in range(_first_rows(board))
        for column, width in enumerate(columns)
    )


def _equal(room: int, least: int, count: int) -> int:
    """Return the width of `count` equal columns, so that as many as can be are wholly in sight."""
    many = count > _MANY
    room += _GAP - MORE
    inside = room // ((_EQUAL_LEAST if many else least) + _GAP)
    if inside > 1:  # None is then narrower than `least`, unless they are many.
        return room // inside - _GAP
    return _EQUAL if many else max(_LEAST, room - _GAP)


def _tallest(board: Board, head: int, columns: Sequence[int], plain: bool) -> int:
    """Return the rows that the longest of the first cells takes; without a `head`, of its row."""

    def heights() -> Iterator[int]:
        for row in range(_first_rows(board)):
            if head:
                yield len(_all_rows(board.heads[row], head, plain))
            for column, width in enumerate(columns[:_LOOKED_AT]):
                yield len(_all_rows(board.at(row, column), width, plain))

    return max(heights(), default=1)


def column_widths(board: Board, *, plain: bool, rows: int = _SAMPLE) -> tuple[list[int], list[int]]:
    """Return the ideal cells of each column, and those of its longest word with its sign.

    Only the first `rows` of the board are measured.
    """
    ideal, words = [], []
    for column, name in enumerate(board.columns):
        every = [name, *(board.at(row, column) for row in range(min(board.height, rows)))]
        ideal.append(max(_width(cell, plain) for cell in every))
        words.append(max(_word(cell, plain) for cell in every))
    return ideal, words


def _width(cell: Cell, plain: bool) -> int:
    """Return the cells in which neither the words nor the detail of a cell is wrapped."""
    tail = cells(cell.tail) + 1 if cell.tail else 0
    words = max(cells(cell.text), cells(cell.detail)) if cell.detail else cells(cell.text)
    return words + len(_sign(cell, plain)) + tail


def _word(cell: Cell, plain: bool) -> int:
    words = longest_word(cell.text)
    if cell.detail:
        words = max(words, longest_word(cell.detail))
    return words + len(_sign(cell, plain))


def _sign(cell: Cell, plain: bool) -> str:
    """Return the sign of a cell and a space; empty without a sign."""
    sign = cell.ascii if plain else cell.glyph
    return f"{sign} " if sign else ""


def _all_rows(cell: Cell, width: int, plain: bool, rows: int | None = None) -> list[Line]:
    """Return all that a cell says but its tail, in rows of at most `width` cells beside that."""
    cell = tailed(cell, width)
    width = beside_tail(cell, width)
    lines = word_rows(cell, width, plain=plain)
    if cell.detail and lines and rows is not None and len(lines) >= rows:
        # Without the colon, what is left of the detail would read as part of the words.
        more = (Span(": ", cell.role), Span(cell.detail, "muted"))
        return word_rows(cell, width, plain=plain, more=more)
    return lines + detail_rows(cell, width, plain=plain)


def beside_tail(cell: Cell, width: int) -> int:
    """Return the cells that the tail leaves for the words of a cell."""
    return max(1, width - cells(cell.tail) - 1) if cell.tail else width


def tailed(cell: Cell, width: int) -> Cell:
    """Return a cell with a tail that takes at most half its width: a longer one becomes words."""
    if 2 * (cells(cell.tail) + 1) <= width or not cell.tail:
        return cell
    return cell._replace(text=f"{cell.text} ({cell.tail})", tail="")


def with_tail(lines: list[Line], cell: Cell, width: int) -> list[Line]:
    """Return the rows of a cell with its tail at the right end of the first."""
    if not cell.tail or not lines:
        return lines
    room = width - cells(cell.tail)
    return [(*pad_line(lines[0], room), Span(cell.tail, "muted")), *lines[1:]]


def word_rows(cell: Cell, width: int, *, plain: bool = False, more: Line = ()) -> list[Line]:
    """Return the words of a cell after its sign, and `more`, in rows of at most `width` cells."""
    if not cell.text:
        return []
    sign = _sign(cell, plain)
    first, rest = ((Span(sign, cell.role),), (Span("  "),)) if sign else ((), ())
    return flow([Span(cell.text, cell.role), *more], width, first=first, rest=rest)


def detail_rows(cell: Cell, width: int, *, plain: bool = False) -> list[Line]:
    """Return the detail of a cell, which stands below its words."""
    if not cell.detail:
        return []
    rest: Line = (Span("  "),) if _sign(cell, plain) else ()
    return flow([Span(cell.detail, "muted")], width, first=rest, rest=rest)


def head_rows(cell: Cell, width: int, most: int, *, plain: bool = False) -> list[Line]:
    """Return the head of a column: in one row if it fits, else in up to `most`."""
    titled = f"{cell.text}  {cell.detail}" if cell.detail else cell.text
    if cells(titled) <= width or most < 2:
        return [cut_line((Span(titled),), width, ellipsis="~" if plain else "…")]
    rows = [line for text in (cell.text, cell.detail) if text for line in flow([Span(text)], width)]
    return cut_rows(rows, most, width, plain=plain)


def is_cut(cell: Cell, width: int, rows: int, *, plain: bool = False) -> bool:
    """Return whether `rows` rows of `width` cells show less than all that a cell says."""
    lines = _all_rows(cell, width, plain, rows)
    room = beside_tail(tailed(cell, width), width)
    return len(lines) > rows and width_of(_squeezed(lines, rows)) > room


def cut_rows(rows: list[Line], most: int, width: int, *, plain: bool = False) -> list[Line]:
    """Return at most `most` rows; an ellipsis at the end of the last stands for the others."""
    if len(rows) <= most:
        return rows
    if most < 1:
        return []
    last = cut_line(_squeezed(rows, most), width, ellipsis="~" if plain else "…")
    return [*rows[: most - 1], last]


def _squeezed(rows: list[Line], most: int) -> Line:
    """Return the last of `most` rows with those after it, as one, whose end is then cut away."""
    last = list(rows[most - 1])
    for line in rows[most:]:
        indent = next((n for n, span in enumerate(line) if span.text.strip()), len(line))
        last += [Span(" "), *line[indent:]]
    return tuple(last)


def cell_rows(cell: Cell, width: int, rows: int, *, plain: bool = False) -> list[Line]:
    """Return a cell in exactly `rows` rows of exactly `width` cells."""
    cell = tailed(cell, width)
    lines = _all_rows(cell, width, plain, rows)
    lines = cut_rows(lines, rows, beside_tail(cell, width), plain=plain)
    lines = with_tail(lines, cell, width)
    lines += [()] * (rows - len(lines))
    return [pad_line(line, width) for line in lines]


def place_rows(
    board: Board, row: int, column: int, width: int, rows: int, *, plain: bool = False
) -> list[Line]:
    """Return a place of a board, of column -1 the head of the row, as `cell_rows` does."""
    cell = board.heads[row] if column < 0 else board.at(row, column)
    if board.compact:
        return [(short_line if column < 0 else sign_line)(cell, width, plain=plain)]
    if column < 0 and cell.short and is_cut(cell, width, rows, plain=plain):
        cell = cell._replace(text=cell.short)
    return cell_rows(cell, width, rows, plain=plain)


def rows_needed(board: Board, row: int, column: int, width: int, *, plain: bool = False) -> int:
    """Return how many rows of `width` cells show all of a place, of column -1 that of a head."""
    if board.compact:
        return 1
    return len(_all_rows(board.heads[row] if column < 0 else board.at(row, column), width, plain))
