"""CSV: columns, marks, and what a spreadsheet would take for a formula."""

import csv
from io import StringIO

import pytest

from briefing.exchange.outgoing.tables.record_tables import TABLES
from briefing.library import Library
from tests.exchange.outgoing.conftest import outgoing, written


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_quotes_have_names_beside_slugs_and_their_verdict(istanbul: Library) -> None:
    row = rows(written("csv", outgoing(istanbul, "istanbul-2025-06-02")))[0]
    expected = {
        "brief": "istanbul-2025-06-02", "record": "q1", "who": "umerov",
        "speaker": "Rustem Umerov", "party": "ukraine", "party_name": "Ukraine",
        "text": "can be resolved only at the level of leaders", "issues": "level",
        "issue_titles": "A meeting at the level of leaders", "source": "article",
        "paragraph": "5", "verdict": "verbatim", "handling": "clear",
    }  # fmt: skip
    assert row | expected == row


def test_positions_have_their_question_and_party(istanbul: Library) -> None:
    found = rows(written("csv", outgoing(istanbul, "istanbul-2025-06-02", table="positions")))
    stances = [(row["record"], row["party_name"], row["stance"]) for row in found]
    assert ("d1/russia", "Russia", "proposes") in stances
    assert ("d3/ukraine", "Ukraine", "unreported") in stances
    assert len(found) == 6


def test_states_are_those_of_the_chosen_rounds(istanbul: Library) -> None:
    one = rows(written("csv", outgoing(istanbul, "istanbul-2025-06-02", table="states")))
    every = rows(written("csv", outgoing(istanbul, table="states")))
    assert {row["brief"] for row in one} == {"istanbul-2025-06-02"}
    assert len(one) == 7
    assert len(every) == 3 * len(one)
    bodies = next(row for row in one if row["issue"] == "bodies")
    assert bodies["label"] == "claimed by Ukraine"
    assert bodies["attested_by_names"] == "Ukraine"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("excel", [False, True])
def test_no_cell_is_a_formula(hostile: Library, table: str, excel: bool) -> None:
    text = written("csv", outgoing(hostile, table=table, excel=excel))
    found = rows(text.removeprefix("\ufeff"))
    assert found
    for cell in (cell for row in found for cell in row.values()):
        assert not cell.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("table", TABLES)
def test_excel_gets_a_byte_order_mark_and_rows_without_line_breaks(
    hostile: Library, table: str
) -> None:
    text = written("csv", outgoing(hostile, table=table, excel=True))
    assert text.startswith('\ufeff"')
    assert all(line.startswith(('"', '\ufeff"')) for line in text.split("\r\n") if line)
    assert "\n" not in text.replace("\r\n", "")
    assert not written("csv", outgoing(hostile, table=table)).startswith("\ufeff")


@pytest.mark.parametrize("table", TABLES)
def test_drafts_that_are_not_exported_leave_nothing_behind(confined: Library, table: str) -> None:
    text = written("csv", outgoing(confined, "one", "two", table=table))
    assert "zither" not in text
    assert {row["handling"] for row in rows(text)} == {"amber+strict", "red"}


def test_no_other_brief_gives_a_name_or_word_to_a_board(confined: Library) -> None:
    text = written("markdown", outgoing(confined, "one", process="talks"))
    assert "zither" not in text
    assert "Two" not in text
    assert "where each issue stands" in text


def test_a_state_names_the_records_that_are_only_suggested(confined: Library) -> None:
    for name, expected in (("draft", ""), ("doubt", "doubt#a1")):
        (row,) = rows(written("csv", outgoing(confined, name, table="states")))
        assert row["suggested"] == expected
