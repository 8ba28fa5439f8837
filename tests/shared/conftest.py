"""A server for the session, a database for each test, and folders that publish and pull."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.catalogue import Catalogue
from briefing.catalogue.index.refresh import refresh
from briefing.shared.follow import update
from briefing.shared.publish import Published, PublishJob, PublishTerms, publish
from briefing.shared.pull import Pulled
from briefing.shared.server import setup
from briefing.shared.server.address import Address, parse_address
from briefing.store.store import Store
from tests.shared.server import ROLES, Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a running server with the roles of `ROLES`."""
    pytest.importorskip("psycopg", reason="needs the extra postgres")
    server = Server()
    try:
        server.start()
        for role in ROLES:
            server.sql(f"CREATE ROLE {role} LOGIN")
        server.sql("CREATE DATABASE made")
        setup.run_sql(parse_address(server.url("postgres", "made")), [setup.schema()])
        yield server
    finally:
        server.stop()


class SharedStore:
    """A shared store in a database of its own, and what is done with it by a role."""

    def __init__(self, server: Server, name: str = "briefs", unmarked: str = "green") -> None:
        self.server = server
        self.database = server.database()
        self.name = name
        setup.run_sql(self.address("postgres"), setup.store_sql(name, unmarked))
        self.grant("anna", "writer", "red")
        self.grant("ben", "writer", "red")
        self.grant("carl", "reader", "green")
        self.grant("dora", "reader", "amber")

    def close(self) -> None:
        self.server.give_back(self.database)

    def grant(self, role: str, kind: str, mark: str = "") -> None:
        setup.run_sql(self.address("postgres"), setup.grant_sql(self.name, role, kind, mark))

    def address(self, role: str, port: int = 0) -> Address:
        return Address(self.server.url(role, self.database, port), self.name)

    def publish(
        self, folder: Path, role: str = "anna", *, replace: bool = False, not_before: str = "",
        why: str = "", port: int = 0,
    ) -> Published:  # fmt: skip
        """Publish a folder with a catalogue of its own."""
        store = Store(folder)
        with closing(Catalogue.open(folder)) as catalogue:
            refresh(catalogue, store)
            terms = PublishTerms(why, not_before)
            return publish(PublishJob(self.address(role, port), store, catalogue, terms, replace))

    def pull(self, folder: Path, role: str = "ben", *, mirror: bool = False) -> Pulled:
        folder.mkdir(exist_ok=True)
        return update(self.address(role), folder, mirror=mirror)

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        return self.server.sql(statement, self.database)


@pytest.fixture
def shared(server: Server) -> Iterator[SharedStore]:
    """Return an empty shared store: anna and ben write it, carl and dora read up to a mark."""
    with closing(SharedStore(server)) as shared:
        yield shared


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder that are not hidden, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    }


def brief(title: str, handling: str = "", **more: str) -> str:
    """Return the text of a brief."""
    mark = {"handling": handling} if handling else {}
    lines = {"title": title, "date": "2025-01-02", "summary": "Nothing.", **mark, **more}
    return "".join(f"{key}: {value}\n" for key, value in lines.items())
