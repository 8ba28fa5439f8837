"""Actions that move to another pane or brief."""

from briefing.page.panes import PANES
from briefing.ui.frame import Frame


class Moving(Frame):
    """Goes from pane to pane and from brief to brief."""

    def action_move_left(self) -> None:
        """Go to the pane on the left; from the first one, to the list."""
        if self.pane:
            self.action_pane_previous()
        else:
            self.note = "no pane to the left; l opens the brief"

    def action_move_right(self) -> None:
        """Go to the pane on the right; from the list, into the brief."""
        if self.pane < len(PANES):
            self.action_pane_next()

    def action_pane_next(self) -> None:
        """Go to the next pane, after the last to the list."""
        self.show_pane((self.pane + 1) % (len(PANES) + 1))

    def action_pane_previous(self) -> None:
        """Go to the pane before; before the first, to the list."""
        self.show_pane((self.pane - 1) % (len(PANES) + 1))

    def action_pane_list(self) -> None:
        """Go to the list."""
        self.pane = 0

    def action_pane_1(self) -> None:
        """Show the summary."""
        self.show_pane(1)

    def action_pane_2(self) -> None:
        """Show the agreements."""
        self.show_pane(2)

    def action_pane_3(self) -> None:
        """Show the disagreements."""
        self.show_pane(3)

    def action_pane_4(self) -> None:
        """Show the quotes."""
        self.show_pane(4)

    def action_pane_5(self) -> None:
        """Show the sources."""
        self.show_pane(5)

    def action_zoom(self) -> None:
        """Give the pane the whole screen, and back."""
        self.zoomed = not self.zoomed

    def _step(self, steps: int) -> None:
        before = self.list.cursor
        self.list.cursor += steps
        self.show_number(self.list.number)
        if self.list.cursor == before:
            self.note = f"{'last' if steps > 0 else 'first'} brief in the list"

    def action_brief_next(self) -> None:
        """Show the next brief of the list."""
        self._step(1)

    def action_brief_previous(self) -> None:
        """Show the brief before in the list."""
        self._step(-1)
