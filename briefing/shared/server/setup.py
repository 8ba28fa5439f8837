"""Setting a shared store up, granting it, and looking at it: plain SQL that can be read first."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from briefing.errors import NotFound, StoreError
from briefing.shared.server.address import Address
from briefing.shared.server.connection import connect, reported, transaction

MARKS = ("clear", "green", "amber", "amber+strict", "red")
"""The handling marks, from what all may see to what the fewest may (TLP 2.0)."""


def schema() -> str:
    """Return the SQL of all tables, functions and policies."""
    return files("briefing.shared.server").joinpath("schema.sql").read_text("utf-8")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _named(role: str) -> str:
    return '"' + role.replace('"', '""') + '"'


def store_sql(name: str, unmarked: str) -> tuple[str, ...]:
    """Return the SQL that adds a store, or sets what its briefs without a mark count as."""
    streams = ", ".join(f"({_quoted(name)}, {_quoted(mark)})" for mark in MARKS)
    return (
        f"INSERT INTO briefing.store (name, unmarked) VALUES ({_quoted(name)}, "
        f"{_quoted(unmarked)})\n"
        "    ON CONFLICT (name) DO UPDATE SET unmarked = excluded.unmarked;\n",
        f"INSERT INTO briefing.feed (store, handling) VALUES {streams}\n"
        "    ON CONFLICT DO NOTHING;\n",
    )


def grant_sql(name: str, role: str, kind: str, mark: str = "") -> tuple[str, ...]:
    """Return the SQL that lets a role read a store, or write it, up to a handling mark.

    Without a mark, it is that which files without one have.
    """
    writes = "true" if kind == "writer" else "false"
    most = _quoted(mark) if mark else "s.unmarked"
    return (
        f"GRANT briefing_{kind} TO {_named(role)};\n",
        *revoke_sql(name, role),
        "INSERT INTO briefing.clear (role, store, handling, writes)\n"
        f"    SELECT {_quoted(role)}, s.name, m, {writes}\n"
        "    FROM briefing.store s, unnest(briefing.marks()) m\n"
        f"    WHERE s.name = {_quoted(name)} AND array_position(briefing.marks(), m)\n"
        f"        <= array_position(briefing.marks(), {most});\n",
    )


def revoke_sql(name: str, role: str) -> tuple[str, ...]:
    """Return the SQL that revokes a role's rights on a store."""
    where = f"role = {_quoted(role)} AND store = {_quoted(name)}"
    return (f"DELETE FROM briefing.clear WHERE {where};\n",)


def run_sql(address: Address, statements: Sequence[str]) -> int:
    """Run SQL in one transaction; return how many rows the last statement has changed.

    Raises:
        BriefingError: the server cannot be reached, or refuses it.
    """
    changed = 0
    with connect(address) as connection, transaction(connection, address) as cursor:
        for statement in statements:
            cursor.execute(statement)
            changed = cursor.rowcount
    return changed


class StoreInfo(NamedTuple):
    """A shared store as the person connected sees it."""

    uid: str
    """Identifies the store, even against a later one of the same name."""
    unmarked: str
    """The handling mark of files without one."""
    user: str
    """The role that is connected."""


def store_info(cursor: Any, address: Address) -> StoreInfo:
    """Return the store that an address names.

    Raises:
        NotFound: there is none, or it is not granted to this role.
    """
    cursor.execute(
        "SELECT uid::text, unmarked, session_user::text FROM briefing.store WHERE name = %s",
        (address.name,),
    )
    row = cursor.fetchone()
    if row is None:
        cursor.execute("SELECT session_user::text")
        (user,) = cursor.fetchone()
        raise NotFound(
            f"{address.shown}: there is no store {address.name} that {user} may read; see briefing "
            "store init --help and briefing store grant --help"
        )
    return StoreInfo(*row)


STATUS: dict[str, str] = {
    "server": "SELECT version(), current_database(), session_user, pg_size_pretty("
    "pg_database_size(current_database()))",
    "stores": "SELECT s.name, s.unmarked, count(v.path), count(DISTINCT v.path), "
    "max(v.at)::timestamp(0) FROM briefing.store s LEFT JOIN briefing.version v "
    "ON v.store = s.name AND v.path <> '' GROUP BY s.name, s.unmarked ORDER BY s.name",
    "roles": "SELECT c.store, c.role, CASE WHEN bool_or(c.writes) THEN 'writer' ELSE 'reader' END, "
    "string_agg(c.handling, ' ' ORDER BY array_position(briefing.marks(), c.handling)) "
    "FROM briefing.clear c GROUP BY c.store, c.role ORDER BY 1, 2",
    "connected": "SELECT usename, count(*), min(backend_start)::timestamp(0) FROM pg_stat_activity "
    "WHERE application_name = 'briefing' AND datname = current_database() GROUP BY 1 ORDER BY 1",
}
"""What `store status` asks: each question by what it is about."""


def status(address: Address) -> dict[str, Sequence[Sequence[Any]]]:
    """Return the answers to `STATUS`: what this role may see of the server and its stores."""
    found: dict[str, Sequence[Sequence[Any]]] = {}
    with connect(address) as connection, reported(address):
        for about, question in STATUS.items():
            found[about] = connection.execute(question).fetchall()
    if not found["stores"]:
        raise StoreError(f"{address.shown} holds no store that you may read")
    return found
