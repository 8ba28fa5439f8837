"""What a query may become at the cursor."""

import pytest

from briefing.query.assist.completion import NOTHING, Values, candidate, complete, complete_line

VALUES = {
    "party": Values([
        candidate("iran", "Iran"), candidate("israel", "Israel"), candidate("us", "United States"),
    ]),
    "speaker": Values([candidate("umerov", "Rustem Umerov")]),
    "place": Values([candidate("The Hague"), candidate('the "Hague"')]),
    "tag": Values([candidate("follow-up"), candidate("к проверке")]),
    "saved": Values([candidate("mine")]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "texts"),
    [
        ("par", 0, ("party:",)),
        ("prisoners st", 10, ("stance:", "status:")),
        ("-par", 1, ("party:",)),
        ("(PAR", 1, ("party:",)),
        ("party:", 6, ("iran", "israel", "us")),
        ("party:i", 6, ("iran", "israel")),
        ("x -party:I", 9, ("iran", "israel")),
        ("party:(i", 7, ()),
        ("party:uni", 6, ("us",)),
        ("who:rus", 4, ("umerov",)),
        ("place:hag", 6, ('"The Hague"',)),
        ('place:"the h', 6, ('"The Hague"',)),
        ("tag:up", 4, ("follow-up",)),
        ("tag:пров", 4, ('"к проверке"',)),
        ("saved:", 6, ("mine",)),
        ("verdict:no", 8, ('"not found"', '"no archive"', '"not compared"')),
        ("stance:re", 7, ("rejects",)),
        ("is:un", 3, ("unread", "unconfirmed")),
    ],
)
def test_names_and_values_are_completed(text: str, start: int, texts: tuple[str, ...]):
    found = complete(text, len(text), VALUES)
    assert found.texts == texts
    if texts:
        assert found.start == start


@pytest.mark.parametrize(
    "text",
    ["", "p", "prisoner ", "12", '"par', "party:iran", "party:zz", "nothing:x", "zz", "date:2",
     "a:b:c", "quote:par", 'party:"iran" ', "/par"],
)  # fmt: skip
def test_there_is_nothing_where_nothing_can_be_completed(text: str):
    assert complete(text, len(text), VALUES).texts == ()


def test_what_stands_behind_the_cursor_does_not_count():
    found = complete("party:i leaders", 7, VALUES)
    assert (found.start, found.texts) == (6, ("iran", "israel"))


def test_the_common_beginning_is_that_of_all_or_what_was_typed():
    assert complete("stat", 4, {}).beginning("stat") == "status:"
    assert complete("st", 2, {}).beginning("st") == "sta"
    assert complete("sta", 3, {}).beginning("sta") == "sta"
    assert complete("PART", 4, {}).beginning("PART") == "party:"
    assert complete("party:uni", 9, VALUES).beginning("uni") == "uni"
    found = complete("verdict:not", 11, {})
    assert found.beginning("not") == '"not '
    assert found.beginning('"not ') == '"not '


def test_a_line_is_one_value():
    values = Values([candidate("watch"), candidate("water"), candidate("to check")])
    assert complete_line("wat", 3, values).texts == ("watch", "water")
    assert complete_line("to c", 4, values).texts == ("to check",)
    assert complete_line("", 0, values).texts == ("watch", "water", "to check")
    assert complete_line("watch", 5, values) == NOTHING
    assert complete_line("wat", 1, values) == NOTHING


def test_long_texts_are_no_trouble():
    assert complete("a" * 100_000, 100_000, VALUES) == NOTHING
    assert complete("( - " * 50_000, 200_000, VALUES) == NOTHING


def test_of_thousands_the_best_are_given_and_the_others_counted():
    values = {"party": Values(candidate(f"party-{n}", f"The Nth Party {n}") for n in range(5_000))}
    found = complete("party:par", 9, values)
    assert found.texts[:2] == ("party-0", "party-1")
    assert len(found.texts) + found.more == 5_000
    assert found.beginning("par") == "par"
    assert complete("party:4999", 10, values).texts == ("party-4999",)
