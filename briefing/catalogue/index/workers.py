"""Worker processes for reading many files in parallel.

A worker is this interpreter again. It is told which files to read over its standard input and
answers over its standard output; it ends when its input does, so that it never outlives a reader
that was killed.

Why this is no pool of `concurrent.futures`: the workers of such a pool hold both ends of the pipe
that they wait at, and go on waiting when the reader is killed. They are forks, which a reader with
threads must not make, or they import the reader's own main module first. And what they read would
be pickled on one side and unpickled on the other, for each of perhaps 100,000 files.
"""

import marshal
import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from queue import Queue
from struct import Struct
from threading import Condition, Thread
from typing import IO, TYPE_CHECKING, Any

from briefing.catalogue.index.entries import Entry
from briefing.catalogue.index.full_text import Form
from briefing.catalogue.index.read_file import Read, read
from briefing.store.files import Stamp

if TYPE_CHECKING:
    from briefing.store.store import Store

ENOUGH = 400
"""From so many files on, starting workers takes less time than it saves."""
_MOST = 4  # workers
_CHUNK = 64  # files read for one answer
_AHEAD = 8  # chunks that a worker may be ahead: it goes on while a batch is being written
_PART = 1_000_000  # characters of records from which on what was read is sent before its chunk ends
_HELD = 16_000_000  # bytes of answers of one worker from which on it waits for them to be written
_KEPT = 4  # briefs: none is asked for again, and what is kept crowds the processor's own memory
_COLLECT = 16  # answers between two looks for what refers to itself
_SIZE = Struct("<Q")
_CODE = (
    "import sys; sys.path[:] = sys.argv[2:];"
    "from briefing.catalogue.index.workers import serve; serve()"
)


def read_all(
    store: "Store", stamps: Sequence[Stamp], workers: int | None = None
) -> Generator[Read, None, None]:
    """Yield what the files hold, in their order; with many files, several processes read them.

    Close the generator to stop early.
    """
    wanted = min(_MOST, os.cpu_count() or 1) if workers is None else workers
    done = 0
    if wanted > 1 and len(stamps) >= ENOUGH and sys.executable:
        pool = _Pool(store.folder, wanted)
        try:
            for one in pool.reads(stamps):
                done += 1
                yield one
        finally:
            pool.close()
    # Without workers, or where one could not be had or has died.
    for stamp in stamps[done:]:
        yield read(store, stamp)


class _Pool:
    """Processes that read files."""

    def __init__(self, folder: Path, wanted: int) -> None:
        self._workers = deque(filter(None, (_start(folder) for _ in range(wanted))))

    def reads(self, stamps: Sequence[Stamp]) -> Generator[Read, None, None]:
        """Yield what the files hold, in their order; ends early where a worker died."""
        chunks = deque(stamps[start : start + _CHUNK] for start in range(0, len(stamps), _CHUNK))
        asked: deque[_Worker] = deque()
        for _ in range(_AHEAD):
            for worker in self._workers:
                self._ask(worker, chunks, asked)
        while asked:
            worker, is_last = asked.popleft(), False
            while not is_last:
                answer = worker.answer()
                if answer is None:
                    return
                is_last, flats = marshal.loads(answer)
                if is_last:
                    self._ask(worker, chunks, asked)
                for flat in flats:
                    yield _unpacked(flat)

    def _ask(
        self, worker: "_Worker", chunks: deque[Sequence[Stamp]], asked: "deque[_Worker]"
    ) -> None:
        if chunks:
            chunk = chunks.popleft()
            worker.ask([tuple(stamp) for stamp in chunk])
            asked.append(worker)

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.close()


class _Worker:
    """One process, and a thread that takes its answers so that it need not wait."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._answers: Queue[bytes | None] = Queue()
        self._held, self._is_closed, self._room = 0, False, Condition()
        Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while (answer := _receive(self._process.stdout)) is not None:
            with self._room:
                self._room.wait_for(lambda: self._held < _HELD or self._is_closed)
                self._held += len(answer)
            self._answers.put(answer)
        self._answers.put(None)

    def answer(self) -> bytes | None:
        """Return the next part of what it read, see `_parts`; None once it has ended."""
        answer = self._answers.get()
        with self._room:
            self._held -= len(answer or b"")
            self._room.notify()
        return answer

    def ask(self, chunk: list[tuple[Any, ...]]) -> None:
        """Tell it to read files."""
        try:
            _send(self._process.stdin, marshal.dumps(chunk))
        except OSError:
            self._answers.put(None)

    def close(self) -> None:
        """End it."""
        with self._room:
            self._is_closed = True
            self._room.notify()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            try:
                if stream is not None:
                    stream.close()
            except OSError:
                pass


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
    """Read what standard input asks for, until it ends."""
    import gc

    from briefing.store.store import Store

    store = Store(Path(sys.argv[1]), kept=_KEPT)
    store.get_ready()
    # Hardly anything read refers to itself: looking for that all the time takes a twentieth of it.
    gc.freeze()
    gc.disable()
    questions: Queue[bytes | None] = Queue()
    Thread(target=_listen, args=(questions,), daemon=True).start()
    for number in count(1):
        if (question := questions.get()) is None:
            return
        if number % _COLLECT == 0:
            gc.collect()
        stamps = map(Stamp._make, marshal.loads(question))
        try:
            for part in _parts(read(store, stamp) for stamp in stamps):
                _send(sys.stdout.buffer, part)
        except BrokenPipeError:
            os._exit(0)  # nobody waits; a flush at exit would complain


def _listen(questions: "Queue[bytes | None]") -> None:
    """Take what is asked while answers wait: who asks must never wait for who answers."""
    question: bytes | None = b""
    while question is not None:
        question = _receive(sys.stdin.buffer)
        questions.put(question)


def _parts(reads: Iterable[Read]) -> Iterator[bytes]:
    """Yield what was read of one chunk in parts of a bounded size, each with whether it is last.

    A part ends with the file that makes it large: a chunk may hold hundreds of megabytes.
    """
    part: list[tuple[Any, ...]] = []
    length = 0
    for one in reads:
        part.append(_packed(one))
        length += one.length
        if length >= _PART:
            yield marshal.dumps((False, part))
            part, length = [], 0
    yield marshal.dumps((True, part))


def _send(stream: IO[bytes] | None, data: bytes) -> None:
    if stream is not None:
        stream.write(_SIZE.pack(len(data)) + data)
        stream.flush()


def _receive(stream: IO[bytes] | None) -> bytes | None:
    head = stream.read(_SIZE.size) if stream is not None else b""
    if stream is None or len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


def _packed(one: Read) -> tuple[Any, ...]:
    """Return plain tuples: marshal takes nothing else, and both are quicker than pickle alone."""
    entry = one.entry
    forms = [tuple(form) for form in entry.forms]
    return (*one[:-1], (*entry[:2], forms, *entry[3:]))


def _unpacked(flat: tuple[Any, ...]) -> Read:
    entry = flat[-1]
    forms = [Form._make(form) for form in entry[2]]
    return Read._make((*flat[:-1], Entry._make((*entry[:2], forms, *entry[3:]))))
