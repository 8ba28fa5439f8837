"""`briefing search`: records found in the catalogue."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from briefing.catalogue import Basis
from briefing.catalogue.search_results import Hit
from briefing.cli import output
from briefing.cli.catalogue_args import (
    check_folders,
    note_folders,
    note_gaps,
    note_nothing,
    open_catalogue,
    read_query,
    search_of,
)
from briefing.cli.options import (
    Parser,
    add_colour,
    add_json,
    add_refresh,
    folder_of,
    take_query,
    whole_number,
)
from briefing.cli.printing.line_form import add_format, write_forms
from briefing.errors import UsageError
from briefing.query import SORTS
from briefing.view.hits import OTHERS, name_before, record_label
from briefing.view.spans import Line, Span, handling_role, highlight, plain

FIELDS = (
    "brief", "record", "kind", "who", "person", "party", "parties", "attested_by", "issues",
    "stance", "place", "verdict", "paragraph", "path", "title", "date", "excerpt", "status",
    "handling", "superseded_by",
)  # fmt: skip
"""What `--format` may have of a record: what JSON has, but where the matches are."""

_LIMIT = 50
_LINE = 160  # characters of an excerpt in a line


def configure_search(parser: Parser) -> None:
    """Add the words and options of `briefing search`."""
    text = 'words, "phrases", and fields such as party: and date:; see below'
    take_query(parser, text, nargs="+", explains_all=True)
    parser.add_argument("--sort", choices=SORTS, default="", help="sort order; -date: newest first")
    parser.add_argument(
        "-n", "--limit", type=whole_number, metavar="N",
        help=f"at most N records (default: {_LIMIT})",
    )  # fmt: skip
    add_format(add_json(parser), FIELDS, "{brief}#{record} [{who}: ]{excerpt}")
    add_colour(parser)
    add_refresh(parser)


def run_search(args: Namespace) -> int:
    """Print the records that match a query; return 1 if there are none."""
    if not any(word.strip() for word in args.query):
        raise UsageError("search needs a query; to list all briefs, use briefing list")
    check_folders(args.query, "search")
    folder = folder_of(args)
    query = read_query(args.query)
    limit = min((n for n in (args.limit, query.limit) if n), default=_LIMIT)
    with closing(open_catalogue(args, folder)) as catalogue:
        cursor = search_of(catalogue, folder, query, args.sort)
        hits = cursor.fetch(limit)
        is_cut = args.limit is None and query.limit is None and bool(cursor.fetch(1))
        gaps = catalogue.incomplete()
        note_gaps(gaps)
        if not hits:
            note_nothing(catalogue, folder, query, "nothing found")
            note_folders(args.query, "search")
    if args.line is not None:
        write_forms(args.line, map(hit_data, hits))
    elif args.form != "text":
        missing = Basis(gaps=gaps).fields
        output.write_json(({**hit_data(hit), **missing} for hit in hits), args.form)
    else:
        _write_hits(hits)
    if is_cut:
        output.note(f"showing the first {limit}; raise --limit to see more")
    return 0 if hits else 1


def hit_data(hit: Hit) -> dict[str, Any]:
    """Return a hit for JSON; `spans` are characters of the excerpt, `where` of the text."""
    return {
        "brief": hit.brief, "record": hit.key, "kind": hit.kind, **_record_data(hit),
        "verdict": hit.verdict or None, "paragraph": hit.paragraph, "path": hit.path,
        "title": hit.title, "date": hit.date, "excerpt": hit.excerpt, "spans": hit.spans,
        "where": hit.where, "phrase": hit.in_a_row, "status": hit.status or None,
        "handling": hit.handling or None, "superseded_by": hit.replaced_by or None,
    }  # fmt: skip


def _record_data(hit: Hit) -> dict[str, Any]:
    row, names = hit.row, hit.names
    if row is None:
        return {}
    name = names.person(row.person) if row.person else row.party and names.party(row.party)
    place = hit.key if row.kind == "source" else next(iter(row.support), None)
    return {
        "who": name or None, "person": row.person or None, "party": row.party or None,
        "parties": row.parties, "attested_by": row.attested_by, "issues": row.issues,
        "stance": row.stance or None, "place": place,
    }  # fmt: skip


def _write_hits(hits: Iterable[Hit]) -> None:
    """Write a hit a line, those with the words side by side apart from the others."""
    before: bool | None = None
    for hit in hits:
        if before and hit.in_a_row is False:
            output.write_line(f"-- {OTHERS}")
        before = hit.in_a_row
        output.write_spans((span.text, "found" if span.hit else span.role) for span in _line(hit))


def _line(hit: Hit) -> Iterator[Span]:
    """Yield the parts of the line of a hit, those that match lit."""
    yield Span(f"{hit.brief}#{hit.key}", "title")
    yield Span("  ")
    if hit.sharing_label:
        yield Span(hit.sharing_label, handling_role(hit.handling))
        yield Span(" ")
    if hit.standing:
        yield Span(f"({hit.standing}) ", "warn")
    if hit.key != hit.kind:
        yield from record_label(hit)
        yield Span(": ")
    quoted = hit.row is not None and hit.row.is_quoted
    yield from (Span("“"), *_excerpt(hit), Span("”")) if quoted else _excerpt(hit)


def _excerpt(hit: Hit) -> Line:
    """Return the excerpt in the length of a line, without the name that the label has."""
    skipped = len(name_before(hit))
    lit = [(low - skipped, high - skipped) for low, high in hit.spans if low >= skipped]
    parts = highlight([Span(hit.excerpt[skipped:])], lambda _: lit)
    line = tuple(part._replace(text=part.text.replace("[^", "[")) for part in parts)
    text = plain(line)
    if len(text) <= _LINE:
        return line
    return (*_first(line, len(text[: text.rfind(" ", _LINE // 2, _LINE)].rstrip("…"))), Span("…"))


def _first(line: Line, size: int) -> Iterator[Span]:
    """Yield the first `size` characters of a line."""
    for part in line:
        yield part._replace(text=part.text[:size])
        size = max(0, size - len(part.text))
