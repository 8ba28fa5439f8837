"""Which files a store has, and reading them: odd entries, hostile ones, and faults of the disk."""

import os
import socket
import sys
from pathlib import Path

import pytest

from briefing.errors import StoreError, UnreadableError
from briefing.store import files
from briefing.store.files import inside_of, read, scan, stamp_of


def paths(folder: Path) -> list[str]:
    return [stamp.path for stamp in scan(folder).stamps]


def told(folder: Path) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in scan(folder).problems]


def fail(folder: Path, path: str, limit: int = files.MAX_BRIEF) -> str:
    """Return the code with which reading a file fails."""
    with pytest.raises(UnreadableError) as caught:
        read(folder, path, limit)
    return caught.value.code


# --- which files --------------------------------------------------------------------------------


def test_briefs_are_found_at_any_depth_in_order_of_path(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.json", "c/d/e.md", "c/a.yml", "z.YAML"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert paths(tmp_path) == ["a.json", "b.yaml", "c/a.yml", "c/d/e.md", "z.YAML"]
    assert told(tmp_path) == []


def test_hidden_files_copies_of_editors_and_other_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".a.yaml", ".#b.yaml", "c.yaml~", "d.yaml.swp", "4913", "e.txt", ".git/f.yaml"):
        (tmp_path / name).write_text("x")
    assert paths(tmp_path) == []
    assert told(tmp_path) == []


def test_a_shared_file_is_no_brief_in_any_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("store.yaml", "deep/store.yaml"):
        (tmp_path / name).write_text("x")
    assert paths(tmp_path) == []
    assert [stamp.path for stamp in scan(tmp_path).shared] == ["deep/store.yaml"]


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("x")
    before = scan(tmp_path).stamps[0]
    assert before == stamp_of(tmp_path, "a.yaml")
    file.write_text("xy")
    assert scan(tmp_path).stamps[0] != before


def test_a_folder_with_the_name_of_a_brief_is_told_and_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "a.yaml" / "b.yaml").write_text("x")
    assert paths(tmp_path) == ["a.yaml/b.yaml"]
    assert told(tmp_path) == [("a.yaml", "not-a-file")]


def test_pipes_and_sockets_are_told_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind("socket.yaml")
    assert told(tmp_path) == [("pipe.yaml", "not-a-file"), ("socket.yaml", "not-a-file")]
    assert fail(tmp_path, "pipe.yaml") == "not-a-file"


def test_a_link_to_a_brief_of_the_store_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x")
    (tmp_path / "latest.yaml").symlink_to("a.yaml")
    assert paths(tmp_path) == ["a.yaml"]
    assert told(tmp_path) == []


def test_a_link_to_another_file_inside_is_a_brief(tmp_path: Path) -> None:
    (tmp_path / ".pool").mkdir()
    (tmp_path / ".pool" / "a").write_text("x")
    (tmp_path / "a.yaml").symlink_to(".pool/a")
    assert paths(tmp_path) == ["a.yaml"]
    assert read(tmp_path, "a.yaml") == b"x"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../outside.yaml", "outside"),
        ("/dev/zero", "outside"),
        ("a.yaml", "unreadable"),  # itself
        ("gone.yaml", "unreadable"),
        ("folder", "not-a-file"),
    ],
)
def test_links_that_lead_nowhere_good_are_told(tmp_path: Path, target: str, code: str) -> None:
    store = tmp_path / "store"
    (store / "folder").mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text("secret")
    (store / "a.yaml").symlink_to(target)
    assert paths(store) == []
    assert told(store) == [("a.yaml", code)]
    assert fail(store, "a.yaml") in (code, "vanished")


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.yaml").write_text("x")
    (tmp_path / "a" / "loop").symlink_to("..")
    (tmp_path / "again").symlink_to("a")
    assert paths(tmp_path) == ["a/b.yaml"]


