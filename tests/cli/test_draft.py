"""`briefing draft` as a person types it."""

import hashlib
import io
import sys
from pathlib import Path

import pytest

from briefing.loader.load import load
from briefing.store.new_files.new_file import create
from briefing.store.store import Store
from tests.cli.conftest import Command

TEXT = """\
Two sides talk on

“We will go on,” Foreign Minister Anna Lee of France said on Monday.

“That is all I know,” Umierov said.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_draft_is_written_with_its_archive_and_passes_check(
    briefing: Command, store: Path, article: Path
) -> None:
    answer = briefing("draft", article, "-s", store)
    assert (answer.status, answer.out) == (0, "two-sides-talk-on.yaml\n")
    assert "2 quotations, 2 with a suggested speaker" in answer.err
    archive = store / "sources/two-sides-talk-on-article.txt"
    assert archive.read_text(encoding="utf-8") == TEXT
    brief = load((store / "two-sides-talk-on.yaml").read_bytes(), "two-sides-talk-on.yaml").brief
    assert brief is not None
    assert brief.sources["article"].sha256 == hashlib.sha256(archive.read_bytes()).hexdigest()
    assert [one.who for one in brief.quotes.values()] == ["lee", "umerov"]  # by an alias
    assert "umerov" not in brief.people  # which store.yaml has
    problems = Store(store).checked("two-sides-talk-on.yaml").problems
    assert {(one.severity, one.code) for one in problems} == {("warning", "suggested")}


def test_a_second_run_says_so_and_writes_nothing(
    briefing: Command, store: Path, article: Path
) -> None:
    briefing("draft", article, "-s", store)
    before = sorted(store.rglob("*"))
    answer = briefing("draft", article, "-s", store)
    assert answer.status == 1
    assert "archived already as sources/two-sides-talk-on-article.txt" in answer.err
    assert sorted(store.rglob("*")) == before


def test_names_that_are_taken_are_left_alone(briefing: Command, store: Path, article: Path) -> None:
    (store / "Two-Sides-Talk-On.yaml").write_text("title: T\ndate: 2025\nsummary: S.\n")
    answer = briefing("draft", article, "-s", store)
    assert answer.out == "two-sides-talk-on-2.yaml\n"
    again = briefing("draft", article, "-s", store, "-o", store / "two-sides-talk-on-2.yaml")
    assert again.status == 1  # the same article
    article.write_text(TEXT.replace("Monday", "Tuesday"), encoding="utf-8")
    again = briefing("draft", article, "-s", store, "-o", store / "two-sides-talk-on-2.yaml")
    assert again.status == 2
    assert "never replaced" in again.err


def test_a_dry_run_prints_the_brief_and_writes_nothing(
    briefing: Command, store: Path, article: Path
) -> None:
    before = sorted(store.rglob("*"))
    answer = briefing("draft", article, "-s", store, "-n")
    assert answer.status == 0
    assert load(answer.out.encode(), "a.yaml").brief is not None
    assert sorted(store.rglob("*")) == before


def test_json_has_the_rule_of_each_quotation(briefing: Command, store: Path, article: Path) -> None:
    values = briefing("draft", article, "-s", store, "-n", "--json").json
    assert [(one["rule"], one["grade"], one["mention"]) for one in values["quotes"]] == [
        ("after-SV", "named", "Foreign Minister Anna Lee"), ("after-SV", "named", "Umierov"),
    ]  # fmt: skip
    start, end = values["quotes"][0]["start"], values["quotes"][0]["end"]
    assert TEXT[start:end] == "We will go on,"


def test_the_last_round_is_taken_over(briefing: Command, store: Path, article: Path) -> None:
    answer = briefing("draft", article, "-s", store, "--from", "istanbul-2025-07-23")
    assert answer.out == "ru-ua-istanbul-2025-4.yaml\n"
    brief = Store(store).load("ru-ua-istanbul-2025-4.yaml").brief
    assert brief is not None
    assert (brief.process, brief.round) == ("ru-ua-istanbul-2025", 4)
    assert "round" in brief.suggested
    errors = Store(store).checked("ru-ua-istanbul-2025-4.yaml").problems
    assert {one.code for one in errors} == {"suggested"}


def test_the_original_of_a_page_lies_beside_its_text(
    briefing: Command, store: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# {TEXT}", encoding="utf-8")
    briefing("draft", page, "-s", store)
    original = store / "sources/two-sides-talk-on-article.markdown"
    assert original.read_text(encoding="utf-8") == f"# {TEXT}"
    archive = (store / "sources/two-sides-talk-on-article.txt").read_text(encoding="utf-8")
    assert archive == TEXT


def test_standard_input_is_an_article(
    briefing: Command, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert briefing("draft", "-", "-s", store).out == "two-sides-talk-on.yaml\n"


def test_without_an_archive_only_the_brief_is_written(
    briefing: Command, store: Path, article: Path
) -> None:
    before = sorted(store.rglob("*"))
    briefing("draft", article, "-s", store, "--no-archive")
    assert sorted(store.rglob("*")) == sorted([*before, store / "two-sides-talk-on.yaml"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gone.txt"], "gone.txt: No such file"),
        (["{article}", "--date", "Monday"], "--date Monday"),
        (["{article}", "--from", "nothing"], 'unknown brief "nothing"'),
        (["{article}", "-o", "/nowhere/x.yaml"], "inside the store"),
        (["{article}", "--round", "0"], "not a number"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(
    briefing: Command, store: Path, article: Path, words: list[str], said: str
) -> None:
    before = sorted(store.rglob("*"))
    answer = briefing("draft", *(word.format(article=article) for word in words), "-s", store)
    assert answer.status in (1, 2)
    assert said in answer.err
    assert sorted(store.rglob("*")) == before


@pytest.mark.parametrize("command", ["draft", "new"])
def test_a_last_round_that_several_files_claim_to_be_is_not_guessed(
    briefing: Command, store: Path, article: Path, command: str
) -> None:
    brief = "id: twice\ntitle: Twice\ndate: 2025-06-02\nsummary: x\n"
    for name in ("one.yaml", "two.yaml"):
        (store / name).write_text(brief, "utf-8")
    before = sorted(store.rglob("*"))
    words = [article] if command == "draft" else ["--title", "Next"]
    answer = briefing(command, *words, "--from", "twice", "-s", store)
    assert answer.status == 2
    assert "2 files have the id twice: one.yaml, two.yaml; name one file" in answer.err
    assert sorted(store.rglob("*")) == before
    answer = briefing(command, *words, "--from", "two.yaml", "-s", store)
    assert "have the id" not in answer.err
    assert answer.status == 0


def test_a_disk_that_refuses_leaves_nothing_behind(
    briefing: Command, store: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(store.rglob("*"))

    def fail_for_the_brief(path: Path, data: bytes) -> None:
        if path.suffix == ".yaml":
            raise OSError(28, "No space left on device")
        create(path, data)

    monkeypatch.setattr("briefing.cli.writing.new_draft.create", fail_for_the_brief)
    answer = briefing("draft", article, "-s", store)
    assert answer.status == 1
    assert "No space left on device; nothing was changed" in answer.err
    assert sorted(store.rglob("*")) == before


def test_what_an_earlier_draft_proposed_is_reused_and_still_proposed(
    briefing: Command, store: Path, article: Path, tmp_path: Path
) -> None:
    briefing("draft", article, "-s", store)
    second = tmp_path / "second.txt"
    second.write_text("“No more of it,” said Lee of France.\n", encoding="utf-8")
    briefing("draft", second, "-s", store, "-o", store / "second.yaml")
    brief = Store(store).load("second.yaml").brief
    assert brief is not None
    assert brief.quotes["q1"].who == "lee"
    assert (brief.people["lee"].name, brief.people["lee"].suggested) == ("Anna Lee", ("name",))
    assert not [p for p in Store(store).checked("second.yaml").problems if p.severity == "error"]
