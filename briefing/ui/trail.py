"""The history of locations, with back and forward as in a browser."""

import json
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from briefing.commands import Lacking
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


@dataclass(slots=True)
class Trail:
    """The spots behind and ahead."""

    behind: list[Spot] = field(default_factory=list)
    """The last one is the nearest."""
    ahead: list[Spot] = field(default_factory=list)
    """The last one is the nearest."""
    marks: dict[str, Spot] = field(default_factory=dict)
    """The spots that have been marked, by letter."""

    def leave(self, spot: Spot) -> None:
        """Remember a spot that is being left, and drop the spots ahead."""
        if not self.behind or self.behind[-1] != spot:
            self.behind.append(spot)
            del self.behind[:-200]
        self.ahead.clear()

    def list_moves_to(self, spot: Spot) -> None:
        """Let the step back to the list lead to another brief there."""
        if self.behind and not self.behind[-1].pane:
            self.behind[-1] = spot

    def lacking(self, spot: Spot) -> tuple[Lacking, ...]:
        """Return what commands would miss that go back or forward from `spot`."""
        ways: tuple[tuple[Lacking, list[Spot]], ...] = (
            ("behind", self.behind), ("ahead", self.ahead),
        )  # fmt: skip
        return tuple(name for name, spots in ways if all(each == spot for each in spots))

    def back(self, spot: Spot) -> Spot | None:
        """Return the spot behind and keep `spot` ahead; None at the beginning."""
        return self._move(spot, self.behind, self.ahead)

    def forward(self, spot: Spot) -> Spot | None:
        """Return the spot ahead and keep `spot` behind; None at the end."""
        return self._move(spot, self.ahead, self.behind)

    @staticmethod
    def _move(spot: Spot, source: list[Spot], other: list[Spot]) -> Spot | None:
        while source:
            target = source.pop()
            if target != spot:
                other.append(spot)
                return target
        return None
