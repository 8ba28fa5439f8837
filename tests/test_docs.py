"""What is written about the program is what the program does."""

import re

import pytest

from briefing import __version__
from briefing.evidence.normalise import fold
from briefing.query.terms import words
from tests import manual
from tests.readme import BLOCKS, README, SAME, written

TEXT = README.read_text(encoding="utf-8")


def test_the_tables_of_the_readme_are_those_of_the_code():
    assert written(TEXT) == TEXT, "run python3 -m tests.readme"


def test_what_is_written_from_the_parsers_is_theirs():
    for path, text in manual.files().items():
        is_current = path.read_text(encoding="utf-8") == text
        assert is_current, f"{path} is out of date: run python3 -m tests.readme"


@pytest.mark.parametrize("name", BLOCKS)
def test_every_table_has_its_place(name):
    assert TEXT.count(f"<!-- {name} -->") == 1


@pytest.mark.parametrize(("what", "examples", "both"), SAME, ids=[row[0] for row in SAME])
def test_what_is_said_to_be_the_same_is(what, examples, both):
    for example in examples:
        one, other = example.split(" ", 1)
        assert words(f"a {one} b") == words(f"a {other} b"), example
        check = {fold(f"1 {one} 2").text, fold(f"1 {other} 2").text}
        assert (len(check) == 1) is both, example


def test_every_path_that_the_readme_names_is_there():
    root = README.parent
    for name in re.findall(r"`((?:briefing|tests)/[\w/.]+)`", TEXT):
        assert (root / name).exists(), name


def test_the_changelog_has_this_version_or_unreleased_changes():
    changelog = (README.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## \[(.+?)\].*\n((?:(?!## ).*\n?)*)", changelog, re.MULTILINE))
    assert __version__ in parts or "\n- " in parts["Unreleased"]


def test_every_link_within_the_readme_leads_to_a_heading():
    headings = re.findall(r"^##+ (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
    links = set(re.findall(r"\]\(#([^)]+)\)", TEXT))
    assert links
    assert links <= anchors


def test_the_contents_of_the_readme_name_every_section():
    contents = TEXT.split("\n## ")[0]
    named = re.findall(r"\[([^]]+)\]\(#", contents)
    assert named == re.findall(r"^###? (.*)$", TEXT, re.MULTILINE)
