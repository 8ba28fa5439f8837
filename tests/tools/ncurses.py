"""What ncurses sends to show the same screens one after the other.

The screens are handed to a small program that paints them with Python's `curses` in a pty, with
the same characters, colours and attributes, and the bytes of each refresh are counted. Run as a
module with a file of screens it is that program.
"""

import curses
import json
import locale
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.tools.emulator import Cell, Emulator, Kind
from tests.tools.meter import Screen, clean_environment
from tests.tools.terminal import Terminal

_ATTRIBUTES = {
    1: "A_BOLD", 2: "A_DIM", 3: "A_ITALIC", 4: "A_UNDERLINE", 5: "A_BLINK", 7: "A_REVERSE",
    8: "A_INVIS",
}  # fmt: skip


def _colour(name: str) -> int:
    """Return the number that ncurses gives a colour: true colours go to the nearest of 256."""
    if name == "default":
        return -1
    kind, _, value = name.partition(":")
    if kind == "5":
        return int(value)
    if kind == "2":
        red, green, blue = (round(int(each) / 255 * 5) for each in value.split(":"))
        return 16 + 36 * red + 6 * green + blue
    number = int(kind)
    return number - 30 if number < 90 else number - 82


def _plain(cell: Cell) -> list[object]:
    return [cell.data, _colour(cell.fg), _colour(cell.bg), sorted(cell.codes & set(_ATTRIBUTES))]


def bytes_for(screens: Sequence[Screen], home: Path, *, tuned: bool = False) -> list[int]:
    """Return the bytes ncurses needs for each screen after the one before it.

    As programs use it: `curses.wrapper`, default colours, no cursor. `tuned` switches on what is
    off by default: line feeds without carriage returns (`nonl`) and scrolling (`idlok`).
    """
    rows, columns = len(screens[0]), len(screens[0][0])
    plain = [[[_plain(cell) for cell in row] for row in screen] for screen in screens]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "screens.json"
        path.write_text(json.dumps(plain), encoding="utf-8")
        command = [sys.executable, "-m", "tests.tools.ncurses", str(path)]
        environ = clean_environment(home, LC_ALL="C.UTF-8")
        terminal = Terminal(
            [*command, *(["tuned"] if tuned else [])], env=environ, rows=rows, columns=columns
        )
        try:
            return _sizes(terminal, screens, path.with_suffix(".painted"))
        finally:
            terminal.close()


def _sizes(terminal: Terminal, screens: Sequence[Screen], painted: Path) -> list[int]:
    """Have each screen painted, count its bytes, and see that it is the one that was asked for."""
    emulator = Emulator(len(screens[0][0]), len(screens[0]), Kind(newline_returns=False))
    sizes: list[int] = []
    for number, screen in enumerate(screens, 1):
        if sizes:
            terminal.press("enter")
        done = partial(_painted, painted, number)
        terminal.wait_until(done, f"screen {number}")
        terminal.settle(0.03)
        new = bytes(terminal.raw[sum(sizes) :])
        sizes.append(len(new))
        emulator.write(new.decode("utf-8"))
        shown = [[cell.data for cell in row] for row in emulator.look()]
        if shown != [[cell.data for cell in row] for row in screen]:
            wrong = next(y for y, row in enumerate(shown) if row != [c.data for c in screen[y]])
            raise RuntimeError(
                f"ncurses painted row {wrong} of screen {number} as {''.join(shown[wrong])!r}"
            )
    return sizes


def _painted(path: Path, number: int) -> bool:
    return path.exists() and path.stat().st_size >= number


def _paint(
    window: curses.window, screens: list[list[list[list[object]]]], painted: Path, tuned: bool
) -> None:
    curses.start_color()
    curses.use_default_colors()
    curses.curs_set(0)
    window.leaveok(True)
    if tuned:
        curses.nonl()
        window.idlok(True)
    pairs: dict[tuple[int, int], int] = {(-1, -1): 0}
    for screen in screens:
        for y, row in enumerate(screen):
            for x, (text, fore, back, codes) in enumerate(row):
                if text:
                    attributes = _attributes(pairs, (fore, back), codes)  # type: ignore[arg-type]
                    _put(window, y, x, str(text), attributes)
        window.refresh()
        with painted.open("a") as count:
            count.write(".")
        sys.stdin.read(1)


def _attributes(
    pairs: dict[tuple[int, int], int], colours: tuple[int, int], codes: list[int]
) -> int:
    if colours not in pairs:
        if len(pairs) > 255:
            raise RuntimeError("more pairs of colours than curses attributes can hold")
        pairs[colours] = len(pairs)
        curses.init_pair(pairs[colours], *colours)
    attributes = curses.color_pair(pairs[colours])
    for code in codes:
        attributes |= getattr(curses, _ATTRIBUTES[code])
    return attributes


def _put(window: curses.window, y: int, x: int, text: str, attributes: int) -> None:
    try:
        window.addstr(y, x, text, attributes)
    except curses.error:
        pass  # the last cell of the screen is drawn, and the cursor has nowhere to go


if __name__ == "__main__":
    locale.setlocale(locale.LC_ALL, "")
    SCREENS = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    curses.wrapper(
        _paint, SCREENS, Path(sys.argv[1]).with_suffix(".painted"), "tuned" in sys.argv[2:]
    )
