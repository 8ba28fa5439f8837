"""What the commands do on a screen: one table, joined from those of its parts."""

from collections.abc import Callable, Mapping

Actions = Mapping[str, Callable[[], object]]
"""Actions by the id of their command."""


def action_table(*parts: Actions) -> Actions:
    """Return the actions of all `parts`.

    Raises:
        ValueError: two parts have an action for the same command.
    """
    table: dict[str, Callable[[], object]] = {}
    for actions in parts:
        if twice := table.keys() & actions.keys():
            raise ValueError(f"done twice: {', '.join(sorted(twice))}")
        table |= actions
    return table
