"""The file of a store that a command is to write to."""

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
