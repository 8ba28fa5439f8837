"""The man page and `--help`: all that there is, in what a terminal of 80 columns shows."""

import re
import shutil
import subprocess

import pytest

from briefing.cli.main import run
from briefing.cli.table import COMMANDS, overview
from briefing.query.fields import FIELDS
from briefing.text.width import cells
from tests import manual
from tests.cli.conftest import Command


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_fits_eighty_columns(
    briefing: Command, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = briefing(*filter(None, [name]), "--help").lines
    assert not [line for line in lines if cells(line) > 80]
    # An example is one line to copy.
    assert not name or f"  {COMMANDS[name].example}" in lines


@pytest.mark.parametrize("name", ["list", "notes", "digest", "export", "review", "search"])
def test_one_command_explains_all_of_a_query_and_the_others_what_is_common(
    briefing: Command, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    help_, _, syntax = briefing(name, "--help").out.partition("query syntax:\n")
    rows = syntax.splitlines()
    fields = {field.name for field in FIELDS if f"  {field.name}:" in syntax}
    if name == "search":
        assert fields == {field.name for field in FIELDS}
        return
    assert 12 <= len(rows) - 2 <= 15
    assert {"party", "speaker", "issue", "date"} <= fields
    assert rows[-1] == "All forms and fields: briefing search --help, or man briefing."
    assert help_.count("QUERY")


@pytest.fixture(scope="module")
def rendered() -> str:
    """Return the man page as a terminal of 80 columns shows it, without bold and underlined."""
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not installed")
    command = ["mandoc", "-T", "utf8", "-O", "width=78", str(manual.MAN_PAGE)]
    shown = subprocess.run(command, capture_output=True, check=True)
    return re.sub(".\b", "", shown.stdout.decode())


def test_the_man_page_has_every_command_option_and_example(rendered: str) -> None:
    words = " ".join(rendered.replace("\N{NO-BREAK SPACE}", " ").split())
    for entry in COMMANDS.values():
        assert f" briefing {entry.name} {entry.arguments}".rstrip() in words
        assert f"Example: {entry.example}" in words
        for action in manual.actions(manual.parser(entry)):
            assert ", ".join(action.option_strings) in words
            assert " ".join(manual.help_of(action).split()) in words or action.dest in (
                "help",
                "store",
            )
    for names, value, text in manual.reader_options():
        assert f"{names} {value}".strip() in words
        assert text in words
        assert text in overview()


def test_the_man_page_is_a_screen_wide(rendered: str) -> None:
    lines = [line for line in rendered.splitlines() if "briefing publish" not in line]
    assert not [line for line in lines if cells(line) > 80]


def test_the_man_page_has_no_faults() -> None:
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not installed")
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", manual.MAN_PAGE], capture_output=True, check=False
    )
    faults = (done.stdout + done.stderr).decode().splitlines()
    assert not [line for line in faults if "missing date" not in line]  # no release has one yet


def test_what_roff_would_obey_is_text() -> None:
    assert manual.as_text(".so /etc/passwd") == r"\&.so /etc/passwd"
    assert manual.as_text("'x' a\\b ~ ^ ` -n") == r"\(aqx\(aq a\eb \(ti \(ha \(ga \-n"


def test_the_first_word_of_help_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["help", "completion"]) == 0
    assert capsys.readouterr().out.startswith("usage: briefing completion")
