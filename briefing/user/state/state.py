"""Marks on briefs with undo and redo, and the search history."""

import sys
import time
import zlib
from _thread import RLock
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

from briefing.text.clean import clean
from briefing.user.state.disk import BriefFact, Disk, Value, state_path, store_key

MAX_UNDO = 1000
"""Steps that can be undone."""
MAX_SEARCHES = 500
"""Searches kept for one store."""
_SLICE = 500
"""Briefs per statement."""
_NO_TEXTS: Mapping[str, bytes] = {}


class Note(NamedTuple):
    """A person's note."""

    brief: str
    """The id of the brief."""
    record: str
    """The record that it hangs on; empty for the brief itself."""
    text: str
    """Its words."""
    at: float
    """When it was written last, in seconds since 1970."""


class Step(NamedTuple):
    """What one command changed: a step that can be undone."""

    label: str
    """What was done: `star`, `untag watch`, `note`."""
    before: tuple[BriefFact, ...]
    """The facts before it."""
    after: tuple[BriefFact, ...]
    """The same facts after it."""

    @property
    def briefs(self) -> tuple[str, ...]:
        """The ids of the briefs that it concerns, in order."""
        return tuple(dict.fromkeys(fact.brief for fact in self.after))


class State:
    """Marks, tags, notes and searches of one store.

    Safe to use from several threads. Changes by other processes are visible at once.
    """

    def __init__(self, folder: Path, *, path: Path | None = None) -> None:
        """Open the state of the store in `folder`, by default in the file `state_path()`."""
        self._disk = Disk(path or state_path())
        self._store = store_key(folder)
        self._lock = RLock()
        self._unsaved: dict[tuple[str, str, str], BriefFact] = {}
        self._done: deque[Step] = deque(maxlen=MAX_UNDO)
        self._undone: deque[Step] = deque(maxlen=MAX_UNDO)

    @property
    def warning(self) -> str:
        """Why nothing is saved, or which damaged file was moved away; empty if all is well."""
        return self._disk.trouble or self._disk.notice

    @property
    def version(self) -> int:
        """A number that changes when another process has written; never waits for it."""
        with self._lock:
            return self._disk.version()

    def close(self) -> None:
        """Close the file after retrying unsaved changes once."""
        with self._lock:
            if self._unsaved:
                self._save([])
            self._disk.close()

    def read(self, briefs: Iterable[str] | None = None) -> dict[str, str]:
        """Return the briefs marked as read, each with the SHA-256 of the file at that time."""
        return {fact.brief: str(fact.value) for fact in self._facts("read", briefs)}

    def set_read(
        self, briefs: Mapping[str, str], *, texts: Mapping[str, bytes] = _NO_TEXTS
    ) -> None:
        """Mark briefs as read, each with the SHA-256 of its file, in one step.

        `texts` are the bytes of their files, those that `last_read` is to return.
        """
        facts = [self._fact(brief, "read", "", digest) for brief, digest in briefs.items()]
        facts += [
            self._fact(brief, "snapshot", "", zlib.compress(text)) for brief, text in texts.items()
        ]
        self._do("read", facts)

    def set_unread(self, briefs: Iterable[str]) -> None:
        """Remove the read marks of briefs."""
        self._do("unread", [self._fact(brief, "read", "", None) for brief in briefs])

    def last_read(self, brief: str) -> bytes | None:
        """Return the bytes of the brief's file when it was last marked as read, if kept."""
        try:
            snapshots = [fact.value for fact in self._facts("snapshot", [brief])]
            return zlib.decompress(snapshots[0]) if isinstance(snapshots[0], bytes) else None
        except (IndexError, zlib.error):
            return None

    def starred(self, briefs: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Return the starred briefs with their starred records; `""` means the brief itself."""
        return self._keys("star", briefs)

    def set_star(self, brief: str, on: bool, record: str = "") -> None:
        """Star or unstar a brief or one of its records."""
        self._do("star" if on else "unstar", [self._fact(brief, "star", record, on)])

    def set_stars(self, briefs: Iterable[str], on: bool) -> None:
        """Star or unstar briefs in one step."""
        self._do("star" if on else "unstar", [self._fact(id, "star", "", on) for id in briefs])

    def tags(self, briefs: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Return the tags of briefs, in order."""
        return self._keys("tag", briefs)

    def set_tag(self, brief: str, tag: str, on: bool = True) -> None:
        """Add a tag to a brief, or remove it."""
        self._do(f"tag {tag}" if on else f"untag {tag}", [self._fact(brief, "tag", tag, on)])

    def notes(self, briefs: Iterable[str] | None = None) -> dict[str, dict[str, str]]:
        """Return the notes on briefs, by brief and record; `""` means the brief itself."""
        notes: dict[str, dict[str, str]] = {}
        for fact in self._facts("note", briefs):
            notes.setdefault(fact.brief, {})[fact.key] = str(fact.value)
        return notes

    def all_notes(self) -> tuple[Note, ...]:
        """Return every note on the briefs of the store, the one written last first."""
        facts = sorted(self._facts("note", None), key=lambda fact: (-fact.at, fact.brief, fact.key))
        return tuple(Note(fact.brief, fact.key, str(fact.value), fact.at) for fact in facts)

    def set_note(self, brief: str, text: str, record: str = "") -> None:
        """Write the note on a brief or one of its records; an empty text removes it."""
        label = "note" if text else "removal of a note"
        self._do(label, [self._fact(brief, "note", record, text or None)])

    def marks(self) -> dict[str, frozenset[str]]:
        """Return the briefs by mark: `read`, `starred`, `noted`, `tag:NAME`.

        `seen` holds `SHA256 brief` for each that was read, the digest being that of its file then;
        `notes` each note as the brief, a unit separator and the text.
        """
        read = self.read()
        marks = {"read": set(read), "starred": set(self.starred())}
        marks["seen"] = {f"{sha256} {brief}" for brief, sha256 in read.items()}
        notes = self.all_notes()
        marks["noted"] = {note.brief for note in notes}
        marks["notes"] = {f"{note.brief}\x1f{note.text}" for note in notes}
        for brief, tags in self.tags().items():
            for tag in tags:
                marks.setdefault(f"tag:{tag}", set()).add(brief)
        return {mark: frozenset(briefs) for mark, briefs in marks.items()}

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return bool(self._undone)

    def undo(self) -> Step | None:
        """Undo the last step, but what others have changed since; return it, or None."""
        return self._step(self._done, self._undone)

    def redo(self) -> Step | None:
        """Redo the step undone last, and return it, or None if there is none."""
        return self._step(self._undone, self._done)

    def _step(self, source: deque[Step], target: deque[Step]) -> Step | None:
        """Reverse the last step of `source`, and put its reverse on `target`."""
        with self._lock:
            if not source:
                return None
            step = source.pop()
            label, before, after = step
            target.append(Step(label, after, before))
            now = time.time()
            changes = zip(before, after, self._current(after), strict=True)
            self._save(
                [old._replace(at=now) for old, new, held in changes if held.value == new.value]
            )
            return step

    def bookmarks(self) -> dict[str, str]:
        """Return the places marked in this store by letter, as they were written."""
        return {fact.key: str(fact.value) for fact in self._facts("bookmark", None)}

    def set_bookmark(self, letter: str, place: str) -> None:
        """Mark a place by a letter; this cannot be undone."""
        self._save([self._fact("", "bookmark", letter, place)])

    def searches(self) -> tuple[str, ...]:
        """Return the searches in this store, the latest first."""
        facts = sorted(self._facts("search", None), key=lambda fact: -fact.at)
        return tuple(fact.key for fact in facts)

    def add_search(self, text: str) -> None:
        """Add a search to the history, which drops the oldest when it is full."""
        facts = [self._fact("", "search", text, True)]
        others = [old for old in self.searches() if old != facts[0].key]
        facts += [self._fact("", "search", old, None) for old in others[MAX_SEARCHES - 1 :]]
        self._save(facts)

    def export(self, *, everything: bool = False) -> list[dict[str, Any]]:
        """Return the facts of this store, or of every store, for JSON; without snapshots.

        `time` says when, as `at` does, in ISO 8601.
        """
        sql = "SELECT store, brief, kind, key, value, at FROM facts WHERE kind <> 'snapshot'"
        values: tuple[str, ...] = ()
        if not everything:
            sql, values = f"{sql} AND store = ?", (self._store,)
        with self._lock:
            rows = self._disk.rows(f"{sql} ORDER BY store, brief, kind, key", values)
        return [{**fact._asdict(), "time": iso_time(fact.at)} for fact in starmap(BriefFact, rows)]

    def merge(self, facts: Iterable[Mapping[str, Any]], *, into_store: bool = False) -> int:
        """Import exported facts that are newer than those here; return their number.

        With `into_store`, they become facts of this store, whatever store they come from.

        Raises:
            ValueError: one of them is invalid.
        """
        with self._lock:
            newer = []
            for number, item in enumerate(facts, 1):
                try:
                    fact = _read_fact(item)
                except ValueError as error:
                    raise ValueError(f"fact {number}: {error}") from None
                if into_store:
                    fact = fact._replace(store=self._store)
                if fact.at > self._age(fact):
                    newer.append(fact)
            return len(newer) if newer and self._disk.write(newer) else 0

    @property
    def tables(self) -> tuple[Disk, RLock, str]:
        """The tables, the lock that is held while they are used, and the store's key in them."""
        return self._disk, self._lock, self._store

    def _age(self, fact: BriefFact) -> float:
        sql = "SELECT at FROM facts WHERE store=? AND brief=? AND kind=? AND key=?"
        rows = self._disk.rows(sql, fact[:4])
        return float(rows[0][0]) if rows else float("-inf")

    def _fact(self, brief: str, kind: str, key: str, value: Value | bool) -> BriefFact:
        """Return a fact as of now; None or False removes it."""
        if isinstance(value, bool):
            value = "1" if value else None
        if isinstance(value, str):
            value = clean(value)
        return BriefFact(self._store, clean(brief), kind, clean(key), value, time.time())

    def _facts(self, kind: str, briefs: Iterable[str] | None) -> list[BriefFact]:
        """Return the facts of one kind, on the given briefs or on all."""
        ids = None if briefs is None else dict.fromkeys(briefs)
        with self._lock:
            facts = {(fact.brief, fact.key): fact for fact in self._on_disk(kind, ids)}
            for (brief, unsaved_kind, key), fact in self._unsaved.items():
                if unsaved_kind == kind and (ids is None or brief in ids):
                    facts[brief, key] = fact
        return [fact for fact in facts.values() if fact.value is not None]

    def _on_disk(self, kind: str, briefs: Iterable[str] | None) -> Iterable[BriefFact]:
        sql = "SELECT store, brief, kind, key, value, at FROM facts WHERE store=? AND kind=?"
        if briefs is None:
            yield from (BriefFact(*row) for row in self._disk.rows(sql, (self._store, kind)))
            return
        ids = list(briefs)
        for start in range(0, len(ids), _SLICE):
            part = ids[start : start + _SLICE]
            places = ",".join("?" * len(part))
            rows = self._disk.rows(f"{sql} AND brief IN ({places})", (self._store, kind, *part))
            yield from (BriefFact(*row) for row in rows)

    def _keys(self, kind: str, briefs: Iterable[str] | None) -> dict[str, tuple[str, ...]]:
        keys: dict[str, list[str]] = {}
        for fact in self._facts(kind, briefs):
            keys.setdefault(fact.brief, []).append(fact.key)
        return {brief: tuple(sorted(values)) for brief, values in keys.items()}

    def _current(self, facts: Sequence[BriefFact]) -> list[BriefFact]:
        """Return the current fact in the place of each of `facts`."""
        current: dict[tuple[str, str, str], BriefFact] = {}
        for kind in {fact.kind for fact in facts}:
            briefs = {fact.brief for fact in facts if fact.kind == kind}
            current |= {fact[1:4]: fact for fact in self._facts(kind, briefs)}
        return [current.get(fact[1:4], fact._replace(value=None)) for fact in facts]

    def _do(self, label: str, facts: Sequence[BriefFact]) -> None:
        """Change facts as one step that can be undone."""
        with self._lock:
            undoable = tuple(fact for fact in facts if fact.kind != "snapshot")
            self._done.append(Step(label, tuple(self._current(undoable)), undoable))
            self._save(facts)
            self._undone.clear()

    def _save(self, facts: Sequence[BriefFact]) -> None:
        """Write facts, and with them those that could not be written before."""
        with self._lock:
            pending = {**self._unsaved, **{fact[1:4]: fact for fact in facts}}
            self._unsaved = {} if self._disk.write(pending.values()) else pending


def iso_time(at: float) -> str:
    """Return a time in seconds since 1970 in ISO 8601, local, to the second; empty if it is none.

    A merged state may hold any number.
    """
    try:
        return datetime.fromtimestamp(at).astimezone().isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return ""


def _read_fact(item: Mapping[str, Any]) -> BriefFact:
    """Return the fact of an exported value."""
    parts = [item.get(name) for name in BriefFact._fields]
    texts = [clean(part) for part in parts[:5] if isinstance(part, str)]
    at = parts[5]
    if len(texts) < 5 or isinstance(at, bool) or not isinstance(at, int | float):
        raise ValueError("expected text in store, brief, kind, key and value, and a time in at")
    store, brief, kind, key, value = texts
    if kind == "snapshot":
        raise ValueError("the text of a brief cannot be imported")
    if not abs(at) <= sys.float_info.max:
        raise ValueError("at must be a time in seconds since 1970")
    return BriefFact(store, brief, kind, key, value, float(at))
