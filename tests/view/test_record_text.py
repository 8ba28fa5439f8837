"""The words that a record is written in are told apart from what is shown around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evidence import Archive
from briefing.loader.problems import Problem
from briefing.model.brief import Brief
from briefing.view.board import record_words
from briefing.view.board.record_words import unmarked
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.copy_text import citation, words_of
from briefing.view.brief.panes import pane_view

BRIEF = Brief.model_validate(
    {
        "id": "x",
        "title": "t",
        "date": "2025",
        "summary": "First, *swaps* and `codes` [^a1].\n\n- An [item](https://a.example)\n- more",
        "bottom_line": "Little came of it [^d1].",
        "parties": {"ua": {"name": "Ukraine"}, "ru": {"name": "Russia"}},
        "people": {"um": {"name": "Rustem Umerov", "party": "ua"}},
        "issues": {"i": "Ceasefire", "b": "Bodies"},
        "sources": {
            "s": {
                "kind": "news", "title": "An article", "publisher": "A paper",
                "url": "https://a.example/", "published": "2025-06-02",
            }
        },
        "agreements": {
            "a1": {
                "issue": "b", "text": "An exchange [^q1].", "parties": ["ua", "ru"],
                "attested_by": ["ua"], "amount": "6,000 bodies", "due": "2025-07-01",
                "support": ["s#p1"],
            }
        },
        "disagreements": {
            "d1": {
                "issue": "i", "question": "How soon?", "kind": "terms",
                "positions": {"ru": {"stance": "rejects", "text": "Later.", "quotes": ["q1"]}},
            }
        },
        "proposals": {
            "pr1": {"issue": "i", "by": "ua", "to": "ru", "text": "A pause.", "status": "pending"}
        },
        "quotes": {
            "q1": {
                "who": "um", "text": "the level of leaders", "verb": "said", "issues": ["b"],
                "via": "a wire", "note": "Of it all.", "said_on": "2025-06-02", "to": "ru",
            },
            "q2": {"who": "ua", "text": "leaders", "same_as": "q1"},
        },
        "timeline": [{"date": "2025-05", "text": "Talks restart.", "support": ["s#p1"]}],
        "unknown": ["Who sits on it."],
        "next": [{"date": "2025-07", "text": "A meeting [^pr1]."}],
    }
)  # fmt: skip
READING = BriefView(
    BRIEF,
    archives={"s": Archive("One\nthing.\n\nAnother thing.")},
    notes={"q1": "ask for the tape", "s#p1": "mine"},
    problems=(Problem("x.yaml", 1, 1, "error", "bad-date", "date", "no date"),),
)


@pytest.mark.parametrize(("key", "words"), [
    ("bottom_line", "Little came of it ."),
    ("summary/1", "First, swaps and codes ."),
    ("summary/2", "An item"),
    ("a1", "Bodies An exchange . 6,000 bodies Ukraine Russia Ukraine"),
    ("d1", "Ceasefire How soon? Russia Later."),
    ("pr1", "Ukraine Russia A pause. Ceasefire"),
    ("q1", "Rustem Umerov Ukraine the level of leaders a wire Russia Bodies Of it all. "
           "ask for the tape"),
    ("s", "An article A paper"),
    ("s#p2", "Another thing."),
    ("s#p3", ""),
    ("unknown/1", "Who sits on it."),
    ("unknown/2", ""),
    ("timeline/1", "Talks restart."),
    ("next/1", "A meeting ."),
    ("problem/1", "no date"),
    ("nothing", ""),
])  # fmt: skip
def test_a_record_says_what_it_is_written_in(key: str, words: str) -> None:
    assert " ".join(words_of(READING, key).split()) == words


def test_whatever_the_cursor_can_stand_on_says_something() -> None:
    keys = [item.key for pane in range(1, 6) for item in pane_view(READING, pane, 80).items]
    assert len(keys) > 12
    assert all(words_of(READING, key) for key in keys)


def test_a_copied_paragraph_of_a_source_says_where_it_stands() -> None:
    assert citation(READING, "s#p1") == (
        "“One thing.”, in: An article, A paper, 2 June 2025, https://a.example/, ¶1, x#s#p1"
    )
    assert [citation(READING, key) for key in ("s", "s#p3", "s#p", "t#p1", "a1")] == [""] * 5


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("An exchange [^q1].", "An exchange."), ("a [^a1], b", "a, b"), ("*so* [^q1]", "so"),
        ("`[^q1]` stays", "[^q1] stays"), (r"\[^q1]", "[^q1]"), ("[^Not a key]", "[^Not a key]"),
        ("[^NO] [^q1]", "[^NO]"), ("see [here](https://a.example)", "see here"),
        ("<https://a.example>", "https://a.example"), ("a\n\nb", "a b"), ("", ""),
        ("x &amp; y", "x & y"),
    ],
)  # fmt: skip
def test_prose_without_notation(prose: str, words: str) -> None:
    assert unmarked(prose) == words


@given(st.lists(st.sampled_from(["[^q1]", "[^Q]", " ", "word", ".", "*", "[", "]", "`", "ё"])))
def test_prose_with_references_alone_is_not_parsed_for_the_same_words(parts: list[str]) -> None:
    prose = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record_words, "without_references", lambda text: None)
        parsed = unmarked(prose)
    assert unmarked(prose) == parsed
