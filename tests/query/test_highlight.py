"""Where the words of a query stand in a text, in characters of the text itself."""

from datetime import date
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.query.highlight import MAX_RANGES, Closeness, anchor_finder, highlighter
from briefing.query.parser import parse
from briefing.query.patterns import finder
from briefing.query.terms import form, token, words
from briefing.text.fold import fold

TODAY = date(2026, 1, 1)


def lit(query: str, text: str, *, typing: bool = False) -> list[str]:
    """Return what is lit in a text."""
    ranges = highlighter(parse(query, today=TODAY, typing=typing))(text)
    return [text[start:end] for start, end in ranges]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("ceasefire", "A Ceasefire, no cease-fire.", ["Ceasefire"]),
        ("istan*", "In Istanbul", ["Istan"]),
        ('"level of leaders"', "the level\n of “leaders” met", ["level\n of “leaders"]),
        ("cafe", "a café, a cafe\u0301 and cafes", ["café", "cafe\u0301"]),
        ("softly", "soft\u00adly", ["soft\u00adly"]),
        ("u.s.", "the U.S. and U S", ["U.S", "U S"]),
        ("strasse", "die Straße", ["Straße"]),
        ("停火", "我们停火了，停 火", ["停火", "停 火"]),
        ("київ", "У КИЇВІ Київ", ["Київ"]),
        ("κυπρος", "Κύπρος", ["Κύπρος"]),
        ("مرحبا", "مَرْحَبًا", ["مَرْحَبًا"]),
        ("6000", "6,000 of 16,000", ["6,000"]),
        ("6,000", "6,000, 6 000 or 6000", ["6,000", "6 000", "6000"]),
        ("/pris\\w+/", "Prisoners, prisoner", ["prisoner"]),
        ("/pris\\w+/i", "Prisoners, prisoner", ["Prisoners", "prisoner"]),
        ("/of.war/", "of\nwar", ["of\nwar"]),
        ("a OR b", "b a", ["b", "a"]),
        ("a -b", "a b", ["a"]),
        ("party:kyiv", "kyiv", []),
        ("quote:peace", "peace", ["peace"]),
        ('"a b" "b c"', "a b c", ["a b c"]),
    ],
)
def test_what_is_lit(query: str, text: str, found: list[str]) -> None:
    assert lit(query, text) == found


FAR = " x" * 200
"""What parts words."""


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("loss and damage", f"war and loss{FAR} loss and damage, and more", ["loss and damage"]),
        ("loss and damage", "Loss,\nand damage and loss", ["Loss,\nand damage"]),
        ("loss and damage", f"and{FAR} damage or loss and harm", ["damage", "loss", "and"]),
        ("loss and damage", f"loss{FAR} and{FAR} damage", ["loss", "and", "damage"]),
        ("loss and dam", f"loss and damage{FAR} and loss", ["loss and dam"]),
        ("потери и ущерб", f"и ещё{FAR} потери и ущерб и", ["потери и ущерб"]),
        ("потери и ущерб", f"и ещё{FAR} ущерб и потери", ["ущерб", "и", "потери"]),
        ("停火 和 平", f"和{FAR} 停火和平", ["停火和平"]),
        ("der frieden in europa", f"der{FAR} der Frieden in Europa", ["der Frieden in Europa"]),
        ("straße und haus", f"und{FAR} die Straße und Haus", ["Straße und Haus"]),
        ("6,000 troops and", f"and{FAR} 6000 troops and", ["6000 troops and"]),
        ("loss -war and damage", f"and{FAR} loss and damage", ["loss", "and damage"]),
        ("quote:(loss and damage)", f"and{FAR} loss and damage", ["loss and damage"]),
        ("(loss and war) OR fund", f"and{FAR} a fund, loss and war", ["fund", "loss and war"]),
        ("loss and damage date:2015", f"and{FAR} loss and damage", ["loss and damage"]),
    ],
)  # fmt: skip
def test_words_in_a_row_are_lit_where_they_are_closest(
    query: str, text: str, found: list[str]
) -> None:
    assert lit(query, text, typing=query.endswith("dam")) == found


@pytest.mark.parametrize(
    ("closeness", "text", "found"),
    [
        (Closeness.PHRASE, "loss or damage and loss", []),
        (Closeness.PHRASE, "and loss and damage", ["loss and damage"]),
        (Closeness.NEAR, f"and{FAR} loss", []),
        (Closeness.NEAR, f"and{FAR} loss, damage and", ["loss", "damage", "and"]),
        (Closeness.APART, f"and{FAR} loss and{FAR} damage", ["loss", "damage"]),
        (Closeness.APART, "and so on and on", []),
    ],
)
def test_a_text_lights_nothing_less_close_than_the_hit(
    closeness: Closeness, text: str, found: list[str]
) -> None:
    query = parse("loss and damage", today=TODAY)
    light = highlighter(query, lambda row: (2, 0), (closeness,))
    assert [text[start:end] for start, end in light(text)] == found


def test_the_rarest_word_of_a_row_is_what_a_text_is_shown_for() -> None:
    query = parse("loss and damage", today=TODAY)
    text = f"loss and{FAR} and damage"
    assert [text[a:b] for a, b in anchor_finder(query, lambda row: (2, 0))(text)] == ["damage"]


