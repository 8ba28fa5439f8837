"""Errors that only show between briefs count in the list and are told with the brief, exactly as
`check` reports them, whatever has changed since; and so are entries that are no files.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.catalogue import Catalogue, ListRow
from briefing.catalogue.index import refresh
from briefing.catalogue.storage.database import Database
from briefing.cli.main import run
from briefing.library import Library
from briefing.store.store import Store
from briefing.user.state import State
from tests.tools.indexed_store import ANCIENT, dump, refreshed

NAMES = ("a", "b", "deep/a", "deep/c")
HEAD = "title: Talks\ndate: 2025-07-23\n"


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


_briefs = st.tuples(
    optional(
        id=st.sampled_from(["a", "b", "x", "No Id"]),
        process=st.just("talks"),
        round=st.integers(0, 1),
        supersedes=st.sampled_from(["a", "b", "aa"]),
        titel=st.just("an unknown key"),
    ),
    st.sampled_from(["", "[^a#q1]", "[^a#q1] [^a#q1] [^b#q2]", "[^bb#q1] [^x#s]"]),
    st.sampled_from([(), ("q1",), ("q1", "q2")]),
).map(lambda parts: {**parts[0], "summary": f"x {parts[1]}", "quotes": _quotes(parts[2])})
_states = st.lists(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.one_of(_briefs, _briefs, st.sampled_from([None, "[", "folder", "pipe", "link"])),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=4,
)


def _quotes(keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: {"who": "p", "text": "x", "kind": "paraphrase"} for key in keys}


def _make(path: Path, content: Any) -> None:
    """Put something in the place of an entry; None takes it away."""
    path.parent.mkdir(exist_ok=True)
    if path.is_dir():
        path.rmdir()
    elif os.path.lexists(path):
        path.unlink()
    if content == "folder":
        path.mkdir()
    elif content == "pipe":
        os.mkfifo(path)
    elif content == "link":
        path.symlink_to("nowhere.json")
    elif isinstance(content, dict):
        head = {"title": "Talks", "date": "2025", "parties": {"p": {"name": "P"}}}
        path.write_text(json.dumps({**head, **content}))
    elif content is not None:
        path.write_text(content)


def _told(folder: Path) -> dict[str, list[str]]:
    """Return the errors that `check` reports, by file."""
    told: dict[str, list[str]] = {}
    for problem in Store(folder).check():
        if problem.severity == "error":
            told.setdefault(problem.path, []).append(str(problem))
    return told


def _errors(library: Library, row: ListRow) -> list[str]:
    problems = library.view(row).problems
    return [str(problem) for problem in problems if problem.severity == "error"]


@given(_states)
def test_what_check_reports_is_counted_and_told_after_any_changes(states: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = Catalogue(Database(folder, None))
        library = Library(folder, catalogue=catalogue)
        for state in states:
            for brief, content in state.items():
                _make(folder / f"{brief}.json", content)
            refresh.refresh(catalogue, Store(folder))
            told = _told(folder)
            rows = catalogue.rows(catalogue.ids())
            assert {row.path: row.problems for row in rows if row.problems} == {
                path: len(errors) for path, errors in told.items()
            }
            assert {row.path: _errors(library, row) for row in rows if row.problems} == told
        assert dump(catalogue) == dump(refreshed(folder))


# --- what changes elsewhere ---------------------------------------------------------------------


class OnlyReading(Store):
    """A store of which only some files may be read."""

    def __init__(self, folder: Path, *names: str) -> None:
        super().__init__(folder)
        self._allowed = names

    def load(self, path: str) -> Any:
        assert path in self._allowed
        return super().load(path)


def settle(folder: Path, /, **files: str) -> None:
    """Write briefs as if long ago, so that their stamps can be trusted."""
    for name, text in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD + text)
        os.utime(path, ns=(ANCIENT, ANCIENT))


def problems(catalogue: Catalogue) -> Mapping[str, int]:
    return {row.path.split(".")[0]: row.problems for row in catalogue.rows(catalogue.ids())}


def test_a_brief_that_comes_and_goes_changes_those_that_cite_it(tmp_path: Path) -> None:
    settle(tmp_path, a="summary: 'They met [^b#s] [^b#s].'\nsupersedes: b\n", c="summary: x\n")
    catalogue = refreshed(tmp_path)
    assert problems(catalogue) == {"a": 3, "c": 0}
    settle(tmp_path, b="summary: x\nsources: {s: {kind: news}}\n")
    refresh.refresh(catalogue, OnlyReading(tmp_path, "b.yaml"))
    assert problems(catalogue) == {"a": 0, "b": 0, "c": 0}
    settle(tmp_path, b="summary: another\nsources: {t: {kind: news}}\n")
    refresh.refresh(catalogue, OnlyReading(tmp_path, "b.yaml"))
    assert problems(catalogue) == {"a": 2, "b": 0, "c": 0}
    (tmp_path / "b.yaml").unlink()
    refresh.refresh(catalogue, OnlyReading(tmp_path))
    assert problems(catalogue) == {"a": 3, "c": 0}


def test_a_second_brief_of_a_round_marks_the_first(tmp_path: Path) -> None:
    settle(tmp_path, a="summary: x\nprocess: p\nround: 1\n")
    catalogue = refreshed(tmp_path)
    settle(tmp_path, b="summary: x\nprocess: p\nround: 1\n")
    refresh.refresh(catalogue, OnlyReading(tmp_path, "b.yaml"))
    assert problems(catalogue) == {"a": 1, "b": 1}
    settle(tmp_path, b="summary: x\nprocess: p\nround: 1\nsupersedes: a\n")
    refresh.refresh(catalogue, OnlyReading(tmp_path, "b.yaml"))
    assert problems(catalogue) == {"a": 0, "b": 0}


def test_problems_between_briefs_are_told_at_their_place(tmp_path: Path) -> None:
    settle(tmp_path, a="summary: They met.\nid: b\n", b="summary: 'See [^c#q1].'\n")
    library = Library(tmp_path, catalogue=refreshed(tmp_path))
    row = library.row(library.catalogue.number_at("b.yaml") or 0)
    assert row is not None
    assert _errors(library, row) == [
        'b.yaml:1:1: error: id: "b" is also the id of a.yaml; change one of them [duplicate-id]',
        'b.yaml:3:15: error: summary: unknown brief "c"; use the id of a brief in this store '
        "[unknown-reference]",
    ]


def test_nothing_is_missing_before_all_has_been_read(tmp_path: Path) -> None:
    settle(tmp_path, a="summary: x\nsupersedes: b\n", b="summary: x\n")
    library = Library(tmp_path, catalogue=Catalogue(Database(tmp_path, None)))
    answers = iter([False, True, True, True])
    refresh.refresh(library.catalogue, Store(tmp_path), cancelled=lambda: next(answers))
    for row in library.rows(library.ids()):
        assert _errors(library, row) == []
    refresh.refresh(library.catalogue, Store(tmp_path))
    assert problems(library.catalogue) == {"a": 0, "b": 0}


def test_a_name_that_is_half_a_character_does_no_harm(tmp_path: Path) -> None:
    text = json.dumps({"id": "\ud800", "supersedes": "\udc00", "quotes": {"\ud800": {}}})
    (tmp_path / "a.json").write_text(text)
    (tmp_path / "b.json").write_text('{"quotes": [{"same_as": "\\ud800#\\udfff"}]}')
    catalogue = refreshed(tmp_path)
    told = _told(tmp_path)
    assert problems(catalogue) == {name: len(told[f"{name}.json"]) for name in "ab"}


def test_no_brief_is_proposed_to_itself(tmp_path: Path) -> None:
    settle(tmp_path, round_2="summary: 'See [^round-3#q1].'\nid: round-2\nsupersedes: round-22\n")
    library = Library(tmp_path, catalogue=refreshed(tmp_path))
    (row,) = library.rows(library.ids())
    assert len(_errors(library, row)) == 2
    assert "did you mean" not in " ".join(_errors(library, row) + _told(tmp_path)[row.path])
    settle(tmp_path, other="summary: x\nid: round-1\n")
    assert all('did you mean "round-1"?' in told for told in _told(tmp_path)[row.path])


# --- what is no file ----------------------------------------------------------------------------


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Return a store with all sorts of entries that have names of briefs and are no files."""
    folder = tmp_path / "store"
    settle(folder.parent, outside="summary: x\n")
    folder.mkdir()
    (folder / "folder.yaml").mkdir()
    settle(folder / "folder.yaml", inside="summary: x\n")
    os.mkfifo(folder / "pipe.md")
    (folder / "dangling.yml").symlink_to("nowhere.yml")
    (folder / "out.yaml").symlink_to("../outside.yaml")
    (folder / "linked.json").symlink_to("folder.yaml")
    os.mkfifo(folder / "store.yaml")
    return folder


