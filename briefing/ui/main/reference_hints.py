"""Following references, from prose to records, from quotes to their source; and the outline."""

from collections.abc import Sequence

from briefing.model.references import Target
from briefing.terminal.opener import open_address, opener_for
from briefing.text.clean import clean
from briefing.ui.input.actions import Actions
from briefing.ui.main.navigation import Navigation
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.ui.screens.cards.link_card import LinkCard
from briefing.ui.screens.choices import outline_choices
from briefing.ui.screens.chooser import Chooser
from briefing.ui.screens.exporting import copy_text
from briefing.ui.widgets.record_pane import RecordPane
from briefing.view.brief.panes import PANES, pane_of, source_item
from briefing.view.brief.sources import cues
from briefing.view.document import OutlineEntry, outline

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class References:
    """Opens what the cursor is on, and puts letters on the references in sight."""

    def __init__(self, screen: ReadingScreen, navigation: Navigation) -> None:
        """Follow references on `screen`; `navigation` leads back."""
        self._screen = screen
        self._navigation = navigation
        self.choosing: dict[str, Target] = {}
        """References by the letter that follows them, while one is being chosen."""
        self.actions: Actions = {
            "open": self.open,
            "hints": self.show_hints,
            "outline": self.show_outline,
        }
        """Actions of its commands."""

    def open(self) -> None:
        """Open what the cursor is on."""
        screen = self._screen
        if not screen.pane:
            self._navigation.show_pane(1)
            return
        pane = screen.record_pane(screen.pane)
        targets = pane.item.targets if pane.item is not None else ()
        if not targets:
            screen.note = "no reference here"
        elif len(targets) == 1 or targets[0].characters is not None:
            key = pane.item.key if pane.item is not None else ""
            self.follow(targets[0])
            self._say_cues(key)
        else:
            self._offer(targets, [pane])

    def _say_cues(self, key: str) -> None:
        """Report the words from which an unconfirmed quote got its speaker."""
        screen, reading = self._screen, self._screen.reading
        found = cues(reading, key) if reading is not None else []
        place = reading.checks[key].place if reading is not None and found else None
        if reading is not None and place is not None:
            text, signs = reading.archives[place.source].text, screen.signs
            words = (f"{signs.open}{text[start:end]}{signs.close}" for start, end in found)
            said = clean(", ".join(words), line=True)
            screen.note = f"{key} suggested by {said}; c confirms, W another speaker"

    def show_hints(self) -> None:
        """Put a letter on each reference in sight, first on those of the pane with the keyboard."""
        screen = self._screen
        others = (screen.record_pane(pane.number) for pane in PANES if pane.number != screen.pane)
        panes = [screen.record_pane(screen.pane)] if screen.pane else []
        panes += [pane for pane in others if pane.is_in_sight]
        in_sight = (target for pane in panes for target in pane.targets_in_sight())
        if targets := list(dict.fromkeys(in_sight)):
            self._offer(targets, panes)
        else:
            screen.note = "no reference in view"

    def _offer(self, targets: Sequence[Target], panes: Sequence[RecordPane]) -> None:
        chosen = dict(zip(_LETTERS, targets, strict=False))
        self.choosing = chosen
        for pane in panes:
            pane.show_hints({target: letter for letter, target in chosen.items()})
        more = len(targets) - len(chosen)
        self._screen.note = "press a letter to follow its reference, Esc to cancel" + (
            f"; {more} more" if more > 0 else ""
        )

    def choose(self, key: str) -> None:
        """Follow the reference that has the letter `key`, or leave them all."""
        target = self.choosing.get(key)
        self.choosing = {}
        for pane in PANES:
            self._screen.record_pane(pane.number).show_hints({})
        self._screen.note = ""
        if target is not None:
            self.follow(target)

    def show_outline(self) -> None:
        """Have a heading or a record of the brief chosen, and go to it."""
        screen, reading = self._screen, self._screen.reading
        if reading is None:
            screen.note = "no brief is shown yet"
            return

        def offer(entries: Sequence[OutlineEntry]) -> None:
            if entries:
                choices = outline_choices(entries, screen.size.width, screen.signs)
                screen.open_screen(Chooser("Outline", choices), self._go_to)
            else:
                screen.note = "this brief has no headings and no records"

        screen.await_result(lambda: outline(reading), offer)

    def _go_to(self, key: str | None) -> None:
        if key is not None:
            self._navigation.leave()
            self._screen.brief.land_on(key)

    def follow(self, target: Target) -> None:
        """Go to a record or a place in a source, or show the address of a link."""
        screen, reading = self._screen, self._screen.reading
        if reading is None:
            return
        if target.url:
            self._show_address(target.url)
            return
        target = Target.parse(str(target), reading.brief.sources)
        number = screen.brief.number
        if target.brief:
            number = screen.library.catalogue.number_of(target.brief)
        if number is None:
            screen.note = f"no brief {target.brief}"
            return
        self._navigation.leave()
        if target.brief:
            screen.brief.show(number)
        screen.brief.land_on(target.record if target.brief else str(target))

    def _show_address(self, address: str) -> None:
        """Show an address whole, then open or copy it as asked."""
        screen, options = self._screen, self._screen.options
        command, why_not = opener_for(address, options.opener, restricted=options.restricted)

        def act(answer: str | None) -> None:
            if answer == "copy":
                copy_text(screen, address, "the address")
            elif answer == "open":
                screen.await_result(lambda: open_address(address, command), screen.report_trouble)

        screen.open_screen(LinkCard(address, " ".join(command), why_not), act)

    def show_record(self, record: str) -> None:
        """Show the pane that has a record of the brief on screen, with the cursor on it."""
        screen, reading = self._screen, self._screen.reading
        pane = pane_of(reading, record) if reading is not None else 0
        if not pane or reading is None:
            screen.note = f"no record {record}"
            return
        screen.pane = pane
        if pane == len(PANES):
            place = Target.parse(record, reading.brief.sources)
            screen.record_pane(pane).show_record(source_item(reading, place), chosen=place)
        else:
            screen.record_pane(pane).show_record(record)
