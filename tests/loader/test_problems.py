"""How a problem is written down."""

import pytest

from briefing.loader.problems import CODES, Problem, in_order, short


def problem(path: str = "a.yaml", line: int = 1, column: int = 1, where: str = "title") -> Problem:
    return Problem(path, line, column, "error", "missing", where, "is missing: the headline")


def test_a_problem_is_one_line_that_editors_understand() -> None:
    assert str(problem("b/a.yaml", 12, 3, "agreements.a2.issue")) == (
        "b/a.yaml:12:3: error: agreements.a2.issue: is missing: the headline [missing]"
    )


def test_a_problem_of_a_whole_file_names_no_value() -> None:
    assert str(problem(where="")) == "a.yaml:1:1: error: is missing: the headline [missing]"


def test_a_problem_cannot_reach_a_terminal() -> None:
    assert str(problem("\x1b]0;x\x07\n.yaml")) == (
        "␛]0;x␇ .yaml:1:1: error: title: is missing: the headline [missing]"
    )


def test_problems_are_ordered_by_path_and_place() -> None:
    ordered = (
        problem("a", 1, 2),
        problem("a", 1, 10),
        problem("a", 2, 1),
        problem("a", 10, 1),
        problem("b", 1, 1),
    )
    assert in_order(reversed(ordered)) == ordered


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 60, "short"),
        ("a\n\n  b\tc", 60, "a b c"),
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("a" + " " * 50 + "b", 6, "a…"),
    ],
)
def test_a_value_in_a_message_is_short(text: str, limit: int, expected: str) -> None:
    assert short(text, limit) == expected


def test_every_code_says_what_it_means() -> None:
    assert all(code == code.lower() and meaning for code, meaning in CODES.items())
