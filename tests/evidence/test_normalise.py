"""The folded form: what it makes equal, what it keeps apart, and the way back."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evidence import Archive, Verdict, judge
from briefing.evidence.normalise import fold
from briefing.text.equivalents import QUOTES

_ANY = st.text(
    st.one_of(
        st.sampled_from("aAbé 1.,;:!?…-–—\n\t\u00a0\u00ad\u200b'\"“”‘’«»`´"),
        st.sampled_from("我们 \u3000。，？ก\n"),
        st.sampled_from("ﬁĳ\u0301\u0323\u1160\u1100\u212b"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(_ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(_ANY)
def test_composition_makes_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(text).text


@given(_ANY)
def test_letters_come_from_where_the_offsets_say(text: str) -> None:
    folded = fold(text)
    for index, character in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)
        if character.isalnum() and character.isascii():
            origin = unicodedata.normalize("NFKD", text[start:end])
            assert character in origin


@given(_ANY, st.integers(0, 60))
def test_a_position_leads_into_the_folded_form_in_order(text: str, at: int) -> None:
    folded = fold(text)
    at = min(at, len(text))
    assert 0 <= folded.position(at) <= len(folded.text)
    assert folded.position(0) == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“a” ‘b’ «c» „d“ ‹e›", '"a" \'b\' "c" "d" \'e\''),
        ("« a »", '"a"'),
        ("“‘a’”", '"a"'),
        ("a — b – c ― d − e", "a - b--c---d-e"),
        ("a\u00a0b\u202fc\u2009d\u3000e", "a b c d e"),
        ("a\nb\r\nc\n\nd", "a b c d"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("ﬁnd eﬄuent", "find effluent"),
        ("a . . . b", "a…b"),
        ("why ?", "why?"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("我们 准备\n\n好了", "我们准备好了"),
        ("会谈，\n有建设性", "会谈，有建设性"),
    ],
)
def test_typography_folds_away(left: str, right: str) -> None:
    assert fold(left).text == fold(right).text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Deal", "deal"),
        ("its", "it's"),
        ("we're", "were"),
        ("6,000", "6000"),
        ("6.000", "6,000"),
        ("6 000", "6000"),
        ("5-6", "56"),
        ("a b", "ab"),
        ("say “no”", "say no"),
        ("you agree?", "you agree."),
        ("résumé", "resume"),
    ],
)
def test_words_and_numbers_do_not(left: str, right: str) -> None:
    assert fold(left).text != fold(right).text


def test_every_quotation_mark_is_one_mark() -> None:
    assert {fold(f"a{mark}b").text for mark in QUOTES} == {"a'b"}


def test_hyphens_inside_words_are_noted_and_those_at_line_ends_apart() -> None:
    folded = fold("long-term nego-\ntiations, re-\r\nsign, F-16")
    assert folded.text == "longterm negotiations, resign, F-16"
    assert folded.hard == [4]
    assert folded.soft == [13, 25]


@pytest.mark.parametrize(
    "archive",
    [
        "a" * (4 << 20),
        "a " * (1 << 18),
        "a-" * (1 << 18),
        ",a" * (1 << 18),
        " " * (1 << 19),
        "." * (1 << 19),
        "'" * (1 << 19),
        "a\u0301" * (1 << 18),
        "\u0301" * (1 << 18),
        "[" * (1 << 19),
        "a …" * (1 << 18),
    ],
    ids=lambda text: repr(text[:3]),
)
def test_monotonous_archives_are_answered(archive: str) -> None:
    archives = {"a": Archive(archive)}
    for quotation in (archive[:1000], f"{archive[:998]}b", "aaaa … aaaa … [b] aaaa"):
        assert judge(quotation, archives).verdict in Verdict


def test_the_work_grows_with_the_text_and_not_with_its_square() -> None:
    class Counted(str):
        """A text that counts how often it is searched."""

        searches = 0

        def find(self, *words_and_bounds: Any) -> int:
            Counted.searches += 1
            return super().find(*words_and_bounds)

    archive = Archive(Counted("a" * 100_000))
    assert judge("a" * 50, {"a": archive}).verdict is Verdict.NOT_FOUND
    assert Counted.searches < 10
