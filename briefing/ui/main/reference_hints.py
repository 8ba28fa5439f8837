"""Following references: from prose to records, from quotes to their source."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from briefing.page.panes import PANES, pane_of
from briefing.page.reading import Reading
from briefing.page.sheet import Item
from briefing.ui.input.actions import Actions

_PLACE = re.compile(r"@([0-9]{1,9})-[0-9]{1,9}$")
"""The end of a place in characters: `article@120-180`."""
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Pane(Protocol):
    """A pane that shows references."""

    @property
    def item(self) -> Item | None:
        """What the cursor is on."""

    @property
    def is_in_sight(self) -> bool:
        """Whether the pane is on the screen."""

    def targets_in_sight(self) -> list[str]:
        """Return what the references in sight lead to."""

    def show_hints(self, letters: Mapping[str, str]) -> None:
        """Show letters in place of references, by target."""

    def show_record(self, key: str, chosen: str = "") -> None:
        """Put the cursor on a record; `chosen` is a place in an archived text to mark."""


class Shown(Protocol):
    """The brief that the panes show."""

    @property
    def number(self) -> int | None:
        """Its number."""

    def show(self, number: int | None) -> None:
        """Show the brief with this number."""

    def land_on(self, record: str, pane: int = 0) -> None:
        """Go to a record of it."""


class Ways(Protocol):
    """Leads through the reader."""

    def show_pane(self, number: int) -> None:
        """Give a pane the keyboard."""

    def leave(self) -> None:
        """Remember where the reader is now."""


class Host(Protocol):
    """The screen."""

    note: str
    pane: int
    reading: Reading | None

    def record_pane(self, number: int) -> Pane:
        """Return the pane with this number, 1 to 5."""


class References:
    """Opens what the cursor is on, and puts letters on the references in sight."""

    def __init__(
        self, screen: Host, brief: Shown, ways: Ways, number_of: Callable[[str], int | None]
    ) -> None:
        """Follow references on `screen`; `number_of` knows the number of a brief by its id."""
        self._screen = screen
        self._brief = brief
        self._ways = ways
        self._number_of = number_of
        self.choosing: dict[str, str] = {}
        """References by the letter that follows them, while one is being chosen."""

    @property
    def actions(self) -> Actions:
        """What its commands do."""
        return {"open": self.open, "hints": self.show_hints}

    def open(self) -> None:
        """Open what the cursor is on."""
        screen = self._screen
        if not screen.pane:
            self._ways.show_pane(1)
            return
        pane = screen.record_pane(screen.pane)
        targets = pane.item.targets if pane.item is not None else ()
        if not targets:
            screen.note = "nothing is referred to here"
        elif len(targets) == 1 or _PLACE.search(targets[0]):
            self.follow(targets[0])
        else:
            self._offer(targets, [pane])

    def show_hints(self) -> None:
        """Put a letter on each reference in sight, first on those of the pane with the keyboard."""
        screen = self._screen
        others = (screen.record_pane(pane.number) for pane in PANES if pane.number != screen.pane)
        panes = [screen.record_pane(screen.pane)] if screen.pane else []
        panes += [pane for pane in others if pane.is_in_sight]
        found = (target for pane in panes for target in pane.targets_in_sight())
        if targets := list(dict.fromkeys(found)):
            self._offer(targets, panes)
        else:
            screen.note = "there is no reference in sight"

    def _offer(self, targets: Sequence[str], panes: Sequence[Pane]) -> None:
        """Let a letter choose one of several references, each shown in these panes."""
        chosen = dict(zip(_LETTERS, targets, strict=False))
        self.choosing = chosen
        for pane in panes:
            pane.show_hints({target: letter for letter, target in chosen.items()})
        more = len(targets) - len(chosen)
        self._screen.note = "a letter follows its reference, Esc leaves" + (
            f"; {more} more have none: scroll on" if more > 0 else ""
        )

    def choose(self, key: str) -> None:
        """Follow the reference that has the letter `key`, or leave them all."""
        target = self.choosing.get(key, "")
        self.choosing = {}
        for pane in PANES:
            self._screen.record_pane(pane.number).show_hints({})
        self._screen.note = ""
        if target:
            self.follow(target)

    def follow(self, target: str) -> None:
        """Go to a record, a place in a source, or say what address a link has."""
        reading = self._screen.reading
        if reading is None:
            return
        if "://" in target:
            self._screen.note = target
            return
        elsewhere = _is_elsewhere(target, reading)
        brief_id, _, record = target.rpartition("#") if elsewhere else ("", "", target)
        number = self._number_of(brief_id) if brief_id else self._brief.number
        if number is None:
            self._screen.note = f"there is no brief {brief_id}"
            return
        self._ways.leave()
        if brief_id:
            self._brief.show(number)
        self._brief.land_on(record)

    def show_record(self, record: str) -> None:
        """Show the pane that has a record of the brief on screen, with the cursor on it."""
        screen, reading = self._screen, self._screen.reading
        pane = pane_of(reading, record) if reading is not None else 0
        if not pane or reading is None:
            screen.note = f"there is no record {record}"
            return
        screen.pane = pane
        if pane == len(PANES):
            screen.record_pane(pane).show_record(paragraph_of(reading, record), chosen=record)
        else:
            screen.record_pane(pane).show_record(record)


def _is_elsewhere(target: str, reading: Reading) -> bool:
    """Whether a reference is to a record of another brief."""
    head, sign, _ = target.partition("#")
    return bool(sign) and head not in reading.brief.sources


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
