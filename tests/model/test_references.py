"""A reference is parsed once, into a value that says what it leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.references import Target

SOURCES = ("article", "speech")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("q1", Target("q1")),
        ("d1/russia", Target("d1/russia")),
        ("summary/2", Target("summary/2")),
        ("other-brief#q1", Target("q1", "other-brief")),
        ("other-brief#article#p5", Target("article#p5", "other-brief")),
        ("article", Target(source="article")),
        ("article#p5", Target(source="article", paragraphs=(5, 5))),
        ("article#p5-6", Target(source="article", paragraphs=(5, 6))),
        ("article@120-180", Target(source="article", characters=(120, 180))),
        ("other#p5", Target("p5", "other")),
        ("article#q1", Target("q1", "article")),
        ("article#p0", Target("p0", "article")),
        ("https://e.org/a#p5", Target(url="https://e.org/a#p5")),
        ("", Target()),
        ("#", Target("#")),
        ("a.html", Target("a.html")),
    ],
)
def test_what_a_text_refers_to(text: str, target: Target) -> None:
    assert Target.parse(text, SOURCES) == target
    assert str(target) == text
    assert Target.parse(str(Target.parse(text)), SOURCES) == target


@given(st.text("ab#p1-5@/:", max_size=12), st.lists(st.sampled_from(["a", "b", "a1", "p"])))
def test_a_reference_is_written_as_it_was_read(text: str, sources: list[str]) -> None:
    target = Target.parse(text, sources)
    assert Target.parse(str(target), sources) == target
    # A single paragraph may be written as a run, p5-5; a link to a source may end in anything.
    start, at, _ = text.partition("@")
    if target.paragraphs is None and not (at and start == target.source):
        assert str(target) == text


@pytest.mark.parametrize("text", ["", "Article", "article#5", "article#p5-", "a#b", "a b"])
def test_what_is_not_a_place_in_a_source_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a place"):
        Target.place(text)
