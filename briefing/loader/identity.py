"""The ids of briefs that do not give their own: from the file's name, or from its path.

A foreign file's id is the slug of its stem while no other brief of the store has it. Otherwise all
foreign files of that id take their paths into it (`first/note.md` is `first-note`), whatever the
order in which they are read; where that is taken as well (`Note.md` beside `note.md`), a checksum
of the path follows. `index`, `_index` and `readme` have their folder in the id in any case: others
are bound to come.

What a person did is kept by id. So a mark under a name that a second file takes belongs to neither
of them from then on, and never moves to the newcomer; it belongs to whichever remains once the
other is gone, as it does when a file is moved.
"""

import hashlib
import re
from typing import NamedTuple

from briefing.model.references import SLUG
from briefing.text.fold import fold

_SLUG = re.compile(SLUG)
_FOLDER_PAGES = frozenset(("index", "_index", "readme"))


class ForeignIds(NamedTuple):
    """The ids that a foreign file can have; the first that no other brief has is its id."""

    name: str
    """The one that it gives, or that of its name."""
    by_path: str
    """That of its path."""
    last: str
    """The same with a checksum of the path, which no other has."""


def slug_of(name: str) -> str:
    """Return the id for a name; letters without a Latin form are replaced by a short checksum."""
    folded = fold(name)
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if slug and not any(letter.isalnum() and not letter.isascii() for letter in folded):
        return slug
    return f"{slug or 'brief'}-{_checksum(name)}"


def stem_of(path: str) -> str:
    """Return the file name without its extension."""
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    return stem if stem and ending else name


def own_id(path: str, given: str = "") -> str:
    """Return the id of a foreign file by itself; `given` is what its front matter says."""
    name = given or stem_of(path)
    if not given and name.partition(".")[0].lower() in _FOLDER_PAGES:
        return path_id(path)
    return name if _SLUG.fullmatch(name) else slug_of(name)


def path_id(path: str) -> str:
    """Return the id for the path of a file within the store."""
    return slug_of(f"{path.rpartition('/')[0]}/{stem_of(path)}".removeprefix("/"))


def foreign_ids(path: str, name: str) -> ForeignIds:
    """Return the ids that a foreign file can have; `name` is its `own_id`."""
    by_path = path_id(path)
    return ForeignIds(name, by_path, f"{by_path}-{_checksum(path)}")


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]
