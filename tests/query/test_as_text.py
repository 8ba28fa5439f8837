"""Text as people type and paste it: what cannot be syntax is text, and a hint says so."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import QueryError
from briefing.query import Query
from briefing.query.arguments import query_text
from briefing.query.fields import BY_NAME
from briefing.query.nodes import And, Not, Or, Words, leaves
from briefing.query.parser import parse
from briefing.query.terms import words
from tests.query.test_query import PIECES, error_of, plain

TODAY = date(2026, 3, 15)
SAVED = {"bad": "prty:x", "mine": "a"}


def ask(text: str, *, typing: bool = False) -> Query:
    return parse(text, today=TODAY, saved=SAVED, typing=typing, goes_on=True)


def said(text: str) -> object:
    """Return what a finished query means; an implied beginning of a word counts as the word."""
    return plain(parse(text, today=TODAY, saved=SAVED).root)


def both(*parts: str) -> tuple[str, ...]:
    return ("And", *parts)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        # lone marks
        ("проигравших нет - выиграли все", both("проигравших", "нет", "выиграли", "все")),
        ("real & substantial", both("real", "substantial")),
        ("war — and – peace", both("war", "and", "peace")),
        ("a / b", both("a", "b")),
        ("мир / война / мир", both("мир", "воина", "мир")),
        ("* first * second", both("first", "second")),
        ("a -, b", both("a", "b")),
        ("a -- b", both("a", "b")),
        ("a … b", both("a", "b")),
        ("a && b || c", ("Or", both("a", "b"), "c")),
        ("a & && b", both("a", "b")),
        ("|| a", "a"),
        ("a ||", "a"),
        ("• point 、 。", "point"),
        ("- a", "a"),
        # a dash that no space parts from the words before is none
        ("(UN)-led talks", both("un", "led", "talks")),
        ("«Мир»-это", both("мир", "это")),
        ("~500 prisoners", both("500", "prisoners")),
        # brackets without their other half
        ("first step)", both("first", "step")),
        ("1) first 2) second", both("1", "first", "2", "second")),
        ("(first step", both("first", "step")),
        ("item 5(d) (activities (jointly)) end",
         both("item", "5", "d", "activities", "jointly", "end")),
        ("(a b) OR (c d)", ("Or", both("a", "b"), both("c", "d"))),
        ("a OR b) c", ("Or", "a", both("b", "c"))),
        ("a () b", both("a", "b")),
        ("a OR () b", ("Or", "a", "b")),
        ("-() b", "b"),
        (")a(", "a"),
        # quotation marks
        ("“real and substantial", "real and substantial"),
        ("real and substantial”", both("real", "and", "substantial")),
        ('say "no deal', both("say", "no deal")),
        ("say «no deal", both("say", "no deal")),
        ('a "" b', both("a", "b")),
        ("„wahr und gut“ x", both("wahr und gut", "x")),
        ("「停火 协议」 x", both("停 火 协 议", "x")),
        ("『停火』 x", both("停 火", "x")),
        ("《停火协议》 x", both("停 火 协 议", "x")),
        ("〈停火〉 x", both("停 火", "x")),
        ("｢停火｣ x", both("停 火", "x")),
        ("＂level of leaders＂ x", both("level of leaders", "x")),
        ("‘level of leaders’ x", both("level of leaders", "x")),
        ("‘the parties’ don’t agree’ x", both("the parties", "don t", "agree", "x")),
        ("‹level of leaders› x", both("level of leaders", "x")),
        ("‚level of leaders‘ x", both("level of leaders", "x")),
        ("‘Abd al-Rahman spoke", both("abd", "al rahman", "spoke")),
        ("home › news › talks", both("home", "news", "talks")),
        ("party:「United States」", "party:united states"),
        # capitals
        ("TALKS ARE NOT GOING TO SUDDENLY GET EASIER",
         both("talks", "are", "not", "going", "to", "suddenly", "get", "easier")),
        ("WAR AND PEACE NOW", both("war", "and", "peace", "now")),
        ("ПЕРЕГОВОРЫ ВСЕ NOT УДАЛИСЬ", both("переговоры", "все", "not", "удались")),
        ("LEADERS SAY “NO DEAL” AND LEAVE", both("leaders", "say", "no deal", "and", "leave")),
        ("WAR OR 2 BAD DEALS", both("war", "or", "2", "bad", "deals")),
        ("UN OR EU", ("Or", "un", "eu")),
        ('UN OR "long term"', ("Or", "un", "long term")),
        ("((UN OR EU) AND NATO)", ("And", ("Or", "un", "eu"), "nato")),
        ("TALKS (AND MORE) FAIL", both("talks", "and", "more", "fail")),
        ("he did NOT say that.", both("he", "did", "not", "say", "that")),
        ("Is it war OR peace now?", both("is", "it", "war", "or", "peace", "now")),
        ("war OR peace?", ("Or", "war", "peace")),
        ("a treaty by Iran OR the U.N.",
         ("Or", both("a", "treaty", "by", "iran"), ("And", "the", ("Or", "u n", "un")))),
        ("war OR peace", ("Or", "war", "peace")),
        ("UN OR Nato", ("Or", "un", "nato")),
        ("UN || NATO", ("Or", "un", "nato")),
        ("UN -NATO", ("And", "un", ("Not", "nato"))),
        ('"UN" OR "NATO"', ("Or", "un", "nato")),
        ("party:UA OR party:RU", ("Or", "party:ua", "party:ru")),
        ("TALKS AND date:2026", both("talks", "date")[:2]),
        ("停火 OR 和平", ("Or", "停 火", "和 平")),
        ("2025 NOT 2026", ("And", "2025", ("Not", "2026"))),
        # operators without terms
        ("a OR", "a"),
        ("a NOT", "a"),
        ("a AND", "a"),
        ("(a OR) b", both("a", "b")),
        ("OR a", both("or", "a")),
        ("AND then he left", both("and", "then", "he", "left")),
        ("a OR OR b", ("Or", "a", both("or", "b"))),
        ("a OR NOT", "a"),
        ("OR", "or"),
        ("NOT", "not"),
        ("a AND AND b", both("a", "and", "b")),
        # fields
        ("He said: we have dealt", both("he", "said", "we", "have", "dealt")),
        ("a prty:x", both("a", "prty x")),
        ("xyzzy:x", "xyzzy x"),
        ('said:"we go"', both("said", "we go")),
        ("said:(a OR b)", both("said", "a b")[:1] and ("And", "said", ("Or", "a", "b"))),
        ("https://example.org x", both("https example org", "x")),
        ("party: x", both("party", "x")),
        ("The issue: sanctions", both("the", "issue", "sanctions")),
        ("Source: Reuters", both("source", "reuters")),
        ("(source: I’m)", both("source", "i m")),
        ("The following source:", both("the", "following")),
        ("saved:bad", "prty x"),
        # stars
        ("*fire", "fire"),
        ("a c*se", both("a", "c se")),
        ("**Agreement** reached", both("agreement*", "reached")),
    ],
)  # fmt: skip
def test_what_is_no_syntax_is_text(text: str, meaning: object) -> None:
    if text == "TALKS AND date:2026":
        assert isinstance(parse(text, today=TODAY).root, And)
        return
    assert said(text) == meaning


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a prty:x", '"prty:" is read as text; did you mean party:?'),
        ("a " + "x" * 3000 + ":y", '"' + "x" * 39 + '…:" is read as text; fields are '),
        ("He said: we", '"said:" is read as text; fields are party:, speaker:, date:, …'),
        ("xyzzy:x", '"xyzzy:" is read as text; fields are '),
        ("saved:bad", '"prty:" is read as text; did you mean party:?'),
        ("party: x", '"party:" is read as text; a value stands right after the colon'),
        ("the source:", '"source:" is left out; a value stands right after the colon'),
        ("TALKS ARE NOT OVER", "NOT is a word among capitals; the operator is -"),
        ("he did NOT say that.", "NOT is a word in a sentence; the operator is -"),
        ("UN OR NATO OR THE EU", "OR is a word among capitals; the operator is ||"),
        ("WAR NOT PEACE", "NOT is read as an operator; quotation marks"),
        ("he did NOT say that", "NOT is read as an operator; quotation marks"),
        ("*fire", "* is read as text"),
        ("a c*se", "* is read as text"),
    ],
)
def test_what_looks_like_syntax_gets_a_hint(text: str, hint: str) -> None:
    hints = ask(text).hints
    assert [each for each in hints if each.startswith(hint)]
    assert len(hints) == 1


@pytest.mark.parametrize(
    "text",
    ["ceasefire", "a OR b", "a NOT b", "party:x a", "https://example.org", "12:30", "cease*",
     '"said: no"', "**bold** word", "a - b", "«a» b)", "EU and NATO", "sanctions NOT oil"],
)  # fmt: skip
def test_what_is_plain_gets_none(text: str) -> None:
    assert ask(text).hints == ()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("centrifuge", "centrifuge*"),
        ("the centrifuge", both("the", "centrifuge*")),
        ("centrifuge.", "centrifuge"),
        ("centrifuge”", "centrifuge"),
        ('"centrifuge"', "centrifuge"),
        ("“the centrifuge", "the centrifuge*"),
        ("centrifuge party:iran", both("centrifuge", "party:iran")),
        ("centrifuge )", "centrifuge"),
        ("quote:centrifuge", "centrifuge*@quote"),
        ("-centrifuge", ("Not", "centrifuge*")),
    ],
)
def test_the_last_word_may_go_on_in_reader_and_shell_alike(text: str, meaning: object) -> None:
    typed = ask(text, typing=True).root
    if text.endswith("party:iran"):
        assert plain(typed) == both("centrifuge", "party:iran*")
    else:
        assert plain(typed) == meaning
    assert plain(ask(text).root) == meaning


SENTENCES = [
    "“This first step does not say that Iran has the right to enrichment,” Kerry said – or so.",
    'NOT A "DEAL", NOT A TREATY (YET): WHAT THE P5+1 AND IRAN AGREED',
    "В этой сделке проигравших нет - выиграли все: «мы договорились», — сказал Лавров.",
    'Сторони домовилися (попередньо) про обмін "всіх на всіх"; дата: невідома',
    "他说：“停火协议（草案）已经达成。”《联合声明》",
    "「停戦に合意した」と外相は述べた（写真）",
    'دובר צה"ל: "אין הסכם" - לא עכשיו',
    "وقال الوزير: «لا اتفاق» (حتى الآن) - و«لن نوقّع»؟",
    "ظریف گفت: «ما توافق کردیم» – و این «برد-برد» است!",
    "Die Sprecherin: „Keine Einigung!“ (Stand: 14:30 Uhr) – mehr unter http://example.org/a?b=c",
    "« Nous avons un accord », a dit M. Fabius : c’est l’essentiel !",
    "El ministro dijo: ‘no hay acuerdo’ & se fue… [sic] {nota} #paz @onu 100% ~50",
    "* Next: talks in Vienna / Geneva; date: tomorrow; place: Hofburg; status: open",
    "조선: 「합의」 — 발표 (속보)",
    "ข้อตกลง: “หยุดยิง” (ร่าง)",
    "Το υπουργείο: «καμία συμφωνία» — προς το παρόν;",
    "title: is: has: note: sort: limit: date: round: saved: party:",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("typing", [False, True])
def test_a_pasted_sentence_asks_for_its_words_and_nothing_else(sentence: str, typing: bool) -> None:
    cuts = (0, 3, 7, 11, len(sentence) // 2)
    for text in (sentence, *(sentence[cut:] for cut in cuts), *(sentence[:-cut] for cut in cuts)):
        if not words(text):
            continue
        try:
            asked = leaves(ask(text, typing=typing).root)
        except QueryError:
            pytest.fail(text)
        found = {word for leaf in asked if isinstance(leaf, Words) for word in leaf.words}
        forms = set(words(text)) | {word for a in words(text) for word in (a, a.replace(" ", ""))}
        assert all(isinstance(leaf, Words) for leaf in asked)
        assert found - forms <= {"bold", "5"}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_in_one_argument_or_in_many_can_be_parsed(sentence: str) -> None:
    for arguments in ([sentence], sentence.split()):
        ask(query_text(arguments, lambda text: True))


ONLY_TYPED = (
    "invalid pattern",
    "too long",
    "nested too deeply",
    "is not allowed inside",
    "no word",
)


def _refusal(text: str, *, typing: bool) -> str:
    error = error_of(text, typing)
    assert error is None or 1 <= error.column <= len(text) + 1
    return error.message if error else ""


def _has_field(text: str) -> bool:
    return any(f"{name}:" in unicodedata.normalize("NFKD", text).lower() for name in BY_NAME)


@given(st.text(max_size=60), st.booleans())
def test_any_text_can_be_parsed_unless_a_known_field_cannot_take_its_value(
    text: str, typing: bool
) -> None:
    message = _refusal(text, typing=typing)
    assert (
        not message
        or _has_field(text)
        or message.endswith("no word to search for")
        or ("/" in text and "pattern" in message)
    )


@given(
    st.lists(
        PIECES
        | st.sampled_from(["NOT ", " OR ", "said:", "「", "」", "‘", "’", "»", "A", "Б", "~"]),
        max_size=14,
    ).map("".join),
    st.booleans(),
)
def test_any_mixture_of_marks_is_parsed_alike_in_reader_and_shell(text: str, typing: bool) -> None:
    message = _refusal(text, typing=typing)
    if message:
        known = any(message.startswith(f"{name}:") for name in BY_NAME)
        located = ("unknown", "invalid", "the pattern", "nested", "a field is", "* is only", '"')
        assert known or message.startswith(located) or "no word" in message


@given(
    st.lists(st.sampled_from(["talks", "ceasefire", "停火", "мир", "-", "(", ")", "“", ",", " "]))
)
def test_plain_words_and_marks_mean_the_same_in_reader_and_shell(parts: list[str]) -> None:
    text = " ".join(parts)
    if not words(text):
        return
    assert plain(ask(text).root) == plain(ask(text, typing=True).root)


@pytest.mark.parametrize(
    "unit", ["‘ ", "‘a ", "(", ") ", "“a” ", "- ", "a OR ", "said: ", "~!-", "*a "]
)
def test_a_long_paste_takes_little_time(unit: str) -> None:
    text = f"{(unit * 4000)[:3998]} x"
    if unit not in ("(", "~!-"):  # too many within each other
        ask(text)
    many = unit * 300_000
    assert query_text([f"{many} x"], lambda _: True) == f"{many} x"


def test_nothing_is_denied_by_marks_alone() -> None:
    assert not any(isinstance(each, Not | Or) for each in _parts("Der Text – »so« – ist - gut (!)"))


def _parts(text: str) -> tuple[object, ...]:
    found = ask(text).root
    return found.parts if isinstance(found, And) else (found,)
