"""One call for a brief with all that is known of it, and one for what the catalogue keeps."""

from pathlib import Path

from briefing import indexer
from briefing.catalogue import ListRow
from briefing.evidence import Verdict
from briefing.library import Library

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
    indexer.refresh(library.catalogue, library.store)
    row = library.catalogue.row_of("a")
    assert row is not None
    return library, row


def test_the_kept_view_has_the_verdicts_of_the_catalogue(tmp_path: Path) -> None:
    library, row = opened(tmp_path)
    kept, full = library.kept_view(row), library.view(row)
    assert kept.brief == full.brief
    assert {key: one.verdict for key, one in kept.findings.items()} == {
        "q1": Verdict.VERBATIM,
        "q2": Verdict.NOT_FOUND,
    }
    assert list(full.findings) == list(kept.findings)
    assert not kept.archives
    assert full.archives


def test_the_kept_view_of_a_changed_file_has_no_verdicts(tmp_path: Path) -> None:
    library, row = opened(tmp_path)
    (tmp_path / "a.yaml").write_text(BRIEF.replace("We met", "They met"), encoding="utf-8")
    assert not library.kept_view(row).findings
    assert library.view(row).findings
