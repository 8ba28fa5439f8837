"""Many readers on one store and one state, with files changing under them."""

import json
import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from briefing.user.state import State
from tests.conftest import SAMPLES
from tests.safety import share
from tests.tools.indexed_store import settle

READERS, MARKERS, SECONDS = share(4, 24), share(2, 8), share(3, 60)

_READING = """
import json, os, sys, time
from pathlib import Path
from briefing.library import Library
from briefing.user.state import State
store, cache, state = map(Path, sys.argv[1:4])
marks = State(store, path=state)
seen = 0
until = time.monotonic() + float(sys.argv[4])
while time.monotonic() < until:
    library = Library(store, cache=cache, state=marks)
    library.refresh(lambda done, total: None, lambda: False)
    for row in library.rows(library.catalogue.ids()):
        reading = library.view(row)
        brief = reading.brief
        if any(problem.code in ("vanished", "changing") for problem in reading.problems):
            continue
        # Every brief says the same number in all its places: one that does not is half old.
        said = {brief.title, brief.summary, *brief.unknown, str(brief.bottom_line)}
        if len(said) != 1 or reading.problems and reading.problems[0].severity == "error":
            sys.exit(f"half a brief: {row.path} {said} {list(map(str, reading.problems))}")
        seen += 1
    marks.read()
    library.catalogue.close()
print(json.dumps({"seen": seen, "warning": marks.warning}))
"""

_MARKING = """
import json, sys, time
from pathlib import Path
from briefing.user.state import State
state = State(Path(sys.argv[1]), path=Path(sys.argv[2]))
done = []
until = time.monotonic() + float(sys.argv[3])
while time.monotonic() < until or not done:
    name = f"m{sys.argv[4]}-{len(done)}"
    state.set_read({name: "x"})
    state.set_note("shared", f"{name}", record=name)
    assert not state.warning, state.warning
    done.append(name)
print(json.dumps(done))
"""


def _text(number: int) -> str:
    """Return a brief that says one number in many places, and is long enough to be torn."""
    said = f"number {number}"
    lines = "".join(f"- {said}\n" for _ in range(300))
    return (
        f"title: {said}\ndate: 2025-01-02\nbottom_line: {said}\nsummary: {said}\nunknown:\n{lines}"
    )


