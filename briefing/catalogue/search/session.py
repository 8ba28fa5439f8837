"""A search session: the query, the hits fetched so far, and the current hit.

Without a terminal; the reader's screens and tests drive it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.catalogue import Catalogue
from briefing.catalogue.search.pages import Cursor
from briefing.catalogue.search_results import Hit, Totals
from briefing.model.dates import today
from briefing.query import Query
from briefing.query.highlight import anchor_finder, highlighter
from briefing.query.nodes import in_brief
from briefing.query.parser import parse
from briefing.text.ranges import Highlighter

PAGE = 50
"""Hits fetched at once."""


@dataclass(slots=True)
class SearchSession:
    """Hits of one query in order, fetched a page at a time."""

    text: str
    """The query as typed."""
    query: Query
    """The query as understood."""
    cursor: "Cursor"
    """The search under way."""
    hits: "list[Hit]" = field(default_factory=list)
    """Those fetched so far."""
    at: int = -1
    """The index of the hit that the reader is at; -1 before the first."""
    done: bool = False
    """Whether all hits are fetched."""
    totals: "Totals | None" = None
    """How many there are, once counted."""
    partial: bool = False
    """Whether files were still being read when it was asked, so that there may be more."""
    within: str = ""
    """The id of the only brief that is searched; empty for all."""
    gaps: int = 0
    """How many files could not be read whole, so that hits may be missing."""

    @property
    def so_far(self) -> bool:
        """Whether there may be more hits: files or records are still to be looked at."""
        return self.partial or self.cursor.has_stopped

    def fetch(self, count: int = PAGE) -> bool:
        """Fetch more hits; return whether there were any."""
        if self.done:
            return False
        limit = self.query.limit
        if limit is not None:
            count = min(count, limit - len(self.hits))
        more = self.cursor.fetch(count) if count > 0 else ()
        self.hits.extend(more)
        self.done = (len(more) < count and not self.cursor.has_stopped) or count <= 0
        return bool(more)

    def count(self) -> bool:
        """Count the hits if that is quick; return whether they are counted."""
        if self.totals is None:
            self.totals = self.cursor.counted()
        return self.totals is not None

    def step(self, steps: int) -> "Hit | None":
        """Go to the next hit or the one before, and return it; None at either end."""
        target = self.at + steps
        while target >= len(self.hits) and self.fetch():
            pass
        if not 0 <= target < len(self.hits):
            return None
        self.at = target
        return self.hits[target]

    def highlighter(self, hit: "Hit | None" = None) -> "Highlighter":
        """Return the highlighter of the query's words, as close together as `hit` has them."""
        return highlighter(self.query, self.cursor.anchors, hit and hit.closeness)

    def rarest(self) -> "Highlighter":
        """Return the highlighter of the rarest of the words typed in a row."""
        return anchor_finder(self.query, self.cursor.anchors)


def find(
    catalogue: "Catalogue",
    text: str,
    *,
    saved: Mapping[str, str] | None = None,
    marks: Mapping[str, frozenset[str]] | None = None,
    typing: bool = False,
    goes_on: bool = False,
    within: str = "",
) -> SearchSession:
    """Return a search for `text`, nothing fetched yet; `within` is the id of the only brief.

    `typing` and `goes_on` are as in `parse`.

    Raises:
        QueryError: `text` cannot be understood.
    """
    query = parse(text, today=today(), saved=saved, typing=typing, goes_on=goes_on)
    if within:
        query = query._replace(root=in_brief(query.root, within))
    cursor = catalogue.cursor(query, marks=marks or {}, hasty=typing)
    gaps = _gaps(catalogue, within)
    return SearchSession(text, query, cursor, within=within, gaps=gaps)


def _gaps(catalogue: "Catalogue", within: str) -> int:
    """Return how many of the files that are searched could not be read whole."""
    if not within:
        return catalogue.count_incomplete()
    row = catalogue.row_of(within)
    return int(row is not None and bool(row.missing))
