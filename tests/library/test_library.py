"""One call for a brief with all that is known of it, and one for what the catalogue keeps."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.catalogue import ListRow
from briefing.catalogue.index import refresh
from briefing.checks import quote_checks
from briefing.evidence import QuoteCheck, Verdict
from briefing.library import Library
from briefing.store import files
from briefing.user.state import State

BRIEF = """\
brief: 1
id: a
title: Talks
date: 2025-06-02
summary: They met.
people:
  smith: {name: Ann Smith}
sources:
  article: {kind: news, archive: article.txt}
quotes:
  q1: {who: smith, text: We met here, from: article}
  q2: {who: smith, text: Nothing like it was ever said, from: article}
"""


def opened(folder: Path) -> tuple[Library, ListRow]:
    """Return the library of a store with one brief, and the brief's row."""
    (folder / "a.yaml").write_text(BRIEF, encoding="utf-8")
    (folder / "article.txt").write_text("Ann Smith said: We met here, at last.\n", "utf-8")
    library = Library(folder)
    refresh.refresh(library.catalogue, library.store)
    row = library.catalogue.row_of("a")
    assert row is not None
    return library, row


def test_the_kept_view_has_the_verdicts_of_the_catalogue(tmp_path: Path) -> None:
    library, row = opened(tmp_path)
    kept, full = library.kept_view(row), library.view(row)
    assert kept.brief == full.brief
    assert {key: one.verdict for key, one in kept.checks.items()} == {
        "q1": Verdict.VERBATIM,
        "q2": Verdict.NOT_FOUND,
    }
    assert list(full.checks) == list(kept.checks)
    assert kept.checks["q1"].place == full.checks["q1"].place is not None
    assert kept.checks["q2"].place is None
    assert not kept.archives
    assert full.archives


def test_the_count_of_a_saved_search_knows_what_was_read(tmp_path: Path) -> None:
    opened(tmp_path)[0].close()
    state = State(tmp_path, path=tmp_path / "state.db")
    library = Library(tmp_path, state=state, saved={"new": "is:unread", "old": "is:read", "x": "("})
    assert library.saved_counts() == [("new", 1), ("old", 0)]
    library.own.mark_read("a")
    library.own.reload()
    assert library.saved_counts() == [("new", 0), ("old", 1)]
    library.close()


def test_the_kept_view_of_a_changed_file_has_no_verdicts(tmp_path: Path) -> None:
    library, row = opened(tmp_path)
    (tmp_path / "a.yaml").write_text(BRIEF.replace("We met", "They met"), encoding="utf-8")
    assert not library.kept_view(row).checks
    assert library.view(row).checks


def looks(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return a count, kept up from now on, of how often each file is looked at and read."""
    counted: Counter[str] = Counter()
    stamp_of, read = files.stamp_of, files.read

    def counted_stamp(folder: Path, path: str) -> files.Stamp:
        counted[f"look at {path}"] += 1
        return stamp_of(folder, path)

    def counted_read(folder: Path, path: str, limit: int = files.MAX_BRIEF) -> bytes:
        counted[f"read {path}"] += 1
        return read(folder, path, limit)

    monkeypatch.setattr(files, "stamp_of", counted_stamp)
    monkeypatch.setattr(files, "read", counted_read)
    return counted


def test_an_opening_looks_at_each_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, row = opened(tmp_path)
    library = Library(tmp_path, catalogue=library.catalogue)
    counted = looks(monkeypatch)
    looked = {"look at a.yaml": 1, "look at article.txt": 1}
    assert library.view(row).archives
    assert counted == {**looked, "read a.yaml": 1, "read article.txt": 1}
    counted.clear()
    assert library.view(row).archives
    assert counted == looked
    counted.clear()
    library.kept_view(row)
    assert counted == {"look at a.yaml": 1}


def test_the_kept_view_compares_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, row = opened(tmp_path)

    def judge(*_: object, **__: object) -> QuoteCheck:
        raise AssertionError("a text was compared")

    monkeypatch.setattr(quote_checks, "judge", judge)
    library = Library(tmp_path, catalogue=library.catalogue)
    assert len(library.kept_view(row).checks) == 2


def test_a_view_that_is_cancelled_stops_between_two_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, row = opened(tmp_path)
    compared = []

    def judge(words: str, *_: object, **__: object) -> QuoteCheck:
        compared.append(words)
        return QuoteCheck(Verdict.ALTERED)

    monkeypatch.setattr(quote_checks, "judge", judge)
    library = Library(tmp_path, catalogue=library.catalogue)
    reading = library.view(row, cancelled=lambda: True)
    assert len(compared) == 1
    assert reading.checks == library.kept_view(row).checks
    assert {one.verdict for one in library.view(row).checks.values()} == {Verdict.ALTERED}
    assert len(compared) == 3


def test_views_may_be_asked_for_by_several_threads(tmp_path: Path) -> None:
    library, row = opened(tmp_path)
    library = Library(tmp_path, catalogue=library.catalogue)
    with ThreadPoolExecutor(4) as pool:
        views = list(pool.map(lambda _: library.view(row), range(40)))
        kept = list(pool.map(lambda _: library.kept_view(row), range(40)))
    assert all(view.checks == views[0].checks for view in views)
    assert all(len(view.checks) == 2 for view in kept)
    library.close()
