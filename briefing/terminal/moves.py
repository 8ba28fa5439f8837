"""The cheapest cursor movement from one cell to another, in bytes."""

from functools import lru_cache

from briefing.terminal.capabilities import Capabilities


def _number(count: int) -> str:
    """Return a parameter; 1 is the default and need not be written."""
    return "" if count == 1 else str(count)


def address(x: int, y: int) -> str:
    """Return the sequence that puts the cursor at column `x` of row `y` from anywhere."""
    row, column = _number(y + 1), _number(x + 1)
    return f"\x1b[{row};{column}H" if column else f"\x1b[{row}H"


def _vertical(rows: int, y: int, capabilities: Capabilities) -> str:
    if rows == 0:
        return ""
    ways = [f"\x1b[{_number(abs(rows))}{'B' if rows > 0 else 'A'}"]
    if rows > 0 and capabilities.plain_newline:
        ways.append("\n" * rows)
    if rows < 0:
        ways.append("\x1bM" * -rows)
    if capabilities.absolute:
        ways.append(f"\x1b[{_number(y + 1)}d")
    return min(ways, key=len)


def _horizontal(start: int | None, x: int, capabilities: Capabilities) -> str:
    if start == x:
        return ""
    ways = []
    if start is not None:
        columns = x - start
        if columns < 0:
            ways.append("\b" * -columns)
        ways.append(f"\x1b[{_number(abs(columns))}{'C' if columns > 0 else 'D'}")
    ways.append("\r" if x == 0 else f"\r\x1b[{_number(x)}C")
    if capabilities.absolute:
        ways.append(f"\x1b[{_number(x + 1)}G")
    return min(ways, key=len)


@lru_cache(maxsize=16384)
def move(start: int | None, row: int | None, x: int, y: int, capabilities: Capabilities) -> str:
    """Return the cheapest sequence from column `start` of row `row` to column `x` of row `y`.

    A start of None is a column or a row that is not known, as after the last column was written.
    """
    if row is None:
        return address(x, y)
    steps = _vertical(y - row, y, capabilities) + _horizontal(start, x, capabilities)
    return min(steps, address(x, y), key=len)


def move_to_row(row: int | None, y: int, capabilities: Capabilities) -> str:
    """Return the cheapest sequence from row `row` to row `y`, whatever the column is then."""
    if row is None:
        return address(0, y)
    return min(_vertical(y - row, y, capabilities), address(0, y), key=len)
