"""Words as people type them and as texts have them: parted, dotted, with signs, drawn otherwise."""

import unicodedata
from datetime import date

import pytest

from briefing.evidence.normalise import fold as check_fold
from briefing.query.highlight import highlighter, needle_of
from briefing.query.nodes import Words, positive_terms
from briefing.query.parser import parse
from briefing.query.terms import forms, readings, words
from briefing.text.equivalents import DASHES, INVISIBLE, MODIFIERS, QUOTES
from briefing.text.fold import fold

TODAY = date(2026, 1, 1)


def finds(query: str, text: str) -> bool:
    """Whether a query of words finds a text; the highlighter must agree."""
    parsed = parse(query, today=TODAY)
    terms = [term for term in positive_terms(parsed.root) if isinstance(term, Words)]
    found = any(f" {' '.join(term.words)} " in forms(text) for term in terms)
    assert bool(highlighter(parsed)(text)) == found
    return found


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("The negotia-\ntions about", "negotiations"),
        ("The negotia-\ntions about", '"the negotiations about"'),
        ("The negotia-\ntions about", '"negotia tions"'),
        ("a cease‐\nfire now", "ceasefire"),
        ("a cease‐\nfire now", '"cease fire"'),
        ("will con\u00ad\ntinue", "continue"),
        ("a cease- \n fire now", "ceasefire"),
        ("the long-\nterm plan", '"long-term plan"'),
        ("the long-\nterm plan", "term"),
        ("соглаше-\nние о мире", "соглашение"),
        ("διαπραγμά-\nτευση", "διαπραγμάτευση"),
        ("սահմա֊\nնադրություն", "սահմանադրություն"),
        ("Waffen-\nstillstand", "Waffenstillstand"),
        ("l’armis-\ntice", "armistice"),
        ("वार्ता-\nलाप", "वार्तालाप"),
        ("Franco-\nGerman talks", '"Franco-German talks"'),
    ],
)
def test_a_word_parted_at_the_end_of_a_line(text: str, query: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("talks -\nended", "talksended"),
        ("in 5-\n6 days", "56"),
        ("talks–\nended", "talksended"),
        ("the end-\n\nof it", "endof"),
        ("long-term", "longterm"),
        ("one\ntwo", "onetwo"),
        ("told us. No", "usno"),
        ("ended. A man", "endeda"),
        ("at 5.5 per cent", "55"),
        ("co[2]x", "co2x"),
        ("negotiat[ed]", "negotiated"),
        ("km10", "km 10"),
        ("100km", "10 0km"),
        ("100km", "10"),
        ("don't", "dont"),
    ],
)
def test_what_is_not_joined(text: str, query: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("text", "query", "lit"),
    [
        ("a road of 10km was", "10", "10"),
        ("a road of 10km was", "km", "km"),
        ("a road of 10km was", "10 km", "10km"),
        ("a road of 10km was", "10km", "10km"),
        ("a road of 10km was", '"of 10 km was"', "of 10km was"),
        ("a road of 10 km was", "10km", "10 km"),
        ("about 6,000km²", "6000km", "6,000km"),
        ("at 10am on the 2nd", "2", "2"),
        ("at 10am on the 2nd", "2nd", "2nd"),
        ("около 10км пути", "10", "10"),
        ("около 10км пути", "10 км", "10км"),
        ("حوالي ٦٠٠٠كم من", "6000", "٦٠٠٠"),
        ("करीब १०किमी दूर", "10", "१०"),
        ("am 10ten Mai", "10", "10"),
        ("à 10h30 précises", "10", "10"),
        ("10월 회담", "10", "10"),
        ("約10公里外", "10", "10"),
        ("a 5%rise", "5", "5"),
        ("2a1b ended", "2", "2"),
        ("ﬁrst 10ﬁles", "10", "10"),
        ("ﬁrst 10ﬁles", "files", "ﬁles"),
        ("at 10é", "10", "10"),
    ],
)
def test_a_number_is_a_word_before_letters(text: str, query: str, lit: str) -> None:
    assert finds(query, text)
    spans = highlighter(parse(query, today=TODAY))(text)
    assert [text[start:end] for start, end in spans] == [lit]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a road of 100km", "10"),
        ("a road of 100km", "0km"),
        ("the F10 and", "10"),
        ("F10km", "km"),
        ("CO2 of it", "2"),
        ("a road of 10km", "k"),
    ],
)
def test_what_is_no_number_before_letters(text: str, query: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("text", "query", "is_found"),
    [
        ("서울에서 회담을 열었다", "서울 회담", True),
        ("서울에서 회담을 열었다", "회담 서울", True),
        ("서울에서 회담을 열었다", unicodedata.normalize("NFD", "서울 회담"), True),
        ("서울에서 회담을 열었다", "quote:서울", True),
        ("평양은 합의를 지켰다", "평양 합의", True),
        ("휴전협정이 체결되었다", "협정 체결", False),
        ("서울에서 회담을 열었다", '"서울" 회담', False),
        ("서울에서 회담을 열었다", '"서울 회담"', False),
        ("서울 회담", '"서울 회담"', True),
        ("한미 정상회담이 끝났다", "한미 정상회담 끝", True),
        ("서울에서 회담을 열었다", "서울, 회담.", True),
        ("서울에서 회담을 열었다", "ㅅ 회담", True),
        ("서울에서 회담을 열었다", '"서울", 회담', False),
        ("the talks in Seoul", "talk Seoul", False),
    ],
)
def test_korean_words_have_particles(text: str, query: str, is_found: bool) -> None:
    parsed = parse(query, today=TODAY)
    terms = [term for term in positive_terms(parsed.root) if isinstance(term, Words)]
    assert all(needle_of(term) in forms(text) for term in terms) == is_found
    assert not is_found or highlighter(parsed)(text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("the ceasefire¹ and", "ceasefire"),
        ("the ceasefire¹ and", '"ceasefire and"'),
        ("the memorandum²³ holds", '"memorandum holds"'),
        ("Резолюция №2202 принята", "2202"),
        ("Резолюция №2202 принята", '"№ 2202"'),
        ("Резолюция №2202 принята", "№2202"),
        ("The Accord™ holds", "accord"),
        ("The Accord℠ holds", '"accord holds"'),
        ("El 1º de junio", "1"),
        ("la 3ª ronda", '"3 ronda"'),
        ("a load of 10㎏ came", "10"),
        ("a load of 10㎏ came", "kg"),
        ("item①text", "item"),
        ("the note⑴ holds", '"note 1 holds"'),
        ("20℃ outside", "20"),
        ("some 5½ hours", "5"),
        ("call℡55", "call"),
        ("statement⁴, he said", '"statement he said"'),
        ("the text* and†", "text"),
        ("the text[1] and", "text"),
    ],
)
def test_signs_beside_words_and_figures_are_gaps(text: str, query: str) -> None:
    assert finds(query, text)


