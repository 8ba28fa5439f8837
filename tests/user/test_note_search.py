"""Notes as hits of a search, beside records."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.catalogue.search.session import SearchSession
from briefing.errors import QueryError
from briefing.library import Library
from briefing.user import note_search
from briefing.user.state import State
from tests.tools.indexed_store import refreshed

BRIEF = """title: Talks in {place}
date: {date}
process: {process}
summary: They met in {place}.
handling: amber
people: {{kerry: {{name: John Kerry}}}}
sources: {{article: {{kind: news}}}}
quotes:
  q1: {{who: kerry, text: "We have a deal, said in {place}", from: article}}
"""
NOTES = {
    ("vienna", "q1"): "ask Anna for the tape",
    ("vienna", ""): "call Berlin on Friday",
    ("geneva", ""): "Anna was in Geneva too",
    ("gone", "q2"): "Anna: of a brief that is gone",
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    times = iter(range(1000, 2000))
    monkeypatch.setattr("briefing.user.state.state.time.time", lambda: float(next(times)))
    folder = tmp_path / "store"
    folder.mkdir()
    for place, date, process in (
        ("Vienna", "2015-07-14", "jcpoa"), ("Geneva", "2013-11-24", "jcpoa"),
        ("Istanbul", "2025-06-02", "ru-ua"),
    ):  # fmt: skip
        text = BRIEF.format(place=place, date=date, process=process)
        (folder / f"{place.lower()}.yaml").write_text(text, encoding="utf-8")
    refreshed(folder, tmp_path / "cache").close()
    state = State(folder, path=tmp_path / "state.db")
    for (brief, record), text in NOTES.items():
        state.set_note(brief, text, record)
    library = Library(folder, cache=tmp_path / "cache", state=state)
    yield library
    library.close()


def found(library: Library, query: str) -> list[str]:
    """Return the hits of a query as `kind brief#record`, those of notes and of others."""
    session = library.find(query, typing=False)
    while session.fetch():
        pass
    return [f"{hit.kind} {hit.brief}#{hit.key}" for hit in session.hits]


def notes_in(hits: list[str]) -> list[str]:
    return [hit.removeprefix("note ") for hit in hits if hit.startswith("note ")]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("note:anna", ["geneva#title", "vienna#q1"]),
        ('note:"anna for the"', ["vienna#q1"]),
        ("note:ann", []),
        ("note:ann*", ["geneva#title", "vienna#q1"]),
        ("note:/t.pe/", ["vienna#q1"]),
        ("note:(tape OR friday)", ["vienna#title", "vienna#q1"]),
        ("note:anna process:jcpoa", ["geneva#title", "vienna#q1"]),
        ("note:anna date:2013", ["geneva#title"]),
        ("note:anna -note:tape", ["geneva#title"]),
        ("note:anna speaker:kerry", ["geneva#title", "vienna#q1"]),
        ("kind:note", ["geneva#title", "vienna#title", "vienna#q1"]),
        ("kind:note since:2015", ["vienna#title", "vienna#q1"]),
        ("kind:note -anna", ["vienna#title"]),
        ("note:nobody", []),
        ("note:anna process:ru-ua", []),
    ],
)
def test_a_query_for_notes_finds_notes_alone(library: Library, query: str, hits: list[str]) -> None:
    assert found(library, query) == [f"note {hit}" for hit in hits]


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("anna", ["geneva#title", "vienna#q1"]),
        ("ANNA tape", ["vienna#q1"]),
        ("/an+a/i", ["geneva#title", "vienna#q1"]),
        ("anna geneva", ["geneva#title"]),
        ("anna deal", ["geneva#title", "vienna#q1"]),
        ("anna -deal", []),
        ("anna -istanbul", ["geneva#title", "vienna#q1"]),
        ("anna quote:vienna", ["vienna#q1"]),
        ("anna OR istanbul", ["geneva#title", "vienna#q1"]),
        ("(anna OR istanbul) deal", ["geneva#title", "vienna#q1"]),
        ("anna kind:quote", []),
        ("anna kind:note", ["geneva#title", "vienna#q1"]),
        ("anna process:jcpoa date:2015", ["vienna#q1"]),
        ("process:jcpoa", []),
        ("quote:anna", []),
        ("-anna", []),
        ("has:note", []),
    ],
)
def test_words_find_notes_beside_records(library: Library, query: str, notes: list[str]) -> None:
    assert notes_in(found(library, query)) == notes


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("note:회담 process:jcpoa", True),
        ("note:회담, process:jcpoa", True),
        ('note:"회담" process:jcpoa', False),
        ("-note:회담 process:jcpoa", False),
    ],
)
def test_korean_words_of_notes_have_particles(library: Library, query: str, is_found: bool) -> None:
    assert library.state is not None
    library.state.set_note("vienna", "회담을 기다린다", "")
    assert any("vienna" in hit for hit in found(library, query)) == is_found


def test_records_are_found_as_without_notes(library: Library) -> None:
    without = Library(library.folder, catalogue=library.catalogue)
    for query in ("deal", "geneva", "anna", "kerry OR anna", "deal -anna", "process:jcpoa"):
        records = [hit for hit in found(library, query) if not hit.startswith("note ")]
        assert records == found(without, query)


def test_a_note_comes_first_and_leads_to_what_it_hangs_on(library: Library) -> None:
    session = library.find("tape deal", typing=False)
    session.fetch()
    assert [hit.kind for hit in session.hits][-1] == "note"
    session = library.find("anna", typing=False)
    session.fetch()
    hit = session.hits[1]
    assert hit[:6] == (
        library.catalogue.number_of("vienna"), "vienna", "q1", "note", "Talks in Vienna",
        "2015-07-14",
    )  # fmt: skip
    assert (hit.excerpt, hit.sharing_label) == ("ask Anna for the tape", "TLP:AMBER")
    assert [hit.excerpt[low:high] for low, high in hit.spans] == ["Anna"]
    assert hit.where == hit.spans


@pytest.mark.parametrize(
    ("query", "lit"), [("note:ann*", ["Ann"]), ("note:/T.PE/", ["tape"]), ("kind:note", [])]
)
def test_what_a_field_asks_of_a_note_is_lit(library: Library, query: str, lit: list[str]) -> None:
    session = library.find(query, typing=False)
    session.fetch()
    hit = next(hit for hit in session.hits if hit.brief == "vienna" and hit.key == "q1")
    assert [hit.excerpt[low:high] for low, high in hit.spans] == lit


def test_the_list_narrowed_by_words_holds_briefs_with_such_notes(library: Library) -> None:
    def listed(query: str) -> list[str]:
        numbers = library.ids(library.find(query, typing=False).query)
        return [row.id for row in library.rows(numbers)]

    assert listed("anna") == listed("note:anna") == ["vienna", "geneva"]
    assert listed("anna OR istanbul") == ["istanbul", "vienna", "geneva"]
    assert listed("anna sort:date") == ["geneva", "vienna"]
    assert listed("anna limit:1") == ["vienna"]
    assert listed("-note:anna") == ["istanbul"]
    assert listed("-note:tape") == ["istanbul", "geneva"]
    assert listed("deal note:friday") == ["vienna"]
    assert listed("note:nobody OR round:7") == []


def counts(session: SearchSession) -> tuple[int, int, bool]:
    totals = session.cursor.totals()
    assert session.cursor.counted() in (None, totals)
    return tuple(totals)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("query", "totals"),
    [
        ("anna", (2, 2, True)), ("note:anna", (2, 2, True)), ("kind:note", (3, 2, True)),
        ("anna OR istanbul", (5, 3, True)), ("anna deal", (2, 2, True)), ("berlin", (1, 1, True)),
        ("note:nobody", (0, 0, True)),
    ],
)  # fmt: skip
def test_notes_are_counted(library: Library, query: str, totals: tuple[int, int, bool]) -> None:
    session = library.find(query, typing=False)
    assert counts(session) == totals
    while session.fetch(1):
        pass
    assert len(session.hits) == totals[0]


def test_a_limit_holds_for_notes_and_records_together(library: Library) -> None:
    session = library.find("anna OR deal limit:3", typing=False)
    while session.fetch():
        pass
    assert [hit.kind for hit in session.hits] == ["note", "note", "quote"]


def test_only_so_many_briefs_are_looked_at(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_search, "MOST_LOOKED_AT", 2)  # one is of a brief that is gone
    assert notes_in(found(library, "anna deal")) == ["geneva#title"]
    assert not library.find("anna deal", typing=False).cursor.totals().exact
    assert notes_in(found(library, "anna")) == ["geneva#title", "vienna#q1"]


def test_a_note_written_meanwhile_is_found_by_the_next_search(library: Library) -> None:
    assert library.state is not None
    library.state.set_note("istanbul", "and Anna again")
    library.own.reload()
    assert notes_in(found(library, "anna"))[0] == "istanbul#title"


def test_where_nothing_is_kept_a_query_for_notes_says_so(library: Library) -> None:
    visitor = Library(library.folder, catalogue=library.catalogue)
    with pytest.raises(QueryError, match="no notes are kept in this mode") as caught:
        visitor.find("deal note:anna")
    assert caught.value.column == 11
    assert visitor.find("deal").fetch()


def test_a_pattern_that_takes_too_long_is_reported(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> bool:
        raise TimeoutError

    monkeypatch.setattr("briefing.query.patterns.Finder.search", late)
    monkeypatch.setattr("briefing.query.patterns.Finder.find", late)
    for query in ("note:/a/", "/a/"):
        with pytest.raises(QueryError, match="too long"):
            found(library, query)


def test_a_keystroke_asks_little_of_the_state(library: Library) -> None:
    """Notes are held in memory: a search reads no state."""
    assert library.state is not None
    library.find("a").fetch()
    library.state.close()
    assert notes_in(found(library, "anna"))
