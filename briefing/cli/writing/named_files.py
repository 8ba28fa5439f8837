"""The files that the words of a command name: one of a store, or one to read."""

import sys
from pathlib import Path

from briefing.cli.store_arg import path_within
from briefing.errors import NotFound, UsageError
from briefing.store.store import Store
from briefing.text.names import did_you_mean


def file_named(store: Store, word: str) -> str:
    """Return the path within the store of the brief with this id or file."""
    paths = [stamp.path for stamp in store.scan().stamps]
    for path in (word, path_within(store.folder, word)):
        if path in paths:
            return path
    ids: dict[str, list[str]] = {}
    for path in paths:
        brief = store.load(path).brief
        if brief is not None:
            ids.setdefault(brief.id, []).append(path)
    if word not in ids:
        near = did_you_mean(word, ids) or "; name a brief with errors by its file"
        raise NotFound(f'unknown brief "{word}"{near}')
    if len(ids[word]) > 1:
        # Unlike a command that only reads, this one must not guess.
        files = ", ".join(ids[word])
        raise UsageError(f"{len(ids[word])} files have the id {word}: {files}; name one file")
    return ids[word][0]


def read_input(name: str, most: int) -> bytes:
    """Return the bytes of a file, `-` for stdin; of one that is too large, `most` bytes and one.

    Raises:
        OSError: it cannot be read.
    """
    if name == "-":
        return sys.stdin.buffer.read(most + 1) if sys.stdin else b""
    with Path(name).open("rb") as file:
        return file.read(most + 1)
