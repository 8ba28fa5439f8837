"""Text is safe to show, keeps its offsets, and is compared as people compare it."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.terminal.driver.fillers import filled
from briefing.text.categories import category
from briefing.text.clean import REPLACEMENT, clean, displayable, plain_ascii
from briefing.text.fold import fold, natural
from briefing.text.width import (
    FILLER,
    cells,
    clusters,
    cut,
    cut_at,
    is_mark,
    pad,
    whole_clusters,
)
from tests.safety import share
from tests.safety.corpus import controls_in
from tests.terminal.scripts import SAMPLES

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
        assert category(character) not in ("Cs", "Co", "Cn", "Zl", "Zp")
        assert category(character) != "Cc" or character in "\n\t"
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
        ("a\x9b31m", f"a{REPLACEMENT}31m"),
        ("\x7f", "␡"),
        ("x\u202ey", "x␦y"),
        ("one\r\ntwo\rthree", "one \ntwo\nthree"),
        ("é" + "\u0301" * 6, "é" + "\u0301" * 4 + REPLACEMENT * 2),
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
        ("क्\u200dष", "क्\u200dष"),
        ("e\u0301\u200dx", "e\u0301x"),
        ("👩\u200d👩", "👩\u200d👩"),
        ("👩🏽\u200d🚒 \u200d🚒", "👩\u200d🚒 🚒"),
        ("a\u200d🌈\u200d", "a🌈"),
    ],
)
def test_a_joiner_is_drawn_only_where_it_changes_what_is_drawn(text, drawn):
    assert displayable(text) == drawn
    assert displayable(drawn) == drawn


@given(ANY | HOSTILE)
def test_what_is_drawn_takes_the_cells_that_rich_counts(text):
    drawn = displayable(clean(text, line=True))
    assert cells(drawn) == cell_len(filled(drawn))


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
    assert displayable("❤\ufe0f so\u00adft 👍🏽") == "❤ soft 👍"


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
    text = displayable(clean(text, line=True))
    drawn = plain_ascii(text, letters=letters)
    assert cells(drawn) == cells(text)
    assert letters or drawn.isascii()


def test_joined_pictures_take_the_cells_of_one():
    assert plain_ascii("a👩\u200d💻b", letters=True) == plain_ascii("a👩\u200d💻b") == "a??b"


# --- spacing marks ------------------------------------------------------------------------------

_SPACING_MARKS = [chr(n) for n in range(0x300, 0x20000) if unicodedata.category(chr(n)) == "Mc"]


@pytest.mark.parametrize("mark", _SPACING_MARKS)
def test_every_spacing_mark_takes_a_cell_of_its_letters_cluster(mark: str) -> None:
    wide = unicodedata.east_asian_width(mark) == "W"
    text = f"क{mark}"
    assert cells(text) == 2 + wide
    assert list(clusters(f"{text}क")) == [(text, 2 + wide), ("क", 1)]
    assert filled(text) == text + FILLER * (1 + wide)
    assert cell_len(filled(text)) == cells(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("हिन्दी", 5), ("युद्धविराम", 8), ("வெளியுறவு", 9), ("မြန်မာ", 5), ("ශ්‍රී", 2), ("क्षि", 3),
        ("กำลัง", 4), ("ພາສາລາວ", 7), ("שָׁלוֹם", 4), ("مُحَمَّد", 4), ("한글", 4), ("한", 2),
        ("👩‍👩‍👧", 2),
        ("🇺🇦", 2), ("किं", 2), ("कि\u0303\u0303", 2),
    ],
)  # fmt: skip
def test_writing_is_counted_a_character_at_a_time(text: str, width: int) -> None:
    assert cells(text) == width
    assert sum(size for _, size in clusters(text)) == width
    assert "".join(cluster for cluster, _ in clusters(text)) == text


@given(ANY | st.text(alphabet="".join(SAMPLES.values()) + "\u200d\u200ca 中", max_size=60))
def test_what_textual_measures_is_what_is_counted(text: str) -> None:
    drawn = displayable(clean(text, line=True))
    drawn = drawn.lstrip("".join(filter(is_mark, set(drawn))) + "\u200d\u200c\u200e\u200f\u061c")
    assert filled(drawn).replace(FILLER, "") == drawn
    assert cell_len(filled(drawn)) == cells(drawn) == sum(size for _, size in clusters(drawn))


@pytest.mark.parametrize("words", SAMPLES.values(), ids=SAMPLES)
def test_no_cut_parts_a_mark_from_its_letter(words: str) -> None:
    for width in range(2, cells(words) + 1):
        at = cut_at(words, width)
        assert cells(words[:at]) <= width
        assert at == len(words) or not is_mark(words[at])
        assert cells(pad(words, width)) == width


def test_a_conjunct_is_cut_before_it_and_not_in_it() -> None:
    assert cut_at("वार्ता", 4) == 2  # वा, and not वार्त
    assert cut_at("क्त्व", 2) == 4  # nothing before it fits
    assert cut_at("அப்பா", 2) == 3  # a pulli ties nothing


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ශ්\u200dරී", True), ("क्\u200dष", True), ("گفت\u200cوگو", True), ("ه\u200d", False),
        ("ක්\u200d ", False), ("ه\u200dه", False), ("க்\u200dக", False),
        ("ro\u200dund", False), ("👩\u200d👧", True), ("👩\u200d ", False), ("a\u200d", False),
    ],
)  # fmt: skip
def test_joiners_stay_where_they_belong_to_the_spelling(text: str, kept: bool) -> None:
    assert (displayable(text) == text) is kept


def test_letters_that_malayalam_wrote_with_a_joiner_are_written_as_today() -> None:
    typed = "".join(f"{letter}\u0d4d\u200d" for letter in "ണനരലളക")
    assert displayable(typed) == "\u0d7a\u0d7b\u0d7c\u0d7d\u0d7e\u0d7f"
    assert displayable("അവന്\u200d അവര്\u200d") == "അവൻ അവർ"


def test_what_is_lit_parts_no_joiner() -> None:
    assert [whole_clusters("ශ්\u200dරී", 0, end) for end in range(1, 5)] == [(0, 5)] * 4
    assert whole_clusters("ශ්\u200dරී", 3, 5) == (0, 5)
    assert whole_clusters("👩\u200d👧a", 1, 3) == (0, 3)


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(0, 1, (0, 2)), (1, 2, (0, 2)), (2, 3, (2, 4)), (0, 5, (0, 6))]
)
def test_what_is_lit_ends_with_whole_clusters(
    start: int, end: int, expected: tuple[int, int]
) -> None:
    assert whole_clusters("हिन्दी", start, end) == expected


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("ि", "◌ि"), ("a ि b", "a ◌ि b"), ("कि", "कि"), ("\u0301a", "\u0301a"),
        ("ु ा", "ु ◌ा"), ("\u0f18\u0d03b", "◌\u0f18\u0d03b"), ("x \u06d6a", "x \u06d6a"),
        ("漢 字", "漢 字"), ("हिन्दी में", "हिन्दी में"),
    ],
)  # fmt: skip
def test_a_spacing_mark_that_stands_on_nothing_stands_on_a_circle(text: str, drawn: str) -> None:
    assert displayable(text) == drawn == displayable(drawn)


def test_every_character_is_counted_as_textual_counts_it() -> None:
    """The tables of wcwidth and Rich are those of one version of Unicode, or cells would move."""
    alone = map(chr, range(0xA0, 0x30000))
    drawn = [each for each in alone if displayable(clean(each)) == each and each != "\u200d"]
    assert len(drawn) > 100_000
    assert [each for each in drawn if cells(each) != cell_len(filled(each))] == []


@pytest.mark.parametrize(
    "titles",
    [
        ["Round 2", "Round 10"],
        ["round 9", "Round 10", "ROUND 11"],
        ["Round 02", "Round 3", "Round 010"],
        ["2 May", "10 May", "May 2"],
        ["Talks 2.9", "Talks 2.10"],
        ["Vienna I", "Vienna II"],
        ["Tour 1, étape 9", "Tour 1, étape 10"],
        ["الجولة ٢", "الجولة ١٠"],
        ["दौर २", "दौर १०"],
        ["第2回", "第10回"],
        ["第２回", "第１０回"],
        ["Раунд 2", "Раунд 10"],
        ["Session 99999999999999999999", "Session 100000000000000000000"],
        ["A", "A 0", "A 1"],
        ["Round", "Round 1", "Rounds"],
        ["Alpha", "beta", "Émile", "gamma"],
    ],
)
def test_numbers_in_titles_are_sorted_by_value(titles: list[str]) -> None:
    shuffled = list(reversed(titles))
    assert sorted(shuffled, key=natural) == titles


def test_a_title_of_digits_alone_takes_no_long() -> None:
    assert natural("7" * 100_000) == "100000" + "7" * 100_000


# --- newer characters ---------------------------------------------------------------------------

NEWER = {
    "Unicode 15": "🫨🩷🩵🩶🪼🪿🫎🫏🫚🫛🪭🪮🪯🫷🫸🪇🪈🛜𓄀𛄲𝋀𞓐𞓬𑼂𑼈\U00011f3f\U00031350𐻽",
    "Unicode 15.1": "⿼⿽⿾⿿㇯\U0002ebf0\U0002ee5d",
    "Unicode 16": "🫩🫆🪾🫜🪉🪏🫟𐗀𐗐𐵀𐵐𑎀𑎗𑯀𑯡𖄀𖄰𖵀𖵰𞗐𞗺𓑠\u0897\u1c89\u1c8aꟋꟌꟍꟚ🯀",
    "Unicode 17": "\U0001faea\U0001fac8\U0001facd\U0001fa8a\U0001fa8e\U0001f6d8𐥀𐥀\U00016ea0"
    "\U00011db0\U0001e6c0\U000323b0\U00018df2\ua7ce\u20c1",
}
"""Pictures, letters, figures, marks and signs that Python 3.11 has no tables for."""


@pytest.mark.parametrize("newer", NEWER.values(), ids=NEWER)
def test_characters_newer_than_python_are_shown(newer: str) -> None:
    assert clean(newer) == newer
    for each in newer:
        shown = displayable(f"a{each}b")
        assert each in shown
        assert cell_len(filled(shown)) == cells(shown)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("🫨", 2), ("🪿", 2), ("🫩", 2), ("\U0001faea", 2), ("🛜", 2), ("🏃🏽\u200d➡", 2),
        ("🐦\u200d🔥", 2), ("🫷🏿", 2), ("𑼂\U00011f36", 1), ("𑼂𑼴", 2), ("𐵀", 1),
        ("𑎗\U000113c5", 2), ("\U00031350", 2), ("⿼", 2), ("a\u0897", 1),
    ],
)  # fmt: skip
def test_newer_characters_take_their_cells(text: str, width: int) -> None:
    assert cells(displayable(text)) == width
    assert "".join(each for each, _ in clusters(text)) == text


@pytest.mark.parametrize(
    "code",
    [
        0x378, 0x5FF, 0x9FF, 0x1CFF, 0x2065, 0xFFF0, 0x103FF, 0x1FFFE, 0x1FFFF, 0x2FFFE, 0x2FFFD,
        0x40000, 0x7FFFF, 0xE0080, 0xE0FFF, 0xFDD0, 0xFDEF, 0xE000, 0xF8FF, 0xF0000, 0x10FFFF,
        0xD800, 0x13430, 0x1343F, 0x1D173, 0xE0001, 0xE0041,
    ],
)  # fmt: skip
def test_what_is_not_assigned_is_still_replaced(code: int) -> None:
    assert clean(f"a{chr(code)}b") == f"a{REPLACEMENT}b"


def test_newer_marks_are_limited_as_all_are() -> None:
    assert clean("a" + "\u0897" * 9) == "a" + "\u0897" * 4 + REPLACEMENT * 5
    assert clean("𐵀" + "\U00010d69" * 6).count(REPLACEMENT) == 2


def test_newer_characters_become_ascii_as_wide_as_they_are() -> None:
    assert plain_ascii("a🫨b") == plain_ascii("a🫨b", letters=True) == "a??b"
    assert plain_ascii("𐵀", letters=True) == "𐵀"
