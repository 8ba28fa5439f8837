"""The query language: what a query is, its parser, its help and its highlighting.

`parser` turns text into a `Query`. It is not imported here, because the list of briefs does not
need it. Pure; imports `model`, `text` and `errors`.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.query.nodes import Node
else:
    Node = object  # in quotes it would be compiled, for 0.7 ms of the first screen


class Query(NamedTuple):
    """A parsed query."""

    text: str = ""
    """The text as written."""
    root: Node | None = None
    """The condition; None matches everything."""
    sort: str = ""
    """One of `SORTS`; empty if the query has no sort order."""
    limit: int | None = None
    """The maximum number of results, if the query sets one."""
    hints: tuple[str, ...] = ()
    """What of the text was read otherwise than it looks, each with its remedy."""


EVERYTHING = Query()
"""The query that matches every brief."""

SORTS = ("date", "-date", "title", "party", "relevance")
"""Sort orders; `-date` is newest first."""
