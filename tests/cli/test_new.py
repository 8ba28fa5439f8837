"""`briefing new`: from flags, the last round, or answers; always a brief that passes check."""

import io
import os
import re
from pathlib import Path

import pytest

from briefing.cli.commands.write import new as command
from briefing.loader.syntax import parse
from briefing.store.store import Store
from tests.cli.conftest import Answer, Command

TODAY = "2025-09-01"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.cli.writing.new_brief.today", lambda: TODAY)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    return folder


def written(folder: Path, name: str) -> str:
    """Return what a new file holds before its comments."""
    return (folder / name).read_text("utf-8").partition("\n## ")[0]


def without_signs(text: str) -> str:
    """Return a file with its comments taken for what they show."""
    lines = (re.sub(r"^# ?", "", line) for line in text.split("\n") if not line.startswith("##"))
    return "\n".join(lines)


def test_a_brief_from_flags(briefing: Command, empty: Path) -> None:
    answer = briefing(
        "new", "-s", empty, "--title", "Harbour talks: the strait", "--date", "2025-06-03",
        "--process", "harbour", "--round", "1", "--place", "Vienna, AT", "--lang", "en",
        "--party", "Nordland", "--party", "Süd Land",
    )  # fmt: skip
    assert (answer.status, answer.out) == (0, f"{empty}/harbour-1.yaml\n")
    assert (
        written(empty, "harbour-1.yaml")
        == """\
title: "Harbour talks: the strait"
process: harbour
round: 1
date: 2025-06-03
place: {name: Vienna, country: AT}
lang: en
status: draft

summary: |
  To be written.

parties:
  nordland: {name: Nordland}
  sud-land: {name: Süd Land}
"""
    )
    assert briefing("check", empty).status == 0


@pytest.mark.parametrize("parties", [0, 1, 2])
def test_all_that_the_comments_show_is_a_valid_brief(
    briefing: Command, empty: Path, parties: int
) -> None:
    named = [word for name in ("A", "B")[:parties] for word in ("--party", name)]
    briefing("new", "-s", empty, "--title", "Talks", *named)
    path = empty / "talks.yaml"
    text = path.read_text("utf-8")
    assert f"date: {TODAY}\n" in text
    path.write_text(without_signs(text), "utf-8")
    done = briefing("check", empty)
    assert done.status == 0, done.out
    keys = set(getattr(parse(path.read_bytes(), "yaml").root, "keys", ()))
    assert keys >= {
        "bottom_line", "parties", "people", "issues", "sources", "agreements", "disagreements",
        "proposals", "quotes", "timeline", "next", "unknown",
    }  # fmt: skip


def test_the_next_round_takes_over_what_the_last_one_had(briefing: Command, store: Path) -> None:
    answer = briefing("new", "-s", store, "--from", "istanbul-2025-07-23")
    assert answer.out == f"{store}/istanbul-2025-09-01.yaml\n"
    brief = Store(store).load("istanbul-2025-09-01.yaml").brief
    assert brief is not None
    assert (brief.process, brief.round, brief.status) == ("ru-ua-istanbul-2025", 4, "draft")
    # What the store shares need not be written again; what this round says otherwise must.
    assert list(brief.people) == ["umerov"]
    assert brief.people["umerov"].role == "Secretary of the National Security and Defence Council"
    # Nothing that is a fact of the last round only.
    assert brief.place is None
    assert briefing("check", store / "istanbul-2025-09-01.yaml").status == 0


def test_the_next_round_after_all_that_have_a_brief(briefing: Command, store: Path) -> None:
    briefing("new", "-s", store, "--from", "istanbul-2025-05-16")
    brief = Store(store).load("istanbul-2025-09-01.yaml").brief
    assert brief is not None
    assert brief.round == 4


