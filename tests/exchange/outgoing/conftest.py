"""Stores to export from: the samples, a confined one, one with hostile texts; read only."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefing.catalogue.index.refresh import refresh
from briefing.exchange.outgoing.formats import FORMATS
from briefing.exchange.outgoing.walk import Outgoing
from briefing.library import Library
from tests.conftest import SAMPLES

SECRET = "xylophone"
HOSTILE = (
    "=HYPERLINK(\"http://x\") </script><script>alert(1)</script> <img src=x onerror=alert(1)> "
    "[^q9] [x](javascript:alert(1)) --> ]]> ${7*7} {{7*7}} \" onload=\" ' | `x` "
    "\\u202e # @import END:VEVENT & &lt;b&gt; === x: ==="
)  # fmt: skip


def brief(title: str, word: str, **more: Any) -> dict[str, Any]:
    """Return a brief in which every record says `word`."""
    return {
        "title": f"{title} {word}", "date": "2025-01-01", "summary": f"Met: {word} [^q1] [^a1].",
        "process": "talks", "bottom_line": f"In short {word} [^d1].",
        "parties": {"a": f"Alpha {word}", "b": "Beta"}, "people": {"anna": {
            "name": f"Anna {word}", "party": "a"}},
        "issues": {"fish": f"Fish {word}"},
        "sources": {"art": {"kind": "news", "title": f"Paper {word}", "publisher": word,
                            "published": "2025-01-02", "url": "https://a.example/x?a=1&b=2",
                            "archive": "sources/art.txt"}},
        "agreements": {"a1": {"issue": "fish", "text": f"Quota {word}", "parties": ["a", "b"],
                              "attested_by": "a", "amount": word, "due": "2026-03",
                              "support": "art#p2", "quotes": "q1"}},
        "proposals": {"p1": {"issue": "fish", "by": "a", "to": "b", "text": f"A share of {word}.",
                             "date": "2025-05-01/2025-05-03"}},
        "disagreements": {"d1": {"issue": "fish", "question": f"Which {word}?", "positions": {
            "a": {"stance": "demands", "text": f"All {word}."},
            "b": {"stance": "rejects", "text": f"None of {word}."}}}},
        "quotes": {"q1": {"who": "anna", "text": f"my {word}", "issues": "fish", "from": "art#p2",
                          "note": f"on {word}", "verb": word, "via": word}},
        "timeline": {"date": "2025-01-01", "text": f"A day of {word}."},
        "next": [{"text": f"A step {word}", "date": "2025-04"}, {"text": f"Then {word}"}],
        "unknown": [f"Whether {word}"],
    } | more  # fmt: skip


def store(folder: Path, briefs: dict[str, dict[str, Any]], archive: str = "Head\n\nmy x\n") -> Path:
    """Write a store of briefs by id."""
    (folder / "sources").mkdir()
    (folder / "sources" / "art.txt").write_text(archive, encoding="utf-8")
    for name, data in briefs.items():
        (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    return folder


def opened(folder: Path, cache: Path) -> Iterator[Library]:
    """Open a store with a catalogue of its own."""
    with closing(Library(folder, cache=cache)) as library:
        refresh(library.catalogue, library.store)
        yield library


def outgoing(library: Library, *ids: str, **more: Any) -> Outgoing:
    """Return the export of some briefs, or of all, oldest first."""
    catalogue = library.catalogue
    rows = [catalogue.require(one) for one in ids] or catalogue.rows(catalogue.ids(sort="date"))
    return Outgoing(library, rows, **more)


def written(form: str, export: Outgoing) -> str:
    """Return an export as text."""
    return "".join(FORMATS[form].pieces(export))


@pytest.fixture(scope="session")
def istanbul(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return the sample briefs."""
    yield from opened(SAMPLES, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def confined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a store of a confined brief, one that is superseded, and two free drafts."""
    suggested = {"quotes": {"q1": {"text": "my draft", "who": "anna", "suggested": ["who"]}}}
    briefs = {
        "one": brief("One", SECRET, round=1, handling="amber+strict"),
        "old": brief("Old", SECRET, round=2, handling="red"),
        "two": brief("Two", SECRET, round=2, handling="red", supersedes="old", date="2025-02-01"),
        "draft": brief("Draft", "zither", round=3, status="draft", date="2025-03-01", **suggested),
    }
    doubt = brief("Doubt", "zither", process="other", status="draft")
    doubt["agreements"]["a1"]["suggested"] = ["attested_by"]
    briefs["doubt"] = doubt
    folder = store(tmp_path_factory.mktemp("confined"), briefs, f"Head\n\nmy {SECRET}\n")
    yield from opened(folder, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a store in which every text is hostile to some format."""
    folder = tmp_path_factory.mktemp("hostile")
    store(folder, {"bad": brief("Bad", HOSTILE, round=1)}, f"Head\n\nmy {HOSTILE}\n")
    yield from opened(folder, tmp_path_factory.mktemp("cache"))
