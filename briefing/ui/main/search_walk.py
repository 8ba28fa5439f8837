"""Search on the main screen: opening hits, stepping through them, filtering the list."""

from collections.abc import Mapping, Sequence

from briefing.catalogue.search.session import SearchSession
from briefing.catalogue.search_results import Hit
from briefing.commands import Lacking
from briefing.errors import QueryError
from briefing.query import EVERYTHING, Query
from briefing.query.assist.completion import Values, complete
from briefing.query.highlight import Closeness, highlighter
from briefing.text.clean import clean
from briefing.ui.input.actions import Actions
from briefing.ui.input.prompt import Question
from briefing.ui.main.navigation import Navigation
from briefing.ui.main.reading_screen import ReadingScreen
from briefing.ui.screens.chooser import Choice, Chooser
from briefing.ui.screens.search_screen import WITHIN, SearchScreen
from briefing.view.brief.copy_text import words_in, words_of
from briefing.view.brief.panes import pane_of
from briefing.view.hits import caret_rows, tally
from briefing.view.spans import message_rows

_FILTER = "filter: "


class SearchWalk:
    """Opens the search screen, and goes from hit to hit."""

    def __init__(self, screen: ReadingScreen, navigation: Navigation) -> None:
        """Search from `screen`; nothing has been searched for yet."""
        self._screen = screen
        self._library = screen.library
        self._navigation = navigation
        self.session: SearchSession | None = None
        """The search that `n` and `N` step through, its hits highlighted."""
        self._lit: tuple[Closeness, ...] | None = None
        self._reported = ""  # where the search is, as last reported
        self.actions: Actions = {
            "search": lambda: self.search_for(""),
            "search.word": self.search_word,
            "hit.next": lambda: self.walk(1),
            "hit.previous": lambda: self.walk(-1),
        }
        """Actions of its commands."""

    def lacking(self) -> tuple[Lacking, ...]:
        """Return what commands would miss that go on with a search, or end one or a filter."""
        is_filtered = bool(self._screen.filter_text)
        if self.session is not None:
            return () if is_filtered else ("filter",)
        return ("search",) if is_filtered else ("search", "filter", "narrowed")

    def search_for(self, text: str) -> None:
        """Open the search with `text` in its line."""
        # What is shown, and not what the catalogue has: that may be locked, and keys do not wait.
        reading = self._screen.reading if self._screen.pane else None
        plain, brief = self._screen.signs.plain, reading.brief.id if reading is not None else ""
        screen = SearchScreen(self._library, text, brief=brief, ascii_only=plain)
        self._screen.open_screen(screen, self._searched)

    def _searched(self, session: SearchSession | None) -> None:
        if session is None or session.at < 0:
            return
        self.session = session
        self._navigation.leave()
        self._lit = None
        self.land(session.hits[session.at])

    def land(self, hit: Hit) -> None:
        """Show a hit inside its pane and say which one it is."""
        # One screen, not first the list and then the brief.
        with self._screen.hold_frame():
            self._light(hit)
            self._show(hit)

    def _light(self, hit: Hit) -> None:
        """Highlight the words of the query as close together as a hit has them."""
        session = self.session
        if session is not None and self._lit != hit.closeness:
            self._lit = hit.closeness
            self._screen.light(session.highlighter(hit), session.rarest())

    def _show(self, hit: Hit) -> None:
        number = self._number_of(hit)
        if number is None:
            self._screen.note = f"{clean(hit.brief, line=True)} no longer exists"
            return
        self._navigation.open_brief(number, self._screen.pane or 1)
        self._screen.brief.land_on(hit.key)
        if self.session is not None:
            self._report_place(self.session)

    def _number_of(self, hit: Hit) -> int | None:
        """Return the number that the brief of a hit has now; it may be another brief's."""
        row = self._library.row(hit.number)
        if row is not None and row.id == hit.brief:
            return hit.number
        return self._library.catalogue.number_of(hit.brief)

    def _report_place(self, session: SearchSession) -> None:
        place = tally(session.at + 1, session.totals, partial=session.so_far)
        here = self._places_here(session.hits[session.at])
        lead = WITHIN if session.within else "/"
        self._reported = f"{lead}{session.text}   {place}{here}   n next  N previous"
        self._screen.note = self._reported

    def pane_has_scrolled(self) -> None:
        """Report the place within the record again, as the pane has been laid out since."""
        if self.session is not None and self._reported and self._screen.note == self._reported:
            self._report_place(self.session)

    def _places_here(self, hit: Hit) -> str:
        """Return which places of a hit's record are in sight, unless all of them are."""
        if not self._is_at(hit):
            return ""
        first, last, total = self._screen.record_pane(self._screen.pane).lit_places(hit.key)
        if last - first + 1 >= total:
            return ""
        places = f"{first}-{last}" if last > first else f"{last}"
        return f" {self._screen.signs.dot} {places} of {total} here"

    def walk(self, steps: int) -> None:
        """Go to the next match in the record, then to the next hit."""
        screen = self._screen
        if self.session is None:
            screen.note = "no search yet; press / to search"
            return
        at = self.session.hits[self.session.at]
        if self._is_at(at) and screen.record_pane(screen.pane).step_highlight(at.key, steps):
            self._report_place(self.session)
            return
        hit = self.session.step(steps)
        if hit is not None:
            self.land(hit)
            return
        screen.note = f"{'last' if steps > 0 else 'first'} hit"
        if self.session.partial:
            screen.note += " so far: still reading files; press / to search again"
        elif self.session.so_far and steps > 0:
            screen.note += " so far; n looks for more"

    def _is_at(self, hit: Hit) -> bool:
        """Whether the pane that has the keyboard is the one with the record of a hit."""
        reading = self._screen.reading
        if reading is None or self._screen.brief.number != self._number_of(hit):
            return False
        return self._screen.pane == pane_of(reading, hit.key)

    def search_word(self) -> None:
        """Search for a word under the cursor."""
        words = self.words_under_cursor()
        if not words:
            self._screen.note = "no word under the cursor"
        elif len(words) == 1:
            self.search_for(words[0])
        else:
            choices = [Choice(word, "", word) for word in words]
            chooser = Chooser("Search for which word?", choices)
            self._screen.open_screen(chooser, lambda word: self.search_for(word) if word else None)

    def words_under_cursor(self) -> list[str]:
        """Return the words that the record under the cursor is written in, in reading order.

        Each is there once; what the reader adds to the record is not.
        """
        screen = self._screen
        if screen.pane:
            text = words_of(screen.reading, screen.current_key) if screen.reading else ""
        else:
            text = screen.list_row.title if screen.list_row is not None else ""
        return words_in(text)


