"""What lies between a host and its server: delay, a connection that is cut, and PgBouncer."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.shared.server import ROLES, Server, as_anybody, free_port

psycopg = pytest.importorskip("psycopg", reason="needs the extra postgres")


class Proxy:
    """Forwards connections to a port, late or not to their ends."""

    def __init__(self, port: int, delay: float = 0.0) -> None:
        self._to = port
        self._delay = delay
        self.cut_after: int | None = None
        """The bytes, of both directions together, after which a connection is cut."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        """End every connection."""
        _shut(self._listener)
        self._threads[0].join()
        for end in tuple(self._open):
            _shut(end)
        for thread in self._threads[1:]:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self._to))
                except OSError:
                    client.close()
                    continue
                thread = threading.Thread(target=self._connect, args=(client, server))
                self._threads.append(thread)
                thread.start()

    def _connect(self, client: socket.socket, server: socket.socket) -> None:
        with client, server:
            self._open |= {client, server}
            left = [self.cut_after]
            back = threading.Thread(target=self._forward, args=(server, client, left))
            back.start()
            self._forward(client, server, left)
            back.join()
            self._open -= {client, server}

    def _forward(self, here: socket.socket, there: socket.socket, left: list[int | None]) -> None:
        with suppress(OSError):
            there.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while data := here.recv(65_536):
                if self._delay:
                    time.sleep(self._delay)
                if left[0] is not None:
                    data, left[0] = data[: left[0]], left[0] - min(left[0], len(data))
                there.sendall(data)
                if left[0] == 0:
                    break
        _shut(here)
        _shut(there)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxied(server: Server, delay: float = 0.0) -> Iterator[Proxy]:
    """Yield a proxy before a server."""
    proxy = Proxy(server.port, delay)
    try:
        yield proxy
    finally:
        proxy.close()


@contextmanager
def pooled(server: Server, folder: Path) -> Iterator[int]:
    """Yield the port of a PgBouncer in transaction mode, with one connection a role."""
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("needs PgBouncer: apt-get install pgbouncer")
    port = free_port()
    settings = server.folder / f"pgbouncer-{port}.ini"
    users = server.folder / f"users-{port}.txt"
    users.write_text("".join(f'"{role}" ""\n' for role in ("postgres", *ROLES)))
    settings.write_text(
        f"[databases]\n* = host=127.0.0.1 port={server.port}\n[pgbouncer]\nlisten_port = {port}\n"
        f"listen_addr = 127.0.0.1\nauth_type = trust\nauth_file = {users}\n"
        "pool_mode = transaction\ndefault_pool_size = 1\nunix_socket_dir =\n"
    )
    for file in (settings, users):
        file.chmod(0o644)
    process = subprocess.Popen(
        [*as_anybody(), program, "-q", str(settings)], stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while True:
            assert process.poll() is None, "PgBouncer does not start"
            with suppress(psycopg.OperationalError):
                psycopg.connect(server.url("anna", "postgres", port), connect_timeout=5).close()
                break
        yield port
    finally:
        process.kill()
        process.wait()