def test_names_that_differ_in_case_or_composition_only_are_told(tmp_path: Path) -> None:
    for name in ("talks.yaml", "Talks.yaml", "caf\u00e9.yaml", "cafe\u0301.yaml"):
        (tmp_path / name).write_text("x")
    if len(list(tmp_path.iterdir())) < 4:
        pytest.skip("this file system takes such names for one")
    found = {problem.path: problem.message for problem in scan(tmp_path).problems}
    assert found == {
        "talks.yaml": 'its name differs from "Talks.yaml" only in case; rename one',
        "caf\u00e9.yaml": 'its name differs from "cafe\u0301.yaml" only in composition; rename one',
    }


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are UTF-8 there")
def test_any_name_that_the_system_allows_can_be_read(tmp_path: Path) -> None:
    for name in (b"new\nline.yaml", b"\x1b[31m.yaml", b"\xff\xfe.yaml", b"[red]x.yaml", b" .md"):
        (tmp_path / os.fsdecode(name)).write_text("x")
    found = paths(tmp_path)
    assert len(found) == 5
    assert all(read(tmp_path, path) == b"x" for path in found)


def test_what_is_no_file_is_told_alike_when_it_is_asked_for_alone(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "file.yaml").write_text("x")
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, target in (
        ("dangling", "nothing"), ("out", "/etc/passwd"), ("to-pipe", "pipe.yaml"),
        ("to-folder", "folder.yaml"), ("to-file", "file.yaml"), ("circle", "circle.yaml"),
    ):  # fmt: skip
        (tmp_path / f"{name}.yaml").symlink_to(target)
    expected = {one.path: (one.code, one.message) for one in scan(tmp_path).problems}
    found = {}
    for entry in tmp_path.iterdir():
        error = files.irregular_entry(tmp_path, entry.name)
        if error is not None:
            found[entry.name] = (error.code, error.message)
    assert found == expected
    assert len(found) == 7
    assert files.irregular_entry(tmp_path, "gone.yaml") is None
    assert {stamp.path for stamp in scan(tmp_path).odd} == set(found)


def test_the_stamp_of_what_is_no_file_changes_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    before = scan(tmp_path).odd
    assert before == scan(tmp_path).odd
    (tmp_path / "a.yaml").rmdir()
    os.mkfifo(tmp_path / "a.yaml")
    assert scan(tmp_path).odd != before


def test_the_shared_file_may_be_a_link_or_no_file_and_is_no_brief(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "store.yaml").write_text("x")
    (tmp_path / "store.yaml").symlink_to(".hidden/store.yaml")
    os.mkfifo(tmp_path / "store.yml")
    assert (paths(tmp_path), told(tmp_path)) == ([], [])


def test_a_pipe_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    assert fail(tmp_path, "a.yaml") == "not-a-file"
    with pytest.raises(UnreadableError):
        stamp_of(tmp_path, "a.yaml")


def test_a_folder_that_is_none_cannot_be_a_store(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    for name in ("a", "b"):
        with pytest.raises(StoreError, match="cannot be read"):
            scan(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_folder_or_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "a.yaml").write_text("x")
    (tmp_path / "a.yaml").chmod(0)
    assert told(tmp_path) == [("closed", "unreadable")]
    assert fail(tmp_path, "a.yaml") == "unreadable"
    (tmp_path / "closed").chmod(0o700)


def test_a_folder_that_goes_away_while_it_is_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.yaml").write_text("x")
    real = os.scandir

    def scandir(path: str) -> "os._ScandirIterator[str]":
        if path.endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert paths(tmp_path) == ["a.yaml"]
    assert told(tmp_path) == [("deep", "unreadable")]


# --- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["../a.yaml", "/etc/passwd", "b/../../a.yaml", "~/a", "a\0b", "..", "link/a.yaml"]
)
def test_no_path_leads_out(tmp_path: Path, path: str) -> None:
    store = tmp_path / "store"
    (store / "b").mkdir(parents=True)
    (tmp_path / "a.yaml").write_text("secret")
    (store / "link").symlink_to("..")
    with pytest.raises(UnreadableError) as caught:
        inside_of(store, path)
    assert caught.value.code == "outside"