def test_what_a_folder_shares_goes_along_to_another_folder(briefing: Command, empty: Path) -> None:
    inner = empty / "iran"
    inner.mkdir()
    (inner / "store.yaml").write_text(
        "parties: {iran: Iran}\npeople: {a: {name: A, party: iran}}\nissues: {fuel: Fuel}\n"
    )
    (inner / "iran-1.yaml").write_text(
        "title: T\ndate: 2025-01-01\nsummary: S\nprocess: iran\nround: 1\n"
    )
    beside = briefing("new", "-s", empty, "--from", "iran-1", "--title", "Next")
    assert beside.out == f"{empty}/iran/iran-2.yaml\n"
    assert "parties:" not in written(empty, "iran/iran-2.yaml")
    briefing("new", "-s", empty, "--from", "iran-1", "--title", "X", "-o", empty / "x.yaml")
    assert "  iran: {name: Iran}\n" in written(empty, "x.yaml")
    assert "  a: {name: A, party: iran}\n" in written(empty, "x.yaml")
    assert briefing("check", empty).status == 0


def test_a_party_of_the_store_keeps_its_key(briefing: Command, store: Path) -> None:
    briefing("new", "-s", store, "--title", "X", "--party", "kyiv", "--party", "Türkiye", "-y")
    assert "parties:\n  turkiye: {name: Türkiye}\n" in written(store, "x.yaml")
    assert "ukraine" not in written(store, "x.yaml")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "--title is needed"),
        (["--title", "X", "--date", "soon"], '--date "soon" is not a'),
        (["--title", "X", "--round", "0"], '--round "0" is not a number from 1 up'),
        (["--title", "X", "--process", "Big Talks"], "use lower-case letters, digits and -, as in "
         "big-talks"),
        (["--title", "X", "--lang", "english!"], '--lang "english!" is not a language code'),
        (["--title", "X", "-o", "/tmp/x.yaml"], "name a .yaml file inside the store"),
        (["--title", "X", "-o", "x.txt"], "name a .yaml file inside the store"),
        (["--title", "X", "-o", "istanbul-2025-05-16.yaml"], "the file exists, and is never"),
        (["--title", "X", "-o", "other/istanbul-2025-05-16.yaml"], "name a .yaml file"),
        (["--title", "X", "--process", "ru-ua-istanbul-2025", "--round", "2"],
         '--round "2" is a round of ru-ua-istanbul-2025 that has a brief'),
        (["--title", "\u200b"], "nothing was written"),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_a_brief_is_refused(
    briefing: Command, store: Path, words: list[str], message: str
) -> None:
    before = sorted(store.rglob("*"))
    answer = briefing("new", "-s", store, *words)
    assert answer.status in (1, 2)
    assert message in answer.err
    assert sorted(store.rglob("*")) == before


def test_an_id_that_another_brief_has_is_refused(briefing: Command, store: Path) -> None:
    (store / "sub").mkdir()
    answer = briefing("new", "-s", store, "--title", "X", "-o", "sub/istanbul-2025-05-16.yaml")
    assert answer.status == 2
    assert "a brief has the id istanbul-2025-05-16 already" in answer.err


def test_a_name_that_is_taken_gets_a_number(briefing: Command, empty: Path) -> None:
    (empty / "Talks.yaml").write_text("title: A\ndate: 2025-01-02\nsummary: B\n")
    assert briefing("new", "-s", empty, "--title", "Talks").out == f"{empty}/talks-2.yaml\n"


