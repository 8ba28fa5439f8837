"""The terminal's cursor follows what is done on the screen, and no meaning is in colours alone."""

from collections.abc import Sequence

import pytest
from textual.pilot import Pilot

from briefing.catalogue.values import OwnMarks
from briefing.evidence.verdicts import Verdict
from briefing.ui.widgets.board_view import BoardView
from briefing.ui.widgets.line_view import LineView
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED
from briefing.view.brief.panes import pane_view
from briefing.view.list_rows import flags
from briefing.view.signs import ASCII, UNICODE, Signs
from briefing.view.spans import plain
from tests.linear.test_facts import view_of
from tests.ui.conftest import Reader, whole_screen

KEYS = (
    "j", "enter", "2", "j", "4", "G", "5", "}", "0", "p", "j", "l", "l", "h", "x", "l", "j", "q",
    "d", "j", "q",
)  # fmt: skip
"""Through the list, panes, and boards."""


def _is_at_cursor(pilot: Pilot[int]) -> bool:
    """Whether the terminal's cursor would be where the screen shows the cursor."""
    view = pilot.app.screen.focused
    assert isinstance(view, LineView)
    x, y = view.cursor_screen_offset
    row = whole_screen(pilot)[y]
    if isinstance(view, BoardView) and view.board.compact and view.cell is not None:
        return row[x : x + 1] == view.cell.glyph
    if isinstance(view, BoardView) and view.column >= 0:
        said = view.cell.words if view.cell is not None else ()
        begun = (said[0] if said else "").split()[:1]
        return "▌" in row and all(word[:4] in row[x : x + 12] for word in begun)
    return row[x : x + 1] == "▌"


@pytest.mark.parametrize(
    ("size", "keys"),
    [((160, 50), KEYS), ((80, 24), ("j", "enter", "4", "j", "x", "l"))],
    ids=["160x50", "80x24"],
)
async def test_the_cursor_of_the_terminal_is_where_the_row_of_the_cursor_begins(
    reader: Reader, size: tuple[int, int], keys: tuple[str, ...]
):
    async with reader(size) as pilot:
        for key in keys:
            await pilot.press(key)
            assert _is_at_cursor(pilot), key


async def test_the_cursor_stands_in_the_line_that_is_typed(reader: Reader):
    async with reader((80, 24)) as pilot:
        for keys, typed in (("/", "ce"), (":", "pr")):
            await pilot.press(keys, *typed)
            field = pilot.app.screen.focused
            assert field is not None
            x, y = field.cursor_screen_offset  # type: ignore[attr-defined]
            assert whole_screen(pilot)[y][:x].endswith(typed)
            await pilot.press("escape")


@pytest.mark.parametrize("colourless", [False, True])
async def test_hits_are_seen_without_colours_too(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, colourless: bool
):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    if colourless:
        monkeypatch.setenv("NO_COLOR", "1")
    async with reader((80, 24)) as pilot:
        await pilot.press("/", *"leaders", "enter")
        view = pilot.app.screen.focused
        assert isinstance(view, LineView)
        assert bool(view.style_of("plain", hit=True).reverse) is colourless
        assert not view.style_of("plain").reverse


# --- words and signs, without any colour --------------------------------------------------------


def _all_differ(texts: Sequence[str]) -> bool:
    return len(set(texts)) == len(texts)


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_every_combination_of_marks_looks_different(signs: Signs):
    every = [
        OwnMarks(state == 1, state == 2, star, note)
        for state in range(3)
        for star in (False, True)
        for note in (False, True)
    ]
    assert _all_differ([plain(flags(own, signs)) for own in every])


def test_every_verdict_has_a_sign_and_a_word_of_its_own():
    for look in (lambda one: one.glyph, lambda one: one.ascii, lambda one: one.word):
        assert _all_differ([look(verdict) for verdict in Verdict])


def _pane(view: BriefView, number: int, width: int) -> str:
    return "\n".join(map(plain, pane_view(view, number, width).lines))


AGREEMENT = {"issue": "i", "text": "x", "parties": ["a", "b"]}
FACTS: dict[str, list[dict[str, object]]] = {
    "agreements": [
        {**AGREEMENT, "attested_by": by, **({"status": status} if status else {})}
        for by in (["a"], ["b"], ["a", "b"])
        for status in ("", "in-principle", "agreed", "signed", "partly-carried-out", "carried-out",
                       "broken")
    ],
    "disagreements": [
        {"issue": "i", "question": "x", "positions": {"a": {"stance": stance, "text": "x"}},
         "status": status}
        for stance in ("proposes", "demands", "supports", "accepts", "conditional", "rejects",
                       "disputes", "unreported")
        for status in ("open", "narrowing", "resolved", "shelved")
    ],
    "proposals": [
        {"issue": "i", "by": "a", "text": "x", "status": status}
        for status in ("pending", "received", "accepted", "rejected", "withdrawn")
    ],
}  # fmt: skip


@pytest.mark.parametrize("width", [40, 78, UNWRAPPED])
@pytest.mark.parametrize("section", FACTS)
def test_records_that_differ_in_a_fact_differ_in_words(section: str, width: int):
    pane = 2 if section == "agreements" else 3
    texts = [
        _pane(
            view_of(
                {
                    "title": "t", "date": "2025", "summary": "s", "issues": {"i": "I"},
                    "parties": {"a": "Anna", "b": "Bert"}, section: [record],
                }
            ),
            pane,
            width,
        )
        for record in FACTS[section]
    ]  # fmt: skip
    assert _all_differ(texts)
