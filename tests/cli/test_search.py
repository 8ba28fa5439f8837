"""`briefing search`, `index`, `who` and `issue`."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_search_prints_record_and_excerpt(briefing: Command, store: Path) -> None:
    answer = briefing("search", "-s", store, '"central part"')
    assert answer.status == 0
    assert answer.lines[0].startswith("istanbul-2025-06-02#q4  ")
    assert "central part" in answer.lines[0]


def test_search_says_as_json_where_the_words_are(briefing: Command, store: Path) -> None:
    hits = briefing("search", "-s", store, "--json", "agreed:bodies").json
    assert {"brief", "record", "title", "date", "excerpt", "spans", "where"} <= hits[0].keys()
    for hit in hits:
        assert [hit["excerpt"][a:b].lower() for a, b in hit["spans"]]
    lines = briefing("search", "-s", store, "--jsonl", "agreed:bodies").lines
    assert len(lines) == len(hits)


def test_a_hit_in_a_superseded_brief_says_so(briefing: Command, tmp_path: Path) -> None:
    for name, more in (("v1", ""), ("v2", "supersedes: v1\n"), ("w", "status: superseded\n")):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: T\ndate: 2025-06-02\nsummary: A swap.\n{more}"
        )
    lines = briefing("search", "-s", tmp_path, "swap").lines
    assert lines == [
        "v1#summary  (superseded by v2) A swap.",
        "v2#summary  A swap.",
        "w#summary  (superseded) A swap.",
    ]
    hits = briefing("search", "-s", tmp_path, "swap", "--json").json
    assert [hit["superseded_by"] for hit in hits] == ["v2", None, None]
    assert [hit["status"] for hit in hits] == [None, None, "superseded"]
    assert briefing("show", "-s", tmp_path, "v1", "--json").json["superseded_by"] == "v2"
    shown = briefing("show", "-s", tmp_path, "v1#summary", "--json").json
    assert shown["superseded_by"] == "v2"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["10"], {"glued", "apart", "ordinal"}),
        (["km"], {"glued", "apart", "cut"}),
        (["10", "km"], {"glued", "apart"}),
        (["10km"], {"glued", "apart"}),
        (["10 km"], {"glued", "apart"}),
        (["10k"], {"glued", "apart"}),
        (["10th"], {"ordinal"}),
        (["agreed:10"], set()),
        (["summary:10km", "road"], {"glued", "apart"}),
        (["100"], {"cut"}),
        (["road", "-10"], {"cut"}),
        (["서울", "회담"], {"korean"}),
        (["회담", "서울"], {"korean"}),
        (["서울 회담"], set()),
    ],
)
def test_numbers_before_letters_and_korean_particles(
    briefing: Command, tmp_path: Path, query: list[str], found: set[str]
) -> None:
    texts = {
        "glued": "a road of 10km", "apart": "a road of 10 km", "cut": "a road of 100km",
        "ordinal": "on the 10th", "korean": "서울에서 회담을 열었다", "other": "F10 left",
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(
            f"title: T\ndate: 2025-06-02\nsummary: {text}\n", encoding="utf-8"
        )
    hits = briefing("search", "-s", tmp_path, *query, "--json").json
    assert {hit["brief"] for hit in hits} == found


def test_a_quote_may_have_a_number_for_its_key(briefing: Command, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "title: T\ndate: 2025-06-02\nsummary: S\nparties: {ua: {name: Ukraine}}\n"
        "issues: {i: Ceasefire}\nsources: {s: {kind: news}}\n"
        'quotes: {"07": {who: ua, text: Of roads, from: s}}\nagreements:\n'
        '  a: {issue: i, text: bodies, parties: [ua], attested_by: [ua], quotes: ["07"]}\n'
    )
    answer = briefing("search", "-s", tmp_path, "bodies", "--jsonl")
    assert answer.json["record"] == "a"


WHO = """\
title: Who said it
date: 2025-06-02
summary: They met.
handling: amber
parties: {us: {name: United States, short: US}, ir: {name: Iran}}
people: {kerry: {name: John Kerry, party: us}, zarif: {name: محمد جواد ظریف, party: ir}}
issues: {cap: {title: Capacity}}
sources: {s: {kind: news, title: A}}
agreements:
  a1: {issue: cap, text: Uranium is capped., parties: [us, ir], attested_by: [us, ir]}
disagreements:
  d1:
    issue: cap
    question: Uranium for how long?
    positions: {ir: {stance: rejects, text: Uranium for ever.}}
