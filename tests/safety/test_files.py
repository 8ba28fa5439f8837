"""Odd files: each is a problem, the rest works, and nothing but an ordinary file is ever opened."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.loader.load import load
from briefing.store import files
from briefing.store.files import Ignore, scan
from briefing.store.not_briefs import why_not
from briefing.store.store import Store
from tests.safety import share
from tests.safety.corpus import controls_in
from tests.safety.entries import DEVICES, ODD
from tests.safety.hostile_files import YAML

GOOD = "title: A good one\ndate: 2025-01-02\nsummary: It is read.\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store with one good brief."""
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "good.yaml").write_text(GOOD)
    return folder


def look(folder: Path) -> Library:
    """Index the store, read all of it, and return it; nothing may be raised or hang."""
    library = Library(folder, cache=folder.parent / "cache")
    library.refresh(lambda done, total: None, lambda: False)
    for row in library.rows(library.catalogue.ids()):
        library.view(row)
    return library


def codes(folder: Path) -> dict[str, set[str]]:
    """Return the codes of the problems of each file that has some."""
    told: dict[str, set[str]] = {}
    for problem in Store(folder).check():
        told.setdefault(problem.path, set()).add(problem.code)
    return told


def holds(folder: Path, library: Library) -> None:
    """Hold a store with an odd file to its good brief."""
    row = library.catalogue.row_of("good")
    assert row is not None
    assert library.view(row).brief.title == "A good one"
    assert "good.yaml" not in codes(folder)


# Entries of a folder ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["odd.yaml", "odd.json", "odd.md"])
@pytest.mark.parametrize("what", ODD)
def test_an_odd_entry_is_a_problem_and_the_rest_works(store: Path, what: str, name: str) -> None:
    make, code = ODD[what]
    make(store / name)
    holds(store, look(store))
    told = codes(store).get(name, set())
    if name != "odd.md" or code in ("not-a-file", "outside", "too-large", "encoding"):
        assert told
        assert not code or code in told or (name == "odd.json" and code == "empty")


@pytest.mark.parametrize("what", ["a pipe", "a socket", "a folder", "a link out", "a sparse giant"])
def test_odd_shared_records_and_archives_are_told(store: Path, what: str) -> None:
    make, _ = ODD[what]
    make(store / "store.yaml")
    (store / "sources").mkdir()
    make(store / "sources" / "text.txt")
    brief = {
        "title": "x", "date": "2025-01-02", "summary": "x", "quotes": [{"who": "p", "text": "y"}],
        "people": {"p": {"name": "x"}},
        "sources": {"s": {"kind": "news", "title": "x", "archive": "sources/text.txt"}},
    }  # fmt: skip
    (store / "cites.json").write_text(json.dumps(brief))
    holds(store, look(store))
    told = codes(store)
    assert told["store.yaml"]
    assert any(code.startswith("archive-") for code in told["cites.json"])


@pytest.mark.parametrize(
    "name",
    [b"new\nline", b"escape\x1b[31m", b"\xff\xfe", b"\xe2\x80\xaeevil", b" lead", b"-rf", b"[b]",
     b"\xc3\xa9" * 100, b"\x7f", b"'; DROP", b"%s", b"a" * 250, b"\xed\xa0\x80", b"\\", b"*"],
)  # fmt: skip
def test_any_name_works(store: Path, name: bytes) -> None:
    path = os.fsencode(store) + b"/" + name + b".yaml"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(descriptor, b"id: named\n" + GOOD.replace("good", "named").encode())
    os.close(descriptor)
    library = look(store)
    holds(store, library)
    row = library.catalogue.row_of("named")
    assert row is not None
    assert library.view(row).brief.title == "A named one"
    assert not any(controls_in(str(problem)) for problem in Store(store).check())


def test_names_that_differ_in_case_only_are_told(store: Path) -> None:
    (store / "Good.yaml").write_text("id: other\n" + GOOD)
    look(store)
    assert {"name-clash"} in codes(store).values()


def test_folders_without_end_are_told(store: Path) -> None:
    deep = store
    for _ in range(100):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "deep.yaml").write_text(GOOD)
    holds(store, look(store))
    assert any("not-a-file" in told for told in codes(store).values())


def test_a_loop_of_links_to_folders_is_not_followed(store: Path) -> None:
    (store / "a").mkdir()
    (store / "a" / "b").symlink_to("..")
    (store / "c").symlink_to("a")
    holds(store, look(store))
    assert len(scan(store).stamps) == 1


# Rights ----------------------------------------------------------------------------------------

