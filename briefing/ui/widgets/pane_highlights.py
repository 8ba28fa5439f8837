"""The highlighted rows of a pane: those of one record, and the next one out of sight."""

from briefing.text.ranges import Highlighter
from briefing.view.brief.builder import Item, PaneView


def _is_of(item: Item, key: str) -> bool:
    return item.key == key or item.key.startswith(f"{key}/") or (
        key == "summary" and item.key == "bottom_line"
    )  # fmt: skip


def index_of(page: PaneView, key: str) -> int:
    """Return the item of a record; of one in parts, the part that has a marked word."""
    parts = [
        index for index, item in enumerate(page.items) if item.key != key and _is_of(item, key)
    ]
    marked = (index for index in parts if _marked_rows(page, page.items[index]))
    return next(marked, page.item_of(key))


def _marked_rows(page: PaneView, item: Item) -> list[int]:
    return [
        number
        for number in range(item.first, item.last)
        if any(span.role == "chosen" or span.hit for span in page.lines[number])
    ]


def lit_places(page: PaneView, key: str) -> list[int]:
    """Return the row of each highlighted place of a record; one that is wrapped counts once."""
    places: list[int] = []
    for item in page.items:
        goes_on = False
        for number in range(item.first, item.last) if _is_of(item, key) else ():
            hits = [span.hit for span in page.lines[number] if span.text.strip()]
            before = [goes_on, *hits]
            places += [number for place, hit in enumerate(hits) if hit > before[place]]
            goes_on = bool(hits) and hits[-1]
    return places


def rows_of_choice(page: PaneView, item: Item, sought: Highlighter) -> tuple[int, int]:
    """Return the rows of the words marked or highlighted in an item, or all its rows.

    Where some of the words are `sought`, these are from the first row that has one of them.
    """
    rows = _marked_rows(page, item)
    lit = ((place, span) for place, row in enumerate(rows) for span in page.lines[row] if span.hit)
    rows = rows[next((place for place, span in lit if sought(span.text)), 0) :]
    return (rows[0], rows[-1] + 1) if rows else (item.first, item.last)


def next_lit_row(page: PaneView, key: str, window: range, steps: int) -> int | None:
    """Return the highlighted row of a record that is next out of sight; None for none."""
    rows = [row for item in page.items if _is_of(item, key) for row in _marked_rows(page, item)]
    if steps > 0:
        return next((row for row in rows if row >= window.stop), None)
    return next((row for row in reversed(rows) if row < window.start), None)
