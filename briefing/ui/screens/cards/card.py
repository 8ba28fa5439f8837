"""What the cards have in common: some rows of text, alone on the screen, and keys."""

from collections.abc import Sequence
from typing import TypeVar

from textual.app import ComposeResult

from briefing.ui.input.ordered_keys import OrderedInputScreen
from briefing.ui.widgets.bar import Bar
from briefing.view.spans import Line

Result = TypeVar("Result")


class Card(OrderedInputScreen[Result]):
    """A screen of some rows of text, which takes keys one by one."""

    @property
    def takes_text(self) -> bool:
        """Whether letters go into a line: here each is a key."""
        return False

    def compose(self) -> ComposeResult:
        """Lay out the card alone."""
        yield Bar(id="card")

    def show_rows(self, rows: Sequence[Line]) -> None:
        """Show these rows in place of those before."""
        bar = self.query_one(Bar)
        bar.styles.height = len(rows)
        bar.lines = tuple(rows)
