from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.user.state import State
from tests.cli.conftest import briefing
from tests.conftest import SAMPLES

__all__ = ["briefing"]


def read(folder: Path, cache: Path, state: State | None = None) -> Library:
    library = Library(folder, cache=cache, state=state)
    library.refresh(lambda done, total: None, lambda: False)
    return library


@pytest.fixture(scope="session")
def istanbul(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return the three sample briefs, without marks; only for reading."""
    library = read(SAMPLES, tmp_path_factory.mktemp("linear"))
    yield library
    library.close()


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[Library]:
    """Return the three sample briefs with a state of their own."""
    library = read(SAMPLES, tmp_path / "cache", State(SAMPLES, path=tmp_path / "state.db"))
    yield library
    library.close()
