"""Worker processes for reading many files in parallel.

A worker is this interpreter again. It gets the files to read over its standard input, answers over
its standard output, and ends when that is closed, so that it never outlives a killed reader.

Why this is no pool of `concurrent.futures`: the workers of such a pool hold both ends of the pipe
that they wait at, and go on waiting when the reader is killed. They are forks, which a reader with
threads must not make, or they import the reader's own main module first.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from queue import Queue
from threading import Thread

from briefing.catalogue.index.read_file import Read, read
from briefing.store.files import Stamp
from briefing.store.store import Store

ENOUGH = 400
"""From so many files on, starting workers takes less time than it saves."""
_MOST = 4  # workers
_CHUNK = 64  # files of one answer, and those in a row that one worker reads
_AHEAD = 4  # answers of one worker that wait, so that it goes on while a batch is being written
_PART = 1_000_000  # characters of records from which on an answer is sent with fewer files
_KEPT = 4  # briefs: none is asked for again
_COLLECT = 16  # answers between two looks for what refers to itself
_CODE = (
    "import sys; sys.path[:] = sys.argv[2:];"
    "from briefing.catalogue.index.workers import serve; serve()"
)


def read_all(
    store: "Store", stamps: Sequence[Stamp], workers: int | None = None
) -> Generator[Read, None, None]:
    """Yield what the files hold, in order; several processes read many. Close it to stop early."""
    count = min(_MOST, os.cpu_count() or 1) if workers is None else workers
    done = 0
    if count > 1 and len(stamps) >= ENOUGH and sys.executable:
        reads = _all_read(store, stamps, count)
        try:
            for one in reads:
                done += 1
                yield one
        finally:
            reads.close()
    # Without workers, or where one could not be had or has died.
    for stamp in stamps[done:]:
        yield read(store, stamp)


def _all_read(store: Store, stamps: Sequence[Stamp], count: int) -> Generator[Read, None, None]:
    """Yield what the files hold, in their order; ends early where a worker died."""
    chunks = [stamps[start : start + _CHUNK] for start in range(0, len(stamps), _CHUNK)]
    workers = [worker for _ in range(count) if (worker := _start(store.folder)) is not None]
    try:
        for number, worker in enumerate(workers):
            its_own = [stamp for chunk in chunks[number :: len(workers)] for stamp in chunk]
            worker.ask(its_own, store.ignored)
        streams = [worker.reads() for worker in workers]
        for number, chunk in enumerate(chunks if streams else ()):
            left = len(chunk)
            for one in islice(streams[number % len(streams)], left):
                yield one
                left -= 1
            if left:
                return
    finally:
        for worker in workers:
            worker.close()


class _Worker:
    """One process, and a thread that takes its answers so that it need not wait."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._answers: Queue[list[Read] | None] = Queue(_AHEAD)
        self._ended = False
        Thread(target=self._take, daemon=True).start()

    def ask(self, stamps: list[Stamp], ignored: tuple[str, ...]) -> None:
        """Send it the files to read, and the patterns of the settings."""
        with suppress(OSError):  # it may have died, which ends its answers
            if (stream := self._process.stdin) is not None:
                pickle.dump((stamps, ignored), stream, protocol=5)
                stream.close()

    def _take(self) -> None:
        stream = self._process.stdout
        try:
            while stream is not None:
                self._answers.put(pickle.load(stream))
        except (EOFError, pickle.UnpicklingError, OSError, ValueError):
            pass  # it has ended, perhaps in the middle of an answer
        self._answers.put(None)

    def reads(self) -> Iterator[Read]:
        """Yield what it read, until it ends."""
        while (answer := self._answers.get()) is not None:
            yield from answer
        self._ended = True

    def close(self) -> None:
        """End it."""
        self._process.kill()
        while not self._ended:
            # The thread may wait for room.
            self._ended = self._answers.get() is None
        with suppress(OSError), self._process:
            pass  # closes its pipes and waits for it


def _start(folder: Path) -> _Worker | None:
    command = [sys.executable, "-S", "-c", _CODE, str(folder.resolve()), *filter(None, sys.path)]
    try:
        return _Worker(
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is meant for the reader
            )
        )
    except OSError:
        return None


def serve() -> None:
    """Read what standard input asks for."""
    stamps: list[Stamp]
    stamps, ignored = pickle.load(sys.stdin.buffer)
    store = Store(Path(sys.argv[1]), kept=_KEPT, ignore=ignored)
    store.get_ready()
    # Hardly anything read refers to itself: looking for that all the time takes a twentieth of it.
    gc.freeze()
    gc.disable()
    try:
        for number, part in enumerate(_parts(read(store, stamp) for stamp in stamps), 1):
            pickle.dump(part, sys.stdout.buffer, protocol=5)
            sys.stdout.buffer.flush()
            if number % _COLLECT == 0:
                gc.collect()
    except BrokenPipeError:
        os._exit(0)  # a flush at exit would complain


def _parts(reads: Iterable[Read]) -> Iterator[list[Read]]:
    """Yield what was read in answers of a bounded size: files may hold hundreds of megabytes."""
    part: list[Read] = []
    length = 0
    for one in reads:
        part.append(one)
        length += one.length
        if length >= _PART or len(part) >= _CHUNK:
            yield part
            part, length = [], 0
    if part:
        yield part
