"""Ids of foreign files whose names clash: distinct, the same in any order, each with its marks."""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from briefing.catalogue.index import refresh
from briefing.catalogue.values import OwnMarks
from briefing.checks import cross_brief
from briefing.cli.main import run
from briefing.library import Library
from briefing.loader.identity import own_id, path_id
from briefing.store.store import Store
from briefing.user.state import State
from tests.tools.indexed_store import refreshed

OURS = "title: {}\ndate: 2025-06-02\nsummary: They met.\n"


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = OURS.format(name) if name.endswith("yaml") else f"# {name}\n\nThey met.\n"
        path.write_text(text, encoding="utf-8")


def ids(folder: Path) -> dict[str, str]:
    catalogue = refreshed(folder)
    return {row.path: row.id for row in catalogue.rows(catalogue.ids())}


CLASHES = {
    "page bundles": {
        "posts/a/index.md": "posts-a-index", "posts/b/index.md": "posts-b-index",
        "posts/_index.md": "posts-index", "index.md": "index",
    },
    "languages": {"a/index.en.md": "a-index-en", "a/index.de.md": "a-index-de"},
    "one name in two folders": {"first/note.md": "first-note", "second/note.md": "second-note"},
    "a name at the top": {"note.md": "note-d0b1a5cd", "sub/note.md": "sub-note"},
    "three folders deep": {"a/b/c/x.md": "a-b-c-x", "a/b/x.md": "a-b-x", "a/x.md": "a-x"},
    "case": {"Note.md": "", "note.md": ""},
    "accents": {"Zürich.md": "", "Zurich.md": ""},
    "case in folders": {"A/n.md": "", "a/n.md": ""},
    "composition": {"caf\u00e9.md": "", "cafe\u0301.md": ""},
    "marks": {"C++.md": "", "C#.md": "", "C.md": ""},
    "endings": {"a/n.md": "", "a/n.MD": ""},
    "a path that is another's name": {"x/n.md": "", "y/n.md": "y-n", "x-n.md": "x-n"},
    "paths that are one slug": {"a-b/n.md": "", "a/b-n.md": "b-n", "a/b/n.md": ""},
    "one of ours": {"talks.yaml": "talks", "x/talks.md": "x-talks"},
    "one of ours at its side": {"talks.yaml": "talks", "talks.md": ""},
    "other scripts": {"a/Переговоры.md": "", "b/Переговоры.md": ""},
    "Chinese": {"北京/会议.md": "", "上海/会议.md": ""},
    "alone": {"deep/er/note.md": "note", "b/other.md": "other"},
}  # fmt: skip


@pytest.mark.parametrize("name", CLASHES)
def test_each_has_an_id_of_its_own_and_none_is_an_error(tmp_path: Path, name: str) -> None:
    expected = CLASHES[name]
    put(tmp_path, *expected)
    if len(list(tmp_path.rglob("*.[ymYM]*"))) < len(expected):
        pytest.skip("this file system takes such names for one")
    found = ids(tmp_path)
    assert len(set(found.values())) == len(expected) == len(found)
    for path, brief in expected.items():
        assert not brief or "-d0b1a5cd" in brief or found[path] == brief, path
    problems = Store(tmp_path).check()
    assert not [one for one in problems if one.severity == "error"]


@pytest.mark.parametrize("name", CLASHES)
def test_the_order_of_reading_does_not_matter(tmp_path: Path, name: str) -> None:
    put(tmp_path / "whole", *CLASHES[name])
    expected = ids(tmp_path / "whole")
    chance = random.Random(name)
    for attempt in range(3):
        names = [*CLASHES[name], "extra/note.md", "extra/index.md", "extra/n.md"]
        chance.shuffle(names)
        folder = tmp_path / str(attempt)
        folder.mkdir()
        catalogue, store = refreshed(folder), Store(folder)
        for one in names:
            put(folder, one)
            refresh.refresh(catalogue, store)
        for one in ("extra/note.md", "extra/index.md", "extra/n.md"):
            (folder / one).unlink()
            refresh.refresh(catalogue, store)
        rows = catalogue.rows(catalogue.ids())
        assert {row.path: row.id for row in rows} == expected


