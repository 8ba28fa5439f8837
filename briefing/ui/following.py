"""Following references: from prose to records, from quotes to their source."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.page.panes import PANES, pane_of
from briefing.page.reading import Reading
from briefing.page.words import words_of
from briefing.records import Target
from briefing.text import clean
from briefing.ui.frame import Frame
from briefing.ui.options import Options
from briefing.ui.record_pane import RecordPane
from briefing.ui.trail import Spot

if TYPE_CHECKING:
    from briefing.library import Library

_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}|\d[\d,.]*\d")
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Following(Frame):
    """Opens what the reader was started with, then what the cursor is on."""

    def __init__(self, library: "Library", options: Options) -> None:
        """Read `library`, beginning with the brief that `options` names, if any."""
        super().__init__(library, options)
        self._first = options.open
        self.choosing: dict[str, Target] = {}
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
                self.go_to_record(record)
        elif brief and not self.nothing_yet:
            self._first = ""
            self.note = f'unknown brief "{brief}"'

    def action_open(self) -> None:
        """Open what the cursor is on."""
        if not self.pane:
            self.show_pane(1)
            return
        item = self.record_pane(self.pane).item
        targets = item.targets if item is not None else ()
        if not targets:
            self.note = "no reference here"
        elif len(targets) == 1 or targets[0].characters is not None:
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
            self.note = "no reference in view"

    def _offer(self, targets: Sequence[Target], panes: Sequence[RecordPane]) -> None:
        """Let a letter choose one of several references, each shown in these panes."""
        chosen = dict(zip(_LETTERS, targets, strict=False))
        self.choosing = chosen
        for pane in panes:
            pane.show_hints({target: letter for letter, target in chosen.items()})
        more = len(targets) - len(chosen)
        self.note = "press a letter to follow its reference, Esc to cancel" + (
            f"; scroll for {more} more" if more > 0 else ""
        )

    def choose(self, key: str) -> None:
        """Follow the reference that has the letter `key`, or leave them all."""
        target = self.choosing.get(key)
        self.choosing = {}
        for pane in PANES:
            self.record_pane(pane.number).show_hints({})
        self.note = ""
        if target is not None:
            self.follow(target)

    def follow(self, target: Target) -> None:
        """Go to a record, a place in a source, or say what address a link has."""
        if self.reading is None:
            return
        target = target.among(self.reading.brief.sources)
        if target.url:
            self.note = target.url
            return
        number = self.library.catalogue.number_of(target.brief) if target.brief else self.shown
        if number is None:
            self.note = f"no brief {target.brief}"
            return
        self.trail.leave(self.spot())
        if target.brief:
            self.show_number(number)
            self.go_to_record(target.record)
        else:
            self._go_to(target)

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

    def go_to_record(self, record: str) -> None:
        """Show the pane that has a record of the brief on screen, with the cursor on it."""
        sources = self.reading.brief.sources if self.reading is not None else ()
        self._go_to(Target.parse(record, sources))

    def _go_to(self, target: Target) -> None:
        """Show the pane that has a record or place of the brief on screen."""
        reading, record = self.reading, str(target)
        pane = pane_of(reading, record) if reading is not None else 0
        if not pane or reading is None:
            self.note = f"no record {record}"
            return
        self.pane = pane
        if pane == 5:
            self.record_pane(5).show_record(paragraph_of(reading, target), chosen=target)
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
            self.note = f"{clean(spot.path, line=True)} no longer exists"


def paragraph_of(reading: Reading, place: Target) -> str:
    """Return the item of the Sources pane that a place in a source lies in."""
    archive = reading.archives.get(place.source)
    if archive is None:
        return place.source
    if place.paragraphs is not None:
        return f"{place.source}#p{place.paragraphs[0]}"
    if place.characters is not None:
        for number, paragraph in enumerate(archive.paragraphs, 1):
            if place.characters[0] < paragraph.end:
                return f"{place.source}#p{number}"
    return place.source
