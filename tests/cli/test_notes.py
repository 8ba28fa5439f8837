"""`briefing notes` and `briefing state mark`."""

from datetime import datetime
from pathlib import Path

import pytest

from briefing.text.width import cells
from briefing.user.state import State
from tests.cli.conftest import Command

FIRST, SECOND, THIRD = "istanbul-2025-05-16", "istanbul-2025-06-02", "istanbul-2025-07-23"
LONG_AGO = datetime(2025, 6, 2, 12).astimezone().timestamp()
LATELY = datetime(2025, 7, 24, 9).astimezone().timestamp()


@pytest.fixture
def noted(store: Path) -> Path:
    """Return a store with three notes, one of them on a brief that is gone."""
    state = State(store)
    notes = (
        (SECOND, "q1", "ask Anna for the tape", LATELY),
        (THIRD, "", "=1+1 call Berlin", LATELY - 60),
        ("gone", "q2", "Anna: lost\nand found", LONG_AGO),
    )
    state.merge(
        (
            {"store": "", "brief": brief, "kind": "note", "key": key, "value": text, "at": at}
            for brief, key, text, at in notes
        ),
        into_store=True,
    )
    state.close()
    return store


def briefs_of(briefing: Command, *words: str | Path) -> list[str]:
    return [note["brief"] for note in briefing("notes", "--json", *words).json]


def test_notes_are_listed_the_latest_first(briefing: Command, noted: Path) -> None:
    answer = briefing("notes", "-s", noted, "--json")
    assert answer.status == 0
    assert answer.json[0] == {
        "written": datetime.fromtimestamp(LATELY).astimezone().isoformat(timespec="seconds"),
        "brief": SECOND, "record": "q1",
        "title": "Istanbul, second round: a prisoner swap, no ceasefire",
        "on": "can be resolved only at the level of leaders", "note": "ask Anna for the tape",
        "gone": False,
    }  # fmt: skip
    title = "Istanbul, third round: prisoners again, positions far apart"
    second, third = answer.json[1:]
    assert (second["record"], second["title"], second["on"]) == (None, title, title)
    assert third | {"written": ""} == {
        "written": "", "brief": "gone", "record": "q2", "title": None, "on": None,
        "note": "Anna: lost\nand found", "gone": True,
    }  # fmt: skip


def test_notes_are_written_in_every_form(briefing: Command, noted: Path) -> None:
    text = briefing("notes", "-s", noted).out
    assert "2025-07-24 09:00  ask Anna for the" in text
    assert "gone#q2" in text
    markdown = briefing("notes", "-s", noted, "--markdown").out
    assert "| 2025-06-02 12:00 | Anna: lost and found | gone\\#q2 | gone |" in markdown
    csv = briefing("notes", "-s", noted, "--csv").lines
    assert csv[0] == "written,brief,record,title,on,note,gone"
    assert ",'=1+1 call Berlin," in csv[2]
    assert len(briefing("notes", "-s", noted, "--jsonl").lines) == 3


@pytest.mark.parametrize(
    ("words", "briefs"),
    [
        (["anna"], [SECOND, "gone"]),
        (["anna", "tape"], [SECOND]),
        (["note:berlin"], [THIRD]),
        (["-anna"], [THIRD]),
        (["anna", "process:ru-ua-istanbul-2025"], [SECOND]),
        (["round:3"], [THIRD]),
        (["limit:1"], [SECOND, THIRD, "gone"][:1]),
        (["anna OR berlin", "limit:2"], [SECOND, THIRD]),
        (["--since", "2025-07-01"], [SECOND, THIRD]),
        (["--since", "2025-07-24", "tape"], [SECOND]),
        (["--since", "2025"], [SECOND, THIRD, "gone"]),
    ],
)
def test_a_query_or_a_day_narrows_them(
    briefing: Command, noted: Path, words: list[str], briefs: list[str]
) -> None:
    assert briefs_of(briefing, "-s", noted, *words) == briefs


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_table_of_notes_is_as_wide_as_asked_for(
    briefing: Command, noted: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    lines = briefing("notes", "-s", noted, "--width", str(width)).lines
    assert max(map(cells, lines)) <= width
    monkeypatch.setenv("COLUMNS", str(width))
    assert briefing("notes", "-s", noted).lines == lines


def test_the_handling_of_a_brief_goes_with_its_notes(briefing: Command, noted: Path) -> None:
    path = noted / f"{SECOND}.yaml"
    text = path.read_text(encoding="utf-8").replace("handling: clear", "handling: amber")
    path.write_text(text, encoding="utf-8")
    assert "TLP:AMBER" in briefing("notes", "-s", noted).out
    assert "TLP:AMBER" in briefing("notes", "-s", noted, "--markdown").out
    assert briefing("notes", "-s", noted, "--json").json[0]["handling"] == "amber"


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["nobody"], 1, "no note matches"),
        (["--since", "tomorrow"], 1, "no note matches"),
        (["--since", "whenever"], 2, '--since: "whenever" is not a date; use 2026'),
        (["stance:blue"], 2, "stance: unknown value"),
    ],
)
def test_what_finds_no_note_says_so(
    briefing: Command, noted: Path, words: list[str], status: int, message: str
) -> None:
    answer = briefing("notes", "-s", noted, *words)
    assert (answer.status, answer.out) == (status, "")
    assert message in answer.err


