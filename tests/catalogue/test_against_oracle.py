"""The catalogue finds exactly what a naive scan of the model finds."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.storage.database import Database
from briefing.query import Query as Parsed
from briefing.query.parser import parse
from briefing.query.terms import form
from briefing.store.store import Store
from tests.safety import share
from tests.tools.oracle import Naive, Query, in_a_row, wants_text, written
from tests.tools.small_stores import (
    PARTIES,
    PEOPLE,
    briefs,
    paragraphs,
    queries,
    write_archives,
    write_brief,
)

MANY = 10_000


def catalogue_of(folder: Path) -> Catalogue:
    """Return a catalogue in memory, brought up to date."""
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    return catalogue


def found_by(catalogue: Catalogue, query: Query, **how: Any) -> list[tuple[str, str]]:
    parsed = parse(written(query), today=date(2026, 1, 1))
    return [(hit.brief, hit.key) for hit in catalogue.cursor(parsed, **how).fetch(MANY)]


@settings(max_examples=share(40, 2_000))
@given(
    st.lists(briefs, min_size=1, max_size=4),
    st.tuples(paragraphs, paragraphs),
    st.lists(queries, min_size=6, max_size=12),
)
def test_what_is_found_is_what_a_naive_scan_finds(
    values: list[dict[str, Any]], archives: tuple[str, str], asked: list[Query]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_archives(folder, *archives)
        for number, value in enumerate(values):
            write_brief(folder, f"b{number}", value)
        catalogue, naive = catalogue_of(folder), Naive(Store(folder))
        for query in asked:
            agrees(catalogue, naive, query)


def in_pages(catalogue: Catalogue, parsed: Parsed) -> list[tuple[str, str]]:
    """Fetch all hits through one cursor, two at a time, and count between two pages."""
    cursor = catalogue.cursor(parsed)
    hits: list[tuple[str, str]] = []
    while page := cursor.fetch(2):
        hits += [(hit.brief, hit.key) for hit in page]
        assert cursor.totals().exact
    assert cursor.totals().hits == len(hits)
    return hits


def agrees(catalogue: Catalogue, naive: Naive, query: Query) -> None:
    """Hold every way of asking against the naive answer."""
    expected = naive.hits(query)
    text = written(query)
    assert found_by(catalogue, query) == naive.in_order(query), text
    assert found_by(catalogue, query, sort="-date") == expected, text
    assert found_by(catalogue, query, sort="relevance") == expected or sorted(
        found_by(catalogue, query, sort="relevance")
    ) == sorted(expected), text
    parsed = parse(text, today=date(2026, 1, 1))
    in_order = list(dict.fromkeys(brief for brief, _ in expected))
    rows = catalogue.rows(catalogue.ids(parsed))
    assert [row.id for row in rows] == in_order, text
    assert catalogue.cursor(parsed).totals() == (len(expected), len(in_order), True), text
    assert in_pages(catalogue, parsed) == naive.in_order(query), text
    for sort in ("date", "-date", "title", "relevance"):
        every = found_by(catalogue, query, sort=sort)
        assert in_pages(catalogue, parsed._replace(sort=sort)) == every, (text, sort)
    oldest = [row.id for row in catalogue.rows(catalogue.ids(parsed, sort="date"))]
    assert oldest == in_order[::-1], text


def is_name(query: Query) -> bool:
    """Whether a name holds what is asked for: the records of who bears it need not."""
    held = (*PARTIES.values(), *PEOPLE.values())
    names = [name for one in held for name in (one["name"], *one.get("aliases", ()))]
    asked = " ".join(query[1]) if query[0] == "phrase" else str(query[1])
    return any(form(asked).rstrip() in form(str(name)) for name in names)


@settings(max_examples=share(30, 2_000))
@given(st.lists(briefs, min_size=1, max_size=3), st.lists(queries, min_size=5, max_size=10))
def test_what_is_lit_are_the_words_that_were_asked_for(
    values: list[dict[str, Any]], asked: list[Query]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, value in enumerate(values):
            write_brief(folder, f"b{number}", value)
        catalogue = catalogue_of(folder)
        for query in asked:
            parsed = parse(written(query), today=date(2026, 1, 1))
            for hit in catalogue.cursor(parsed).fetch(MANY):
                for start, end in hit.spans:
                    assert 0 <= start < end <= len(hit.excerpt)
                    assert form(hit.excerpt[start:end]).strip(), written(query)
                if query[0] in ("word", "prefix", "phrase") and not is_name(query):
                    assert hit.spans, written(query)
                if not wants_text(query):
                    assert not hit.spans


ROW = ["ceasefire", "bodies", "talks", "停火", "level", "of", "leaders", "6,000", "zzz", "u.n."]
ROWS = st.lists(
    st.tuples(st.just("word"), st.sampled_from(ROW), st.just("")), min_size=2, max_size=4
).map(lambda words: ("and", *words))
FIELDS = st.sampled_from([("field", "round", "1..2"), ("field", "party", "Kyiv"),
                          ("not", ("word", "talks", ""))])  # fmt: skip


@settings(max_examples=share(30, 2_000))
@given(
    st.lists(briefs, min_size=1, max_size=4),
    st.lists(st.one_of(ROWS, st.tuples(ROWS, FIELDS).map(lambda both: (*both[0], both[1]))),
             min_size=5, max_size=10),
)  # fmt: skip
def test_hits_with_the_words_in_a_row_come_first(
    values: list[dict[str, Any]], asked: list[Query]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, value in enumerate(values):
            write_brief(folder, f"b{number}", value)
        catalogue, naive = catalogue_of(folder), Naive(Store(folder))
        for query in asked:
            agrees(catalogue, naive, query)
            hits = catalogue.cursor(parse(written(query), today=date(2026, 1, 1))).fetch(MANY)
            first = [bool(hit.in_a_row) for hit in hits]
            assert all(hit.in_a_row is not None for hit in hits)
            assert first == sorted(first, reverse=True)
            ways = in_a_row(query)
            for hit in hits:
                record = next(r for each in naive.reads if each.brief.id == hit.brief
                              for r in each.records if r.key == hit.key)  # fmt: skip
                assert hit.in_a_row == any(naive.says_in_a_row(way, record) for way in ways)
