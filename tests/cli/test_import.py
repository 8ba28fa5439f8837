"""`briefing import` from files to a store: twice, edited in between, and what it says."""

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, Command
from tests.conftest import SAMPLES
from tests.exchange.incoming.stories import STORY, kite

ID = "2025-03-20-talks-resume-in-geneva"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return a store without briefs."""
    folder = tmp_path / "store"
    folder.mkdir()
    return folder


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return a file with two stories."""
    path = tmp_path / "world.json"
    path.write_text(kite(STORY, {**STORY, "title": "Another story"}))
    return path


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def changed(world: Path, **fields: Any) -> None:
    """Change the first story of a file."""
    world.write_text(kite({**STORY, **fields}, {**STORY, "title": "Another story"}))


def last(answer: Answer) -> str:
    """Return the totals."""
    return answer.err.splitlines()[-1]


def test_twice_is_once(briefing: Command, empty: Path, world: Path) -> None:
    first = briefing("import", "kite", world, "-s", empty, "--into", "kite")
    assert first.status == 0
    assert first.lines == [
        f"new        kite/{ID}.yaml  Talks resume in Geneva",
        "new        kite/2025-03-20-another-story.yaml  Another story",
    ]
    assert last(first) == "briefing: 2 records: 2 new"
    before = bytes_of(empty)
    times = {path: path.stat().st_mtime_ns for path in empty.rglob("*.yaml")}
    second = briefing("import", "kite", world, "-s", empty, "--into", "kite")
    assert second.status == 0
    assert [line.split()[0] for line in second.lines] == ["unchanged", "unchanged"]
    assert last(second) == "briefing: 2 records: 2 unchanged"
    assert bytes_of(empty) == before
    assert {path: path.stat().st_mtime_ns for path in times} == times
    check = briefing("check", "-s", empty)
    assert check.status == 0, check.out


@pytest.mark.parametrize("on_conflict", ["skip", "update", "copy"])
def test_what_was_edited_here_stays(
    briefing: Command, empty: Path, world: Path, on_conflict: str
) -> None:
    briefing("import", "kite", world, "-s", empty)
    path = empty / f"{ID}.yaml"
    path.write_text(path.read_text().replace("It was cold.", "It was very cold.") + "# mine\n")
    before = bytes_of(empty)
    again = briefing("import", "kite", world, "-s", empty, "--on-conflict", on_conflict)
    assert (again.status, last(again)) == (0, "briefing: 2 records: 2 unchanged")
    assert bytes_of(empty) == before
    changed(world, short_summary="They went home.")
    third = briefing("import", "kite", world, "-s", empty, "--on-conflict", on_conflict)
    assert path.read_bytes() == before[f"{ID}.yaml"]
    if on_conflict == "copy":
        assert last(third) == "briefing: 2 records: 1 copied, 1 unchanged"
        assert "They went home." in (empty / f"{ID}-2.yaml").read_text()
    else:
        edited = " and edited here" if on_conflict == "update" else ""
        assert third.status == 1
        assert f"{ID}.yaml: changed at the source{edited}; take it with" in third.err
        assert last(third) == "briefing: 2 records: 1 unchanged, 1 skipped"
        assert bytes_of(empty) == before


def test_what_changed_at_its_source_is_left_unless_asked_for(
    briefing: Command, empty: Path, world: Path
) -> None:
    briefing("import", "kite", world, "-s", empty)
    before = bytes_of(empty)
    changed(world, short_summary="They went home.")
    skipped = briefing("import", "kite", world, "-s", empty)
    assert (skipped.status, bytes_of(empty)) == (1, before)
    assert "take it with --on-conflict update or copy" in skipped.err
    updated = briefing("import", "kite", world, "-s", empty, "--on-conflict", "update")
    assert (updated.status, last(updated)) == (0, "briefing: 2 records: 1 updated, 1 unchanged")
    assert "They went home." in (empty / f"{ID}.yaml").read_text()
    assert len(bytes_of(empty)) == 2
    again = briefing("import", "kite", world, "-s", empty, "--on-conflict", "update")
    assert last(again) == "briefing: 2 records: 2 unchanged"


