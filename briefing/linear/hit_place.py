"""What a search has found, hit by hit."""

from collections.abc import Callable, Mapping, Sequence

from briefing.catalogue import ListRow
from briefing.catalogue.search.session import SearchSession
from briefing.catalogue.search_results import Hit, Totals
from briefing.linear.facts.hit_facts import hit_facts
from briefing.linear.linear_context import Action, LinearContext, PartByPart
from briefing.query.assist.help import hint
from briefing.text.numbers import quantity
from briefing.view.hits import OTHERS

_PORTION = 20
"""Lines of hits that are read at once."""


class HitPlace(PartByPart):
    """The hits of one search, fetched as they are read."""

    part_name = "hit"

    def __init__(
        self,
        context: LinearContext,
        session: SearchSession,
        land: Callable[[SearchSession, int], object],
    ) -> None:
        """Read the hits of a search; `land` opens the one at an index."""
        super().__init__(context)
        self.session = session
        """The search."""
        self._land = land
        session.fetch()
        session.count()

    @property
    def size(self) -> int:
        """How many hits are known: all of them where they could be counted."""
        session, known = self.session, len(self.session.hits)
        if session.done or session.totals is None or not session.totals.exact:
            return known
        limit = session.query.limit
        return session.totals.hits if limit is None else min(session.totals.hits, limit)

    def hit(self, index: int) -> Hit | None:
        """Return the hit at an index, fetched if need be."""
        hits = self.session.hits
        while index >= len(hits) and self.session.fetch():
            pass
        return hits[index] if index < len(hits) else None

    @property
    def row(self) -> ListRow | None:
        """The brief of the current hit."""
        hit = self.hit(self.cursor)
        return self.context.library.catalogue.row_of(hit.brief) if hit is not None else None

    def lines_of(self, index: int) -> Sequence[str]:
        """Return a hit: its record and words, and its brief."""
        hit = self.hit(index)
        if hit is None:
            return ()
        before = self.session.hits[index - 1] if index else None
        apart = before is not None and before.in_a_row and hit.in_a_row is False
        return [*([f"From here on: {OTHERS}"] if apart else []), *hit_facts(hit, index, self.size)]

    def begin(self) -> None:
        """Say what was searched for and how much there is, and read the first hits."""
        session = self.session
        within = f" in {session.within}" if session.within else ""
        self.context.say(f"Search{within} for {session.text.strip()}: {self._count()}")
        said = hint(session.query, found=bool(session.hits))
        near = "" if session.hits else self.context.library.alternatives(session.query)
        for line in filter(None, (said, near)):
            self.context.say(f"Hint: {line}")
        if session.gaps:
            files = quantity(session.gaps, "file")
            self.context.say(
                f"Caution: {files} could not be read whole, so that hits may be missing"
            )
        if session.hits:
            self.read_from(0, _PORTION)

    def _count(self) -> str:
        session = self.session
        if not session.hits:
            return "nothing found"
        totals, more = session.totals, ""
        if totals is None or session.done:
            totals = Totals(
                len(session.hits), len({hit.brief for hit in session.hits}), session.done
            )
        if not totals.exact:
            more = " or more"
        return f"{quantity(totals.hits, 'hit')}{more} in {quantity(totals.briefs, 'brief')}{more}"

    def take(self, text: str) -> bool:
        """Open the hit with a number."""
        if text.isdecimal() and 0 < int(text[:9]) <= self.size:
            self.cursor = int(text) - 1
            self._land(self.session, self.cursor)
            return True
        return super().take(text)

    @property
    def actions(self) -> Mapping[str, Action]:
        """Its own actions, by the id of the command."""
        return {
            **super().actions,
            "open": lambda typed: self._land(self.session, self.cursor),
            **dict.fromkeys(("end", "forget"), lambda typed: self.context.go_back()),
        }
