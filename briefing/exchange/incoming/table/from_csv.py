"""CSV -> briefs: a row a brief, or, where rows have one id, one brief with the records of all."""

import csv
from collections.abc import Callable, Iterator
from functools import partial
from io import StringIO
from itertools import islice

from briefing.errors import BriefingError
from briefing.exchange.incoming.import_item import ImportItem, KnownNames, Refused
from briefing.exchange.incoming.json_values import read_text
from briefing.exchange.incoming.table.column_map import ColumnMap, default_map
from briefing.exchange.incoming.table.row_brief import RowBrief

_LARGEST_CELL = 1024 * 1024
_DELIMITERS = ",;\t|"


def csv_reader(
    column_map: ColumnMap | None,
) -> Callable[[bytes, str, KnownNames], Iterator[ImportItem | Refused]]:
    """Return a reader of tables by a map; without one, columns are called like fields."""
    return partial(_read, column_map)


def _read(
    column_map: ColumnMap | None, data: bytes, name: str, known: KnownNames
) -> Iterator[ImportItem | Refused]:
    """Yield the briefs of a table.

    Raises:
        BriefingError: it is not CSV in UTF-8, or has no rows.
        UsageError: it lacks a column of the map.
    """
    text = read_text(data, name)
    rows = _rows(text, name, (column_map and column_map.delimiter) or _delimiter(text))
    columns = _named(next(rows, (1, []))[1])
    if not any(columns):
        raise BriefingError(f"{name}: empty; the first line must name the columns")
    by = column_map or default_map(columns)
    by.check_columns(columns)
    briefs: dict[str, RowBrief] = {}
    key_for = _each_once()
    for line, cells in rows:
        row = _row(columns, cells)
        if any(row.values()):
            made = RowBrief(by, row, known)
            briefs.setdefault(made.id or f"\0{len(briefs)}", made).add(row, line)
    for made in briefs.values():
        # Two ids that differ only in their signs are two briefs.
        yield made.item(key_for(made.key))


def _row(columns: list[str], cells: list[str]) -> dict[str, str]:
    """Return the cells of a row by column; those beyond the last column as `column-9`."""
    more = [f"column-{n}" for n in range(len(columns) + 1, len(cells) + 1)]
    return {key: cell.strip() for key, cell in zip([*columns, *more], cells, strict=False)}


def _rows(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line, from 1, at which each row begins, and its cells."""
    lines = StringIO(text, newline="")  # `splitlines` would also divide at U+2028 in a cell
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BriefingError(f"{name}:{reader.line_num}:1: not valid CSV ({error})") from None
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str) -> str:
    """Return the most likely separator of the column names."""
    first = "".join(islice(text.splitlines(), 1))
    return max(_DELIMITERS, key=first.count)


def _named(columns: list[str]) -> list[str]:
    """Return names of columns, each once: a column without one is `column-3`."""
    if not any(one.strip() for one in columns):
        return []
    name_for = _each_once()
    words = (" ".join(column.split()) for column in columns)
    return [name_for(word or f"column-{number}") for number, word in enumerate(words, 1)]


def _each_once() -> Callable[[str], str]:
    """Return a function that numbers the names it gets, where one comes again: `x`, `x-2`."""
    counts: dict[str, int] = {}

    def name_for(name: str) -> str:
        once = name
        while once in counts:
            counts[name] += 1
            once = f"{name}-{counts[name]}"
        counts[once] = 1
        return once

    return name_for
