"""A process out of the catalogue is the process that the briefs themselves make."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.catalogue import Catalogue
from briefing.catalogue.index import refresh
from briefing.catalogue.process_records import parse, written
from briefing.catalogue.processes import find_process, load_pair, load_process
from briefing.errors import NotFound
from briefing.model.rows import Row, parties_involved
from briefing.process import Matrix, Process, ledger
from briefing.store.store import Store
from briefing.ui.screens.chooser import newest_briefs
from briefing.view.board import (
    Board,
    ledger_board,
    matrix_board,
    process_board,
    timeline_board,
)
from briefing.view.board.board import no_verdicts
from briefing.view.board.board_ref import BoardRef, Kind, board_of
from tests.tools.process_from_briefs import of_briefs

SLUG = "ru-ua-istanbul-2025"
FIRST, SECOND = "istanbul-2025-05-16", "istanbul-2025-06-02"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    store = Path(__file__).resolve().parents[2] / "briefs"
    found = Catalogue.open(store, cache=tmp_path_factory.mktemp("cache"))
    refresh.refresh(found, Store(store), progress=None, cancelled=lambda: False)
    yield found
    found.close()


@pytest.fixture
def made(samples: Path) -> Process:
    store = Store(samples)
    loaded = [store.load(stamp.path).brief for stamp in store.scan().stamps]
    return of_briefs((brief for brief in loaded if brief is not None), SLUG, store.shared)


def drawn(board: Board) -> list[object]:
    return [board.columns, *board.rows()]


def test_every_board_is_the_same_from_the_catalogue_as_from_the_briefs(
    catalogue: Catalogue, made: Process
) -> None:
    stored = load_process(catalogue, SLUG)
    assert (stored.issues, stored.parties) == (made.issues, made.parties)
    assert drawn(process_board(stored)) == drawn(process_board(made))
    assert drawn(matrix_board(Matrix(stored))) == drawn(matrix_board(Matrix(made)))
    assert drawn(timeline_board(stored)) == drawn(timeline_board(made))
    assert drawn(ledger_board(stored, ledger(stored))) == drawn(ledger_board(made, ledger(made)))


def test_a_rounds_records_are_all_there_in_reading_order(
    catalogue: Catalogue, made: Process
) -> None:
    stored = load_process(catalogue, SLUG)
    for column in range(3):
        assert list(stored.rows(column)) == list(made.rows(column))
    assert stored.rows_of_brief("nowhere") == []


def test_only_what_is_looked_at_is_read(catalogue: Catalogue) -> None:
    statements: list[str] = []

    def read() -> int:
        return sum("attested_by, stance" in statement for statement in statements)

    catalogue.database.connection.set_trace_callback(statements.append)
    board = process_board(load_process(catalogue, SLUG))
    assert statements
    assert read() == 0
    board.at(0, 0)
    board.at(1, 0)
    assert read() == 1


def test_a_pair_of_rounds_keeps_its_process_so_that_new_means_new(catalogue: Catalogue) -> None:
    process, before, after = load_pair(catalogue, *map(catalogue.require, (FIRST, SECOND)))
    assert [before.brief, after.brief] == [FIRST, SECOND]
    assert len(process.rounds) == 3
    with pytest.raises(NotFound, match="nowhere"):
        catalogue.require("nowhere")


def test_words_that_no_process_has_find_none(catalogue: Catalogue) -> None:
    assert find_process(catalogue, "UA Istanbul") == SLUG
    for name in ("geneva", "", " - "):
        with pytest.raises(NotFound):
            find_process(catalogue, name)


SLUGS = st.lists(st.sampled_from(["a", "b-2", "c"]), max_size=3).map(tuple)


@given(
    st.lists(
        st.builds(
            Row, st.just("x"), st.text("ab", min_size=1), st.sampled_from(["agreement", "quote"]),
            issues=SLUGS.map(lambda slugs: tuple(dict.fromkeys(slugs))),
            party=st.sampled_from(["", "a", "c"]), parties=SLUGS, attested_by=SLUGS,
        )
    ),
    st.integers(0, 3),
)  # fmt: skip
def test_what_a_brief_is_about_is_read_as_it_was_written(rows: list[Row], first: int) -> None:
    found = parse(written(rows, first))
    about = {issue for row in rows for issue in row.issues}
    assert found.issues == {
        issue: tuple(n for n, row in enumerate(rows, first) if issue in row.issues)
        for issue in about
    }
    assert list(found.holders) == (list(dict.fromkeys(parties_involved(rows))) if about else [])


SHARED = """parties:
  unused: Unused
  zed: {name: Zedland, short: ZED}
  anna: Annaland
issues:
  water: {title: Sharing the water of the river, short: Water}
  dams: Dams
processes:
  talks: {title: The talks on the river, short: River}
  other: {title: Not held yet}
"""
TALKS = """title: Talks
date: 2025-07-0{n}
summary: S.
process: talks
round: {n}
issues: {{late: {{title: Late, short: late}}}}
parties: {{bo: {{name: Boland, short: BO}}, anna: {{name: Anna, short: A}}}}
agreements:
  - {{issue: late, text: x, parties: [bo, anna], attested_by: [bo]}}
  - {{issue: dams, text: x, parties: [anna, zed], attested_by: [bo]}}
  - {{issue: water, text: x, parties: [anna, zed], attested_by: [bo]}}
