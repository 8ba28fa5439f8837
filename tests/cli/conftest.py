"""The command line in this process: words in; status, stdout and stderr out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefing.cli.main import run
from tests.conftest import SAMPLES


class Answer(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stdout holds, as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines of stdout."""
        return self.out.splitlines()


Command = Callable[..., Answer]


@pytest.fixture
def briefing(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs a command line."""

    def command(*words: str | Path) -> Answer:
        status = run([str(word) for word in words])
        return Answer(status, *capsys.readouterr())

    return command


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a copy of the sample briefs that a test may change."""
    return Path(shutil.copytree(SAMPLES, tmp_path / "briefs"))


BRIEF = """\
# a comment that stays
title: A meeting
date: 2025-01-02
summary: Nothing happened.
"""


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """Return a store with a single brief, `meeting`."""
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "meeting.yaml").write_text(BRIEF)
    return folder
