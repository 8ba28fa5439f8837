"""Numbers in a query find the number however its thousands are parted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.query.nodes import Or, Words, leaves
from briefing.query.parser import parse
from briefing.query.terms import words
from briefing.text.numbers import regrouped

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("6000", "6 000"), ("6,000", "6000"), ("6\u00a0000", "6000"), ("1.200.000", "1200000"),
        ("1200000", "1 200 000"), ("12000 bodies", "12 000 bodies"), ("some 6,000", "some 6000"),
        ("2,025", None), ("2025", None), ("2 June 2025", None), ("999", None), ("0600", None),
        ("2025-06-02", None), ("6,00", None), ("0,600", None), ("12,345,67", "12345 67"),
        ("٦٠٠٠", "6 000"), ("a1000", None), ("20250", "20 250"),
    ],
)  # fmt: skip
def test_the_other_way_to_write_a_number(written: str, other: str | None) -> None:
    assert regrouped(words(written)) == (None if other is None else tuple(other.split()))


@given(st.integers(2_101, 10**15))
def test_both_ways_lead_to_each_other(number: int) -> None:
    parted, joined = words(f"{number:,}"), words(str(number))
    assert regrouped(joined) == tuple(parted)
    assert regrouped(parted) == tuple(joined)


@given(st.lists(st.text("0123456789a", min_size=1, max_size=8), min_size=1, max_size=6))
def test_nothing_but_the_parting_changes(found: list[str]) -> None:
    other = regrouped(found)
    assert other is None or ("".join(other) == "".join(found) and other != tuple(found))


def test_a_query_asks_for_both_and_keeps_what_else_was_asked() -> None:
    root = parse('quote:"6000 bodies*"', today=TODAY).root
    assert isinstance(root, Or)
    assert [leaf for leaf in leaves(root) if isinstance(leaf, Words)] == [
        Words(("6000", "bodies"), True, "quote", 7),
        Words(("6", "000", "bodies"), True, "quote", 7),
    ]
