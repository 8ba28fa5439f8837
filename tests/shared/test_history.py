"""Versions: listed, compared and restored."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command, briefing  # noqa: F401
from tests.shared.conftest import SharedStore, brief, tree


@pytest.fixture
def folder(shared: SharedStore, tmp_path: Path) -> Path:
    """Return a folder with three versions of the brief `a`, two by anna and one by ben."""
    folder, other = tmp_path / "briefs", tmp_path / "other"
    folder.mkdir()
    (folder / "a.yaml").write_text(brief("One"))
    shared.publish(folder, why="the first")
    (folder / "a.yaml").write_text(brief("Two", id="b"))
    shared.publish(folder)
    shared.pull(other)
    (other / "a.yaml").write_text(brief("Three"))
    shared.publish(other, "ben", why="a name")
    shared.pull(folder, "anna")
    return folder


def test_the_log_names_who_and_why_the_latest_first(briefing: Command, folder: Path):  # noqa: F811
    answer = briefing("log", "-s", folder, "a")
    assert [line.split()[0] for line in answer.lines] == ["a@3", "b@2", "a@1"]
    assert [line.split()[3] for line in answer.lines] == ["ben", "anna", "anna"]
    assert answer.lines[0].endswith("green  a name")
    assert answer.lines[2].endswith("green  the first")
    assert briefing("log", "-s", folder).lines == answer.lines
    (last,) = briefing("log", "-s", folder, "a.yaml", "-n", "1").lines
    assert last.split() == answer.lines[0].split()
    one = briefing("log", "-s", folder, "b", "--json").json[1]
    assert (one["version"], one["author"], one["path"]) == ("b@2", "anna", "a.yaml")


def test_the_log_of_what_is_not_there_says_so(briefing: Command, folder: Path):  # noqa: F811
    answer = briefing("log", "-s", folder, "c")
    assert answer.status == 1
    assert 'no brief and no file "c"' in answer.err


def test_versions_are_compared_word_by_word(briefing: Command, folder: Path):  # noqa: F811
    edits = briefing("diff", "-s", folder, "a@1", "a", "--json").json["edits"]
    assert [edit["record"] for edit in edits] == ["head"]
    assert "One" in str(edits)
    assert "Three" in str(edits)
    assert briefing("diff", "-s", folder, "a@3", "a", "--json").json["edits"] == []
    text = briefing("diff", "-s", folder, "a@1", "a@2").out
    assert "before “One”" in text
    assert "now “Two”" in text
    answer = briefing("diff", "-s", folder, "a@4", "a")
    assert answer.status == 1
    assert 'no version 4 of "a"; it has 3' in answer.err


def test_an_earlier_version_is_published_again(
    shared: SharedStore,
    briefing: Command,  # noqa: F811
    folder: Path,
    tmp_path: Path,
):
    assert briefing("restore", "-s", folder, "a@1").status == 0
    assert (folder / "a.yaml").read_text() == brief("One")
    assert briefing("log", "-s", folder, "a").lines[0].endswith("restored a@1")
    assert briefing("log", "-s", folder, "a").lines[0].startswith("a@4")
    shared.pull(tmp_path / "other")
    assert tree(tmp_path / "other") == tree(folder)
    assert "it is the current version" in briefing("restore", "-s", folder, "a@4").err


def test_a_removed_brief_is_restored(shared: SharedStore, briefing: Command, folder: Path):  # noqa: F811
    (folder / "a.yaml").unlink()
    shared.publish(folder)
    assert "removed" in briefing("log", "-s", folder).lines[0]
    assert "is its removal" in briefing("restore", "-s", folder, "a@4").err
    assert briefing("restore", "-s", folder, "a@3").status == 0
    assert (folder / "a.yaml").read_text() == brief("Three")


def test_what_has_errors_now_is_not_restored_and_nothing_changes(
    shared: SharedStore,
    briefing: Command,  # noqa: F811
    folder: Path,
):
    (folder / "c.yaml").write_text(brief("C", id="b"))
    shared.publish(folder)
    before = tree(folder)
    answer = briefing("restore", "-s", folder, "a@2")  # whose id is taken meanwhile
    assert answer.status == 1
    assert "nothing was published" in answer.err
    assert tree(folder) == before


def test_a_folder_that_was_never_published_has_no_log(briefing: Command, samples: Path):  # noqa: F811
    answer = briefing("log", "-s", samples)
    assert answer.status == 2
    assert "was never pulled or published" in answer.err


def test_a_mirror_by_address_is_the_same_store(
    shared: SharedStore,
    briefing: Command,  # noqa: F811
    tmp_path: Path,
    samples: Path,
):
    folder = Path(shutil.copytree(samples, tmp_path / "briefs"))
    shared.publish(folder)
    address = str(shared.address("carl"))
    for words in (
        ("list", "--json"), ("search", "prisoner", "--json"), ("check",), ("matrix",),
        ("process", "--json"), ("show", "istanbul-2025-06-02"), ("who", "kyiv"),
    ):  # fmt: skip
        there = briefing(*words, "-s", address)
        here = briefing(*words, "-s", folder)
        place = re.compile(r"/\S*/")  # that of the folder or of the mirror
        assert place.sub("", there.out) == place.sub("", here.out), words
        assert there.status == here.status
    (folder / "a.yaml").write_text(brief("A"))
    shared.publish(folder)
    assert "A" in briefing("list", "-s", address).out
