"""Dates are read as EDTF level 0 and shown as people write them."""

from calendar import monthrange
from datetime import date

import pytest

from briefing.model import dates


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
    [
        "",
        "2025-13",
        "2025-00",
        "2025-06-00",
        "2025-00-00",
        "2025-02-30",
        "25-06-02",
        "2025-6-2",
        "2025-06-03/2025-06-01",
        "0000-01",
        "２０２５",
    ],
)
def test_what_is_no_date_is_refused_with_a_remedy(written):
    with pytest.raises(ValueError, match=r"not a d|before it begins"):
        dates.parse(written)


def test_a_month_covers_all_its_days():
    when = dates.parse("2024-02")
    assert (when.first, when.last) == (date(2024, 2, 1), date(2024, 2, 29))


def test_the_last_day_of_each_month_is_that_of_the_calendar():
    for year in (1, 1900, 2000, 2024, 2025, 9999):
        for month in range(1, 13):
            last = dates.parse(f"{year:04}-{month:02}").last
            assert last == date(year, month, monthrange(year, month)[1])


def test_texts_sort_as_their_dates():
    written = ["2025-06-02", "2025", "2024-12-31", "2025-06"]
    assert sorted(written, key=dates.sort_key) == ["2024-12-31", "2025", "2025-06", "2025-06-02"]


@pytest.mark.parametrize(
    "written",
    [
        "2025-06-02T18:30:00Z",
        "2025-06-02t18:30:00z",
        "2025-06-02 18:30:00+03:00",
        "2025-06-02T18:30:00.1234567-00:00",
        "2024-02-29T00:00:00-23:59",
        "1990-12-31T23:59:60Z",
        "1990-12-31T15:59:60-08:00",
        "1991-01-01T05:29:60+05:30",
    ],
)
def test_a_moment_is_one_of_rfc_3339(written):
    dates.check_moment(written)


@pytest.mark.parametrize(
    "written",
    [
        "2025-06-02",
        "2025-06-02T18:30:00",
        "2025-06-02T18:30Z",
        "2025-06-02T18Z",
        "20250602T183000Z",
        "2025-W23-1T18:30:00Z",
        "2025-06-02T18:30:00,5Z",
        "2025-06-02T18:30:00.Z",
        "2025-06-02T18:30:00+0300",
        "2025-06-02T18:30:00+03",
        "2025-06-02T18:30:00+03:00:30",
        "2025-06-02T18:30:00+03:60",
        "2025-06-02T18:30:00+24:00",
        "2025-06-02T24:00:00Z",
        "2025-06-02T18:60:00Z",
        "2025-06-02T18:30:60Z",
        "2025-06-02T18:30:61Z",
        "2025-02-29T18:30:00Z",
        "0000-01-01T00:00:00Z",
        "2025-06-02_18:30:00Z",
        "2025-06-02T18:30:00Z\n",
        "２０２５-06-02T18:30:00Z",
    ],
)
def test_other_moments_are_refused(written):
    with pytest.raises(ValueError, match=r"not a (timestamp|day)"):
        dates.check_moment(written)
