"""Going from suggestion to suggestion: confirming each, naming another speaker, dropping it."""

from collections.abc import Callable, Mapping, Sequence

from briefing.linear.actions.brief_commands import BriefCommands
from briefing.linear.facts.part import capital
from briefing.linear.linear_context import Action, LinearContext
from briefing.linear.list_place import ListPlace
from briefing.linear.pane_place import PanePlace
from briefing.linear.typed_line import Typed
from briefing.model.brief import Brief
from briefing.model.suggested import Unconfirmed, unconfirmed
from briefing.store.edits import Change, write
from briefing.store.edits.suggestions import (
    confirm,
    confirmed_quote,
    drop,
    edit_of,
    name_speaker,
    take_back,
)
from briefing.text.numbers import quantity
from briefing.user.editing.candidate_speakers import chosen_speaker, speakers_of
from briefing.user.editing.edit_history import Direction, EditHistory, MadeEdit, write_step
from briefing.user.editing.suggestion_order import (
    briefs_beyond,
    suggestion_at,
    suggestion_beyond,
    suggestion_left,
)


class SuggestionCommands:
    """Confirms, takes back and drops suggestions; each is written to its file at once."""

    def __init__(
        self,
        context: LinearContext,
        briefs: ListPlace,
        brief_commands: BriefCommands,
        has_edited: Callable[[], object],
    ) -> None:
        """Go through `briefs`; `has_edited` is called after each edit of a file."""
        self._context, self._briefs, self._brief_commands = context, briefs, brief_commands
        self._has_edited = has_edited
        self.history = EditHistory()
        """What was written, and what of it was undone."""

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its actions, by the id of the command."""
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
        place = self._context.place
        return place if isinstance(place, PanePlace) and not place.view.broken else None

    def _here(self, place: PanePlace) -> Unconfirmed | None:
        """Return the suggestion that the cursor is on."""
        return suggestion_at(unconfirmed(place.view.brief), place.key)

    # --- from one to the next --------------------------------------------------------------------

    def go(self, steps: int) -> None:
        """Go to the next or previous suggestion, on into another brief of the list."""
        place = self._open()
        if place is not None and (one := self._beyond(place, steps)) is not None:
            place.land(one.item)
            return
        briefs = self._briefs
        at = briefs.index_of(place.row.number) if place is not None else briefs.cursor
        around = briefs_beyond(briefs.numbers, at, steps, is_open=place is not None)
        found = self._context.library.first_unconfirmed(around, steps)
        if found is None:
            self._context.say("There is no unconfirmed suggestion in the list.")
        else:
            row, item = found
            self._brief_commands.place_of(row).enter_at(item)

    def _beyond(self, place: PanePlace, steps: int) -> Unconfirmed | None:
        """Return the suggestion after or before the cursor in the open brief."""
        here = place.pane, place.cursor
        return suggestion_beyond(unconfirmed(place.view.brief), place.place_of, here, steps)

    # --- the answers -----------------------------------------------------------------------------

    def _answer(self, word: str, changes: Callable[[Unconfirmed, Brief], Sequence[Change]]) -> None:
        """Write the answer to the suggestion here, and go to the next one."""
        place = self._open()
        one = self._here(place) if place is not None else None
        if place is None or one is None:
            self._context.say("There is no suggestion here; . goes to the next.")
            return
        self._change(place, one, changes(one, place.view.brief), word)
        left = unconfirmed(place.view.brief)
        if not left:
            self._context.say("Nothing is left to confirm in this brief.")
            return
        self._context.say(f"{quantity(len(left), 'suggestion')} left in this brief.")
        here = place.place_of(one.item)
        place.land(suggestion_left(left, place.place_of, here).item)

    def _take_back(self) -> None:
        """Make a suggestion of what was confirmed here."""
        place = self._open()
        if place is None:
            return
        record = place.key.partition("/")[0]
        one = (
            self.history.answered_at(place.path, place.key)
            or self.history.answered_at(place.path, record)
            or confirmed_quote(place.view.brief, record)
        )  # fmt: skip
        if one is None or self._here(place) is not None:
            self._context.say("Nothing was confirmed here since the mode began.")
        else:
            self._change(place, one, take_back(one), "taken back")

    def _speaker(self, typed: Typed) -> None:
        """Name another speaker of the quote here: one that is known, or a new person."""
        place = self._open()
        if place is None or place.key not in place.view.brief.quotes:
            self._context.say("There is no quote here.")
            return
        library, key = self._context.library, place.key
        shared = library.store.shared_of(place.path)
        candidates = speakers_of(place.view.brief, shared, library.catalogue)
        answer = typed.argument
        if not answer:
            lines = (f"{n}: {one.name}, {one.group}" for n, one in enumerate(candidates, 1))
            self._context.say(
                *lines, "Help: a number or a name; a new name is that of a new person."
            )
            answer = (self._context.console.ask(f"Who says {key}") or "").strip()
        if answer:
            one = self._here(place) or Unconfirmed(f"quotes.{key}", key, ())
            speaker = chosen_speaker(answer, candidates)
            changes = name_speaker(key, place.view.brief, speaker)
            self._change(place, one, changes, "has another speaker")
            place.land(key)

    def _change(
        self, place: PanePlace, one: Unconfirmed, changes: Sequence[Change], word: str
    ) -> None:
        library = self._context.library
        edit = edit_of(library.store, place.path, one.path, changes, place.view.brief)
        write(library.folder, edit)
        made = MadeEdit(edit, place.row, one, f"{one.name} {word}")
        self.history.add(made)
        self._has_edited()
        self._context.say(f"{capital(made.label)}.")

    # --- undo ------------------------------------------------------------------------------------

    def step(self, direction: Direction) -> bool:
        """Undo or redo the last edit, if no mark was made since; return whether there is one."""
        made = self.history.next(direction)
        if made is None:
            return False
        write_step(self._context.library.folder, made, direction)
        self.history.move(made, direction)
        self._has_edited()
        self._context.say(f"{capital(direction)}: {made.label}.")
        place = self._open()
        if place is not None and place.path == made.row.path:
            place.land(made.one.item)
        return True
