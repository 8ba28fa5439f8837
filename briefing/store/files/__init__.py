"""Which files a store holds, and how to read one without being hurt.

Nothing but ordinary files is ever opened: no pipe that blocks, no device that never ends, no link
that leads out of the store. Imports `loader.problems`, `text` and `errors`.
"""

from briefing.loader import MAX_BRIEF
from briefing.store.file_names import BRIEF_SUFFIXES, SHARED_NAMES, is_brief, is_shared
from briefing.store.files.archive_names import actual_path, named_like_briefs, near_path
from briefing.store.files.folder_scan import (
    Fingerprint,
    Look,
    Scan,
    ScanCancelled,
    fingerprint_of,
    irregular_entry,
    look,
    scan,
    unfollowed,
)
from briefing.store.files.ignore import Ignore, below
from briefing.store.files.safe_read import (
    MAX_ARCHIVE,
    PASSING,
    Stamp,
    can_be_kept,
    glance,
    inside_of,
    is_settled,
    naming,
    read,
    stamp_of,
)

__all__ = [
    "BRIEF_SUFFIXES", "MAX_ARCHIVE", "MAX_BRIEF", "PASSING", "SHARED_NAMES", "Fingerprint",
    "Ignore", "Look", "Scan", "ScanCancelled", "Stamp", "actual_path", "below", "can_be_kept",
    "fingerprint_of", "glance", "inside_of", "irregular_entry", "is_brief", "is_settled",
    "is_shared", "look", "named_like_briefs", "naming", "near_path", "read", "scan", "stamp_of",
    "unfollowed",
]  # fmt: skip
