"""`briefing draft` with a brief that another program proposes."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.drafting.assist.test_grounding import GOOD, TEXT


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return an article."""
    path = tmp_path / "talks.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return a store without briefs."""
    folder = tmp_path / "store"
    folder.mkdir()
    return folder


def program(tmp_path: Path, code: str) -> str:
    """Return the command line of a program that answers."""
    path = tmp_path / "program.py"
    path.write_text(code)
    return shlex.join([sys.executable, str(path)])


def test_a_good_program_makes_a_draft_that_passes_check(
    briefing: Command, empty: Path, article: Path, tmp_path: Path
) -> None:
    answer = {**GOOD, "quotes": {**GOOD["quotes"], "q3": {"text": "We give up."}}}
    code = f"import sys; asked = sys.stdin.read(); assert '[3] “This' in asked; print({answer!r})"
    command = program(tmp_path, code.replace("print(", "import json; print(json.dumps(") + ")")
    done = briefing("draft", article, "-s", empty, "--assist", command)
    assert done.status == 0
    assert 'briefing: refused: quotes.q3: not in the text: "We give up."' in done.err
    assert "2 quotations, 2 with a suggested speaker" in done.err
    (path,) = done.lines
    text = (empty / path).read_text()
    assert "status: draft" in text
    assert "give up" not in text
    check = briefing("check", "-s", empty)
    assert check.status == 0, check.out
    shown = briefing("check", "--quotes", "-s", empty).out
    assert shown.count("verbatim") == 2
    assert briefing("list", "is:unconfirmed", "-s", empty).status == 0


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("raise SystemExit(1)", "exited with status 1"), ("print('no idea')", "no JSON object"),
        ("import os; os.abort()", "ended by signal 6"),
        ("print('{\"quotes\": [{\"text\": \"Never said.\"}]}')", "shows nothing of the answer"),
        ("while True: print('x' * 65536)", "wrote more than"),
    ],
)  # fmt: skip
def test_nothing_is_written_on_a_bad_answer(
    briefing: Command, empty: Path, article: Path, tmp_path: Path, code: str, message: str
) -> None:
    command = program(tmp_path, code)
    done = briefing("draft", article, "-s", empty, "--assist", command)
    assert done.status == 1
    assert message in done.err
    assert list(empty.iterdir()) == []


def test_an_answer_that_one_has_already(
    briefing: Command, empty: Path, article: Path, tmp_path: Path
) -> None:
    asked = briefing("draft", article, "-s", empty, "--prompt")
    assert asked.status == 0
    assert "[3] “This is a first step,” said Ana Ruiz" in asked.out
    assert list(empty.iterdir()) == []
    answer = tmp_path / "answer.txt"
    answer.write_text(f"Here you are:\n```json\n{json.dumps(GOOD)}\n```\n")
    words = ("draft", article, "-s", empty, "--assisted", answer)
    trial = briefing(*words, "-n")
    assert "title: Norland and the South Republic meet in Geneva" in trial.out
    assert list(empty.iterdir()) == []
    data = briefing(*words, "--json").json
    assert data["refused"] == ["the answer: words around the JSON were left out"]
    assert [one["from"] for one in data["quotes"]] == ["article#p3", "article#p3"]
    start, end = data["quotes"][0]["start"], data["quotes"][0]["end"]
    assert TEXT[start:end] == "This is a first step,"
    assert briefing("check", "-s", empty).status == 0


def test_records_of_the_last_round_are_handed_on(
    briefing: Command, empty: Path, article: Path, tmp_path: Path
) -> None:
    (empty / "one.yaml").write_text(
        "title: One\ndate: 2025-05-01\nsummary: One.\nprocess: talks\nround: 1\n"
        "parties: {norland: {name: Norland, country: NO}}\npeople: {ruiz: Ana Ruiz}\n"
    )
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps(GOOD))
    words = ("draft", article, "-s", empty, "--assisted", answer, "--from", "one")
    assert briefing(*words).status == 0
    shown = briefing("show", "talks-2", "--json", "-s", empty).json
    assert (shown["process"], shown["round"]) == ("talks", 2)
    assert shown["parties"]["norland"]["country"] == "NO"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--assist", ""], "names no command"), (["--assist", "/no/such"], "no such file"),
        (["--assist", "cat", "--prompt"], "not allowed with"),
        (["--assisted", "none.json"], "No such file"),
    ],
)  # fmt: skip
def test_wrong_use(
    briefing: Command, empty: Path, article: Path, words: list[str], message: str
) -> None:
    done = briefing("draft", article, "-s", empty, *words)
    assert done.status == 2
    assert message in done.err
    assert list(empty.iterdir()) == []


def test_the_sample_briefs_are_not_a_store_to_draft_in(
    briefing: Command, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = briefing("draft", article)
    assert done.status == 2
    assert "no store given; name the folder of your briefs with -s" in done.err
    assert briefing("draft", article, "-n").status == 0


def test_article_and_answer_cannot_both_be_stdin(briefing: Command, empty: Path) -> None:
    done = briefing("draft", "-", "--assisted", "-", "-s", empty, "-n", "--no-archive")
    assert done.status == 2


def test_a_visitor_starts_no_program(briefing: Command, article: Path, tmp_path: Path) -> None:
    command = program(tmp_path, f"open({str(tmp_path / 'ran')!r}, 'w')")
    done = briefing("--restricted", "draft", article, "--assist", command)
    assert done.status == 2
    assert not (tmp_path / "ran").exists()
