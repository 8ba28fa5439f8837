"""What may stand where a word is typed, as the scripts of the shells ask for it."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.cli.completion.complete import offer
from briefing.cli.completion.known_words import taken_by
from briefing.cli.completion.shells import split_line
from briefing.cli.main import run
from briefing.cli.table import COMMANDS
from briefing.paths import config_folder
from tests import manual
from tests.cli.conftest import Command
from tests.conftest import SAMPLES

BREAKS = " \t\n\"'><=;|&(:"
"""What bash's $COMP_WORDBREAKS is."""
SECOND = "istanbul-2025-06-02"
ROUNDS = ["istanbul-2025-05-16", SECOND, "istanbul-2025-07-23"]


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Have the sample briefs as the store, and in the catalogue."""
    monkeypatch.setenv("BRIEFING_STORE", str(SAMPLES))
    assert run(["list"]) == 0
    capsys.readouterr()


def offered(*words: str) -> list[str]:
    """Return what is offered for the last of the words after `briefing`."""
    *before, begun = words
    found = offer(before, begun)
    return [found.before + word.text for word in found.words]


def test_commands_and_what_they_do_are_offered() -> None:
    assert offered("") == list(COMMANDS)
    assert offered("di") == ["digest", "diff"]
    assert offered("help", "di") == ["digest", "diff"]
    assert offered("xyzzy") == []
    assert {word.about for word in offer([], "").words} == {c.summary for c in COMMANDS.values()}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_is_offered(name: str) -> None:
    options = [s for action in manual.actions(manual.parser(COMMANDS[name]))
               for s in action.option_strings if s.startswith("--")]  # fmt: skip
    assert offered(name, "--") == options
    assert offered("-s", "x", name, "--") == options
    # After -- there are no options.
    assert not {*offered(name, "--", "--")} & {*options}


def test_the_options_of_the_reader_are_offered() -> None:
    assert {"--theme", "--open", "--mouse", "--no-mouse", "--ascii", "--version"} <= {
        *offered("--")
    }
    assert "-o" in offered("new", "-")  # which has no long name
    assert "-s" not in offered("-")  # its long name says what it is
    assert offered("-s") == ["-s"] == offered("keys", "-s")
    assert {"-s", "-speaker:"} <= {*offered("list", "-s")}  # a query may leave a speaker out
    assert offered("--theme", "da") == ["dark"]
    assert offered("--theme=da") == ["--theme=dark"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("list", "--sort", ""), ["-date", "date", "title", "party"]),
        (("list", "--sort=t"), ["--sort=title"]),
        (("show", "--color", ""), ["auto", "always", "never"]),
        (("list", "--limit", ""), []),
        (("check", "--format", "j"), ["json", "jsonl"]),
        (("export", "m"), ["markdown"]),
        (("state", "ma"), ["mark"]),
        (("state", "mark", "un"), ["unread", "unstar"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
        (("list", "--json=x"), []),
        (("list", "--nothing=x"), []),
        (("completion", "bash", ""), []),
    ],
)
def test_values_that_are_known_are_offered(words: tuple[str, ...], expected: list[str]) -> None:
    assert offered(*words) == expected


P1 = (1, 10, 11)
"""Paragraphs of the article of the second round that begin with 1."""


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("show", "istanbul-2025-0"), ROUNDS),
        (("show", ""), ROUNDS[::-1]),  # without a beginning the newest come first
        (("show", "vienna"), []),
        (("--open", "istanbul-2025-06"), [SECOND]),
        (("draft", "--from", "istanbul-2025-06"), [SECOND]),
        (
            ("show", f"{SECOND}#d1"),
            [f"{SECOND}#{key}" for key in ("d1", "d1/russia", "d1/ukraine")],
        ),
        (("edit", f"{SECOND}#a"), [f"{SECOND}#{key}" for key in ("a1", "a2", "a3", "article")]),
        (("--open", f"{SECOND}#time"), [f"{SECOND}#timeline/1", f"{SECOND}#timeline/2"]),
        ((f"--open={SECOND}#q6",), [f"--open={SECOND}#q6"]),
        (("show", f"{SECOND}#article#p1"), [f"{SECOND}#article#p{n}" for n in P1]),
        (("show", f"{SECOND}#Q"), []),
        (("show", f"{SECOND}#%"), []),
        (("show", "vienna#a"), []),
        (("show", "#"), []),
        (("log", f"{SECOND}#a"), []),
        (("archive", "istanbul-2025-06"), [SECOND]),
        (("process", "ru"), ["ru-ua-istanbul-2025"]),
        (("who", "--process", ""), ["ru-ua-istanbul-2025"]),
        (("who", "ru"), ["russia"]),
        (("who", "um"), ["umerov"]),
        (("new", "--party", "u"), ["ukraine", "us"]),
        (("issue", "cea"), ["ceasefire"]),
        (("who", "--issue=cea"), ["--issue=ceasefire"]),
        (("list", "par"), ["party:"]),
        (("list", "-par"), ["-party:"]),
        (("list", "party:uk"), ["party:ukraine"]),
        (("list", "is:unread", "-party:uk"), ["-party:ukraine"]),
        (("search", "speaker:um"), ["speaker:umerov"]),
        (("search", "speaker:rustem"), ["speaker:umerov"]),  # by his name
        (("search", "status:dr"), ["status:draft"]),
        (("search", "nothing:x"), []),
        (("diff", "ru-"), ["ru-ua-istanbul-2025"]),
        (("diff", "ru-ua-istanbul-2025", "istanbul-2025-06"), [SECOND]),
    ],
)
def test_values_of_the_store_are_offered(words: tuple[str, ...], expected: list[str]) -> None:
    assert offered(*words) == expected


@pytest.mark.parametrize(
    ("words", "also"),
    [
        (("list", "-s", ""), "folders"),
        (("",), "folders"),
        (("check", ""), "files"),
        (("archive", "a", "b", ""), "files"),
        (("export", "html", "--site", ""), "folders"),
        (("state", "export", ""), "files"),
        (("list", ""), ""),
        (("who", ""), ""),
    ],
)
def test_files_and_folders_are_left_to_the_shell(words: tuple[str, ...], also: str) -> None:
    assert offer(words[:-1], words[-1]).also == also


@pytest.mark.usefixtures("indexed")
def test_a_record_is_described_by_its_kind_and_text() -> None:
    every = {word.text: word.about for word in offer(["show"], f"{SECOND}#").words}
    assert every[f"{SECOND}#a1"] == "agreement: A new exchange of prisoners of war."
    assert every[f"{SECOND}#q3"] == "quote: make a show"
    assert max(map(len, every.values())) <= 75
    assert f"{SECOND}#title" not in every
    assert not [text for text in every if text.count("#") > 1]  # paragraphs of the article


def test_themes_of_ones_own_are_offered_after_the_others() -> None:
    assert offered("--theme", "")[-2:] == ["mono", "okabe-ito"]
    folder = config_folder()
    assert folder is not None
    folder.mkdir(parents=True)
    (folder / "themes.toml").write_text('[dusk]\nbase = "dark"\n[eve]\nbad = "red"\n[dark]\n')
    assert offered("--theme", "d") == ["dark", "dusk"]
    assert offered("--theme=e") == ["--theme=eve"]
    assert offered("--theme", "")[-3:] == ["okabe-ito", "dusk", "eve"]
    (folder / "themes.toml").write_text("[dusk")
    assert offered("--theme", "d") == ["dark"]


def test_named_stores_are_offered_and_asked(tmp_path: Path) -> None:
    folder = config_folder()
    assert folder is not None
    folder.mkdir(parents=True)
    stores = f'[stores]\niran = "{tmp_path}"\nistanbul = "{SAMPLES}"\n'
    (folder / "config.toml").write_text(f'{stores}far = "postgresql://nowhere.invalid/db"\n')
    assert offered("list", "-s", "i") == ["iran", "istanbul"]
    assert offered("ir") == ["iran"]
    run(["list", "-s", "istanbul"])
    assert offered("-s", "istanbul", "who", "um") == ["umerov"]
    assert offered("who", "-s", "istanbul", "um") == ["umerov"]
    assert offered("who", "--store=istanbul", "um") == ["umerov"]
    # A server may take long to answer, or be down.
    assert offered("who", "-s", "far", "") == []
    assert offered("who", "-s", "/no/such/folder", "") == []


def test_nothing_is_refreshed_for_a_key(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_STORE", str(store))
    assert offered("show", "") == []
    run(["list"])
    (store / "istanbul-2025-06-02.yaml").unlink()
    assert SECOND in offered("show", "")


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("briefing list party:uk", "ukraine"),
        ("briefing list --sort=ti", "title"),
        ("briefing list 'party:uk", "party:ukraine"),  # quoted words are one to bash
        ('briefing search "exchange" speaker:um', "umerov"),
        ("briefing -s 'a b' li", "list"),
        ("briefing completion\tz", "zsh"),
    ],
)
def test_bash_is_given_what_follows_the_last_break(
    briefing: Command, line: str, expected: str
) -> None:
    assert briefing("__complete", "bash", line, BREAKS).lines[1:] == [expected]


@pytest.mark.parametrize(
    ("line", "words", "quote"),
    [
        ("b list ", ["b", "list", ""], ""),
        ("b list", ["b", "list"], ""),
        ("b 'x y' \"z", ["b", "x y", "z"], '"'),
        ("b 'it", ["b", "it"], "'"),
        ("b a\\ b", ["b", "a b"], ""),
        ("b a\\", ["b", "a"], ""),
        ("b #x", ["b", "#x"], ""),
    ],
)
def test_a_line_of_bash_is_split_as_bash_does(line: str, words: list[str], quote: str) -> None:
    assert split_line(line) == (words, quote)


HOSTILE = "a-$(touch pwned)`touch pwned`;touch pwned&\x1b[31m'\"| \\x!"


def test_hostile_names_run_nothing_in_bash(
    briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = {"title": "T", "date": "2025-01-02", "summary": "S.", "tags": [HOSTILE]}
    (tmp_path / "a.yaml").write_text("".join(f"{k}: {v!r}\n" for k, v in brief.items()))
    monkeypatch.setenv("BRIEFING_STORE", str(tmp_path))
    briefing("list")
    lines = briefing("__complete", "bash", "briefing list tag:a", BREAKS).lines[1:]
    assert len(lines) <= 1
    assert "\x1b" not in "".join(lines)
    for line in lines:
        bash = shutil.which("bash")
        assert bash
        shown = subprocess.run([bash, "-c", f"printf %s {line}"], capture_output=True, cwd=tmp_path)
        assert shown.stdout.decode().startswith('"a-$(touch pwned)`')
        assert shlex.split(line)[0].startswith('"a-$(touch pwned)`')
    assert not (tmp_path / "pwned").exists()


def test_what_a_shell_is_told_is_a_word_a_line(briefing: Command) -> None:
    for shell in ("zsh", "fish"):
        also, *lines = briefing("__complete", shell, "di").lines
        assert also == "folders"
        assert [line.split("\t") for line in lines] == [
            [name, COMMANDS[name].summary] for name in ("digest", "diff")
        ]
    assert briefing("__complete").status == 1
    assert briefing("__complete", "csh", "x").status == 1
    assert briefing("__complete", "bash", "x").status == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed_and_says_where_it_goes(
    briefing: Command, shell: str
) -> None:
    answer = briefing("completion", shell)
    assert (answer.status, answer.err) == (0, "")
    assert f"briefing completion {shell} > ~/" in answer.out
    assert f"__complete {shell} " in answer.out


def test_the_table_of_words_is_complete() -> None:
    assert {word.names for word in taken_by("completion")} == {
        (),
        ("-h", "--help"),
        ("-s", "--store"),
    }
    assert not [c for c in COMMANDS if not taken_by(c)]
    assert all(re.fullmatch(r"[01?*+]", word.arity) for c in COMMANDS for word in taken_by(c))
