"""Dates are read as EDTF level 0 and shown as people write them."""

from datetime import date

import pytest

from briefing import dates


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("2025", "2025"),
        ("2025-06", "June 2025"),
        ("2025-06-02", "2 June 2025"),
        ("2025-05~", "about May 2025"),
        ("2025-05?", "May 2025 (?)"),
        ("2025-06-01/2025-06-03", "1 June 2025 to 3 June 2025"),
        ("no date", "no date"),
    ],
)
def test_a_date_reads_as_people_write_it(written, reads):
    assert dates.readable(written) == reads


@pytest.mark.parametrize(
    "written",
    ["", "2025-13", "2025-02-30", "25-06-02", "2025-6-2", "2025-06-03/2025-06-01", "0000-01"],
)
def test_what_is_no_date_is_refused_with_a_remedy(written):
    with pytest.raises(ValueError, match=r"not a d|before it begins"):
        dates.parse(written)


def test_a_month_covers_all_its_days():
    when = dates.parse("2024-02")
    assert (when.first, when.last) == (date(2024, 2, 1), date(2024, 2, 29))


def test_texts_sort_as_their_dates():
    written = ["2025-06-02", "2025", "2024-12-31", "2025-06"]
    assert sorted(written, key=dates.sort_key) == ["2024-12-31", "2025", "2025-06", "2025-06-02"]
