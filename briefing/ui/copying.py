"""Copy and export actions: the current record, a quote with its source, a URL, a brief."""

from functools import partial
from typing import TYPE_CHECKING

from briefing.page.copying import addresses, brief_text, citation, item_text
from briefing.page.reading import Reading
from briefing.terminal.clipboard import copy
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

    def _copy(self, text: str, nothing: str) -> None:
        if text:
            self.note = copy(text, self.app.copy_to_clipboard)
        else:
            self.note = nothing

    def action_copy_item(self) -> None:
        """Copy what the cursor is on."""
        if self.reading is None or not self.pane:
            row = self.list.brief(self.list.cursor) if len(self.list.numbers) else None
            self._copy(_listed(row) if row else "", "nothing to copy")
            return
        self._copy(item_text(self.reading, self.pane, self.current_key), "nothing to copy")

    def action_copy_quote(self) -> None:
        """Copy the quote under the cursor, or the paragraph of a source, with its source."""
        text = citation(self.reading, self.current_key) if self.reading else ""
        self._copy(text, "no quote or source paragraph under the cursor")

    def action_copy_brief(self) -> None:
        """Copy the whole brief as text."""
        self.show_number(self.list.number if not self.pane else self.shown)
        self._copy(brief_text(self.reading) if self.reading else "", "no brief to copy")

    def action_export(self) -> None:
        """Ask for a file to write the brief to."""
        self.show_number(self.list.number if not self.pane else self.shown)
        if self.reading is None:
            self.note = "no brief to export"
        else:
            name = f"{self.reading.brief.id}.txt"
            accepted = partial(self._export, self.reading)
            self.ask(Question("write to: ", accepted, self.close_prompt, text=name, verb="write"))

    def _export(self, reading: Reading, name: str) -> None:
        self.close_prompt()
        self.note = write_new(name.strip(), brief_text(reading))

    def action_copy_address(self) -> None:
        """Copy the addresses of the sources of what the cursor is on."""
        found = addresses(self.reading, self.current_key) if self.reading else []
        self._copy("\n".join(found), "no source here has a URL")
