"""`briefing review`: suggestions confirmed one by one, also through a pipe."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Command

DRAFT = """\
title: Talks
date: 2025-06-02
summary: They met [^q1].
status: draft
people: {anna: {name: Anna Berg}, bob: {name: Bob Dahl}}
sources: {article: {kind: news, archive: sources/article.txt}}
quotes:
  q1: {who: anna, text: We will see, from: article#p2, suggested: [who]}   # the first
  q2: {text: no deal today, suggested: [who]}
  q3: {who: bob, text: at last, suggested: [who]}
"""
ARTICLE = "A talk.\n\n“We will see,” Anna Berg said.\n\nOne heard “no deal today” and “at last”.\n"


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "drafts"
    (folder / "sources").mkdir(parents=True)
    (folder / "talks.yaml").write_text(DRAFT, encoding="utf-8")
    (folder / "sources" / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "done.yaml").write_text("title: Done\ndate: 2025-06-03\nsummary: s\n")
    return folder


@pytest.fixture
def review(briefing: Command, drafts: Path, monkeypatch: pytest.MonkeyPatch):
    def answer(typed: str, *words: str) -> tuple[Answer, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{one}\n" for one in typed.split())))
        answer = briefing("review", *words, "-s", drafts)
        return answer, (drafts / "talks.yaml").read_text(encoding="utf-8")

    return answer


def test_each_is_confirmed_answered_or_dropped(review) -> None:
    answer, text = review("y w bob n")
    assert answer.status == 0
    words = "no deal today"
    assert text == (
        DRAFT.replace(", from: article#p2, suggested: [who]", ", from: article#p2")
        .replace("q2: {text: no deal today, suggested: [who]}", f"q2: {{who: bob, text: {words}}}")
        .replace("  q3: {who: bob, text: at last, suggested: [who]}\n", "")
    )  # fmt: skip
    assert "Anna Berg ? suggested" in answer.out
    assert "¶2 “We will see,” Anna Berg said." in answer.out
    assert "(1/3) confirm who of q1? [y,n,w,e,s,u,q,?] y" in answer.err
    assert answer.err.endswith("briefing: confirmed 2, dropped 1; none left\n")


@pytest.mark.parametrize(
    ("typed", "left", "says"),
    [
        ("s s s", 3, "confirmed 0; 3 left in 1 brief"), ("y q", 2, "confirmed 1; 2 left in 1"),
        ("y", 2, "confirmed 1; 2 left"), ("y u s q", 3, "confirmed 0; 3 left"),
        ("s y", 3, "q2 has no speaker to confirm"), ("n", 3, "summary still names it"),
        ("u", 3, "nothing to undo"), ("?", 3, "confirmed 0"), ("w 9 q", 2, "confirmed 1"),
    ],
)  # fmt: skip
def test_what_is_left_stays_a_suggestion(review, typed: str, left: int, says: str) -> None:
    answer, text = review(typed, "talks")
    assert answer.status == 1
    assert text.count("suggested") == left
    assert says in answer.err


def test_undone_the_file_is_byte_for_byte_what_it_was(review) -> None:
    _, text = review("y w Kaja u u q")
    assert text == DRAFT


def test_a_new_name_adds_a_person(review) -> None:
    _, text = review("w Kallas q")
    assert "bob: {name: Bob Dahl}, kallas: {name: Kallas}}" in text
    assert "q1: {who: kallas, text: We will see, from: article#p2}   # the first" in text


def test_the_editor_is_opened_at_the_record(
    review, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = drafts.parent / "vi"
    editor.write_text(f'#!/bin/sh\necho "$1" > {drafts}/asked\nsed -i s/at.last/finally/ "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    answer, text = review("e q")
    assert (drafts / "asked").read_text() == "+8\n"
    assert "text: finally" in text
    assert answer.status == 1


@pytest.mark.parametrize("words", [("done",), ("title:done",), ("is:broken",)])
def test_where_nothing_is_suggested_there_is_nothing_to_do(review, words) -> None:
    answer, _ = review("", *words)
    assert (answer.status, answer.err) == (0, "briefing: nothing to confirm\n")


def test_a_query_chooses_the_briefs(review) -> None:
    answer, _ = review("q", "title:talks")
    assert "(1/3) confirm who of q1" in answer.err
    assert review("", "date:2024")[0].status == 0
