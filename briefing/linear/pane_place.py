"""A brief, pane by pane and record by record."""

from collections.abc import Mapping, Sequence
from functools import partial

from briefing.catalogue import ListRow
from briefing.commands import Where
from briefing.linear.actions.handing_over import follow_address
from briefing.linear.console import LinearChoice
from briefing.linear.facts.brief_facts import opening_facts, pane_heading, pane_parts
from briefing.linear.facts.part import Part, place_words
from briefing.linear.linear_context import Action, LinearContext, PartByPart, Spot
from briefing.linear.typed_line import Typed
from briefing.model.references import Target
from briefing.text.fold import fold
from briefing.user import spots
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.panes import PANES, pane_of, source_item
from briefing.view.document import outline


class PanePlace(PartByPart):
    """One brief that is open."""

    where: Where = "pane"
    part_name = "record"

    def __init__(self, context: LinearContext, row: ListRow, number: str) -> None:
        """Open the brief of `row`, which is read as `number`: `Brief 2 of 3`."""
        super().__init__(context)
        self._row, self._number = row, number
        self._view = context.library.view(row, signs=context.signs)
        self._parts: dict[int, list[Part]] = {}
        self._is_begun = False
        self.pane = 1
        """The pane that is read, from 1."""

    @property
    def row(self) -> ListRow:
        """The brief's row of the catalogue."""
        return self._row

    @property
    def view(self) -> BriefView:
        """The brief."""
        return self._view

    @property
    def path(self) -> str:
        """The brief's file within the store."""
        return self._row.path

    @property
    def parts(self) -> list[Part]:
        """What the pane holds."""
        return self._parts_of(self.pane)

    def _parts_of(self, pane: int) -> list[Part]:
        if pane not in self._parts:
            self._parts[pane] = pane_parts(self._view, pane)
        return self._parts[pane]

    @property
    def size(self) -> int:
        """How many parts the pane has."""
        return len(self.parts)

    @property
    def part(self) -> Part:
        """The current part."""
        return self.parts[self.cursor] if self.parts else Part("", ())

    @property
    def key(self) -> str:
        """The record that the cursor is on."""
        return self.part.key

    def lines_of(self, index: int) -> Sequence[str]:
        """Return the lines of a record."""
        return self.parts[index].lines

    def prompt(self) -> str:
        """Return the pane and the record: `Quotes, q1`."""
        return ", ".join(filter(None, (PANES[self.pane - 1].name, self.key)))

    def begin(self) -> None:
        """Say what the brief is, and read the pane."""
        self.context.say(*opening_facts(self._view, self._number))
        self._is_begun = True
        self.read_pane(self.pane, self.cursor)

    def enter_at(self, key: str) -> bool:
        """Go to this place, and read a record of it; return whether there is such a record."""
        self.context.leave()
        self.context.place = self
        self.context.say(*self.title())
        return self.land(key)

    def title(self) -> list[str]:
        """Return what the brief is called, and how it may be used."""
        head, *more = opening_facts(self._view, self._number)
        return [head, *(line for line in more if line.startswith(("Handling", "Standing")))]

    def read_pane(self, number: int, cursor: int = 0) -> None:
        """Read a pane from a part on."""
        self.pane = number
        self.context.say(pane_heading(self._view, number))
        self.read_from(min(cursor, max(0, self.size - 1)))

    def renew(self) -> None:
        """Read the brief again where its file or the marks on it have changed."""
        row = self.context.library.row(self._row.number) or self.context.library.catalogue.row_of(
            self._row.id
        )
        if row is None:
            self.context.say(
                f"Notice: {self._row.path} no longer exists; this is what was read of it."
            )
            return
        key = self.key
        self._row, self._view = row, self.context.library.view(row, signs=self.context.signs)
        self._parts.clear()
        self.cursor = max(0, self.index_of(key)) if key else min(self.cursor, max(0, self.size - 1))

    # --- records ---------------------------------------------------------------------------------

    def spot(self) -> Spot:
        """Return the pane and where in it the cursor is."""
        return self.pane, self.cursor

    def lasting(self) -> spots.Spot:
        """Return the record that the cursor is on."""
        return spots.Spot(None, self.pane, self.key, path=self.path)

    def go_to(self, spot: Spot) -> None:
        """Put the cursor on a part of a pane."""
        pane, cursor = spot
        if isinstance(pane, int) and isinstance(cursor, int):
            self.pane = pane
            self.cursor = min(cursor, max(0, self.size - 1))

    def index_of(self, key: str, pane: int = 0) -> int:
        """Return the part of a pane, by default the one that is read, with a record; -1 for none.

        A part of a record is read with it, and a record in parts at its first one.
        """
        parts = self._parts_of(pane or self.pane)
        keys, whole = [part.key for part in parts], key.partition("/")[0]
        for exact in (key, whole):
            if exact in keys:
                return keys.index(exact)
        return next((n for n, other in enumerate(keys) if other.startswith(f"{whole}/")), -1)

    def place_of(self, key: str) -> tuple[int, int]:
        """Return the pane that reads a record, and the part of it; 0 and -1 for none."""
        pane = pane_of(self._view, key)
        return pane, self.index_of(key, pane) if pane else -1

    def land(self, key: str) -> bool:
        """Read a record, in the pane that has it; return whether there is one."""
        pane, index = self.place_of(key)
        if index < 0:
            return False
        before, self.pane = self.pane, pane
        self.cursor = index
        if pane != before or not self._is_begun:
            self.context.say(pane_heading(self._view, pane))
        self.read_here()
        return True

    def part_with(self, key: str, words: Sequence[str]) -> str:
        """Return the part of the summary that has most of some words, the first of several.

        The catalogue knows the bottom line and all paragraphs as one record; other records are
        read whole, and their own key is returned.
        """
        if key != "summary" or not words:
            return key

        def count(part: Part) -> int:
            text = fold(" ".join(part.lines))
            return sum(fold(word) in text for word in words)

        names = ("bottom_line", "summary")
        parts = [part for part in self._parts_of(1) if part.key.partition("/")[0] in names]
        return max(parts, key=count).key if parts else key

    def take(self, text: str) -> bool:
        """Go to a record by its key: `a1`, `q3`, `article#p5`."""
        if not pane_of(self._view, text):
            return False
        before = self.context.here()
        if not self.land(text):
            return False
        self.context.behind.append(before)
        return True

    # --- references ------------------------------------------------------------------------------

    def open(self, typed: Typed) -> None:
        """Follow the reference of the current record, or one of several."""
        targets = self.part.targets
        if not targets:
            self.context.say("There is no reference here.")
        elif len(targets) == 1 or (
            targets[0].characters is not None and typed.command.id == "open"
        ):
            self.follow(targets[0])
        else:
            self._choose(targets)

    def _choose(self, targets: Sequence[Target]) -> None:
        choices = [
            LinearChoice(str(number), place_words(self._view, target))
            for number, target in enumerate(targets)
        ]
        chosen = self.context.console.choose("References", choices)
        if chosen is not None:
            self.follow(targets[int(chosen)])

    def follow(self, target: Target) -> None:
        """Go to a record or a place in a source, or to the address of a link."""
        if target.url:
            follow_address(self.context, target.url)
            return
        target = Target.parse(str(target), self._view.brief.sources)
        if target.brief and target.brief != self._view.brief.id:
            self._go_to_brief(target)
        else:
            before = self.context.here()
            key = target.record if target.brief else source_item(self._view, target) or str(target)
            if self.land(key):
                self.context.behind.append(before)
                self.context.ahead.clear()
            else:
                self.context.say(f"There is no record {key}.")

    def _go_to_brief(self, target: Target) -> None:
        row = self.context.library.catalogue.row_of(target.brief)
        if row is None:
            self.context.say(f"There is no brief {target.brief}.")
            return
        place = PanePlace(self.context, row, "Brief")
        if not place.enter_at(target.record):
            self.context.say(f"There is no record {target.record}.")

    def outline(self, typed: Typed) -> None:
        """Have a heading or a record of the brief chosen, and read it."""
        entries = outline(self._view)
        choices = [
            LinearChoice(
                entry.key,
                ", ".join(filter(None, (PANES[entry.pane - 1].name, entry.label)))
                + f": {entry.title}",
            )
            for entry in entries
        ]
        if not choices:
            self.context.say("This brief has no headings and no records.")
            return
        chosen = self.context.console.choose("Outline", choices)
        if chosen is not None:
            self.take(chosen)

    def _beside(self, steps: int) -> None:
        """Read another pane; after the last comes the first."""
        self.read_pane((self.pane - 1 + steps) % len(PANES) + 1)

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its own actions, by the id of the command."""
        panes = {f"pane.{pane.number}": partial(self._show, pane.number) for pane in PANES}
        return {
            **super().actions,
            **panes,
            "open": self.open,
            "hints": self.open,
            "outline": self.outline,
            **dict.fromkeys(("pane.next", "move.right"), lambda typed: self._beside(1)),
            **dict.fromkeys(("pane.previous", "move.left"), lambda typed: self._beside(-1)),
        }

    def _show(self, number: int, _typed: Typed) -> None:
        self.read_pane(number)