NAMES = [
    ("Oʻzbekiston", "O'zbekiston", "Ozbekiston"),
    ("Sanaʿa", "Sana'a", "Sanaa"),
    ("Hawaiʻi", "Hawai’i", "Hawaii"),
    ("Qurʾan", "Qur'an", "Quran"),
    ("Luhansʹk", "Luhans'k", "Luhansk"),
    ("Kazanʼ", "Kazan'", "Kazan"),
    ("Tlaꞌtoani", "Tla'toani", "Tlatoani"),
    ("Bagʻdod", "Bag`dod", "Bagdod"),
    ("Ṣanʿāʾ", "San'a'", "Sana"),
    ("Shiʽa", "Shi‘a", "Shia"),
    ("Maˈlula", "Ma'lula", "Malula"),
    ("Obʺekt", 'Ob"ekt', "Obekt"),
]


@pytest.mark.parametrize(("written", "typed", "bare"), NAMES)
def test_letters_that_people_type_as_apostrophes(written: str, typed: str, bare: str) -> None:
    text = f"in {written} today"
    for query in (written, typed, bare):
        assert finds(query, text)
    assert finds(written, f"in {typed} today")
    assert finds(written, f"in {bare} today")
    assert not finds(f"{bare}x", text)


@pytest.mark.parametrize(
    ("dotted", "plain"),
    [("U.N.", "UN"), ("U.S.A.", "USA"), ("U.K.", "uk"), ("О.О.Н.", "ООН"), ("Η.Π.Α.", "ΗΠΑ"),
     ("N.A.T.O.", "nato"), ("E.U.", "EU"), ("J.K.", "JK"), ("A.B.D.", "ABD"), ("т.е.", "те"),
     ("U.S", "US")],
)  # fmt: skip
def test_initials_with_dots_and_without(dotted: str, plain: str) -> None:
    for query in (dotted, plain):
        assert finds(query, f"the {dotted} said")
        assert finds(query, f"the {plain} said")
    assert finds(f'"the {plain} said"', f"the {dotted} said")
    assert not finds(plain, f"the {plain[0]} and {plain[1:]} said")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("٦٠٠٠", "6000"), ("۶۰۰۰", "6000"), ("६०००", "6000"), ("৬০০০", "6000"), ("๖๐๐๐", "6000"),
        ("၆၀၀၀", "6000"), ("６０００", "6000"), ("𝟔𝟎𝟎𝟎", "6000"), ("ᠶᠠᠪᠤ᠖", "ᠶᠠᠪᠤ6"), ("੬੦", "60"),
        ("٦٬٠٠٠", "6 000"),
        ("ٱلاتفاق", "الاتفاق"), ("أحمد", "احمد"), ("ایران", "ايران"), ("کشور", "كشور"),
        ("على", "علي"), ("الاتـــفاق", "الاتفاق"), ("ﺍﻻﺗﻔﺎﻕ", "الاتفاق"), ("پاکستان", "پاكستان"),
        ("ہند", "هند"),
        ("⽇本", "日本"), ("⻘岛", "青岛"), ("ｶﾞｻﾞ", "ガザ"), ("ＡＢＣ", "abc"), ("Ⅳ", "iv"),
        ("ﬁnal", "final"), ("𝐀𝐠𝐫𝐞𝐞", "agree"), ("「停火」", "停火"), ("《停火》", "停火"),
        ("[T]he", "The"), ("[t]hen", "then"), ("[В] Киеве", "в киеве"), ("[Š]ta", "šta"),
        ("בית־ספר", "בית ספר"), ("צה״ל", 'צה"ל'), ("ג׳ורג׳", "ג'ורג'"),
        ("shal\u2066om\u2069", "shalom"), ("shal\u2426om", "shalom"), ("a\u2061b", "ab"),
        ("葛\U000e0100城", "葛城"),
    ],
)  # fmt: skip
def test_the_same_word_drawn_otherwise(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("٦٠٠٠", "6001"), ("ガザ", "カサ"), ("ي", "ب"), ("日本", "曰本"), ("Ⅳ", "Ⅵ"), ("½", "⅓"),
     ("م", "ن"), ("[T]he", "Te"), ("き", "ぎ"), ("ی", "ک")],
)  # fmt: skip
def test_other_letters_stay_apart(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_search_folds_what_the_quote_check_folds() -> None:
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Cs", "Cn", "Co"):
            continue
        assert words(check_fold(f"1 {character} 2").text) == words(f"1 {character} 2"), hex(code)
    for mark in (*QUOTES, *DASHES):
        assert fold(f"1{mark}2") == fold(check_fold(f"1{mark}2").text)


def test_a_reading_is_as_long_as_its_text() -> None:
    text = "[T]he U.N. negotia- \n tions in Sanaʿa, soft\u00ad\nly"
    first, second = readings(text)
    assert len(first) == len(second) == len(text)
    assert readings("The talks. A man, 5.5") == ("The talks. A man, 5.5",)


def test_what_is_lit_is_the_word_with_its_line_break() -> None:
    text = "The negotia-\ntions of the U.N. in Sanaʿa: [T]he end¹"
    for query, lit in (
        ("negotiations", "negotia-\ntions"), ("tions", "tions"), ("UN", "U.N"),
        ("sanaa", "Sanaʿa"), ("the", "The"), ("end", "end"), ("negot*", "negot"),
    ):  # fmt: skip
        ranges = highlighter(parse(query, today=TODAY))(text)
        assert text[slice(*ranges[0])] == lit


@pytest.mark.parametrize(
    "text",
    ["-\n" * 500_000, "a-\n" * 300_000, "a-" + " " * 1_000_000, "a.b." * 250_000, "[a]" * 300_000,
     "ʻ" * 1_000_000, "a." * 500_000, "-\n \t" * 250_000],
    ids=lambda text: repr(text[:4]),
)  # fmt: skip
def test_readings_take_linear_time(text: str) -> None:
    assert all(len(one) == len(text) for one in readings(text))


def test_every_invisible_character_and_modifier_is_known() -> None:
    assert {fold(f"a{mark}b") for mark in INVISIBLE} == {"ab"}
    assert {tuple(words(f"a{mark}b")) for mark in MODIFIERS} == {("a", "b")}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('צה"ל', ["צה ל"]), ('ארה"ב', ["ארה ב"]), ('12"gun', ["12 gun"]), ('5"x7"y', ["5 x7 y"]),
        ('"דובר צה"ל אמר" x', ["דובר צה ל אמר", "x"]), ('רמטכ"ל OR חמ"ל', ["רמטכ ל", "חמ ל"]),
        ('"12"gun" x', ["12 gun", "x"]), ('quote:צה"ל', ["צה ל"]), ('-צה"ל x', ["x"]),
        ('title:"צה"ל ירי"', ["צה ל ירי"]), ('"a"b "c d"', ["a", "b", "c d"]),
        ('say "no" now', ["say", "no", "now"]),
    ],
)  # fmt: skip
def test_a_quotation_mark_inside_a_word_is_a_letter(query: str, found: list[str]) -> None:
    terms = positive_terms(parse(query, today=TODAY).root)
    assert [" ".join(term.words) for term in terms if isinstance(term, Words)] == found
