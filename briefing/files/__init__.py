"""The files of a store: finding them and reading them safely.

Nothing but ordinary files is ever opened: no pipe that blocks, no device that never ends, no link
that leads out of the store. A file that changes while it is read is read again.
"""

from briefing.files.opening import (
    MAX_ARCHIVE,
    MAX_BRIEF,
    PASSING,
    Stamp,
    inside_of,
    read,
    stamp_of,
    time_of,
)
from briefing.files.scanning import (
    BRIEF_SUFFIXES,
    ODD,
    SHARED_NAMES,
    Scan,
    is_brief,
    odd,
    scan,
)

__all__ = [
    "BRIEF_SUFFIXES",
    "MAX_ARCHIVE",
    "MAX_BRIEF",
    "ODD",
    "PASSING",
    "SHARED_NAMES",
    "Scan",
    "Stamp",
    "inside_of",
    "is_brief",
    "odd",
    "read",
    "scan",
    "stamp_of",
    "time_of",
]
