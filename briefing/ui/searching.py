"""Searching from the main screen: landing on hits, walking them, narrowing the list."""

from typing import TYPE_CHECKING

from textual import on

from briefing.errors import QueryError
from briefing.finding import Finding
from briefing.page.hits import caret, tally
from briefing.query import EVERYTHING, Query
from briefing.query.lighting import lighter
from briefing.ui.chrome import Bar
from briefing.ui.following import Following
from briefing.ui.prompt import Prompt

if TYPE_CHECKING:
    from briefing.catalogue import Hit

_FILTER = "filter: "


class Searching(Following):
    """Opens the search screen, goes from hit to hit, and narrows the list by a query."""

    finding: Finding | None
    """The search whose hits are lit and walked with `n` and `N`."""

    # --- searching -------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Search the whole store as you type."""
        self._open_search("")

    def _open_search(self, text: str) -> None:
        from briefing.ui.search import SearchScreen

        screen = SearchScreen(self.library, text, ascii_only=self.signs.plain)
        self.app.push_screen(screen, self._searched)

    def _searched(self, finding: Finding | None) -> None:
        """Land on the hit that was chosen."""
        if finding is None or finding.at < 0:
            return
        self.finding = finding
        self.trail.leave(self.spot())
        # One screen, not first the list and then the brief.
        with self.app.batch_update():
            self.light(finding.lit())
            self._land(finding.hits[finding.at])

    def _land(self, hit: "Hit") -> None:
        """Show a hit inside its pane and say which one it is."""
        self.open_number(hit.number, self.pane or 1)
        self.go_to_record(hit.key)
        if self.finding is not None:
            totals = self.finding.totals
            count = totals.hits if totals else None
            briefs = totals.briefs if totals else None
            exact = totals.exact if totals else True
            told = tally(self.finding.at + 1, count, briefs, exact=exact)
            self.note = f"/{self.finding.text}   {told}   n next  N previous"

    def _walk(self, steps: int) -> None:
        if self.finding is None:
            self.note = "nothing has been searched for yet; / searches"
            return
        hit = self.finding.step(steps)
        if hit is None:
            self.note = "that was the last hit" if steps > 0 else "that was the first hit"
            return
        self._land(hit)

    def action_hit_next(self) -> None:
        """Go to the next hit, on into the next brief."""
        self._walk(1)

    def action_hit_previous(self) -> None:
        """Go to the hit before."""
        self._walk(-1)

    def action_search_word(self) -> None:
        """Search for a word of what the cursor is on."""
        from briefing.ui.chooser import Choice, Chooser

        words = self.words_under_cursor()
        if not words:
            self.note = "there is no word under the cursor"
        elif len(words) == 1:
            self._open_search(words[0])
        else:
            choices = [Choice(word, "", word) for word in words]
            self.app.push_screen(Chooser("Search for which word?", choices), self._search_for)

    def _search_for(self, word: str | None) -> None:
        if word:
            self._open_search(word)

    def forget_search(self) -> bool:
        """Light nothing and show all briefs again, and say whether that changes anything."""
        if self.finding is None and not self.filter_text:
            return False
        self.finding = None
        self._narrow("", EVERYTHING)
        return True

    # --- narrowing the list ----------------------------------------------------------------------

    def action_filter(self) -> None:
        """Narrow the list by a query, as you type."""
        self.pane = 0
        self.ask(_FILTER, self.filter_text, self.library.searches())

    def action_filter_clear(self) -> None:
        """Show all briefs again."""
        self._narrow("", EVERYTHING)

    def _narrow(self, text: str, query: Query) -> None:
        self.filter_text, self.filter_query = text, query
        self.light(lighter(query))
        self.show_found()

    @on(Prompt.Changed)
    def _filter_typed(self, event: Prompt.Changed) -> None:
        if event.label != _FILTER:
            return
        try:
            finding = self.library.find(event.text)
        except QueryError as error:
            row = caret(error.message, error.column, len(_FILTER), self.size.width)
            self.query_one("#footer", Bar).lines = (row,)
            return
        self.draw_footer()
        self._narrow(event.text.strip(), finding.query)

    @on(Prompt.Accepted)
    def _filter_kept(self, event: Prompt.Accepted) -> None:
        if event.label != _FILTER:
            return
        if event.text.strip():
            self.library.remember_search(event.text.strip())
        self.close_prompt()

    @on(Prompt.Left)
    def _filter_left(self, event: Prompt.Left) -> None:
        if event.label == _FILTER:
            self.close_prompt()
            self._narrow("", EVERYTHING)