def test_what_is_no_file_has_a_row_with_its_error(odd: Path) -> None:
    library = Library(odd, catalogue=refreshed(odd))
    rows = {row.path: row for row in library.rows(library.ids())}
    told = _told(odd)
    names = {"folder.yaml", "pipe.md", "dangling.yml", "out.yaml", "linked.json"}
    assert told.keys() == names | {"store.yaml"}
    assert rows.keys() == names | {"folder.yaml/inside.yaml"}
    for name in names:
        assert (rows[name].title, rows[name].problems) == ("", 1)
        assert _errors(library, rows[name]) == told[name]
        assert [str(problem) for problem in Store(odd).check([name])] == told[name]


def test_what_is_no_file_is_read_once_and_forgotten_when_it_is_gone(odd: Path) -> None:
    (odd / "store.yaml").unlink()
    catalogue = refreshed(odd)
    changes = refresh.refresh(catalogue, OnlyReading(odd))
    assert (changes.changed, changes.unchanged) == (0, 6)
    for name in ("pipe.md", "dangling.yml", "out.yaml", "linked.json"):
        (odd / name).unlink()
    shutil.rmtree(odd / "folder.yaml")
    settle(odd, folder="summary: x\n")
    refresh.refresh(catalogue, Store(odd))
    assert [(row.path, row.problems) for row in catalogue.rows(catalogue.ids())] == [
        ("folder.yaml", 0)
    ]
    assert refresh.refresh(catalogue, OnlyReading(odd)).unchanged == 1


