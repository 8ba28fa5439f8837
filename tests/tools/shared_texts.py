"""Where real texts lie that are not part of the repository, and how a test does without them."""

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("BRIEFING_TEST_DATA", Path(__file__).resolve().parents[2].parent / "shared")
)
"""The folder beside the checkout that holds example texts; `BRIEFING_TEST_DATA` names another."""


def shared_file(name: str) -> Path:
    """Return the path of a shared text, or skip the test with a message where it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout; set BRIEFING_TEST_DATA to its folder")
    return path
