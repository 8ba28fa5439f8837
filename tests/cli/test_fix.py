"""`briefing check --fix` mends files, reports what it did, and never writes over a change."""

import os
from pathlib import Path

import pytest

from briefing.cli.writing import fix_files
from briefing.errors import BriefingError
from briefing.store.files.safe_write import replace_file
from tests.cli.conftest import Command

FAULTY = "title: Talks  # soon\ndate: 2025-06-02\nsummary: They met.\nstatus: drft\ntag: [x]\n"
MENDED = FAULTY.replace("drft", "draft").replace("tag:", "tags:")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "talks.yaml").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def text(folder: Path) -> str:
    return (folder / "x" / "talks.yaml").read_text(encoding="utf-8")


def test_it_mends_and_reports_each_change_at_its_place(briefing: Command, folder: Path) -> None:
    answer = briefing("check", "--fix", folder)
    assert (answer.status, answer.lines) == (
        0,
        [
            f'{folder}/x/talks.yaml:4:9: fixed: status: "drft" is now "draft"',
            f'{folder}/x/talks.yaml:5:1: fixed: tag: the key "tag" is now "tags"',
        ],
    )
    assert "no problems in" in answer.err
    assert text(folder) == MENDED
    assert briefing("check", "--fix", folder).lines == []


def test_what_is_left_is_reported_as_ever(briefing: Command, folder: Path) -> None:
    (folder / "b.yaml").write_text(FAULTY + "round: two\n", encoding="utf-8")
    answer = briefing("check", "--fix", folder)
    assert answer.status == 1
    assert [line.split(": ")[1] for line in answer.lines] == ["fixed"] * 4 + ["error"]


def test_a_line_of_the_diff_is_a_line_of_the_file(briefing: Command, folder: Path) -> None:
    held = FAULTY.replace("They met.", '"They\u2028met."')
    (folder / "x" / "talks.yaml").write_text(held, encoding="utf-8")
    lines = briefing("check", "--diff", folder).lines
    shown = [line for line in lines if "They" in line or "met." in line]
    assert len(shown) == 1
    assert shown[0].startswith(' summary: "They')


@pytest.mark.parametrize("option", ["--diff", "--dry-run"])
def test_a_dry_run_prints_a_diff_and_writes_nothing(
    briefing: Command, folder: Path, option: str
) -> None:
    for words in (("check", option, folder), ("check", "--fix", option, folder)):
        answer = briefing(*words)
        assert answer.status == 1
        name = f"{folder}/x/talks.yaml"
        assert answer.lines[:2] == [f"--- {name}", f"+++ {name}"]
        assert [line for line in answer.lines[2:] if line[0] in "+-"] == [
            "-status: drft", "-tag: [x]", "+status: draft", "+tags: [x]",
        ]  # fmt: skip
        assert text(folder) == FAULTY
    (folder / "x" / "talks.yaml").write_text(MENDED, encoding="utf-8")
    answer = briefing("check", option, folder)
    assert (answer.status, answer.out) == (0, "")


def test_only_the_files_named_are_mended(briefing: Command, folder: Path) -> None:
    other = folder / "other.yaml"
    other.write_text(FAULTY, encoding="utf-8")
    briefing("check", "--fix", other)
    assert text(folder) == FAULTY
    assert other.read_text(encoding="utf-8") == MENDED


def test_json_on_stdout_stays_json(briefing: Command, folder: Path) -> None:
    answer = briefing("check", "--fix", "--json", folder)
    assert answer.json == []
    assert 'status: "drft" is now "draft"' in answer.err


def test_mode_and_neighbours_stay(briefing: Command, folder: Path) -> None:
    path = folder / "x" / "talks.yaml"
    path.chmod(0o640)
    briefing("check", "--fix", folder)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["talks.yaml"]


def test_a_file_that_changed_meanwhile_is_not_written_over(
    briefing: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "x" / "talks.yaml"

    def late(target: Path, before: bytes, after: bytes) -> None:
        path.write_text(FAULTY + "round: 2\n", encoding="utf-8")
        replace_file(target, before, after)

    monkeypatch.setattr(fix_files, "replace_file", late)
    answer = briefing("check", "--fix", folder)
    assert answer.status == 1
    assert "x/talks.yaml: not fixed: " in answer.err
    assert "changed in the meantime" in answer.err
    assert "fixed: status" not in answer.out
    assert text(folder) == FAULTY + "round: 2\n"


def test_a_link_stays_a_link(briefing: Command, folder: Path) -> None:
    (folder / ".hidden").mkdir()
    real = (folder / "x" / "talks.yaml").rename(folder / ".hidden" / "talks.yaml")
    (folder / "x" / "talks.yaml").symlink_to(real)
    briefing("check", "--fix", folder)
    assert (folder / "x" / "talks.yaml").is_symlink()
    assert real.read_text(encoding="utf-8") == MENDED


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_reported(briefing: Command, folder: Path) -> None:
    (folder / "x").chmod(0o500)
    try:
        answer = briefing("check", "--fix", folder)
    finally:
        (folder / "x").chmod(0o700)
    assert "not fixed: Permission denied" in answer.err


def test_a_replacement_of_another_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    with pytest.raises(BriefingError, match="changed in the meantime"):
        replace_file(path, b"two", b"three")
    assert path.read_bytes() == b"one"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_diff_counts_lines_by_line_ends_alone(
    briefing: Command, tmp_path: Path, line_end: str
) -> None:
    text = 'title: "A\u2028B"\ndate: 2025\nsummary: s\nstatus: drft\n'
    (tmp_path / "t.yaml").write_bytes(text.replace("\n", line_end).encode())
    lines = briefing("check", "--diff", tmp_path).out.splitlines()
    assert lines[2] == "@@ -1,4 +1,4 @@"
    assert lines[-2:] == ["-status: drft", "+status: draft"]
