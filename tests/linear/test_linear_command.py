"""`briefing --linear` as a command: why it is on, through a pipe, and where it must not reach."""

import io
import re
import sys
from pathlib import Path

import pytest

from briefing.cli.open_linear import completed
from briefing.library import Library
from tests.cli.conftest import Command
from tests.conftest import SAMPLES


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Return a function that puts lines on standard input."""

    def put(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return put


FIRST = "Linear mode is on because {}. q or Ctrl+D ends it, ? lists commands."


def test_it_reads_commands_from_a_pipe_and_sends_no_escape_sequence(briefing: Command, typed):
    typed("2", "q1", "", "p", "x", "/ceasefire", "n", "?", "yq", "s", "a note", "g n", "q")
    answer = briefing("--linear", SAMPLES)
    assert answer.status == 0
    assert answer.lines[0] == FIRST.format("of --linear")
    assert "Paragraph 5 of 11: " in answer.out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", answer.out)
    assert ">" not in "".join(line[-2:] for line in answer.lines), "no prompt in a pipe"
    assert answer.err == ""


@pytest.mark.parametrize("value", ["1", "true", "on"])
def test_the_environment_turns_it_on(
    briefing: Command,
    typed,
    monkeypatch: pytest.MonkeyPatch,
    value: str,
):
    monkeypatch.setenv("BRIEFING_LINEAR", value)
    typed("q")
    assert briefing(SAMPLES).lines[0] == FIRST.format("$BRIEFING_LINEAR says so")


def test_the_settings_turn_it_on(
    briefing: Command,
    typed,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    (tmp_path / "config.toml").write_text("linear = true\n")
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    typed("q")
    where = f"{tmp_path / 'config.toml'}, line 1, column 10 says so"
    assert briefing(SAMPLES).lines[0] == FIRST.format(where)


def test_a_dumb_terminal_is_told_of_it(
    briefing: Command,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("os.isatty", lambda number: True)
    answer = briefing(SAMPLES)
    assert "briefing --linear reads them line by line" in answer.err


def test_a_brief_or_a_record_is_opened_first(briefing: Command, typed):
    typed("q")
    lines = briefing("--linear", "--open", "istanbul-2025-06-02#q3", SAMPLES).lines
    assert lines[1].startswith("Brief 2 of 3: Istanbul, second round")
    assert any(line.startswith("Quote 3 of 6, q3, verbatim: ") for line in lines)
    typed("q")
    assert "Error: there is no brief none." in briefing("--linear", "--open", "none", SAMPLES).lines


def test_ascii_is_kept_to_where_the_terminal_has_no_more(briefing: Command, typed):
    typed("2", "z", "3", "4", "5", "x", "p")
    answer = briefing("--linear", "--ascii", SAMPLES)
    assert 'Quote 3 of 6, q3, verbatim: Vladimir Medinsky, Russia, accusing: "make a show"' in (
        answer.out
    )
    signs = set(re.findall(r"[^\x00-\x7f]", answer.out))
    assert all(sign.isalpha() for sign in signs), signs


def test_restricted_mode_keeps_no_marks_starts_nothing_and_writes_nothing(
    briefing: Command,
    typed,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("subprocess.run", None)
    for command in ("s", "a secret", "t tag", "| sh -c id", "o out.txt", "e", "gs", "yy", "A"):
        typed("2", command, "q")
        lines = briefing("--linear", "--restricted", SAMPLES).lines
        assert any(line.startswith("There is no command ") for line in lines), command
    typed("/ceasefire", ":save mine", "p", "i ceasefire", "w ukraine", "?")
    out = briefing("--linear", "--restricted", SAMPLES).out
    assert "Searches are not saved in this mode." in out
    assert "Board: ru-ua-istanbul-2025: where each issue stands" in out
    assert "Command |" not in out
    assert list(tmp_path.iterdir()) == []


def test_another_store_is_opened_in_its_place(
    briefing: Command,
    typed,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.yaml").write_text("title: Alone\ndate: 2025-01-02\nsummary: Nothing.\n")
    (tmp_path / "config.toml").write_text(f'[stores]\nmine = "{other}"\ngone = "/nowhere/at/all"\n')
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    typed("gs gone", "gs mine", "1", "q", "q")
    lines = briefing("--linear", SAMPLES).lines
    assert "Error: the store gone is not a folder: /nowhere/at/all" in lines
    assert "Brief 1 of 1: Alone" in lines
    assert sum(line.startswith("Linear mode is on") for line in lines) == 2


def test_a_search_is_saved_and_found_again(
    briefing: Command,
    typed,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("BRIEFING_CONFIG", str(tmp_path / "config.toml"))
    typed(
        "/level of leaders",
        ":save talks",
        "q",
        "/saved:talks",
        ":save talks",
        "f round:2",
        ":save talks",
        "no",
    )
    lines = briefing("--linear", SAMPLES).lines
    assert "Saved as saved:talks: level of leaders" in lines
    assert "Search for saved:talks: 4 hits in 3 briefs" in lines
    assert "Kept." in lines
    typed(":level")
    assert "Search for saved:talks: 4 hits in 3 briefs" in briefing("--linear", SAMPLES).lines


def test_what_is_handed_on_carries_its_handling(
    briefing: Command,
    typed,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.chdir(tmp_path)
    store = tmp_path / "store"
    store.mkdir()
    (store / "one.yaml").write_text(
        "title: Alone\ndate: 2025-01-02\nsummary: Nothing.\nhandling: amber\nstatus: draft\n"
        "people: {p: Ann}\nquotes: [{who: p, text: Words}]\n"
    )
    typed(
        "1", "q1", "yq", "yy", "yb", "o out.txt", "o out.txt", "o store/b.yaml", "| wc -l", "yu",
        "| no-such-program-here",
    )  # fmt: skip
    answer = briefing("--linear", store)
    quoted = answer.lines[answer.lines.index("Text of the quote of Ann:") + 1]
    assert quoted.startswith("TLP:AMBER “Words” (Ann), ")
    assert quoted.endswith("(brief draft)")
    assert "Handling: TLP:AMBER" in answer.lines
    assert "Standing: draft" in answer.lines
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith("TLP:AMBER Alone\n")
    assert any(line.startswith("Wrote the brief one to out.txt: ") for line in answer.lines)
    assert "Error: out.txt already exists; choose another name" in answer.lines
    assert any("would read store/b.yaml as a brief" in line for line in answer.lines)
    assert "wc done." in answer.lines
    assert "No source here has an address." in answer.lines
    assert "no-such-program-here: No such file or directory." in answer.lines


def test_hostile_text_reaches_the_terminal_as_text(briefing: Command, typed, tmp_path: Path):
    (tmp_path / "one.yaml").write_text(
        "title: \"a [/b] [red]x\\u202e\"\ndate: 2025-01-02\nsummary: 's'\n"
        "issues: {i: I}\nparties: {p: '[link=x]'}\n"
        "agreements: [{issue: i, text: '[/]', parties: [p], attested_by: [p]}]\n",
        encoding="utf-8",
    )
    typed("1", "2", "?", "w", "")
    out = briefing("--linear", tmp_path).out
    assert "Brief 1 of 1: a [/b] [red]x␦" in out
    assert "Text: [/]" in out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)


def test_boards_and_hits_say_how_they_may_be_used_and_what_is_missing(
    briefing: Command, typed, tmp_path: Path
):
    one = (
        "title: One\ndate: 2025-01-02\nsummary: Peace.\nprocess: talks\nround: 1\nissues: {i: I}\n"
    )
    (tmp_path / "one.yaml").write_text(f"{one}handling: red\nstatus: draft\n")
    two = one.replace("One", "Two").replace("round: 1", "round: 2").replace("-01-02", "-02-02")
    (tmp_path / "two.yaml").write_text(f"{two}proposals: [{{issue: i, by: nobody}}]\n")
    typed("p", "q", "/peace", "q", "2")
    lines = briefing("--linear", tmp_path).lines
    assert "Caution: TLP:RED" in lines
    assert "Caution: draft: one" in lines
    assert any(
        line.startswith("Caution: missing here because of errors: two.yaml") for line in lines
    )
    assert any(line.startswith("In: One, 2025-01-02") and line.endswith("TLP:RED, draft")
               for line in lines)  # fmt: skip
    assert "Handling: TLP:RED" in lines
    typed("1", "3")
    lines = briefing("--linear", tmp_path).lines
    assert any(line.startswith("Missing: ") for line in lines)


def test_without_standard_input_it_reads_the_list_and_ends(
    briefing: Command, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "stdin", None)
    answer = briefing("--linear", SAMPLES)
    assert answer.status == 0
    assert answer.lines[1] == "Briefs: 3 briefs, 3 unread, newest first"


def test_bytes_that_are_no_letters_are_read_as_such(
    briefing: Command, monkeypatch: pytest.MonkeyPatch
):
    data = io.BytesIO(b"\xff\xfe\n2\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data, encoding="utf-8"))
    answer = briefing("--linear", SAMPLES)
    assert "There is no command \ufffd\ufffd; ? lists them, / searches." in answer.lines
    assert "Pane 1, Summary" in answer.lines


@pytest.mark.parametrize("command", ["", "/", "//", "f ", "party:russia ", "/party:russia "])
def test_tab_completes_a_query_behind_any_command(istanbul: Library, command: str) -> None:
    for begun, text in (
        ("party:uk", "party:ukraine"), ("speaker:um", "speaker:umerov"), ("nothing:x", ""),
        ("/cease", ""),
    ):  # fmt: skip
        line = command + begun
        start, found = completed(istanbul, line, len(line))
        assert [line[:start] + each for each in found] == [command + text] * bool(text), line
