"""A terminal emulator that also remembers which modes a program left switched on."""

import copy
import itertools
import re
from typing import Any

import pyte

_SEQUENCE = re.compile(
    rb"\x1b(?:"
    rb"\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    rb"|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])"  # the rest
)
_BEGUN = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)\Z")
_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>=])([0-9;]*)u")
_OTHER_KEYS = re.compile(rb"\x1b\[>4(?:;([0-9]))?m")
_PRIVATE_CSI = re.compile(rb"\x1b\[(?:[<>=]|\?[0-9;]*[^0-9;hlKJ])")
_FRESH = frozenset({7, 25})
_QUERIES = {
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[?u": b"\x1b[?0u",
}


class _Stream(pyte.ByteStream):
    """pyte's parser, and the sequences it leaves out."""

    csi = {**pyte.ByteStream.csi, "b": "repeat", "S": "scroll_up", "T": "scroll_down"}
    events = frozenset(
        itertools.chain(pyte.ByteStream.events, ("repeat", "scroll_up", "scroll_down"))
    )


class _Screen(pyte.Screen):
    """pyte's screen with an alternate screen, REP, SU and SD."""

    last = " "
    shell: Any = None

    def draw(self, data: str) -> None:
        """Draw `data` and remember its last character."""
        super().draw(data)
        self.last = data[-1:] or self.last

    def repeat(self, count: int = 1) -> None:
        """Draw the last character `count` times more."""
        super().draw(self.last * max(1, count))

    def scroll_up(self, count: int = 1) -> None:
        """Move the lines of the scroll region up."""
        row = self.cursor.y
        self.cursor.y = (self.margins or (0, self.lines - 1))[0]
        self.delete_lines(max(1, count))
        self.cursor.y = row

    def scroll_down(self, count: int = 1) -> None:
        """Move the lines of the scroll region down."""
        row = self.cursor.y
        self.cursor.y = (self.margins or (0, self.lines - 1))[0]
        self.insert_lines(max(1, count))
        self.cursor.y = row

    def set_mode(self, *modes: int, **options: bool) -> None:
        """Set modes; 1049 opens the alternate screen."""
        if options.get("private") and 1049 in modes and self.shell is None:
            self.shell = (copy.deepcopy(dict(self.buffer)), copy.copy(self.cursor))
            self.erase_in_display(2)
        super().set_mode(*modes, **options)

    def reset_mode(self, *modes: int, **options: bool) -> None:
        """Reset modes; 1049 brings back what stood there before."""
        super().reset_mode(*modes, **options)
        if options.get("private") and 1049 in modes and self.shell is not None:
            lines, self.cursor = self.shell
            self.buffer.clear()
            self.buffer.update(lines)
            self.shell = None
            self.dirty.update(range(self.lines))


class Emulator:
    """What a terminal of `rows` × `columns` cells shows after the bytes it was fed."""

    def __init__(self, rows: int = 24, columns: int = 80) -> None:
        """Begin with an empty screen and a fresh terminal's modes."""
        self.screen = _Screen(columns, rows)
        self.modes: set[int] = set(_FRESH)
        """Private modes that are on now."""
        self.kitty = 0
        """How many times the kitty keyboard protocol was pushed and not popped."""
        self.other_keys = False
        """Whether xterm's modifyOtherKeys is on."""
        self._stream = _Stream(self.screen)
        self._rest = b""

    def feed(self, data: bytes) -> bytes:
        """Show `data` and return what a terminal would answer to the queries in it."""
        data, self._rest = _whole(self._rest + data)
        answers = []
        for match in _SEQUENCE.finditer(data):
            self._note(match[0])
            answers.append(_QUERIES.get(match[0], b""))
        self._stream.feed(_SEQUENCE.sub(_known, data))
        return b"".join(answers)

    def _note(self, sequence: bytes) -> None:
        if match := _MODES.fullmatch(sequence):
            numbers = {int(part) for part in match[1].split(b";") if part}
            self.modes = self.modes | numbers if match[2] == b"h" else self.modes - numbers
        elif match := _KITTY.fullmatch(sequence):
            step = int(match[2].split(b";")[0] or 1)
            self.kitty = self.kitty + 1 if match[1] == b">" else max(0, self.kitty - step)
        elif match := _OTHER_KEYS.fullmatch(sequence):
            self.other_keys = (match[1] or b"0") != b"0"

    @property
    def left_on(self) -> frozenset[str]:
        """What differs from a fresh terminal: `?1049`, `no ?25`, `kitty`…; empty when restored."""
        changed = {f"?{mode}" for mode in self.modes - _FRESH}
        changed |= {f"no ?{mode}" for mode in _FRESH - self.modes}
        changed |= {"kitty"} if self.kitty else set()
        return frozenset(changed | ({"modifyOtherKeys"} if self.other_keys else set()))

    @property
    def rows(self) -> list[str]:
        """The lines on the screen, without spaces at their ends.

        The second cell of a wide character is empty, also between two writes that together replace
        it, where pyte's own `display` fails.
        """
        lines = (self.screen.buffer[y] for y in range(self.screen.lines))
        across = range(self.screen.columns)
        return ["".join(line[x].data for x in across).rstrip() for line in lines]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    def resize(self, rows: int, columns: int) -> None:
        """Change the size, in cells."""
        self.screen.resize(rows, columns)


def _known(match: re.Match[bytes]) -> bytes:
    """Return the sequence, or nothing if pyte would print what it does not know."""
    sequence = match[0]
    if sequence[1:2] in b"PX^_]" or _PRIVATE_CSI.match(sequence):
        return b""
    return sequence


def _whole(data: bytes) -> tuple[bytes, bytes]:
    """Split `data` before a sequence that is still incomplete."""
    start = data.find(b"\x1b")
    while start >= 0:
        match = _SEQUENCE.match(data, start)
        if match is None and _BEGUN.match(data, start):
            return data[:start], data[start:]
        start = data.find(b"\x1b", match.end() if match else start + 1)
    return data, b""