proposals: {pr1: {issue: cap, by: ir, text: Less uranium.}}
quotes:
  q1: {who: kerry, from: "s#p3", text: Uranium is the first step, issues: [cap]}
  q2: {who: ir, kind: paraphrase, text: Uranium is a right, from: s}
  q3: {who: zarif, text: اورانیوم uranium, from: s}
next: [{text: Uranium again.}]
"""


def test_a_hit_says_who_and_what(briefing: Command, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(WHO, encoding="utf-8")
    lines = briefing("search", "-s", tmp_path, "uranium").lines
    assert lines == [
        "w#a1  TLP:AMBER agreement a1, stated by US, Iran: Uranium is capped.",
        "w#d1  TLP:AMBER disagreement d1, between Iran: Uranium for how long?",
        "w#d1/ir  TLP:AMBER Iran, rejects, disagreement d1/ir: Uranium for ever.",
        "w#pr1  TLP:AMBER Iran, proposal pr1: Less uranium.",
        "w#q1  TLP:AMBER John Kerry (US), quote q1, no archive: “Uranium is the first step”",
        "w#q2  TLP:AMBER Iran, quote q2, paraphrase: Uranium is a right",
        "w#q3  TLP:AMBER محمد جواد ظریف (Iran), quote q3, no archive: “اورانیوم uranium”",
        "w#next/1  TLP:AMBER next step 1: Uranium again.",
    ]
    named = briefing("search", "-s", tmp_path, "kerry").lines
    assert named == [
        "w#q1  TLP:AMBER John Kerry (US), quote q1, no archive: “Uranium is the first step”"
    ]


def test_json_of_a_hit_has_all_that_is_known_of_it(briefing: Command, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(WHO, encoding="utf-8")
    answer = briefing("search", "-s", tmp_path, "--json", "uranium")
    assert "محمد جواد ظریف" in answer.out
    hits = {hit["record"]: hit for hit in answer.json}
    quote = hits["q1"]
    known = {"who": "John Kerry", "person": "kerry", "party": "us", "issues": ["cap"],
             "verdict": "no archive", "place": "s#p3", "path": "w.yaml", "handling": "amber",
             "status": None, "date": "2025-06-02", "title": "Who said it", "kind": "quote",
             "phrase": None, "brief": "w"}  # fmt: skip
    assert {name: quote[name] for name in known} == known
    assert hits["a1"]["attested_by"] == ["us", "ir"]
    assert hits["d1/ir"]["stance"] == "rejects"
    assert hits["next/1"]["who"] is None
    keys = {tuple(hit) for hit in answer.json}
    assert len(keys) == 1


def test_hits_with_the_words_in_a_row_stand_apart_from_the_others(
    briefing: Command, tmp_path: Path
) -> None:
    for name, date, text in (
        ("old", "2023-01-01", "Loss and damage."), ("mid", "2024-01-01", "Damage and loss."),
        ("new", "2025-01-01", "Damage, and then loss."), ("last", "2026-01-01", "Loss and damage!"),
    ):  # fmt: skip
        (tmp_path / f"{name}.yaml").write_text(f"title: T\ndate: {date}\nsummary: {text}\n")
    words = ("search", "-s", tmp_path, "loss", "and", "damage")
    lines = [line.split("#")[0] for line in briefing(*words).lines]
    assert lines == ["last", "old", "-- other hits", "new", "mid"]
    assert [hit["phrase"] for hit in briefing(*words, "--json").json] == [True, True, False, False]
    in_order = briefing(*words, "--sort=-date").lines
    assert [line.split("#")[0] for line in in_order] == ["last", "new", "mid", "old"]
    assert [line.split("#")[0] for line in briefing(*words, "-n", "2").lines] == ["last", "old"]
    together = briefing("search", "-s", tmp_path, '"loss and damage"').lines
    assert [line.split("#")[0] for line in together] == ["last", "old"]


ARCHIVED = """Alpha: The negotia-
tions will con\u00ad
tinue at the U.N. in Sanaʿa

\f

