import errno
import importlib
import inspect
import io
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import __version__
from briefing.cli import open_reader
from briefing.cli.main import run
from briefing.cli.options import parser_of
from briefing.cli.store_arg import ChosenStore
from briefing.cli.table import COMMANDS, module_of, overview
from tests.cli.conftest import BRIEF, Command


def test_the_overview_names_every_command(briefing: Command) -> None:
    answer = briefing("--help")
    assert answer.status == 0
    assert answer.out == overview()
    for name, entry in COMMANDS.items():
        assert f"  {name} {entry.arguments}".rstrip() in answer.out
        assert entry.summary in answer.out


def test_the_overview_fits_eighty_cells() -> None:
    assert max(map(len, overview().splitlines())) <= 80


def test_the_version(briefing: Command) -> None:
    assert briefing("--version").out == f"briefing {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(briefing: Command, name: str) -> None:
    answer = briefing(name, "--help")
    assert answer.status == 0
    assert f"example:\n  {COMMANDS[name].example}" in answer.out
    assert "--store" in answer.out
    assert answer.out == briefing("help", name).out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_understood(name: str) -> None:
    entry = COMMANDS[name]
    module = importlib.import_module(module_of(entry))
    parser = parser_of(entry)
    getattr(module, f"configure_{entry.name}")(parser)
    words = entry.example.partition(">")[0].replace('"', "").split()
    assert words[:2] == ["briefing", name]
    parser.parse_args(words[2:])
    assert list(inspect.signature(getattr(module, f"run_{entry.name}")).parameters) == ["args"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lisst"], '"lisst" is neither a command nor a folder; did you mean "list"?'),
        (["xyzzy"], '"xyzzy" is neither a command nor a folder; see briefing --help'),
        (["serch", "x"], '"serch" is neither a command nor a folder; did you mean "search"?'),
        (["xyzzy", "a", "b"], '"xyzzy" is neither a command nor a folder; see briefing --help'),
        ([".", "x"], "unrecognized arguments: x; see briefing --help"),
        (["store", "status"], "the following arguments are required: ADDRESS; see briefing store"),
        (["list", "--foo"], "unrecognized arguments: --foo; see briefing list --help"),
        (["list", "--limit", "0"], "'0' is not a number from 1 up; see briefing list --help"),
        (["list", "--json", "--jsonl"], "not allowed with argument --json"),
        (["show"], "arguments are required: ID[#RECORD]; see briefing show --help"),
        (["check", "no/such"], "no/such does not exist; name a store or a brief"),
        (["a", "-s", "b"], "STORE is given twice; omit -s"),
        (["--theme"], "argument --theme: expected one argument; see briefing --help"),
        (["list", "party:"], "column "),
        (["search", "is:unraed"], 'column 4: is: unknown value "unraed"; did you mean unread?'),
        (["help", "lisst"], 'unknown command "lisst"; did you mean "list"?'),
        (
            ["state"],
            "arguments are required: mark|path|export|import|sync; see briefing state --help",
        ),
        (["diff", "a"], "arguments are required: B; see briefing diff --help"),
        (["show", "#q1"], '"#q1" is not a brief; give ID or ID#RECORD, see briefing list'),
        (["check", "-"], "check does not read from a pipe; name a store or a brief"),
    ],
)
def test_wrong_use_is_answered_in_one_line(
    briefing: Command, words: list[str], message: str
) -> None:
    answer = briefing(*words)
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("briefing: ")
    assert answer.err.count("\n") == 1
    assert message in answer.err


@pytest.mark.parametrize("command", ["list", "check", "show", "process"])
def test_a_store_that_cannot_be_read_is_status_three(briefing: Command, command: str) -> None:
    answer = briefing(command, *(["x"] if command == "show" else []), "-s", "/no/such/folder")
    assert answer.status == 3
    assert "/no/such/folder does not exist; give the folder of your briefs" in answer.err


@pytest.mark.parametrize("command", ["new", "draft", "import"])
def test_a_store_that_is_to_be_begun_is_told_how(briefing: Command, command: str) -> None:
    words = {"new": [], "draft": [__file__], "import": ["json", __file__]}[command]
    answer = briefing(command, *words, "-s", "/no/such/folder")
    assert answer.status == 3
    assert "does not exist; give the folder of your briefs, or make an empty one" in answer.err


@pytest.mark.parametrize("words", [[""], ["list", "-s", ""], ["check", "--store="]])
def test_an_empty_name_is_not_the_folder_one_is_in(briefing: Command, words: list[str]) -> None:
    answer = briefing(*words)
    assert (answer.status, answer.out) == (3, "")
    assert answer.err.endswith("name of the store is empty; give the folder of your briefs\n")