ROWS = st.lists(
    st.sampled_from(["a", "b", "c", "ж", "停", "6,000", "u.s."]), min_size=2, max_size=4
)


@given(ROWS, st.lists(st.sampled_from(["a", "b", "c", "ж", "停", "6000", "US", "x"]), max_size=30))
def test_what_is_lit_of_a_row_are_its_words(row: list[str], text: list[str]) -> None:
    query = parse(" ".join(row), today=TODAY)
    wanted = {word for part in row for word in words(part)} | {"6000", "us"}
    joined = " ".join(text)
    for closeness in (None, *((level,) for level in Closeness)):
        for start, end in highlighter(query, closeness=closeness)(joined):
            assert set(words(joined[start:end])) <= wanted
    in_a_row = form(" ".join(row)) in form(joined)
    phrases = highlighter(query, closeness=(Closeness.PHRASE,))(joined)
    assert not in_a_row or any(form(" ".join(row)) in form(joined[a:b]) for a, b in phrases)


@pytest.mark.parametrize(
    "text", ["a b " * 250_000, "a" * 999_999, "ж и " * 250_000, "停 " * 500_000]
)
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    for query in ("a b c", "a b a", "ж и а", "停 火 停"):
        light = highlighter(parse(query, today=TODAY))
        begun = thread_time()
        light(text)
        spent = thread_time() - begun
        assert spent < 10, (query, spent)


def test_the_word_being_typed_lights_what_is_typed() -> None:
    assert lit("cease", "a ceasefire", typing=True) == ["cease"]
    assert lit("cease ", "a ceasefire", typing=True) == []


def test_a_text_full_of_finds_is_marked_only_so_far() -> None:
    assert len(lit("a", "a " * 5 * MAX_RANGES)) == MAX_RANGES


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("a.*b.*c", "x" * 5000 + "a-b-c" + "x" * 5000, [(5000, 5005)]),
        ("^a", "a" + "b" * 9000 + " a", [(0, 1)]),
        ("a$", "a " * 5000 + "a", [(10000, 10001)]),
        ("a.*b.*c$", "a-b-c " * 2000 + "a-b-c", [(11400, 12005)]),
        ("x*", "yxxy", [(1, 3)]),
        ("(?i)AB", "ab", [(0, 2)]),
    ],
)
def test_patterns_look_at_long_texts(pattern: str, text: str, found: list[tuple[int, int]]) -> None:
    ranges = list(finder(pattern, False).find(text))
    assert [r[1] for r in ranges] == [f[1] for f in found]
    assert len(ranges) == len(found)


HOSTILE = [
    (r"(a+)+$", "a" * 5000 + "!"),
    (r"(a|aa)+$", "a" * 50 + "!"),
    (r"(ab|ac*)+x", "accc" * 2000),
    (r"a*b*c*d*$", "ab" * 5000),
    (r"(a{1,9}){1,9}x", "a" * 5000),
    ("a?" * 20 + "x", "a" * 5000),
    ("(ab|a|b)" * 20 + "x", "ab" * 3000),
    (r"(a*)\1*x", "a" * 5000),
    (r"(.*a){12}x", "ab" * 5000),
    (r"(?:aaaa){e<=3}x", "ab" * 5000),
]


@pytest.mark.parametrize(("pattern", "text"), HOSTILE)
def test_a_pattern_that_could_take_for_ever_lights_no_longer_than_its_time(
    pattern: str, text: str
) -> None:
    query = parse(f"/{pattern}/", today=TODAY)
    light = highlighter(query)
    begun = thread_time()
    for _ in range(100):
        light(text)
    assert thread_time() - begun < 5


PIECES = st.sampled_from(
    ["a", "b", "ab", " ", "\n", "ß", "ﬁ", "é", "e\u0301", "停", "火", "\u00ad", "”", "-", "ก", "า",
     "İ", "æ", "①", "한", "\u200d", "x" * 70, "́"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, min_size=1, max_size=3))
def test_lit_exactly_where_the_words_stand_side_by_side(text: str, asked: list[str]) -> None:
    wanted = words(" ".join(asked))
    if not wanted:
        return
    query = parse('"' + " ".join(wanted) + '"', today=TODAY)
    ranges = highlighter(query)(text)
    assert bool(ranges) == (f" {' '.join(wanted)} " in form(text))
    for start, end in ranges:
        inside = words(text[start:end])
        # Overlapping finds are joined, so the stretch begins and ends with the words.
        assert inside[: len(wanted)] == wanted
        assert inside[-len(wanted) :] == wanted


@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_form_of_a_text_is_that_of_its_folded_text(text: str) -> None:
    assert words(text) == words(fold(text))
    assert form(form(text)) == form(text)


def test_a_token_is_never_part_of_a_text() -> None:
    assert token("party", "us-eu") not in form(token("party", "us-eu"))
    assert token("tag", "a b") != token("tag", "a-b") != token("tag", "ab")


def test_forms_stay_what_catalogues_were_made_with() -> None:
    """If this changes, catalogues hold other words than are looked for: raise schema.VERSION."""
    text = "Russia’s U.S. 6,000 didn't long-term Straße 停火 Київ कि한 ﬁ\u00adle"
    assert form(text) == (
        " russia s u s 6 000 didn t long term strasse 停 火 киів कि\u1112\u1161\u11ab file "
    )
