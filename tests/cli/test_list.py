import hashlib
import json
from pathlib import Path

import pytest

from briefing.user.state import State
from tests.cli.conftest import BRIEF, Command

IDS = ["istanbul-2025-07-23", "istanbul-2025-06-02", "istanbul-2025-05-16"]


def test_lists_the_newest_first(briefing: Command, store: Path) -> None:
    answer = briefing("list", "-s", store)
    assert answer.status == 0
    assert [line.split()[1] for line in answer.lines] == IDS
    assert answer.lines[1].startswith("2025-06-02  istanbul-2025-06-02  Istanbul, second round")


def test_a_brief_that_another_one_replaces_is_listed_with_it(
    briefing: Command, tmp_path: Path
) -> None:
    for name, more in (("v1", ""), ("v2", "supersedes: v1\n"), ("v0", "status: superseded\n")):
        (tmp_path / f"{name}.yaml").write_text(
            f"title: {name}\ndate: 2025-06-02\nsummary: S.\n{more}"
        )
    answer = briefing("list", "-s", tmp_path)
    titles = [line.split("  ")[2] for line in answer.out.splitlines()]
    assert titles == ["v0 (superseded)", "v1 (superseded by v2)", "v2"]
    rows = briefing("list", "-s", tmp_path, "--json").json
    assert [row["superseded_by"] for row in rows] == [None, "v2", None]


def test_json_has_the_promised_fields(briefing: Command, store: Path) -> None:
    rows = briefing("list", "-s", store, "--json").json
    assert [row["id"] for row in rows] == IDS
    assert rows[1] | {"title": ""} == {
        "id": "istanbul-2025-06-02", "title": "", "date": "2025-06-02",
        "path": "istanbul-2025-06-02.yaml", "process": "ru-ua-istanbul-2025", "round": 2,
        "rounds": 3, "place": "Istanbul", "parties": rows[1]["parties"], "agreements": 3,
        "disagreements": 3, "quotes": 6, "sources": 1, "status": "final", "handling": "clear",
        "supersedes": None, "superseded_by": None, "problems": 0, "missing": [],
    }  # fmt: skip


def test_jsonl_has_an_object_a_line(briefing: Command, store: Path) -> None:
    answer = briefing("list", "-s", store, "--jsonl")
    assert [json.loads(line)["id"] for line in answer.lines] == IDS


def test_a_query_narrows_it(briefing: Command, store: Path) -> None:
    assert [
        row["round"]
        for row in briefing("list", "-s", store, "--json", "round:1..2", "sort:date").json
    ] == [1, 2]


def test_limit_and_order(briefing: Command, store: Path) -> None:
    rows = briefing("list", "-s", store, "--json", "--sort", "date", "-n", "1").json
    assert [row["id"] for row in rows] == IDS[-1:]


def test_nothing_found_is_status_one(briefing: Command, store: Path) -> None:
    answer = briefing("list", "-s", store, "--json", "round:77")
    assert answer.status == 1
    assert answer.json == []
    assert "no brief matches" in answer.err


def test_an_empty_store_says_so(briefing: Command, tmp_path: Path) -> None:
    answer = briefing("list", "-s", tmp_path)
    assert answer.status == 1
    assert f"no briefs in {tmp_path}" in answer.err


def test_a_broken_file_is_a_row_with_its_problems(briefing: Command, one: Path) -> None:
    (one / "broken.yaml").write_text("title: [")
    answer = briefing("list", "-s", one)
    assert answer.status == 0
    assert "! broken.yaml: 1 problem" in answer.out
    row = next(row for row in briefing("list", "-s", one, "--json").json if row["id"] == "broken")
    assert row["problems"] == 1


def test_changes_are_seen_at_once_unless_refreshing_is_off(briefing: Command, one: Path) -> None:
    briefing("list", "-s", one)
    (one / "second.yaml").write_text(BRIEF)
    assert len(briefing("list", "-s", one, "--no-refresh").lines) == 1
    assert len(briefing("list", "-s", one).lines) == 2