class FullDisk(io.StringIO):
    """Fails as a file on a full disk does: while writing, or not before all is written out."""

    def __init__(self, *, at_once: bool) -> None:
        super().__init__()
        self._at_once = at_once

    def write(self, text: str) -> int:
        if self._at_once:
            raise OSError(errno.ENOSPC, "No space left on device")
        return len(text)

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["show", "--help"], ["--help"]])
def test_what_cannot_be_written_is_said_in_words(
    capsys: pytest.CaptureFixture[str], store: Path, words: list[str], at_once: bool
) -> None:
    options = [] if "--help" in words else ["-s", str(store)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", FullDisk(at_once=at_once))
        status = run([*words, *options])
    assert status == 1
    assert capsys.readouterr().err == "briefing: standard output: No space left on device\n"


@pytest.mark.parametrize("command", [["list"], ["search", "exchange"]])
def test_options_of_a_query_may_be_joined_with_their_values(
    briefing: Command, store: object, command: list[str]
) -> None:
    apart = briefing(*command, "-s", str(store), "-n", "1", "--sort", "-date")
    assert apart.status == 0
    assert len(apart.lines) == 1
    assert briefing(*command, f"-s{store}", "-n1", "--sort=-date").out == apart.out
    assert briefing(*command, "-s/no/such/folder").status == 3


def test_a_word_that_is_not_wanted_is_no_option(briefing: Command, store: object) -> None:
    answer = briefing("list", "-s", str(store), "-swans", "-nobodyatall")
    assert answer.out == briefing("list", "-s", str(store)).out


def test_closed_output_is_no_crash(
    briefing: Command, store: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (["list", "-s", str(store)], ["--help"], ["--version"], ["help", "list"]):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", None)
            status = run(words)
        assert status == 1


def test_options_may_precede_the_command(briefing: Command, store: object) -> None:
    assert briefing("-s", str(store), "list").out == briefing("list", "-s", str(store)).out


def test_without_a_terminal_the_reader_is_a_list(briefing: Command, store: object) -> None:
    answer = briefing(str(store))
    assert answer.status == 0
    assert answer.out == briefing("list", "-s", str(store)).out
    assert "listing the briefs instead" in answer.err


def test_hostile_words_are_shown_safely(briefing: Command) -> None:
    answer = briefing("bad\x1b]0;title\x07\udcff")
    assert answer.status == 2
    assert "\x1b" not in answer.err
    assert "bad␛]0;title␇\ufffd" in answer.err


def test_a_closed_pipe_ends_a_command_quietly(
    briefing: Command, store: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_text: str) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(sys.stdout, "write", broken)
    answer = briefing("list", "-s", str(store))
    assert answer.status == 141
    assert answer.err == ""


def test_a_file_is_opened_itself_whichever_has_its_id(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: dict[Path, str] = {}

    def _open(chosen: ChosenStore, args: open_reader.Opening) -> int:
        opened[chosen.folder] = args.open
        return 0

    monkeypatch.setattr(open_reader, "_open", _open)
    (tmp_path / "one.two.yaml").write_text("id: another\n")
    assert open_reader.run_reader_command([str(tmp_path / "one.two.yaml")]) == 0
    assert opened == {tmp_path: "one.two.yaml"}


def test_the_brief_to_begin_with_may_be_named_from_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "nile").mkdir()
    (tmp_path / "nile" / "r1.yaml").write_text("title: T\n")
    monkeypatch.chdir(tmp_path / "nile")
    for word in ("r1.yaml", "./r1.yaml", str(tmp_path / "nile" / "r1.yaml"), "nile/r1.yaml"):
        assert open_reader._first_brief(tmp_path, f"{word}#q1") == "nile/r1.yaml#q1"
    assert open_reader._first_brief(tmp_path, "r1") == "r1"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("notes.txt", "words", "briefs are .yaml, .yml, .json, .md files; open the folder of"),
        ("config.toml", "a = 1", "briefs are .yaml, .yml, .json, .md files; open the folder of"),
        ("store.yaml", "parties: {}", "it holds what the briefs of its folder share; open the"),
        ("data.json", '{"a": 1}', "it has none of the keys of a brief (title, date, summary"),
        ("data.yaml", "a: 1\nb: 2\n", "it has none of the keys of a brief (title, date, summary"),
        ("README.md", "# About", "the name is that of a document about its folder"),
    ],
)
def test_a_file_that_is_not_a_brief_is_refused_and_nothing_is_indexed(
    briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    name: str, text: str, reason: str,
) -> None:  # fmt: skip
    (tmp_path / "brief.yaml").write_text(BRIEF)
    (tmp_path / name).write_text(text)
    monkeypatch.setattr(open_reader, "_open", lambda *_args, **_named: 0)
    answer = briefing(str(tmp_path / name))
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"briefing: {tmp_path / name} is not a brief: {reason}")
    assert briefing(str(tmp_path / "brief.yaml")).status == 0


def test_a_brief_that_cannot_be_parsed_is_opened_all_the_same(
    briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.yaml").write_text("title: [a\ndate: 2025-01-02\n")
    monkeypatch.setattr(open_reader, "_open", lambda *_args, **_named: 0)
    assert briefing(str(tmp_path / "broken.yaml")).status == 0


_ENDING = """
import atexit, sys, threading
import briefing.cli.main
from briefing.__main__ import main

def run(argv):
    for _ in range({threads}):
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    print("all of it")
    return 7

briefing.cli.main.run = run
atexit.register(print, "Python's own end")
sys.exit(main())
"""


@pytest.mark.parametrize("threads", [0, 3])
def test_python_does_not_take_down_what_threads_are_using(threads: int) -> None:
    """It would free the connection under one that is inside SQLite, and crash."""
    code = _ENDING.format(threads=threads)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    lines = ["all of it"] if threads else ["all of it", "Python's own end"]
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (7, lines, "")
