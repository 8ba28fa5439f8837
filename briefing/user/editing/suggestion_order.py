"""The order of suggestions: the one at the cursor, the one after it, and the briefs to go on in."""

from collections.abc import Callable, Sequence

from briefing.model.suggested import Unconfirmed

Place = tuple[int, int]
"""A pane, from 1, and the index of an item in it; 0 and -1 where nothing shows it."""


def suggestion_at(stops: Sequence[Unconfirmed], key: str) -> Unconfirmed | None:
    """Return the suggestion of the item `key`, or else the first of a part of that record."""
    exact = (one for one in stops if one.item == key)
    of_part = (one for one in stops if one.item.partition("/")[0] == key)
    return next(exact, None) or next(of_part, None)


def suggestion_beyond(
    stops: Sequence[Unconfirmed], place_of: Callable[[str], Place], here: Place, steps: int
) -> Unconfirmed | None:
    """Return the nearest suggestion after `here`, before it if `steps` is negative."""
    placed = sorted(((place_of(one.item), one) for one in stops), key=lambda pair: pair[0])
    if steps > 0:
        return next((one for at, one in placed if at > here), None)
    return next((one for at, one in reversed(placed) if at < here), None)


def suggestion_left(
    stops: Sequence[Unconfirmed], place_of: Callable[[str], Place], here: Place
) -> Unconfirmed:
    """Return the first suggestion at `here` or after it; after the last one, the first of all.

    What is left of a record that was just answered stands at `here`.
    """
    return next((one for one in stops if place_of(one.item) >= here), stops[0])


def briefs_beyond(
    numbers: Sequence[int], cursor: int, steps: int, *, is_open: bool
) -> Sequence[int]:
    """Return all briefs of a list in the order in which to look for the next suggestion.

    `cursor` is an index. The brief there comes first; if it is open, and so has been searched from
    the cursor on, it comes last. A negative `steps` goes backwards.
    """
    if steps < 0:
        numbers, cursor = numbers[::-1], len(numbers) - 1 - cursor
    first = cursor + is_open
    return [*numbers[first:], *numbers[:first]]
