"""Following references: from prose to records, from quotes to their source."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.page.panes import PANES, pane_of
from briefing.page.reading import Reading
from briefing.page.words import words_of
from briefing.text import clean
from briefing.ui.brief_loader import Stage
from briefing.ui.frame import Frame
from briefing.ui.options import Options
from briefing.ui.record_pane import RecordPane
from briefing.ui.trail import Spot

if TYPE_CHECKING:
    from briefing.library import Library

_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}|\d[\d,.]*\d")
_PLACE = re.compile(r"@([0-9]{1,9})-[0-9]{1,9}$")
"""The end of a place in characters: `article@120-180`."""
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Following(Frame):
    """Opens what the reader was started with, then what the cursor is on."""

    def __init__(self, library: "Library", options: Options) -> None:
        """Read `library`, beginning with the brief that `options` names, if any."""
        super().__init__(library, options)
        self._first = options.open
        self._landing: tuple[str, int] = ("", 0)
        self.choosing: dict[str, str] = {}
        """References by the letter that follows them, while one is being chosen."""

    def show_found(self) -> None:
        """Show the briefs that the catalogue holds, and open the one to begin with."""
        super().show_found()
        self._open_first()

    def _open_first(self) -> None:
        """Open the brief and record that the reader was started with, once it is known."""
        brief, _, record = self._first.partition("#")
        number = self.library.catalogue.number_named(brief) if brief else None
        if number is not None:
            self._first = ""
            self.open_number(number, 1)
            if record:
                self.land_on(record)
        elif brief and not self.nothing_yet:
            self._first = ""
            self.note = f'there is no brief "{brief}"'

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
            self._offer(targets, [self.record_pane(self.pane)])

    def action_hints(self) -> None:
        """Put a letter on each reference in sight, first on those of the pane with the keyboard."""
        others = (self.record_pane(pane.number) for pane in PANES if pane.number != self.pane)
        panes = [self.record_pane(self.pane)] if self.pane else []
        panes += [pane for pane in others if pane.is_in_sight]
        found = (target for pane in panes for target in pane.targets_in_sight())
        if targets := list(dict.fromkeys(found)):
            self._offer(targets, panes)
        else:
            self.note = "there is no reference in sight"

    def _offer(self, targets: Sequence[str], panes: Sequence[RecordPane]) -> None:
        """Let a letter choose one of several references, each shown in these panes."""
        chosen = dict(zip(_LETTERS, targets, strict=False))
        self.choosing = chosen
        for pane in panes:
            pane.show_hints({target: letter for letter, target in chosen.items()})
        more = len(targets) - len(chosen)
        self.note = "a letter follows its reference, Esc leaves" + (
            f"; {more} more have none: scroll on" if more > 0 else ""
        )

    def choose(self, key: str) -> None:
        """Follow the reference that has the letter `key`, or leave them all."""
        target = self.choosing.get(key, "")
        self.choosing = {}
        for pane in PANES:
            self.record_pane(pane.number).show_hints({})
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
        self.land_on(record)

    def words_under_cursor(self) -> list[str]:
        """Return the words that the record under the cursor is written in, in reading order.

        Each stands there once; what the reader says of the record is not among them.
        """
        if self.pane:
            text = words_of(self.reading, self.current_key) if self.reading else ""
        else:
            row = self.list.brief(self.list.cursor) if len(self.list.numbers) else None
            text = row.title if row is not None else ""
        return list(dict.fromkeys(_WORD.findall(text)))

    def _abroad(self, target: str) -> bool:
        """Whether a reference is to a record of another brief."""
        head, sign, _ = target.partition("#")
        return bool(sign) and self.reading is not None and head not in self.reading.brief.sources

    def show_number(self, number: int | None, *, again: bool = False) -> None:
        """Show the brief with this number; where to go in another one is forgotten."""
        if number != self.shown:
            self._landing = ("", 0)
        super().show_number(number, again=again)

    def land_on(self, record: str, pane: int = 0) -> None:
        """Go to a record of the brief that is shown, as soon as that is there."""
        self._landing = (record, pane)
        self.has_arrived()

    def has_arrived(self) -> None:
        """Go to the record that was asked for; to one in an archived text once that is there."""
        (record, pane), reading, stage = self._landing, self.reading, self.loader.stage
        if not record or reading is None or stage < Stage.KEPT:
            return
        if stage is Stage.WHOLE or (pane or pane_of(reading, record)) != 5:
            self._landing = ("", 0)
        if pane:
            self.record_pane(pane).show_record(record)
        else:
            self.go_to_record(record)

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

    def go_to_brief(self, spot: Spot) -> None:
        """Show the brief or the list that a spot is in."""
        number = self.library.catalogue.number_at(spot.path) if spot.path else spot.number
        if not spot.pane:
            self.list.go_to(number)
            self.pane = 0
        elif number is not None:
            self.open_number(number, spot.pane, spot.record)
        else:
            self.note = f"{clean(spot.path, line=True)} is not there any more"


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
