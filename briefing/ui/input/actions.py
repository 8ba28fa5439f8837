"""What the commands do on a screen: one table, made once from those that the screen is made of."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

Actions = Mapping[str, Callable[[], object]]
"""What commands do, by their ids."""


class HasActions(Protocol):
    """Does what some commands stand for."""

    @property
    def actions(self) -> Actions:
        """What its commands do, by their ids."""


def action_table(parts: Iterable[HasActions]) -> Actions:
    """Return the actions of all `parts`.

    Raises:
        ValueError: two parts do the same command.
    """
    table: dict[str, Callable[[], object]] = {}
    for part in parts:
        actions = part.actions
        if twice := table.keys() & actions.keys():
            raise ValueError(f"done twice: {', '.join(sorted(twice))}")
        table |= actions
    return table
