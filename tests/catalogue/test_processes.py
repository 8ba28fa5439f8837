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
from briefing.view.board import Board, ledger_board, matrix_board, process_board, timeline_board
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
    return of_briefs((brief for brief in loaded if brief is not None), SLUG)


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
