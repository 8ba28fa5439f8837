"""Commands in a folder that was deleted, as by a `git checkout` in another terminal."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

GONE = "the current folder no longer exists"


@pytest.fixture
def gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PWD", str(folder))
    monkeypatch.delenv("BRIEFING_STORE", raising=False)
    folder.rmdir()
    try:
        Path.cwd()
    except FileNotFoundError:
        return folder
    pytest.skip("this system still has a name for it")


@pytest.mark.parametrize(
    "words",
    ["check .", "check", "check a.yaml", "check sub/", "check -s . --quotes", "list", "list -s .",
     "list -s sub", "search x", "search -s . x", "show x", "diff a b", "process", "matrix x",
     "who x", "issue x", "archive a b c", "index", "index --rebuild", "state export", ".", "sub/",
     "a.yaml", ""],
)  # fmt: skip
def test_the_folder_is_named_and_the_status_is_three(
    briefing: Command, gone: Path, words: str
) -> None:
    answer = briefing(*words.split())
    assert answer.status == 3
    assert f"{gone}: {GONE}" in answer.err
    assert answer.out == ""


@pytest.mark.parametrize("words", ["keys", "schema", "--help", "--version", "check --codes"])
def test_what_needs_no_folder_still_works(briefing: Command, gone: Path, words: str) -> None:
    assert briefing(*words.split()).status == 0


@pytest.mark.parametrize("command", ["list", "check", "process", "search bodies"])
def test_a_store_named_from_the_root_is_read(
    briefing: Command, gone: Path, store: Path, command: str
) -> None:
    answer = briefing(*command.split(), *(() if command == "check" else ("-s",)), store)
    assert answer.status == 0
