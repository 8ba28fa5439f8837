"""`briefing who` and `briefing issue`: everything about a party, a person or an issue, by date."""

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any, TypeAlias

from briefing.catalogue import Basis, Catalogue, ListRow
from briefing.catalogue.processes import find_process, replaced_among, round_of_row
from briefing.catalogue.values import basis_of, strictest
from briefing.cli import output
from briefing.cli.catalogue_args import note_gaps, open_catalogue
from briefing.cli.options import folder_of
from briefing.cli.printing.record_output import add_output, write_records
from briefing.errors import NotFound
from briefing.exchange.outgoing.tables.csv_table import Record
from briefing.model.rows import Row
from briefing.process import Round, line_of
from briefing.view import board as boards
from briefing.view.board import Board

_Pairs: TypeAlias = "Sequence[tuple[ListRow, Row]]"

_COLUMNS = (
    "date", "round", "brief", "record", "kind", "issues", "party", "person", "parties",
    "attested_by", "stance", "status", "amount", "dated", "verdict", "of", "text",
)  # fmt: skip


def configure_who(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing who`."""
    parser.add_argument(
        "name", metavar="NAME", nargs="*",
        help="a party or person, by slug, name or alias; without one, list their names",
    )  # fmt: skip
    parser.add_argument("--issue", metavar="SLUG", help="only on this issue, by slug or title")
    _add_common(parser)


def configure_issue(parser: ArgumentParser) -> None:
    """Add the words and options of `briefing issue`."""
    parser.add_argument(
        "name", metavar="SLUG", nargs="*",
        help="an issue, by slug or title; without one, list the issues",
    )  # fmt: skip
    _add_common(parser)


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument("--process", metavar="NAME", default="", help="only rounds of this process")
    add_output(parser)


def run_who(args: Namespace) -> int:
    """Show what a party or person has agreed, disputed, offered and said, oldest first."""
    with closing(open_catalogue(args, folder_of(args))) as catalogue:
        process, name = _process(catalogue, args), " ".join(args.name)
        if not name:
            return _list(catalogue, args, process, "party", "person")
        issues = _issues(catalogue, args.issue) if args.issue is not None else ()
        people, parties = catalogue.slugs("person", name), catalogue.slugs("party", name)
        if not people and not parties:
            raise _unknown_speaker(catalogue, args.name)
        holders = [{"party": slug} for slug in parties] + [{"person": slug} for slug in people]
        groups = [_about(catalogue.records(process=process, **who), issues) for who in holders]
        rows = _current(catalogue, groups)
        steps = [
            step for who, pairs in zip(holders, rows, strict=True) for step in line_of(pairs, **who)
        ]
        names, verdicts = catalogue.names(process), lru_cache(catalogue.verdicts)
        title = ", ".join([*map(names.party, parties), *map(names.person, people)])
        if issues:
            title = f"{title} on {', '.join(map(names.issue, issues))}"
        records = (
            {"does": step.does, **_row_data(step.round, step.row, verdicts)} for step in steps
        )
        board = boards.line_board(title, steps, names, verdicts)
        return _write(board, records, args, _basis(catalogue, process, groups))


def run_issue(args: Namespace) -> int:
    """Show every record about an issue, oldest first."""
    with closing(open_catalogue(args, folder_of(args))) as catalogue:
        process, name = _process(catalogue, args), " ".join(args.name)
        if not name:
            return _list(catalogue, args, process, "issue")
        issues = _issues(catalogue, name)
        names, verdicts = catalogue.names(process), lru_cache(catalogue.verdicts)
        groups = [catalogue.records(process=process, issue=slug) for slug in issues]
        pairs = [pair for group in _current(catalogue, groups) for pair in group]
        title = ", ".join(map(names.issue, issues))
        board = boards.issue_board(title, pairs, names, verdicts)
        records = (_row_data(item, row, verdicts) for item, row in pairs)
        return _write(board, records, args, _basis(catalogue, process, groups))


def _list(catalogue: Catalogue, args: Namespace, process: str, *kinds: str) -> int:
    """List the names of parties and people, or of issues."""
    columns = ("slug", "name", "kind", "briefs")
    records = [
        {"slug": one.slug, "name": one.name, "kind": kind, "briefs": one.briefs}
        for kind in kinds
        for one in catalogue.named(kind, process)
    ]
    cells = [[boards.Cell(str(value)) for value in record.values()] for record in records]
    rows = [boards.BoardRow(first, tuple(rest)) for first, *rest in cells]
    title = "Issues" if kinds == ("issue",) else "Parties and people"
    board = boards.listed(title, columns[0], columns[1:], rows)
    handling = strictest(catalogue.handlings(process))
    basis = Basis(handling, (), catalogue.incomplete(process))
    write_records(args.form, records, lambda: board, columns, basis=basis, width=args.width)
    if not records:
        what = "an issue" if kinds == ("issue",) else "a party or a person"
        output.note(f"no brief names {what}")
    return 0 if records else 1


def _issues(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    """Return the slugs of the issues that a name means.

    Raises:
        NotFound: there is none.
    """
    issues = catalogue.slugs("issue", name)
    if not issues:
        raise _unknown(catalogue, name, "issue")
    return issues


def _about(pairs: _Pairs, issues: Collection[str]) -> _Pairs:
    """Return the records about one of some issues; all of them without any."""
    return [pair for pair in pairs if not issues or not set(issues).isdisjoint(pair[1].issues)]


def _unknown_speaker(catalogue: Catalogue, words: Sequence[str]) -> NotFound:
    """Return the error for an unknown party or person, whose last words may be an issue."""
    for count in range(len(words) - 1, 0, -1):
        who, issue = " ".join(words[:count]), " ".join(words[count:])
        known = any(catalogue.slugs(kind, who) for kind in ("party", "person"))
        if known and catalogue.slugs("issue", issue):
            hint = f"for one issue: briefing who {who} --issue {shlex.quote(issue)}"
            return NotFound(f'no party or person named "{who} {issue}"; {hint}')
    return _unknown(catalogue, " ".join(words), "party", "person")


def _basis(catalogue: Catalogue, process: str, groups: Iterable[_Pairs]) -> Basis:
    briefs = {brief.number: brief for pairs in groups for brief, _ in pairs}
    return basis_of(briefs.values(), catalogue.incomplete(process))


def _process(catalogue: Catalogue, args: Namespace) -> str:
    return find_process(catalogue, args.process) if args.process else ""


def _unknown(catalogue: Catalogue, name: str, *kinds: str) -> NotFound:
    note_gaps(catalogue.incomplete())  # it may be among what is missing
    near = dict.fromkeys(slug for kind in kinds if (slug := catalogue.nearest(kind, name)))
    meant = " or ".join(f'"{slug}"' for slug in near)
    every = "briefing issue" if kinds == ("issue",) else "briefing who"
    hint = f"did you mean {meant}? {every}" if near else every
    return NotFound(f'no {" or ".join(kinds)} named "{name}"; {hint} lists all names')


def _current(catalogue: Catalogue, groups: Sequence[_Pairs]) -> list[list[tuple[Round, Row]]]:
    """Return the records of briefs that are not superseded, and note which briefs are left out."""
    replaced = replaced_among(catalogue, (brief for pairs in groups for brief, _ in pairs))
    if replaced:
        output.note(boards.left_out(replaced))
    return [
        [(round_of_row(brief), row) for brief, row in pairs if brief.id not in replaced]
        for pairs in groups
    ]


def _write(board: Board, records: Iterable[Record], args: Namespace, basis: Basis) -> int:
    write_records(args.form, records, lambda: board, _COLUMNS, basis=basis, width=args.width)
    if not board.height:
        output.note("no records")
    return 0 if board.height else 1


def _row_data(item: Round, row: Row, verdicts: boards.Verdicts) -> dict[str, Any]:
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
