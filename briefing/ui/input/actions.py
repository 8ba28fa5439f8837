"""Actions of the commands on a screen: one table, joined from those of its parts."""

from collections.abc import Callable, Mapping

from briefing.commands import Keys
from briefing.ui.widgets.board_view import BoardView
from briefing.ui.widgets.brief_list import BriefList
from briefing.ui.widgets.cell_text import CellText
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


def stepping(
    view: Callable[[], BriefList | RecordPane | BoardView | CellText], keys: Keys
) -> Actions:
    """Return the actions that move the cursor of what `view` returns: the focused view.

    They do so as often as `keys` counts; the ends are then the row of that number.
    """

    def times() -> int:
        return keys.count or 1

    def to_end(*, down: bool) -> None:
        if keys.count:
            view().to_number(keys.count)
        else:
            view().to_end(down=down)

    return {
        "move.down": lambda: view().move(times()),
        "move.up": lambda: view().move(-times()),
        "scroll.top": lambda: to_end(down=False),
        "scroll.bottom": lambda: to_end(down=True),
        "scroll.down": lambda: view().leap(0.5 * times()),
        "scroll.up": lambda: view().leap(-0.5 * times()),
        "scroll.page-down": lambda: view().leap(times()),
        "scroll.page-up": lambda: view().leap(-times()),
    }
