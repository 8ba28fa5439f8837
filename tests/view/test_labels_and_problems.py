"""The labels of records and the problems of a file: where they stand, and what leaves."""

import re

import pytest

from briefing.evidence import QuoteCheck, Verdict
from briefing.loader.problems import Problem, Severity
from briefing.model.references import Target
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import UNWRAPPED
from briefing.view.brief.copy_text import brief_text, item_text
from briefing.view.brief.head import head_line, head_rows
from briefing.view.brief.panes import pane_view
from briefing.view.spans import caution_role, plain, width_of
from tests.view.test_brief import reading_of, text

WORDS = re.compile("(?i)a1|exchange")


@pytest.mark.parametrize("width", [30, 80, 160, UNWRAPPED])
def test_every_record_carries_the_label_that_references_name_it_by(width: int):
    reading = reading_of()
    brief = reading.brief
    for pane, sign in ((2, "+ "), (3, "- "), (3, "> "), (4, ""), (5, "")):
        records = {
            "+ ": brief.agreements, "- ": brief.disagreements, "> ": brief.proposals,
        }.get(sign, brief.quotes if pane == 4 else brief.sources)  # fmt: skip
        page = pane_view(reading, pane, width)
        assert records
        for key in records:
            item = page.items[page.item_of(key)]
            first = plain(page.lines[item.first])
            assert f"[{key}] " in first[:8] or first.startswith(f"{sign}[{key}] ")
            (label,) = (span for span in page.lines[item.first] if span.text == f"[{key}] ")
            assert (label.role, label.target, label.hit) == ("muted", None, False)


def test_a_label_is_no_word_of_its_record():
    lit = reading_of()._replace(
        highlighter=lambda text: [(m.start(), m.end()) for m in WORDS.finditer(text)]
    )
    page = pane_view(lit, 2, 80)
    hits = [span.text for line in page.lines for span in line if span.hit]
    assert hits
    assert not any("a1" in text for text in hits)


def _with_problems(*problems: Problem) -> BriefView:
    return reading_of()._replace(problems=problems)


def _problem(where: str, code: str, severity: Severity = "error", line: int = 3) -> Problem:
    return Problem("x.yaml", line, 5, severity, code, where, f"what is wrong with {where}")


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ([_problem("quotes.q1.text", "quote-altered")], "1 problem: q1 altered"),
        ([_problem("quotes.q2.text", "quote-not-found"), _problem("agreements.a1.issue",
          "unknown-id")], "2 problems: q2 not found, a1 issue: unknown id"),
        ([_problem("title", "empty"), _problem("", "syntax")], "2 problems: title empty, syntax"),
        ([_problem(f"quotes.q{n}.text", "quote-altered") for n in range(1, 7)],
         "6 problems: q1 altered, q2 altered, q3 altered and 3 more"),
        ([_problem("quotes.q1.who", "missing"), _problem("quotes.q1.text", "missing")],
         "2 problems: q1 who: missing, q1 text: missing"),
        ([_problem("disagreements.d1.positions.russia.stance", "bad-choice")],
         "1 problem: d1 stance: bad choice"),
        ([_problem("x" * 100_000 + "\x1b[31m\n", "unknown-key")],
         f"1 problem: {'x' * 39}… unknown key"),
    ],
)  # fmt: skip
def test_problems_are_one_line_below_the_bottom_line(problems: list[Problem], said: str):
    page = pane_view(_with_problems(*problems), 1, 200)
    rows = [plain(line) for line in page.lines]
    assert page.items[0].key == "bottom_line"
    at = page.items[1]
    assert (at.key, rows[at.first : at.last]) == ("problems", [said])
    assert page.items[2].key == "summary/1"
    assert rows.index("Problems") > rows.index("About this brief")


def test_the_records_with_problems_can_be_gone_to():
    page = pane_view(_with_problems(_problem("quotes.q1.text", "quote-altered")), 1, 80)
    assert page.items[1].targets == (Target("q1"),)
    page = pane_view(_with_problems(_problem("sources.article.archive", "archive-missing")), 1, 80)
    assert page.items[1].targets == (Target(source="article"),)
    page = pane_view(_with_problems(_problem("people.umerov.party", "unknown-id")), 1, 80)
    assert page.items[1].targets == ()


def test_warnings_take_no_room_below_the_bottom_line():
    page = pane_view(_with_problems(_problem("sources.article", "no-archive", "warning")), 1, 80)
    assert all(item.key != "problems" for item in page.items)
    rows = [plain(line) for line in page.lines]
    assert rows[-2].startswith("Warnings") or "Warnings" in rows


def test_what_is_handed_on_says_nothing_of_the_file_and_its_lines():
    problems = _problem("quotes.q1.text", "quote-altered"), _problem("a", "uncited", "warning")
    text = brief_text(_with_problems(*problems))
    assert "\n1 problem: q1 altered\n" in text
    for word in ("x.yaml", "line 3", "column", "[quote-altered]", "Warnings", "what is wrong"):
        assert word not in text
    broken = _with_problems(*problems)._replace(broken=True)
    assert "! quotes.q1.text: what is wrong with quotes.q1.text\n" in brief_text(broken)
    assert "x.yaml" not in brief_text(broken)


def test_a_paraphrase_is_called_so_once():
    reading = reading_of()
    quote = reading.brief.quotes["q1"].model_copy(update={"kind": "paraphrase"})
    reading = reading._replace(
        brief=reading.brief.model_copy(update={"quotes": {"q1": quote}}),
        checks={"q1": QuoteCheck(Verdict.PARAPHRASE)},
    )
    for width in (40, 80, UNWRAPPED):
        assert text(reading, 4, width).count("paraphrase") == 1
    assert text(reading._replace(checks={}), 4).count("paraphrase") == 1


def test_a_copied_quote_has_its_words_beside_the_speaker_and_no_layout():
    reading = reading_of()._replace(checks={"q1": QuoteCheck(Verdict.NO_ARCHIVE)})
    assert item_text(reading, 4, "q1").splitlines()[0] == (
        "[q1] Rustem Umerov (Ukraine) said: “can be resolved only at the level of leaders” "
        "(no archive, ¶5)"
    )


def test_a_wide_head_names_the_pane_that_is_not_seen_beside_the_others():
    reading = reading_of()
    title, rest = head_rows(reading, 110, 2)
    assert plain(rest).endswith("  5 Sources 1")
    assert width_of(rest) == 110
    assert plain(rest).startswith("2 June 2025 · Istanbul · round 2 of 3")
    assert "5 Sources" not in plain(title)
    for width in (30, 50):
        assert plain(head_rows(reading, width, 2)[1]) == plain(head_line(reading, width))
    none = reading.brief.model_copy(update={"sources": {}})
    assert "Sources" not in plain(head_rows(reading._replace(brief=none), 110, 2)[1])
    (one,) = head_rows(reading, 110, 1)
    assert "Sources" not in plain(one)


@pytest.mark.parametrize(
    ("caution", "role"),
    [
        ("TLP:GREEN", "good"), ("TLP:AMBER", "warn"), ("TLP:AMBER+STRICT", "warn"),
        ("TLP:RED", "bad"), ("TLP:CLEAR", "strong"), ("draft: one", "warn"),
        ("superseded by two", "warn"),
    ],
)  # fmt: skip
def test_a_handling_mark_has_its_colour_above_boards_and_records_too(caution: str, role: str):
    assert caution_role(caution) == role