def test_what_is_no_file_takes_no_id(odd: Path) -> None:
    (odd / "store.yaml").unlink()
    settle(odd, dangling="summary: 'See [^pipe#q1].'\n")
    catalogue = refreshed(odd)
    row = catalogue.row_of("dangling")
    assert row is not None
    assert (row.path, row.problems) == ("dangling.yaml", 1)


def test_what_is_no_file_can_be_marked_as_read(odd: Path, tmp_path: Path) -> None:
    state = State(odd, path=tmp_path / "state" / "state.db")
    library = Library(odd, catalogue=refreshed(odd), state=state)
    library.own.mark_read("pipe")
    assert "pipe" in state.read(["pipe"])
    library.close()


# --- rounds -------------------------------------------------------------------------------------


def test_a_process_has_as_many_rounds_as_its_highest_number(tmp_path: Path) -> None:
    settle(
        tmp_path,
        a="summary: x\nprocess: p\nround: 3\n",
        b="summary: x\nprocess: p\nround: 0\n",
        c="summary: x\nprocess: q\nround: 1\n",
        d="summary: x\nprocess: q\n",
    )
    library = Library(tmp_path, catalogue=refreshed(tmp_path))
    rows = library.rows(library.ids())
    told = {row.id: (row.round, row.rounds) for row in rows}
    assert told == {"a": (3, 3), "b": (0, None), "c": (1, 2), "d": (None, 2)}
    assert {row.id: library.view(row).rounds for row in rows} == {
        name: rounds for name, (_, rounds) in told.items()
    }


def test_a_round_numbered_anew_is_not_beyond_the_last(tmp_path: Path) -> None:
    settle(tmp_path, a="summary: x\nprocess: p\nround: 1\n")
    library = Library(tmp_path, catalogue=refreshed(tmp_path))
    (row,) = library.rows(library.ids())
    settle(tmp_path, a="summary: changed\nprocess: p\nround: 5\n")
    assert (row.rounds, library.view(row).rounds) == (1, 5)


# --- the command line ---------------------------------------------------------------------------


def test_list_show_and_check_mark_the_same_briefs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    settle(folder, a="summary: 'See [^b#q1].'\n", c="summary: x\n")
    os.mkfifo(folder / "pipe.yaml")

    def output(*words: str) -> str:
        run([*words, "-s", str(folder)])
        return capsys.readouterr().out

    assert "! Talks" in output("list", "id:a")
    assert "! " not in output("list", "id:c")
    assert "! pipe.yaml: 1 problem" in output("list")
    shown = json.loads(output("show", "a", "--json"))["problems"]
    assert [(one["line"], one["column"]) for one in shown] == [(3, 15)]
    checked = json.loads(output("check", "--json"))
    assert [one["message"] for one in checked if one["path"].endswith("a.yaml")] == [
        shown[0]["message"]
    ]
    (told,) = json.loads(output("show", "pipe", "--json"))["problems"]
    assert told["message"] == next(
        one["message"] for one in checked if one["path"].endswith("pipe.yaml")
    )
    settle(folder, b="summary: x\nquotes: {q1: {who: p, text: x}}\nparties: {p: {name: P}}\n")
    assert "! " not in output("list", "id:a")
