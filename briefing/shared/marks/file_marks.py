"""A person's marks in a file, or in a folder with a file for each machine, synced by themselves."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError, UsageError
from briefing.shared.marks.server_marks import SyncedMarks
from briefing.store.files.safe_write import temporary_file
from briefing.text.clean import clean
from briefing.user.state import State
from briefing.user.state.peers import PeerMarks, SharedMark

_MAX = 256 * 1024 * 1024
"""Bytes of the largest file of marks."""
_FORMAT = 1


def sync_through(path: Path, state: State) -> SyncedMarks:
    """Bring the marks here and those in a file or folder together; the last writer of each wins.

    In a folder each machine writes a file of its own, and reads all: no two write the same.

    Raises:
        UsageError: a file there was not written by this command.
        BriefingError: it cannot be read or written, or the marks cannot be saved here.
    """
    try:
        files = sorted(path.glob("*.json")) if path.is_dir() else [path]
        found = [mark for file in files if file.exists() for mark in _read(file)]
        peer = PeerMarks(state, "")
        taken = peer.take(found)
        if taken is None:
            raise BriefingError(state.warning)
        marks = peer.all()
        known = {mark[:3]: mark for mark in sorted(found, key=lambda mark: mark.rank)}
        news = [mark for mark in marks if known.get(mark[:3]) != mark]
        target = path / f"marks-{peer.machine}.json" if path.is_dir() else path
        if news or not target.exists():
            _write(target, marks)
    except OSError as error:
        raise BriefingError(f"{error.filename or path}: {error.strerror}") from None
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from None
    return SyncedMarks(taken, len(news))


def _read(file: Path) -> list[SharedMark]:
    if file.stat().st_size > _MAX:
        raise ValueError(f"larger than {_MAX // 1024 // 1024} MiB")
    try:
        value = json.loads(file.read_text("utf-8"))
    except (ValueError, RecursionError):
        value = None
    marks = value.get("marks") if isinstance(value, dict) and value.get("format") == 1 else None
    if not isinstance(marks, list):
        raise ValueError(f"{clean(file.name, line=True)} was not written by briefing state sync")
    return [_mark(item) for item in marks]


def _mark(item: Any) -> SharedMark:
    fields = [item.get(name) for name in SharedMark._fields] if isinstance(item, dict) else []
    match fields:
        case [
            str() as brief, str() as kind, str() as key, str() | None as value,
            int() | float() as at,
        ] if not isinstance(at, bool):  # fmt: skip
            return SharedMark(brief, kind, key, value, float(at))
    raise ValueError("expected text in brief, kind, key and value, and a time in at")


def _write(file: Path, marks: Iterable[SharedMark]) -> None:
    value = {"format": _FORMAT, "marks": [mark._asdict() for mark in marks]}
    data = json.dumps(value, ensure_ascii=False, indent=0).encode()
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o600
    temporary_file(file, data, mode).replace(file)
