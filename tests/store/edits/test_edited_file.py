"""Changed files: written whole or not at all, and put back."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.store.edits import Put, changed_file, restore, write
from briefing.store.files import safe_write
from briefing.store.files.safe_write import ChangedMeanwhile

TEXT = b"# kept\r\ntitle: Talks   # too\r\ndate: 2025\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talks.yaml"
    path.write_bytes(TEXT)
    return path


def test_a_change_is_written_and_put_back(file: Path) -> None:
    file.chmod(0o640)
    edit = changed_file(file.parent, file.name, [Put("title", "More talks")])
    assert file.read_bytes() == TEXT
    write(file.parent, edit)
    assert file.read_bytes() == TEXT.replace(b"Talks", b"More talks")
    assert file.stat().st_mode & 0o777 == 0o640
    restore(file.parent, edit)
    assert file.read_bytes() == TEXT
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_changed_meanwhile_is_left_alone(file: Path) -> None:
    edit = changed_file(file.parent, file.name, [Put("title", "More talks")])
    file.write_bytes(b"title: Mine\n")
    with pytest.raises(ChangedMeanwhile):
        write(file.parent, edit)
    with pytest.raises(ChangedMeanwhile):
        restore(file.parent, edit)
    with pytest.raises(ChangedMeanwhile, match="has changed meanwhile"):
        changed_file(file.parent, file.name, [], sha256=sha256(TEXT).hexdigest())
    assert file.read_bytes() == b"title: Mine\n"


@pytest.mark.parametrize("name", ["../out.yaml", "gone.yaml", "/etc/passwd"])
def test_only_files_of_the_store_are_changed(file: Path, name: str) -> None:
    with pytest.raises(BriefingError, match=name):
        changed_file(file.parent, name, [Put("title", "x")])


def test_a_link_inside_the_store_stays_one(file: Path) -> None:
    link = file.parent / "link.yaml"
    link.symlink_to(file.name)
    write(file.parent, changed_file(file.parent, link.name, [Put("title", "New")]))
    assert link.is_symlink()
    assert b"New" in file.read_bytes()


class Killed(BaseException):
    """What no `except` of the program catches."""


@pytest.mark.parametrize("moment", range(6))
def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(
    file: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = changed_file(file.parent, file.name, [Put("title", "More talks")])
    left = [moment]

    def dying(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def act(*args: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*args, **named)

        monkeypatch.setattr(owner, name, act)

    for owner, name in (
        (tempfile, "mkstemp"), (os, "fchmod"), (os, "fsync"),
        (safe_write, "write_through"), (Path, "replace"), (Path, "unlink"),
    ):  # fmt: skip
        dying(owner, name)
    try:
        write(file.parent, edit)
    except Killed:
        pass
    monkeypatch.undo()
    assert file.read_bytes() == (edit.after if moment > 4 else TEXT)
