"""Keys that wait for a pane, without a terminal."""

import pytest
from textual import events

from briefing.commands import Where
from briefing.ui.input.key_gate import KeyGate
from briefing.ui.main.layout import AwaitedPanes, empty_list
from briefing.ui.main.open_brief import Stage
from tests.ui.fakes import FakeScreen


class Opening(FakeScreen):
    """A screen whose pane opens."""

    def __init__(self) -> None:
        super().__init__()
        self.brief.stage = Stage.WANTED
        self.shown: list[str] = []
        self.gate = KeyGate(self, lambda: None)
        self.awaited = AwaitedPanes(self, self.gate, self.shown.append, self.shown.append)
        self.go_to(2)

    def go_to(self, pane: int) -> None:
        where: Where = "pane" if pane else "list"
        self.pane, self.place = pane, where
        self.awaited.await_brief()

    def come(self, stage: Stage) -> None:
        self.brief.stage = stage
        self.awaited.brief_has_come()

    def takes(self, key: str) -> bool:
        return self.awaited.takes(events.Key(key, key if len(key) == 1 else None))


@pytest.fixture
def opening() -> Opening:
    return Opening()


@pytest.mark.parametrize("key", ["j", "G", "g", "enter", ";", "n", "*", "y", "a", "e", "w"])
def test_keys_for_what_a_pane_holds_wait_for_the_brief(opening: Opening, key: str):
    assert not opening.takes(key)
    opening.come(Stage.KEPT)
    assert opening.takes(key)


@pytest.mark.parametrize("key", ["J", "K", "q", "Q", "/", "escape", "3", "0", "z", "?", ":", "p"])
def test_other_keys_do_not_wait(opening: Opening, key: str):
    assert opening.takes(key)


def test_what_is_typed_into_a_line_does_not_wait(opening: Opening):
    opening.takes_text = True
    assert opening.takes("j")


def test_in_the_list_nothing_waits(opening: Opening):
    opening.go_to(0)
    assert opening.takes("j")


def test_the_sources_wait_for_the_archives(opening: Opening):
    opening.go_to(5)
    opening.come(Stage.KEPT)
    assert not opening.takes("j")
    opening.come(Stage.WHOLE)
    assert opening.takes("j")


def test_keys_wait_until_the_pane_is_laid_out(opening: Opening):
    opening.panes[2].is_laid = False
    opening.come(Stage.KEPT)
    assert not opening.takes("j")
    opening.ring()
    assert opening.takes("j")


def test_a_record_is_landed_on_in_its_own_pane_or_in_the_one_that_is_named(opening: Opening):
    opening.awaited.land("q1", 0)
    assert opening.shown == ["q1"]
    opening.awaited.land("q1", 4)
    assert opening.panes[4].shown == ("q1", None)


def test_an_empty_list_says_why_it_is_empty():
    assert empty_list("/a", nothing_yet=True, is_filtered=False) == ""
    assert empty_list("/a", nothing_yet=False, is_filtered=True).endswith("F shows all")
    told = empty_list("/a\x1b", nothing_yet=False, is_filtered=False)
    assert told.startswith("no briefs in /a")
    assert "\x1b" not in told
