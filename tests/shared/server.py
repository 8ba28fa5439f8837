"""A PostgreSQL of the tests' own: a private folder and port, started and killed as a child."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.tools.waiting import until

ROLES = ("anna", "ben", "carl", "dora")
"""Roles that may connect; each test grants them what it needs."""
_DEBIAN = "/usr/lib/postgresql/*/bin"
_SETTINGS = {
    # A server that is killed loses nothing that the system has been given.
    "fsync": "off", "full_page_writes": "off", "shared_buffers": "32MB", "max_connections": "80",
    "listen_addresses": "127.0.0.1", "autovacuum": "off", "max_wal_size": "256MB",
}  # fmt: skip

_DURABLE = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on"}


def programs() -> Path:
    """Return the folder of PostgreSQL's programs; skip the test where there is none."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/").glob(_DEBIAN[1:]))
    if not folders:
        pytest.skip("needs PostgreSQL's server: apt-get install postgresql")
    return folders[-1]


def as_anybody() -> list[str]:
    """Return the words before a command that must not be run by root."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("needs setpriv to run PostgreSQL as another user than root")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """One cluster."""

    def __init__(self, *, durable: bool = False) -> None:
        self._settings = {**_SETTINGS, **(_DURABLE if durable else {})}
        self._programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="briefing-pg-"))
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._databases = 0
        self._free: list[str] = []
        if as_anybody():
            shutil.chown(self.folder, "postgres")
        self.run(
            "initdb", "-D", str(self.folder / "data"), "-A", "trust", "-E", "UTF8", "--no-sync",
            "--locale=C", "-U", "postgres",
        )  # fmt: skip

    def run(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's programs."""
        command = [*as_anybody(), str(self._programs / program), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)

    def start(self) -> None:
        """Start it, and wait until it answers.

        It does not begin while children of one that was killed still hold the shared memory.
        """
        until(self._begins, "PostgreSQL to start", patience=60.0)

    def _begins(self) -> bool:
        """Start it, and return whether it answers; if not, it has ended."""
        settings = [word for name in self._settings.items() for word in ("-c", "=".join(name))]
        command = [*as_anybody(), str(self._programs / "postgres"), "-D", f"{self.folder}/data"]
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "-p", str(self.port), "-k", str(self.folder), *settings],
                cwd=self.folder, stdout=log, stderr=log,
            )  # fmt: skip
        return self._answers()

    def _answers(self) -> bool:
        """Wait until it answers, and return whether it does; if not, it has ended."""
        import psycopg

        while self._process is not None and self._process.poll() is None:
            try:
                psycopg.connect(self.url("postgres", "postgres"), connect_timeout=5).close()
                return True
            except psycopg.OperationalError:
                pass  # not yet
        return False

    def kill(self) -> None:
        """Kill it as a loss of power would, and bury it."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Stop it, and remove all that it has written."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder.parent / f"{self.folder.name}.log").unlink(missing_ok=True)

    def url(self, role: str, database: str, port: int = 0) -> str:
        """Return the address of a database, as a role connects to it."""
        return f"postgresql://{role}@127.0.0.1:{port or self.port}/{database}"

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement as the superuser, and return its rows."""
        import psycopg

        with psycopg.connect(self.url("postgres", database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def database(self) -> str:
        """Return a database with the empty tables of a shared store."""
        if self._free:
            return self._free.pop()
        self._databases += 1
        name = f"test_{self._databases}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE made")
        return name

    def give_back(self, database: str) -> None:
        """Take a database that is no longer used; emptying one is quicker than making another."""
        tables = "store, feed, version, file, body, clear, fact, person".replace(
            ", ", ", briefing."
        )
        self.sql(f"TRUNCATE briefing.{tables}", database)
        self._free.append(database)
