"""The history of locations, with back and forward as in a browser."""

from dataclasses import dataclass, field

from briefing.commands import Lacking
from briefing.user.spots import Spot


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
