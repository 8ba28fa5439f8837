"""A brief with a wrong value is told all the same what is wrong with its evidence, and nothing that
would be untrue once the value is mended.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.storage.database import Database
from briefing.store.store import Store

TEXT = "Umerov said that the talks had been hard and long.\n\nMedinsky said nothing at all.\n"
BRIEF: dict[str, Any] = {
    "title": "Talks", "date": "2025-06-02", "summary": "They met [^q1] [^q2] [^q3] [^q4].",
    "parties": {"ua": {"name": "Ukraine"}}, "issues": {"i": "Prisoners"},
    "sources": {
        "s": {"kind": "news", "archive": "a.txt", "published": "2025"},
        "lost": {"kind": "news", "archive": "lost.txt"},
        "bare": {"kind": "news"},
    },
    "quotes": {
        "q1": {"who": "ua", "from": "s#p1", "text": "the talks had been hard and long"},
        "q2": {"who": "ua", "from": "s#p1", "text": "the talks had been easy and long"},
        "q3": {"who": "ua", "text": "an armistice for a hundred years was signed"},
        "q4": {"who": "ua", "from": "s#p9", "text": "said nothing at all", "kind": "partial"},
    },
    "agreements": {
        "a1": {"issue": "i", "text": "x", "parties": ["ua"], "attested_by": ["ua"],
               "support": ["s#p1", "s#p7"]},
    },
    "proposals": {"p1": {"issue": "i", "by": "ua", "text": "x", "support": ["s#p8"]}},
}  # fmt: skip
EVIDENCE = {
    "archive-missing": "sources.lost.archive", "no-archive": "sources.bare",
    "quote-altered": "quotes.q2.text", "quote-not-found": "quotes.q3.text",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    return tmp_path


def told(folder: Path, brief: Any) -> set[tuple[str, str]]:
    """Return code and path of all that is wrong with a brief."""
    (folder / "a.yaml").write_text(brief if isinstance(brief, str) else json.dumps(brief))
    store = Store(folder)
    return {(one.code, one.where) for one in store.checked("a.yaml").problems}


def changed(*path: str, value: Any) -> dict[str, Any]:
    """Return the brief with another value at a path."""
    brief = json.loads(json.dumps(BRIEF))
    record = brief
    for key in path[:-1]:
        record = record[key]
    record[path[-1]] = value
    return brief  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "path",
    [("date",), ("titel",), ("sources", "s", "published"), ("quotes", "q1", "said_on"),
     ("agreements", "a1", "due"), ("place",)],
)  # fmt: skip
def test_a_wrong_value_hides_nothing_of_the_evidence(folder: Path, path: tuple[str, ...]) -> None:
    expected = {(code, where) for code, where in told(folder, BRIEF) if code in EVIDENCE}
    assert expected == set(EVIDENCE.items())
    found = told(folder, changed(*path, value="no such thing"))
    assert expected < found
    assert ("unknown-paragraph", "agreements.a1.support.2") in found
    assert ("unknown-paragraph", "proposals.p1.support.1") in found
    assert ("quote-unused", "quotes.q1") not in found


@pytest.mark.parametrize(
    "path",
    [("quotes", "q2", "txt"), ("quotes", "q2", "kind"), ("quotes", "q2", "from")],
)
def test_a_quote_with_a_wrong_vital_value_is_not_judged(
    folder: Path, path: tuple[str, ...]
) -> None:
    found = told(folder, changed(*path, value="No such thing"))
    assert ("quote-altered", "quotes.q2.text") not in found
    assert ("quote-not-found", "quotes.q3.text") in found


@pytest.mark.parametrize("path", [("sources", "lost", "archive"), ("sources", "lost", "file")])
def test_no_quote_is_judged_where_a_source_is_not_known(
    folder: Path, path: tuple[str, ...]
) -> None:
    found = told(folder, changed(*path, value=["no text"]))
    assert not [code for code, _ in found if code.startswith("quote-")]
    assert ("no-archive", "sources.bare") in found


def test_a_file_that_is_no_yaml_is_told_only_that(folder: Path) -> None:
    text = json.dumps(BRIEF)
    assert {code for code, _ in told(folder, text[:-1])} == {"syntax"}
    assert {code for code, _ in told(folder, text.replace("They met", "They\x1b met"))} == {
        "control-character"
    }


def test_records_of_a_list_are_judged_too(folder: Path) -> None:
    quotes = list(BRIEF["quotes"].values())
    quotes[0] = {**quotes[0], "kind": "fulll"}
    found = told(folder, {**BRIEF, "quotes": quotes})
    assert {("quote-altered", "quotes.q2.text"), ("quote-not-found", "quotes.q3.text")} < found


def test_a_shared_source_is_compared_with_too(folder: Path) -> None:
    (folder / "store.yaml").write_text("sources: {s: {kind: news, archive: a.txt}}")
    sources = {key: one for key, one in BRIEF["sources"].items() if key != "s"}
    found = told(folder, {**BRIEF, "date": "soon", "sources": sources})
    assert ("quote-altered", "quotes.q2.text") in found


_paths = st.sampled_from(
    [(key,) for key in BRIEF]
    + [(key, name) for key in ("sources", "quotes", "agreements") for name in BRIEF[key]]
    + [
        (key, name, field)
        for key in ("sources", "quotes", "agreements", "proposals")
        for name, record in BRIEF[key].items()
        for field in (*record, "frm", "lang")
    ]
)


@given(_paths, st.sampled_from([None, "No such thing", [], {}, ["x"], "x", {"x": "y"}]))
def test_nothing_is_told_that_would_be_untrue_once_it_is_mended(
    tmp_path_factory: pytest.TempPathFactory, path: tuple[str, ...], value: Any
) -> None:
    folder = tmp_path_factory.mktemp("store")
    (folder / "a.txt").write_text(TEXT)
    whole = told(folder, BRIEF)
    found = told(folder, changed(*path, value=value))
    if Store(folder).load("a.yaml").brief is None:
        within = ".".join(path)
        assert {
            (code, where)
            for code, where in found
            if code in EVIDENCE and not where.startswith(within)
        } <= whole


@given(_paths, st.sampled_from([None, "No such thing", [], "x"]), st.booleans())
def test_as_many_errors_are_counted_as_are_told(
    tmp_path_factory: pytest.TempPathFactory, path: tuple[str, ...], value: Any, mend: bool
) -> None:
    folder = tmp_path_factory.mktemp("store")
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.yaml").write_text(json.dumps(BRIEF if mend else changed(*path, value=value)))
    store = Store(folder)
    counted = store.checked("a.yaml").errors
    told = [one for one in store.checked("a.yaml").problems if one.severity == "error"]
    assert counted == len(told) > 0


def test_what_is_counted_follows_the_archive(folder: Path) -> None:
    told(folder, changed("date", value="soon"))
    catalogue = Catalogue(Database(folder, None))
    counts = []
    for text in (TEXT, TEXT.replace("hard", "easy")):
        (folder / "a.txt").write_text(text)
        refresh.refresh(catalogue, Store(folder))
        (row,) = catalogue.rows(catalogue.ids())
        counts.append(row.problems)
        errors = [one for one in Store(folder).check() if one.severity == "error"]
        assert row.problems == len(errors)
    (folder / "a.txt").unlink()
    refresh.refresh(catalogue, Store(folder))
    (row,) = catalogue.rows(catalogue.ids())
    assert row.problems not in counts
