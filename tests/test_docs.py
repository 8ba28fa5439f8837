"""What is written about the program is what the program does."""

import re
from importlib import import_module

import pytest

from briefing.cli.table import COMMANDS as SUBCOMMANDS
from tests.readme import BLOCKS, README, written

TEXT = README.read_text(encoding="utf-8")


def test_the_tables_of_the_readme_are_those_of_the_code():
    assert written(TEXT) == TEXT, "run python3 -m tests.readme"


@pytest.mark.parametrize("name", BLOCKS)
def test_every_table_has_its_place(name):
    assert TEXT.count(f"<!-- {name} -->") == 1


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_exists_and_shows_an_example(name, capsys):
    entry = SUBCOMMANDS[name]
    module = import_module(f"briefing.cli.{entry.module}")
    assert callable(getattr(module, f"run_{entry.function}"))
    assert entry.example.startswith("briefing ")


def test_every_path_that_the_readme_names_is_there():
    root = README.parent
    for name in re.findall(r"`((?:briefing|tests)/[\w/.]+)`", TEXT):
        assert (root / name).exists(), name


def test_the_changelog_has_a_part_for_what_is_not_released():
    changelog = (README.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog
