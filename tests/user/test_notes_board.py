"""The board of notes."""

from contextlib import closing
from pathlib import Path

import pytest

from briefing.catalogue import ListRow
from briefing.user.notes_board import notes_board
from briefing.user.placed_notes import PlacedNote, placed
from briefing.user.state import Note
from tests.tools.indexed_store import refreshed

ROW = ListRow(
    1, "vienna", "vienna.yaml", "Talks in Vienna", "2015-07-14", "2015-07-14", "", "jcpoa", 1, 4,
    (), 4, 1, 7, 2, 0, "", "", "", "",
)  # fmt: skip


def test_a_note_is_a_row_with_what_it_hangs_on() -> None:
    note = Note("vienna", "q1", "ask Anna\nfor the tape", 0.0)
    board = notes_board([PlacedNote(note, ROW, "We have a deal[^a1]")])
    (row,) = board.rows()
    assert [cell.text for cell in row.cells] == [
        "ask Anna for the tape", "vienna#q1", "We have a deal",
    ]  # fmt: skip
    assert row.head.text[:7] in ("1970-01", "1969-12")
    assert {cell.records for cell in (row.head, *row.cells)} == {(("vienna", "q1"),)}


def test_of_the_words_of_a_record_stands_enough_to_know_it_again() -> None:
    board = notes_board([PlacedNote(Note("vienna", "q1", "x", 0.0), ROW, "word " * 100)])
    (row,) = board.rows()
    assert row.cells[2].text == "word " * 14 + "w…"


def test_a_note_on_a_brief_leads_to_its_top() -> None:
    board = notes_board([PlacedNote(Note("vienna", "", "call", 0.0), ROW, "Talks in Vienna")])
    (row,) = board.rows()
    assert [cell.text for cell in row.cells] == ["call", "vienna", "Talks in Vienna"]
    assert row.cells[0].records == (("vienna", "title"),)


def test_what_is_gone_is_said() -> None:
    lost = Note("vienna", "q9", "x", 0.0), Note("old\x1b", "q1", "y", 1e300)
    board = notes_board(
        [PlacedNote(lost[0], ROW, is_gone=True), PlacedNote(lost[1], None, is_gone=True)]
    )
    first, second = board.rows()
    assert [cell.text for cell in first.cells] == ["x", "vienna#q9", "gone"]
    assert first.cells[1].records == (("vienna", "title"),)
    assert [cell.text for cell in second.cells] == ["y", "old␛#q1", "gone"]
    assert second.cells[1].records == ()
    assert second.head.text == ""


def test_a_board_without_notes_says_how_to_write_one() -> None:
    assert notes_board([]).nothing == "no notes; a writes one on what is under the cursor"


def test_of_many_notes_only_those_that_are_looked_at_are_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = list[str]()

    def unmarked(prose: str) -> str:
        read.append(prose)
        return prose

    monkeypatch.setattr("briefing.user.notes_board.unmarked", unmarked)
    notes = [PlacedNote(Note("vienna", f"q{n}", f"n{n}", 0.0), ROW, f"w{n}") for n in range(5000)]
    board = notes_board(notes)
    assert (board.height, read) == (5000, [])
    assert [cell.text for cell in board.row(4321).cells] == ["n4321", "vienna#q4321", "w4321"]
    assert read == ["w4321"]


def test_notes_find_their_records_whichever_and_however_many_of_a_brief(tmp_path: Path) -> None:
    quotes = "".join(f"  q{n}: {{who: ua, text: 'word {n}'}}\n" for n in range(1, 700))
    text = f"title: T\ndate: 2025\nsummary: s\nparties: {{ua: Ukraine}}\nquotes:\n{quotes}"
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with closing(refreshed(tmp_path, tmp_path / "cache")) as catalogue:
        keys = ["", "q1", "q699", "q700", *(f"q{n}" for n in range(2, 699))]
        asked = [Note(brief, key, "x", 0.0) for key in keys for brief in ("two", "none", "one")]
        found = {(each.note.brief, each.note.record): each for each in placed(catalogue, asked)}
    assert len(found) == len(asked)
    for brief in ("one", "two"):
        assert {key: found[brief, key].on for key in ("", "q1", "q699", "q700")} == {
            "": "T", "q1": "word 1", "q699": "word 699", "q700": "",
        }  # fmt: skip
        assert [found[brief, f"q{n}"].on for n in range(2, 699)] == [
            f"word {n}" for n in range(2, 699)
        ]
        assert found[brief, "q700"].is_gone
    assert all(each.is_gone for (brief, _), each in found.items() if brief == "none")
