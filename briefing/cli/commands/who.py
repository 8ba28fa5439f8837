"""`briefing who` and `briefing issue`: everything about a party, a person or an issue, by date."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing.catalogue.processes import replaced_among, round_of_row
from briefing.cli import output
from briefing.cli.board_output import add_formats, write_board, write_csv
from briefing.cli.options import add_refresh
from briefing.cli.store_arg import open_catalogue
from briefing.errors import NotFound
from briefing.model.dates import readable
from briefing.process import Round, line_of
from briefing.view import board as boards
from briefing.view.board import Board, BoardRow, Cell

if TYPE_CHECKING:
    from briefing.catalogue import Catalogue, ListRow
    from briefing.model.rows import Names, Row

    Pairs = Sequence[tuple[ListRow, Row]]

_HEAD = (
    "date", "round", "brief", "record", "kind", "issues", "party", "person", "parties",
    "attested_by", "stance", "status", "amount", "dated", "verdict", "of", "text",
)  # fmt: skip
"""The columns of a line as CSV: a row for each record."""


def configure_who(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing who`."""
    parser.add_argument(
        "name", metavar="NAME", nargs="+", help="a party or person, by slug, name or alias"
    )
    _add_common(parser)


def configure_issue(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing issue`."""
    parser.add_argument("name", metavar="SLUG", nargs="+", help="an issue, by slug or title")
    _add_common(parser)


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument("--process", metavar="NAME", default="", help="only rounds of this process")
    add_formats(parser)
    add_refresh(parser)


def run_who(args: Namespace) -> int:
    """Show what a party or person has agreed, disputed, offered and said, oldest first."""
    with closing(open_catalogue(args)) as catalogue:
        return _who(catalogue, " ".join(args.name), args)


def _who(catalogue: "Catalogue", name: str, args: Namespace) -> int:
    process = _process(catalogue, args.process)
    people, parties = catalogue.slugs("person", name), catalogue.slugs("party", name)
    if not people and not parties:
        raise _unknown(catalogue, name, "party", "person")
    asked = [{"party": slug} for slug in parties] + [{"person": slug} for slug in people]
    found = [catalogue.records(process=process, **whose) for whose in asked]
    rounds = _standing(catalogue, found)
    steps = [
        step for whose, pairs in zip(asked, rounds, strict=True) for step in line_of(pairs, **whose)
    ]
    names, verdicts = catalogue.names(process), lru_cache(catalogue.verdicts)
    shown = [*map(names.party, parties), *map(names.person, people)]
    board = boards.line_board(", ".join(shown), steps, names, verdicts)
    data = ({"does": step.does, **_row_data(step.round, step.row, verdicts)} for step in steps)
    return _write(board, data, args)


def run_issue(args: Namespace) -> int:
    """Show every record about an issue, oldest first."""
    with closing(open_catalogue(args)) as catalogue:
        return _issue(catalogue, " ".join(args.name), args)


def _issue(catalogue: "Catalogue", name: str, args: Namespace) -> int:
    process = _process(catalogue, args.process)
    issues = catalogue.slugs("issue", name)
    if not issues:
        raise _unknown(catalogue, name, "issue")
    names, verdicts = catalogue.names(process), lru_cache(catalogue.verdicts)
    found = [catalogue.records(process=process, issue=slug) for slug in issues]
    pairs = [pair for told in _standing(catalogue, found) for pair in told]
    board = _issue_board(", ".join(map(names.issue, issues)), pairs, names, verdicts)
    data = (_row_data(item, row, verdicts) for item, row in pairs)
    return _write(board, data, args)


def _process(catalogue: "Catalogue", name: str) -> str:
    from briefing.catalogue.processes import find_process

    return find_process(catalogue, name) if name else ""


def _unknown(catalogue: "Catalogue", name: str, *kinds: str) -> NotFound:
    near = [found for kind in kinds if (found := catalogue.nearest(kind, name))]
    hint = f'; did you mean "{near[0]}"?' if near else _where_they_are(catalogue, kinds[0])
    return NotFound(f'no {" or ".join(kinds)} named "{name}"{hint}')


def _where_they_are(catalogue: "Catalogue", kind: str) -> str:
    """Return which command shows what parties or issues there are; nothing without a process."""
    known = catalogue.processes()
    if not known:
        return ""
    command = "process" if kind == "issue" else "matrix"
    shown = "issues" if kind == "issue" else "parties"
    slug = known[0].slug if len(known) == 1 else "NAME"
    return f"; see briefing {command} {slug} for the {shown}"


def _standing(catalogue: "Catalogue", found: "Sequence[Pairs]") -> "list[list[tuple[Round, Row]]]":
    """Return the records of the briefs that stand, and say which briefs are left out."""
    briefs = (brief for pairs in found for brief, _ in pairs)
    replaced = replaced_among(catalogue, briefs)
    if replaced:
        output.note(boards.left_out(replaced))
    return [
        [(round_of_row(brief), row) for brief, row in pairs if brief.id not in replaced]
        for pairs in found
    ]


def _issue_board(
    title: str, pairs: "Iterable[tuple[Round, Row]]", names: "Names", verdicts: boards.Verdicts
) -> Board:
    rows = []
    for item, row in pairs:
        ref = ((row.brief, row.key),)
        whose = names.person(row.person) if row.person else names.party(row.party)
        who = whose if row.party or row.person else names.list(row.parties)
        cells = (
            Cell(item.name, "muted", ref),
            Cell(row.stance or row.kind, "stance", ref),
            Cell(who, "title", ref, detail=boards.on_whose_word(row, names)),
            boards.words(row, verdicts),
        )
        rows.append(BoardRow(Cell(readable(item.date), "label", ref), cells))
    return boards.listed(title, "Date", ("Round", "What", "Who", "Text"), rows)


def _write(board: Board, data: "Iterable[dict[str, Any]]", args: Namespace) -> int:
    if args.json or args.jsonl:
        output.write_values(data, args)
    elif args.csv:
        write_csv(_HEAD, ([_cell(row[name]) for name in _HEAD] for row in data))
    else:
        write_board(board, args)
    if not board.height:
        output.note("no records")
    return 0 if board.height else 1


def _cell(value: Any) -> str:
    """Return a value of the JSON form as a cell of CSV."""
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value)


def _row_data(item: Round, row: "Row", verdicts: boards.Verdicts) -> dict[str, Any]:
    check = verdicts(row.brief).get(row.key) if row.kind == "quote" else None
    return {
        "brief": row.brief, "record": row.key, "kind": row.kind, "date": item.date,
        "round": item.number, "verdict": check.verdict.word if check else None,
        "of": ("original" if check.of_original else "text") if check else None,
        "issues": list(row.issues), "party": row.party or None, "person": row.person or None,
        "parties": list(row.parties), "attested_by": list(row.attested_by),
        "stance": row.stance or None, "status": row.status or None,
        "amount": row.amount or None, "dated": row.date or None, "text": row.text,
        "quotes": list(row.quotes), "support": list(row.support),
    }  # fmt: skip
