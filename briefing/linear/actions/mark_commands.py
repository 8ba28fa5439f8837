"""Marking: read marks, stars, tags and notes, with undo and redo."""

from collections.abc import Callable, Mapping
from time import monotonic

from briefing.linear.facts.part import capital
from briefing.linear.linear_context import Action, LinearContext, PartByPart
from briefing.linear.list_place import ListPlace
from briefing.linear.pane_place import PanePlace
from briefing.linear.typed_line import Typed
from briefing.text.numbers import quantity
from briefing.user.mark_changes import (
    mark_all_read,
    toggle_read,
    toggle_star,
    toggle_tag,
    write_note,
)
from briefing.user.state import State, Step


class MarkCommands:
    """Saves marks at once; every step can be undone."""

    def __init__(
        self, context: LinearContext, briefs: ListPlace, now: Callable[[], float] = monotonic
    ) -> None:
        """Mark the briefs that are read; `now` returns a time in seconds."""
        self._context, self._briefs, self._now = context, briefs, now
        self._library = context.library
        self._opened: tuple[PartByPart, float] | None = None

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its actions, by the id of the command."""
        return {
            "mark.read": self._marking(self._read),
            "mark.all": self._marking(self._all_read),
            "star": self._marking(lambda typed, brief, state: toggle_star(state, brief)),
            "tag": self._marking(self._tag),
            "note": self._marking(self._note),
            "undo": lambda typed: self._step("undone", State.undo),
            "redo": lambda typed: self._step("redone", State.redo),
        }

    def _marking(self, mark: Callable[[Typed, str, State], str]) -> Action:
        """Return an action that marks the current brief, or says why it cannot."""

        def act(typed: Typed) -> None:
            row, state = self._context.place.row, self._library.state
            if row is None:
                self._context.say("There is no brief to mark.")
            elif state is None:
                self._context.say("Marks are not saved in this mode.")
            else:
                self._report(mark(typed, row.id, state))

        return act

    def _report(self, message: str) -> None:
        """Report a change of marks, and update the list and the open brief."""
        self._library.own.reload()
        state = self._library.state
        if isinstance(self._context.place, PanePlace):
            self._context.place.renew()
        if message:
            self._context.say(capital(state.warning if state and state.warning else message) + ".")

    def _read(self, _typed: Typed, brief: str, state: State) -> str:
        own, changed = self._library.own, self._library.has_changed(brief)
        return toggle_read(state, own, brief, has_changed=changed)

    def _all_read(self, _typed: Typed, _brief: str, _state: State) -> str:
        return mark_all_read(self._library.own, self._briefs.numbers, "; ")

    def _tag(self, typed: Typed, brief: str, state: State) -> str:
        tags = self._library.own.tags_of(brief)
        has = f", or one of {', '.join(tags)} to remove it" if tags else ""
        tag = (typed.argument or self._context.console.ask(f"Tag to add{has}") or "").strip()
        return toggle_tag(state, self._library.own, brief, tag) if tag else ""

    def _note(self, typed: Typed, brief: str, state: State) -> str:
        """Write a note on the current record, or on the brief; an empty one removes it."""
        key = self._context.place.key
        before = state.notes([brief]).get(brief, {}).get(key, "")
        after: str | None = typed.argument
        if not after:
            if before:
                self._context.say(f"Your note: {before}")
            after = self._context.console.ask(f"Note on {key or 'the brief'}", before)
        return "" if after is None else write_note(state, brief, key, before, after.strip())

    def _step(self, word: str, take: Callable[[State], Step | None]) -> None:
        """Undo or redo a step, and say what it was."""
        state = self._library.state
        step = take(state) if state is not None else None
        self._report(f"{word}: {step.label}, {self._named(step)}" if step else f"nothing {word}")

    def _named(self, step: Step) -> str:
        if len(step.briefs) != 1:
            return quantity(len(step.briefs), "brief")
        row = self._library.catalogue.row_of(step.briefs[0])
        return row.title if row is not None and row.title else step.briefs[0]

    # --- read by reading -------------------------------------------------------------------------

    def count_as_read(self) -> None:
        """Count the open brief as read once it has been open for a while.

        To be called before and after each command.
        """
        place, state = self._context.place, self._library.state
        if not isinstance(place, PanePlace) or state is None:
            self._opened = None
            return
        if self._opened is None or self._opened[0] is not place:
            self._opened = place, self._now()
        elif self._now() - self._opened[1] >= self._context.options.read_after:
            self._opened = place, float("inf")
            brief = place.view.brief.id
            if brief not in state.read([brief]):
                self._library.own.mark_read(brief)
                self._library.own.reload()
