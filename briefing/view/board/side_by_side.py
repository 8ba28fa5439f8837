"""Comparison boards: two briefs side by side, and two versions word by word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from briefing.model.rows import Names, Row, whose_word
from briefing.process import Aligned, Edit, Piece, Round, aligned
from briefing.process.standing import UNFILLED, refs_of
from briefing.text.word_changes import OF_VERSIONS, Side, differences, in_a_line
from briefing.view.board.board import NOTHING, Board, BoardRow, Cell, Verdicts, listed, no_verdicts
from briefing.view.board.process_board import round_head
from briefing.view.board.record_words import judged, terms

_TITLES = {
    "summary": "Summary", "timeline": "Timeline", "next": "Next", "unknown": "Unknown",
    "source": "Sources",
}  # fmt: skip

_SIDES: Mapping[str, Side] = {"same": "same", "gone": "old", "new": "new"}


def side_by_side(
    left: tuple[Round, Iterable[Row]],
    right: tuple[Round, Iterable[Row]],
    names: Names,
    verdicts: Verdicts = no_verdicts,
) -> Board:
    """Return two briefs aligned by issue: a record a row, the state of each issue above it.

    Quotes stand with their verdicts.
    """
    cached = lru_cache(maxsize=None)(verdicts)
    sides = [(item, list(rows)) for item, rows in (left, right)]
    parts = _filled(sides, aligned(sides[0][1], sides[1][1], names))
    rows = [row for part in parts for row in _section(part, names, cached)]
    columns = (round_head(left[0]), round_head(right[0]))
    return listed(f"{left[0].brief} and {right[0].brief}", "Section", columns, rows)


def _filled(
    sides: Sequence[tuple[Round, Sequence[Row]]], parts: Iterable[Aligned]
) -> Iterator[Aligned]:
    """Yield the parts; where a draft has no records about issues, no issue stands anywhere."""
    unfilled = [
        item.status == "draft" and not any(row.issues for row in rows) for item, rows in sides
    ]
    for part in parts:
        left = UNFILLED if unfilled[0] else part.standing_left
        right = UNFILLED if unfilled[1] else part.standing_right
        yield replace(part, standing_left=left, standing_right=right)


def _section(section: Aligned, names: Names, verdicts: Verdicts) -> Iterable[BoardRow]:
    title = _TITLES.get(section.section) or names.issue(section.issue) or "No issue"
    about = (section.issue,) if section.issue else ()
    head = Cell(title, "title", section.refs, issues=about)
    if section.issue:
        states = (section.standing_left, section.left), (section.standing_right, section.right)
        cells = (Cell(standing.label(names), "strong", refs_of(rows)) for standing, rows in states)
        yield BoardRow(head, tuple(cells))
        head = head._replace(text="")
    for pair in zip_longest(section.left, section.right):
        yield BoardRow(head, tuple(_cell(row, names, verdicts) for row in pair))
        head = Cell("", "muted", issues=about)


def _cell(row: Row | None, names: Names, verdicts: Verdicts) -> Cell:
    """Return a record with the party or person it belongs to, and its terms."""
    if row is None:
        return NOTHING
    does = row.stance or ("offers" if row.kind == "proposal" else "")
    who = names.person(row.person) if row.person else names.party(row.party)
    lead = f"{who} {does}".rstrip()
    if row.kind == "agreement":
        word = whose_word(row.parties, row.attested_by, names.party_in_short)
        text = f"({word}) {judged(row, verdicts)}"
    else:
        text = ": ".join(filter(None, (lead, judged(row, verdicts))))
    more = terms(row)
    return Cell(text + (f" ({more})" if more else ""), "plain", refs_of([row]))


def versions_board(before: str, after: str, edits: Iterable[Edit]) -> Board:
    """Return the changes from one brief to another, word by word, a record a row."""
    rows = [
        BoardRow(
            Cell(edit.key, "label", edit.refs),
            (Cell(changed_words(edit.pieces), "plain", edit.refs),),
        )
        for edit in edits
    ]
    title, same = f"from {before} to {after}, word by word", "the same, word by word"
    return listed(title, "Record", ("Words",), rows, nothing=same)


def changed_words(pieces: Sequence[Piece]) -> str:
    """Return what differs between two versions: `“lasts for …”: before “5” · now “3.5”`."""
    runs = [(_SIDES[piece.op], piece.text) for piece in pieces]
    if len(pieces) == 1 and pieces[0].op != "same":
        whole = " ".join(pieces[0].text.split())
        return f"{'new' if pieces[0].op == 'new' else 'gone'}: {whole}"
    return in_a_line(differences(runs, OF_VERSIONS, locate=True))
