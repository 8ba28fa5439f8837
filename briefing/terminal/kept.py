"""The first screen as it was last time, shown again before anything else is imported.

What the reader begins with is the same from one start to the next until a file of its own changes:
the catalogue, the state, the settings. So it is kept in the cache folder as it goes over the wire,
with the size and time of each of those files. A start like the one before shows it at once, with a
few modules loaded, and then makes its first screen as ever: what was shown is only a guess, and
where the two differ the right one is painted over it.

From the first byte to the moment when `lifecycle` watches over the terminal, a signal or an error
gives the terminal back from here. A kept screen holds text of briefs, so it is the person's alone,
and one that somebody else could have written is not shown.
"""

import os
import signal
import termios

from briefing import __version__
from briefing.folders import cache_place
from briefing.terminal.attributes import LEAVE, raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import FrameType
    from typing import Any

_MOST_BYTES = 262_144  # a larger screen is not kept
_MOST_FILES = 32  # kept screens: of each store, for each size of the window
_PREFIX = "first-"
_NAMES = frozenset(
    ("TERM", "COLORTERM", "NO_COLOR", "LANG", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
)
_BEGINNINGS = ("LC_", "BRIEFING_", "PYTHON")
_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class _Start:
    """One start of the reader, and what has been shown of it."""

    def __init__(self, words: "Sequence[str]", environ: "Mapping[str, str]") -> None:
        kept = {n: environ[n] for n in environ if n in _NAMES or n.startswith(_BEGINNINGS)}
        in_screen = "STY" in environ  # where other colours are sent
        self._like = (__version__, os.getcwd(), tuple(words), sorted(kept.items()), in_screen)
        self.attributes: list[Any] | None = None
        """The terminal's settings as they were found; None while nothing is shown."""
        self.sent = b""
        """What has been sent."""
        self.handlers: dict[int, Any] = {}
        """What was done on a signal before."""
        self.answers = False
        """Whether the terminal is given back from here."""

    def path(self, size: tuple[int, int]) -> str:
        """Return the file of the screen that starts like this one show."""
        # A number that is the same in every process, from nothing that takes time to import.
        number = int.from_bytes(self.key(size), "big") % ((1 << 61) - 1)
        return f"{cache_place()}/{_PREFIX}{number:016x}"

    def key(self, size: tuple[int, int]) -> bytes:
        """Return what makes two starts alike, as one line."""
        return ascii((*self._like, tuple(size))).encode()

    def show(self, screen: bytes) -> None:
        """Send a screen, and answer for the terminal from now on."""
        found = termios.tcgetattr(0)
        for number in _ENDING:
            handler = signal.getsignal(number)
            if handler != signal.SIG_IGN:
                self.handlers[number] = handler
                signal.signal(number, _end)
        self.attributes, self.answers = found, True
        termios.tcsetattr(0, termios.TCSANOW, raw(found))
        self.sent = screen
        while screen:
            screen = screen[os.write(2, screen) :]

    def give_back(self) -> None:
        """Bring back the terminal as it was; what was typed at the screen is for nobody else.

        It waits for nothing, as the terminal may take no more bytes, and imports nothing, as a
        signal may have come in the middle of an import.
        """
        assert self.attributes is not None
        try:
            termios.tcflush(0, termios.TCIOFLUSH)
            os.set_blocking(2, False)
            os.write(2, LEAVE.encode())
        except (OSError, termios.error):
            pass
        try:
            os.set_blocking(2, True)
            termios.tcsetattr(0, termios.TCSANOW, self.attributes)
        except (OSError, termios.error):
            pass  # the terminal is gone


_start: _Start | None = None


def show(words: "Sequence[str]") -> None:
    """Show what starts with these words on the command line have shown, if nothing has changed.

    Without such a screen, nothing happens.
    """
    global _start
    if len(words) > 1 or any(word.startswith("-") for word in words) or not cache_place():
        return
    try:
        if not all(map(os.isatty, (0, 1, 2))):
            return
        _start = _Start(words, os.environ)
        size = os.get_terminal_size(2)
        screen = _read(_start.path(size), _start.key(size))
        if screen:
            _start.show(screen)
    except (OSError, termios.error):
        pass  # what comes next finds out what is wrong, and says so


def attributes() -> "list[Any] | None":
    """Return the terminal's settings as they were before a kept screen; None if there was none."""
    return _start.attributes if _start is not None else None


def sent() -> bytes:
    """Return what has been sent to the terminal; nothing where there was no kept screen."""
    return _start.sent if _start is not None else b""


def handler_of(number: int) -> "Any":
    """Return what was to be done on a signal before a kept screen was shown."""
    found = signal.getsignal(number)
    return _start.handlers.get(number, found) if _start is not None else found


def take_over() -> None:
    """Leave the terminal to the caller, whose handlers are set."""
    if _start is not None:
        _start.answers = False


def withdraw() -> None:
    """Take away what has been shown, unless somebody has taken over, and keep no screen.

    For a start that has something to say before the reader opens.
    """
    global _start
    start, _start = _start, None
    if start is None or not start.answers:
        return
    start.give_back()
    for number, handler in start.handlers.items():
        signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _end(number: int, frame: "FrameType | None") -> None:
    """Give the terminal back, and end."""
    withdraw()
    os._exit(128 + number)


def keep(
    screen: bytes, size: tuple[int, int], rests_on: "Iterable[str | os.PathLike[str]]"
) -> None:
    """Keep what this start has shown, or would show now, for others like it.

    `rests_on` are the files that it was drawn from, whether they exist or not; where it was drawn
    from none, it is not kept. Without a kept screen only time is lost, so nothing is raised.
    """
    paths = [os.fsencode(os.path.abspath(path)) for path in rests_on]
    keepable = bool(paths) and not any(b"\n" in path for path in paths)
    if _start is None or not keepable or not _is_harmless(screen) or len(screen) > _MOST_BYTES:
        return
    stamps = [b"%s %s" % (_stamp(path), path) for path in paths]
    path = _start.path(size)
    data = b"\n".join((_start.key(size), *stamps, b"", screen))
    try:
        if not os.path.exists(path):
            _make_room(os.path.dirname(path))
        _write(path, data)
    except OSError:
        pass


def _read(path: str, key: bytes) -> bytes:
    """Return the screen in a file, if it is for these starts and what it rests on is the same.

    Raises:
        OSError: there is no such file, or it is not the person's alone.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | _NOFOLLOW)
    try:
        told = os.fstat(descriptor)
        if told.st_uid != os.geteuid() or told.st_mode & 0o177077 != 0o100000:
            return b""
        data = os.read(descriptor, _MOST_BYTES + 1)
    finally:
        os.close(descriptor)
    head, _, screen = data.partition(b"\n\n")
    first, *stamps = head.split(b"\n")
    same = first == key and all(map(_holds, stamps)) and len(data) <= _MOST_BYTES
    return screen if same and _is_harmless(screen) else b""


def _holds(line: bytes) -> bool:
    """Whether a file still has the stamp that a line tells."""
    noted, _, path = line.partition(b" ")
    return noted == _stamp(path)


def _stamp(path: bytes) -> bytes:
    try:
        told = os.stat(path)
    except OSError:
        return b"-"
    return b"%d/%d/%d" % (told.st_mtime_ns, told.st_size, told.st_ino)


def _is_harmless(screen: bytes) -> bool:
    """Whether it holds printable text, ends of lines and control sequences (CSI) alone."""
    try:
        text = screen.decode()
    except UnicodeDecodeError:
        return False
    for sign in ("\x1b[", "\r", "\n", "\b"):
        text = text.replace(sign, "")
    return text.isprintable()


def _write(path: str, data: bytes) -> None:
    """Write a file in one step: whoever reads it finds all of it or what was there before."""
    beside = f"{path}.{os.getpid()}"
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise


def _make_room(folder: str) -> None:
    """Forget all kept screens where there are many; what was left half-written goes with them."""
    with os.scandir(folder) as entries:
        paths = [entry.path for entry in entries if entry.name.startswith(_PREFIX)]
    if len(paths) >= _MOST_FILES:
        for path in paths:
            os.unlink(path)