\u2067The\u2069 cease‐
fire¹ holds at the level of leaders, not of
\fenvoys.
"""


@pytest.fixture
def archived(tmp_path: Path) -> Path:
    """A store with one archived text as a PDF leaves it, and three quotations of it."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(ARCHIVED, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        "title: T\ndate: 2025-06-02\nsummary: They met [^q1][^q2][^q3].\n"
        "parties:\n  aa: {name: Alpha}\n"
        "sources:\n  s: {kind: news, title: A, archive: sources/a.txt}\n"
        "quotes:\n"
        "  q1: {who: aa, from: 's#p1', text: The negotiations will continue at the U.N.}\n"
        "  q2: {who: aa, from: 's#p2', text: the level of leaders not of envoys}\n"
        "  q3: {who: aa, from: s, text: Nobody ever uttered one of these words}\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        (["negotiations"], ["b#s#p1", "b#q1"]),
        (["tions"], ["b#s#p1"]),
        (["continue", "source:UN"], ["b#s#p1"]),
        (["sanaa"], ["b#s#p1"]),
        (["source:ceasefire holds"], ["b#s#p2"]),
        (["level of leaders"], ["b#q2", "b#s#p2"]),
        (["leaders of level"], []),
        (["quote:level of leaders"], ["b#q2"]),
        (["verdict:not found"], ["b#q3"]),
        (["verdict:not found", "who:Alpha"], ["b#q3"]),
        (["-verdict:not found", "kind:quote"], ["b#q1", "b#q2"]),
        (["verdict:altered OR verdict:typography"], ["b#q1", "b#q2"]),
        (["who:Alpha leaders"], ["b#q2"]),
    ],
)
def test_words_of_pdfs_and_arguments_with_spaces(
    briefing: Command, archived: Path, words: list[str], hits: list[str]
) -> None:
    answer = briefing("search", "-s", archived, *words)
    assert sorted(line.split("  ")[0] for line in answer.lines) == sorted(hits), answer.err
    listed = briefing("list", "-s", archived, *words)
    assert [line.split()[1] for line in listed.lines] == ["b"] * bool(hits)


def test_nothing_found_is_status_1(briefing: Command, store: Path) -> None:
    answer = briefing("search", "-s", store, "xylophone")
    assert (answer.status, answer.out, "nothing found" in answer.err) == (1, "", True)
    assert briefing("search", "-s", store, "--json", "xylophone").json == []


def test_a_query_may_begin_with_a_word_to_leave_out(briefing: Command, store: Path) -> None:
    everything = briefing("search", "-s", store, "kind:title").lines
    assert briefing("search", "-s", store, "-settlement", "kind:title").status in (0, 1)
    without = briefing("search", "-swap", "-s", store, "kind:title").lines
    assert 0 < len(without) < len(everything)
    assert briefing("search", "-s", store, "--", "-swap", "kind:title").lines == without


