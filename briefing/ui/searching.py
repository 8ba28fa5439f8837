"""Searching from the main screen: landing on hits, walking them, narrowing the list."""

from typing import TYPE_CHECKING

from briefing.errors import QueryError
from briefing.finding import Finding
from briefing.page.hits import caret, tally
from briefing.page.panes import pane_of
from briefing.query import EVERYTHING, Query
from briefing.query.lighting import lighter
from briefing.text import clean
from briefing.ui.following import Following
from briefing.ui.options import Options
from briefing.ui.prompt import Question

if TYPE_CHECKING:
    from briefing.catalogue import Hit
    from briefing.library import Library

_FILTER = "filter: "


class Searching(Following):
    """Opens the search screen, goes from hit to hit, and narrows the list by a query."""

    def __init__(self, library: "Library", options: Options) -> None:
        """Read `library`; nothing has been searched for yet."""
        super().__init__(library, options)
        self.finding: Finding | None = None
        """The search whose hits are lit and walked with `n` and `N`."""

    # --- searching -------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Search the whole store as you type."""
        self.search_for("")

    def search_for(self, text: str) -> None:
        """Open the search with `text` in its line."""
        from briefing.ui.search import SearchScreen

        screen = SearchScreen(self.library, text, ascii_only=self.signs.plain)
        self.open_screen(screen, self._searched)

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
        number = self._number_of(hit)
        if number is None:
            self.note = f"there is no brief {clean(hit.brief, line=True)} any more"
            return
        self.open_number(number, self.pane or 1)
        self.land_on(hit.key)
        if self.finding is not None:
            self._tell_place(self.finding)

    def _number_of(self, hit: "Hit") -> int | None:
        """Return the number that the brief of a hit has now; it may be another brief's."""
        row = self.library.row(hit.number)
        if row is not None and row.id == hit.brief:
            return hit.number
        return self.library.catalogue.number_of(hit.brief)

    def _tell_place(self, finding: Finding) -> None:
        """Say in the footer which hit of how many is shown."""
        told = tally(finding.at + 1, finding.totals, partial=finding.partial)
        self.note = f"/{finding.text}   {told}   n next  N previous"

    def _walk(self, steps: int) -> None:
        """Go to what is lit further on in the record, then to the next record."""
        if self.finding is None:
            self.note = "nothing has been searched for yet; / searches"
            return
        at = self.finding.hits[self.finding.at]
        if self._is_at(at) and self.record_pane(self.pane).step_lit(at.key, steps):
            self._tell_place(self.finding)
            return
        hit = self.finding.step(steps)
        if hit is None:
            self.note = f"that was the {'last' if steps > 0 else 'first'} hit"
            if self.finding.partial:
                self.note += " so far: files were still being read; / searches again"
            return
        self._land(hit)

    def _is_at(self, hit: "Hit") -> bool:
        """Whether the pane that has the keyboard is the one with the record of a hit."""
        if self.reading is None or self.shown != self._number_of(hit):
            return False
        return self.pane == pane_of(self.reading, hit.key)

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
            self.search_for(words[0])
        else:
            choices = [Choice(word, "", word) for word in words]
            self.open_screen(Chooser("Search for which word?", choices), self._search_word)

    def _search_word(self, word: str | None) -> None:
        if word:
            self.search_for(word)

    def action_forget(self) -> None:
        """Light nothing and show all briefs again."""
        if self.finding is None and not self.filter_text:
            self.note = "q ends the reader"
            return
        self.finding = None
        self._narrow("", EVERYTHING)

    # --- narrowing the list ----------------------------------------------------------------------

    def action_filter(self) -> None:
        """Narrow the list by a query, as you type; Esc leaves it as it was."""
        spot, top = self.spot(), self.list.scroll_offset.y
        self.pane = 0
        before = self.filter_text, self.filter_query

        def left() -> None:
            self.complaint = ()
            self.close_prompt()
            self._narrow(*before)
            self.go_to_brief(spot)
            self.list.jump(top)

        earlier = self.library.searches()
        self.ask(
            Question(
                _FILTER, self._filter_kept, left, self._filter_typed, before[0], earlier, "keep"
            )
        )

    def action_filter_clear(self) -> None:
        """Show all briefs again."""
        self._narrow("", EVERYTHING)

    def _narrow(self, text: str, query: Query) -> None:
        self.filter_text, self.filter_query = text, query
        self.light(lighter(query))
        self.show_found()

    def _filter_typed(self, text: str) -> None:
        """Narrow the list; a text that cannot be understood leaves it, and says where it fails."""
        try:
            finding = self.library.find(text)
        except QueryError as error:
            self.complaint = caret(error.message, error.column, len(_FILTER), self.size.width)
            return
        self.complaint = ()
        self._narrow(text.strip(), finding.query)

    def _filter_kept(self, text: str) -> None:
        if self.complaint:
            return  # what was typed stays, with what is wrong with it; Esc leaves
        if text.strip():
            self.library.remember_search(text.strip())
        self.close_prompt()
