"""What the catalogue answers, on a few briefs that can be read through."""

import os
import sqlite3
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.process_records import ProcessRecords
from briefing.catalogue.search import pages as counting
from briefing.catalogue.search.snippet import LENGTH, excerpt_of
from briefing.catalogue.search_results import Hit
from briefing.catalogue.storage.columns import decode_path, encode_path
from briefing.catalogue.storage.database import Database
from briefing.catalogue.values import Marks
from briefing.errors import BriefingError, QueryError
from briefing.library import Library
from briefing.query import Query
from briefing.query.nodes import Terms, Words, terms_of
from briefing.query.parser import parse
from briefing.query.terms import words
from briefing.store.store import Store
from briefing.view.brief.head import head_line
from briefing.view.list_rows import one_row, two_rows
from briefing.view.signs import UNICODE
from briefing.view.spans import plain
from tests.tools.small_stores import ISSUES, PARTIES, PEOPLE, write_archives, write_brief

TODAY = date(2026, 1, 1)
SECOND: dict[str, Any] = {
    "title": "Second round: a swap", "date": "2025-06-02", "process": "talks", "round": 2,
    "place": {"name": "Istanbul", "country": "TR"}, "summary": "They met again.",
    "status": "final", "tags": ["Prisoners"],
    "parties": PARTIES, "people": PEOPLE, "issues": ISSUES,
    "agreements": [{"issue": "i2", "text": "Bodies are handed over.", "parties": ["ua", "ru"],
                    "attested_by": ["ua"], "amount": "6,000 each"}],
    "disagreements": [{"issue": "i1", "question": "How soon?", "positions": {
        "ru": {"stance": "proposes", "text": "A pause of two days."},
        "ua": {"stance": "unreported"}}}],
    "proposals": [{"issue": "i1", "by": "ua", "to": "ru", "text": "A meeting in June."}],
    "quotes": [{"who": "um", "text": "This is important.", "issues": ["i1"], "from": "s1#p2"},
               {"who": "ru", "text": "No talks.", "kind": "paraphrase"}],
    "sources": {"s1": {"kind": "news", "title": "The article", "archive": "sources/a.txt"}},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store of two rounds and a file with an error."""
    folder = tmp_path / "store"
    write_archives(folder, "They spoke of bodies.\n\n“This is important,” he said of a ceasefire.")
    write_brief(folder, "first", {
        "title": "First round", "date": "2025-05-16", "process": "talks", "round": 1,
        "summary": "A first meeting on a ceasefire.", "parties": {"ua": {"name": "Ukraine"}},
        "agreements": [{"issue": "i1", "text": "To meet again.", "parties": ["ua"],
                        "attested_by": ["ua"]}], "issues": {"i1": "Truce"},
    })  # fmt: skip
    write_brief(folder, "second", SECOND)
    write_brief(folder, "alone", {"title": "A note", "date": "2025-06-02", "summary": "Nothing."})
    (folder / "broken.yaml").write_text("title: [\n")
    os.utime(folder / "broken.yaml", (0, 0))  # with a time, it would be listed on that day
    return folder


@pytest.fixture
def catalogue(folder: Path) -> Catalogue:
    """Return their catalogue."""
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    return catalogue


def found(catalogue: Catalogue, text: str, limit: int = 50, **how: Any) -> list[str]:
    hits = catalogue.cursor(parse(text, today=TODAY), **how).fetch(limit)
    return [f"{hit.brief}#{hit.key}" for hit in hits]


@pytest.mark.parametrize("text", ["6000", "6,000", "6.000", "60000", "6,0"])
def test_a_number_is_found_however_its_thousands_are_parted(folder: Path, text: str) -> None:
    for name, written in (("joined", "6000 bodies"), ("parted", "6 000 bodies")):
        write_brief(folder, name, {"title": written, "date": "2025-01-01", "summary": "x"})
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    expected = {"joined", "parted"} if words(text) in (["6000"], ["6", "000"]) else set()
    assert {one.split("#")[0] for one in found(catalogue, f"title:{text}")} == expected
    assert len(first(catalogue, f"title:{text}").spans) == 1 if expected else True


def first(catalogue: Catalogue, text: str) -> Hit:
    return catalogue.cursor(parse(text, today=TODAY)).fetch(50)[0]


def listed(
    catalogue: Catalogue, text: str = "", marks: Marks | None = None, **how: Any
) -> list[str]:
    query = parse(text, today=TODAY)
    if marks is not None:
        return [row.id for row in catalogue.rows(catalogue.cursor(query, marks=marks).briefs())]
    return [row.id for row in catalogue.rows(catalogue.ids(query, **how))]


# --- lists --------------------------------------------------------------------------------------


def test_a_row_tells_what_a_list_shows(catalogue: Catalogue) -> None:
    row = catalogue.row_of("second")
    assert row is not None
    assert (row.id, row.path, row.title, row.date) == (
        "second", "second.json", "Second round: a swap", "2025-06-02",
    )  # fmt: skip
    assert (row.place, row.process, row.round, row.rounds) == ("Istanbul", "talks", 2, 2)
    assert row.parties == ("Ukraine", "Russia", "United States")
    assert (row.agreements, row.disagreements, row.quotes, row.sources) == (1, 1, 2, 1)
    assert (row.problems, row.status, row.handling, row.supersedes) == (0, "final", "", "")
    assert catalogue.row_of("no-such-brief") is None
    assert catalogue.number_at("second.json") == catalogue.number_of("second")


def test_lists_stand_newest_first_with_rounds_before_ids(catalogue: Catalogue) -> None:
    assert listed(catalogue) == ["second", "alone", "first", "broken"]
    assert listed(catalogue, sort="date") == ["broken", "first", "alone", "second"]
    assert listed(catalogue, "sort:title") == ["broken", "alone", "first", "second"]
    assert listed(catalogue, "limit:2") == ["second", "alone"]
    assert listed(catalogue, "sort:party round") == ["first", "second"]


def test_rows_leave_out_numbers_that_no_brief_has(catalogue: Catalogue) -> None:
    number = catalogue.number_of("first")
    assert [row.id for row in catalogue.rows([-1, number or 0, 10**12])] == ["first"]


def test_processes_and_their_rounds(catalogue: Catalogue) -> None:
    assert [row.id for row in catalogue.rounds("talks")] == ["first", "second"]
    assert catalogue.rounds("") == ()
    (process,) = catalogue.processes()
    assert process == ("talks", 2, "2025-05-16", "2025-06-02", "talks", "")


# --- search -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("bodies", ["second#a1", "second#s1#p1"]),
        ("agreed:bodies", ["second#a1"]),
        ("source:bodies", ["second#s1#p1"]),
        ("ceasefire", ["second#d1", "second#pr1", "second#s1#p2", "first#summary"]),
        ("istanbul", ["second#title"]),
        ("important umerov", ["second#q1"]),
        ("umerov bodies", ["second#a1", "second#q1", "second#s1#p1"]),
        ("6,000", ["second#a1"]),
        ("party:moscow", ["second#title", "second#a1", "second#d1", "second#d1/ru", "second#pr1",
                          "second#q2"]),
        ("party:kyiv pause", []),
        ("party:moscow pause", ["second#d1/ru"]),
        ("party:side meeting", ["second#pr1"]),
        ("speaker:umerov", ["second#q1"]),
        ("speaker:russia", ["second#q2"]),
        ("issue:bodies", ["second#a1"]),
        ("issue:truce", ["second#d1", "second#d1/ru", "second#d1/ua", "second#pr1", "second#q1",
                         "first#a1"]),
        ("stance:unreported", ["second#d1/ua"]),
        ("verdict:typography", ["second#q1"]),
        ("verdict:paraphrase", ["second#q2"]),
        ("kind:quote -verdict:typography", ["second#q2"]),
        ("-verdict:typography has:agreement", ["first#title"]),
        ("-verdict:altered has:agreement", ["second#title", "first#title"]),
        ("-speaker:umerov has:agreement", ["first#title"]),
        ("-(issue:truce kind:agreement) has:agreement", ["second#title"]),
        ("-(issue:bodies kind:proposal) has:agreement", ["second#title", "first#title"]),
        ("-(-verdict:typography)", ["second#title"]),
        ("-ceasefire", ["alone#title", "broken#title"]),
        ("place:tr", ["second#title"]),
        ("tag:prisoners", ["second#title"]),
        ("round:1 process:talks", ["first#title"]),
        ("date:2025-05 OR a1", ["first#title"]),
        ("has:archive", ["second#title"]),
        ("is:final", ["second#title"]),
        ("is:broken", ["broken#title"]),
        ("has:problem", ["broken#title"]),
        ("broken", ["broken#title"]),
        ("path:second", ["second#title"]),
        ("path:/^f/", ["first#title"]),
        ("id:f*", ["first#title"]),
        ("party:/russ/ stance:proposes", ["second#d1/ru"]),
        ("/imp.*nt/", ["second#q1", "second#s1#p2"]),
        ("nobody", []),
    ],
)  # fmt: skip
def test_what_is_found(catalogue: Catalogue, query: str, hits: list[str]) -> None:
    assert found(catalogue, query) == hits


def test_marks_come_from_whoever_keeps_them(catalogue: Catalogue) -> None:
    marks = {
        "read": {"first"}, "starred": {"second"}, "noted": {"alone"}, "tag:My Own": {"first"},
    }  # fmt: skip
    assert listed(catalogue, "is:unread", marks=marks) == ["second", "alone", "broken"]
    assert listed(catalogue, "is:starred OR has:note", marks=marks) == ["second", "alone"]
    assert listed(catalogue, 'tag:"my own"', marks=marks) == ["first"]
    assert listed(catalogue, "ceasefire -is:read", marks=marks) == ["second"]
    assert listed(catalogue, "is:read", marks=marks) == ["first"]
    assert catalogue.count() == 4


def test_totals_and_pages(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    query = parse("ceasefire", today=TODAY)
    cursor = catalogue.cursor(query)
    assert [len(cursor.fetch(2)) for _ in range(3)] == [2, 2, 0]
    assert cursor.totals() == (4, 2, True)
    monkeypatch.setattr(counting, "COUNTED", 3)
    assert cursor.totals()[::2] == (3, False)


@pytest.mark.parametrize("order", ["-date", "date", "title", "relevance"])
def test_a_search_goes_on_where_it_was_when_the_store_changes(folder: Path, order: str) -> None:
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    query = parse(f"ceasefire sort:{order}", today=TODAY)
    every = [(hit.brief, hit.key) for hit in catalogue.cursor(query).fetch(50)]
    cursor = catalogue.cursor(query)
    hits = [*cursor.fetch(1), *cursor.fetch(1)]
    newer = {"title": "A ceasefire", "date": "2025-07-01", "summary": "A ceasefire."}
    write_brief(folder, "newer", newer)
    refresh.refresh(catalogue, Store(folder))
    while page := cursor.fetch(1):
        hits += page
    before = [(hit.brief, hit.key) for hit in hits if hit.brief != "newer"]
    assert sorted(before) == sorted(every)
    assert (before == every) or order == "relevance"
    assert any(hit.brief == "newer" for hit in hits) == (order != "-date")
    assert cursor.totals().hits == len(every) + 2


def test_another_thread_counts_what_a_cursor_finds(folder: Path, tmp_path: Path) -> None:
    catalogue = Catalogue.open(folder, cache=tmp_path / "cache")
    refresh.refresh(catalogue, Store(folder))
    cursor = catalogue.cursor(parse("ceasefire OR has:quote", today=TODAY))
    hits = [*cursor.fetch(1)]
    counted: list[object] = []
    thread = threading.Thread(target=lambda: counted.append(cursor.totals()))
    thread.start()
    thread.join()
    while page := cursor.fetch(1):
        hits += page
    assert counted == [(len(hits), len({hit.brief for hit in hits}), True)]
    catalogue.close()


def test_a_cursor_over_tables_that_vanish_starts_again(folder: Path, tmp_path: Path) -> None:
    catalogue = Catalogue.open(folder, cache=tmp_path / "cache")
    refresh.refresh(catalogue, Store(folder))
    catalogue.refill = lambda: refresh.refresh(catalogue, Store(folder))
    cursor = catalogue.cursor(parse("ceasefire", today=TODAY))
    hits = [*cursor.fetch(2)]
    catalogue.database.connection.execute("DROP TABLE record")
    hits += cursor.fetch(9)
    assert len({(hit.brief, hit.key) for hit in hits}) == len(hits) == 4
    catalogue.close()


@pytest.mark.parametrize(
    ("query", "column"),
    [("pause /(a|aa)+$/", 7), ("path:/(a|aa)+$/", 6), ("NOT id:/(a|aa)+$/", 8),
     ("party:/(a|aa)+$/", 7), ("tag:/(a|aa)+$/", 5), ("pause path:/(a|aa)+$/", 12),
     ("x OR saved:mine", 12)],
)  # fmt: skip
@pytest.mark.parametrize("on_disk", [True, False])
def test_a_pattern_whose_time_runs_out_is_told_with_its_column(
    tmp_path: Path, query: str, column: int, on_disk: bool
) -> None:
    long = "a" * 60 + "!"
    write_brief(tmp_path, long, {
        "title": "One", "date": "2025-06-02", "summary": f"A pause.\n\n{long}",
        "parties": {"p": {"name": long}}, "tags": [long], "id": "a" * 60 + "-b",
    })  # fmt: skip
    catalogue = Catalogue(Database(tmp_path, tmp_path / "cache" if on_disk else None))
    refresh.refresh(catalogue, Store(tmp_path))
    saved = {"mine": "pause OR /(a|aa)+$/"}
    parsed = parse(query, today=TODAY, saved=saved)
    cursor = catalogue.cursor(parsed)
    for ask in (lambda: cursor.fetch(9), cursor.totals, lambda: catalogue.ids(parsed)):
        with pytest.raises(QueryError, match="the pattern takes too long") as told:
            ask()
        assert told.value.column == column
    assert len(catalogue.cursor(parse("pause /A p/", today=TODAY)).fetch(50)) == 1
    catalogue.close()


def test_a_count_stops_when_it_is_cancelled(catalogue: Catalogue) -> None:
    cursor = catalogue.cursor(parse("/e/", today=TODAY))
    assert cursor.totals(cancelled=lambda: True) == (0, 0, False)
    assert cursor.totals().exact


def test_the_best_come_first_when_asked_for(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(catalogue, "ceasefire", sort="relevance")[-1] == "second#s1#p2"
    assert set(found(catalogue, "ceasefire", sort="relevance")) == set(
        found(catalogue, "ceasefire")
    )
    monkeypatch.setattr(counting, "_RANKED_TEXT", 40)
    assert len(found(catalogue, "ceasefire", sort="relevance")) < 4


def test_a_hit_shows_where_the_words_stand(catalogue: Catalogue) -> None:
    hit = first(catalogue, '"spoke of"')
    assert (hit.brief, hit.key, hit.kind) == ("second", "s1#p1", "source")
    assert [hit.excerpt[a:b] for a, b in hit.spans] == ["spoke of"]
    assert hit.where == ((5, 13),)
    heading = first(catalogue, "umerov")
    assert heading.excerpt == "Rustem Umerov: This is important."
    assert [heading.excerpt[a:b] for a, b in heading.spans] == ["Umerov"]
    assert heading.where == ()


def test_an_excerpt_is_cut_around_the_first_find() -> None:
    text = "word " * 100 + "bodies\nof the killed " + "word " * 100
    excerpt, spans, where, _ = excerpt_of(Terms((), (Words(("bodies",)),)), "quote", "", text)
    assert len(excerpt) <= LENGTH
    assert excerpt.startswith("…word")
    assert excerpt.endswith("word…")
    assert [excerpt[a:b] for a, b in spans] == ["bodies"]
    assert [text[a:b] for a, b in where] == ["bodies"]
    assert "\n" not in excerpt


def test_a_text_without_spaces_is_cut_too() -> None:
    terms = Terms((), (Words(("停",)),))
    excerpt, spans, *_ = excerpt_of(terms, "quote", "", "火" * 500 + "停" + "火" * 500)
    assert len(excerpt) <= LENGTH
    assert [excerpt[a:b] for a, b in spans] == ["停"]


def summaries(folder: Path, texts: Sequence[str]) -> Catalogue:
    """Return the catalogue of briefs with these summaries, the last one the newest."""
    for number, text in enumerate(texts):
        day = date.fromordinal(date(2000, 1, 1).toordinal() + number).isoformat()
        write_brief(folder, f"s{number:03}", {"title": "T", "summary": text, "date": day})
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    return catalogue


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("loss and damage", (2, 0)), ("damage and loss", (0, 2)), ("und loss", (1,)),
        ("and und", (1, 0)), ("loss damage", (1, 0)), ("and the", (1, 0)),
    ],
)  # fmt: skip
def test_words_as_frequent_as_and_are_no_anchors(
    tmp_path: Path, text: str, anchors: tuple[int, ...]
) -> None:
    texts = ["the thing and that, und so"] * 40 + ["loss and gain, und so"] * 4 + ["damage"] * 2
    catalogue = summaries(tmp_path, [*texts, *["and the"] * 8])
    query = parse(text, today=TODAY)
    (row,) = terms_of(query.root).rows
    assert catalogue.cursor(query).anchors(row) == anchors


def test_a_phrase_is_gone_on_with_a_stretch_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["and of", "of and", "x of and", "of x and"] * 30
    catalogue = summaries(tmp_path, texts)
    query = parse("of and", today=TODAY)

    def in_parts() -> list[bool | None]:
        cursor, hits = catalogue.cursor(query), []
        while page := cursor.fetch(7):
            hits += [(hit.in_a_row, hit.brief) for hit in page]
        assert len(dict.fromkeys(hits)) == len(hits) == len(texts)
        assert hits == sorted(hits, key=lambda hit: (not hit[0], -int(hit[1][1:])))
        return [in_a_row for in_a_row, _ in hits]

    assert in_parts() == [True] * 60 + [False] * 60
    monkeypatch.setattr("briefing.catalogue.search.phrase_expressions._VISITED", 20)
    monkeypatch.setattr("briefing.catalogue.search.candidates._ENOUGH", 5)
    assert in_parts() == [True] * 60 + [False] * 60
    monkeypatch.setattr("briefing.catalogue.search.candidates._ENOUGH", 50)
    assert 0 < sum(map(bool, in_parts())) < 60


# --- records ------------------------------------------------------------------------------------


def refs(pairs: Any) -> list[str]:
    return [f"{row.brief}#{row.key}" for _, row in pairs]


def test_records_by_issue_party_and_person_stand_oldest_first(catalogue: Catalogue) -> None:
    assert refs(catalogue.records(issue="i1")) == [
        "first#a1", "second#d1", "second#d1/ru", "second#d1/ua", "second#pr1", "second#q1",
    ]  # fmt: skip
    assert refs(catalogue.records(party="ru", process="talks")) == [
        "second#a1", "second#d1", "second#d1/ru", "second#pr1", "second#q2",
    ]  # fmt: skip
    assert refs(catalogue.records(person="um")) == ["second#q1"]
    assert refs(catalogue.records(issue="i1", party="ua", process="other")) == []


def test_records_are_what_the_brief_says(folder: Path, catalogue: Catalogue) -> None:
    from briefing.model.rows import flatten

    for brief_id in ("first", "second"):
        brief = Store(folder).load(f"{brief_id}.json").brief
        assert brief is not None
        rows = ProcessRecords(catalogue.ask, catalogue.rounds("talks")).of_brief(brief_id)
        assert tuple(rows) == flatten(brief)


def test_names_follow_the_latest_brief_of_a_process(catalogue: Catalogue) -> None:
    assert catalogue.names("talks").issues["i1"] == "Ceasefire"
    assert catalogue.names().parties["ua"] == "Ukraine"
    assert catalogue.names().people["me"] == "Vladimir Medinsky"
    assert catalogue.names("other").parties == {}


def test_slugs_and_the_nearest_name(catalogue: Catalogue) -> None:
    assert catalogue.slugs("party", "KYIV") == ("ua",)
    assert catalogue.slugs("issue", "truce") == ("i1",)
    assert catalogue.slugs("person", "nobody") == ()
    assert catalogue.nearest("party", "Kiyv") == "Kyiv"
    checks = catalogue.verdicts("second")
    assert {key: check.verdict for key, check in checks.items()} == {
        "q1": "typography",
        "q2": "paraphrase",
    }
    assert catalogue.verdicts("nothing") == {}


# --- archived texts -----------------------------------------------------------------------------


def test_a_paragraph_of_megabytes_is_found_in_pieces(folder: Path) -> None:
    text = "so many words " * 2000 + "zebra " + "and more " * 2000
    write_archives(folder, f"First.\n\n{text}")
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    hit = first(catalogue, "zebra")
    assert (hit.brief, hit.key) == ("second", "s1#p2")
    assert [text[start:end] for start, end in hit.where] == ["zebra"]


def test_many_paragraphs_are_found_by_every_kind_of_question(folder: Path) -> None:
    paragraphs = [f"Paragraph {n} on talks{' of zebras' * (n % 100 == 7)}." for n in range(450)]
    write_archives(folder, "\n\n".join(paragraphs))
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    zebras = [f"second#s1#p{n}" for n in (8, 108, 208, 308, 408)]
    assert found(catalogue, "zebras") == zebras
    assert found(catalogue, "z*") == zebras
    assert found(catalogue, "/zeb.as/") == zebras
    assert found(catalogue, "zebras kind:source") == zebras
    assert found(catalogue, "zebras talks") == zebras
    assert found(catalogue, "zebras OR umerov") == ["second#q1", *zebras]
    assert found(catalogue, '"paragraph 207" OR zebras party:ru') == ["second#s1#p208"]
    assert len(found(catalogue, "paragraph", limit=1000)) == 450
    assert len(found(catalogue, "kind:source", limit=1000)) == 451


# --- prefixes -----------------------------------------------------------------------------------


def test_prefixes_with_many_endings_are_found_too(folder: Path) -> None:
    words = [f"prefix{n:03}" for n in range(100)]
    write_brief(folder, "many", {"title": "Many", "date": "2025", "summary": " ".join(words)})
    catalogue = Catalogue(Database(folder, None))
    refresh.refresh(catalogue, Store(folder))
    for typed in ("p", "pre", "prefix", "prefix0", "prefix09", "prefix099"):
        query = parse(f"summary:{typed}", today=TODAY, typing=True)
        assert [hit.brief for hit in catalogue.cursor(query).fetch(50)] == ["many"], typed
        assert catalogue.cursor(query).totals().hits == 1
    assert found(catalogue, "prefix1000*") == []


# --- threads and processes ----------------------------------------------------------------------


@pytest.mark.parametrize("on_disk", [True, False])
def test_threads_read_while_another_writes(folder: Path, tmp_path: Path, on_disk: bool) -> None:
    catalogue = Catalogue(Database(folder, tmp_path / "cache" if on_disk else None))
    done, wrong = threading.Event(), []

    def look() -> None:
        while not done.is_set():
            rows = catalogue.rows(catalogue.ids())
            hits = catalogue.cursor(parse("ceasefire", today=TODAY)).fetch(50)
            if len(rows) > 14 or len(hits) > 100:
                wrong.append((rows, hits))

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(10):
        write_brief(folder, f"more-{number}", SECOND)
        refresh.refresh(catalogue, Store(folder))
    done.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert catalogue.count() == 14
    catalogue.close()


def test_a_reader_is_told_when_another_process_writes_for_too_long(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.catalogue.storage.database.BUSY_SECONDS", 0)
    catalogue = Catalogue.open(folder, cache=tmp_path / "cache")
    refresh.refresh(catalogue, Store(folder))
    other = sqlite3.connect(str(catalogue.database.path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BriefingError, match="another process"):
        catalogue.count()
    other.close()
    assert catalogue.count() == 4


def test_tables_that_vanish_are_begun_anew(folder: Path, tmp_path: Path) -> None:
    catalogue = Catalogue.open(folder, cache=tmp_path / "cache")
    refresh.refresh(catalogue, Store(folder))
    catalogue.database.connection.execute("DROP TABLE record")
    assert catalogue.cursor(parse("ceasefire", today=TODAY)).fetch(50) == ()
    assert catalogue.fresh
    refresh.refresh(catalogue, Store(folder))
    assert not catalogue.fresh
    assert len(catalogue.cursor(parse("ceasefire", today=TODAY)).fetch(50)) == 4


def test_paths_of_any_bytes_come_back() -> None:
    for path in ("a/b.yaml", "é.yaml", "\udcff\udc80.yaml"):
        assert decode_path(encode_path(path)) == path
        encode_path(path).encode()


def test_the_first_numbers_are_those_of_the_whole_order(tmp_path: Path) -> None:
    for number in range(1, 8):
        (tmp_path / f"b{number}.yaml").write_text(
            f"title: T{number}\ndate: 2025-01-0{number}\nsummary: S\n"
        )
    catalogue = Catalogue.open(tmp_path, cache=tmp_path / "cache")
    refresh.refresh(catalogue, Store(tmp_path))
    numbers = catalogue.ids()
    for most in (0, 3, 7, 300):
        assert catalogue.ids(Query(limit=most)) == numbers[:most]
    assert catalogue.count() == 7


def test_a_shared_alias_finds_a_party_that_a_brief_describes_itself(tmp_path: Path) -> None:
    (tmp_path / "store.yaml").write_text("parties: {norland: {name: Norland, aliases: [Oslo]}}\n")
    (tmp_path / "a.yaml").write_text(
        "title: A\ndate: 2025-06-02\nsummary: S.\nparties: {norland: {name: Norland}}\n"
    )
    catalogue = Catalogue.open(tmp_path, cache=tmp_path / "cache")
    refresh.refresh(catalogue, Store(tmp_path))
    assert catalogue.slugs("party", "Oslo") == ("norland",)


def test_a_process_has_the_dates_of_its_briefs_as_they_are_written(tmp_path: Path) -> None:
    for name, day in (("a", "2026-01"), ("b", "2026-02-03/2026-02-05"), ("c", "2026~")):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: T\ndate: {day}\nsummary: S.\nprocess: talks\n"
        )
    catalogue = Catalogue.open(tmp_path, cache=tmp_path / "cache")
    refresh.refresh(catalogue, Store(tmp_path))
    (process,) = catalogue.processes()
    # Two begin on one day: it is always the same of them, however they were read.
    assert process[1:4] == (3, "2026-01", "2026-02-03/2026-02-05")


def test_a_brief_that_another_one_supersedes_is_found_as_superseded(tmp_path: Path) -> None:
    for name, more in (("v1", ""), ("v2", "supersedes: v1\n"), ("self", "supersedes: self\n")):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: {name}\ndate: 2025-06-02\nsummary: S.\n{more}"
        )
    library = Library(tmp_path, cache=tmp_path / "cache")
    library.refresh(lambda done, total: None, lambda: False)
    assert listed(library.catalogue, "is:superseded") == ["v1"]
    assert listed(library.catalogue, "is:superseded v1") == ["v1"]
    heads, lists = {}, {}
    for row in library.rows(library.catalogue.ids()):
        heads[row.id] = plain(head_line(library.view(row), 80))
        lists[row.id] = row.superseded
    assert heads["v1"].startswith("superseded by v2 · ")
    assert "superseded" not in heads["v2"] + heads["self"]
    assert lists == {"v1": "superseded by v2", "v2": "", "self": ""}
    (tmp_path / "v2.yaml").unlink()
    library.refresh(lambda done, total: None, lambda: False)
    assert listed(library.catalogue, "is:superseded") == []
    library.close()


def test_a_list_says_that_a_brief_is_superseded_as_room_allows(tmp_path: Path) -> None:
    (tmp_path / "v1.yaml").write_text(
        "title: The first talks on the river\ndate: 2025-06-02\nsummary: S.\nprocess: talks\n"
        "round: 1\nparties: {a: A}\nquotes: [{who: a, text: so}]\n"
    )
    (tmp_path / "v2.yaml").write_text("title: V\ndate: 2025-06-02\nsummary: S.\nsupersedes: v1\n")
    catalogue = Catalogue.open(tmp_path, cache=tmp_path / "cache")
    refresh.refresh(catalogue, Store(tmp_path))
    row = catalogue.row_of("v1")
    assert row is not None
    one = {width: plain(one_row(row, width, UNICODE)) for width in (38, 50, 80)}
    assert one[80].endswith(' superseded by v2 +0 -0 "1')
    assert one[50].endswith(' superseded +0 -0 "1')
    assert one[38].endswith(" superseded")
    two = {width: plain(two_rows(row, width, UNICODE)[0]) for width in (34, 48, 60)}
    assert two[60].startswith("  2025-06-02  round 1  superseded by v2 ")
    assert two[48].startswith("  2025-06-02  round 1  superseded ")
    assert two[34].startswith("  2025-06-02  superseded ")
    assert all(len(line) == width for width, line in (one | two).items())