def test_without_a_state_there_are_no_notes_and_none_is_made(
    briefing: Command, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "nowhere" / "state.db"
    monkeypatch.setenv("BRIEFING_STATE", str(path))
    answer = briefing("notes", "-s", store)
    assert (answer.status, answer.out, answer.err) == (1, "", "briefing: no notes\n")
    assert briefing("search", "-s", store, "prisoners").status == 0
    assert not path.exists()


def test_search_and_list_find_notes(briefing: Command, noted: Path) -> None:
    hits = briefing("search", "-s", noted, "tape", "--json").json
    assert [(hit["brief"], hit["record"], hit["kind"]) for hit in hits] == [(SECOND, "q1", "note")]
    hits = briefing("search", "-s", noted, "note:berlin", "--json").json
    assert [(hit["brief"], hit["kind"]) for hit in hits] == [(THIRD, "note")]
    text = briefing("search", "-s", noted, "tape").out
    assert text == f"{SECOND}#q1  note: ask Anna for the tape\n"
    assert SECOND in briefing("list", "-s", noted, "tape").out
    assert [row["id"] for row in briefing("list", "-s", noted, "note:anna", "--json").json] == [
        SECOND
    ]
    assert briefing("list", "-s", noted, "note:lost").status == 1


def marked(store: Path) -> dict[str, list[str]]:
    state = State(store)
    marks = {"read": sorted(state.read()), "star": sorted(state.starred())}
    state.close()
    return marks


def test_briefs_are_marked_by_a_query(briefing: Command, store: Path) -> None:
    answer = briefing("state", "mark", "read", "until:2025-06-30", "-s", store)
    assert (answer.status, answer.err) == (0, "briefing: marked as read: 2 briefs\n")
    assert marked(store)["read"] == [FIRST, SECOND]
    answer = briefing("state", "mark", "read", "--all", "-s", store)
    assert answer.err == "briefing: marked as read: 1 brief; 2 already were\n"
    answer = briefing("state", "mark", "unread", "round:2", "-s", store)
    assert answer.err == "briefing: marked as unread: 1 brief\n"
    assert marked(store)["read"] == [FIRST, THIRD]
    answer = briefing("state", "mark", "star", "-round:2", "-s", store)
    assert answer.err == "briefing: starred: 2 briefs\n"
    answer = briefing("state", "mark", "unstar", "is:starred", "is:read", "limit:1", "-s", store)
    assert answer.err == "briefing: unstarred: 1 brief\n"
    assert marked(store) == {"read": [FIRST, THIRD], "star": [FIRST]}
    answer = briefing("state", "mark", "star", "round:1", "-s", store)
    assert answer.err == "briefing: starred: 0 briefs; 1 already was\n"


def test_what_was_marked_as_read_can_be_compared_with_later(briefing: Command, store: Path) -> None:
    assert briefing("state", "mark", "read", "--all", "-s", store).status == 0
    state = State(store)
    assert state.last_read(FIRST) == (store / f"{FIRST}.yaml").read_bytes()
    state.close()


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["mark"], 2, "mark needs one of read, unread, star, unstar"),
        (["mark", "blue", "round:2"], 2, "mark needs one of read, unread, star, unstar"),
        (["mark", "read"], 2, "which briefs? write a query, as in mark read until:2025-06"),
        (["mark", "read", " "], 2, "which briefs?"),
        (["mark", "read", "round:2", "--all"], 2, "--all means every brief"),
        (["mark", "read", "stance:blue"], 2, "stance: unknown value"),
        (["mark", "read", "round:9"], 1, "no brief matches"),
        (["path", "x"], 2, "too many words after path"),
        (["import", "x", "y"], 2, "too many words after import"),
    ],
)
def test_what_cannot_be_marked_says_so(
    briefing: Command, store: Path, words: list[str], status: int, message: str
) -> None:
    answer = briefing("state", *words, "-s", store)
    assert answer.status == status
    assert message in answer.err
    assert marked(store) == {"read": [], "star": []}


def test_a_restricted_account_marks_nothing(briefing: Command, store: Path) -> None:
    answer = briefing("--restricted", "state", "mark", "read", "--all", "-s", store)
    assert answer.status == 2
    assert marked(store) == {"read": [], "star": []}


def test_a_draft_with_many_notes_is_named_once(briefing: Command, store: Path) -> None:
    path = store / f"{SECOND}.yaml"
    path.write_text(path.read_text().replace("\nstatus: final", "") + "\nstatus: draft\n")
    state = State(store)
    for record in ("a1", "a2", "q1", "q2", ""):
        state.set_note(SECOND, "tape", record)
    state.close()
    assert f"draft: {SECOND}\n" in briefing("notes", "-s", store).out
    assert all(each["drafts"] == [SECOND] for each in briefing("notes", "--json", "-s", store).json)
