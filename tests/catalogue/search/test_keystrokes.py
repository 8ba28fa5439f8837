"""What a keystroke costs, counted in statements and records, and that it finds no less for it."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.catalogue import Catalogue
from briefing.catalogue.index import merge, refresh
from briefing.catalogue.search import pages
from briefing.catalogue.search.session import find
from briefing.catalogue.search_results import Hit
from briefing.catalogue.storage.database import Database
from briefing.library import Library
from briefing.query.parser import parse
from briefing.store.store import Store
from briefing.user.state import State
from tests.tools.oracle import Naive
from tests.tools.small_stores import write_brief

TODAY = date(2026, 1, 1)
FREQUENT = ("of", "the", "and", "in", "climate", "work")
ENDINGS = ("thing", "thus", "third", "thaw", "thorn", "three", "of", "the")
TEXTS = st.lists(
    st.lists(st.sampled_from([*FREQUENT, *ENDINGS, "zinc,", "“the”"]), min_size=3, max_size=12),
    min_size=4,
    max_size=14,
)


def store_of(folder: Path, texts: list[str]) -> Catalogue:
    for number, text in enumerate(texts):
        write_brief(folder, f"b{number:03}", {
            "title": "Round", "date": f"2025-01-{number % 9 + 1:02}", "summary": text,
        })  # fmt: skip
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    return catalogue


@contextmanager
def statements(catalogue: Catalogue) -> Iterator[list[str]]:
    """Yield the statements that are executed inside the block."""
    seen: list[str] = []
    connection: sqlite3.Connection = catalogue.database.connection
    connection.set_trace_callback(seen.append)
    yield seen
    connection.set_trace_callback(None)


@pytest.mark.parametrize(
    "text", ["summary:the", '"of the"', "of the climate", "place:x OR the", "-zinc", "kind:summary"]
)
def test_a_page_takes_few_statements_however_many_briefs_it_looks_into(
    tmp_path: Path, text: str
) -> None:
    catalogue = store_of(tmp_path, ["of the climate"] * 120)
    with statements(catalogue) as seen:
        hits = catalogue.cursor(parse(text, today=TODAY)).fetch(100)
    assert len(hits) == 100
    # The briefs of a day are put in order day by day: nine days.
    assert len(seen) <= 60


def naive_of(folder: Path, phrase: list[str], *, begun: bool) -> set[tuple[str, str]]:
    """Return what a plain scan finds for a phrase, or one whose last word is begun."""
    return {
        (each.brief.id, record.key)
        for each in Naive(Store(folder)).reads
        for record in each.records
        if _holds(record.text, phrase, begun=begun)
    }


def _holds(text: str, phrase: list[str], *, begun: bool) -> bool:
    words = text.replace(",", " ").replace("“", " ").replace("”", " ").lower().split()
    for at in range(len(words) - len(phrase) + 1):
        *whole, last = words[at : at + len(phrase)]
        if whole == phrase[:-1] and (last.startswith(phrase[-1]) if begun else last == phrase[-1]):
            return True
    return False


@settings(max_examples=25)
@given(
    TEXTS,
    st.lists(st.sampled_from(FREQUENT), min_size=1, max_size=4),
    st.sampled_from(["t", "th", "the", "z", "o", "xyz"]),
    st.sampled_from([1, 3, 64]),
)
def test_a_phrase_being_typed_finds_what_a_plain_scan_finds(
    texts: list[list[str]], finished: list[str], begun: str, looked_at: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = store_of(folder, [" ".join(words) for words in texts])
        expected = naive_of(folder, [*finished, begun], begun=True)
        text = f'"{" ".join([*finished, begun])}'
        parsed = parse(text, today=TODAY, typing=True)
        whole = catalogue.cursor(parsed).fetch(1000)
        assert {(hit.brief, hit.key) for hit in whole} == expected
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pages, "LOOKED_AT", looked_at)
            hasty = in_pages(catalogue, text)
        assert [(hit.brief, hit.key) for hit in hasty] == [(hit.brief, hit.key) for hit in whole]


def in_pages(catalogue: Catalogue, text: str) -> list[Hit]:
    """Return all hits of a search as it is typed, two a page, however early a page ends."""
    session = find(catalogue, text, typing=True)
    for _ in range(1000):
        session.fetch(2)
        if session.done:
            assert not session.so_far
            return session.hits
    raise AssertionError("a search that does not end")


def test_a_hasty_page_says_that_there_may_be_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["in the zoo"] * 5 + ["in the end"] * 700 + ["in the water"] * 5
    words = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(80)]  # many endings of w
    catalogue = store_of(tmp_path, [*texts, " ".join(words)])
    monkeypatch.setattr(pages, "LOOKED_AT", 256)
    session = find(catalogue, '"in the w', typing=True)
    session.fetch(50)
    assert len(session.hits) < 5
    assert session.so_far
    assert not session.done
    # A count is not of what the page has looked at, and leaves the page as it was.
    assert session.cursor.totals() == (5, 5, True)
    assert session.so_far
    while session.so_far:
        session.fetch(50)
    assert len(session.hits) == 5
    assert session.done


@settings(max_examples=25)
@given(TEXTS, st.lists(st.sampled_from(FREQUENT), min_size=4, max_size=6))
def test_long_rows_of_frequent_words_find_their_phrase_first(
    texts: list[list[str]], row: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = " ".join(row)
        catalogue = store_of(folder, [*(" ".join(words) for words in texts), f"x {said} y"])
        hits = catalogue.cursor(parse(said, today=TODAY)).fetch(1000)
        first = {(hit.brief, hit.key) for hit in hits if hit.in_a_row}
        assert first == naive_of(folder, row, begun=False)
        order = [bool(hit.in_a_row) for hit in hits]
        assert order == sorted(order, reverse=True)


def segments(catalogue: Catalogue, table: str) -> int:
    sql = f"SELECT count(DISTINCT segid) FROM {table}_idx"
    return int(catalogue.database.connection.execute(sql).fetchone()[0])


def test_after_a_first_index_each_table_is_one_segment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.catalogue.index.run._FIRST", 8)
    monkeypatch.setattr("briefing.catalogue.index.run._MOST", 8)
    monkeypatch.setattr("briefing.catalogue.index.merge._PAGES", 1)
    for number in range(40):
        write_brief(tmp_path, f"b{number}", {"title": f"Of {number}", "date": "2025-01-01"})
    parted = Catalogue(Database(tmp_path, None))
    refresh.refresh(parted, Store(tmp_path))
    assert segments(parted, "rec") > 1
    monkeypatch.setattr(merge, "MANY", 40)
    merged = Catalogue(Database(tmp_path, None))
    refresh.refresh(merged, Store(tmp_path))
    assert [segments(merged, table) for table in ("doc", "rec")] == [1, 1]
    assert list(merged.ids(parse("of 7", today=TODAY))) == list(
        parted.ids(parse("of 7", today=TODAY))
    )


def test_notes_are_found_beside_a_search_in_haste(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(80)]
    texts = ["in the water", *["in the end"] * 300, " ".join(words)]
    catalogue = store_of(tmp_path / "store", texts)
    with closing(State(tmp_path / "store", path=tmp_path / "state.db")) as state:
        state.set_note("b005", "seen in the wood")
        library = Library(tmp_path / "store", catalogue=catalogue, state=state)
        monkeypatch.setattr(pages, "LOOKED_AT", 1)
        session = library.find('"in the w')
        for _ in range(20):
            session.fetch(10)
        assert session.done
        assert [(hit.brief, hit.kind) for hit in session.hits] == [
            ("b005", "note"), ("b000", "summary"),
        ]  # fmt: skip
