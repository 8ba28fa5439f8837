"""The compact matrix: 12 parties × 20 issues in signs, with heads that can be told apart."""

from dataclasses import replace
from itertools import pairwise

import pytest

from briefing.cli.printing.board_output import board_lines
from briefing.exchange.outgoing.markdown.board_markdown import markdown
from briefing.model.rows import Names, Row
from briefing.process import Matrix, Process, Round
from briefing.text.width import cells
from briefing.view.board import Cell, compact_matrix, matrix_board
from briefing.view.compact_table import (
    GAP,
    columns_across,
    compact_widths,
    legend_rows,
    stair,
    stair_height,
)
from briefing.view.spans import plain, width_of
from briefing.view.table import cell_rows, is_cut, measure, place_rows
from tests.tools.process_from_briefs import of_rows
from tests.tools.wide_process import ISSUES, PARTIES, STANCES

SHORT = {"i1": "Fish", "i3": "Grain", "i9": "Water", "i20": "Security"}


def wide_process(parties: int = 12, issues: int = 20) -> Process:
    rows = []
    slugs = {f"i{at}": title for at, title in enumerate(ISSUES[:issues], 1)}
    names = {name.lower(): name for name in PARTIES[:parties]}
    for number in (1, 2, 3):
        for at, issue in enumerate(slugs, 1):
            rows.append(Row(f"b{number}", f"d{at}", "disagreement", (issue,), text="What?"))
            # Some take no position in some rounds, a few in none.
            rows += [
                Row(f"b{number}", f"d{at}/{party}", "position", (issue,), party=party,
                    stance=STANCES[(at + place + number) % len(STANCES)],
                    text=f"{names[party]} holds this of {slugs[issue]}, in round {number}.")
                for place, party in enumerate(names)
                if (at * 5 + place * 3 + number) % 7 in (0, 2, 3)
            ]  # fmt: skip
    rounds = [Round(f"b{number}", number, f"2025-0{number}-10") for number in (1, 2, 3)]
    title = {"talks": "The talks on the strait"}
    return of_rows("talks", rounds, rows, Names(slugs, names, {}, title, SHORT))


WIDE = Matrix(wide_process())


AT_80 = """\
The talks on the strait: who holds what

              Fish     Prisone. Visas    Tariffs  Air      Minority Energy
                 Salt     Border   Joint    Customs  Missing  Sanctio. Security
Party               Grain    Demining Water    Flights  Schools  Reconst.
Borduria      +1 +2 +  ∅2 >  >1 ·  +1 +2 +  ∅2 >  >1 ·  +1 +2 +  ∅2 >  >1
Freedonia     >  !  >2 ±  ±1 ·  +1 >  !  >2 ±  ±1 ·  +1 >  !  >2 ±  ±1 ·
Genovia       -2 +  +1 ·  ±2 -  >  -2 +  +1 ·  ±2 -  >  -2 +  +1 ·  ±2 -
Ixania        +1 +2 +  ∅2 >  >1 ·  +1 +2 +  ∅2 >  >1 ·  +1 +2 +  ∅2 >  >1
Costaguana    ∅  ±2 -  -1 ·  !1 ±  ∅  ±2 -  -1 ·  !1 ±  ∅  ±2 -  -1 ·  !1
Elbonia       ·  -1 !  +  !2 ±1 ∅1 ·  -1 !  +  !2 ±1 ∅1 ·  -1 !  +  !2 ±1
Jumanji       ∅  ±2 -  -1 ·  !1 ±  ∅  ±2 -  -1 ·  !1 ±  ∅  ±2 -  -1 ·  !1
Latveria      ·  -1 !  +  !2 ±1 ∅1 ·  -1 !  +  !2 ±1 ∅1 ·  -1 !  +  !2 ±1
Aland         !1 ·  ±1 +  -  +2 !  !1 ·  ±1 +  -  +2 !  !1 ·  ±1 +  -  +2
Hyrkania      !1 ·  ±1 +  -  +2 !  !1 ·  ±1 +  -  +2 !  !1 ·  ±1 +  -  +2
Dinotopia     +  +1 ·  >1 +  ±  +2 +  +1 ·  >1 +  ±  +2 +  +1 ·  >1 +  ±
Kreplachistan +  +1 ·  >1 +  ±  +2 +  +1 ·  >1 +  ±  +2 +  +1 ·  >1 +  ±

+ agrees, accepts, supports  ? claims  " states it, speaks of it
¿ said to agree  ± conditional  > proposes  ! demands  - rejects, disputes
∅ unreported  · no entry  1 one round ago"""


