"""Marks set at places, each named by a letter; the full screen has the same."""

from collections.abc import Mapping

from briefing.errors import NotFound
from briefing.linear.actions.brief_commands import BriefCommands
from briefing.linear.board_place import BoardPlace
from briefing.linear.facts.part import capital
from briefing.linear.linear_context import Action, LinearContext
from briefing.linear.typed_line import Typed
from briefing.user.spots import Spot, is_bookmark, kept_spots, written


class BookmarkCommands:
    """Sets marks, and goes to them; the state keeps them, where there is one."""

    def __init__(self, context: LinearContext, brief_commands: BriefCommands) -> None:
        """Mark places of `context`; `brief_commands` leads to briefs and the list."""
        self._context, self._brief_commands = context, brief_commands

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its actions, by the id of the command."""
        return {"mark.set": self.set, "mark.go": self.go}

    def set(self, typed: Typed) -> None:
        """Set a mark here."""
        context = self._context
        letter = typed.argument or context.console.ask("Letter of the mark") or ""
        if not letter:
            return
        if not is_bookmark(letter):
            context.say(f"{letter} cannot be a mark; a letter or figure can.")
            return
        state, spot = context.library.state, context.place.lasting()
        if state is not None and spot is not None:
            context.marks.pop(letter, None)
            state.set_bookmark(letter, written(spot))
            context.say(f"Mark {letter} is set.", *([state.warning] if state.warning else []))
        else:
            context.marks[letter] = context.here()
            context.say(f"Mark {letter} is set for this session.")

    def go(self, typed: Typed) -> None:
        """Go to a mark, or with `'` to where one was before."""
        context = self._context
        letter = typed.argument or context.console.ask("Letter of the mark") or ""
        state = context.library.state
        kept = kept_spots(state.bookmarks()) if state is not None and letter else {}
        if letter == "'":
            self._brief_commands.history_back()
        elif letter in context.marks:
            context.leave()
            context.visit(context.marks[letter])
        elif letter in kept:
            self._go_to(kept[letter])
        elif letter:
            names = ", ".join(sorted({*kept, *context.marks}))
            known = f"; the marks are {names}" if names else ""
            context.say(f"There is no mark {letter}{known}.")

    def _go_to(self, spot: Spot) -> None:
        context = self._context
        if spot.table is not None:
            try:
                board = BoardPlace(context, spot.table)
            except NotFound as problem:
                context.say(capital(str(problem)) + ".")
                return
            board.go_to((spot.table.line, spot.table.column))
            context.enter(board)
        elif (number := context.library.catalogue.number_at(spot.path)) is None:
            context.say(f"{spot.path} no longer exists." if spot.path else "The list was empty.")
        elif spot.pane:
            self._brief_commands.show_record(number, spot.pane, spot.record)
        else:
            self._brief_commands.show_list(number)
