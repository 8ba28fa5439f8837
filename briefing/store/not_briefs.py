"""Files of a store that are named like briefs and are not: documents, settings, data."""

import re

from briefing.loader.load import Loaded
from briefing.loader.problems import Problem
from briefing.loader.syntax import Items, Record
from briefing.model.brief import Brief
from briefing.store.files import Ignore, is_shared

_KEYS = frozenset(Brief.model_fields)
_REQUIRED = frozenset(("title", "date", "summary"))
_LINE = r"^[ \t{{,\"'-]*+(?:{})[\"']?[ \t]*(?::|$)"
_KEY = re.compile(_LINE.format("|".join(sorted(_KEYS))), re.IGNORECASE | re.MULTILINE)
_ANY_KEY = re.compile(_LINE.format(r"[\w.$@/-]{1,100}").replace("|$", ""), re.MULTILINE)
_UNREAD = frozenset(("encoding", "too-large", "empty"))  # codes of what says nothing of its keys
_DOCUMENT = (
    "the name is that of a document about its folder or of another program's settings; rename it, "
    'or write "!{name}" in ignore'
)
SHARED = "it holds records for the briefs of its folder and those below"
"""Why a file of shared records is none."""
_SHAPE = "it has none of the keys of a brief (title, date, summary, …)"


def not_a_brief(path: str, why: str) -> Problem:
    """Return the note that a file is not a brief."""
    return Problem(path, 1, 1, "note", "not-a-brief", "", f"not a brief: {why}")


def why_not(loaded: Loaded, ignore: Ignore) -> str:
    """Return why a file is not a brief, by its name and keys; empty for a brief, even a bad one.

    A file with the name of a document is a brief if it has front matter of ours, or a title, a date
    and a summary.
    """
    path, root = loaded.path, loaded.places.root
    if is_shared(path):
        return SHARED
    if pattern := ignore.rule(path):
        return f'left out by the pattern "{pattern}"'
    document = _DOCUMENT.format(name=path.rpartition("/")[2]) if ignore.is_document(path) else ""
    if loaded.foreign:
        return document
    if path.lower().endswith(".md") or any(one.code in _UNREAD for one in loaded.problems):
        return ""
    if isinstance(root, Record) and root.keys and not loaded.recovered:
        keys = {key.lower() for key in root.keys}
        if keys.isdisjoint(_KEYS):
            return _SHAPE
        return "" if keys >= _REQUIRED else document
    text = loaded.places.text
    is_list = isinstance(root, Items) and not loaded.recovered
    if not is_list and not _ANY_KEY.search(text):  # it may be anything yet
        return ""
    return "" if _KEY.search(text) else _SHAPE
