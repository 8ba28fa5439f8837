"""The screens are those of Textual's own driver: what it writes is replayed beside what is sent."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import split_graphemes

from briefing.terminal.screen.ansi_parser import AnsiScreen
from briefing.terminal.screen.disputed_runs import flows_of
from briefing.terminal.screen.painter import KnownScreen, paint
from briefing.terminal.screen.terminfo import Capabilities, capabilities_of
from tests.terminal.frames import Frames
from tests.tools.emulator import Emulator, Kind

TERMS = ("xterm-256color", "tmux-256color", "screen", "linux", "vt100", "rxvt-256color")
FRAMES_EACH = 5
EXAMPLES = 10_000 // FRAMES_EACH if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 60
SIZES = st.sampled_from([(31, 9), (24, 6), (8, 3), (1, 1), (80, 24)])


class Pair:
    """Two terminals: one is written to as Textual writes, the other as it is painted."""

    def __init__(
        self,
        size: tuple[int, int],
        capabilities: Capabilities,
        *,
        exact: bool = False,
        coloured: bool = False,
    ) -> None:
        self.capabilities = capabilities
        self.exact = exact
        kind = Kind(
            erases_in_colour=coloured,
            erases_in_style=exact,
            newline_returns=not capabilities.plain_newline,
        )
        self.theirs = Emulator(*size, Kind(newline_returns=True))
        self.ours = Emulator(*size, kind)
        self.theirs.write("\x1b[?7l")
        self.ours.write("\x1b[?7l")
        self.reader = AnsiScreen(*size, split_graphemes)
        self.reader.feed("\x1b[?7l")
        self.shown = KnownScreen.unknown(*size)
        self.sent = 0

    def write(self, frame: str) -> None:
        assert self.reader.feed(frame) == []
        text, self.shown = paint(self.shown, self.reader.scene().grid, self.capabilities)
        self.theirs.write(frame)
        self.ours.write(text)
        self.sent += len(text.encode())

    def resize(self, width: int, height: int) -> None:
        self.theirs.resize(height, width)
        self.ours.resize(height, width)
        self.reader.resize(width, height)
        self.shown = KnownScreen.unknown(width, height)

    def check(self) -> None:
        if self.exact:
            assert self.ours.cells() == self.theirs.cells()
        assert self.ours.look() == self.theirs.look()
        assert not self.ours.strange


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    seed=st.integers(0, 2**40),
    size=SIZES,
    term=st.sampled_from(TERMS),
    newline=st.booleans(),
    exact=st.booleans(),
    coloured=st.booleans(),
)
def test_random_frames_show_what_textual_shows(
    seed: int, size: tuple[int, int], term: str, newline: bool, exact: bool, coloured: bool
) -> None:
    capabilities = capabilities_of(term, plain_newline=newline)
    pair = Pair(size, capabilities, exact=exact, coloured=coloured)
    frames = Frames(random.Random(seed), *size)
    pair.write(frames.whole())
    pair.check()
    for _ in range(FRAMES_EACH - 1):
        pair.write(frames.next())
        pair.check()


@settings(max_examples=EXAMPLES // 4, deadline=None)
@given(seed=st.integers(0, 2**40), sizes=st.lists(SIZES, min_size=2, max_size=4))
def test_a_resized_screen_is_painted_anew(seed: int, sizes: list[tuple[int, int]]) -> None:
    pair = Pair(sizes[0], capabilities_of("xterm-256color", plain_newline=True))
    chance = random.Random(seed)
    for size in sizes:
        pair.resize(*size)
        frames = Frames(chance, *size)
        pair.write(frames.whole())
        pair.check()
        pair.write(frames.next())
        pair.check()


@settings(max_examples=EXAMPLES, deadline=None)
@given(seed=st.integers(0, 2**40), term=st.sampled_from(TERMS[:3]))
def test_a_terminal_with_other_widths_shows_every_undisputed_cell_in_its_place(
    seed: int, term: str
) -> None:
    size = (31, 5)
    pair = Pair(size, capabilities_of(term, plain_newline=True))
    frames = Frames(random.Random(seed), *size)
    pair.ours.kind = Kind(pair.ours.kind.erases_in_colour, clusters=False)
    for frame in (frames.whole(), frames.next(), frames.next()):
        pair.write(frame)
        looks = zip(pair.shown.grid.rows, pair.theirs.look(), pair.ours.look(), strict=True)
        for row, theirs, ours in looks:
            far = -1
            flowing = {x for flow in flows_of(row) for x in range(flow.start, flow.reach)}
            for x, cell in enumerate(theirs):
                if x in flowing:
                    continue  # drawn in one go, further left or right
                if len(cell.data) > 1 or cell.data in "\u00ad\u200b":
                    far = x + 2
                elif x >= far and cell.data.isascii() and cell.data:
                    assert ours[x] == cell


@pytest.mark.parametrize("term", TERMS)
def test_the_same_frame_again_costs_nothing(term: str) -> None:
    pair = Pair((80, 24), capabilities_of(term))
    frame = Frames(random.Random(1), 80, 24).whole()
    pair.write(frame)
    before = pair.sent
    pair.write(frame)
    assert pair.sent == before
