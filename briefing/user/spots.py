"""Places of the reader that can be gone back to, as they are kept for the next session."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from briefing.view.board.board_ref import BoardRef

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the reader."""

    number: int | None
    """The catalogue's number of the brief."""
    pane: int
    """The pane, 1 to 5, 0 for the list, or -1 for a board."""
    record: str = ""
    """The record that the cursor was on."""
    table: BoardRef | None = None
    """The board, where it was one."""
    path: str = ""
    """The brief's file: a number may be another brief's by the time the way leads back."""


@cache
def _spots() -> "TypeAdapter[Spot]":
    from pydantic import TypeAdapter  # which the reader's start does not wait for

    return TypeAdapter(Spot)


def written(spot: Spot) -> str:
    """Return a spot as JSON that outlasts the numbers of briefs, for the state file."""
    lasting = replace(spot, number=None)
    return json.dumps(_spots().dump_python(lasting, exclude_defaults=True))


def parse(text: str) -> Spot | None:
    """Return the spot that `written` wrote; None for any other text."""
    try:
        spot = replace(_spots().validate_json(text), number=None)
    except ValueError:
        return None
    is_whole = (spot.pane < 0) == (spot.table is not None)
    return spot if is_whole and -1 <= spot.pane <= 5 else None


def kept_spots(bookmarks: Mapping[str, str]) -> dict[str, Spot]:
    """Return the spots that `written` wrote, by letter, without texts that are none."""
    read = {letter: parse(text) for letter, text in bookmarks.items()}
    return {letter: spot for letter, spot in read.items() if spot is not None}


def is_bookmark(key: str) -> bool:
    """Whether a key can name a mark: a letter or a figure."""
    return len(key) == 1 and key.isalnum()
