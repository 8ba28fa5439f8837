"""One way to write to SQLite: together or not at all, with the lock from the start."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write what is done inside the block together, or nothing of it."""
    # Asking for the lock at once: a transaction that begins by reading cannot wait for a writer.
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield
