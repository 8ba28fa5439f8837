"""Marks set in the linear mode, kept as those of the full screen are."""

from briefing.library import Library
from briefing.user.spots import Spot, kept_spots, written
from briefing.view.board.board_ref import BoardRef
from tests.linear.reading import answer, printed


def test_marks_are_there_in_the_next_session(marked: Library) -> None:
    quote = answer(marked, "2", "q3")[1:]
    cell = answer(marked, "p", "2", "l")
    assert answer(marked, "2", "q3", "m x") == ["Mark x is set."]
    assert answer(marked, "p", "2", "l", "mark.set P") == ["Mark P is set."]
    assert answer(marked, "j", "m l") == ["Mark l is set."]
    there = answer(marked, "'x")
    assert there[0].startswith("Brief 2 of 3: ")
    assert there[-len(quote) :] == quote
    back = answer(marked, "'P")
    assert back[0] == answer(marked, "p")[0]
    assert answer(marked, "'P", "") == answer(marked, "p", "2", "l", "")
    assert cell[0] in answer(marked, "'P", "h", "l")[0]
    assert answer(marked, "G", "'l")[1].startswith("Brief 2 of 3")
    assert answer(marked, "'P", "'x", "[")
    assert answer(marked, "'y") == ["There is no mark y; the marks are P, l, x."]
    assert answer(marked, "m ab") == ["ab cannot be a mark; a letter or figure can."]


def test_both_modes_have_the_same_marks(marked: Library) -> None:
    assert marked.state is not None
    printed(marked, ["2", "3", "j", "m a", "x", "j", "m b"])
    spots = kept_spots(marked.state.bookmarks())
    assert (spots["a"].pane, spots["a"].path) == (3, "istanbul-2025-06-02.yaml")
    assert spots["a"].record
    table = spots["b"].table
    assert table is not None
    assert (table.kind, table.line) == ("matrix", 1)
    marked.state.set_bookmark("s", written(Spot(5, 4, "q2", path="istanbul-2025-06-02.yaml")))
    assert any("Quote 2 of" in line for line in answer(marked, "'s"))
    marked.state.set_bookmark("n", written(Spot(5, 3, path="istanbul-2025-06-02.yaml")))
    assert any(line.startswith("Pane 3, Disagreements") for line in answer(marked, "'n"))


def test_a_mark_of_what_is_gone_says_so(marked: Library) -> None:
    assert marked.state is not None
    marked.state.set_bookmark("g", written(Spot(1, 2, "a1", path="gone.yaml")))
    marked.state.set_bookmark("t", written(Spot(None, -1, table=BoardRef("process", "gone"))))
    marked.state.set_bookmark("z", "not a place")
    assert answer(marked, "'g") == ["gone.yaml no longer exists."]
    assert "gone" in answer(marked, "'t")[0]
    assert answer(marked, "'z") == ["There is no mark z; the marks are g, t."]


def test_marks_in_hits_last_for_the_session(marked: Library) -> None:
    first = answer(marked, "/ceasefire", "m h")
    assert first == ["Mark h is set for this session."]
    assert answer(marked, "/ceasefire", "m h", "0", "'h")
    assert answer(marked, "'h") == ["There is no mark h."]


def test_the_help_has_the_way_back_and_undo_where_there_is_any(marked: Library) -> None:
    def listed(*lines: str) -> set[str]:
        words = ("Command [ or", "Command ] or", "Command u or", "Command U or")
        said = printed(marked, [*lines, "?"])
        return {word[8] for word in words if any(line.startswith(word) for line in said)}

    assert listed() == set()
    assert listed("2") == {"["}
    assert listed("2", "[") == {"]"}
    assert listed("s") == {"u"}
    assert listed("u") == {"U"}
    assert answer(marked, "p", "]") == ["There is no later location in history."]
