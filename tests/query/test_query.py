"""The query language: what is accepted, what it means, and how a mistake is told."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import QueryError
from briefing.evidence import Verdict
from briefing.model import brief
from briefing.model.rows import KINDS
from briefing.query import EVERYTHING, Query
from briefing.query.assist.help import COMMON, lowercase_operator_hint
from briefing.query.fields import BY_NAME, FIELDS, FORMS
from briefing.query.lexer import Lexer
from briefing.query.nodes import (
    And,
    Days,
    FieldFilter,
    Node,
    Not,
    Or,
    Pattern,
    Rounds,
    Words,
    leaves,
    positive_terms,
)
from briefing.query.parser import parse

TODAY = date(2026, 3, 15)  # a Sunday
SAVED = {"mine": "party:ukraine sort:title limit:7", "loop": "saved:loop", "bad": "prty:x",
         "one": "a saved:two", "two": "(b OR saved:three)", "three": "-saved:one",
         "into": "saved:two"}  # fmt: skip


def ask(text: str, *, typing: bool = False) -> Query:
    return parse(text, today=TODAY, saved=SAVED, typing=typing)


def root(text: str, *, typing: bool = False) -> Node | None:
    return ask(text, typing=typing).root


def plain(node: Node | None) -> object:
    """Return a tree without columns, to compare with."""
    if isinstance(node, And | Or):
        return (type(node).__name__, *map(plain, node.parts))
    if isinstance(node, Not):
        return ("Not", plain(node.part))
    if isinstance(node, Words):
        return " ".join(node.words) + "*" * node.prefix + (f"@{node.field}" if node.field else "")
    if isinstance(node, FieldFilter):
        return f"{node.name}:{node.value}" + {"is": "", "begins": "*", "matches": "~"}[node.how]
    return node


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("ceasefire", "ceasefire"),
        ("Ceasefire ISTANBUL", ("And", "ceasefire", "istanbul")),
        ("a AND b", ("And", "a", "b")),
        ("a OR b c", ("Or", "a", ("And", "b", "c"))),
        ("(a OR b) c", ("And", ("Or", "a", "b"), "c")),
        ("-a", ("Not", "a")),
        ("~a", ("Not", "a")),
        ("NOT a", ("Not", "a")),
        ("NOT NOT a", ("Not", ("Not", "a"))),
        ("-(a b)", ("Not", ("And", "a", "b"))),
        ("b -a", ("And", "b", ("Not", "a"))),
        ("long-term", "long term"),
        ("a - b".replace(" - ", " -b "), ("And", "a", ("Not", "b"), "b")),
        ('"level of leaders"', "level of leaders"),
        ('"level of lead*"', "level of lead*"),
        ("cease**", "cease*"),
        ("“level of leaders”", "level of leaders"),
        ("«level of leaders»", "level of leaders"),
        ("»level of leaders«", "level of leaders"),
        ("»level of leaders»", "level of leaders"),
        ("„level of leaders“ a", ("And", "level of leaders", "a")),
        ("„level of leaders” a", ("And", "level of leaders", "a")),
        ("”level of leaders” a", ("And", "level of leaders", "a")),
        ("“level of lead”*", "level of lead*"),
        ("party:«United States»", "party:united states"),
        ('"level of “leaders” met" a', ("And", "level of leaders met", "a")),
        ('"level of “leaders" a', ("And", "level of leaders", "a")),
        ('"level of leaders” a', ("And", "level of leaders", "a")),
        ('“level of "leaders" met” a', ("And", "level of leaders met", "a")),
        ("«level of “leaders” met» a", ("And", "level of leaders met", "a")),
        ("istan*", "istan*"),
        ('"level of lead"*', "level of lead*"),
        ("停火", "停 火"),
        ("Київ", "киів"),
        ("soft\u00adhyphen", "softhyphen"),
        ("and or not", ("And", "and", "or", "not")),
        ("party:Kyiv", "party:kyiv"),
        ("PARTY:Kyiv", "party:kyiv"),
        ('party:"United States"', "party:united states"),
        ("party:ky*", "party:ky*"),
        ("party:/ukr|rus/", "party:ukr|rus~"),
        ("party:(kyiv OR moscow)", ("Or", "party:kyiv", "party:moscow")),
        ("-party:kyiv", ("Not", "party:kyiv")),
        ("topic:bodies", "issue:bodies"),
        ("agreed:bodies", "bodies@agreed"),
        ("agreed:(bodies OR prisoners)", ("Or", "bodies@agreed", "prisoners@agreed")),
        ("headline:istanbul", "istanbul@title"),
        ("stance:rejects", "stance:rejects"),
        ("verdict:not-found", "verdict:not found"),
        ('verdict:"not found"', "verdict:not found"),
        ("status:carried_out", "status:carried-out"),
        ("status:final", "is:final"),
        ("has:quotes", "has:quote"),
        ("is:unread", "is:unread"),
        ("http://example.org/a", "http example org a"),
        ("12:30", "12 30"),
        ("/etc/passwd", "etc passwd"),
        ("saved:mine", "party:ukraine"),
    ],
)
def test_what_a_query_means(text: str, meaning: object) -> None:
    assert plain(root(text)) == meaning


def test_an_empty_query_asks_for_everything() -> None:
    assert root("") is None
    assert root("   ") is None
    assert EVERYTHING.root is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("date:2026", "2026-01-01", "2026-12-31"),
        ("date:2026-02", "2026-02-01", "2026-02-28"),
        ("date:2026-02-03", "2026-02-03", "2026-02-03"),
        ("date:2026-01..2026-03", "2026-01-01", "2026-03-31"),
        ("date:2026-01..", "2026-01-01", ""),
        ("date:..2026-01", "", "2026-01-31"),
        ("date:>2026-01", "2026-02-01", ""),
        ("date:>=2026-01", "2026-01-01", ""),
        ("date:<2026-01", "", "2025-12-31"),
        ("date:<=2026-01", "", "2026-01-31"),
        ('date:"3 days ago"..', "2026-03-12", ""),
        ("date:3_days_ago..yesterday", "2026-03-12", "2026-03-14"),
        ("date:today", "2026-03-15", "2026-03-15"),
        ("date:2w..", "2026-03-01", ""),
        ('date:"1 month ago"', "2026-02-15", "2026-02-15"),
        ("date:1y", "2025-03-15", "2025-03-15"),
        ("since:monday", "2026-03-09", ""),
        ("since:sunday", "2026-03-15", ""),
        ("until:2026-02", "", "2026-02-28"),
        ("after:2026-02", "2026-03-01", ""),
        ("before:2026-02", "", "2026-01-31"),
        ('date:"last week"', "2026-03-02", "2026-03-08"),
        ('date:"this year"', "2026-01-01", "2026-12-31"),
        ('date:"last month"', "2026-02-01", "2026-02-28"),
        ('date:"december 9999"', "9999-12-01", "9999-12-31"),
        ("date:february", "2026-02-01", "2026-02-28"),
        ("date:april", "2025-04-01", "2025-04-30"),
        ('date:"march 2024"', "2024-03-01", "2024-03-31"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    found = root(text)
    assert isinstance(found, Days)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("round:2", 2, 2),
        ("round:1..3", 1, 3),
        ("round:2..", 2, 1_000_000),
        ("round:..3", 0, 3),
        ("round:>2", 3, 1_000_000),
        ("round:<=2", 0, 2),
    ],
)
def test_rounds(text: str, first: int, last: int) -> None:
    found = root(text)
    assert isinstance(found, Rounds)
    assert (found.first, found.last) == (first, last)


def test_order_and_limit_belong_to_the_answer() -> None:
    query = ask("ceasefire sort:title limit:20")
    assert (plain(query.root), query.sort, query.limit) == ("ceasefire", "title", 20)
    assert ask("sort:newest").sort == "-date"
    assert (ask("saved:mine").sort, ask("saved:mine").limit) == ("title", 7)


def test_patterns() -> None:
    assert root("/pris[a-z]+ of war/i") == Pattern("pris[a-z]+ of war", True, "", 1)
    assert root("quote:/peace|truce/") == Pattern("peace|truce", False, "quote", 7)


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("stance:reject", 8, "did you mean rejects?"),
        ("is:unraed", 4, "did you mean unread?"),
        ("sort:titel", 6, "did you mean title?"),
        ("limit:many", 7, "number"),
        ("date:yesteryear", 6, "not a date"),
        ("date:2026-13", 6, "not a day"),
        ("date:2026..2025", 6, "ends before"),
        ("round:two", 7, "number"),
        ("round:3..1", 7, "ends before"),
        ("party:uk*ne", 9, "end of a word"),
        ("saved:min", 7, "did you mean mine?"),
        ("saved:loop", 7, "saved:loop refers to itself; fix it"),
        ("a saved:one", 9, "saved:one refers to itself through saved:two, saved:three; fix it"),
        ("saved:into", 7, "saved:two refers to itself through saved:three, saved:one; fix it"),
        ("party:", 7, "needs a value"),
        ("()", 1, "no word"),
        ("  - )", 3, "no word"),
        ("quote:…", 7, "no word"),
        ("…", 1, "no word"),
        ("agreed:(party:x)", 9, "inside agreed"),
        ("/a[/", 3, "invalid pattern"),
        ("/{e}/", 1, "invalid pattern"),
        ("/(?a)(?u)/", 1, "invalid pattern"),
        (r"/\p{L}/", 2, "invalid pattern"),
        ("/" + "a" * 300 + "/", 1, "at most"),
        ("(" * 60 + "a" + ")" * 60, 51, "nested too deeply"),
        ("a" * 5000, 4001, "at most"),
        ("is:/x/", 4, "not a regular expression"),
    ],
)
def test_a_mistake_is_told_with_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(QueryError) as told:
        root(text)
    assert says in told.value.message
    assert told.value.column == column


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("cea", "cea*"),
        ("cea ", "cea"),
        ("a cea", ("And", "a", "cea*")),
        ('"level of l', "level of l*"),
        ('"level of leaders"', "level of leaders"),
        ("(a OR", "a"),
        ("(", None),
        ("a OR ", "a"),
        ("a -", "a"),
        ("a NOT", "a"),
        ("party:", None),
        ("party:ky", "party:ky*"),
        ("stance:rej", "stance:rejects"),
        ("is:", None),
        ("date:2", None),
        ("round:", None),
        ("sort:ti", None),
        ("saved:mi", None),
        ("“", None),
    ],
)
def test_what_is_still_being_typed_does_no_harm(text: str, meaning: object) -> None:
    assert plain(root(text, typing=True)) == meaning


def test_a_mistake_is_told_while_typing_too() -> None:
    with pytest.raises(QueryError):
        root("round:two x", typing=True)


@pytest.mark.parametrize("form", [*(f.example for f in FIELDS), *(f.example for f in FORMS)])
def test_every_example_of_the_help_is_accepted(form: str) -> None:
    query = ask(form)
    assert query.root is not None or query.sort or query.limit


@pytest.mark.parametrize(("form", "meaning"), COMMON)
def test_every_common_example_is_accepted_and_takes_one_line(form: str, meaning: str) -> None:
    query = ask(form)
    assert query.root is not None
    assert not query.hints
    assert len(form) <= 20
    assert len(meaning) <= 54


def test_every_field_has_one_name_and_a_line_of_help() -> None:
    names = [name for field in FIELDS for name in (field.name, *field.aliases)]
    assert len(names) == len(set(names))
    assert all(
        field.help and field.asks in ("text", "record", "brief", "answer") for field in FIELDS
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a or b", "OR"),
        ("a And b", "AND"),
        ("not a", "NOT"),
        ("quote:(a or b)", "OR"),
        ('a "or" b', ""),
        ("a OR b", ""),
        ("order", ""),
    ],
)
def test_an_operator_in_small_letters_is_told(text: str, said: str) -> None:
    told = lowercase_operator_hint(ask(text))
    assert said in told
    assert bool(said) == bool(told)


def test_wanted_texts_leave_out_what_is_denied() -> None:
    found = positive_terms(root("a -b quote:c (d OR -(e f))"))
    assert [leaf.words for leaf in found if isinstance(leaf, Words)] == [("a",), ("c",), ("d",)]


PIECES = st.sampled_from(
    ["a", "bodies", "-", "~", "(", ")", '"', "“", "OR", "AND", "NOT", "/", "/x/", "party:", "date:",
     "quote:", "is:", "saved:", "sort:", "limit:", "2026", "..", ">", "*", " ", "  ", "停火", "é",
     "\u00ad", "¶", "\\", "i", "'", ":", "has:note", "\n"]
)  # fmt: skip


def error_of(text: str, typing: bool) -> QueryError | None:
    try:
        ask(text, typing=typing)
    except QueryError as error:
        return error
    return None


@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
def test_any_text_is_understood_or_refused_with_a_column_inside_it(text: str, typing: bool) -> None:
    error = error_of(text, typing)
    if error is not None:
        assert 1 <= error.column <= len(text) + 1
        assert error.message
    else:
        assert all(1 <= leaf.column <= len(text) + 1 for leaf in leaves(root(text, typing=typing)))


@given(st.text(max_size=40), st.booleans())
def test_no_text_at_all_breaks_the_parser(text: str, typing: bool) -> None:
    error = error_of(text, typing)
    assert error is None or 1 <= error.column <= len(text) + 1


@given(st.text(alphabet=list('ab(:)"/ -*“é'), max_size=30))
def test_signs_cover_the_text_in_order(text: str) -> None:
    tokens = Lexer(text).tokens()
    at = 0
    for token in tokens:
        assert at <= token.start <= token.end <= len(text)
        assert not text[at : token.start].strip()
        at = token.end
    assert tokens[-1].kind == "end"


@pytest.mark.parametrize(
    ("field", "vocabulary"),
    [
        ("stance", get_args(brief.Stance)),
        ("verdict", tuple(Verdict)),
        ("status", (*get_args(brief.BriefStatus), *get_args(brief.AgreementStatus),
                    *get_args(brief.DisputeStatus), *get_args(brief.ProposalStatus))),
        ("kind", ("title", *KINDS, "note")),
    ],
)  # fmt: skip
def test_the_values_of_a_field_are_those_of_the_format(
    field: str, vocabulary: tuple[str, ...]
) -> None:
    assert sorted(BY_NAME[field].values) == sorted(vocabulary)