def test_twelve_parties_and_twenty_issues_fit_one_screen_of_80_by_24() -> None:
    lines = list(board_lines(compact_matrix(WIDE), 80))
    assert "\n".join(lines) == AT_80
    assert max(map(cells, lines)) <= 80
    assert len(lines) <= 24


def test_in_ascii_every_sign_differs_as_well() -> None:
    board = compact_matrix(WIDE, transpose=True)
    lines = list(board_lines(board, 80, glyphs=False))
    assert all(line.isascii() for line in lines)
    assert max(map(cells, lines)) <= 80
    assert board.corner == "Issue"
    assert (board.heads[1].text, board.columns[0].text) == ("Salt", "Borduria")
    salt = next(line for line in lines if line.startswith("Salt"))
    assert salt.split()[1:] == ["+2", "!", "+", "+2", "~2", "-1", "~2", "-1", ".", ".", "+1", "+1"]
    for plain_signs in (False, True):
        signs = [cell.ascii if plain_signs else cell.glyph for cell in board.legend]
        assert len(set(signs)) == len(signs)
        assert all(len(sign) == 1 for sign in signs)


@pytest.mark.parametrize(("width", "height"), [(80, 3), (120, 2), (160, 2), (230, 1)])
def test_the_head_of_a_column_begins_above_its_signs(width: int, height: int) -> None:
    board = compact_matrix(WIDE)
    head, column = compact_widths(board, width)
    assert stair_height(board, column) == height
    assert head + board.width * (column + GAP) <= width
    rows = [plain(row) for row in stair(board, column, range(board.width), width - head)]
    assert {width - head} == set(map(cells, rows))
    for number, one in enumerate(board.columns):
        start = number * (column + GAP) + GAP
        assert rows[number % height][start:].startswith(f"{one.short} "[: width - head - start])


