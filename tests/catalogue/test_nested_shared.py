"""Shared records of a folder: the catalogue follows them, for the briefs of that folder only."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.index.changes import Changes
from briefing.store.checked_brief import CheckedBrief
from briefing.store.store import Store
from tests.tools.indexed_store import ANCIENT, dump, refreshed

HEAD = "title: Talks\ndate: 2025-07-23\nsummary: They met.\n"
BRIEF = HEAD + "agreements: {a1: {issue: fuel, text: t, parties: iran, attested_by: iran}}\n"
RECORDS = "parties: {iran: Iran}\nissues: {fuel: Fuel}\n"


def write(folder: Path, texts: Mapping[str, str], tick: int = 0) -> None:
    """Write files whose times are long ago, so that each change shows in the stamp."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(ANCIENT + tick, ANCIENT + tick))


class Counting(Store):
    """A store that notes which files are read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.read: list[str] = []

    def checked(self, path: str) -> CheckedBrief:
        self.read.append(path)
        return super().checked(path)


def errors(catalogue: Catalogue) -> dict[str, int]:
    return {row.path: row.problems for row in catalogue.rows(catalogue.ids())}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    briefs = ("a", "x/b", "x/y/c", "xy/d")
    write(tmp_path, {f"{name}.yaml": BRIEF for name in briefs})
    return tmp_path


def test_a_change_is_followed_in_its_folder_and_read_nowhere_else(folder: Path) -> None:
    catalogue = refreshed(folder)
    assert set(errors(catalogue).values()) == {3}
    write(folder, {"x/store.yaml": RECORDS})
    store = Counting(folder)
    changes = refresh.refresh(catalogue, store)
    assert sorted(store.read) == ["x/b.yaml", "x/store.yaml", "x/y/c.yaml"]
    assert (changes.added, changes.changed, changes.removed) == (1, 1, 0)
    wanted = {"a.yaml": 3, "x/b.yaml": 0, "x/y/c.yaml": 0, "xy/d.yaml": 3}
    assert errors(catalogue) == wanted
    assert dump(catalogue) == dump(refreshed(folder))
    again = Counting(folder)
    refresh.refresh(catalogue, again)
    assert again.read == []
    (folder / "x/store.yaml").unlink()
    store = Counting(folder)
    assert refresh.refresh(catalogue, store) == Changes(0, 2, 1, 2)
    assert sorted(store.read) == ["x/b.yaml", "x/y/c.yaml"]
    assert set(errors(catalogue).values()) == {3}
    assert dump(catalogue) == dump(refreshed(folder))


def test_it_is_not_listed_and_not_counted_as_a_brief(folder: Path) -> None:
    write(folder, {"x/store.yaml": RECORDS})
    catalogue = refreshed(folder)
    assert len(catalogue.ids()) == 4
    assert not [row for row in catalogue.rows(catalogue.ids()) if "store" in row.path]


def test_its_patterns_leave_out_files_of_its_folder(folder: Path) -> None:
    catalogue = refreshed(folder)
    write(folder, {"x/store.yaml": RECORDS + "ignore: [c.yaml]\n", "c.yaml": BRIEF})
    refresh.refresh(catalogue, Store(folder))
    assert sorted(errors(catalogue)) == ["a.yaml", "c.yaml", "x/b.yaml", "xy/d.yaml"]
    store = Counting(folder)
    refresh.refresh(catalogue, store)
    assert store.read == []
    write(folder, {"x/store.yaml": RECORDS + "ignore: [b.yaml]\n"}, tick=1)
    refresh.refresh(catalogue, Store(folder))
    assert sorted(errors(catalogue)) == ["a.yaml", "c.yaml", "x/y/c.yaml", "xy/d.yaml"]
    assert dump(catalogue) == dump(refreshed(folder))


def test_what_it_names_as_an_archive_is_no_brief(folder: Path) -> None:
    write(folder, {"x/text.md": "They met."})
    catalogue = refreshed(folder)
    assert "x/text.md" in errors(catalogue)
    source = "sources: {s: {kind: news, archive: x/text.md}}\n"
    write(folder, {"x/store.yaml": RECORDS + source})
    refresh.refresh(catalogue, Store(folder))
    assert "x/text.md" not in errors(catalogue)
    write(folder, {"x/store.yaml": RECORDS}, tick=1)
    refresh.refresh(catalogue, Store(folder))
    assert "x/text.md" in errors(catalogue)


def test_boards_name_parties_issues_and_processes_by_it(folder: Path) -> None:
    brief = BRIEF.replace("summary", "process: talks\nround: 1\nsummary")
    records = RECORDS + "processes: {talks: The fuel talks}\n"
    write(folder, {"x/b.yaml": brief, "x/store.yaml": records}, tick=1)
    names = refreshed(folder).names("talks")
    assert (names.party("iran"), names.issue("fuel")) == ("Iran", "Fuel")
    assert names.processes == {"talks": "The fuel talks"}
