"""Query arguments of the command line, with the user state for `is:`, `has:` and `tag:`."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.output import note

if TYPE_CHECKING:
    from briefing.catalogue import Catalogue
    from briefing.query import Query

_OF_THE_PERSON = ("is", "has", "tag")


def read_query(words: Sequence[str]) -> "Query":
    """Return what the words ask for; none of them asks for everything.

    Raises:
        QueryError: they cannot be understood.
    """
    from briefing.model.dates import today
    from briefing.query import EVERYTHING
    from briefing.query.parser import parse
    from briefing.text.clean import clean
    from briefing.text.fold import fold

    text = clean(" ".join(words), line=True)
    if not text.strip():
        return EVERYTHING
    saved: Mapping[str, str] = {}
    if "saved:" in fold(text):
        from briefing.user.settings import load_settings

        saved = load_settings().saved
    return parse(text, today=today(), saved=saved)


def tell_if_several(catalogue: "Catalogue", *ids: str) -> None:
    """Say so where several files have an id: only one of them is taken."""
    for brief_id in ids:
        paths = catalogue.paths_of(brief_id)
        if len(paths) > 1:
            note(f"{len(paths)} files have the id {brief_id}: {', '.join(paths)}; using the first")


def marks_for(query: "Query", folder: Path) -> Mapping[str, Collection[str]]:
    """Return what the person did to the briefs of a store, where the query asks for it."""
    if query.root is None:
        return {}
    from briefing.query.nodes import FieldFilter, leaves

    fields = (leaf.name for leaf in leaves(query.root) if isinstance(leaf, FieldFilter))
    if not any(name in _OF_THE_PERSON for name in fields):
        return {}
    from briefing.user.state import State

    state = State(folder)
    try:
        return state.marks()
    finally:
        state.close()