def test_a_copy_is_made_once(briefing: Command, empty: Path, world: Path) -> None:
    briefing("import", "kite", world, "-s", empty)
    changed(world, short_summary="They went home.")
    for state in ("1 copied, 1 unchanged", "2 unchanged"):
        done = briefing("import", "kite", world, "-s", empty, "--on-conflict", "copy")
        assert last(done) == f"briefing: 2 records: {state}"
    assert f"id: {ID}-2\n" in (empty / f"{ID}-2.yaml").read_text()
    assert briefing("check", "-s", empty).status == 0


def test_a_brief_that_was_moved_and_renamed_is_still_known(
    briefing: Command, empty: Path, world: Path
) -> None:
    briefing("import", "kite", world, "-s", empty)
    path = empty / "mine" / "geneva.yaml"
    path.parent.mkdir()
    (empty / f"{ID}.yaml").rename(path)
    path.write_text(path.read_text().replace(f"id: {ID}", "id: geneva"))
    before = bytes_of(empty)
    again = briefing("import", "kite", world, "-s", empty)
    assert last(again) == "briefing: 2 records: 2 unchanged"
    assert bytes_of(empty) == before


def test_a_brief_without_its_mark_is_its_writer_s(
    briefing: Command, empty: Path, world: Path
) -> None:
    briefing("import", "kite", world, "-s", empty)
    path = empty / f"{ID}.yaml"
    path.write_text(path.read_text().split("\n", 1)[1].replace("cold", "warm"))
    before = bytes_of(empty)
    again = briefing("import", "kite", world, "-s", empty, "--on-conflict", "update")
    assert again.status == 1
    assert "another brief has this id; take it with --on-conflict copy" in again.err
    assert bytes_of(empty) == before


def test_a_story_that_is_given_twice_is_taken_once(
    briefing: Command, empty: Path, world: Path
) -> None:
    world.write_text(kite(STORY, STORY, {**STORY, "short_summary": "Other."}))
    for on_conflict in ("skip", "update"):
        done = briefing("import", "kite", world, "-s", empty, "--on-conflict", on_conflict)
        assert len(bytes_of(empty)) == 1
        if on_conflict == "skip":
            assert (done.status, last(done)) == (
                1, "briefing: 3 records: 1 new, 1 unchanged, 1 skipped",
            )  # fmt: skip


def test_nothing_is_written_on_trial(briefing: Command, empty: Path, world: Path) -> None:
    world.write_text(kite(STORY, STORY))
    trial = briefing("import", "kite", world, "-s", empty, "-n", "--into", "a/b")
    assert [line.split()[0] for line in trial.lines] == ["new", "unchanged"]
    assert last(trial) == "briefing: 2 records: 1 new, 1 unchanged; nothing was written"
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("taken", [f"{ID}.yaml", f"{ID.upper()}.YAML"])
def test_a_name_that_is_taken_is_never_overwritten(
    briefing: Command, empty: Path, world: Path, taken: str
) -> None:
    (empty / taken).write_text("id: other\ntitle: Mine\ndate: 2025\nsummary: Mine.\n")
    briefing("import", "kite", world, "-s", empty)
    assert "Mine." in (empty / taken).read_text()
    assert f"id: {ID}\n" in (empty / f"{ID}-2.yaml").read_text()


def test_what_is_lost_is_listed_and_counted(briefing: Command, empty: Path, world: Path) -> None:
    changed(world, did_you_know="bell\x07 and\x1b[31m red")
    done = briefing("import", "kite", world, "-s", empty)
    assert done.status == 1
    assert f"{ID}.yaml: lost: did_you_know: 2 control characters replaced" in done.err
    assert last(done) == "briefing: 2 records: 2 new; 1 value lost"
    assert "\x1b" not in done.err
    data = briefing("import", "kite", world, "-s", empty, "--json").json
    assert data["records"] == data["unchanged"] == 2
    assert data["lost"] == 0  # what was said of a file that is there is not said again


