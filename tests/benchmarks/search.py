"""Search on big stores: `python -m tests.benchmarks search [--briefs N …] [--folder DIR] [--json]`.

The catalogue itself on the largest store and on a tenth of it; `notmuch` and `rg` are measured
beside it where they are installed. Stores below `--folder` are used again; 100,000 briefs take
half a gigabyte and a few minutes the first time.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.search.session import find
from briefing.errors import QueryError
from briefing.library import Library
from briefing.query import Query
from briefing.query.assist.completion import complete
from briefing.query.parser import parse
from briefing.store.store import Store
from tests.benchmarks.report import Figure, Plan, milliseconds
from tests.benchmarks.start import PROGRAM
from tests.tools.big_stores import write_store

TODAY = date(2026, 1, 1)
TYPED = (
    "negotiations", "implementing", "participants", "contributing", "developments", "greenhouse g",
    "climate chan", "the protocol", "secretariat ", "xylophonists", "agreed:commi", "party:part 3",
)  # fmt: skip
"""Queries of twelve letters, typed letter by letter."""
ROWS = (
    "parties and observers in the meeting", "the meeting of the parties on",
    "climate change and the protocol", "in the report of the", "on the work of the group",
)  # fmt: skip
"""Words typed in a row, most of them frequent."""
PHRASES = (
    '"the meeting of the',
    '"in the working group on',
    '"parties to the conv',
    '"for first f',
)
"""Phrases whose last word is being typed."""
COMPLETED = ("party:Party 31", "speaker:Speaker 112", "issue:Question 12", "process:talks-123")
"""Values of fields that are completed under the prompt."""


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that `part` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


# --- the catalogue ------------------------------------------------------------------------------


def built(store: Path, cache: Path) -> tuple[Catalogue, float]:
    """Return a catalogue built from nothing, and how many briefs a second were read."""
    shutil.rmtree(cache, ignore_errors=True)
    catalogue = Catalogue.open(store, cache=cache)
    begun = time.perf_counter()
    changes = refresh.refresh(catalogue, Store(store))
    return catalogue, changes.added / (time.perf_counter() - begun)


def keystrokes(catalogue: Catalogue, times: int = 5, queries: Sequence[str] = TYPED) -> list[float]:
    """Return how long the first screenful took after each key of each query."""
    found = []
    for _ in range(times):
        for typed in queries:
            for length in range(1, len(typed) + 1):
                query = understood(typed[:length])
                if query is not None:
                    found += milliseconds(partial(typed_page, catalogue, query))
    return found


def first_page(catalogue: Catalogue, query: Query, sort: str = "") -> None:
    """Fetch the first fifty hits."""
    catalogue.cursor(query, sort=sort).fetch(50)


def typed_page(catalogue: Catalogue, query: Query) -> None:
    """Fetch the first fifty hits as the reader does after a key."""
    catalogue.cursor(query, hasty=True).fetch(50)


def completions(catalogue: Catalogue, store: Path) -> list[float]:
    """Return how long it took to offer values after each key, once they are read."""
    library = Library(store, catalogue=catalogue)
    found = []
    for text in COMPLETED:
        for length in range(1, len(text) + 1):
            values = library.query_values()
            found += milliseconds(partial(complete, text[:length], length, values), 5)
    return found


def understood(text: str) -> Query | None:
    """Return the query, or None where a person would still see the last good result."""
    try:
        return parse(text, today=TODAY, typing=True)
    except QueryError:
        return None


def ranked(catalogue: Catalogue) -> float:
    """Return the longest time that the fifty best took, of the medians of five runs."""
    queries = ("climate", "the", "climate change", "protocol OR convention", "neg*")
    return max(
        statistics.median(
            milliseconds(
                partial(first_page, catalogue, parse(text, today=TODAY), sort="relevance"), 5
            )
        )
        for text in queries
    )


def paged(catalogue: Catalogue) -> float:
    """Return how long it took to fetch 2,000 hits, a page at a time."""
    finding = find(catalogue, "climate")

    def fetch() -> None:
        while len(finding.hits) < 2_000 and finding.fetch():
            pass

    (spent,) = milliseconds(fetch)
    return spent


def latency(big: Catalogue, small: Catalogue, store: Path, briefs: int) -> Iterator[Figure]:
    """Measure keystrokes, completion and ranking."""
    keys, fewer = keystrokes(big), keystrokes(small)
    yield Figure("a key, first screenful, 99th percentile", percentile(keys, 0.99), most=10,
                 beside={"median": statistics.median(keys), "longest": max(keys),
                         "keys": len(keys)})  # fmt: skip
    for what, queries, most in (
        ("words in a row", ROWS, 10),
        ("a phrase being typed", PHRASES, 60),
    ):
        typed = keystrokes(big, queries=queries)
        yield Figure(f"a key of {what}, 99th percentile", percentile(typed, 0.99), most=most,
                     beside={"median": statistics.median(typed),
                             "longest": max(typed)})  # fmt: skip
    offered = completions(big, store)
    yield Figure("completion after a key, 99th percentile", percentile(offered, 0.99), most=10,
                 beside={"median": statistics.median(offered)})  # fmt: skip
    yield Figure(f"a key, to one at {briefs // 10:,} briefs",
                 statistics.mean(keys) / statistics.mean(fewer), "×", most=2,
                 beside={"99th percentile there": percentile(fewer, 0.99)})  # fmt: skip
    yield Figure("2,000 hits, page by page", min(paged(big) for _ in range(5)))
    yield Figure("first 50 by relevance, the slowest of five queries", ranked(big), most=50)


def second_start(store: Path, big: Catalogue, ten: Catalogue, briefs: int) -> Iterator[Figure]:
    """Measure what a start costs when nothing has changed."""
    first = statistics.median(milliseconds(lambda: shown(big), 15))
    tiny = statistics.median(milliseconds(lambda: shown(ten), 15))
    yield Figure("the first 60 rows and how many there are, more than with ten", first - tiny,
                 most=2, beside={"ms": first})  # fmt: skip
    order = statistics.median(milliseconds(big.ids, 15))
    yield Figure("the order of the whole list", order, most=100)
    check = min(milliseconds(lambda: refresh.refresh(big, Store(store)), 5))
    yield Figure(f"check of {briefs:,} unchanged files", check, most=1000)


def shown(catalogue: Catalogue) -> None:
    """Do what the reader does for its first screen."""
    catalogue.rows(catalogue.ids(Query(limit=60)))


def memory(store: Path, cache: Path) -> float:
    """Return the megabytes that a process takes which lists, checks and searches a store.

    As Linux tells it; getrusage would count what this process takes, too.
    """
    code = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from briefing.catalogue import Catalogue\n"
        "from briefing.catalogue.index.refresh import refresh\n"
        "from briefing.store.store import Store; from briefing.query.parser import parse\n"
        "store, cache = map(Path, sys.argv[1:])\n"
        "catalogue = Catalogue.open(store, cache=cache)\n"
        "catalogue.rows(catalogue.ids()[:60])\n"
        "refresh(catalogue, Store(store))\n"
        "for text in ('t', 'climate', '\"of the\"'):\n"
        "    catalogue.cursor(parse(text, today=date(2026, 1, 1), typing=True)).fetch(50)\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.partition('VmHWM:')[2].split()[0])\n"
    )
    command = [sys.executable, "-c", code, str(store), str(cache)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(told.stdout) / 1024


# --- beside other programs ----------------------------------------------------------------------


def notmuch_rate(store: Path, count: int) -> float | None:
    """Return how many of the same texts a second `notmuch new` takes in; None without it."""
    if shutil.which("notmuch") is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mails = folder / "mail" / "cur"
        mails.mkdir(parents=True)
        for number, path in enumerate(sorted(store.rglob("*.yaml"))[:count]):
            head = (
                f"From: desk@example.org\nSubject: brief {number}\nMessage-ID: <{number}@example>\n"
                "Date: Mon, 02 Jun 2025 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
            )
            (mails / f"{number}.eml").write_text(head + path.read_text())
        config = folder / "config"
        config.write_text(f"[database]\npath={folder / 'mail'}\n[user]\nprimary_email=a@b.c\n")
        environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}
        begun = time.perf_counter()
        subprocess.run(["notmuch", "new"], check=True, capture_output=True, env=environment)
        return count / (time.perf_counter() - begun)


def indexing(folder: Path, briefs: int) -> Iterator[Figure]:
    """Measure a first index beside notmuch's, on the same texts."""
    count = min(briefs, 20_000)
    store = folder / f"store-{count}"
    write_store(store, count)
    theirs = notmuch_rate(store, count)
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache-notmuch")}
    (spent,) = milliseconds(
        partial(run, [*PROGRAM, "index", "--rebuild", "-s", str(store)], environment)
    )
    ours = count / spent * 1000
    yield Figure(f"first index of {count:,}", ours, "briefs/s")
    if theirs is not None:
        # What a process pays once counts for nothing only where there is much to take in.
        least = 2 if count >= 20_000 else None
        yield Figure("first index, to notmuch new on the same texts", ours / theirs, "×",
                     least=least, beside={"notmuch a second": theirs})  # fmt: skip


