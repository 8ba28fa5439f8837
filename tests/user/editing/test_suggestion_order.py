"""Which suggestion is at the cursor, which one is next, and in which brief to go on."""

import pytest

from briefing.model.suggested import Unconfirmed
from briefing.user.editing.suggestion_order import (
    Place,
    briefs_beyond,
    suggestion_at,
    suggestion_beyond,
    suggestion_left,
)

STOPS = tuple(Unconfirmed("", item, ("text",)) for item in ("a1", "d1/nord", "d1/sued", "q1", "q2"))
PLACES = {"a1": (2, 0), "d1/nord": (3, 1), "d1/sued": (3, 2), "q1": (4, 5), "q2": (4, 1)}


def place_of(item: str) -> Place:
    """Return where an item is shown."""
    return PLACES[item]


@pytest.mark.parametrize(
    ("key", "item"),
    [("a1", "a1"), ("d1/sued", "d1/sued"), ("d1", "d1/nord"), ("d2", ""), ("", ""), ("q1/x", "")],
)
def test_the_suggestion_at_the_cursor_is_that_of_the_item_or_of_a_part_of_it(key: str, item: str):
    one = suggestion_at(STOPS, key)
    assert (one.item if one is not None else "") == item


@pytest.mark.parametrize(
    ("here", "after", "before"),
    [
        ((1, 0), "a1", ""),
        ((2, 0), "d1/nord", ""),
        ((3, 1), "d1/sued", "a1"),
        ((4, 0), "q2", "d1/sued"),
        ((4, 1), "q1", "d1/sued"),
        ((4, 5), "", "q2"),
    ],
)
def test_the_next_suggestion_is_the_nearest_on_screen(here: Place, after: str, before: str):
    found = [suggestion_beyond(STOPS, place_of, here, steps) for steps in (1, -1)]
    assert [one.item if one is not None else "" for one in found] == [after, before]


@pytest.mark.parametrize(
    ("here", "item"), [((3, 1), "d1/nord"), ((4, 0), "q1"), ((4, 6), "a1"), ((0, -1), "a1")]
)
def test_after_an_answer_comes_what_is_left_there_or_further_on(here: Place, item: str):
    assert suggestion_left(STOPS, place_of, here).item == item


@pytest.mark.parametrize(
    ("cursor", "steps", "is_open", "order"),
    [
        (1, 1, False, [2, 3, 4, 1]),
        (1, 1, True, [3, 4, 1, 2]),
        (1, -1, False, [2, 1, 4, 3]),
        (1, -1, True, [1, 4, 3, 2]),
        (0, -1, True, [4, 3, 2, 1]),
        (3, 1, True, [1, 2, 3, 4]),
    ],
)
def test_every_brief_of_the_list_is_looked_at_once(
    cursor: int, steps: int, is_open: bool, order: list[int]
):
    assert briefs_beyond([1, 2, 3, 4], cursor, steps, is_open=is_open) == order


@pytest.mark.parametrize("is_open", [False, True])
def test_an_empty_list_has_no_briefs_to_look_at(is_open: bool):
    assert briefs_beyond([], 0, 1, is_open=is_open) == []
    assert briefs_beyond([], 0, -1, is_open=is_open) == []
