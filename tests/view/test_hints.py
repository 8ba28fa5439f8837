"""A letter stands in place of its reference, whole, and moves nothing else."""

import pytest

from briefing.model.references import Target
from briefing.view.hints import with_hints
from briefing.view.spans import Span, plain

HINTS = {"a1": "a", "s#p3": "s", "s#p6": "d", "x": "f"}
LETTERS = {Target.parse(text, ("s",)): key for text, key in HINTS.items()}


@pytest.mark.parametrize(("texts", "shown"), [
    (["agreed ", "[a1]=a1", "."], "agreed (a) ."),
    (["  both:   ", "¶3=s#p3", " ", "¶6=s#p6"], "  both:  (s)(d)"),
    (["said", "¶3=s#p3", " then"], "said(s)then"),
    (["said", "¶3=s#p3", ", then"], "saids , then"),
    (["said", "¶3=s#p3", ""], "saids "),
    (["¶3=s#p3"], "(s)"),
    (["wider than its pane:", " ", "¶3=s#p3", " ", "¶6=s#p6"], "wider than its pane:(s)(d)"),
    (["in 12 cells.", "¶3=s#p3"], "in 12 cells.s "),
    ([" ", "i=x", " "], "(f)"),
    (["[other]=other", " ", "¶3=s#p3"], "[other](s)"),
])  # fmt: skip
def test_a_hint_is_whole_or_a_bare_letter(texts: list[str], shown: str) -> None:
    parts = (text.partition("=") for text in texts)
    line = tuple(
        Span(text, "mark", Target.parse(target, ("s",))) if target else Span(text)
        for text, _, target in parts
    )
    assert plain(with_hints(line, LETTERS, 14)) == shown
