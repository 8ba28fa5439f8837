"""Many readers of a host's catalogue: `python -m tests.benchmarks shared [--briefs N …]`.

24 processes type the queries of `search` at once, one key every quarter of a second each, on one
catalogue; then a restricted session lists, and the catalogue is replaced under readers.
"""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from briefing.catalogue import Catalogue
from briefing.catalogue.host_index import HostIndex
from briefing.catalogue.index import refresh
from briefing.library import Library
from briefing.query import Query
from briefing.store.store import Store
from tests.benchmarks.report import Figure, Plan, milliseconds
from tests.benchmarks.search import ROWS, TYPED, percentile, typed_page, understood
from tests.tools.big_stores import write_store

READERS = 24
_KEY = 0.25  # seconds from one key of a reader to its next


def reader(store: Path, host: Path, number: int) -> dict[str, Any]:
    """Type for a while; return how long each key took, and the memory of this process."""
    found: list[float] = []
    spent: list[float] = []
    with closing(Catalogue.open(store, cache=host / "none", host=host)) as catalogue:
        (listed,) = milliseconds(lambda: catalogue.rows(catalogue.ids(Query(limit=60))))
        Library(store, catalogue=catalogue).get_ready()  # as the reader does behind its first list
        gc.freeze()
        for typed in [*TYPED, *ROWS][number % 4 :: 4]:
            for length in range(1, len(typed) + 1):
                begun = time.perf_counter()
                if (query := understood(typed[:length])) is not None:
                    worked = time.thread_time()
                    found += milliseconds(partial(typed_page, catalogue, query))
                    spent.append((time.thread_time() - worked) * 1000)
                refresh.refresh(catalogue, Store(store))
                time.sleep(max(0.0, _KEY - (time.perf_counter() - begun)))
        shared = catalogue.database.pointer is not None
    status = Path("/proc/self/status").read_text()
    return {
        "keys": found, "spent": spent, "listed": listed, "shared": shared,
        "MB": int(status.partition("VmHWM:")[2].split()[0]) / 1024,
        "own": int(status.partition("RssAnon:")[2].split()[0]) / 1024,
    }  # fmt: skip


def at_once(store: Path, host: Path, count: int) -> list[dict[str, Any]]:
    """Return what so many readers at once found."""
    command = [sys.executable, "-m", "tests.benchmarks.shared", str(store), str(host)]
    processes = [
        subprocess.Popen([*command, str(number)], stdout=subprocess.PIPE, text=True)
        for number in range(count)
    ]
    return [json.loads(process.communicate()[0]) for process in processes]


def restricted(store: Path, host: Path) -> float:
    """Return the milliseconds from the start of a process without a home to its list."""
    code = (
        "import sys; from pathlib import Path\n"
        "from briefing.catalogue import Catalogue; from briefing.query import Query\n"
        "from briefing.catalogue.index.refresh import refresh\n"
        "from briefing.store.store import Store\n"
        "store, host = map(Path, sys.argv[1:])\n"
        "catalogue = Catalogue.open(store, host=host)\n"
        "assert len(catalogue.rows(catalogue.ids(Query(limit=60))))\n"
        "refresh(catalogue, Store(store)); assert catalogue.database.pointer\n"
    )
    command = [sys.executable, "-c", code, str(store), str(host)]
    environment = {**os.environ, "HOME": "/nonexistent"}
    environment.pop("XDG_CACHE_HOME", None)
    run = partial(subprocess.run, command, check=True, env=environment)
    return statistics.median(milliseconds(run, 5))


def figures(plan: Plan) -> Iterator[Figure]:
    """Measure the service, its readers and a restricted session on the largest store."""
    briefs = plan.briefs[-1]
    store, host = plan.folder / f"store-{briefs}", plan.folder / f"host-{briefs}"
    write_store(store, briefs)
    service = HostIndex(Store(store), host)
    with service.locked():
        (made,) = milliseconds(partial(service.round, 600.0))
        yield Figure(f"the service's first round on {briefs:,}", made)
        unchanged = min(milliseconds(partial(service.round, 600.0), 3))
        yield Figure("a round without changes", unchanged)
        one = next(store.rglob("*.yaml"))
        one.write_bytes(one.read_bytes())
        (again,) = milliseconds(partial(service.round, 600.0))
        yield Figure("a round with one brief written", again)
        service.round(600.0)
    with closing(Catalogue.open(store, cache=host / "none", host=host)) as catalogue:
        look = min(milliseconds(lambda: refresh.refresh(catalogue, Store(store)), 20))
    yield Figure("a reader's look", look)
    told = at_once(store, host, READERS)
    keys = [key for each in told for key in each["keys"]]
    spent = [key for each in told for key in each["spent"]]
    yield Figure(f"a key of {READERS} readers, 99th percentile", percentile(keys, 0.99), most=25,
                 beside={"median": statistics.median(keys), "longest": max(keys),
                         "keys": len(keys)})  # fmt: skip
    yield Figure("its processor time, 99th percentile", percentile(spent, 0.99), most=25,
                 beside={"median": statistics.median(spent)})  # fmt: skip
    memory = [each["MB"] for each in told]
    yield Figure("memory of the largest reader", max(memory), "MB", most=80,
                 beside={"its own": max(each["own"] for each in told)})  # fmt: skip
    yield Figure("readers on the host's catalogue", sum(bool(each["shared"]) for each in told), "",
                 least=READERS)  # fmt: skip
    yield Figure("a restricted session lists", restricted(store, host), most=1000)


if __name__ == "__main__":
    print(json.dumps(reader(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))
