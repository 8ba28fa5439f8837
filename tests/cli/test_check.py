import json
from pathlib import Path

import pytest

from briefing.loader.problems import CODES
from tests.cli.conftest import BRIEF, Command

FIELDS = ["path", "line", "column", "severity", "code", "where", "message"]


def test_samples_have_no_errors(briefing: Command, store: Path) -> None:
    answer = briefing("check", store)
    assert answer.status == 0
    assert "error:" not in answer.out


def test_a_fault_is_named_at_its_place(briefing: Command, one: Path) -> None:
    (one / "meeting.yaml").write_text(BRIEF + "tilte: x\n")
    answer = briefing("check", one)
    assert answer.status == 1
    assert answer.out == (
        f'{one}/meeting.yaml:5:1: error: tilte: unknown key "tilte"; did you mean "title"? '
        "[unknown-key]\n"
    )
    assert f"1 error in {one}" in answer.err


def test_single_files_can_be_checked(
    briefing: Command, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one / "bad.yaml").write_text("title: x\n")
    monkeypatch.chdir(one.parent)
    assert briefing("check", "one/meeting.yaml").status == 0
    answer = briefing("check", "one/bad.yaml")
    assert answer.status == 1
    assert all(line.startswith("one/bad.yaml:") for line in answer.lines)
    assert answer.out == briefing("check", "-s", "one", "one/bad.yaml").out


def test_a_file_finds_its_store_by_the_shared_records(briefing: Command, store: Path) -> None:
    folder = store / "2025" / "june"
    folder.mkdir(parents=True)
    brief = (store / "istanbul-2025-06-02.yaml").rename(folder / "istanbul-2025-06-02.yaml")
    assert briefing("check", brief).status == 0


def test_a_file_outside_the_store_that_was_named(briefing: Command, one: Path, store: Path) -> None:
    answer = briefing("check", "-s", store, one / "meeting.yaml")
    assert answer.status == 2
    assert "is not in the store" in answer.err


def test_json_has_the_promised_fields(briefing: Command, one: Path) -> None:
    (one / "bad.yaml").write_text("title: x\ndate: never\nsummary: y\n")
    value = briefing("check", one, "--json").json
    assert [list(item) for item in value] == [FIELDS]
    assert value[0]["path"].endswith("one/bad.yaml")
    assert (value[0]["line"], value[0]["column"], value[0]["code"]) == (2, 7, "bad-date")
    assert [json.loads(line) for line in briefing("check", one, "--format", "jsonl").lines] == value


def test_annotations_are_escaped(briefing: Command, one: Path) -> None:
    (one / "a,b:c%.yaml").write_text(f"{BRIEF}id: a\ntilte: x\n")
    answer = briefing("check", one, "--format", "github")
    assert answer.status == 1
    (line,) = answer.lines
    assert line.startswith("::error file=")
    assert "a%2Cb%3Ac%25.yaml,line=6,col=1,title=unknown-key::tilte: " in line


def test_warnings_count_with_strict(briefing: Command, store: Path) -> None:
    assert briefing("check", store).status == 0
    assert briefing("check", store, "--strict").status == 1


def test_quotes_are_listed_with_their_verdicts(briefing: Command, store: Path) -> None:
    answer = briefing("check", store, "--quotes", "--json")
    assert answer.status == 0
    found = {(item["brief"], item["quote"]): item for item in answer.json}
    first = dict(found["istanbul-2025-06-02", "q1"])
    assert first.pop("selector")
    assert first == {
        "brief": "istanbul-2025-06-02", "quote": "q1", "speaker": "Rustem Umerov",
        "verdict": "verbatim", "of": "text", "source": "article", "paragraph": 5,
        "start": 1136, "end": 1180,
    }  # fmt: skip
    text = (store / "sources/istanbul-2-article.txt").read_text("utf-8")
    assert text[1136:1180] == "can be resolved only at the level of leaders"


def test_a_quote_that_is_not_there_is_status_one(briefing: Command, store: Path) -> None:
    path = store / "istanbul-2025-06-02.yaml"
    path.write_text(
        path.read_text("utf-8").replace("level of leaders", "level of ministers"), "utf-8"
    )
    answer = briefing("check", store, "--quotes")
    assert answer.status == 1
    assert "istanbul-2025-06-02#q1  altered" in answer.out
    assert briefing("check", store).status == 1


def test_the_codes_are_documented(briefing: Command) -> None:
    answer = briefing("check", "--codes")
    assert answer.status == 0
    assert [line.split()[0] for line in answer.lines] == list(CODES)


def test_the_schema_is_a_json_schema(briefing: Command) -> None:
    schema = briefing("schema").json
    assert "draft-07" in schema["$schema"]
    assert {"title", "date", "summary"} <= set(schema["properties"])


def test_a_store_of_foreign_files_is_checked(briefing: Command, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(
        "---\ntitle: A note\ndate: 2024-01-01\nlayout: post\n---\nBody\x1b.\n"
    )
    answer = briefing("check", tmp_path)
    assert answer.status == 0
    assert "warning" in answer.out
    assert "\x1b" not in answer.out


def test_quotes_that_are_found_have_their_place_as_w3c_selectors(
    briefing: Command, store: Path
) -> None:
    values = json.loads(briefing("check", store, "--quotes", "--json").out)
    found = {f"{value['brief']}#{value['quote']}": value for value in values}
    quote, position = found["istanbul-2025-06-02#q5"]["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert quote["exact"] == "certain parts of the front line"
    assert quote["prefix"].endswith("“")
    assert position == {"type": "TextPositionSelector", "start": 2024, "end": 2055}
    assert "selector" not in found["istanbul-2025-05-16#q1"]


def test_a_folder_within_a_store_is_checked_as_a_part_of_it(
    briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = "title: {}\ndate: 2025-06-02\nsummary: S.\nquotes: [{{who: ann, text: Hm.}}]\n"
    (tmp_path / "store.yaml").write_text("people: {ann: {name: Ann}}\n")
    (tmp_path / "a.yaml").write_text(brief.format("A").replace("ann", "bob"))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.yaml").write_text(brief.format("B"))
    (tmp_path / "empty").mkdir()
    answer = briefing("check", str(tmp_path / "sub"))
    # It says so of the folder: the store has errors.
    assert (answer.status, answer.err) == (0, f"briefing: 1 warning in {tmp_path / 'sub'}\n")
    (tmp_path / "sub" / "odd.yaml").symlink_to(tmp_path / "gone.yaml")
    assert "sub/odd.yaml:1:1: error" in briefing("check", str(tmp_path / "sub")).out
    (tmp_path / "sub" / "odd.yaml").unlink()
    assert briefing("check", str(tmp_path)).status == 1
    assert briefing("check", str(tmp_path), str(tmp_path / "sub")).status == 1
    assert briefing("check", str(tmp_path / "empty")).status == 2
    monkeypatch.chdir(tmp_path / "sub")
    answer = briefing("check", ".")
    assert (answer.status, "unknown" in answer.out) == (0, False)
