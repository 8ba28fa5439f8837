"""Copying the record under the cursor, a quote with its source, an address; writing a brief."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from briefing.page.copying import addresses, brief_text, citation, item_text
from briefing.page.reading import Reading
from briefing.terminal.clipboard import copy
from briefing.ui.brief_loader import Stage
from briefing.ui.exporting import write_new
from briefing.ui.following import Following
from briefing.ui.prompt import Question

if TYPE_CHECKING:
    from briefing.catalogue import ListRow


def _listed(row: "ListRow") -> str:
    """Return a row of the list as it is read elsewhere."""
    confined = f"{row.confines} " if row.confines else ""
    superseded = f" ({row.superseded})" if row.superseded else ""
    return f"{confined}{row.date} {row.title}{superseded}"


class Copying(Following):
    """Puts what is read on the clipboard, as logical text without a screen's line breaks."""

    _waiting: Callable[[Reading | None], None] | None = None

    def _copy(self, text: str, nothing: str) -> None:
        if text:
            self.note = copy(text, self.app.copy_to_clipboard)
        else:
            self.note = nothing

    def action_copy_item(self) -> None:
        """Copy what the cursor is on."""
        if self.reading is None or not self.pane:
            row = self.list.brief(self.list.cursor) if len(self.list.numbers) else None
            self._copy(_listed(row) if row else "", "there is nothing to copy")
            return
        self._copy(item_text(self.reading, self.pane, self.current_key), "there is nothing to copy")

    def action_copy_quote(self) -> None:
        """Copy the quote under the cursor, or the paragraph of a source, with its source."""
        text = citation(self.reading, self.current_key) if self.reading else ""
        self._copy(text, "there is no quote and no paragraph of a source under the cursor")

    def action_copy_brief(self) -> None:
        """Copy the whole brief as text."""
        self._with_brief(
            lambda reading: self._copy(brief_text(reading) if reading else "", "there is no brief")
        )

    def action_export(self) -> None:
        """Ask for a file to write the brief to."""
        self._with_brief(self._ask_where)

    def _ask_where(self, reading: Reading | None) -> None:
        if reading is None:
            self.note = "there is no brief to write"
        else:
            name = f"{reading.brief.id}.txt"
            accepted = partial(self._export, reading)
            self.ask(Question("write to: ", accepted, self.close_prompt, text=name, verb="write"))

    def _with_brief(self, do: Callable[[Reading | None], None]) -> None:
        """Show the brief in question, and do something with it as soon as all of it is there."""
        self.show_number(self.list.number if not self.pane else self.shown)
        self._waiting = do
        self.has_arrived()

    def has_arrived(self) -> None:
        """Go on with what waits for the whole brief."""
        super().has_arrived()
        if self._waiting is not None and self.loader.stage in (Stage.WHOLE, Stage.NOTHING):
            do, self._waiting = self._waiting, None
            do(self.reading)

    def _export(self, reading: Reading, name: str) -> None:
        self.close_prompt()
        self.note = write_new(name.strip(), brief_text(reading))

    def action_copy_address(self) -> None:
        """Copy the addresses of the sources of what the cursor is on."""
        found = addresses(self.reading, self.current_key) if self.reading else []
        self._copy("\n".join(found), "no source here has an address")
