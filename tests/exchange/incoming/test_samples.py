"""Every field of real files is found again: in the brief, in `extra`, or in the list of losses."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.exchange.incoming.import_item import ImportItem, KnownNames
from briefing.exchange.incoming.readers import reader_of
from briefing.loader import foreign_dates
from tests.tools.shared_texts import shared_file

KITE = (
    "kite-category-2025-03-20-world-5-stories.json",
    "kite-story-2025-05-07-football.json",
)


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text and number of a value, at any depth, on one line."""
    if isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)
    elif value not in ("", None):
        yield " ".join(str(value).split())


def plain(text: str) -> str:
    """Return text without what prose may gain: marks of references, escapes, line ends."""
    return " ".join(re.sub(r"\\(?=[\[\s])", "", text).split())


def items_of(kind: str, name: str, map_name: str = "") -> list[ImportItem]:
    """Return the items of a sample."""
    path = shared_file(f"data/samples/{name}")
    items = list(reader_of(kind, map_name)(path.read_bytes(), name, KnownNames()))
    assert all(isinstance(one, ImportItem) for one in items)
    return [one for one in items if isinstance(one, ImportItem)]


def lacking(given: Iterator[str], item: ImportItem) -> list[str]:
    """Return the texts that are nowhere in an item."""
    found = plain("\n".join([*texts_of(item.values), *item.lost]))
    return [one for one in given if plain(one) not in found]


@pytest.mark.parametrize("name", KITE)
def test_every_field_of_a_story_is_found_again(name: str) -> None:
    file = json.loads(shared_file(f"data/samples/{name}").read_text("utf-8"))
    stories = file.pop("clusters", None) or [file]
    items = items_of("kite", name)
    assert len(items) == len(stories)
    for item, story in zip(items, stories, strict=True):
        story["quote"] = story["quote"].strip('"')
        name_and_role = story.pop("quote_author").partition(", ")
        story["author"] = [name_and_role[0], name_and_role[2]]
        labels = [line.partition(":: ") for line in story.pop("timeline")]
        story["events"] = [text for _, _, text in labels]
        story["labels"] = [in_brief(label) for label, _, _ in labels]
        feed = file if "title" not in file else {}
        assert lacking(texts_of([story, feed]), item) == []


def in_brief(label: str) -> str:
    """Return a label of a timeline as a brief has it."""
    try:
        return foreign_dates.read(label)
    except ValueError:
        return label


def test_every_cell_of_pa_x_is_found_again() -> None:
    text = shared_file("data/samples/pa-x-head.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    items = items_of("csv", "pa-x-head.csv", "pa-x")
    assert len(items) == len(rows) == 14
    for item, row in zip(items, rows, strict=True):
        codes = item.values["extra"]["pa_x"]
        kept = {name: cell.strip() for name, cell in row.items() if name in codes}
        assert {name: codes[name] for name in kept} == kept
        rest = (cell for name, cell in row.items() if name not in codes)
        assert lacking(texts_of(list(rest)), item) == []
    assert sum("agreements" in one.values for one in items) == 6


def test_every_key_of_the_bulletin_is_found_again() -> None:
    (item,) = items_of("markdown", "enb-enb12338e.md")
    text = shared_file("data/samples/enb-enb12338e.md").read_text("utf-8")
    assert item.foreign == text  # it has no date, so it stays what it is


@pytest.mark.parametrize(("kind", "name", "map_name"), [
    ("kite", KITE[0], ""), ("kite", KITE[1], ""), ("csv", "pa-x-head.csv", "pa-x"),
    ("markdown", "enb-enb12338e.md", ""),
])  # fmt: skip
def test_samples_are_valid_briefs_and_twice_is_once(
    kind: str, name: str, map_name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefing.cli.main import run

    words = ["import", kind, str(shared_file(f"data/samples/{name}")), "-s", str(tmp_path)]
    words += ["--map", map_name] if map_name else []
    assert run(words) == 0
    assert " kept under extra" not in capsys.readouterr().err
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert run(words) == 0
    assert " unchanged\n" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert run(["check", "-s", str(tmp_path)]) == 0