_AS_NOBODY = """
import os, sys
from pathlib import Path
from tests.safety.test_files import codes, look
store, trial = Path(sys.argv[1]), Path(sys.argv[2])
look(trial), codes(trial)  # so that all modules are loaded while they may be read
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
library = look(store)
assert library.catalogue.row_of("good") is not None
print(sorted(code for told in codes(store).values() for code in told))
"""
"""Root may read everything; so this becomes somebody else first."""


def test_what_may_not_be_read_is_told() -> None:
    with tempfile.TemporaryDirectory() as base:
        store = Path(base, "store")
        (store / "closed").mkdir(parents=True)
        (store / "good.yaml").write_text(GOOD)
        (store / "secret.yaml").write_text(GOOD)
        (store / "secret.yaml").chmod(0)
        (store / "closed").chmod(0)
        trial = Path(base, "trial", "store")
        trial.mkdir(parents=True)
        (trial / "good.yaml").write_text("title: [")
        Path(base).chmod(0o777)
        environ = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, store, trial],
            capture_output=True, text=True, check=False, env={**os.environ, **environ},
        )  # fmt: skip
        (store / "closed").chmod(0o700)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['unreadable', 'unreadable']"


# Files that change -----------------------------------------------------------------------------


def test_a_file_that_went_away_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (store / "gone.yaml").write_text(GOOD)
    real = scan(store)
    (store / "gone.yaml").unlink()
    monkeypatch.setattr(files, "scan", lambda *_: real)
    holds(store, look(store))


def test_half_a_file_is_never_taken_for_a_whole_one(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store / "growing.yaml"
    path.write_text(GOOD)
    real = os.read
    rest = [b"tags: [a]\n", b"unknown: [b]\n"]

    def read(descriptor: int, size: int) -> bytes:
        data = real(descriptor, size)
        if rest and data:
            with path.open("ab") as out:
                out.write(rest.pop())
        return data

    monkeypatch.setattr(os, "read", read)
    loaded = Store(store).load("growing.yaml")
    assert loaded.brief is not None
    assert (loaded.brief.tags, loaded.brief.unknown) == (("a",), ("b",))


# Many ------------------------------------------------------------------------------------------


def test_ever_so_many_files_in_one_folder(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    count = share(3_000, 100_000)
    for number in range(count):
        (store / f"b{number:06}.yaml").write_text(GOOD if number % 1_000 else "title: [")
    library = Library(store, cache=tmp_path / "cache")
    library.refresh(lambda done, total: None, lambda: False)
    assert library.catalogue.count() == count
    broken = [row for row in library.rows(library.catalogue.ids()) if row.problems]
    assert len(broken) == (count + 999) // 1_000
    changes = library.refresh(lambda done, total: None, lambda: False)
    assert (changes.added, changes.changed, changes.unchanged) == (0, 0, count)


def test_bad_files_among_good_ones_hide_none(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    for number in range(2_000):
        (store / f"good{number:04}.yaml").write_text(GOOD)
    bad = [content for codes, content in YAML.values() if codes not in ("", "comment")]
    # What has keys, and none of a brief's, is no brief.
    bad = [one for one in bad if not why_not(load(one.encode(), "bad.yaml"), Ignore())]
    for number in range(100):
        (store / f"bad{number:03}.yaml").write_text(bad[number % len(bad)])
    library = Library(store, cache=tmp_path / "cache")
    library.refresh(lambda done, total: None, lambda: False)
    rows = library.rows(library.catalogue.ids())
    whole = [row for row in rows if row.path.startswith("good")]
    assert len(whole) == 2_000
    assert all(row.title == "A good one" and not row.problems for row in whole)
    assert sum(bool(row.problems) for row in rows) == len(rows) - 2_000 == 100


# Nothing but ordinary files --------------------------------------------------------------------

_STRACE = ("strace", "-f", "-qq", "-e", "trace=open,openat,creat,connect", "-o")


def test_nothing_but_ordinary_files_is_opened(store: Path) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    for number, (make, _) in enumerate(ODD.values()):
        if make not in DEVICES:
            make(store / f"odd{number}.yaml")
            (store / "p").unlink(missing_ok=True)
    log = store.parent / "opened"
    for command in ("list", "check"):
        subprocess.run(
            [*_STRACE, log, sys.executable, "-m", "briefing", command, "-s", store],
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        opened = [
            line for line in log.read_text("utf-8", "replace").splitlines() if "= -1" not in line
        ]
        assert any("good.yaml" in line for line in opened)
        for number, what in enumerate(ODD):
            if ODD[what][1] in ("not-a-file", "outside") and what != "a folder":
                assert not any(f"odd{number}.yaml" in line for line in opened), what
        assert not any("/etc/passwd" in line or "/dev/zero" in line for line in opened)
        assert not any("connect(" in line for line in opened)
