"""Folders that are linked into a store, or cannot be read: not followed, and said."""

import errno
import os
from pathlib import Path

import pytest

from briefing.cli.main import run
from briefing.store import files
from briefing.store.files import scan

HEAD = "title: A\ndate: 2025-07-23\nsummary: They met.\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    for folder in ("store/own", "team/deep"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.yaml").write_text(HEAD)
    return tmp_path / "store"


@pytest.mark.parametrize(
    ("name", "target", "said"),
    [
        ("team", "../team", "a link to a folder, which is not followed"),
        ("2025.06", "../team", "a link to a folder, which is not followed"),
        ("own/team", "../../team", "a link to a folder, which is not followed"),
        ("здесь", "own", "a link to a folder, which is not followed"),
        ("up", "..", "a link to a folder, which is not followed"),
        ("self", ".", "a link to a folder, which is not followed"),
        ("far", "again", "leads in a circle"),
        ("round", "round", "leads in a circle"),
        ("gone", "../gone", "leads to nothing"),
        ("mount", "/no/such/mount/briefs", "leads to nothing"),
        ("through", "own/a.yaml/x", "cannot be read (not a directory)"),
    ],
)
def test_a_link_that_is_not_followed_is_said(
    store: Path, capsys: pytest.CaptureFixture[str], name: str, target: str, said: str
) -> None:
    if target == "again":
        (store / "again").symlink_to("far")
    (store / name).symlink_to(target)
    problems = {one.path: one for one in scan(store).problems}
    assert said in problems[name].message
    assert (problems[name].severity, problems[name].code) == ("warning", "linked-folder")
    for _ in range(2):  # the second time nothing has changed, and it is said again
        assert run(["list", "-s", str(store)]) == 0
        answer = capsys.readouterr()
        assert f"{name}: " in answer.err
        assert said in answer.err
        assert len(answer.out.splitlines()) == 1
    assert run(["check", str(store)]) == 0
    answer = capsys.readouterr()
    assert f"{store}/{name}:1:1: warning: " in answer.out


@pytest.mark.parametrize(
    ("name", "target"),
    [("photo.jpg", "gone.jpg"), ("a.txt", "own/a.yaml"), (".hidden", "../team"), ("x~", "../team"),
     ("node_modules", "../team"), ("data", "/dev/null")],
)  # fmt: skip
def test_other_links_are_none_of_its_business(store: Path, name: str, target: str) -> None:
    (store / name).symlink_to(target)
    assert scan(store).problems == ()


def test_many_links_are_counted(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(9):
        (store / f"l{number}").symlink_to("../team")
    run(["list", "-s", str(store)])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert lines[-1].endswith("6 more folders were not read; see briefing check")


@pytest.mark.parametrize("reason", [errno.EACCES, errno.EIO, errno.ESTALE, errno.ENOTCONN])
def test_a_mount_that_cannot_be_read_is_said(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reason: int
) -> None:
    (store / "mount").mkdir()
    real = os.scandir

    def scandir(path: str) -> "os._ScandirIterator[str]":
        if os.fspath(path).endswith("mount"):
            raise OSError(reason, os.strerror(reason))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for _ in range(2):
        assert run(["list", "-s", str(store)]) == 0
        said = capsys.readouterr().err
        assert f"mount: the folder cannot be read ({os.strerror(reason).lower()})" in said


def test_a_look_asks_nothing_of_links(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(9):
        (store / f"l{number}").symlink_to("../team")
    monkeypatch.setattr(Path, "stat", lambda *_a, **_k: pytest.fail("a link was followed"))
    assert len(files.look(store).links) == 9
