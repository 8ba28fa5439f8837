"""A shared store: `python -m tests.benchmarks many [--briefs N …]`; needs PostgreSQL's server.

The server is durable, as a user's is: every batch's commit is awaited. Checks are done before, by
the catalogue. Client, server and eight mirrors share this machine.
"""

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.shared.follow import Follower, update
from briefing.shared.publish import PublishJob, publish
from briefing.shared.server import setup
from briefing.shared.server.address import Address
from briefing.store.store import Store
from tests.benchmarks.report import Figure, Plan, SkippedError
from tests.shared.server import Server
from tests.tools.big_stores import write_store
from tests.tools.waiting import until

MIRRORS = 8
CHANGES = 10


def figures(plan: Plan) -> Iterator[Figure]:
    """Yield how fast a store is published, pulled and followed."""
    with ExitStack() as stack:
        server = _server(stack)
        size = plan.briefs[-1]
        folder = plan.folder / f"many-{size}"
        if not folder.exists():
            write_store(folder, size)
        yield from _measured(stack, server, folder, plan.folder, size)


def _server(stack: ExitStack) -> Server:
    try:
        pytest.importorskip("psycopg", reason="needs the extra postgres")
        server = Server(durable=True)
    except pytest.skip.Exception as missing:
        raise SkippedError(str(missing)) from None
    stack.callback(server.stop)
    server.start()
    server.sql("CREATE ROLE anna LOGIN")
    server.sql("CREATE DATABASE briefs")
    owner = Address(server.url("postgres", "briefs"))
    granted = setup.grant_sql("briefs", "anna", "writer", "red")
    setup.run_sql(owner, [setup.schema(), *setup.store_sql("briefs", "green"), *granted])
    return server


def _measured(
    stack: ExitStack, server: Server, folder: Path, place: Path, size: int
) -> Iterator[Figure]:
    address, store = Address(server.url("anna", "briefs")), Store(folder)
    catalogue = stack.enter_context(closing(Catalogue.open(folder, cache=place / "cache")))
    refresh.refresh(catalogue, store)
    job = PublishJob(address, store, catalogue)
    begun, used = time.perf_counter(), time.process_time()
    done = publish(job).done
    seconds = time.perf_counter() - begun
    beside = {"by processor time of the client": done / (time.process_time() - used)}
    what = "published, every commit awaited"
    yield Figure(what, done / seconds, "a second", least=1000, beside=beside)
    begun = time.perf_counter()
    publish(job)
    yield Figure("published again, nothing changed", (time.perf_counter() - begun) * 1000)
    begun, used = time.perf_counter(), time.process_time()
    mirror = _new(place / "mirror-0")
    pulled = update(address, mirror).written
    seconds = time.perf_counter() - begun
    beside = {"by processor time of the client": pulled / (time.process_time() - used)}
    yield Figure("pulled into a folder", pulled / seconds, "a second", least=10_000, beside=beside)
    with closing(Catalogue.open(mirror, cache=place / "cache")) as fresh:
        refresh.refresh(fresh, Store(mirror))
    filled = time.perf_counter() - begun
    yield Figure("first fill: pulled and indexed", filled, "s", most=240 * size / 100_000)
    yield from _followed(job, catalogue, [mirror, *_copies(address, place)])


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _copies(address: Address, place: Path) -> Iterator[Path]:
    for number in range(1, MIRRORS):
        mirror = _new(place / f"mirror-{number}")
        update(address, mirror)
        yield mirror


def _followed(job: PublishJob, catalogue: Catalogue, mirrors: list[Path]) -> Iterator[Figure]:
    """Yield how long after its commit a change is on every mirror."""
    followers = [Follower(job.address, mirror) for mirror in mirrors]
    threads = [threading.Thread(target=follower.run) for follower in followers]
    for thread in threads:
        thread.start()
    brief = next(job.store.folder.rglob("*.yaml"))
    inside = brief.relative_to(job.store.folder)
    taken = []
    try:
        for number in range(CHANGES):
            text = brief.read_text("utf-8") + f"# {number}\n"
            brief.write_text(text, "utf-8")
            refresh.refresh(catalogue, job.store)
            publish(job)
            begun = time.perf_counter()
            until(lambda: all((m / inside).read_text("utf-8") == text for m in mirrors))  # noqa: B023
            taken.append((time.perf_counter() - begun) * 1000)
    finally:
        for follower in followers:
            follower.stop()
        for thread in threads:
            thread.join()
    beside = {"median": statistics.median(taken), "changes": CHANGES}
    what = f"a change on {len(mirrors)} mirrors after its commit, at worst"
    yield Figure(what, max(taken), most=2000, beside=beside)
