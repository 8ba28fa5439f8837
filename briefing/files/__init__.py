"""The files of a store: finding them and reading them safely.

Nothing but ordinary files is ever opened: no pipe that blocks, no device that never ends, no link
that leads out of the store. A file that changes while it is read is read again.
"""

from briefing.files.opening import (
    MAX_ARCHIVE,
    MAX_BRIEF,
    PASSING,
    Stamp,
    glance,
    inside_of,
    read,
    stamp_of,
    time_of,
)
from briefing.files.scanning import (
    BRIEF_SUFFIXES,
    SHARED_NAMES,
    Scan,
    ScanCancelled,
    is_brief,
    odd,
    scan,
)

__all__ = [
    "BRIEF_SUFFIXES",
    "MAX_ARCHIVE",
    "MAX_BRIEF",
    "PASSING",
    "SHARED_NAMES",
    "Scan",
    "ScanCancelled",
    "Stamp",
    "glance",
    "inside_of",
    "is_brief",
    "odd",
    "read",
    "scan",
    "stamp_of",
    "time_of",
]