def beside_rg(folder: Path, briefs: int) -> Iterator[Figure]:
    """Measure the command from its start to its end, beside ripgrep's."""
    for count in sorted({min(20_000, briefs), briefs}):
        store = folder / f"store-{count}"
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "xdg")}
        ours = [*PROGRAM, "search", "-s", str(store), "climate"]
        ours += ["--limit", "50"]
        theirs = ["rg", "-c", "climate", str(store)]
        run(ours, environment)
        mine, other = [], []
        for _ in range(9):
            mine += milliseconds(partial(run, ours, environment))
            if shutil.which("rg"):
                other += milliseconds(partial(run, theirs, environment))
        median = statistics.median(mine)
        yield Figure(f"briefing search in {count:,}", median)
        if other:
            rg = statistics.median(other)
            # Below twenty thousand files there is little to search, and Python takes its time.
            most = 1 if count >= 20_000 else None
            yield Figure(f"briefing search in {count:,}, to rg -c", median / rg, "×", most=most,
                         beside={"rg ms": rg})  # fmt: skip


def run(command: Sequence[str], environment: dict[str, str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, capture_output=True, env=environment)


# --- all of it ----------------------------------------------------------------------------------


def figures(plan: Plan) -> Iterator[Figure]:
    """Measure indexing, keystrokes, starts, memory and commands on the largest store."""
    folder, briefs = plan.folder, plan.briefs[-1]
    yield from indexing(folder, briefs)
    catalogues = {}
    for count in (10, 100, briefs // 10, briefs):
        write_store(folder / f"store-{count}", count)
        cache = folder / f"cache-{count}"
        catalogues[count], rate = built(folder / f"store-{count}", cache)
    big, store = catalogues[briefs], folder / f"store-{briefs}"
    held = big.statistics()
    yield Figure(f"first index of {briefs:,}", rate, "briefs/s",
                 beside={"records": held["records"], "MB": held["bytes"] / 1e6})  # fmt: skip
    yield from latency(big, catalogues[briefs // 10], store, briefs)
    yield from second_start(store, big, catalogues[10], briefs)
    little = memory(folder / "store-100", folder / "cache-100")
    large = memory(store, folder / f"cache-{briefs}")
    yield Figure("memory of list, check and search, to that with 100", large / little, "×",
                 most=1.5, beside={"MB": large})  # of which 8 MB are pages in memory  # fmt: skip
    yield from beside_rg(folder, briefs)
