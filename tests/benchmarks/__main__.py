"""All benchmarks: `python -m tests.benchmarks [NAME…] [--briefs N …] [--json]`."""

import sys

from tests.benchmarks import (
    checking,
    drafting,
    loading,
    many,
    pages,
    process,
    quotes,
    reader,
    search,
    shared,
    start,
    wire,
)
from tests.benchmarks.report import Benchmark, tell

BENCHMARKS: dict[str, Benchmark] = {
    "start": start.figures,
    "wire": wire.figures,
    "reader": reader.figures,
    "checking": checking.figures,
    "search": search.figures,
    "shared": shared.figures,
    "many": many.figures,
    "process": process.figures,
    "quotes": quotes.figures,
    "loading": loading.figures,
    "pages": pages.figures,
    "drafting": drafting.figures,
}

if __name__ == "__main__":
    sys.exit(tell(BENCHMARKS))
