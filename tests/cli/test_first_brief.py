"""The README's first brief, as a newcomer would write it."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.readme import README

SECTION = README.read_text(encoding="utf-8").split("## Your first brief")[1].split("\n## ")[0]
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)```", SECTION, re.DOTALL))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(BLOCKS["text"], encoding="utf-8")
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "harbour-1.yaml").write_text(BLOCKS["yaml"], encoding="utf-8")
    return tmp_path


def test_the_first_brief_passes_every_check(briefing: Command, folder: Path) -> None:
    archive, check, _read = (line.split()[1:] for line in BLOCKS["sh"].splitlines())
    assert briefing(*archive).status == 0
    done = briefing(*check)
    assert (done.status, done.out) == (0, "")
    assert "no problems" in done.err


def test_its_quotes_are_found_in_the_article_and_its_marks_lead_somewhere(
    briefing: Command, folder: Path
) -> None:
    briefing(*BLOCKS["sh"].splitlines()[0].split()[1:])
    text = briefing("show", "harbour-1", "-s", "talks").out
    assert "2 quotes: 2 verbatim" in text
    for mark, record in (("[a1];", "+ [a1] Fishing"), ("[d1].", "- [d1] The price")):
        assert mark in text
        assert record in text


def test_what_the_section_says_of_paragraphs_and_kinds_is_so(
    briefing: Command, folder: Path
) -> None:
    path = folder / "talks" / "harbour-1.yaml"
    briefing(*BLOCKS["sh"].splitlines()[0].split()[1:])
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("text: We will open", "text: We shall open"), encoding="utf-8")
    assert "[quote-altered]" in briefing("check", "talks").out
    path.write_text(
        text.replace("text: We will open", "kind: paraphrase\n    text: We shall open"), "utf-8"
    )
    assert briefing("check", "talks").status == 0
