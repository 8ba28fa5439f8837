"""Hostile files: each is soon a brief or a located problem, in little memory."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefing.library import Library
from tests.safety.corpus import controls_in
from tests.safety.entries import DEVICES, ODD
from tests.safety.measured import SORTS, bytes_of, ending_of

SECONDS, LAID_SECONDS, MEBIBYTES = 0.25, 2.5, 50
"""What reading one may take of the processor and of memory; and laying it out, in proportion to its
length: the longest have a megabyte, and what is quadratic takes ten times as long.
"""

BARE = frozenset(("not-a-file", "outside", "unreadable", "empty", "too-large"))
"""Codes of problems that lie in no line."""

CASES = [(sort, name) for sort, table in SORTS.items() for name in table]
ROOT = Path(__file__).parents[2]


def measure(what: str) -> dict[str, dict[str, Any]]:
    """Read the files of a sort or of a folder in another process, and return what it tells."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.safety.measured", what], capture_output=True, text=True,
        check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (done.returncode, told[-1:], done.stderr)
    return {one["name"]: one for one in told}


measured = cache(measure)


def test_there_are_as_many_as_there_should_be() -> None:
    counts = {sort: len(table) for sort, table in SORTS.items()}
    assert counts["yaml"] >= 98
    assert counts["json"] >= 17
    assert counts["md"] >= 26
    assert counts["encoding"] >= 20
    assert len(ODD) >= 26
    for table in SORTS.values():
        assert len({content for _, content in table.values()}) == len(table)


@pytest.mark.parametrize(("sort", "name"), CASES, ids=map(": ".join, CASES))
def test_a_hostile_file_is_soon_a_brief_or_a_located_problem(sort: str, name: str) -> None:
    one = measured(sort)[name]
    codes, content = SORTS[sort][name]
    assert sorted({code for _, _, code, _ in one["problems"]}) == codes.split()
    assert one["brief"] or one["problems"]
    assert one["seconds"] <= SECONDS
    assert one["laid"] <= LAID_SECONDS
    assert one["mebibytes"] <= MEBIBYTES
    assert len(one["problems"]) <= 201
    lines = bytes_of(content).decode("utf-8", "replace").split("\n")
    for line, column, _, told in one["problems"]:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert not controls_in(told)


def test_no_odd_entry_costs_more_than_a_moment(tmp_path: Path) -> None:
    """What is no readable file has no lines: its problems stand at the first column of line 1."""
    folder = tmp_path / "store"
    folder.mkdir()
    made = [what for what, (make, _) in ODD.items() if make not in DEVICES or not os.getuid()]
    for number, what in enumerate(made):
        ODD[what][0](folder / f"odd{number}.yaml")
    told = measure(str(folder))
    assert len(told) == len(made)
    for one in told.values():
        assert one["problems"]
        assert one["seconds"] <= SECONDS
        assert one["mebibytes"] <= MEBIBYTES
        assert all(line == column == 1 for line, column, code, _ in one["problems"] if code in BARE)


def test_all_of_them_in_one_store_hide_no_good_brief(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / "good.yaml").write_text("title: A good one\ndate: 2025-01-02\nsummary: It is read.\n")
    for number, (sort, name) in enumerate(CASES):
        path = store / f"f{number:03}.{ending_of(sort)}"
        path.write_bytes(bytes_of(SORTS[sort][name][1]))
    library = Library(store, cache=tmp_path / "cache")
    library.refresh(lambda done, total: None, lambda: False)
    rows = library.rows(library.catalogue.ids())
    # What has keys, and none of a brief's, is no brief.
    left_out = [one.path for one in library.store.check() if one.code == "not-a-brief"]
    assert len(rows) + len(left_out) == len(CASES) + 1
    assert len(left_out) < 10
    (good,) = (row for row in rows if row.path == "good.yaml")
    assert library.view(good).brief.title == "A good one"
    assert all(row.title or row.problems for row in rows)