def test_a_path_that_comes_back_is_inside(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.yaml").write_text("x")
    assert read(tmp_path, "b/../a.yaml") == b"x"


def test_a_file_has_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x" * 11)
    assert fail(tmp_path, "a.yaml", 10) == "too-large"
    assert read(tmp_path, "a.yaml", 11) == b"x" * 11


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(1 << 40)
    assert fail(tmp_path, "a.yaml") == "too-large"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("x")
    assert fail(tmp_path, "a.yaml") == "vanished"
    assert fail(tmp_path, "b.yaml/c.yaml") == "vanished"
    with pytest.raises(UnreadableError) as caught:
        stamp_of(tmp_path, "a.yaml")
    assert caught.value.code == "vanished"


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    assert fail(tmp_path, "a.yaml") == "not-a-file"


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Do not wait between attempts, but note how long it would have been."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    return waited


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_pause: list[float]
) -> None:
    file, real, reads = tmp_path / "a.yaml", os.read, []
    file.write_text("half")

    def changing(descriptor: int, length: int) -> bytes:
        reads.append(length)
        if len(reads) == 1:
            file.write_text("whole now")
            return b"ha"
        return real(descriptor, length)

    monkeypatch.setattr(os, "read", changing)
    assert read(tmp_path, "a.yaml") == b"whole now"
    assert len(reads) > 1


def test_a_file_touched_just_now_is_left_alone_for_a_moment(
    tmp_path: Path, no_pause: list[float]
) -> None:
    (tmp_path / "old.yaml").write_text("x")
    os.utime(tmp_path / "old.yaml", (1, 1))
    (tmp_path / "future.yaml").write_text("x")
    os.utime(tmp_path / "future.yaml", (1 << 33, 1 << 33))
    read(tmp_path, "old.yaml")
    read(tmp_path, "future.yaml")
    assert no_pause == []
    (tmp_path / "new.yaml").write_text("x")
    read(tmp_path, "new.yaml")
    assert len(no_pause) == 1
    assert 0 < no_pause[0] < 0.1


def test_a_file_that_never_rests_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_pause: list[float]
) -> None:
    file, real = tmp_path / "a.yaml", os.read
    file.write_text("x")

    def growing(descriptor: int, length: int) -> bytes:
        data = real(descriptor, length)
        with file.open("a") as more:
            more.write("x")
        return data[:1]

    monkeypatch.setattr(os, "read", growing)
    assert fail(tmp_path, "a.yaml", 5) in ("changing", "too-large")
    assert sum(no_pause) < 0.2


def test_a_file_is_read_whole_in_small_portions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("0123456789" * 10)
    real = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, length: real(descriptor, min(length, 7)))
    assert read(tmp_path, "a.yaml") == b"0123456789" * 10


@pytest.mark.parametrize("call", ["open", "read", "fstat"])
@pytest.mark.parametrize("number", [1, 5, 13, 24, 28, 116])  # EPERM EIO EACCES EMFILE ENOSPC ESTALE
def test_any_fault_of_the_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    (tmp_path / "a.yaml").write_text("x")
    opened = len(list(Path("/dev/fd").iterdir()))

    def faulty(*_: object, **__: object) -> object:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, faulty)
    assert fail(tmp_path, "a.yaml") == "unreadable"
    monkeypatch.undo()
    assert len(list(Path("/dev/fd").iterdir())) == opened


def test_a_read_that_is_interrupted_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_pause: list[float]
) -> None:
    (tmp_path / "a.yaml").write_text("x")
    real, calls = os.read, []

    def interrupted(descriptor: int, length: int) -> bytes:
        calls.append(length)
        if len(calls) == 1:
            raise InterruptedError
        return real(descriptor, length)

    monkeypatch.setattr(os, "read", interrupted)
    assert read(tmp_path, "a.yaml") == b"x"
