"""`briefing export`: which briefs, and where they are written."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from briefing.exchange.outgoing.formats import FORMATS
from briefing.user.state import State
from tests.cli.conftest import Command

TWO = "istanbul-2025-06-02"


def test_one_brief_is_an_object_and_a_query_an_array(briefing: Command, store: Path) -> None:
    assert briefing("export", "json", TWO, "-s", store).json["id"] == TWO
    found = briefing("export", "json", "date:2025-06", "-s", store).json
    assert [value["id"] for value in found] == [TWO]
    by_file = briefing("export", "json", store / f"{TWO}.yaml", "-s", store)
    assert by_file.json["id"] == TWO


def test_what_a_single_brief_exports_is_what_show_prints(briefing: Command, store: Path) -> None:
    exported = briefing("export", "json", TWO, "-s", store).out
    assert exported == briefing("show", TWO, "-s", store, "--json").out


def test_a_process_comes_with_its_boards_and_a_query_without(
    briefing: Command, store: Path
) -> None:
    out = briefing("export", "markdown", "ru-ua-istanbul-2025", "-s", store).out
    assert "## ru-ua-istanbul-2025: who holds what" in out
    assert out.index("first round") < out.index("# Istanbul, second round")
    out = briefing("export", "markdown", "process:ru-ua-istanbul-2025", "-s", store).out
    assert "who holds what" not in out


def test_nothing_found_is_said(briefing: Command, store: Path) -> None:
    answer = briefing("export", "csv", "nosuchword", "-s", store)
    assert (answer.status, answer.out) == (1, "")
    assert "no brief matches" in answer.err


def test_a_draft_is_left_out_unless_it_is_asked_for(briefing: Command, one: Path) -> None:
    path = one / "meeting.yaml"
    path.write_text(path.read_text() + "status: draft\n")
    for words in ((), ("meeting",)):
        answer = briefing("export", "markdown", *words, "-s", one)
        assert (answer.status, answer.out) == (1, "")
        assert "1 draft left out; --drafts exports drafts too" in answer.err
        assert "draft" in briefing("export", "markdown", *words, "--drafts", "-s", one).out


def test_a_broken_file_is_named_and_left_out(briefing: Command, one: Path) -> None:
    (one / "bad.yaml").write_text("title: [\n")
    answer = briefing("export", "jsonl", "-s", one)
    assert [json.loads(line)["id"] for line in answer.lines] == ["meeting"]
    assert "bad.yaml is left out: it is not a valid brief" in answer.err


def test_a_file_is_not_overwritten_without_force(
    briefing: Command, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.md"
    words = ("export", "markdown", TWO, "-s", store, "-o", file)
    answer = briefing(*words)
    assert (answer.status, answer.out) == (0, "")
    assert answer.err == f"briefing: wrote {file}: {file.stat().st_size:,} bytes\n"
    first = file.read_text()
    file.write_text("mine")
    answer = briefing(*words)
    assert answer.status == 1
    assert answer.err == f"briefing: {file} already exists; -f overwrites it\n"
    assert file.read_text() == "mine"
    assert briefing(*words, "-f").status == 0
    assert file.read_text() == first
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_gets_a_file_a_brief(briefing: Command, store: Path, tmp_path: Path) -> None:
    for form, each in FORMATS.items():
        folder = f"{tmp_path}/{form}/"
        assert briefing("export", form, "-s", store, "-o", folder).status == 0
        names = sorted(path.name for path in Path(folder).iterdir())
        ids = ("istanbul-2025-05-16", TWO, "istanbul-2025-07-23")
        assert names == [f"{brief}{each.ending}" for brief in ids]


def test_nothing_is_written_where_the_store_would_read_it(briefing: Command, store: Path) -> None:
    answer = briefing("export", "json", TWO, "-s", store, "-o", store / "copy.json")
    assert answer.status == 1
    assert "the store would read" in answer.err
    assert not (store / "copy.json").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_own_notes_leave_only_on_request(briefing: Command, store: Path, form: str) -> None:
    with closing(State(store)) as state:
        state.set_note(TWO, "ask Anna", "q1")
        state.set_note(TWO, "ask Eva", "d1/russia")
    out = briefing("export", form, TWO, "-s", store).out
    assert "ask Anna" not in out
    with_notes = briefing("export", form, TWO, "-s", store, "--notes").out
    assert ("ask Anna" in with_notes) == (form not in ("csl", "ics"))


def test_tables_are_for_csv(briefing: Command, store: Path) -> None:
    assert briefing("export", "json", "--excel", "-s", store).status == 2
    assert briefing("export", "nosuch", "-s", store).status == 2


def test_the_help_says_what_each_format_is_for(briefing: Command) -> None:
    out = briefing("export", "--help").out
    for name, form in FORMATS.items():
        assert f"  {name:<12}for {form.purpose}" in out


def test_a_site_is_for_html(briefing: Command, store: Path, tmp_path: Path) -> None:
    answer = briefing("export", "html", "--site", tmp_path / "site", "-s", store)
    assert (answer.status, answer.out) == (0, "")
    assert answer.err == f"briefing: wrote 5 pages to {tmp_path / 'site'}\n"
    assert briefing("export", "json", "--site", tmp_path / "x", "-s", store).status == 2
    assert briefing("export", "html", "--site", tmp_path / "site", "-s", store).status == 1
    assert briefing("export", "html", "--site", tmp_path / "site", "-f", "-s", store).status == 0


def test_a_missing_format_is_named_alone(briefing: Command, store: Path) -> None:
    answer = briefing("export", "-s", store)
    assert answer.status == 2
    assert "arguments are required: FORMAT; see" in answer.err
