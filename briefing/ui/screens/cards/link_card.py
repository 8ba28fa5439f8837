"""An address, shown whole before anything is done with it."""

from collections.abc import Sequence

from textual import events

from briefing.commands import key_name
from briefing.terminal.hyperlinks import host_of, is_web_address
from briefing.terminal.opener import not_of_the_web
from briefing.text.clean import clean
from briefing.ui.input.ordered_keys import Typed
from briefing.ui.screens.cards.card import Card
from briefing.view.spans import Line, Span, flow

_MARGIN = (Span(" "),)


def card_lines(address: str, keys: Sequence[str], width: int) -> list[Line]:
    """Return the rows of the card: the address, its host, and what the keys do."""
    room = max(1, width - 2)
    parts = [address[at : at + room] for at in range(0, len(address), room)]
    lines: list[Line] = [(Span(" Address", "title"),), ()]
    lines += [(*_MARGIN, Span(part, "mark")) for part in parts]
    lines.append(())
    if host := host_of(address):
        lines += flow([Span("leads to ", "muted"), Span(host, "strong")], width, first=_MARGIN)
        lines.append(())
    for text in keys:
        lines += flow([Span(text)], width, first=_MARGIN, rest=_MARGIN)
    return lines


class LinkCard(Card[str]):
    """Asks what to do with an address; answers `open`, `copy` or nothing."""

    def __init__(self, address: str, program: str, why_not: str) -> None:
        """Show `address`; `program` opens it, or `why_not` says why nothing does."""
        super().__init__()
        self._address = clean(address, line=True)
        if not is_web_address(address):
            program, why_not = "", not_of_the_web(address)
        self._program, self._why_not = program, why_not
        self.is_whole = False
        """Whether all of the address is in sight."""

    def on_resize(self, event: events.Resize) -> None:
        """Lay the card out for the size."""
        width, height = event.size
        lines = card_lines(self._address, self._keys(), width)
        self.is_whole = len(lines) <= height
        if not self.is_whole:
            warning = "too long to be shown whole here: enlarge the terminal, or y copies it"
            last = flow([Span(f"{warning}; Esc goes back", "warn")], width, first=_MARGIN)
            lines = [*lines[: max(0, height - len(last))], *last][:height]
        self.show_rows(lines)

    def _keys(self) -> list[str]:
        opens = f"o opens it with {self._program}" if self._program else self._why_not
        return [opens, "y copies it", "Esc goes back"]

    def press(self, event: Typed) -> None:
        """Answer what a key asks for; others do nothing."""
        if not isinstance(event, events.Key):
            return
        key = key_name(event.key, event.character)
        if key == "o" and self._program and self.is_whole:
            self.answer("open")
        elif key == "y":
            self.answer("copy")
        elif key in ("Esc", "q", "^c"):
            self.answer("")
