"""Twice the text takes twice the steps: no freak text makes a draft quadratic."""

import sys
from types import FrameType

import pytest

from briefing.drafting.article import Article
from briefing.drafting.draft import MOST_QUOTES, DraftContext, draft

TEXTS = {
    "sentences": "“We will go on,” said Anna Lee of France. It rained. ",
    "quotations on one line": "“yes it is” and ",
    "quotations after one verb": "said Lee “yes it is” ",
    "one-word quotations": "“a” ",
    "open marks": "“ „ « \" ' ‘ ",
    "verbs": "Lee said, ",
    "nested clauses": "Lee says he says ",
    "commas": ", said",
    "sources": "according to Anna Lee, ",
    "names": "Anna Lee of Paris ",
    "paragraphs left open": "“a b c\n\n",
    "paragraphs": "“We will go on,” he said.\n\n",
    "brackets": "Lee (a (b said ",
    "agreements": "they agree to propose what they reject. ",
}


def steps(text: str, lang: str) -> int:
    """Return the calls of functions of ours that a draft takes."""
    parts = tuple(part for part in text.split("\n\n") if part.strip())
    whole = "\n\n".join(parts) + "\n"
    article = Article(whole, parts, "", "", "", "", lang, "text", whole.encode(), ())
    count = 0

    def called(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(called)
    try:
        draft(article, DraftContext(id="a", today="2025"))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", TEXTS)
def test_steps_grow_with_the_text(name: str, lang: str) -> None:
    steps("“We go on now,” said Lee.", lang)  # what is computed once
    once, twice = (steps(TEXTS[name] * times, lang) for times in (150, 300))
    assert twice < 2.3 * once


def test_a_draft_has_no_more_quotes_than_a_brief_can_hold() -> None:
    text = "“We will go on now,” said Anna Lee. " * (MOST_QUOTES + 5)
    article = Article(text, (text,), "", "", "", "", "en", "text", text.encode(), ())
    found = draft(article, DraftContext(id="a", today="2025"))
    assert len(found.quotes) == MOST_QUOTES
    assert found.is_cut
