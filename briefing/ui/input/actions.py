"""Actions of the commands on a screen: one table, joined from those of its parts."""

from collections.abc import Callable, Mapping

from briefing.ui.widgets.board_view import BoardView
from briefing.ui.widgets.brief_list import BriefList
from briefing.ui.widgets.record_pane import RecordPane

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


def stepping(view: Callable[[], BriefList | RecordPane | BoardView]) -> Actions:
    """Return the actions that move the cursor of what `view` returns: the focused view."""
    return {
        "move.down": lambda: view().move(1),
        "move.up": lambda: view().move(-1),
        "scroll.top": lambda: view().to_end(down=False),
        "scroll.bottom": lambda: view().to_end(down=True),
        "scroll.down": lambda: view().leap(0.5),
        "scroll.up": lambda: view().leap(-0.5),
        "scroll.page-down": lambda: view().leap(1),
        "scroll.page-up": lambda: view().leap(-1),
    }
