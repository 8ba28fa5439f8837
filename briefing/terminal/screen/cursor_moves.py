"""The cheapest cursor movement from one cell to another, in bytes.

Only ways that save something: in a session of `tests/benchmarks/wire.py` a column by its number
saves 0.3 per cent at 80x24 and 0.4 at 120x40; backspaces, up or down by a number and a row by its
number save 0.0 to 0.1 each.
"""

from functools import lru_cache

from briefing.terminal.screen.terminfo import Capabilities


def _number(count: int) -> str:
    """Return a parameter; 1 is the default and need not be written."""
    return "" if count == 1 else str(count)


def address(x: int, y: int) -> str:
    """Return the sequence that puts the cursor at column `x` of row `y` from anywhere."""
    row, column = _number(y + 1), _number(x + 1)
    return f"\x1b[{row};{column}H" if column else f"\x1b[{row}H"


def _down(row: int | None, y: int, capabilities: Capabilities) -> str | None:
    """Return the line feeds from row `row` to row `y`; None where none lead there."""
    if row is None or row > y or (row < y and not capabilities.plain_newline):
        return None
    return "\n" * (y - row)


def _within_row(start: int | None, x: int, capabilities: Capabilities) -> str:
    """Return the shortest sequence from column `start` to column `x` of the same row."""
    if x in (start, 0):
        return "" if x == start else "\r"
    absolute = f"\x1b[{x + 1}G" if capabilities.addresses_columns else f"\r\x1b[{_number(x)}C"
    if start is None:
        return absolute
    return min(f"\x1b[{_number(abs(x - start))}{'C' if x > start else 'D'}", absolute, key=len)


@lru_cache(maxsize=16384)
def move(start: int | None, row: int | None, x: int, y: int, capabilities: Capabilities) -> str:
    """Return the shortest sequence from column `start` of row `row` to column `x` of row `y`.

    A start of None is a column or a row that is not known, as after the last column was written.
    """
    down = _down(row, y, capabilities)
    if down is None:
        return address(x, y)
    return min(down + _within_row(start, x, capabilities), address(x, y), key=len)


def move_to_row(row: int | None, y: int, capabilities: Capabilities) -> str:
    """Return the shortest sequence from row `row` to row `y`, without regard to the column."""
    down = _down(row, y, capabilities)
    return address(0, y) if down is None else min(down, address(0, y), key=len)
