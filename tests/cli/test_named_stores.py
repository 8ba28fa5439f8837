"""Stores by name in the settings, on the command line."""

import shutil
from pathlib import Path

import pytest

from briefing.cli import open_reader
from briefing.cli.store_arg import ChosenStore, find_store
from tests.cli.conftest import BRIEF, Command


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which one is, with settings that name two stores elsewhere."""
    for name in ("here", "one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.yaml").write_text(BRIEF)
    settings = tmp_path / "config.toml"
    settings.write_text(f'[stores]\none = "{tmp_path}/one"\ntwo = "{tmp_path}/two"\n')
    monkeypatch.setenv("BRIEFING_CONFIG", str(settings))
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def test_a_store_is_named_on_the_command_line(briefing: Command, named: Path):
    assert "two" in briefing("list", "-s", "two").out
    wrong = briefing("list", "-s", "twoo")
    assert (wrong.status, wrong.out) == (3, "")
    assert 'there is no folder and no store "twoo"; did you mean "two"?' in wrong.err
    assert "xyz does not exist" in briefing("list", "-s", "xyz").err


def test_a_folder_of_that_name_comes_first_and_the_store_is_mentioned(
    briefing: Command,
    named: Path,
):
    (named / "one").mkdir()
    (named / "one" / "local.yaml").write_text(BRIEF)
    answer = briefing("list", "-s", "one")
    assert "local" in answer.out
    assert f'"one" is a folder here; the store of that name is {named.parent}/one' in answer.err
    shutil.rmtree(named / "one")
    (named / "one").symlink_to(named.parent / "one")
    assert "is a folder here" not in briefing("list", "-s", "one").err


def test_a_store_that_is_gone_is_named_with_its_folder(briefing: Command, named: Path):
    shutil.rmtree(named.parent / "two")
    answer = briefing("list", "-s", "two")
    assert answer.status == 3
    assert f"{named.parent}/two (from the store two in the settings) does not exist" in answer.err
    check = briefing("config", "check")
    assert check.status == 1
    assert "config.toml, line 3, column 7: stores.two: " in check.out


def test_the_reader_opens_one_store_after_the_other(
    briefing: Command,
    named: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    opened: list[Path] = []

    def run_reader(chosen: ChosenStore, args: object, switch: object) -> int:
        opened.append(chosen.folder)
        if len(opened) < 3:
            switch("one" if len(opened) == 1 else "two")  # type: ignore[operator]
        return 0

    monkeypatch.setattr(open_reader, "_open", run_reader)
    assert briefing("two").status == 0
    assert [folder.name for folder in opened] == ["two", "one", "two"]


def test_restricted_mode_knows_no_names(
    briefing: Command,
    named: Path,
):
    answer = briefing("--restricted", "two")
    assert answer.status == 2
    assert '"two" is neither a command nor a folder' in answer.err


def test_a_store_in_the_settings_that_is_gone_does_not_stop_the_reader(
    briefing: Command, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = named.parent / "config.toml"
    monkeypatch.delenv("BRIEFING_STORE", raising=False)
    settings.write_text(f'theme = "dark"\nstore = "{named}/gone"\n')
    chosen = find_store(lenient=True)
    assert chosen.origin == "samples"
    assert chosen.warning == f"{settings}, line 2, column 9: store: {named}/gone is not a folder"
    (named / "briefs").mkdir()
    chosen = find_store(lenient=True)
    assert (chosen.origin, bool(chosen.warning)) == ("./briefs", True)
    answer = briefing("list")
    assert (answer.status, answer.out) == (3, "")
    assert f"{named}/gone (from settings) does not exist" in answer.err


def test_a_folder_named_like_a_command_is_read_by_its_path(briefing: Command, named: Path):
    (named / "store").mkdir()
    (named / "show").mkdir()
    for name in ("store", "show"):
        answer = briefing(name)
        assert answer.status == 2
        assert f"see briefing {name} --help; to read the folder: briefing ./{name}\n" in answer.err
    assert "to read the folder" not in briefing("state").err
    assert "to read the folder" not in briefing("show", "nosuch").err
