"""The query language: parsed queries.

`parser` makes one of a text, or tells the column of the fault; `nodes` are what it consists of.
They are imported by those who search: the list of all briefs is on screen before that.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.query.nodes import Node


class Query(NamedTuple):
    """What a search asks for."""

    text: str = ""
    """As it was written."""
    root: "Node | None" = None
    """What must hold; None asks for everything."""
    sort: str = ""
    """A name of `SORTS`, or empty where the query does not say."""
    limit: int | None = None
    """How many at most, where the query says."""


EVERYTHING = Query()
"""The query that every brief answers."""

SORTS = ("date", "-date", "title", "party", "relevance")
"""In which order answers can stand; `-date` is newest first."""
