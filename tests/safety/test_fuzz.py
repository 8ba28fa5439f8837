"""Fuzzed files: each is answered with a brief or with at least one located problem."""

import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.loader.load import Loaded, load, load_shared
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.panes import PANES
from briefing.view.spans import plain
from tests.conftest import SAMPLES
from tests.safety import DEEP, briefs, share
from tests.safety.corpus import ALL, controls_in

COUNT = share(800, 125_000)
"""How many files are made of each of the four sorts; each is read under two names."""
SLOWEST = 0.25
"""Seconds that reading one may take in a deep run, where nothing else is measured."""

NAMES = ("f.yaml", "f.json", "f.md", "F.YML", "\u00a0.md", "f/ .md", ".md", "é.yaml", "-.json")
SIGNS = (
    *"{}[]:,-?&*!|>'\"%@`#\\\n\r\t \0~=",
    "  ", "\n  ", "\n- ", ": ", "- ", "---\n", "...\n", "<<: ", "&a ", "*a ", "!!str ", "null",
    "title: ", "date: 2025-01-02\n", "summary: |\n  ", "quotes:\n", "agreements:\n- ",
    "parties:\n  a:\n", "2025-13-45", "1e999", "[^q1]", "![", "](", "```\n", "# ", "{{", "}}",
    "é", "\u202e", "\u2028", "# \u00a0\n", "\u3000", "\ufeff", "\ud800", "\x1b[31m", "\x85",
    "\x9b", "👍🏽", "\\u0000", "\\ud800", "停火",
)  # fmt: skip
"""What files are put together from."""


def _from_grammar(chance: random.Random) -> bytes:
    text = "".join(chance.choice(SIGNS) for _ in range(chance.randrange(1, 120)))
    return text.encode("utf-8", chance.choice(("surrogatepass", "replace")))


def _from_bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(400))


def _good() -> list[bytes]:
    """Return briefs that are in order, to be spoiled."""
    found = [path.read_bytes() for path in sorted(SAMPLES.glob("*.yaml"))]
    hostile = briefs.rotations(briefs.taken(), 3)
    return found + [json.dumps(value).encode() for value in hostile]


GOOD = _good()


def _mutated(chance: random.Random) -> bytes:
    data = bytearray(chance.choice(GOOD))
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(5)
        if kind == 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del data[at : at + chance.randrange(60)]
        elif kind == 2:
            data[at:at] = chance.choice(SIGNS).encode("utf-8", "surrogatepass")
        elif kind == 3:
            data[at:at] = data[at : at + chance.randrange(200)] * chance.randrange(1, 4)
        else:
            data[at:at] = chance.choice(ALL).encode("utf-8", "surrogatepass")
    return bytes(data)


def _cut(chance: random.Random) -> bytes:
    data = chance.choice(GOOD)
    return data[: chance.randrange(len(data))]


def _answered(loaded: Loaded) -> None:
    """Hold an answer to what a reader needs of it."""
    assert loaded.brief is not None or loaded.problems
    for problem in loaded.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert not controls_in(str(problem))
    if loaded.brief is not None:
        reading = BriefView(loaded.brief, meta=loaded.meta, problems=loaded.problems)
        for pane in PANES:
            said = "".join(map(plain, pane.view(reading, 80).lines))
            assert not controls_in(said)


def _fuzz(make: Callable[[random.Random], bytes], name: str) -> None:
    """Read `COUNT` files that `make` makes, and tell the slowest."""
    chance = random.Random(f"{name} 2025")
    slowest, worst = 0.0, b""
    for number in range(COUNT):
        data = make(chance)
        for path in (NAMES[number % len(NAMES)], "f.json" if data[:1] == b"{" else "f.yaml"):
            begun = time.perf_counter()
            loaded = load(data, path)
            taken = time.perf_counter() - begun
            _answered(loaded)
            slowest, worst = max((slowest, worst), (taken, data))
        load_shared(data, "store.yaml")
    print(f"{name}: {COUNT:,} files, the slowest in {slowest * 1000:.0f} ms ({worst[:60]!r})")
    assert not DEEP or slowest < SLOWEST, worst[:2000]


def test_files_made_of_signs() -> None:
    _fuzz(_from_grammar, "signs")


def test_files_made_of_bytes() -> None:
    _fuzz(_from_bytes, "bytes")


def test_good_files_that_were_spoiled() -> None:
    _fuzz(_mutated, "spoiled")


def test_good_files_that_were_cut_short() -> None:
    _fuzz(_cut, "cut")


def _kept(folder: Path, chance: random.Random) -> Iterator[Path]:
    for number in range(share(60, 2_000)):
        path = folder / f"f{number:05}{chance.choice(('.yaml', '.json', '.md'))}"
        path.write_bytes(chance.choice((_from_grammar, _mutated, _cut))(chance))
        yield path


def test_a_store_of_spoiled_files_opens_and_misses_none(tmp_path: Path) -> None:
    from briefing.library import Library

    store = tmp_path / "store"
    store.mkdir()
    paths = list(_kept(store, random.Random(2025)))
    library = Library(store, cache=tmp_path / "cache")
    library.refresh(lambda done, total: None, lambda: False)
    rows = library.rows(library.catalogue.ids())
    assert {row.path for row in rows} == {path.name for path in paths}
    for row in rows:
        reading = library.view(row)
        assert row.title or reading.problems
        for pane in PANES:
            pane.view(reading, 60)