def test_the_numbers_add_up(briefing: Command, empty: Path, tmp_path: Path) -> None:
    briefs = [
        {"id": "a", "title": "A", "date": "2025", "summary": "A."},
        {"id": "b", "title": "B", "date": "2025-13", "summary": "B."},
        {"id": "c", "title": "C", "summary": "C."}, 5, {"section": "quotes", "record": "q1"},
        {"id": "d", "title": "D", "date": "2025", "summary": "D [^q9].", "colour": "red",
         "quotes": {"q1": {"text": "x"}}, "parties": {"x y": {"name": "X"}}, "tags": {"a": "b"}},
    ]  # fmt: skip
    file = tmp_path / "all.json"
    file.write_text(json.dumps(briefs))
    done = briefing("import", "json", file, tmp_path / "none.json", "-s", empty, "--json")
    assert done.status == 1
    data = done.json
    assert data["records"] == 7 == sum(data[state] for state in ("new", "failed"))
    assert [one["state"] for one in data["items"]] == ["new", *["failed"] * 4, "new", "failed"]
    reasons = [one["reason"] for one in data["items"] if one["reason"]]
    assert [one.split(":")[0] for one in reasons[:2]] == ["date", "date"]
    assert reasons[2:4] == [
        "not a brief; write it as an object", "one record of a brief; import the whole brief",
    ]  # fmt: skip
    assert "no such file" in reasons[4]
    shown = briefing("show", "d", "--json", "-s", empty).json
    assert shown["summary"] == "D \\[^q9]."
    assert shown["extra"] == {
        "colour": "red", "quotes.q1": {"text": "x"}, "parties.x y": {"name": "X"},
        "tags": {"a": "b"},
    }  # fmt: skip
    assert len(data["items"][5]["kept"]) == 5
    assert briefing("check", "-s", empty).status == 0


BRIEFS = ("istanbul-2025-05-16", "istanbul-2025-06-02", "istanbul-2025-07-23")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_comes_back_exactly(briefing: Command, empty: Path, tmp_path: Path, form: str) -> None:
    shutil.copytree(SAMPLES / "sources", empty / "sources")
    shown = [briefing("show", one, f"--{form}", "-s", SAMPLES).out for one in BRIEFS]
    files = [tmp_path / f"{one}.{form}" for one in BRIEFS]
    for file, text in zip(files, shown, strict=True):
        file.write_text(text)
    for state in ("new", "unchanged"):
        done = briefing("import", form, *files, "-s", empty)
        assert (done.status, last(done)) == (0, f"briefing: 3 records: 3 {state}")
    for one, text in zip(BRIEFS, shown, strict=True):
        before, after = json.loads(text), briefing("show", one, "--json", "-s", empty).json
        for data in (before, after):
            data.pop("problems")  # their places are those of another file
        assert after == before


def test_lines_of_json_are_the_same_records(briefing: Command, empty: Path, tmp_path: Path) -> None:
    brief = {"id": "a", "title": "A", "date": "2025", "summary": "A."}
    for form, text, state in (("json", "A.", "new"), ("jsonl", "B.", "updated")):
        file = tmp_path / f"a.{form}"
        file.write_text(json.dumps({**brief, "summary": text}) + "\n\n")
        done = briefing("import", form, file, "-s", empty, "--on-conflict", "update")
        assert last(done) == f"briefing: 1 record: 1 {state}"


