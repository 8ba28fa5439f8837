"""Copy and export actions: the current record, a quote with its source, a URL, a brief."""

from collections.abc import Callable

from briefing.catalogue import ListRow
from briefing.library import Library
from briefing.ui.input.actions import Actions
from briefing.ui.input.prompt import Question
from briefing.ui.main.protocols import CommandHost, ShownBrief
from briefing.ui.screens.exporting import copy_text, write_new
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.copy_text import addresses, brief_text, citation, item_text


def _listed(row: ListRow) -> str:
    confined = f"{row.confines} " if row.confines else ""
    superseded = f" ({row.superseded})" if row.superseded else ""
    return f"{confined}{row.date} {row.title}{superseded}"


class Copying:
    """Puts what is read on the clipboard, as logical text without a screen's line breaks."""

    def __init__(self, screen: CommandHost, library: Library, brief: ShownBrief) -> None:
        """Copy what is on `screen`; `brief` is what its panes show, others come from `library`."""
        self._screen = screen
        self._library = library
        self._brief = brief
        self.actions: Actions = {
            "copy.item": self.copy_item,
            "copy.quote": self.copy_quote,
            "copy.brief": self.copy_brief,
            "copy.address": self.copy_address,
            "export": self.export,
        }
        """Actions of its commands."""

    def _copy(self, text: str, nothing: str) -> None:
        if text:
            copy_text(self._screen, text)
        else:
            self._screen.note = nothing

    def copy_item(self) -> None:
        """Copy what the cursor is on."""
        screen = self._screen
        if screen.reading is None or not screen.pane:
            text = _listed(screen.list_row) if screen.list_row is not None else ""
        else:
            text = item_text(screen.reading, screen.pane, screen.current_key)
        self._copy(text, "nothing to copy")

    def copy_quote(self) -> None:
        """Copy the quote under the cursor, or the paragraph of a source, with its source."""
        reading = self._screen.reading
        text = citation(reading, self._screen.current_key) if reading else ""
        self._copy(text, "no quote or source paragraph under the cursor")

    def copy_brief(self) -> None:
        """Copy the whole brief as text."""
        self._with_brief(lambda reading: self._copy(brief_text(reading), ""), "no brief to copy")

    def copy_address(self) -> None:
        """Copy the addresses of the sources of what the cursor is on."""
        reading = self._screen.reading
        urls = addresses(reading, self._screen.current_key) if reading else []
        self._copy("\n".join(urls), "no source here has a URL")

    def export(self) -> None:
        """Ask for a file to write the brief to."""
        self._with_brief(self._ask_where, "no brief to export")

    def _with_brief(self, do: Callable[[BriefView], None], nothing: str) -> None:
        screen = self._screen
        row, reading = screen.current_row, screen.reading
        if row is None:
            screen.note = nothing
        elif self._brief.has_all_of(row.number) and reading is not None:
            do(reading)
        else:
            screen.await_result(lambda: self._library.view(row, signs=screen.signs), do)

    def _ask_where(self, reading: BriefView) -> None:
        screen, name = self._screen, f"{reading.brief.id}.txt"
        screen.ask(
            Question(
                "write to: ", lambda name: self._write(reading, name), screen.close_prompt,
                text=name, verb="write",
            )
        )  # fmt: skip

    def _write(self, reading: BriefView, name: str) -> None:
        screen = self._screen
        screen.close_prompt()
        screen.background.run(
            lambda: write_new(name.strip(), brief_text(reading)), screen.report_trouble
        )
