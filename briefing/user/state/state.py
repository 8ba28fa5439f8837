"""Marks on briefs with undo and redo, and the search history."""

import math
import time
import zlib
from _thread import RLock
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from briefing.text.clean import clean
from briefing.user.state.disk import BriefFact, Disk, Value, state_path, store_key

MAX_UNDO = 1000
"""How many steps can be undone."""
MAX_SEARCHES = 500
"""How many searches are remembered for a store."""
_SLICE = 500


class _Step(NamedTuple):
    """What one command changed, so that it can be undone."""

    label: str
    before: tuple[BriefFact, ...]
    after: tuple[BriefFact, ...]


class State:
    """What a person did to the briefs of one store.

    Safe to use from several threads. Changes of other processes are seen at once.
    """

    def __init__(self, folder: Path, *, path: Path | None = None) -> None:
        """Open the state for the store in `folder`; `path` is the file, else where it belongs."""
        self._disk = Disk(path or state_path())
        self._store = store_key(folder)
        self._lock = RLock()
        self._unsaved: dict[tuple[str, str, str], BriefFact] = {}
        self._done: deque[_Step] = deque(maxlen=MAX_UNDO)
        self._undone: list[_Step] = []

    @property
    def path(self) -> Path | None:
        """The file; None where the person has no home."""
        return self._disk.path

    @property
    def warning(self) -> str:
        """Why nothing is saved, or what was set aside; empty if all is well."""
        return self._disk.trouble or self._disk.notice

    @property
    def version(self) -> int:
        """A number that changes when another process has changed something; never waits for it."""
        with self._lock:
            return self._disk.version()

    def close(self) -> None:
        """Let go of the file, after a last attempt to save what could not be saved."""
        with self._lock:
            if self._unsaved:
                self._save([])
            self._disk.close()

    def read(self, briefs: Iterable[str] | None = None) -> dict[str, str]:
        """Return the briefs that were read, each with the SHA-256 of the file that was."""
        return {fact.brief: str(fact.value) for fact in self._facts("read", briefs)}

    def set_read(
        self, briefs: Mapping[str, str], *, label: str = "read", text: bytes | None = None
    ) -> None:
        """Mark briefs as read, each as of a SHA-256.

        With `text`, the bytes of the only one, what changes later can be told by `last_read`.
        """
        facts = [self._fact(brief, "read", "", digest) for brief, digest in briefs.items()]
        if text is not None:
            packed = zlib.compress(text)
            facts += [self._fact(brief, "snapshot", "", packed) for brief in briefs]
        self._do(label, facts)

    def set_unread(self, briefs: Iterable[str], *, label: str = "unread") -> None:
        """Take the read marks from briefs."""
        self._do(label, [self._fact(brief, "read", "", None) for brief in briefs])

    def last_read(self, brief: str) -> bytes | None:
        """Return the bytes of the brief as it was when it was last marked as read."""
        for fact in self._facts("snapshot", [brief]):
            if isinstance(fact.value, bytes):
                try:
                    return zlib.decompress(fact.value)
                except zlib.error:
                    return None
        return None

    def starred(self, briefs: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Return the starred briefs with their starred records; `""` stands for the brief."""
        return self._keys("star", briefs)

    def set_star(self, brief: str, on: bool, record: str = "") -> None:
        """Star a brief or one of its records, or take the star away."""
        self._do("star" if on else "no star", [self._fact(brief, "star", record, on)])

    def tags(self, briefs: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Return the tags of briefs, in order."""
        return self._keys("tag", briefs)

    def set_tag(self, brief: str, tag: str, on: bool = True) -> None:
        """Put a tag on a brief, or take it off."""
        self._do(f"tag {tag}" if on else f"no tag {tag}", [self._fact(brief, "tag", tag, on)])

    def notes(self, briefs: Iterable[str] | None = None) -> dict[str, dict[str, str]]:
        """Return the notes on briefs, by brief and record; `""` stands for the brief."""
        notes: dict[str, dict[str, str]] = {}
        for fact in self._facts("note", briefs):
            notes.setdefault(fact.brief, {})[fact.key] = str(fact.value)
        return notes

    def set_note(self, brief: str, text: str, record: str = "") -> None:
        """Write the note on a brief or one of its records; an empty text removes it."""
        self._do("note", [self._fact(brief, "note", record, text or None)])

    def marks(self) -> dict[str, frozenset[str]]:
        """Return the briefs by what was done to them: `read`, `starred`, `noted`, `tag:NAME`.

        By `seen`, each that was read stands after the SHA-256 of what was read, and a space.
        """
        read = self.read()
        marks = {"read": set(read), "starred": set(self.starred())}
        marks["seen"] = {f"{sha256} {brief}" for brief, sha256 in read.items()}
        marks["noted"] = set(self.notes())
        for brief, tags in self.tags().items():
            for tag in tags:
                marks.setdefault(f"tag:{tag}", set()).add(brief)
        return {mark: frozenset(briefs) for mark, briefs in marks.items()}

    def undo(self) -> str:
        """Take back what was done last; return what it was, or nothing if nothing is left.

        What somebody else has changed since stays as they left it.
        """
        with self._lock:
            if not self._done:
                return ""
            step = self._done.pop()
            self._undone.append(step)
            self._exchange(step.after, step.before)
            return step.label

    def redo(self) -> str:
        """Do again what was undone last; return what it was, or nothing."""
        with self._lock:
            if not self._undone:
                return ""
            step = self._undone.pop()
            self._done.append(step)
            self._exchange(step.before, step.after)
            return step.label

    def searches(self) -> tuple[str, ...]:
        """Return the searches made in this store, the latest first."""
        facts = sorted(self._facts("search", None), key=lambda fact: -fact.at)
        return tuple(fact.key for fact in facts)

    def add_search(self, text: str) -> None:
        """Remember a search; the oldest is forgotten when there are too many."""
        facts = [self._fact("", "search", text, True)]
        others = [old for old in self.searches() if old != facts[0].key]
        facts += [self._fact("", "search", old, None) for old in others[MAX_SEARCHES - 1 :]]
        self._save(facts)

    def export(self, *, everything: bool = False) -> list[dict[str, Any]]:
        """Return the facts of this store, or of every store, as values that JSON can hold.

        The texts of briefs as they were last read are left out.
        """
        sql = "SELECT store, brief, kind, key, value, at FROM facts WHERE kind <> 'snapshot'"
        values: tuple[str, ...] = ()
        if not everything:
            sql, values = f"{sql} AND store = ?", (self._store,)
        with self._lock:
            rows = self._disk.rows(f"{sql} ORDER BY store, brief, kind, key", values)
        return [BriefFact(*row)._asdict() for row in rows]

    def merge(self, facts: Iterable[Mapping[str, Any]], *, here: bool = False) -> int:
        """Take over facts that are newer than those here; return how many.

        With `here`, they are taken for this store, whatever store they come from.

        Raises:
            ValueError: one of them is no fact.
        """
        with self._lock:
            newer = []
            for number, item in enumerate(facts, 1):
                try:
                    fact = _read_fact(item)
                except ValueError as error:
                    raise ValueError(f"fact {number}: {error}") from None
                if here:
                    fact = fact._replace(store=self._store)
                if fact.at > self._age(fact):
                    newer.append(fact)
            if newer and not self._disk.write(newer):
                return 0
            return len(newer)

    def _age(self, fact: BriefFact) -> float:
        sql = "SELECT at FROM facts WHERE store=? AND brief=? AND kind=? AND key=?"
        rows = self._disk.rows(sql, fact[:4])
        return float(rows[0][0]) if rows else float("-inf")

    def _fact(self, brief: str, kind: str, key: str, value: Value | bool) -> BriefFact:
        """Return a fact of now; True says that it holds, and None or False that it does not."""
        if isinstance(value, bool):
            value = "1" if value else None
        if isinstance(value, str):
            value = clean(value)
        return BriefFact(self._store, clean(brief), kind, clean(key), value, time.time())

    def _facts(self, kind: str, briefs: Iterable[str] | None) -> list[BriefFact]:
        """Return the facts of one kind, on the given briefs or on all."""
        wanted = None if briefs is None else list(briefs)
        with self._lock:
            found = {(fact.brief, fact.key): fact for fact in self._on_disk(kind, wanted)}
            for (brief, unsaved_kind, key), fact in self._unsaved.items():
                if unsaved_kind == kind and (wanted is None or brief in wanted):
                    found[brief, key] = fact
        return [fact for fact in found.values() if fact.value is not None]

    def _on_disk(self, kind: str, briefs: Sequence[str] | None) -> Iterable[BriefFact]:
        sql = "SELECT store, brief, kind, key, value, at FROM facts WHERE store=? AND kind=?"
        if briefs is None:
            yield from (BriefFact(*row) for row in self._disk.rows(sql, (self._store, kind)))
            return
        for start in range(0, len(briefs), _SLICE):
            part = briefs[start : start + _SLICE]
            places = ",".join("?" * len(part))
            rows = self._disk.rows(f"{sql} AND brief IN ({places})", (self._store, kind, *part))
            yield from (BriefFact(*row) for row in rows)

    def _keys(self, kind: str, briefs: Iterable[str] | None) -> dict[str, tuple[str, ...]]:
        keys: dict[str, list[str]] = {}
        for fact in self._facts(kind, briefs):
            keys.setdefault(fact.brief, []).append(fact.key)
        return {brief: tuple(sorted(found)) for brief, found in keys.items()}

    def _now(self, facts: Sequence[BriefFact]) -> list[BriefFact]:
        """Return what holds now in the place of each of `facts`."""
        found: dict[tuple[str, str, str], BriefFact] = {}
        for kind in {fact.kind for fact in facts}:
            briefs = {fact.brief for fact in facts if fact.kind == kind}
            for fact in self._facts(kind, briefs):
                found[fact.brief, kind, fact.key] = fact
        return [found.get(fact[1:4], fact._replace(value=None)) for fact in facts]

    def _do(self, label: str, facts: Sequence[BriefFact]) -> None:
        """Change facts as one step that can be undone."""
        with self._lock:
            undoable = tuple(fact for fact in facts if fact.kind != "snapshot")
            before = tuple(self._now(undoable))
            self._save(facts)
            self._done.append(_Step(label, before, undoable))
            self._undone.clear()

    def _exchange(self, expected: Sequence[BriefFact], wanted: Sequence[BriefFact]) -> None:
        """Put `wanted` where `expected` still holds."""
        now = time.time()
        changes = zip(expected, wanted, self._now(expected), strict=True)
        self._save([new._replace(at=now) for old, new, held in changes if held.value == old.value])

    def _save(self, facts: Sequence[BriefFact]) -> None:
        """Write facts, and with them what could not be written before."""
        with self._lock:
            pending = {**self._unsaved, **{(f.brief, f.kind, f.key): f for f in facts}}
            self._unsaved = {} if self._disk.write(pending.values()) else pending


def _read_fact(item: Mapping[str, Any]) -> BriefFact:
    """Return the fact that an exported value stands for."""
    parts = [item.get(name) for name in BriefFact._fields]
    texts = [clean(part) for part in parts[:5] if isinstance(part, str)]
    at = parts[5]
    if len(texts) < 5 or isinstance(at, bool) or not isinstance(at, int | float):
        raise ValueError("expected text in store, brief, kind, key and value, and a time in at")
    store, brief, kind, key, value = texts
    if kind == "snapshot":
        raise ValueError("the text of a brief cannot be imported")
    try:
        seconds = float(at)
    except OverflowError:
        seconds = math.inf
    if not math.isfinite(seconds):
        raise ValueError("at must be a time in seconds since 1970")
    return BriefFact(store, brief, kind, key, value, seconds)
