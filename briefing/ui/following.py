"""Following references: from prose to records, from quotes to their source, and the way back."""

import re
from collections.abc import Sequence

from briefing.page.panes import pane_of
from briefing.page.reading import Reading
from briefing.tables import Table
from briefing.ui.frame import Frame
from briefing.ui.trail import Spot

_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}|\d[\d,.]*\d")
_PLACE = re.compile(r"@([0-9]{1,9})-[0-9]{1,9}$")
"""The end of a place in characters: `article@120-180`."""
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Following(Frame):
    """Opens what the cursor is on, and goes back to where it was."""

    choosing: dict[str, str]
    """References by the letter that follows them, while one is being chosen."""

    def action_open(self) -> None:
        """Open what the cursor is on."""
        if not self.pane:
            self.show_pane(1)
            return
        item = self.record_pane(self.pane).item
        targets = item.targets if item is not None else ()
        if not targets:
            self.note = "nothing is referred to here"
        elif len(targets) == 1 or _PLACE.search(targets[0]):
            self.follow(targets[0])
        else:
            self._offer(targets)

    def action_back(self) -> None:
        """Go back one step."""
        if self.zoomed:
            self.zoomed = False
        elif not self.go_to_spot(self.trail.back(self.spot())):
            self.pane = 0

    def action_hints(self) -> None:
        """Put a letter on each reference in sight."""
        targets = self.record_pane(self.pane).targets_in_sight() if self.pane else []
        if targets:
            self._offer(targets)
        else:
            self.note = "there is no reference in sight"

    def _offer(self, targets: Sequence[str]) -> None:
        """Let a letter choose one of several references."""
        chosen = dict(zip(_LETTERS, targets, strict=False))
        self.choosing = chosen
        pane = self.record_pane(self.pane)
        pane.hints = {target: letter for letter, target in chosen.items()}
        pane.refresh()
        more = len(targets) - len(chosen)
        self.note = "a letter follows its reference, Esc leaves" + (
            f"; {more} more have none: scroll on" if more > 0 else ""
        )

    def choose(self, key: str) -> None:
        """Follow the reference that has the letter `key`, or leave them all."""
        target = self.choosing.get(key, "")
        self.choosing = {}
        pane = self.record_pane(self.pane)
        pane.hints = {}
        pane.refresh()
        self.note = ""
        if target:
            self.follow(target)

    def follow(self, target: str) -> None:
        """Go to a record, a place in a source, or say what address a link has."""
        if self.reading is None:
            return
        if "://" in target:
            self.note = target
            return
        brief_id, _, record = target.rpartition("#") if self._abroad(target) else ("", "", target)
        number = self.library.catalogue.number_of(brief_id) if brief_id else self.shown
        if number is None:
            self.note = f"there is no brief {brief_id}"
            return
        self.trail.leave(self.spot())
        if brief_id:
            self.show_number(number)
        self.go_to_record(record)

    def words_under_cursor(self) -> list[str]:
        """Return the words of what the cursor is on, in reading order, each once."""
        if self.pane:
            pane = self.record_pane(self.pane)
            lines = pane.page.lines[pane.item.first : pane.item.last] if pane.item else ()
            text = " ".join("".join(span.text for span in line) for line in lines)
        else:
            row = self.list.brief(self.list.cursor) if len(self.list.numbers) else None
            text = row.title if row is not None else ""
        return list(dict.fromkeys(_WORD.findall(text)))

    def _abroad(self, target: str) -> bool:
        """Whether a reference is to a record of another brief."""
        head, sign, _ = target.partition("#")
        return bool(sign) and self.reading is not None and head not in self.reading.brief.sources

    def go_to_record(self, record: str) -> None:
        """Show the pane that has a record of the brief on screen, with the cursor on it."""
        reading = self.reading
        pane = pane_of(reading, record) if reading is not None else 0
        if not pane or reading is None:
            self.note = f"there is no record {record}"
            return
        self.pane = pane
        if pane == 5:
            self.record_pane(5).show_record(paragraph_of(reading, record), chosen=record)
        else:
            self.record_pane(pane).show_record(record)

    def go_to_spot(self, spot: Spot | None) -> bool:
        """Show what the reader has been at before, and say whether there was anything."""
        if spot is None:
            return False
        if spot.table is not None:
            self.show_table(spot.table)
        elif spot.number is not None and spot.pane:
            self.open_number(spot.number, spot.pane, spot.record)
        else:
            self.list.go_to(spot.number)
            self.pane = 0
        return True

    def show_table(self, table: Table) -> bool:
        """Open a board, and say whether there is one."""
        return False

    def action_history_back(self) -> None:
        """Go back to where the reader was before."""
        if not self.go_to_spot(self.trail.back(self.spot())):
            self.note = "this is where you began"

    def action_history_forward(self) -> None:
        """Go forward again."""
        if not self.go_to_spot(self.trail.forward(self.spot())):
            self.note = "there is nothing further on"


def paragraph_of(reading: Reading, target: str) -> str:
    """Return the item of the Sources pane that a place in a source lies in.

    `target` is `article`, `article#p5`, `article#p5-6` or, in characters, `article@120-180`.
    """
    source, at, _ = target.partition("@")
    place = _PLACE.search(target)
    if at and place is None:
        return source
    if place is not None:
        start = int(place[1])
        archive = reading.archives.get(source)
        paragraphs = archive.paragraphs if archive is not None else ()
        for number, paragraph in enumerate(paragraphs, 1):
            if start < paragraph.end:
                return f"{source}#p{number}"
        return source
    name, mark, paragraph_text = target.partition("#p")
    if mark and name in reading.archives:
        return f"{name}#p{paragraph_text.partition('-')[0]}"
    return name
