"""Searching, going from hit to hit, and filtering the list."""

from collections.abc import Mapping

from briefing.catalogue.search.session import SearchSession
from briefing.errors import QueryError
from briefing.linear.actions.brief_commands import BriefCommands
from briefing.linear.board_place import BoardPlace
from briefing.linear.console import LinearChoice
from briefing.linear.facts.hit_facts import found_words, hit_facts
from briefing.linear.facts.part import fact
from briefing.linear.hit_place import HitPlace
from briefing.linear.linear_context import Action, LinearContext
from briefing.linear.list_place import ListPlace
from briefing.linear.pane_place import PanePlace
from briefing.linear.typed_line import Typed
from briefing.query import EVERYTHING, Query
from briefing.view.board.board import find_cell
from briefing.view.brief.copy_text import words_in, words_of


class SearchCommands:
    """Searches all briefs, one brief, or a board."""

    def __init__(
        self, context: LinearContext, briefs: ListPlace, brief_commands: BriefCommands
    ) -> None:
        """Filter `briefs`, and open hits by `brief_commands`."""
        self._context, self._briefs, self._brief_commands = context, briefs, brief_commands
        self._session: SearchSession | None = None
        self._words = ""

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its actions, by the id of the command."""
        return {
            "search": self.search,
            "search.word": self.search_word,
            "hit.next": lambda typed: self.walk(typed.times),
            "hit.previous": lambda typed: self.walk(-typed.times),
            "filter": self.filter,
            "filter.clear": lambda typed: self.clear(),
            "forget": lambda typed: self.forget(),
        }

    def search(self, typed: Typed) -> None:
        """Search all briefs, after a second / the open one; on a board find a cell."""
        text = typed.argument or self._context.console.ask("Search") or ""
        if isinstance(self._context.place, BoardPlace):
            self._words = text
            self._find(self._context.place, 0)
            return
        view = self._context.place.view
        within = view.brief.id if view is not None and text.startswith("/") else ""
        text = text.removeprefix("/") if within else text
        if text.strip():
            self.search_for(text, within)

    def search_for(self, text: str, within: str = "") -> None:
        """Search, and read what was found; a query with an error says where it is wrong."""
        try:
            session = self._context.library.find(text, typing=False, goes_on=True, within=within)
        except QueryError as error:
            self._context.say(f"Error at column {error.column}: {error.message}")
            return
        self._context.library.remember_search(text.strip())
        place = HitPlace(self._context, session, self._land)
        if session.hits:
            self._session = session
            self._context.enter(place)
        else:
            place.begin()

    def _land(self, session: SearchSession, index: int) -> None:
        """Open the record of a hit, and say what was found there."""
        session.at = index
        hit = session.hits[index]
        row = self._context.library.catalogue.row_of(hit.brief)
        if row is None:
            self._context.say(f"{hit.brief} no longer exists.")
            return
        totals = session.totals
        total = totals.hits if totals is not None and totals.exact else None
        total = len(session.hits) if session.done else total
        place = self._context.place
        if not isinstance(place, PanePlace) or place.view.brief.id != hit.brief:
            place = self._brief_commands.place_of(row)
        self._context.leave()
        self._context.place = place
        self._context.say(hit_facts(hit, index, total)[0].partition(": ")[0], *place.title())
        words = found_words(hit)
        self._context.say(*fact("Found", *words))
        if not place.land(place.part_with(hit.key, words)):
            place.read_pane(1)

    def walk(self, steps: int) -> None:
        """Go to the next hit, or with -1 to the one before."""
        place, session = self._context.place, self._session
        if isinstance(place, BoardPlace):
            self._find(place, 1 if steps > 0 else -1)
        elif session is None:
            self._context.say("No search yet; / searches.")
        elif session.step(steps) is None:
            self._context.say(f"This is the {'last' if steps > 0 else 'first'} hit.")
        else:
            self._land(session, session.at)

    def _find(self, place: BoardPlace, steps: int) -> None:
        if not self._words.strip() or not place.size:
            self._context.say("There is nothing to find; / searches.")
            return
        found = find_cell(place.board, self._words, place.cell, steps)
        if found is None:
            self._context.say(f"No cell contains {self._words}.")
        else:
            place.go_to(found)
            place.read_here()

    def search_word(self, typed: Typed) -> None:
        """Search for a word of the current record or title."""
        view, row = self._context.place.view, self._context.place.row
        words = [typed.argument] if typed.argument else []
        if not words and view is not None:
            words = words_in(words_of(view, self._context.place.key))
        elif not words and row is not None:
            words = words_in(row.title)
        chosen: str | None = words[0] if len(words) == 1 else None
        if len(words) > 1:
            choices = [LinearChoice(word, word) for word in words]
            chosen = self._context.console.choose("Search for which word?", choices)
        if chosen:
            self.search_for(chosen)
        elif not words:
            self._context.say("There is no word here.")

    # --- the filter ------------------------------------------------------------------------------

    def filter(self, typed: Typed) -> None:
        """Narrow the list by a query; an empty one shows all briefs."""
        text = typed.argument or self._context.console.ask("Filter", self._briefs.filter_text)
        if text is None:
            return
        query = EVERYTHING
        try:
            if text.strip():
                query = self._context.library.find(text, typing=False, goes_on=True).query
        except QueryError as error:
            self._context.say(f"Error at column {error.column}: {error.message}")
            return
        for line in query.hints:
            self._context.say(f"Hint: {line}")
        if text.strip():
            self._context.library.remember_search(text.strip())
        self._narrow(text.strip(), query)

    def _narrow(self, text: str, query: Query) -> None:
        self._briefs.narrow(text, query)
        if self._context.place is self._briefs:
            self._briefs.begin()
        else:
            self._context.enter(self._briefs)
        if text and not self._briefs.size:
            near = self._context.library.alternatives(query)
            self._context.say("No brief matches; F shows all again.", *fact("Hint", near))

    def clear(self) -> None:
        """Clear the filter and show all briefs."""
        self._narrow("", EVERYTHING)

    def forget(self) -> None:
        """Forget the search, and show all briefs again."""
        if self._session is None and not self._briefs.filter_text:
            self._context.say("q quits the reader.")
            return
        self._session = None
        self.clear()

    def present(self) -> list[tuple[str, str]]:
        """Return the filter and the search that there are, which can be saved."""
        searched = self._session.text.strip() if self._session is not None else ""
        found = [("filter", self._briefs.filter_text), ("search", searched)]
        return [pair for pair in found if pair[1]]
