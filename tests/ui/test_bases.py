"""The rooms that the main screen is made of: what each needs, it inherits."""

from itertools import combinations

import pytest
from textual.screen import Screen

from briefing.ui.main import MainScreen

ROOMS = [room for room in MainScreen.__mro__ if room.__module__.startswith("briefing.ui.")]
BY_PYTHON = {"__annotations__", "__firstlineno__", "__static_attributes__"}  # some since 3.13
BY_TEXTUAL = vars(type("Bare", (Screen,), {})).keys() | BY_PYTHON
"""What every screen has in its own namespace, whatever its class says."""


def name_of(room: type) -> str:
    return room.__name__


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pair
        for pair in combinations(ROOMS, 2)
        if not issubclass(pair[0], pair[1])  # in the order of the MRO only this way is possible
    ],
    ids=name_of,
)
def test_no_room_overrides_what_one_beside_it_defines(one: type, other: type) -> None:
    """Otherwise what the screen does would hang on the order of its bases."""
    assert not (vars(one).keys() & vars(other).keys()) - BY_TEXTUAL
