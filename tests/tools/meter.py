"""Measures a program from outside: bytes, frames and time for each key pressed in a pty."""

import os
import select
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.terminal.session.modes import ASK_POSITION
from tests.tools.emulator import Cell, Kind
from tests.tools.terminal import Terminal, environment

Screen = list[list[Cell]]
"""Rows of cells, as a terminal shows them."""

_LONGEST = 5.0
"""Seconds after which a program that never rests is no longer waited for."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one key cost."""

    key: str
    """The key, or "start"."""
    bytes: int
    """Bytes the program sent until it fell silent."""
    frames: int
    """Bursts in which they came, a gap of 15 ms apart."""
    milliseconds: float
    """From the key to the last byte."""


@dataclass(frozen=True, slots=True)
class Run:
    """A program's script of keys."""

    steps: tuple[Step, ...]
    """The start, then a step a key."""
    screens: tuple[Screen, ...]
    """What was shown after each step."""

    @property
    def total(self) -> int:
        """Bytes of all keys, without the start."""
        return sum(step.bytes for step in self.steps[1:])


def undrawn(terminal: Terminal, patience: float) -> Generator[bytes, None, None]:
    """Yield what the program sends, until nothing has come for `patience` seconds.

    It is drawn when that ends: the emulator takes longer for a screen than the reader does.
    """
    data = bytearray()
    try:
        while select.select([terminal.master], [], [], patience)[0]:
            part = os.read(terminal.master, 65_536)
            if ASK_POSITION.encode() in part:
                os.write(terminal.master, b"\x1b[1;1R")
            data += part
            yield part
    finally:
        terminal.raw += data
        terminal.emulator.feed(bytes(data))


class Meter:
    """A program in a terminal, and what a person would see there, with all attributes."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        columns: int,
        rows: int,
        cwd: Path | None = None,
    ) -> None:
        # Erased cells keep the whole style, so that blanks are known as the program meant them.
        kind = Kind(erases_in_style=True, repeats=True)
        self.terminal = Terminal(command, env=env, rows=rows, columns=columns, cwd=cwd, kind=kind)

    def step(self, key: str, quiet: float = 0.3, ready: str = "") -> Step:
        """Press `key` ("start": none), and read until the program rests for `quiet` seconds."""
        begun = time.perf_counter()
        before = len(self.terminal.raw)
        if key != "start":
            self.terminal.press(key)
        if ready:
            self.terminal.wait_for(ready)
        last, frames, length = begun, 0, before
        busy, worked = time.perf_counter(), self._work()
        while time.perf_counter() - max(last, busy) < quiet:
            self.terminal.settle(0.001)
            now = time.perf_counter()
            if self._work() != worked and now - begun < _LONGEST:
                busy, worked = now, self._work()
            if len(self.terminal.raw) > length:
                frames += now - last > 0.015 or not frames
                last, length = now, len(self.terminal.raw)
        return Step(key, length - before, frames, round((last - begun) * 1000, 1))

    def _work(self) -> int:
        """Return the processor time the program has used, in clock ticks."""
        stat = Path(f"/proc/{self.terminal.pid}/stat").read_text().rpartition(")")[2].split()
        return int(stat[11]) + int(stat[12])

    def close(self) -> None:
        """End the program."""
        self.terminal.close()


def run_keys(
    command: Sequence[str],
    env: Mapping[str, str],
    size: tuple[int, int],
    keys: Sequence[str],
    *,
    ready: str = "",
    cwd: Path | None = None,
) -> Run:
    """Start a program at `size` (columns, rows), press keys one by one, and measure."""
    meter = Meter(command, env, *size, cwd=cwd)
    try:
        steps = [meter.step("start", 1.0, ready)]
        screens = [meter.terminal.emulator.cells()]
        for key in keys:
            steps.append(meter.step(key))
            screens.append(meter.terminal.emulator.cells())
            if meter.terminal.process.poll() is not None:
                raise RuntimeError(f"the program ended at {key!r}:\n{meter.terminal.text}")
    finally:
        meter.close()
    return Run(tuple(steps), tuple(screens))


def clean_environment(home: Path, **extra: str) -> dict[str, str]:
    """Return an environment of 256 colours in which only the settings in `home` are found."""
    path = os.pathsep.join(filter(None, [str(Path.cwd()), os.environ.get("PYTHONPATH", "")]))
    return environment(home, TERM="xterm-256color", PYTHONPATH=path, **extra)
