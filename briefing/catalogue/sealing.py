"""Whether the catalogue's file is as the last process that wrote into it left it.

SQLite notices torn pages and broken trees, but no noise inside a text or a list of words: a search
would be answered wrongly, and nobody told. A check that sees such noise reads the whole file, which
takes longer than making it anew does, and needs a sum of every row. So nothing is checked, and the
file's size and time tell. When the tables are up to date, both are noted in a small file beside
them, the seal; whoever is about to write takes the seal away first. Hence:

- The seal says what the file's stamp is: nobody has touched it.
- It says something else: another program or a fault has written there, nobody knows where. The file
  is begun anew.
- There is no seal: somebody is writing, or was killed while writing. SQLite's journal keeps whole
  what was committed; it is trusted, and nothing that was indexed is lost.

What it does not tell is noise that leaves the file's time as it was, such as a disk that forgets.
"""

import os
import sqlite3
import time
from pathlib import Path

_MOST = 64  # bytes; a seal has fewer


class Seal:
    """The note beside one catalogue's file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.note = path.with_name(path.name + "-seal")
        """The file that holds it."""

    def is_broken(self) -> bool:
        """Whether something else than this program has changed the catalogue's file."""
        noted = self._read()
        try:
            told = os.stat(self._path)  # noqa: PTH116
        except OSError:
            return False
        if not noted or noted == _stamp(told):
            return False
        # Another process may have taken it away, and written, between the two looks.
        return self._read() == noted

    @property
    def is_there(self) -> bool:
        """Whether the file is sealed: nobody writes into it at the moment."""
        return bool(self._read())

    def lift(self) -> None:
        """Take the seal away, inside the transaction that is going to change something.

        Raises:
            sqlite3.OperationalError: it cannot be removed, so nothing may be written.
        """
        try:
            os.unlink(self.note)  # noqa: PTH108
        except FileNotFoundError:
            pass
        except OSError as error:
            # As SQLite tells that it cannot have a journal there.
            raise sqlite3.OperationalError(f"unable to open the seal: {error.strerror}") from None

    def put(self) -> None:
        """Seal the file, while nobody else can write.

        Without a seal the file is only trusted more than it should be, so failing does no harm.
        """
        if self._read():
            return
        try:
            # A time of its own: what the system notes is so coarse that a write just after this one
            # could bear the same. It is read again, as a file system may keep less of it.
            now = time.time_ns()
            os.utime(self._path, ns=(now, now))
            self._write(_stamp(os.stat(self._path)))  # noqa: PTH116
        except OSError:
            pass

    def _write(self, stamp: bytes) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(self.note, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            os.write(descriptor, stamp)
        finally:
            os.close(descriptor)

    def _read(self) -> bytes:
        """Return what was noted; nothing where there is none, or only a part of one."""
        flags = os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0)
        try:
            descriptor = os.open(self.note, flags)
        except OSError:
            return b""
        try:
            noted = os.read(descriptor, _MOST)
        except OSError:
            return b""
        finally:
            os.close(descriptor)
        return noted if noted.endswith(b"\n") else b""


def _stamp(told: os.stat_result) -> bytes:
    return b"%d %d\n" % (told.st_size, told.st_mtime_ns)
