"""Screens as text files, so that what changes for the eye is seen in a review."""

import os
from collections.abc import Iterable
from pathlib import Path


def hold_to_picture(rows: Iterable[str], path: Path) -> None:
    """Hold the rows of a screen to its picture, which UPDATE_PICTURES draws first."""
    drawn = "\n".join(rows) + "\n"
    if os.environ.get("UPDATE_PICTURES"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")