@pytest.mark.parametrize("width", [20, 30, 40, 60])
@pytest.mark.parametrize("transpose", [False, True])
def test_what_has_no_room_beside_stands_below(width: int, transpose: bool) -> None:
    board = compact_matrix(WIDE, transpose=transpose)
    lines = list(board_lines(board, width))
    assert max(map(cells, lines)) <= width
    blocks = sum(line.startswith(board.corner) for line in lines)
    assert blocks == -(-board.width // columns_across(board, width))
    heads = [one.short for one in board.columns]
    text = " ".join(" ".join(lines).split())
    assert all(head in text for head in heads)


def test_the_head_of_a_row_is_short_only_where_its_name_does_not_fit() -> None:
    board = replace(
        compact_matrix(WIDE), heads=(Cell("The Province of Aland", "party", short="ALD"),) * 12
    )
    assert plain(place_rows(board, 0, -1, 12, 1)[0]) == "ALD         "
    assert plain(place_rows(board, 0, -1, 21, 1)[0]) == "The Province of Aland"
    words = replace(matrix_board(WIDE), heads=board.heads)
    assert plain(place_rows(words, 0, -1, 12, 1)[0]) == "ALD         "
    assert [plain(row) for row in place_rows(words, 0, -1, 12, 2)] == [
        "The Province",
        "of Aland    ",
    ]


def test_the_cursor_finds_the_words_behind_a_sign() -> None:
    board, words = compact_matrix(WIDE), matrix_board(WIDE)
    for row in range(board.height):
        for column in range(board.width):
            sign, said = board.at(row, column), words.at(row, column)
            assert (sign.text, sign.detail, sign.records) == (said.text, said.detail, said.records)
            assert sign.words == said.words
            assert sign.digit == {"": "", "r1": "2", "r2": "1"}[said.tail]
    assert board.issues_at(0, 2) == ("i3",)
    assert compact_matrix(WIDE, transpose=True).issues_at(2, 0) == ("i3",)
    assert board.speaker_at(0, 2) == "borduria"


def test_more_than_nine_rounds_ago_is_the_digit_nine() -> None:
    rounds = [Round(f"b{number}", number, "2025-01-01") for number in range(1, 15)]
    held = Row("b1", "d1/a", "position", ("x",), party="a", stance="rejects")
    last = Row("b14", "q1", "quote", ("x",), party="b", text="No.")
    board = compact_matrix(Matrix(of_rows("talks", rounds, [held, last])))
    assert [board.at(row, 0).digit for row in (0, 1)] == ["9", ""]


def test_the_compact_matrix_as_markdown_has_its_legend() -> None:
    lines = list(markdown(compact_matrix(WIDE)))
    assert lines[2].startswith("| Party | Fish | Salt | Grain | Prisone. | ")
    assert lines[4].startswith(r"| Borduria | +1 | +2 | + | ∅2 | \> | \>1 | · | ")
    assert lines[-1].startswith("+ agrees, accepts, supports; ? claims; ")
    assert lines[-1].endswith("; · no entry; 1 one round ago")


def test_the_legend_takes_as_few_rows_as_hold_it() -> None:
    board = compact_matrix(WIDE)
    for width in (20, 40, 80, 200):
        rows = legend_rows(board, width)
        assert max(map(width_of, rows)) <= width
        for above, below in pairwise(rows):
            first = plain(below).split("  ")[0]
            assert width_of(above) + 2 + cells(first) > width


# --- the full matrix ----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 60, 79, 119, 159])
def test_the_column_of_parties_takes_a_fifth_at_most(width: int) -> None:
    parties = {
        "x": "The International Atomic Energy Agency and its Board of Governors",
        "y": "Yland",
    }
    names = Names({}, parties)
    rows = [Row("b1", f"d{n}/{party}", "position", (f"i{n}",), party=party, stance="rejects",
                text="No " * 50) for n in range(9) for party in parties]  # fmt: skip
    board = matrix_board(Matrix(of_rows("talks", [Round("b1", 1)], rows, names)))
    measures = measure(board, width, 20)
    assert measures.head <= max(width // 5, len("Party") + 5)
    shown = plain(place_rows(board, 0, -1, measures.head, 1)[0])
    assert shown.strip() == board.heads[0].short


@pytest.mark.parametrize("width", range(12, 60, 5))
@pytest.mark.parametrize("rows", [1, 2, 5])
def test_the_round_of_a_stance_is_never_cut(width: int, rows: int) -> None:
    cell = Cell("rejects", "bad", glyph="-", detail="Whatever is said of it. " * 9, tail="r1")
    lines = [plain(line) for line in cell_rows(cell, width, rows)]
    assert all(cells(line) == width for line in lines)
    assert lines[0].startswith("- reject")
    assert lines[0].endswith(" r1")
    assert is_cut(cell, width, rows)
    assert not any("r1" in line for line in lines[1:])


def test_text_comes_before_the_round_it_is_from() -> None:
    cell = Cell("rejects", "bad", glyph="-", detail="No talks at all.", tail="r12")
    assert [plain(line) for line in cell_rows(cell, 24, 2)] == [
        "- rejects            r12", "  No talks at all.      ",
    ]  # fmt: skip
    assert plain(cell_rows(cell, 32, 1)[0]) == "- rejects: No talks at all.  r12"
    assert not is_cut(cell, 32, 1)


def test_a_round_with_no_number_stands_among_the_words_where_there_is_no_room_beside() -> None:
    cell = Cell("rejects", "bad", glyph="-", detail="No.", tail="2025-06-02")
    assert [plain(line).rstrip() for line in cell_rows(cell, 14, 3)] == [
        "- rejects", "  (2025-06-02)", "  No.",
    ]  # fmt: skip
