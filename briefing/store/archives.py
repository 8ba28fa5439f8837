"""The archived texts of a store: found inside it, read safely, cleaned one character for one."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefing.errors import UnreadableError
from briefing.evidence import Archive
from briefing.loader.syntax.decoding import decode
from briefing.store import files
from briefing.store.files import Stamp
from briefing.text.clean import clean

_KEPT = 64
_CODES = {"outside": "archive-outside", "vanished": "archive-missing"}


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Why an archived text is not available."""

    code: str
    """A key of `problems.CODES`."""
    message: str
    """The problem, and its remedy."""
    passing: bool = False
    """Whether the same file may be read another time: the disk failed, or refused it."""


class Archives:
    """The archived texts of one folder; what was read is kept until the file changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = lru_cache(_KEPT)(self._read_now)

    def get(self, path: str, sha256: str | None) -> Archive | Unavailable:
        """Return the text at `path` inside the store, or why it is not available.

        With `sha256`, the bytes of the file must have that sum.
        """
        try:
            stamp = files.stamp_of(self._folder, files.actual_path(self._folder, path))
            archive, digest = self._read(stamp, kept=files.can_be_kept(stamp))
        except UnreadableError as error:
            return self._unavailable(path, error)
        if sha256 is not None and digest != sha256:
            return Unavailable("archive-changed", self._change(path, digest, sha256))
        return archive

    def _change(self, path: str, digest: str, sha256: str) -> str:
        """Return the message about an archive whose SHA-256 differs from the brief's."""
        try:
            data = files.read(
                self._folder, files.actual_path(self._folder, path), files.MAX_ARCHIVE
            )
        except UnreadableError:
            data = b""
        if ends := _other_line_ends(data, sha256):
            return (
                f"the archive {path} has changed in its line ends only: it was archived with "
                f"{ends}; convert them back, and keep git from converting them "
                "(core.autocrlf, or in .gitattributes: sources/** -text)"
            )
        return (
            f"the archive {path} has changed: its SHA-256 is {digest}, the brief says "
            f"{sha256}; restore the old text, or archive the new one under another name"
        )

    def _read_now(self, stamp: Stamp, *, kept: bool) -> tuple[Archive, str]:
        # `kept` changes once the file has settled, so that it is read once more then.
        data = files.read(self._folder, stamp.path, files.MAX_ARCHIVE)
        return Archive(clean(decode(data))), hashlib.sha256(data).hexdigest()

    def _unavailable(self, path: str, error: UnreadableError) -> Unavailable:
        code = _CODES.get(error.code, "archive-unreadable")
        if code == "archive-missing":
            remedy = "restore it, or archive it again"
            if near := files.near_path(self._folder, path):
                remedy = f"the file is named {near}; write it so"
            return Unavailable(code, f"the archive {path} does not exist; {remedy}")
        if code == "archive-outside":
            message = f"the archive {path} leads outside the store; move it inside"
            return Unavailable(code, message)
        place = f" (line {error.line}, column {error.column})" if error.code == "encoding" else ""
        passing = error.code in files.PASSING
        return Unavailable(code, f"the archive {path}{place}: {error.message}", passing)


def _other_line_ends(data: bytes, sha256: str) -> str:
    """Return the line ends with which `data` has this SHA-256; empty if none."""
    plain = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for name, end in (("LF", b"\n"), ("CRLF", b"\r\n"), ("CR", b"\r")):
        if hashlib.sha256(plain.replace(b"\n", end)).hexdigest() == sha256:
            return name
    return ""
