"""Going from suggestion to suggestion: confirming each, naming another speaker, dropping it."""

from collections.abc import Callable, Sequence

from briefing.catalogue import ListRow
from briefing.commands import Lacking
from briefing.model.suggested import Unconfirmed, unconfirmed
from briefing.store.edits import Change
from briefing.store.edits.suggestions import (
    confirm,
    confirmed_quote,
    drop,
    edit_of,
    name_speaker,
    take_back,
)
from briefing.ui.input.actions import Actions
from briefing.ui.main.confirming.choose_speaker import choose_speaker_of
from briefing.ui.main.confirming.edits_made import EditsMade
from briefing.ui.main.navigation import Navigation
from briefing.ui.main.reading_screen import ReadingScreen, item_key
from briefing.user.editing.edit_history import MadeEdit
from briefing.user.editing.suggestion_order import (
    Place,
    briefs_beyond,
    suggestion_at,
    suggestion_beyond,
    suggestion_left,
)
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.panes import PANES, pane_of

Stops = tuple[Unconfirmed, ...]


class Confirming:
    """Confirms, takes back and drops suggestions; each is written to its file at once."""

    def __init__(
        self, screen: ReadingScreen, navigation: Navigation, has_edited: Callable[[], object]
    ) -> None:
        """Confirm on `screen`; `has_edited` is called after each edit of a file."""
        self._screen = screen
        self._navigation = navigation
        self.edits = EditsMade(screen, has_edited)
        """What was written."""
        self._known: tuple[object, Stops] = None, ()
        self.actions: Actions = {
            "confirm": self.confirm,
            "unconfirm": self.take_back,
            "suggestion.next": lambda: self.go(1),
            "suggestion.previous": lambda: self.go(-1),
            "speaker": self.choose_speaker,
            "drop": self.drop,
        }
        """Actions of its commands."""

    # --- what there is to confirm ----------------------------------------------------------------

    @property
    def stops(self) -> Stops:
        """The records of the brief on screen that have suggestions, in reading order."""
        reading = self._screen.reading
        brief = reading.brief if reading is not None and not reading.broken else None
        if self._known[0] is not brief:
            self._known = brief, unconfirmed(brief) if brief is not None else ()
        return self._known[1]

    def lacking(self) -> tuple[Lacking, ...]:
        """Return what commands would miss that confirm suggestions."""
        if self._screen.pane:
            needs = self._lacking_in_pane()
            return needs if self._answered is not None else (*needs, "confirmed")
        row = self._screen.list_row
        return () if row is not None and row.unconfirmed else ("unconfirmed",)

    def _lacking_in_pane(self) -> tuple[Lacking, ...]:
        reading = self._screen.reading
        if not self.stops or reading is None:
            return ("unconfirmed",)
        at_quote = self._key in reading.brief.quotes
        if self.here is not None:
            return () if at_quote else ("quote",)
        return ("suggestion",) if at_quote else ("suggestion", "quote")

    @property
    def _answered(self) -> Unconfirmed | None:
        """What was suggested under the cursor and is confirmed: since the start, or in a draft."""
        reading, key = self._screen.reading, self._key
        if reading is None:
            return None
        known = self.edits.history.answered_at(self._screen.brief.path, key)
        return known or confirmed_quote(reading.brief, key)

    def draw_keys(self) -> None:
        """Show the keys that are live on the item under the cursor of a pane."""
        if self._screen.pane and self.stops:
            self._screen.draw_footer()

    @property
    def here(self) -> Unconfirmed | None:
        """The suggestion under the cursor; in a source, that of the quote it was opened from."""
        return suggestion_at(self.stops, self._key)

    @property
    def _key(self) -> str:
        """The item under the cursor, or the quote at the place that a source was opened at."""
        reading, pane = self._screen.reading, self._screen.pane
        if reading is not None and pane == len(PANES):
            chosen = self._screen.record_pane(pane).chosen
            for key, check in reading.checks.items():
                if check.place is not None and chosen == check.place.characters:
                    return key
        return item_key(self._screen)

    # --- from one to the next --------------------------------------------------------------------

    def go(self, steps: int) -> None:
        """Go to the next or previous suggestion, on into another brief of the list."""
        screen = self._screen
        if screen.pane and (one := self._beyond(steps)) is not None:
            screen.brief.land_on(one.item)
            return
        around = briefs_beyond(
            screen.list.numbers, screen.list.cursor, steps, is_open=bool(screen.pane)
        )
        library = screen.library
        screen.await_result(lambda: library.first_unconfirmed(around, steps), self._open)

    def _beyond(self, steps: int) -> Unconfirmed | None:
        """Return the suggestion after or before the cursor in the brief on screen."""
        place_of = self._places(self._pane_of(self._key))
        return suggestion_beyond(self.stops, place_of, place_of(self._key), steps)

    def _pane_of(self, item: str) -> int:
        reading = self._screen.reading
        return pane_of(reading, item) if reading is not None else 0

    def _places(self, pane: int) -> Callable[[str], Place]:
        """Return a function from an item to its place; indexes count only in the pane `pane`."""
        items = self._screen.record_pane(pane).page.items if pane else ()
        index = {item.key: number for number, item in enumerate(items)}

        def place(item: str) -> Place:
            return self._pane_of(item), index.get(item, index.get(item.partition("/")[0], -1))

        return place

    def _open(self, found: tuple[ListRow, str] | None) -> None:
        if found is None:
            self._screen.note = "no unconfirmed suggestion in the list"
            return
        row, item = found
        self._navigation.leave()
        self._navigation.open_brief(row.number, self._screen.pane or 1)
        self._screen.brief.land_on(item)

    # --- the answers -----------------------------------------------------------------------------

    def confirm(self) -> None:
        """Confirm the suggestion under the cursor, and go to the next."""
        if (one := self._asked()) is not None:
            self._change(one, lambda brief: confirm(one, brief.brief), "confirmed")

    def drop(self) -> None:
        """Drop the record under the cursor, and go to the next suggestion."""
        if (one := self._asked()) is not None:
            self._change(one, lambda _brief: drop(one.path), "dropped")

    def take_back(self) -> None:
        """Turn the confirmed value under the cursor back into a suggestion."""
        screen, history = self._screen, self.edits.history
        one = self._answered
        last = history.next("undone")
        if self.here is not None:
            screen.note = "this is a suggestion; c confirms it"
        elif one is None:
            screen.note = "nothing was confirmed here since the reader was opened; e edits the file"
        elif last is not None and last.one.path == one.path:
            self.edits.step("undone")  # byte for byte
        else:
            self._change(one, lambda _brief: take_back(one), "taken back", stays=True)

    def choose_speaker(self) -> None:
        """Name another speaker of the quote under the cursor."""
        screen, reading, key = self._screen, self._screen.reading, self._key
        if reading is None or key not in reading.brief.quotes:
            screen.note = "no quote under the cursor"
            return
        if self.here is None and reading.brief.status != "draft":
            screen.note = "the speaker of this quote is confirmed; e edits the file"
            return
        one = self.here or Unconfirmed(f"quotes.{key}", key, ())
        choose_speaker_of(
            screen, key,
            lambda speaker: self._change(
                one, lambda view: name_speaker(key, view.brief, speaker), "has another speaker"
            ),
        )  # fmt: skip

    def _asked(self) -> Unconfirmed | None:
        one = self.here
        if one is None:
            self._screen.note = (
                "no suggestion here; . goes to the next" if self.stops
                else "nothing in this brief is unconfirmed"
            )  # fmt: skip
        return one

    def _change(
        self,
        one: Unconfirmed,
        changes: Callable[[BriefView], Sequence[Change]],
        word: str,
        *,
        stays: bool = False,
    ) -> None:
        """Write what `changes` says of a record, and go on from where the cursor is."""
        screen, reading, row = self._screen, self._screen.reading, self._screen.current_row
        if reading is None or row is None:
            return
        here = self._places(self._pane_of(one.item))(one.item)

        def edit() -> MadeEdit:
            store = screen.library.store
            made = edit_of(store, row.path, one.path, changes(reading), reading.brief)
            return MadeEdit(made, row, one, f"{one.name} {word}")

        def then(made: MadeEdit) -> None:
            screen.note = made.label
            if not stays:
                self._go_on(one, here, made.label)

        screen.list.go_to(row.number)  # where it stays while its file changes
        self.edits.make(edit, then)

    def _go_on(self, one: Unconfirmed, here: Place, said: str) -> None:
        """Go to the next suggestion, perhaps of the same record."""
        stops, screen = self.stops, self._screen
        if not stops:
            screen.note = f"{said}; nothing is left to confirm in this brief"
            if screen.pane == len(PANES):
                screen.brief.land_on(one.item)
            return
        screen.brief.land_on(suggestion_left(stops, self._places(here[0]), here).item)
        screen.note = f"{said}; {len(stops)} left"