@pytest.mark.parametrize(
    "words",
    [
        ["new", "--title", "X"], ["draft", "article.txt"], ["import", "json", "article.txt"],
        ["archive", "istanbul-2025-06-02", "article", "article.txt"],
        ["edit", "istanbul-2025-06-02"], ["review"],
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_nothing_is_written_to_the_sample_briefs(
    briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text("A paragraph.\n")
    answer = briefing(*words)
    assert answer.status == 2
    assert answer.err == "briefing: no store given; name the folder of your briefs with -s\n"


def test_the_new_file_is_edited(
    briefing: Command, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/To.be.written/They.met/")
    answer = briefing("new", "-s", empty, "--title", "Talks", "-e")
    assert answer.status == 0
    assert "They.met" in written(empty, "talks.yaml")


# --- answers ------------------------------------------------------------------------------------


class Answers:
    """Runs the command with answers as a person types them."""

    def __init__(self, briefing: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        self._briefing, self._monkeypatch = briefing, monkeypatch
        monkeypatch.setattr(command, "_asks", lambda args: not args.yes)

    def __call__(self, store: Path, answers: list[str], *words: str) -> Answer:
        typed = io.StringIO("".join(f"{answer}\n" for answer in answers))
        self._monkeypatch.setattr("sys.stdin", typed)
        return self._briefing("new", "-s", store, *words)


@pytest.fixture
def answering(briefing: Command, monkeypatch: pytest.MonkeyPatch) -> Answers:
    return Answers(briefing, monkeypatch)


def test_every_question_shows_its_default(answering: Answers, store: Path) -> None:
    answer = answering(store, [""] * 9, "--from", "istanbul-2025-07-23")
    assert answer.status == 0
    begun, preview, question = answer.err.split("\n\n", 1)[0], *answer.err.rsplit("\n\n", 1)
    assert [*map(str.rstrip, begun.splitlines()[1:]), question.strip()] == [
        "Title [ru-ua-istanbul-2025, round 4]:",
        "Date [2025-09-01]:",
        "Process, such as harbour-talks [ru-ua-istanbul-2025]:",
        "Round [4]:",
        "Place, such as Vienna, AT:",
        "Parties, parted by ;:",
        "Language [en]:",
        "File [istanbul-2025-09-01.yaml]:",
        "Write istanbul-2025-09-01.yaml? [Y/n/<]",
    ]
    assert all(len(line) <= 80 for line in begun.splitlines())
    assert "\n\ntitle: ru-ua-istanbul-2025, round 4\nprocess: ru-ua" in preview


def test_what_was_given_is_not_asked(answering: Answers, empty: Path) -> None:
    answer = answering(empty, ["", "-", "", "", "x.yaml", "y"], "--title", "T", "--process", "p",
                       "--round", "1")  # fmt: skip
    assert answer.out == f"{empty}/x.yaml\n"
    assert "Title" not in answer.err


def test_one_can_go_back(answering: Answers, empty: Path) -> None:
    answers = ["Wrong", "2025-01-01", "<", "<", "Right", "2025-01-02", "harbour", "1", "", "A; B",
               "", "<", "de", "", "<", "harbour.yaml", "y"]  # fmt: skip
    assert answering(empty, answers).out == f"{empty}/harbour.yaml\n"
    text = written(empty, "harbour.yaml")
    assert "title: Right\nprocess: harbour\nround: 1\ndate: 2025-01-02\nlang: de\n" in text
    assert "  a: {name: A}\n  b: {name: B}\n" in text


def test_what_was_typed_before_is_offered_again(answering: Answers, empty: Path) -> None:
    answer = answering(empty, ["Talks", "<", "", "", "", "", "", "", "", "", ""])
    assert "Title [Talks]:" in answer.err
    assert answer.out == f"{empty}/talks.yaml\n"


def test_an_answer_that_cannot_stand_is_asked_again(answering: Answers, empty: Path) -> None:
    answers = ["", "T", "tomorrow", "2025-01-02", "Big Talks", "big-talks", "x", "2", "", "", "",
               "../x.yaml", "", ""]  # fmt: skip
    answer = answering(empty, answers)
    assert answer.status == 0, answer.err
    for message in ('"" is needed', '"tomorrow" is not', "as in big-talks", "from 1 up",
                    "../x.yaml: name a .yaml file inside"):  # fmt: skip
        assert message in answer.err


@pytest.mark.parametrize("answers", [["T"], [], ["T", "", "", "", "", "", "", "", "n"]])
def test_without_a_yes_nothing_is_written(
    answering: Answers, empty: Path, answers: list[str]
) -> None:
    answer = answering(empty, answers)
    assert answer.status == 1
    assert "nothing was written" in answer.err
    assert list(empty.iterdir()) == []


def test_ctrl_c_writes_nothing(
    answering: Answers, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_question: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "answer_to", interrupted)
    with pytest.raises(KeyboardInterrupt):
        answering(empty, [])
    assert list(empty.iterdir()) == []


def test_yes_asks_nothing(answering: Answers, empty: Path) -> None:
    assert answering(empty, [], "--title", "T", "--yes").out == f"{empty}{os.sep}t.yaml\n"