def test_marks_of_the_person_can_be_asked_for(briefing: Command, store: Path) -> None:
    state = State(store)
    state.set_read({IDS[0]: ""})
    state.set_tag(IDS[1], "follow-up")
    state.close()
    assert [row["id"] for row in briefing("list", "-s", store, "--json", "is:unread").json] == IDS[
        1:
    ]
    assert [row["id"] for row in briefing("list", "-s", store, "--json", "tag:follow-up").json] == [
        IDS[1]
    ]


def test_a_brief_has_changed_when_its_file_is_no_longer_what_was_read(
    briefing: Command, one: Path
) -> None:
    def changed(*words: str) -> list[str]:
        return [
            row["id"] for row in briefing("list", "-s", one, "--json", *words, "is:changed").json
        ]

    (brief,) = one.glob("*.yaml")
    read = brief.read_bytes()
    state = State(one)
    assert changed() == []  # nobody has read it
    state.set_read({brief.stem: hashlib.sha256(read).hexdigest()})
    assert changed() == []
    brief.write_bytes(read + b"# more\n")
    assert changed() == changed("title:meeting") == [brief.stem]
    brief.write_bytes(read)
    assert changed() == []
    state.set_read({brief.stem: ""})
    assert changed() == []  # what was read is not known
    state.close()


@pytest.mark.parametrize("query", ["IS:unread", "Is:unread", "is:(unread OR read)", "SAVED:new"])
def test_what_you_did_counts_however_the_field_is_written(
    briefing: Command, store: Path, query: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('[saved]\nnew = "IS:unread"\n')
    monkeypatch.setenv("BRIEFING_CONFIG", str(settings))
    state = State(store)
    state.set_read({IDS[0]: ""})
    state.close()
    for command in ("list", "search"):
        found = briefing(command, "-s", store, query, "--json").json
        ids = {one.get("id") or one["brief"] for one in found}
        assert ids == set(IDS if "OR" in query else IDS[1:])


def test_a_word_that_looks_like_a_field_asks_for_no_marks(
    briefing: Command, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(State, "marks", lambda _: pytest.fail("nobody asked for them"))
    assert briefing("search", "-s", store, '"this:"').status in (0, 1)
    assert briefing("list", "-s", store, "party:ukraine").status == 0


def test_saved_searches_can_be_used(
    briefing: Command, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('[saved]\nlast = "round:3"\n')
    monkeypatch.setenv("BRIEFING_CONFIG", str(settings))
    assert [row["id"] for row in briefing("list", "-s", store, "--json", "saved:last").json] == IDS[
        :1
    ]


def test_hostile_titles_and_names_reach_no_terminal(briefing: Command, one: Path) -> None:
    (one / "x\x1b]0;owned\x07\n.yaml").write_text("title: [")
    (one / "y.json").write_text('{"title": "a\\u202eb", "date": "2025-01-01", "summary": "s"}')
    for words in (["list"], ["list", "--json"], ["check"], ["list", "--jsonl"]):
        answer = briefing(*words, "-s", one)
        assert "\x1b" not in answer.out + answer.err
        assert "\u202e" not in answer.out + answer.err


def test_a_list_is_the_same_each_time_and_follows_changes(briefing: Command, store: Path) -> None:
    first = briefing("list", "-s", str(store))
    assert briefing("list", "-s", str(store)) == first
    assert briefing("list", "-s", str(store), "--sort", "date").lines == first.lines[::-1]
    (store / "new.yaml").write_text("title: New\ndate: 2026-01-01\nsummary: S\n")
    assert briefing("list", "-s", str(store)).lines[0].endswith("New")


def test_titles_are_sorted_by_their_numbers(briefing: Command, tmp_path: Path) -> None:
    for number in (10, 2, 1, 11, 9):
        text = f"title: Round {number}\ndate: 2025-01-0{number % 9 + 1}\nsummary: A\n"
        (tmp_path / f"b{number}.yaml").write_text(text)
    listed = [
        row["title"] for row in briefing("list", "--sort", "title", "--json", "-s", tmp_path).json
    ]
    assert listed == [f"Round {number}" for number in (1, 2, 9, 10, 11)]
    asked = briefing("list", "sort:title", "--json", "-s", tmp_path).json
    assert [row["title"] for row in asked] == listed
