"""Stores in which every place says something hostile, and the harness of terminals."""

import json
import os
from pathlib import Path

import pytest

from tests.pty.conftest import start as start
from tests.safety import briefs, share
from tests.safety.corpus import ALL

EVERY = len(briefs.taken())
"""Briefs after which each text that briefs may say has been in every field."""


def file_names() -> list[str]:
    """Return hostile names of files that the system allows, without ending; each is new."""
    names = {text.replace("/", "∕").replace("\0", "0")[:30] for text in ALL}
    return sorted(name for name in names if _fits(name))


def _fits(name: str) -> bool:
    try:
        return 0 < len(os.fsencode(name)) < 200
    except UnicodeEncodeError:
        return False


def fill(folder: Path, count: int) -> Path:
    """Write `count` hostile briefs, and with them shared records, archives, names, other files."""
    briefs.write(folder, briefs.rotations(briefs.taken(), count))
    _shared(folder)
    refused = briefs.refused()
    for first in range(0, len(refused), 40):
        text = briefs.foreign(refused[first : first + 40])
        (folder / f"foreign-{first:03}.md").write_text(text)
    for number, text in enumerate(refused[::10]):
        (folder / f"refused-{number:03}.json").write_bytes(briefs.least(text))
    return folder


def _shared(folder: Path) -> None:
    """Write `store.yaml`, archived texts, and a brief that rests on both."""
    sources = folder / "sources"
    sources.mkdir(exist_ok=True)
    text = "\n\n".join(ALL).encode("utf-8", "replace")
    (sources / "all.txt").write_bytes(text)
    people = {f"p{n}": {"name": text} for n, text in enumerate(briefs.taken())}
    shared = {
        "people": people,
        "sources": {"all": {"kind": "news", "title": "x", "archive": "sources/all.txt"}},
    }
    (folder / "store.yaml").write_text(json.dumps(shared, ensure_ascii=False))
    quotes = [
        {"who": f"p{n}", "text": text[:200], "from": "all"} for n, text in enumerate(briefs.taken())
    ]
    value = json.loads(briefs.least("The shared one")) | {"quotes": quotes, "process": "talks"}
    (folder / "shared.json").write_text(json.dumps(value))


def with_names(folder: Path) -> Path:
    """Write briefs with hostile names, some in folders with hostile names."""
    for number, name in enumerate(file_names()):
        below = folder / f"d{name}" if number % 5 == 0 else folder
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{name}.yaml").write_text("title: [broken")
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which every text of the corpus is in many fields; deep, in all of them."""
    return fill(tmp_path_factory.mktemp("hostile") / "store", share(15, EVERY))


@pytest.fixture(scope="module")
def module_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the catalogues of a module's tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def cached(module_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test find the catalogues that the tests before it have made."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(module_cache))


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of broken files with hostile names."""
    return with_names(tmp_path_factory.mktemp("named") / "store")
