"""The line of a file that says from which record it was imported, and what was written then.

It is a comment, so the brief is exactly what was imported. Without the line, the brief is the
person's own: no import touches it again.
"""

import hashlib
import re
from typing import NamedTuple

HEAD = 1024
"""The number of bytes at the start of a file that can hold its mark."""
_MARK = re.compile(
    rb"^# imported from (?P<format>[a-z]+): (?P<key>[a-z0-9-]{1,200}) as "
    rb"(?P<id>[a-z0-9-]{1,200}), sha256 (?P<sha256>[0-9a-f]{64})\r?\n",
    re.MULTILINE,
)


class ImportMark(NamedTuple):
    """What a file says of its import."""

    format: str
    """The format: `kite`, `csv`, …"""
    key: str
    """The key of the record."""
    id: str
    """The id that the brief got."""
    sha256: str
    """The SHA-256 checksum of the file as it was written, without the line of the mark."""


def mark_of(head: bytes) -> ImportMark | None:
    """Return the mark in the first `HEAD` bytes of a file; None without one."""
    match = _MARK.search(head[:HEAD])
    return ImportMark(*(part.decode() for part in match.groups())) if match else None


def marked(text: str, kind: str, key: str, brief_id: str) -> bytes:
    """Return the bytes of a file: `text` with its mark at the top, in Markdown's front matter."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    mark = f"# imported from {kind}: {key} as {brief_id}, sha256 {digest}\n"
    at = 4 if text.startswith(("---\n", "+++\n")) else 0
    return f"{text[:at]}{mark}{text[at:]}".encode()


def is_as_written(data: bytes) -> bool:
    """Whether a file is byte for byte what the import wrote."""
    mark = mark_of(data)
    rest = _MARK.sub(b"", data, count=1)
    return mark is not None and hashlib.sha256(rest).hexdigest() == mark.sha256
