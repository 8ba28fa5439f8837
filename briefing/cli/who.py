"""`briefing who` and `briefing issue`: everything on a party, a person or an issue, by date."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from briefing import boards
from briefing.boards import Board, BoardRow, Cell
from briefing.cli import output
from briefing.cli.boards import add_formats, csv_rows, write_board, write_csv
from briefing.cli.options import add_refresh
from briefing.cli.where import open_catalogue
from briefing.dates import readable
from briefing.errors import NotFound
from briefing.process import Names, Step, line_of
from briefing.process.stored import round_of_row

if TYPE_CHECKING:
    from briefing.catalogue import Catalogue, ListRow
    from briefing.records import Row

    Pairs = Sequence[tuple[ListRow, Row]]

_WHO = ("date", "round", "issue", "stance", "text", "records")
_ISSUE = ("date", "round", "what", "who", "text", "records")


def configure_who(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing who`."""
    parser.add_argument("name", nargs="+", help="a party or person: a slug, a name or an alias")
    _add_common(parser)


def configure_issue(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing issue`."""
    parser.add_argument("name", metavar="SLUG", nargs="+", help="an issue: its slug or title")
    _add_common(parser)


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument("--process", metavar="NAME", default="", help="only rounds of a process")
    add_formats(parser)
    add_refresh(parser)


def run_who(args: Namespace) -> int:
    """Show what a party or person has agreed, disputed, offered and said, oldest first."""
    catalogue, name = open_catalogue(args), " ".join(args.name)
    process = _process(catalogue, args.process)
    steps: list[Step] = []
    people, parties = catalogue.slugs("person", name), catalogue.slugs("party", name)
    if not people and not parties:
        raise _unknown(catalogue, name, "party", "person")
    for slug in parties:
        pairs = catalogue.records(process=process, party=slug)
        steps += line_of(_rounds(pairs), party=slug)
    for slug in people:
        pairs = catalogue.records(process=process, person=slug)
        steps += line_of(_rounds(pairs), person=slug)
    names = _names(catalogue, process)
    shown = [*map(names.party, parties), *map(names.person, people)]
    board = boards.line_board(", ".join(shown), steps, names, catalogue.verdicts)
    return _write(board, _WHO, _data(steps), args)


def run_issue(args: Namespace) -> int:
    """Show every record about an issue, oldest first."""
    catalogue, name = open_catalogue(args), " ".join(args.name)
    process = _process(catalogue, args.process)
    issues = catalogue.slugs("issue", name)
    if not issues:
        raise _unknown(catalogue, name, "issue")
    names = _names(catalogue, process)
    pairs = [pair for slug in issues for pair in catalogue.records(process=process, issue=slug)]
    title = ", ".join(map(names.issue, issues))
    return _write(_issue_board(title, pairs, names), _ISSUE, map(_record_data, pairs), args)


def _process(catalogue: "Catalogue", name: str) -> str:
    from briefing.process.stored import find_process

    return find_process(catalogue, name) if name else ""


def _unknown(catalogue: "Catalogue", name: str, *kinds: str) -> NotFound:
    near = [found for kind in kinds if (found := catalogue.nearest(kind, name))]
    hint = f'; did you mean "{near[0]}"?' if near else ""
    return NotFound(f'no {" or ".join(kinds)} is called "{name}"{hint}')


def _names(catalogue: "Catalogue", process: str) -> Names:
    names = catalogue.names(process)
    return Names(names.issues, names.parties, names.people)


def _rounds(pairs: "Pairs") -> "Iterable[tuple[Any, Row]]":
    return ((round_of_row(brief), row) for brief, row in pairs)


def _issue_board(title: str, pairs: "Pairs", names: Names) -> Board:
    rows = []
    for brief, row in pairs:
        ref = ((row.brief, row.key),)
        whose = names.person(row.person) if row.person else names.party(row.party)
        who = whose if row.party or row.person else names.list(row.parties)
        cells = (
            Cell(round_of_row(brief).name, "muted", ((row.brief, "summary"),)),
            Cell(row.stance or row.kind, "stance", ref),
            Cell(who, "title", ref),
            Cell(boards.said(row), "quote" if row.kind == "quote" else "plain", ref),
        )
        rows.append(BoardRow(Cell(readable(brief.date), "label", ref), cells))
    return boards.listed(title, "Date", ("Round", "What", "Who", "In words"), rows)


def _write(
    board: Board, head: Sequence[str], data: "Iterable[dict[str, Any]]", args: Namespace
) -> int:
    if args.json or args.jsonl:
        (output.write_json if args.json else output.write_jsonl)(data)
    elif args.csv:
        write_csv(head, csv_rows(board))
    else:
        write_board(board, args)
    if not board.height:
        output.note("there are no records of this")
    return 0 if board.height else 1


def _data(steps: Iterable[Step]) -> "Iterable[dict[str, Any]]":
    for step in steps:
        yield {"does": step.does, **_row_data(step.row, step.round.date, step.round.number)}


def _record_data(pair: "tuple[ListRow, Row]") -> dict[str, Any]:
    brief, row = pair
    return _row_data(row, brief.date, brief.round)


def _row_data(row: "Row", date: str, number: int | None) -> dict[str, Any]:
    return {
        "brief": row.brief, "record": row.key, "kind": row.kind, "date": date, "round": number,
        "issues": list(row.issues), "party": row.party or None, "person": row.person or None,
        "parties": list(row.parties), "attested_by": list(row.attested_by),
        "stance": row.stance or None, "status": row.status or None, "text": row.text,
        "quotes": list(row.quotes), "support": list(row.support),
    }  # fmt: skip
