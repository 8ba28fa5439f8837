"""The query language: what a query is, its parser, its help and its highlighting.

`parser` makes one of a text, or reports the column of the fault. It is not imported here: the list
of all briefs is on screen before anybody searches. Pure; imports `model`, `text` and `errors`.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.query.nodes import Node


class Query(NamedTuple):
    """A parsed query."""

    text: str = ""
    """The text as written."""
    root: "Node | None" = None
    """The condition; None matches everything."""
    sort: str = ""
    """One of `SORTS`; empty if the query has no sort order."""
    limit: int | None = None
    """The maximum number of results, if the query sets one."""


EVERYTHING = Query()
"""The query that every brief answers."""

SORTS = ("date", "-date", "title", "party", "relevance")
"""In which order answers can stand; `-date` is newest first."""
