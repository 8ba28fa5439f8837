"""Choosing one of several things by its number, by its words, or by words typed beforehand."""

from io import StringIO

import pytest

from briefing.linear.console import Console, LinearChoice
from tests.linear.reading import Script

CHOICES = [LinearChoice("n", "Nordland, party"), LinearChoice("s", "Sudland, party"),
           LinearChoice("b", "Eva Berg, person")]  # fmt: skip
ALL = ["Names: 3 choices", "1: Nordland, party", "2: Sudland, party", "3: Eva Berg, person"]
PARTIES = ["Names: 2 choices", "1: Nordland, party", "2: Sudland, party"]


@pytest.mark.parametrize(
    ("typed", "answers", "chosen", "lines"),
    [
        ("", ["2"], "s", ALL),
        ("", ["berg"], "b", ALL),
        ("", [""], None, ALL),
        ("", ["party", "2"], "s", [*ALL, *PARTIES]),
        ("", ["x", "n"], "n", [*ALL, "No choice has the words x."]),
        ("berg", [], "b", []),
        ("S", [], "s", []),
        ("land party", ["2"], "s", PARTIES),
        ("party", ["berg", ""], None, [*PARTIES, "No choice has the words berg."]),
        ("x", ["3"], "b", ["No choice has the words x.", *ALL]),
        ("", ["q"], None, ALL),
        ("", ["x", " q "], None, [*ALL, "No choice has the words x."]),
    ],
)
def test_a_choice_is_made(typed: str, answers: list[str], chosen: str | None, lines: list[str]):
    out = StringIO()
    console = Console(out, Script(answers))
    assert console.choose("Names", CHOICES, typed) == chosen
    assert out.getvalue().splitlines() == lines
