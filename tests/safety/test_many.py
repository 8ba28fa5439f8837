"""Many readers on one store and one state, with files changing under them."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from briefing.state import State
from tests.safety import share

READERS, MARKERS, SECONDS = share(4, 24), share(2, 8), share(3, 60)

_READING = """
import json, os, sys, time
from pathlib import Path
from briefing.library import Library
from briefing.state import State
store, cache, state = map(Path, sys.argv[1:4])
marks = State(store, path=state)
seen = 0
until = time.monotonic() + float(sys.argv[4])
while time.monotonic() < until:
    library = Library(store, cache=cache, state=marks)
    library.refresh(lambda done, total: None, lambda: False)
    for row in library.rows(library.catalogue.ids()):
        reading = library.reading(row)
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
from briefing.state import State
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
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
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