def _change(store: Path, chance: random.Random, number: int) -> None:
    """Write, replace, rename, cut short and remove files, as editors and tools do."""
    path = store / f"b{chance.randrange(20):02}.yaml"
    text = _text(number)
    kind = chance.randrange(5)
    if kind <= 1:  # as most editors do
        beside = store / f".{path.name}.new"
        beside.write_text(text)
        beside.replace(path)
    elif kind == 2:  # as a shell does
        path.write_text(text)
    elif kind == 3:  # in portions, without waiting in between
        with path.open("w") as out:
            out.write(text[: len(text) // 2])
            out.flush()
            out.write(text[len(text) // 2 :])
    else:
        path.unlink(missing_ok=True)


def _start(code: str, *words: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: os.nice(5),  # lest they starve who writes between two halves of a file
    )  # fmt: skip


def test_many_readers_while_files_change(tmp_path: Path) -> None:
    store, state = tmp_path / "store", tmp_path / "state.db"
    store.mkdir()
    for number in range(20):
        (store / f"b{number:02}.yaml").write_text(_text(0))
    State(store, path=state).close()
    readers = [_start(_READING, store, tmp_path / "cache", state, SECONDS) for _ in range(READERS)]
    markers = [_start(_MARKING, store, state, SECONDS, number) for number in range(MARKERS)]
    chance, number = random.Random(5), 0
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        number += 1
        _change(store, chance, number)
        os.sched_yield()
    told = [(child, *child.communicate(timeout=120)) for child in (*readers, *markers)]
    assert [err for child, _, err in told if child.returncode] == []
    for _, out, _ in told[:READERS]:
        answer = json.loads(out)
        assert answer["seen"] > 0
        assert not answer["warning"]
    marked = {name for _, out, _ in told[READERS:] for name in json.loads(out)}
    kept = State(store, path=state)
    assert set(kept.read()) == marked
    assert set(kept.notes()["shared"]) == marked
    kept.close()
    assert len(marked) >= MARKERS
    assert list(tmp_path.glob("*damaged*")) == []
    assert number > 10


_EIGHT_MARKING = """
import sys, time
from pathlib import Path
from briefing.user.state import State
state = State(Path(sys.argv[1]), path=Path(sys.argv[2]))
print(flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[4])):
    state.set_star(f"m{sys.argv[3]}-{number}", True)
state.close()
sys.exit(state.warning or 0)
"""


def test_marks_that_many_make_at_once_are_all_kept(tmp_path: Path) -> None:
    state, each = tmp_path / "state.db", 50 * share(1, 20)
    markers = [_start(_EIGHT_MARKING, tmp_path, state, number, each) for number in range(8)]
    _begin_together(markers)
    told = [(child.communicate(timeout=120)[1], child.returncode) for child in markers]
    assert told == [("", 0)] * 8
    with closing(State(tmp_path, path=state)) as kept:
        assert len(kept.starred()) == 8 * each


def _begin_together(children: "list[subprocess.Popen[str]]") -> None:
    """Wait until all have imported what they need, and let them go on."""
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()


_REBUILDING = """
import os, sys, time
from briefing.cli.main import run
print(flush=True)
sys.stdin.readline()
answers = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
count = 0
while not os.path.exists(sys.argv[2]):
    if status := run(["index", "--rebuild", "-s", sys.argv[1]]):
        sys.exit(status)
    count += 1
    time.sleep(0.02)
os.write(answers, str(count).encode())
"""

_QUERYING = """
import json, sys
from collections import Counter
from datetime import date
from pathlib import Path
from briefing.catalogue import Catalogue
from briefing.catalogue.index.refresh import refresh
from briefing.query.parser import parse
from briefing.store.store import Store
def is_finished(connection):
    header = dict(connection.execute("SELECT key, value FROM header"))
    return str(header.get("finished", "")).split(" ")[0] == str(header["generation"])
store = Path(sys.argv[1])
query = parse("exchange", today=date(2026, 1, 1))
seen = Counter()
print(flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    catalogue = Catalogue.open(store)
    whole = number % 50 == 0
    if whole:  # as a command asks
        catalogue.refill = lambda: refresh(catalogue, Store(store))
        catalogue.refill()
        hits = catalogue.cursor(query).fetch(500)
    else:  # as a reader begins
        whole, hits = catalogue.ask(
            lambda c: (is_finished(c), catalogue.cursor(query).fetch(500)),
            (False, ()),
        )
    catalogue.close()
    seen[whole, " ".join(sorted(hit.brief for hit in hits))] += 1
print(json.dumps([[*answer, count] for answer, count in seen.items()]))
"""
_BRIEFS = [f"b{number:02}" for number in range(70)]
"""More than are written together, so that a part of them is to be seen."""


def test_answers_while_the_catalogue_is_rebuilt(tmp_path: Path) -> None:
    """What a rebuild has read so far is found, brief by brief, the last names first, and is not
    told to be finished; see `catalogue.index.refresh`. Nothing else is ever found.
    """
    store, stop, each = tmp_path / "store", tmp_path / "stop", share(200, 12_800)
    for name in _BRIEFS:
        settle(store, name, title="The exchange", text="an exchange of prisoners")
    rebuilders = [_start(_REBUILDING, store, stop) for _ in range(4)]
    readers = [_start(_QUERYING, store, each) for _ in range(8)]
    _begin_together(rebuilders + readers)
    told = [child.communicate(timeout=3600) for child in readers]
    stop.touch()
    rebuilt = [child.communicate(timeout=120) for child in rebuilders]
    ended = [child.returncode for child in readers + rebuilders]
    assert ended == [0] * 12, told + rebuilt
    assert all(int(out) > 0 for out, _ in rebuilt)
    answers = [answer for out, _ in told for answer in json.loads(out)]
    assert sum(count for _, _, count in answers) == 8 * each
    all_of_it = " ".join(sorted(_BRIEFS * 2))
    may_be = {" ".join(sorted(_BRIEFS[start:] * 2)) for start in range(len(_BRIEFS) + 1)}
    wrong = [one for one in answers if one[1] not in ({all_of_it} if one[0] else may_be)]
    assert wrong == []


def test_many_indexers_at_once_agree(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.safety.looking import look; "
        "print([look(Path(sys.argv[1]), Path(sys.argv[2])) for _ in range(3)])"
    )
    from tests.conftest import SAMPLES

    for _ in range(share(1, 20)):
        children = [_start(code, SAMPLES, tmp_path / "cache") for _ in range(READERS)]
        answers = [(child, *child.communicate(timeout=120)) for child in children]
        assert [err for child, _, err in answers if child.returncode] == []
        assert len({out for _, out, _ in answers}) == 1
        assert "(3, " in answers[0][1]


CLOSING = """
import sys, threading, time
from pathlib import Path
from briefing.catalogue import Catalogue
from briefing.model.dates import today
from briefing.catalogue.index.refresh import refresh
from briefing.store.store import Store
from briefing.query.parser import parse
catalogue = Catalogue.open(Path(sys.argv[1]), cache=Path(sys.argv[2]))
refresh(catalogue, Store(Path(sys.argv[1])))
queries = [parse(text, today=today()) for text in ("the", "party:russia", "agreed:pri*")]
right = [catalogue.cursor(query).fetch(50) for query in queries]
end = time.monotonic() + float(sys.argv[3])
def ask():
    while time.monotonic() < end:
        for query, hits in zip(queries, right):
            assert catalogue.cursor(query).fetch(50) == hits
threads = [threading.Thread(target=ask) for _ in range(3)]
for thread in threads:
    thread.start()
while time.monotonic() < end:
    time.sleep(0.002)
    catalogue.close()
for thread in threads:
    thread.join()
print("right", sum(map(len, right)) > 9)
"""


def test_a_catalogue_is_closed_while_other_threads_ask_it(tmp_path: Path) -> None:
    """As a thread does that finds it damaged, or the end of the reader."""
    done = subprocess.run(
        [sys.executable, "-c", CLOSING, str(SAMPLES), str(tmp_path), str(share(3, 60))],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "right True\n"), done.stderr[-2000:]
