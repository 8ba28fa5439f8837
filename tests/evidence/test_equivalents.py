"""Letters and marks drawn otherwise: what is typography, and the mutants that stay altered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evidence import Archive, Verdict, judge
from briefing.evidence.normalise import fold
from briefing.evidence.paragraph_marks import around, paragraphs, seams
from briefing.text.clean import clean
from briefing.text.equivalents import BREAKS, DASHES, INVISIBLE, QUOTES, plain


def verdict(text: str, archive: str) -> Verdict:
    """Judge a quotation as the store does: both sides cleaned."""
    return judge(clean(text), {"a": Archive(clean(archive))}).verdict


LETTERS = [
    # Kangxi and CJK radicals, half-width and full-width forms
    ("会談後、日本と米国は停戦に合意した", "会談後、⽇本と⽶国は停戦に合意した。"),
    ("人民网报道青岛见面", "⼈⺠网报道⻘岛⻅⾯。"),
    ("長官は言った", "⻑官は⾔った"),
    ("ガザ停戦", "ｶﾞｻﾞ停戦"),
    ("6,000人が 2025年に", "６，０００人が ２０２５年に"),
    ("the FULL text (all of it)!", "the ＦＵＬＬ text （all of it）！"),
    ("株式会社の10kgの荷物", "㍿の10㎏の荷物"),
    # Arabic presentation forms, tatweel, Persian and Arabic yeh and kaf, alef wasla
    ("قال الوزير إن الاتفاق بين", "قال الوزير إن ﺍﻻﺗﻔﺎﻕ ﺑﻴﻦ"),
    ("إن الاتفاق بين الطرفين", "إن الاتـــفاق بين الطـــرفين"),
    ("ایران و کشورهای دیگر", "ايران و كشورهاي ديگر"),
    ("قال الله تعالى هذا", "قال ﷲ تعالى هذا"),
    ("هذا الاتفاق نهائي", "هذا ٱلاتفاق نهائي"),
    # Hebrew wide letters, ligatures of Latin and Armenian
    ("אם העם יחליט כך", "אﬦ העﬦ יחליט כך"),
    ("the final official affair", "the ﬁnal oﬃcial aﬀair"),
    ("մեն գնացինք այնտեղ", "ﬔն գնացինք այնտեղ"),
    # letters of mathematical fonts, Roman numerals, fractions, degrees
    ("the Agreement of 1991", "the 𝐀𝐠𝐫𝐞𝐞𝐦𝐞𝐧𝐭 of 𝟏𝟗𝟗𝟏"),
    ("Chapter XII and article IV", "Chapter Ⅻ and article Ⅳ"),
    ("about 1/3 of the men", "about ⅓ of the men"),
    ("about 1/3 of the men", "about 1⁄3 of the men"),
    ("some 5 1/2 hours later", "some 5½ hours later"),
    ("some 5½ hours later", "some 5 ½ hours later"),
    ("at 20 °C outside", "at 20 ℃ outside"),
    ("ijs en water hier", "ĳs en water hier"),
]


@pytest.mark.parametrize(("text", "archive"), LETTERS)
def test_the_same_letter_drawn_otherwise_is_typography(text: str, archive: str) -> None:
    assert verdict(text, archive) is Verdict.TYPOGRAPHY
    assert verdict(archive, f"{text}.") is Verdict.TYPOGRAPHY


MARKS = [
    ('דובר צה"ל אמר היום', "דובר צה״ל אמר היום."),
    ("ג'ורג' אמר את זה", "ג׳ורג׳ אמר את זה."),
    ("בית-ספר לדוגמה בירושלים", "בית־ספר לדוגמה בירושלים."),
    ('他说"我们同意停火"了', "他说「我们同意停火」了"),
    ('他说"我们同意停火"了', "他说『我们同意停火』了"),
    ('他说"我们同意停火"了', "他说《我们同意停火》了"),
    ('他说"我们同意停火"了', "他说｢我们同意停火｣了"),
    ("他说“我们同意停火”了", "他说﹁我们同意停火﹂了"),
    ("ա-բ խոսքը նոր էր", "ա֊բ խոսքը նոր էր"),
    ("10-20人が来た", "10〜20人が来た"),
    ("10-20人が来た", "10～20人が来た"),
    ("in Sana'a and Hawai'i today", "in Sanaʿa and Hawaiʻi today"),
    ("the Qur'an was quoted here", "the Qurʾan was quoted here"),
    ("in O'zbekiston and Luhans'k", "in Oʻzbekiston and Luhansʹk"),
    ("the ma'lum of it all", "the maʼlum of it all"),
    ("in Tlahkuilo' they met today", "in Tlahkuiloꞌ they met today"),
    ("we wait...and see it", "we wait ⋯ and see it"),
    ("ἀλλ' ἐγὼ λέγω ὑμῖν", "ἀλλ᾽ ἐγὼ λέγω ὑμῖν"),
]


@pytest.mark.parametrize(("text", "archive"), MARKS)
def test_the_same_mark_drawn_otherwise_is_typography(text: str, archive: str) -> None:
    assert verdict(text, archive) is Verdict.TYPOGRAPHY
    assert verdict(archive, f"{text}.") is Verdict.TYPOGRAPHY


@pytest.mark.parametrize("mark", [mark for mark in INVISIBLE if clean(mark) != "\ufffd"])
def test_an_invisible_character_is_nothing(mark: str) -> None:
    for archive in (f"the wo{mark}rd was said", f"the {mark}word{mark} was said"):
        assert verdict("the word was said", archive) is Verdict.TYPOGRAPHY
        assert verdict(archive, "the word was said") is Verdict.TYPOGRAPHY
    assert verdict("the word was said", f"the wo{mark}rk was said") is Verdict.ALTERED


@pytest.mark.parametrize("end", BREAKS)
def test_every_end_of_a_line_or_page_is_a_space(end: str) -> None:
    for gap in (end, f"\n{end}", f"{end}\n", f"\n\n{end}", f" {end} ", f"{end}{end}"):
        text = f"The talks will continue{gap}in Istanbul next week."
        assert verdict("talks will continue in Istanbul", text) is Verdict.TYPOGRAPHY
        parted = f"The nego-{gap}tiations will continue"
        assert verdict("The negotiations will continue", parted) is Verdict.TYPOGRAPHY
        assert verdict("will continue in Ankara next", text) is Verdict.ALTERED


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One\n\n\fTwo", 2),
        ("One\n\n\f\n\nTwo", 2),
        ("One\n\n\f\f\n\nTwo", 2),
        ("One\r\n\r\n\f\r\nTwo", 2),
        ("half one\n\fhalf two", 1),
        ("half one\fhalf two", 1),
        ("half one\x0bhalf two", 1),
        ("half one\x85half two", 1),
        ("\fOne\n\nTwo\f", 2),
        ("\f\n\nOne\n\n\x1c\n\nTwo\n\n\x1d", 2),
    ],
)
def test_a_page_break_is_no_paragraph(text: str, count: int) -> None:
    assert len(paragraphs(clean(text))) == count


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("about 102 metres high", "about 10² metres high"),
        ("about 12 of the men", "about ½ of the men"),
        ("some 51/2 hours later", "some 5½ hours later"),
        ("some 2 of the men", "some ½ of the men"),
        ("some 1 of the men", "some ½ of the men"),
        ("about ½ of the men", "about ⅓ of the men"),
        ("in Chapter XI of it", "in Chapter Ⅻ of it"),
        ("II of it all is", "in Chapter Ⅻ of it all is"),
        ("the item 1 was agreed", "the item ① was agreed"),
        ("the 1.5 was agreed on", "the ⒈5 was agreed on"),
        ("1st was agreed on today", "1º was agreed on today"),
        ("the inal deal was done", "the ﬁnal deal was done"),
        ("the final deal was not done", "the ﬁnal deal was done"),
        ("CO2 was agreed on today", "CO₂ was agreed on today"),
        ("about 6,001 of the men", "about ６，０００ of the men"),
        ("about 000 of the men", "about ６，０００ of the men"),
        ("about 5 degrees of it", "about －5 degrees of it"),
        ("in 20 degrees of it", "in 10〜20 degrees of it"),
        ("ذهبوا علي الطريق اليوم", "ذهبوا على الطريق اليوم"),
        ("إن الاتفاق غير نهائي", "إن ﺍﻻﺗﻔﺎﻕ نهائي"),
        ("ایران و کشور دیگر", "ايران و كشورهاي ديگر"),
        ("日本と英国は停戦に合意した", "⽇本と⽶国は停戦に合意した"),
        ("停戦に合意しなかった", "停戦に合意した"),
        ("in Sanaa and Hawaii today", "in Sanaʿa and Hawaiʻi today"),
        ("we said it today", "we «said» it today"),
        ("דובר צהל אמר היום", "דובר צה״ל אמר היום"),
        ("ספר לדוגמה בירושלים היום", "בית־ספר לדוגמה בירושלים היום"),
        ("10°F was measured here today", "10℃ was measured here today"),
        ("paid 50 ₩ for all of it", "paid 50 ￥ for all of it"),
        ("a <5 per cent rise came", "a 5 per cent rise came"),
        ("a -5 per cent rise came", "a 5 per cent rise came"),
    ],
)
def test_another_word_number_or_sign_stays_altered(text: str, archive: str) -> None:
    assert verdict(text, archive) in (Verdict.ALTERED, Verdict.NOT_FOUND)
    assert verdict(archive, text) in (Verdict.ALTERED, Verdict.NOT_FOUND)


TWO = "Alpha said: {0}We will keep talking.\n\n{0}We will not stop until it is done."
ONE = "We will keep talking. We will not stop until it is done."
OPENING = [
    "“",
    "‘",
    '"',
    "'",
    "„",
    "«",
    "« ",
    "»",
    "» ",
    "‹",
    "「",
    "『",
    "—",
    "— ",
    "– ",
    "-- ",
    "“‘",
]


@pytest.mark.parametrize("mark", OPENING)
def test_a_mark_repeated_at_a_paragraph_is_no_part_of_the_words(mark: str) -> None:
    archive = TWO.format(mark)
    assert verdict(ONE, archive) is Verdict.TYPOGRAPHY
    assert verdict(ONE.replace("not stop", "stop"), archive) is Verdict.ALTERED
    assert verdict("keep talking. […] until it is done", archive) is Verdict.OMISSIONS
    quotation = f"We will keep talking.\n\n{mark}We will not stop until it is done."
    assert verdict(quotation, f"Alpha: “{ONE}”") is Verdict.TYPOGRAPHY


@pytest.mark.parametrize(
    "archive",
    [
        "> We will keep talking.\n>\n> We will not stop until it is done.",
        "> We will keep\n> talking. We will not\n> stop until it is done.",
        ">We will keep talking.\n>\n>We will not stop until it is done.",
        "> > “We will keep talking.\n> >\n> > “We will not stop until it is done.”",
        "> “We will keep talking.\n>\n> “We will not stop until it is done.”",
    ],
)
def test_quoted_lines_of_markdown_and_mail(archive: str) -> None:
    assert verdict(ONE, archive) is Verdict.TYPOGRAPHY
    assert verdict(archive, ONE) is Verdict.TYPOGRAPHY


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("We will go. We will not", "“We will go.”\n\n“We will not,” said Beta"),
        ("He said: Yes, we go now", "He said:\n\n“Yes, we go now.”"),
        ("growth ended. 5 percent came", "growth ended.\n\n-5 percent came"),
        ("growth ended. 5 percent came", "growth ended.\n\n— 5 percent came"),
        ("there were about 5 people", "there were about\n> 5 people"),
        ("there were about 5 people", "there were about\n>5 people"),
        ("the talks ended. so it said", "the talks ended.\n\n‘so’ it said"),
        ("they talk to it", "they talk\n“to” it"),
    ],
)
def test_other_marks_at_paragraphs_count(text: str, archive: str) -> None:
    assert verdict(text, archive) is Verdict.ALTERED


OMITTED = [
    "<…>", "<...>", "< … >", "/…/", "/.../", "{…}", "{...}", "(..)", "(⋯)", "⋯⋯", "⟨…⟩",
    "(. . .)", "[..]", "[…]", "(…)", "...", "…", "……", "‹…›", "[中略]", "(中略)", "(중략)",
    "(생략)", "（…）", "（……）", "【…】", "〔…〕", "（中略）", "〔略〕", "（後略）", "［…］",
    "＜…＞", "（‥‥）", "（・・・）", "［．．．］",
]  # fmt: skip


@pytest.mark.parametrize("mark", OMITTED)
def test_omission_marks_of_every_habit(mark: str) -> None:
    archive = "Alpha: «Мы согласны, как и прежде, на обмен пленными»."
    assert verdict(f"Мы согласны {mark} на обмен пленными", archive) is Verdict.OMISSIONS
    for mutant in (
        f"Мы не согласны {mark} на обмен пленными",
        f"Мы согласны {mark} на обмен телами",
        f"на обмен {mark} Мы согласны",
    ):
        assert verdict(mutant, archive) in (Verdict.ALTERED, Verdict.NOT_FOUND)


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("made 5/…/6 of them", "made 5/4/6 of them"),
        ("made a/…/b of them", "made a and b of them"),
        ("rose <5 … > and fell", "rose 5, as said, and fell"),
        ("we <agree> on it all", "we disagree on it all"),
        ("we {never} agree on it", "we do agree on it"),
        ("we (.) agree on it", "we do agree on it"),
        ("we /do/ agree on it", "we did agree on it"),
        ("戦略的な合意（戦略）です", "戦略的な合意の内容です"),
        ("we （not） agree on it", "we do agree on it"),
    ],
)
def test_other_brackets_omit_nothing(text: str, archive: str) -> None:
    assert verdict(text, archive) in (Verdict.ALTERED, Verdict.NOT_FOUND)


@given(st.characters(exclude_categories=["Cs", "Cn", "Co"]), st.sampled_from(["12", "ab", "水火"]))
def test_folding_any_character_twice_is_folding_it_once(character: str, around: str) -> None:
    once = fold(f"{around[0]}{character}{around[1]}").text
    assert fold(once).text == once


def test_every_mark_has_the_plain_form_of_its_kind() -> None:
    assert {plain(mark) for mark in QUOTES} == {"'"}
    assert {plain(mark) for mark in DASHES} == {"-"}
    assert {plain(mark) for mark in INVISIBLE} == {""}
    assert {plain(mark) for mark in BREAKS} == {"\n"}


def test_an_archive_is_folded_again_only_for_a_quotation_that_can_cross_a_mark() -> None:
    archive = Archive(
        TWO.format("“") + "”\n\n" + "“Some other words.\n\n“And more of them.\n\n" * 9
    )
    for text in ("We will keep on walking there", "it will not be done now", ONE[:20]):
        judge(text, {"a": archive})
    assert "continued" not in vars(archive)
    assert judge(ONE, {"a": archive}).verdict is Verdict.TYPOGRAPHY
    assert "continued" in vars(archive)


@pytest.mark.parametrize(
    "text",
    ["“a\n\n" * 20_000, "> " * 200_000, ">\n" * 100_000, "—" * 200_000, "a\n\n—" * 20_000,
     "\n" * 200_000, "“" * 200_000, "< … >" * 40_000, "（略" * 60_000, "½" * 50_000],
    ids=lambda text: repr(text[:4]),
)  # fmt: skip
def test_hostile_marks_are_judged(text: str) -> None:
    archives = {"a": Archive(text)}
    for quotation in ("a b c d", f"{text[:400]}b", "aaa <…> bbb （略） ccc"):
        assert judge(quotation, archives).verdict in Verdict


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two\n\n“three four", ("two", "three")),
        ('one "two",\n\n"three" four', ("two", "three")),
        ("one two.\n\n– three", ("two", "three")),
        ("deux café\n\n– trois", ("", "trois")),
        ("мир\n\n– peace", ("", "peace")),
        ("peace\n\n– мир", ("peace", "")),
        ("a_word\n\n– b_word", ("", "b")),
        (f"{'x' * 38}\n\n– {'y' * 50}", ("x" * 38, "y" * 40)),
        (f"x{'x' * 40}\n\n– y", ("", "y")),
        ("a" + " ." * 25 + "\n\n– b", ("", "b")),
        ("a\n\n– – b", ("a", "b")),
        ("> one\n> two", ("", "")),
    ],
)
def test_a_seam_has_words_around_it(text: str, words: tuple[str, str]) -> None:
    found = seams(text, paragraphs(text), quoted=True)
    assert found
    assert words in {around(text, seam) for seam in found}
