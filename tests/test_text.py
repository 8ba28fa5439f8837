"""Text is safe to show, keeps its offsets, and is compared as people compare it."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.text import MARK, cells, clean, cut, cut_at, fold, pad, plain_ascii, shown
from tests.safety import share
from tests.safety.corpus import controls_in

ANY = st.text(alphabet=st.characters(), max_size=200)
HOSTILE = st.text(
    alphabet=st.sampled_from(
        "a \x1b\x9b\x07\x7f\u202e\u2066\ud800\ue000\u0301\u200d\r\n\t[]\u2028中👍"
    ),
    max_size=80,
)


@given(ANY | HOSTILE)
def test_cleaning_keeps_the_length_and_is_done_once(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@given(ANY | HOSTILE)
def test_cleaned_text_holds_nothing_that_a_terminal_obeys(text):
    for character in clean(text):
        assert unicodedata.category(character) not in ("Cs", "Co", "Cn", "Zl", "Zp")
        assert unicodedata.category(character) != "Cc" or character in "\n\t"
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    clean(text).encode("utf-8")


def _random_text(chance: random.Random) -> str:
    """Return a text of any characters at all, mixed with those that are known to hurt."""
    rare = [chr(chance.randrange(0x110000)) for _ in range(chance.randrange(8))]
    return "".join(chance.choices([*rare, *"a\x1b\x9b\u202e\ud800\u0301\u200d\r\n中👍"], k=24))


def test_ever_so_many_texts_are_made_safe():
    chance = random.Random(2025)
    for _ in range(share(20_000, 1_000_000)):
        text = _random_text(chance)
        cleaned = clean(text)
        assert len(cleaned) == len(text)
        assert clean(cleaned) == cleaned
        assert not controls_in(cleaned.replace("\t", ""))
        cleaned.encode("utf-8")


@given(ANY | HOSTILE)
def test_a_cleaned_line_is_one_line(text):
    assert not {"\n", "\t"} & set(clean(text, line=True))


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x9b31m", f"a{MARK}31m"),
        ("\x7f", "␡"),
        ("x\u202ey", "x␦y"),
        ("one\r\ntwo\rthree", "one \ntwo\nthree"),
        ("é" + "\u0301" * 6, "é" + "\u0301" * 4 + MARK * 2),
        ("👨\u200d👩", "👨\u200d👩"),
        ("\ufeffa", "\ufeffa"),
    ],
)
def test_each_danger_has_its_mark(text, shows):
    assert clean(text) == shows


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("join\u200der", "joiner"),
        ("क्\u200dष", "क्ष"),
        ("👩\u200d👩", "👩\u200d👩"),
        ("👩🏽\u200d🚒 \u200d🚒", "👩\u200d🚒 🚒"),
        ("a\u200d🌈\u200d", "a🌈"),
    ],
)
def test_a_joiner_is_drawn_only_between_pictures(text, drawn):
    assert shown(text) == drawn
    assert shown(drawn) == drawn


@given(ANY | HOSTILE)
def test_what_is_drawn_takes_the_cells_that_rich_counts(text):
    drawn = shown(clean(text, line=True))
    assert cells(drawn) == cell_len(drawn)


@given(ANY)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Çırağan", "ciragan"),
        ("МОСКВА́", "москва"),
        ("ΑΘΉΝΑΣ", "αθηνας"),
        ("مُحَمَّد", "محمد"),
        ("didn’t", "didn't"),
        ("“so”", '"so"'),
        ("two–three", "two-three"),
        ("of\u00a0renewed", "of renewed"),
        ("cease\u00adfire", "ceasefire"),
        ("a  b\n c", "a b c"),
        ("ﬁnal", "final"),
    ],
)
def test_texts_that_read_the_same_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


def test_letters_that_differ_in_more_than_an_accent_stay_apart():
    assert fold("が") != fold("か")


@given(st.text(alphabet="aя中👍é\u0301 ", max_size=60), st.integers(0, 40))
def test_cutting_never_takes_more_cells_than_asked(text, width):
    assert cells(cut(text, width)) <= width
    assert cells(pad(text, width)) == width


@pytest.mark.parametrize(
    ("text", "width", "fit"),
    [
        ("abc", 2, 2),
        ("abc", 9, 3),
        ("中文", 3, 1),
        ("中文", 4, 2),
        ("中文", 9, 2),
        ("e\u0301a", 1, 2),
    ],
)
def test_as_many_characters_fit_as_their_cells_do(text, width, fit):
    assert cut_at(text, width) == fit


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("🇺🇦", 2), ("—", 1)]
)
def test_widths_are_those_of_a_terminal(text, width):
    assert cells(text) == width


def test_what_terminals_disagree_about_is_not_shown():
    assert shown("❤\ufe0f so\u00adft 👍🏽") == "❤ soft 👍"


@pytest.mark.parametrize(
    ("text", "letters", "drawn"),
    [
        ("Nous ne céderons pas… “un mètre”", True, 'Nous ne céderons pas~ "un mètre"'),
        ("Мы «не» уступим – ни 1 m²", True, 'Мы "не" уступим - ни 1 m²'),
        ("谈判、停火。 مذاکرات‌ها، €5 ✓ ☎", True, "谈判、停火。 مذاکرات‌ها، €5 = ?"),
        ("Nous ne céderons pas… “un mètre”", False, 'Nous ne cederons pas~ "un metre"'),
        ("Łódź, Đà Nẵng −5 10² ﬁ я 谈", False, "Lodz, Da Nang -5 10? ? ? ??"),
    ],
)
def test_signs_become_ascii_and_letters_where_they_must(text: str, letters: bool, drawn: str):
    assert plain_ascii(text, letters=letters) == drawn


@given(st.text(), st.booleans())
def test_what_becomes_ascii_takes_as_many_cells(text: str, letters: bool):
    text = shown(clean(text, line=True))
    drawn = plain_ascii(text, letters=letters)
    assert cells(drawn) == cells(text)
    assert letters or drawn.isascii()


def test_joined_pictures_take_the_cells_of_one():
    assert plain_ascii("a👩\u200d💻b", letters=True) == plain_ascii("a👩\u200d💻b") == "a??b"