"""


def talks(folder: Path) -> tuple[Catalogue, Store]:
    (folder / "store.yaml").write_text(SHARED)
    for n in (1, 2):
        (folder / f"b{n}.yaml").write_text(TALKS.format(n=n))
    store = Store(folder)
    catalogue = Catalogue.open(folder, cache=folder / ".cache")
    refresh.refresh(catalogue, store)
    return catalogue, store


def test_a_process_is_in_the_order_of_the_shared_records_and_has_their_names(
    tmp_path: Path,
) -> None:
    catalogue, _ = talks(tmp_path)
    process = load_process(catalogue, "talks")
    names = process.names
    assert (process.issues, process.parties) == (("water", "dams", "late"), ("zed", "anna", "bo"))
    assert (process.slug, process.title) == ("talks", "The talks on the river")
    assert names.short_issues == {"water": "Water", "late": "late"}
    # A brief says more of a party than the shared records, and they more than it.
    assert names.short_parties == {"zed": "ZED", "bo": "BO", "anna": "A"}
    assert names.short_processes == {"talks": "River"}
    assert process_board(process).title == "The talks on the river: where each issue stands"
    (row,) = catalogue.processes()
    assert (row.slug, row.title, row.short) == ("talks", "The talks on the river", "River")


def test_where_room_is_short_a_process_has_its_short_name(tmp_path: Path) -> None:
    catalogue, _ = talks(tmp_path)
    rows = catalogue.rows(catalogue.ids())
    assert [row.short_process for row in rows] == ["River", "River"]
    assert [row.short_process for row in catalogue.rounds("talks")] == ["River", "River"]
    assert [choice.help for _, choice in newest_briefs(catalogue)] == [
        "River round 2", "River round 1",
    ]  # fmt: skip
    assert all("river" in folded for folded, _ in newest_briefs(catalogue))
    process = load_process(catalogue, "talks")
    whole = {
        kind: board_of(process, BoardRef(kind, "talks", "b2", name), no_verdicts, lambda name: ())
        for kind, name in _BOARDS
    }
    for kind, board in whole.items():
        what = board.title.removeprefix("The talks on the river: ")
        # The boards of a speaker, an issue and two rounds do not name the process.
        assert board.short_title == ("" if what == board.title else f"River: {what}"), kind
    assert {kind for kind, board in whole.items() if board.short_title} == {
        "process", "matrix", "timeline", "promises", "shifts", "moved",
    }  # fmt: skip


_BOARDS: tuple[tuple[Kind, str], ...] = (
    ("process", ""), ("matrix", ""), ("timeline", ""), ("promises", ""), ("shifts", ""),
    ("moved", ""), ("beside", ""), ("who", "bo"), ("issue", "water"),
)  # fmt: skip


def test_a_process_without_a_short_name_is_shown_as_before(tmp_path: Path) -> None:
    (tmp_path / "b1.yaml").write_text(TALKS.format(n=1))
    catalogue = Catalogue.open(tmp_path, cache=tmp_path / ".cache")
    refresh.refresh(catalogue, Store(tmp_path))
    (row,) = catalogue.rows(catalogue.ids())
    ((_, choice),) = newest_briefs(catalogue)
    process = load_process(catalogue, "talks")
    board = board_of(process, BoardRef("process", "talks"), no_verdicts, lambda name: ())
    assert (row.short_process, choice.help) == ("", "")
    assert (board.title, board.short_title) == ("talks: where each issue stands", "")


def test_new_names_and_another_order_are_followed(tmp_path: Path) -> None:
    catalogue, store = talks(tmp_path)
    before = catalogue.generation
    (tmp_path / "store.yaml").write_text(
        "parties: {anna: Annaland, zed: Zedland}\nissues: {dams: Dams, water: Water}\n"
    )
    refresh.refresh(catalogue, store)
    assert catalogue.generation > before
    process = load_process(catalogue, "talks")
    assert (process.issues, process.parties) == (("dams", "water", "late"), ("anna", "zed", "bo"))
    assert process.title == "talks"
    assert process.names.short_issues == {"late": "late"}
    (tmp_path / "store.yaml").unlink()
    refresh.refresh(catalogue, store)
    assert load_process(catalogue, "talks").issues == ("late", "dams", "water")


@pytest.mark.parametrize("name", ["talks", "river", "the talks on", "b1"])
def test_a_process_is_found_by_the_words_of_its_title(name: str, tmp_path: Path) -> None:
    assert find_process(talks(tmp_path)[0], name) == "talks"


def test_a_short_name_finds_its_party_and_its_issue(tmp_path: Path) -> None:
    catalogue, _ = talks(tmp_path)
    assert catalogue.slugs("party", "bo") == ("bo",)
    assert catalogue.slugs("party", "ZED") == ("zed",)
    assert catalogue.slugs("issue", "Water") == ("water",)
