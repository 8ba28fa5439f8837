"""Values for completion from the catalogue of a store, as it is."""

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from briefing.catalogue import Catalogue
from briefing.catalogue.briefs import number_of, numbers_beginning, records_beginning
from briefing.cli.completion.known_words import Suggestion
from briefing.cli.store_arg import find_store, is_shared
from briefing.errors import BriefingError
from briefing.query import Query
from briefing.query.assist.completion import complete
from briefing.query.fields import BY_NAME, FIELDS
from briefing.text.fold import fold
from briefing.text.width import cut
from briefing.user.query_values import query_values
from briefing.user.settings import load

_MOST = 200
"""Values for one place."""
_ABOUT = 60
"""Cells of a record's text beside its name."""
_WAIT = 50
"""Milliseconds for another process that writes the catalogue: a person waits for the key."""


def values_of(kind: str, begun: str, store: str | None) -> list[Suggestion]:
    """Return the values of a kind that begin as typed, from the catalogue of a store.

    `kind` is `brief`, `record`, `process`, `round`, `party`, `who`, `issue` or `query`.
    Nothing is refreshed, and a shared store is not asked; where a store cannot be read, there are
    no values.
    """
    try:
        folder = _folder(store)
        if folder is None:
            return []
        with closing(Catalogue.open(folder)) as catalogue:
            catalogue.database.connection.execute(f"PRAGMA busy_timeout = {_WAIT}")
            return _READERS[kind](catalogue, begun)
    except (BriefingError, OSError, RuntimeError, sqlite3.Error):  # ~nobody is a RuntimeError
        return []


def _folder(store: str | None) -> Path | None:
    """Return the folder of a store, or None for a shared one, which may take long."""
    settings = load().settings
    name = store or os.environ.get("BRIEFING_STORE") or settings.store
    if is_shared(settings.stores.get(name, name)):
        return None
    # The shell has not replaced ~ yet.
    return find_store(str(Path(store).expanduser()) if store else None, lenient=True).folder


def _briefs(catalogue: Catalogue, begun: str) -> list[Suggestion]:
    numbers = catalogue.ids(Query(limit=_MOST))  # the newest
    if begun:
        numbers = catalogue.ask(lambda c: numbers_beginning(c, begun, _MOST), array("q"))
    rows = catalogue.rows(numbers)
    return [
        Suggestion(row.id, " ".join(filter(None, (row.sharing_label, row.title)))) for row in rows
    ]


def _records(catalogue: Catalogue, begun: str) -> list[Suggestion]:
    """Return briefs, and after `ID#` the records of that one."""
    name, sign, key = begun.partition("#")
    if not sign:
        return _briefs(catalogue, begun)

    def read(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
        number = number_of(connection, name)
        return [] if number is None else records_beginning(connection, number, key, _MOST)

    found: list[tuple[str, str, str]] = []
    return [
        Suggestion(f"{name}#{key}", f"{kind}: {cut(text, _ABOUT)}" if text else kind)
        for key, kind, text in catalogue.ask(read, found)
    ]


def _processes(catalogue: Catalogue, begun: str) -> list[Suggestion]:
    return _beginning(((row.slug, row.title) for row in catalogue.processes()), begun)


def _rounds(catalogue: Catalogue, begun: str) -> list[Suggestion]:
    return [*_processes(catalogue, begun), *_briefs(catalogue, begun)][:_MOST]


def _named(*kinds: str) -> Callable[[Catalogue, str], list[Suggestion]]:
    def read(catalogue: Catalogue, begun: str) -> list[Suggestion]:
        named = (each for kind in kinds for each in catalogue.named(kind))
        return _beginning(((each.slug, each.name) for each in named), begun)

    return read


def _beginning(pairs: Iterable[tuple[str, str]], begun: str) -> list[Suggestion]:
    sought = fold(begun)
    return [Suggestion(*pair) for pair in pairs if fold(pair[0]).startswith(sought)][:_MOST]


def _query(catalogue: Catalogue, begun: str) -> list[Suggestion]:
    """Return the fields of a query, or the values of the field that is typed."""
    if ":" not in begun:
        sign = begun[: len(begun) - len(begun.lstrip("-!~"))]
        pairs = ((f"{sign}{field.name}:", field.help) for field in FIELDS)
        return _beginning(pairs, begun)
    field = begun.lstrip("-!~").partition(":")[0]
    info = BY_NAME.get(fold(field))
    only = (info.name,) if info is not None else ()
    values = query_values(catalogue, {}, load().settings.saved, only=only)
    completion = complete(begun, len(begun), values)
    found = [Suggestion(begun[: completion.start] + text) for text in completion.texts]
    # A value found by a word in its middle would take the place of what is typed.
    sought = fold(begun)
    return [each for each in found if fold(each.text).startswith(sought)] or found[:1]


_READERS: dict[str, Callable[[Catalogue, str], list[Suggestion]]] = {
    "brief": _briefs,
    "record": _records,
    "process": _processes,
    "round": _rounds,
    "party": _named("party"),
    "who": _named("party", "person"),
    "issue": _named("issue"),
    "query": _query,
}