class ListFilter:
    """Narrows the list by a query."""

    def __init__(self, screen: ReadingScreen, walk: SearchWalk, navigation: Navigation) -> None:
        """Narrow the list of `screen`; the search that `walk` goes through is forgotten with it.

        `navigation` leads back to where the filter was asked for.
        """
        self._screen = screen
        self._library = screen.library
        self._walk = walk
        self._navigation = navigation
        self._refused = False
        self._values: Mapping[str, Values] = {}
        self.query = EVERYTHING
        """The query that narrows the list."""
        self.actions: Actions = {
            "filter": self.ask,
            "filter.clear": self.clear,
            "forget": self.forget,
        }
        """Actions of its commands."""

    def clear(self) -> None:
        """Clear the filter and show all briefs."""
        self.narrow("", EVERYTHING)

    def narrow_to(self, text: str) -> None:
        """Show the briefs that a query finds; the way back leads here."""
        try:
            query = self._library.find(text, typing=False).query
        except QueryError as error:
            self._screen.note = error.message
            return
        self._navigation.leave()
        self._screen.pane = 0
        self.narrow(text, query)

    def present(self) -> Sequence[tuple[str, str]]:
        """Return the filter and the search that there are, the one that is seen first."""
        session = self._walk.session
        found = [
            ("filter", self._screen.filter_text),
            ("search", session.text.strip() if session else ""),
        ]
        found = [pair for pair in (found[::-1] if self._screen.pane else found) if pair[1]]
        return found[:1] if len({text for _, text in found}) == 1 else found

    def forget(self) -> None:
        """Highlight nothing and show all briefs again."""
        if self._walk.session is None and not self._screen.filter_text:
            self._screen.note = "q quits the reader"
            return
        self._walk.session = None
        self.clear()

    def narrow(self, text: str, query: Query) -> None:
        """Show the briefs that answer a query."""
        self._screen.filter_text, self.query = text, query
        self._screen.light(highlighter(query, self._library.catalogue.cursor(query).anchors))
        self._screen.show_briefs()

    def ask(self) -> None:
        """Narrow the list by a query, as you type; Esc leaves it as it was."""
        screen, spot = self._screen, self._navigation.spot()
        before, top = (screen.filter_text, self.query), screen.list.top
        screen.pane = 0

        def left() -> None:
            screen.asking.close()
            self.narrow(*before)
            self._navigation.go_to_brief(spot)
            screen.list.jump(top)

        earlier = self._library.searches()
        question = Question(
            _FILTER, self._kept, left, self._typed, before[0], earlier,
            complete=lambda text, cursor: complete(text, cursor, self._values),
            offered=screen.asking.offer, completes=True,
        )  # fmt: skip
        screen.asking.ask(question)
        screen.background.run(self._library.query_values, self._take_values)

    def _take_values(self, values: Mapping[str, Values]) -> None:
        self._values = values
        self._screen.asking.offer_again()

    def _typed(self, text: str) -> None:
        """Narrow the list; a query with an error leaves it, and the error is shown.

        What is read otherwise than it looks is said too.
        """
        screen, query = self._screen, self.query
        filter_text = screen.filter_text
        try:
            self.narrow(text.strip(), self._library.find(text).query)
        except QueryError as error:
            screen.filter_text, self.query = filter_text, query
            width = screen.size.width
            screen.asking.complaint = caret_rows(error.message, error.column, len(_FILTER), width)
            self._refused = True
            return
        self._refused = False
        hints = "; ".join(self.query.hints)
        screen.asking.complaint = message_rows(hints, "warn", screen.size.width)

    def _kept(self, text: str) -> None:
        if self._refused:
            return  # what was typed stays, with what is wrong with it; Esc leaves
        if kept := text.strip():
            self._screen.background.run(
                lambda: self._library.remember_search(kept), lambda _done: None
            )
        self._screen.asking.close()
