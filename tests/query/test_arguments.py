"""The arguments of a command line: which make a phrase, a field's value, or a query."""

import re
from datetime import date

import pytest

from briefing.errors import QueryError
from briefing.query.arguments import query_text
from briefing.query.fields import FIELDS, FORMS
from briefing.query.parser import parse

TODAY = date(2026, 3, 15)


def is_valid(text: str) -> bool:
    try:
        parse(text, today=TODAY, saved={"mine": "a"})
    except QueryError:
        return False
    return True


def query(*arguments: str) -> str:
    return query_text(arguments, is_valid)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        # phrases
        (["level of leaders"], '"level of leaders"'),
        (["level of lead*"], '"level of lead*"'),
        (["prisoner exchange", "party:ukraine"], '"prisoner exchange" party:ukraine'),
        (["停火 协议"], '"停火 协议"'),
        (['דובר צה"ל אמר'], '"דובר צה"ל אמר"'),
        (["ceasefire or truce"], '"ceasefire or truce"'),
        # values
        (["verdict:not found"], 'verdict:"not found"'),
        (["-verdict:not found"], '-verdict:"not found"'),
        (["verdict:no archive", "ceasefire"], 'verdict:"no archive" ceasefire'),
        (["date:last month"], 'date:"last month"'),
        (["date:3 days ago.."], 'date:"3 days ago.."'),
        (["date:3 days ago..yesterday"], 'date:"3 days ago..yesterday"'),
        (["date:march 2026"], 'date:"march 2026"'),
        (["since:a week ago"], 'since:"a week ago"'),
        (["quote:level of leaders"], 'quote:"level of leaders"'),
        (["agreed:bodies of the killed", "x"], 'agreed:"bodies of the killed" x'),
        (["status:carried out"], 'status:"carried out"'),
        (["verdict:not fond"], 'verdict:"not fond"'),
        # names
        (["who:Rustem Umerov"], '(who:"Rustem Umerov" OR (who:Rustem Umerov))'),
        (["who:Umerov prisoners"], '(who:"Umerov prisoners" OR (who:Umerov prisoners))'),
        (["party:United States", "x"], '(party:"United States" OR (party:United States)) x'),
        (["-party:United States"], '-party:"United States"'),
        (["place:New York"], '(place:"New York" OR (place:New York))'),
        # queries
        (["verdict:altered OR is:unread"], "verdict:altered OR is:unread"),
        (["verdict:altered ceasefire"], "verdict:altered ceasefire"),
        (["date:2025 ceasefire"], "date:2025 ceasefire"),
        (["round:2 ceasefire"], "round:2 ceasefire"),
        (["the limit:3"], "the limit:3"),
        (['"level of leaders" truce'], '"level of leaders" truce'),
        (['verdict:"not found"'], 'verdict:"not found"'),
        (['date:"3 days ago"..'], 'date:"3 days ago"..'),
        (["(truce OR ceasefire) -bodies"], "(truce OR ceasefire) -bodies"),
        (["agreed:(bodies OR prisoners)"], "agreed:(bodies OR prisoners)"),
        (["/pris[a-z]+ of war/i"], "/pris[a-z]+ of war/i"),
        (["ceasefire -bodies"], "ceasefire -bodies"),
        (["-bodies ceasefire"], "-bodies ceasefire"),
        (["NOT a b"], "NOT a b"),
        (["cease* fire"], "cease* fire"),
        (["a OR b", "c"], "(a OR b) c"),
        (["(a OR b", "c)"], "(a OR b c)"),
        (['say "no'], 'say "no'),
        # words as they stand
        (["ceasefire", "OR", "truce"], "ceasefire OR truce"),
        (["(truce", "OR", "ceasefire)", "-bodies"], "(truce OR ceasefire) -bodies"),
        (["-swap", "kind:title"], "-swap kind:title"),
        ([" ceasefire "], "ceasefire"),
        (["", "a"], " a"),
    ],
)
def test_arguments_keep_their_borders(arguments: list[str], text: str) -> None:
    assert query(*arguments) == text


@pytest.mark.parametrize(
    "example", [form.example for form in FORMS] + [field.example for field in FIELDS]
)
def test_an_example_of_the_help_means_the_same_without_its_quotation_marks(example: str) -> None:
    """As a shell passes it on, in one argument or parted at spaces outside quotation marks."""
    pieces = example.split('"')
    arguments: list[str] = [""]
    for number, piece in enumerate(pieces):
        parts = [piece] if number % 2 else piece.split(" ")
        arguments[-1] += parts[0]
        arguments += parts[1:]
    if "/" in example or "OR" in example:
        arguments = [example]  # the shell would ask for quotation marks around it
    meant = parse(example, today=TODAY, saved={"mine": "a"}).root
    got = parse(query(*arguments), today=TODAY, saved={"mine": "a"}).root
    assert _without_columns(got) == _without_columns(meant)


def _without_columns(node: object) -> str:
    return re.sub(r"column=\d+", "", repr(node))


def test_no_argument_is_no_query() -> None:
    assert query() == ""
