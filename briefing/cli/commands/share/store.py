"""`briefing store`: a shared store set up, granted and looked at, in SQL that can be read first."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from briefing.cli import output
from briefing.cli.options import Parser
from briefing.errors import NotFound, UsageError
from briefing.shared.server import setup
from briefing.shared.server.address import Address, parse_address

_HEADS = {
    "stores": ("store", "unmarked", "versions", "files", "last change"),
    "roles": ("store", "role", "may be", "sees"),
    "connected": ("role", "connections", "since"),
}
_DONE = {"init": "the store is there", "grant": "granted", "revoke": "revoked"}


def configure_store(parser: Parser) -> None:
    """Add the words of `briefing store`."""
    parser.add_argument(
        "what", choices=("init", "grant", "revoke", "status"), metavar="init|grant|revoke|status",
        help="init: create or update the tables, and the store; grant: let a role read or write "
        "it; revoke: no more; status: what is there",
    )  # fmt: skip
    parser.add_argument(
        "address",
        metavar="ADDRESS",
        help="postgresql://HOST/DATABASE or a service of libpq, with #NAME for a store that is "
        "not called briefs",
    )
    role = "grant, revoke: a role of PostgreSQL"
    parser.add_argument("words", metavar="ROLE reader|writer", nargs="*", default=[], help=role)
    parser.add_argument(
        "--unmarked",
        metavar="MARK",
        choices=setup.MARKS,
        help=f"init: what a brief without handling counts as: {', '.join(setup.MARKS)}",
    )
    parser.add_argument(
        "--handling",
        metavar="MARK",
        choices=setup.MARKS,
        default="",
        help="grant: the strictest mark that the role may see; by default that of --unmarked",
    )
    parser.add_argument("--sql", action="store_true", help="print the SQL, and run nothing")


def run_store(args: Namespace) -> int:
    """Set up, grant, revoke or show a shared store."""
    address = parse_address(args.address, service=True)
    if args.words and args.what in ("init", "status"):
        raise UsageError(f"too many words after {args.what}; see briefing store --help")
    if args.what == "status":
        return _status(address, sql=args.sql)
    statements = _statements(address, args)
    if args.sql:
        output.write_text("\n".join(statements))
        return 0
    changed = setup.run_sql(address, statements)
    if args.what == "grant" and not changed:
        raise NotFound(f"{address.shown}: there is no store {address.name}; see store init")
    output.note(_DONE[args.what])
    return 0


def _statements(address: Address, args: Namespace) -> Sequence[str]:
    if args.what == "init":
        if not args.unmarked:
            raise UsageError(
                "what does a brief without handling count as? add --unmarked with one of "
                f"{', '.join(setup.MARKS)}"
            )
        return (setup.schema(), *setup.store_sql(address.name, args.unmarked))
    if args.what == "revoke":
        if len(args.words) != 1:
            raise UsageError("write briefing store revoke ADDRESS ROLE")
        return setup.revoke_sql(address.name, args.words[0])
    if len(args.words) != 2 or args.words[1] not in ("reader", "writer"):
        raise UsageError("write briefing store grant ADDRESS ROLE reader, or writer")
    role, kind = args.words
    return setup.grant_sql(address.name, role, kind, args.handling)


def _status(address: Address, *, sql: bool) -> int:
    if sql:
        output.write_text("\n".join(f"{question};" for question in setup.STATUS.values()))
        return 0
    found = setup.status(address)
    ((version, database, user, size),) = found.pop("server")
    output.write_columns(
        [("server", version.split(" on ")[0]), ("database", f"{database}, {size}"), ("you", user)]
    )
    for about, rows in found.items():
        output.write_line()
        output.write_columns([_HEADS[about], *(_cells(row) for row in rows)])
    return 0


def _cells(row: Sequence[Any]) -> list[str]:
    return [f"{cell:,}" if isinstance(cell, int) else str(cell or "") for cell in row]