def test_check_and_the_catalogue_agree(tmp_path: Path) -> None:
    for number, names in enumerate(CLASHES.values()):
        put(tmp_path, *names, *(f"f{number}/{one}" for one in names))
    store = Store(tmp_path)
    summaries = [store.open(stamp.path).summary for stamp in store.scan().stamps]
    with closing(cross_brief.tables(summaries)) as tables:
        rows = tables.execute("SELECT number, id FROM brief").fetchall()
    assert {summaries[number].path: name for number, name in rows} == ids(tmp_path)


def test_ids_given_in_front_matter_may_clash_too(tmp_path: Path) -> None:
    for name in ("a/intro.md", "b/start.md"):
        put(tmp_path, name)
        (tmp_path / name).write_text(f"---\nid: intro\ntitle: {name}\n---\nText.\n")
    assert ids(tmp_path) == {"a/intro.md": "a-intro", "b/start.md": "b-start"}
    (tmp_path / "b/start.md").unlink()
    assert ids(tmp_path) == {"a/intro.md": "intro"}


def test_two_of_ours_with_one_id_are_an_error_as_before(tmp_path: Path) -> None:
    put(tmp_path, "a/talks.yaml", "b/talks.yaml", "c/talks.md")
    codes = [(one.path, one.code) for one in Store(tmp_path).check() if one.severity == "error"]
    assert codes == [("a/talks.yaml", "duplicate-id"), ("b/talks.yaml", "duplicate-id")]
    assert ids(tmp_path)["c/talks.md"] == "c-talks"


def test_marks_do_not_move_to_a_file_that_comes_later(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, "first/note.md")
    state = State(store, path=tmp_path / "state.db")
    library = Library(store, cache=tmp_path / "cache", state=state)
    library.refresh(lambda *_: None, lambda: False)
    state.set_star("note", True)
    put(store, "second/note.md")
    library.refresh(lambda *_: None, lambda: False)
    library.own.reload()
    rows = library.rows(library.ids())
    assert {library.own.of(row.id) for row in rows} == {OwnMarks(is_unread=True)}
    for row in rows:
        assert library.view(row).brief.id == row.id
    (store / "second/note.md").unlink()
    library.refresh(lambda *_: None, lambda: False)
    (row,) = library.rows(library.ids())
    assert library.own.of(row.id) == OwnMarks(is_unread=True, is_starred=True)
    library.close()


def test_each_has_marks_hits_and_an_address_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    put(store, "a/index.md", "b/index.md", "c/index.md")
    state = State(store)
    state.set_star("b-index", True)
    state.close()
    for words, lines in (
        (["list", "is:starred"], ["            b-index  b/index.md"]),
        (["list", "is:unstarred"], None),
        (["search", "met"], None),
    ):
        assert run([*words, "-s", str(store)]) in (0, 2)
        out = capsys.readouterr().out
        if lines is not None:
            assert [line.split() for line in out.splitlines()] == [lines[0].split()]
    run(["search", "met", "-s", str(store), "--json"])
    out = capsys.readouterr().out
    assert all(f'"{letter}-index"' in out for letter in "abc")
    for letter in "abc":
        assert run(["show", f"{letter}-index", "-s", str(store), "--json"]) == 0
        assert f'"title": "{letter}/index.md"' in capsys.readouterr().out
    shutil.rmtree(store)


@pytest.mark.parametrize(
    ("path", "own", "whole"),
    [
        ("note.md", "note", "note"),
        ("a/note.md", "note", "a-note"),
        ("a/_index.md", "a-index", "a-index"),
        ("a/README.md", "a-readme", "a-readme"),
        ("a/Index.de.md", "a-index-de", "a-index-de"),
        ("indexes/a.md", "a", "indexes-a"),
        ("My Notes/A note.md", "a-note", "my-notes-a-note"),
        ("2025/06/02.md", "02", "2025-06-02"),
        ("a.b/c.d.md", "c-d", "a-b-c-d"),
        ("Zürich/Tag 1.md", "tag-1", "zurich-tag-1"),
    ],
)
def test_ids_by_name_and_by_path(path: str, own: str, whole: str) -> None:
    assert (own_id(path), path_id(path)) == (own, whole)
