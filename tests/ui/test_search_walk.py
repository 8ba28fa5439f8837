"""Walking hits and narrowing the list, without a terminal."""

import pytest

from briefing.ui.main.search_walk import ListFilter, SearchWalk
from briefing.ui.screens.chooser import Chooser
from briefing.ui.screens.search_screen import SearchScreen
from briefing.user.spots import Spot
from tests.ui.fakes import FakeScreen, FakeWays, indexed


class Searched:
    """A screen on which something can be searched for."""

    def __init__(self) -> None:
        self.screen, self.ways = FakeScreen(indexed()), FakeWays()
        self.walk = SearchWalk(self.screen, self.ways)
        self.filter = ListFilter(self.screen, self.walk, self.ways)

    def search(self, text: str) -> None:
        """Choose the first hit of a search."""
        self.walk.actions["search"]()
        screen, searched = self.screen.opened.pop()
        assert isinstance(screen, SearchScreen)
        session = self.screen.library.find(text)
        session.fetch()
        session.count()
        session.at = 0
        searched(session)


@pytest.fixture
def searched() -> Searched:
    return Searched()


def test_without_a_search_there_is_nothing_to_walk(searched: Searched):
    searched.walk.actions["hit.next"]()
    assert searched.screen.note == "no search yet; press / to search"


def test_a_hit_is_landed_on_and_told(searched: Searched):
    searched.search("umerov")
    assert searched.walk.session is not None
    hit = searched.walk.session.hits[0]
    assert searched.ways.opened == [(hit.number, 1)]
    assert searched.screen.brief.landed == (hit.key, 0)
    assert searched.screen.note.startswith("/umerov   1/")
    assert searched.ways.left == 1
    assert searched.screen.highlighter is not None


def test_a_search_that_is_left_changes_nothing(searched: Searched):
    searched.walk.actions["search"]()
    _, answered = searched.screen.opened.pop()
    answered(None)
    assert searched.walk.session is None
    assert searched.ways.opened == []


def test_hits_are_walked_to_the_last_and_back_to_the_first(searched: Searched):
    searched.search("umerov")
    assert searched.walk.session is not None
    count = len(searched.walk.session.hits)
    for _ in range(count):
        searched.walk.walk(1)
    assert searched.walk.session.at == count - 1
    assert searched.screen.note == "last hit"
    for _ in range(count):
        searched.walk.walk(-1)
    assert searched.screen.note == "first hit"
    searched.walk.session.partial = True
    searched.walk.walk(-1)
    assert searched.screen.note.startswith("first hit so far")


def test_what_is_lit_further_on_in_the_record_comes_before_the_next_hit(searched: Searched):
    screen = searched.screen
    searched.search("quote:leaders")
    assert searched.walk.session is not None
    hit = searched.walk.session.hits[0]
    screen.read(hit.brief)
    screen.pane, screen.panes[4].steps = 4, 1
    searched.walk.walk(1)
    assert searched.walk.session.at == 0
    searched.walk.walk(1)
    assert searched.walk.session.at == 1 or screen.note == "last hit"


def test_a_word_under_the_cursor_is_searched_for(searched: Searched):
    screen = searched.screen
    screen.read("istanbul-2025-06-02")
    screen.pane, screen.current_key = 4, "q1"
    words = searched.walk.words_under_cursor()
    assert "leaders" in words
    assert len(words) == len(set(words))
    searched.walk.actions["search.word"]()
    chooser, chosen = screen.opened.pop()
    assert isinstance(chooser, Chooser)
    chosen("leaders")
    assert isinstance(screen.opened.pop()[0], SearchScreen)
    screen.current_key = ""
    searched.walk.actions["search.word"]()
    assert screen.note == "no word under the cursor"


def test_a_filter_narrows_the_list_as_it_is_typed_and_is_kept(searched: Searched):
    screen = searched.screen
    searched.filter.actions["filter"]()
    assert screen.question is not None
    screen.question.typed("round:2")
    assert searched.screen.filter_text == "round:2"
    assert len(screen.library.ids(searched.filter.query)) == 1
    screen.question.typed("round:two peace")
    assert screen.complaint
    assert searched.screen.filter_text == "round:2"
    screen.answer_question("round:two peace")
    assert screen.question is not None
    screen.question.typed("round:2")
    screen.answer_question("round:2")
    assert not screen.is_asking
    assert screen.found == 2


def test_a_filter_that_is_left_is_as_it_was_and_so_is_the_list(searched: Searched):
    screen = searched.screen
    screen.list.top = 7
    searched.filter.actions["filter"]()
    assert screen.question is not None
    question = screen.question
    screen.list.top = 0
    question.typed("round:2")
    question.left()
    assert not searched.screen.filter_text
    assert not screen.complaint
    assert not screen.is_asking
    assert searched.ways.gone_to == [Spot(2, 0)]
    assert screen.list.top == 7


def test_a_search_and_a_filter_are_forgotten_together(searched: Searched):
    searched.filter.actions["forget"]()
    assert searched.screen.note == "q quits the reader"
    searched.search("umerov")
    searched.filter.narrow("round:2", searched.screen.library.find("round:2").query)
    searched.filter.actions["forget"]()
    assert (searched.screen.filter_text, searched.walk.session) == ("", None)
