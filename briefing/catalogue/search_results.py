"""What a search returns: records that answer it, and how many there are."""

from typing import NamedTuple

from briefing.catalogue.values import sharing_label, standing, superseded
from briefing.model.rows import Names, Row
from briefing.query.highlight import Closeness

NO_NAMES = Names()
"""For a record without slugs."""


class Hit(NamedTuple):
    """One record that answers a search."""

    number: int
    """The brief's number."""
    brief: str
    """The brief's id."""
    key: str
    """The record in it: `a1`, `d1/russia`, `summary`, `title`, `article#p5` for a paragraph."""
    kind: str
    """One of `records.KINDS`, or `title`."""
    title: str
    """The brief's headline."""
    date: str
    """The brief's date as written."""
    excerpt: str
    """A line of the record's text around the first match; newlines as spaces."""
    spans: tuple[tuple[int, int], ...]
    """The matches in `excerpt`, in characters."""
    where: tuple[tuple[int, int], ...]
    """Every match in the record's text, in characters; empty where only its heading matches."""
    status: str = ""
    """The brief's: `draft`, `final`, `superseded` or empty."""
    replaced_by: str = ""
    """The id of the brief that says it replaces the hit's, or empty; of several, the first."""
    handling: str = ""
    """The brief's colour of the Traffic Light Protocol, or empty."""
    closeness: tuple[Closeness, ...] = ()
    """How close together it has the words of each row of the query."""
    in_a_row: bool | None = None
    """Whether it has the words side by side, as typed; such hits come first. None where hits
    are not ordered so."""
    path: str = ""
    """The brief's file within the store."""
    row: Row | None = None
    """The record, without its text; None for a note."""
    names: Names = NO_NAMES
    """How the brief names the slugs of the record."""
    verdict: str = ""
    """The verdict on a quote, or empty."""
    paragraph: int | None = None
    """The paragraph of the archived text in which a quote was found, or which it is."""

    @property
    def standing(self) -> str:
        """The words for a superseded brief or a draft; empty for a current one."""
        return standing(self.replaced_by, self.status)

    @property
    def sharing_label(self) -> str:
        """The sharing label, or nothing."""
        return sharing_label(self.handling)

    @property
    def superseded(self) -> str:
        """The note on a superseded brief."""
        return superseded(self.replaced_by, self.status)


class Totals(NamedTuple):
    """The size of a search's result."""

    hits: int
    """Records counted."""
    briefs: int
    """Briefs that hold them."""
    exact: bool
    """False where counting stopped early: there are at least so many."""
