"""Reading the feed of a shared store: which versions are new, and their bytes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from briefing.catalogue.storage.columns import decode_path, encode_path

PAGE = 2000
"""Versions of one stream fetched at once."""
_BYTES = 16 * 1024 * 1024
"""Bytes of files that are held at a time, but for a single larger one."""

_POSITION = """
SELECT f.handling, f.last, f.channel, EXISTS (
    SELECT FROM briefing.version v WHERE v.store = f.store AND v.seq < 0 AND v.feed = f.handling
    AND greatest(v.not_before, v.at) > %(since)s::timestamptz - interval '10 minutes'
), now() FROM briefing.feed f WHERE f.store = %(store)s ORDER BY f.handling
"""
_COLUMNS = """
v.feed, v.seq, v.path, v.sha256, v.size, v.handling, briefing.micros(v.at), v.withdrawn,
v.path <> '' AND NOT EXISTS (SELECT FROM briefing.version n
    WHERE n.store = v.store AND n.path = v.path AND n.at > v.at)
"""
_NEW = f"""
SELECT {_COLUMNS} FROM unnest(%(feeds)s::text[], %(after)s::bigint[]) c (feed, seq)
CROSS JOIN LATERAL (
    SELECT * FROM briefing.version w WHERE w.store = %(store)s AND w.feed = c.feed
    AND w.seq > greatest(c.seq, 0) ORDER BY w.seq LIMIT {PAGE}
) v
"""
# Versions under embargo have no place in the order of the feed. They are asked for by time, those
# of the last minutes again, as they may have been published by a slow transaction.
_HELD = f"""
SELECT {_COLUMNS} FROM briefing.version v WHERE v.store = %(store)s AND v.seq < 0
AND greatest(v.not_before, v.at) > %(since)s::timestamptz - interval '10 minutes'
"""
_BODIES = "SELECT sha256, bytes FROM briefing.body WHERE sha256 = ANY (%b)"
_CURRENT = """
SELECT DISTINCT ON (path) path, sha256, handling, briefing.micros(at), author FROM briefing.version
WHERE store = %s AND path <> '' ORDER BY path, at DESC
"""


class FeedPosition(NamedTuple):
    """The positions of the readable streams of a store."""

    last: Mapping[str, int]
    """The last number of each stream, by its handling mark."""
    channels: tuple[str, ...]
    """The names of their notices."""
    held: bool
    """Whether versions under embargo, or that were, may have appeared."""
    now: str
    """The server's time, as it writes it."""


class FeedVersion(NamedTuple):
    """A version of a file, or the word that a file is to go."""

    feed: str
    """The stream that it came in."""
    seq: int
    """Its number there; below 0 for one that was under embargo."""
    path: str
    """The file; empty in a `withdrawn` one."""
    sha256: bytes | None
    """Of its bytes; None where the file is removed."""
    size: int
    """In bytes."""
    handling: str
    """Its mark."""
    at: int
    """When, in microseconds since 1970."""
    withdrawn: bytes | None
    """The SHA-256 of the path of a file that is to go, as it may not be seen any more."""
    is_current: bool
    """Whether no later version of the file may be seen."""


class ServerFile(NamedTuple):
    """The current version of a file on the server."""

    sha256: bytes | None
    """Of its bytes; None where it was removed."""
    handling: str
    """Its mark."""
    at: int
    """When, in microseconds since 1970."""
    author: str
    """Who published it."""


def position(cursor: Any, store: str, since: str) -> FeedPosition:
    """Return how far the store is; `since` is the server's time when it was last asked."""
    cursor.execute(_POSITION, {"store": store, "since": since or "-infinity"})
    rows = cursor.fetchall()
    return FeedPosition(
        {row[0]: row[1] for row in rows}, tuple(row[2] for row in rows),
        any(row[3] for row in rows), rows[0][4].isoformat() if rows else since,
    )  # fmt: skip


def new_versions(cursor: Any, store: str, after: Mapping[str, int]) -> list[FeedVersion]:
    """Return the next versions of each stream, at most `PAGE` of one, in its order."""
    values = {"store": store, "feeds": list(after), "after": list(after.values())}
    cursor.execute(_NEW, values)
    return [_version(row) for row in cursor.fetchall()]


def held_versions(cursor: Any, store: str, since: str) -> list[FeedVersion]:
    """Return the versions that were under embargo, and have appeared since then."""
    cursor.execute(_HELD, {"store": store, "since": since or "-infinity"})
    return [_version(row) for row in cursor.fetchall()]


def times(cursor: Any, store: str, numbers: Mapping[str, int]) -> dict[str, int]:
    """Return when the versions with these numbers were published, by stream, if they are seen."""
    cursor.execute(
        "SELECT v.feed, briefing.micros(v.at) FROM unnest(%s::text[], %s::bigint[]) c (feed, seq) "
        "JOIN briefing.version v ON v.store = %s AND v.feed = c.feed AND v.seq = c.seq",
        (list(numbers), list(numbers.values()), store),
    )
    return dict(cursor.fetchall())


def _version(row: Sequence[Any]) -> FeedVersion:
    version = FeedVersion(*row)
    return version._replace(path=decode_path(version.path))


def bodies(cursor: Any, wanted: Iterable[tuple[bytes, int]]) -> Iterator[tuple[bytes, bytes]]:
    """Yield SHA-256s with their bytes, those of the server that this role may see.

    `wanted` are the SHA-256s and sizes in bytes; they are asked for some at a time.
    """
    some: list[bytes] = []
    total = 0
    for sha256, size in dict(wanted).items():
        if some and total + size > _BYTES:
            yield from _fetched(cursor, some)
            some, total = [], 0
        some.append(sha256)
        total += size
    if some:
        yield from _fetched(cursor, some)


def _fetched(cursor: Any, sums: list[bytes]) -> list[tuple[bytes, bytes]]:
    cursor.execute(_BODIES, (sums,), binary=True)
    found: list[tuple[bytes, bytes]] = cursor.fetchall()
    return found


def current_files(cursor: Any, store: str) -> dict[str, ServerFile]:
    """Return the current version of every file that one may see, by path."""
    cursor.execute(_CURRENT, (store,))
    return {decode_path(path): ServerFile(*others) for path, *others in cursor.fetchall()}


def encoded(paths: Iterable[str]) -> list[str]:
    """Return paths as the server keeps them: PostgreSQL stores Unicode, a name may be any bytes."""
    return [encode_path(path) for path in paths]
