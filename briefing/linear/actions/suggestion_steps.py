"""Going from suggestion to suggestion: confirming each, naming another speaker, dropping it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from briefing.linear.actions.brief_steps import BriefSteps
from briefing.linear.desk import Action, Desk
from briefing.linear.facts.part import capital
from briefing.linear.list_place import ListPlace
from briefing.linear.pane_place import PanePlace
from briefing.linear.typed_line import Typed
from briefing.model.brief import Brief
from briefing.model.suggested import Unconfirmed, unconfirmed
from briefing.store.edits import Change, FileEdit, restore, write
from briefing.store.edits.suggestions import confirm, drop, edit_of, name_speaker, take_back
from briefing.text.numbers import quantity
from briefing.user.editing.candidate_speakers import chosen_speaker, speakers_of


class FileStep(NamedTuple):
    """One edit of a file, with what it was."""

    edit: FileEdit
    """The file before and after."""
    path: str
    """The brief's file."""
    one: Unconfirmed
    """The record."""
    label: str
    """In words: `q5 confirmed`."""


class SuggestionSteps:
    """Confirms, takes back and drops suggestions; each is written to its file at once."""

    def __init__(
        self, desk: Desk, briefs: ListPlace, steps: BriefSteps, has_edited: Callable[[], object]
    ) -> None:
        """Go through `briefs`; `has_edited` is called after each edit of a file."""
        self._desk, self._briefs, self._steps = desk, briefs, steps
        self._has_edited = has_edited
        self._made: list[FileStep] = []
        self._undone: list[FileStep] = []
        self._confirmed: dict[tuple[str, str], Unconfirmed] = {}
        self.is_latest = False
        """Whether the last thing done, or undone, is an edit rather than a mark."""

    @property
    def actions(self) -> Mapping[str, Action]:
        """What its commands do."""
        return {
            "confirm": lambda typed: self._answer("confirmed", confirm),
            "drop": lambda typed: self._answer("dropped", lambda one, _brief: drop(one.path)),
            "unconfirm": lambda typed: self._take_back(),
            "speaker": self._speaker,
            "suggestion.next": lambda typed: self.go(1),
            "suggestion.previous": lambda typed: self.go(-1),
        }

    # --- what there is to confirm ----------------------------------------------------------------

    def _open(self) -> PanePlace | None:
        place = self._desk.place
        return place if isinstance(place, PanePlace) and not place.view.broken else None

    def _here(self, place: PanePlace) -> Unconfirmed | None:
        """Return the suggestion that the cursor is on."""
        stops = unconfirmed(place.view.brief)
        exact = (one for one in stops if one.item == place.key)
        of_record = (one for one in stops if one.item.partition("/")[0] == place.key)
        return next(exact, None) or next(of_record, None)

    # --- from one to the next --------------------------------------------------------------------

    def go(self, steps: int) -> None:
        """Go to the next or previous suggestion, on into another brief of the list."""
        place = self._open()
        if place is not None and (one := self._beyond(place, steps)) is not None:
            place.land(one.item)
            return
        numbers, at = self._briefs.numbers, self._briefs.cursor
        if place is not None:
            at = self._briefs.index_of(place.row.number if place.row is not None else None)
            around = [*numbers[at + 1 :], *numbers[: at + 1]]
        else:
            around = [*numbers[at:], *numbers[:at]]
        if steps < 0:
            around = [*numbers[:at][::-1], *numbers[at:][::-1]]
        if not self._land_in(around, steps):
            self._desk.say("There is no unconfirmed suggestion in the list.")

    def _beyond(self, place: PanePlace, steps: int) -> Unconfirmed | None:
        """Return the suggestion after or before the cursor in the open brief."""
        here = place.pane, place.cursor
        placed = [(place.place_of(one.item), one) for one in unconfirmed(place.view.brief)]
        if steps > 0:
            return next((one for at, one in sorted(placed) if at > here), None)
        return next((one for at, one in sorted(placed, reverse=True) if at < here), None)

    def _land_in(self, numbers: Sequence[int], steps: int) -> bool:
        """Open the first of some briefs with suggestions at one; return whether there is one."""
        library = self._desk.library
        having = set(library.ids(library.find("is:unconfirmed", typing=False).query))
        for row in library.rows([number for number in numbers if number in having]):
            place = self._steps.place_of(row)
            stops = () if place.view.broken else unconfirmed(place.view.brief)
            if stops:
                self._desk.leave()
                self._desk.place = place
                self._desk.say(*place.title())
                return place.land(stops[0 if steps > 0 else -1].item)
        return False

    # --- the answers -----------------------------------------------------------------------------

    def _answer(self, word: str, changes: Callable[[Unconfirmed, Brief], Sequence[Change]]) -> None:
        """Write the answer to the suggestion here, and go to the next one."""
        place = self._open()
        one = self._here(place) if place is not None else None
        if place is None or one is None:
            self._desk.say("There is no suggestion here; . goes to the next.")
            return
        self._change(place, one, changes(one, place.view.brief), word)
        self._confirmed[place.path, one.path] = one
        left = unconfirmed(place.view.brief)
        if not left:
            self._desk.say("Nothing is left to confirm in this brief.")
            return
        self._desk.say(f"{quantity(len(left), 'suggestion')} left in this brief.")
        here = place.place_of(one.item)
        after = (other for other in left if place.place_of(other.item) >= here)
        place.land(next(after, left[0]).item)

    def _take_back(self) -> None:
        """Make a suggestion of what was confirmed here."""
        place = self._open()
        if place is None:
            return
        known = (one for (path, _), one in self._confirmed.items() if path == place.path)
        names = (place.key, place.key.partition("/")[0])
        one = next((one for one in known if one.item in names), None)
        if one is None or self._here(place) is not None:
            self._desk.say("Nothing was confirmed here since the mode began.")
        else:
            self._change(place, one, take_back(one), "taken back")

    def _speaker(self, typed: Typed) -> None:
        """Name another speaker of the quote here: one that is known, or a new person."""
        place = self._open()
        if place is None or place.key not in place.view.brief.quotes:
            self._desk.say("There is no quote here.")
            return
        library, key = self._desk.library, place.key
        shared = library.store.shared_of(place.path)
        candidates = speakers_of(place.view.brief, shared, library.catalogue)
        answer = typed.argument
        if not answer:
            lines = (f"{n}: {one.name}, {one.group}" for n, one in enumerate(candidates, 1))
            self._desk.say(*lines, "Help: a number or a name; a new name is that of a new person.")
            answer = (self._desk.console.ask(f"Who says {key}") or "").strip()
        if answer:
            one = self._here(place) or Unconfirmed(f"quotes.{key}", key, ())
            speaker = chosen_speaker(answer, candidates)
            changes = name_speaker(key, place.view.brief, speaker)
            self._change(place, one, changes, "has another speaker")
            place.land(key)

    def _change(
        self, place: PanePlace, one: Unconfirmed, changes: Sequence[Change], word: str
    ) -> None:
        library = self._desk.library
        edit = edit_of(library.store, place.path, one.path, changes, place.view.brief)
        write(library.folder, edit)
        self._made.append(FileStep(edit, place.path, one, f"{one.name} {word}"))
        self._undone.clear()
        self.is_latest = True
        self._has_edited()
        self._desk.say(f"{capital(self._made[-1].label)}.")

    # --- undo ------------------------------------------------------------------------------------

    def undo(self) -> bool:
        """Undo the last edit, if no mark was made since; return whether there is one."""
        return self._step(self._made, self._undone, restore, "Undone")

    def redo(self) -> bool:
        """Do again what was undone last, if that was an edit; return whether there is one."""
        return self._step(self._undone, self._made, write, "Redone")

    def _step(
        self,
        source: list[FileStep],
        target: list[FileStep],
        act: Callable[..., None],
        word: str,
    ) -> bool:
        if not source or not self.is_latest:
            return False
        step = source[-1]
        act(self._desk.library.folder, step.edit)
        target.append(source.pop())
        self._has_edited()
        self._desk.say(f"{word}: {step.label}.")
        place = self._open()
        if place is not None and place.path == step.path:
            place.land(step.one.item)
        return True