@pytest.mark.parametrize("words", [["round:two"], ["("], [""], []])
def test_a_query_that_cannot_be_understood_is_status_2(
    briefing: Command, store: Path, words: list[str]
) -> None:
    answer = briefing("search", "-s", store, *words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err


def test_the_limit_holds(briefing: Command, store: Path) -> None:
    answer = briefing("search", "-s", store, "the", "-n", "2")
    assert len(answer.lines) == 2
    within = briefing("search", "-s", store, "the limit:3")
    assert (len(within.lines), within.err) == (3, "")
    assert len(briefing("search", "-s", store, "the limit:3", "-n", "5").lines) == 3
    assert len(briefing("search", "-s", store, "the limit:3", "-n", "2").lines) == 2


def test_a_lowercase_or_without_hits_gets_a_hint(briefing: Command, store: Path) -> None:
    answer = briefing("search", "-s", store, "ceasefire or truce or peace or xylophone")
    assert (answer.status, answer.out) == (1, "")
    assert "write OR" in answer.err


def test_marks_of_references_are_shown_as_in_the_reader(briefing: Command, store: Path) -> None:
    assert "each [istanbul-2025-06-02#a2]" in briefing("search", "-s", store, "agreed:spoken").out


def test_what_changed_a_moment_ago_is_found(briefing: Command, store: Path) -> None:
    assert briefing("search", "-s", store, "xylophone").status == 1
    (store / "new.md").write_text("---\ntitle: New\ndate: 2025-08-01\n---\nA xylophone.\n")
    assert briefing("search", "-s", store, "--no-refresh", "xylophone").status == 1
    assert briefing("search", "-s", store, "xylophone").lines[0].startswith("new#summary")
    (store / "new.md").unlink()
    assert briefing("search", "-s", store, "xylophone").status == 1


def test_index_reports_its_changes(briefing: Command, store: Path) -> None:
    assert briefing("index", "-s", store).out == "3 added\n"
    for path in store.glob("istanbul-*.yaml"):
        os.utime(path, ns=(10**18, 10**18))
    assert briefing("index", "-s", store).out.endswith("unchanged\n")
    assert briefing("index", "-s", store, "--rebuild").out == "3 added\n"


def test_index_prints_its_path_and_statistics(briefing: Command, store: Path) -> None:
    briefing("index", "-s", store)
    path = Path(briefing("index", "-s", store, "--path").out.strip())
    assert path.is_file()
    message = dict(line.split(None, 1) for line in briefing("index", "-s", store, "--stats").lines)
    assert (message["briefs"], message["path"]) == ("3", str(path))
    assert int(message["records"].replace(",", "")) > 50


def test_who_finds_a_party_by_an_alias(briefing: Command, store: Path) -> None:
    rows = briefing("who", "-s", store, "Kyiv", "--json").json
    assert {row["brief"] for row in rows} == {
        f"istanbul-2025-{d}" for d in ("05-16", "06-02", "07-23")
    }
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert {"agrees", "proposes", "says"} <= {row["does"] for row in rows}
    assert all(row["does"] for row in rows)


def test_who_finds_a_person(briefing: Command, store: Path) -> None:
    rows = briefing("who", "-s", store, "Medinsky", "--jsonl").lines
    assert rows
    assert all('"does": "says"' in row for row in rows)


def test_who_proposes_the_nearest_name(briefing: Command, store: Path) -> None:
    answer = briefing("who", "-s", store, "Medinski")
    assert (answer.status, answer.out) == (1, "")
    assert 'did you mean "medinsky"?' in answer.err


def test_issue_finds_by_slug_and_by_title(briefing: Command, store: Path) -> None:
    by_slug = briefing("issue", "-s", store, "bodies", "--json").json
    assert {row["record"] for row in by_slug if row["kind"] == "agreement"} >= {"a2"}
    assert all("bodies" in row["issues"] for row in by_slug)
    text = briefing("issue", "-s", store, "bodies")
    assert text.status == 0
    assert briefing("issue", "-s", store, "nonsense").status == 1


@pytest.mark.parametrize("form", ["--csv", "--markdown"])
def test_who_and_issue_as_tables(briefing: Command, store: Path, form: str) -> None:
    assert briefing("who", "-s", store, "Kyiv", form).lines
    assert briefing("issue", "-s", store, "bodies", form, "--process", "istanbul").lines


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["partyy:ukraine"], '"partyy:" is read as text; did you mean party:?'),
        (["He", "said:", "no"], '"said:" is read as text; fields are party:, '),
        (["TALKS", "AND", "WAR", "ENDED"], "AND is a word among capitals; the operator is &&"),
        (["(party: x"], '"party:" is read as text; a value stands right after the colon'),
    ],
)
def test_what_is_read_as_text_is_noted(
    briefing: Command, store: Path, words: list[str], hint: str
) -> None:
    for command in ("search", "list"):
        answer = briefing(command, "-s", store, *words)
        assert answer.status in (0, 1)
        assert hint in answer.err


def test_what_would_find_something_is_said_where_nothing_is_found(
    briefing: Command, store: Path
) -> None:
    answer = briefing("search", "-s", store, "prisonners")
    assert answer.status == 1
    assert "nothing found; prisonners: 0, prisoners: " in answer.err
    # What stands nowhere in a row is offered word by word, never a correction that finds nothing.
    row = briefing("search", "prisonners meeting", "-s", store).err
    assert 'nothing found; "prisonners meeting": 0, prisoners meeting: ' in row
    assert ": 0" not in row.partition(", ")[2]
    answer = briefing("list", "-s", store, "party:kyivv")
    assert answer.status == 1
    assert "no brief matches; did you mean party:Kyiv (" in answer.err
    answer = briefing("list", "-s", store, "issue:cesefire")
    assert "did you mean issue:Ceasefire (" in answer.err


def test_a_folder_among_the_words_is_named(
    briefing: Command, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(store.parent)
    (store.parent / "notes here").mkdir()
    for command in ("list", "search"):
        answer = briefing(command, "-s", store, "briefs")
        assert answer.status == 1
        assert f'"briefs" is a folder: briefing {command} -s briefs\n' in answer.err
        for path in ("./briefs", str(store), "briefs/sources/"):
            answer = briefing(command, "-s", store, path, "ceasefire")
            assert (answer.status, answer.out) == (1, "")
            assert f"is a folder: briefing {command} -s {path} ceasefire" in answer.err
        answer = briefing(command, "-s", store, "notes here")
        assert f"briefing {command} -s 'notes here'" in answer.err


def test_words_that_are_no_folder_are_searched_for(
    briefing: Command, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(store.parent)
    (store.parent / "ceasefire").mkdir()
    for words in (
        ["ceasefire"],
        ["prisoners/ceasefire"],
        ["/pris[a-z]+/"],
        ["x" * 3000, "OR", "ceasefire"],
    ):
        answer = briefing("search", "-s", store, *words)
        assert "is a folder" not in answer.err