def test_a_bad_line_hides_no_other(briefing: Command, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    good = json.dumps({"id": "a", "title": "A", "date": "2025", "summary": "A."})
    file.write_text(f"{{\n{good}\n[]\n")
    done = briefing("import", "jsonl", file, "-s", empty)
    assert (done.status, last(done)) == (1, "briefing: 3 records: 1 new, 2 failed")
    assert f"{file}:1:2: not valid JSON" in done.err
    assert f"{file}:3: not a brief; write it as an object" in done.err


def test_a_store_s_own_export_changes_nothing_in_it(
    briefing: Command, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "one.json"
    file.write_text(briefing("show", BRIEFS[1], "--json", "-s", store).out)
    before = bytes_of(store)
    done = briefing("import", "json", file, "-s", store)
    assert (done.status, last(done)) == (0, "briefing: 1 record: 1 unchanged")
    assert bytes_of(store) == before


def test_the_round_of_another_brief_is_kept_apart(
    briefing: Command, empty: Path, tmp_path: Path
) -> None:
    base = {"title": "A", "date": "2025", "summary": "A.", "process": "talks", "round": 2}
    file = tmp_path / "two.json"
    file.write_text(json.dumps([{**base, "id": "a"}, {**base, "id": "b"}]))
    done = briefing("import", "json", file, "-s", empty)
    assert done.status == 0
    assert "b.yaml: round: a is round 2 of talks already; kept under extra" in done.err
    assert briefing("check", "-s", empty).status == 0
    again = briefing("import", "json", file, "-s", empty)
    assert last(again) == "briefing: 2 records: 2 unchanged"


def test_an_archive_that_is_not_there_is_kept_as_a_name(
    briefing: Command, empty: Path, tmp_path: Path
) -> None:
    file = tmp_path / "one.json"
    file.write_text(briefing("show", BRIEFS[1], "--json", "-s", SAMPLES).out)
    done = briefing("import", "json", file, "-s", empty)
    assert done.status == 0
    assert "sources.article.archive: the archive sources/istanbul-2-article.txt" in done.err
    shown = briefing("show", BRIEFS[1], "--json", "-s", empty).json
    assert shown["sources"]["article"]["extra"]["archive"] == "sources/istanbul-2-article.txt"
    assert briefing("check", "-s", empty).status == 0


NOTE = """\
---
title: "A: note"
date: 2 June 2025
url: https://a.example/page
weight: 5
---
# Head

Text [^1] and [^q7].

[^1]: a footnote
"""


def test_markdown_keeps_its_keys_and_its_text(
    briefing: Command, empty: Path, tmp_path: Path
) -> None:
    file = tmp_path / "My note.md"
    file.write_text(NOTE)
    done = briefing("import", "markdown", file, "-s", empty, "--process", "talks")
    assert (done.status, done.err) == (0, "briefing: 1 record: 1 new\n")
    shown = briefing("show", "my-note", "--json", "-s", empty).json
    assert shown["title"] == "A: note"
    assert (shown["date"], shown["process"]) == ("2025-06-02", "talks")
    assert shown["sources"]["page"]["url"] == "https://a.example/page"
    assert shown["extra"] == {"imported": "Markdown", "date": "2 June 2025", "weight": "5"}
    assert shown["summary"] == "# Head\n\nText [^1] and \\[^q7].\n\n[^1]: a footnote"
    assert briefing("check", "-s", empty).status == 0
    assert last(briefing("import", "markdown", file, "-s", empty, "--process", "talks")) == (
        "briefing: 1 record: 1 unchanged"
    )


@pytest.mark.parametrize(
    "text", ["---\ntitle: T\ntags: [a]\n---\nText.\n", "+++\ntitle = 'T'\n+++\nText.\n", "Text.\n"]
)
def test_markdown_without_a_date_stays_as_it_is(
    briefing: Command, empty: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "undated.md"
    file.write_text(text)
    done = briefing("import", "markdown", file, "-s", empty)
    assert done.status == 0
    assert "kept as Markdown, undated" in done.err
    written = (empty / "undated.md").read_text()
    assert written.endswith("Text.\n")
    assert "# imported from markdown: undated as undated, sha256 " in written
    assert last(briefing("import", "markdown", file, "-s", empty)).endswith("1 unchanged")
    shown = briefing("show", "undated", "--json", "-s", empty).json
    assert shown["summary"] == "Text."
    assert shown["title"] == ("undated" if text == "Text.\n" else "T")


def test_a_brief_is_copied_rather_than_imported(
    briefing: Command, empty: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nbrief: 1\ntitle: T\ndate: 2025\n---\nText.\n")
    done = briefing("import", "markdown", file, "-s", empty)
    assert done.status == 1
    assert "a brief already; copy the file into the store" in done.err


def test_stdin(briefing: Command, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(kite(STORY).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert briefing("import", "kite", "-", "-s", empty).status == 0
    assert (empty / f"{ID}.yaml").exists()


def test_a_process_that_is_asked_for_keeps_the_other_one(
    briefing: Command, empty: Path, tmp_path: Path
) -> None:
    file = tmp_path / "one.json"
    file.write_text(
        json.dumps({"id": "a", "title": "A", "date": "2025", "summary": "A.", "process": "old"})
    )
    assert briefing("import", "json", file, "-s", empty, "--process", "new").status == 0
    shown = briefing("show", "a", "--json", "-s", empty).json
    assert (shown["process"], shown["extra"]) == ("new", {"process": "old"})


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--into", "../out"], "is not in the store"), (["--into", "/tmp"], "is not in the store"),
        (["--process", "A b"], "is not a valid name"), (["--map", "pa-x"], "--map is for csv"),
    ],
)  # fmt: skip
def test_wrong_use(
    briefing: Command, empty: Path, world: Path, words: list[str], message: str
) -> None:
    done = briefing("import", "kite", world, "-s", empty, *words)
    assert done.status == 2
    assert message in done.err
    assert list(empty.iterdir()) == []


def test_a_file_is_named_once_in_a_message(briefing: Command, empty: Path, tmp_path: Path) -> None:
    broken, missing = tmp_path / "broken.json", tmp_path / "none.json"
    broken.write_text("x")
    done = briefing("import", "kite", broken, missing, "-s", empty)
    assert done.err.splitlines() == [
        f"briefing: {broken}:1:1: not valid JSON (Expecting value)",
        f"briefing: {missing}: no such file or directory",
        "briefing: 2 records: 2 failed",
    ]


def test_the_sample_briefs_are_not_a_store_to_import_into(
    briefing: Command, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = briefing("import", "kite", world)
    assert done.status == 2
    assert "no store given; name the folder of your briefs with -s" in done.err
    assert not (SAMPLES / f"{ID}.yaml").exists()


def test_names_of_the_folder_s_store_yaml_are_used(
    briefing: Command, empty: Path, world: Path
) -> None:
    (empty / "a").mkdir()
    (empty / "a" / "store.yaml").write_text("parties: {fr: {name: France, country: FR}}\n")
    briefing("import", "kite", world, "-s", empty, "--into", "a")
    assert "france:" not in (empty / "a" / f"{ID}.yaml").read_text().split("# To confirm")[0]
    briefing("import", "kite", world, "-s", empty, "--into", "b", "--on-conflict", "copy")
    assert "france:" in (empty / "b" / f"{ID}-2.yaml").read_text()
    assert briefing("check", "-s", empty).status == 0


def test_a_folder_that_the_store_leaves_out_is_refused(
    briefing: Command, empty: Path, world: Path
) -> None:
    (empty / "store.yaml").write_text("ignore: [raw/]\n")
    done = briefing("import", "kite", world, "-s", empty, "--into", "raw")
    assert done.status == 1
    assert "would be left out by the patterns of the store" in done.err
    assert [path.name for path in empty.iterdir()] == ["store.yaml"]


def test_a_link_that_leads_out_of_the_store_is_not_followed(
    briefing: Command, empty: Path, world: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (empty / "link").symlink_to(tmp_path / "outside")
    assert briefing("import", "kite", world, "-s", empty, "--into", "link").status == 2
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_huge_story_is_refused_and_others_are_not(
    briefing: Command, empty: Path, world: Path
) -> None:
    changed(world, short_summary="a" * 1_100_000)
    done = briefing("import", "kite", world, "-s", empty)
    assert last(done) == "briefing: 2 records: 1 new, 1 failed"
    assert "larger than 1 MiB" in done.err
