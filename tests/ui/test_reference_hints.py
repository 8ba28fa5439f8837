"""Following references, without a terminal."""

import pytest

from briefing.model.references import Target
from briefing.ui.main.reference_hints import References
from briefing.ui.screens.cards.link_card import LinkCard, card_lines
from briefing.user.spots import Spot
from briefing.view.brief.builder import Item
from briefing.view.markdown import inline
from tests.ui.fakes import FakeScreen, FakeWays

BRIEF = "istanbul-2025-06-02"


class Referring:
    """A pane with references."""

    def __init__(self, screen: FakeScreen) -> None:
        self.screen, self.ways = screen, FakeWays()
        self.references = References(screen, self.ways)
        screen.read(BRIEF)
        screen.pane = 1

    def on(self, *targets: str) -> None:
        """Put the cursor on something that refers to these."""
        self.screen.panes[1].item = Item("summary", 0, 1, tuple(map(Target.parse, targets)))


@pytest.fixture
def referring(screen: FakeScreen) -> Referring:
    return Referring(screen)


def test_one_reference_is_followed_at_once(referring: Referring):
    referring.on("a1")
    referring.references.open()
    assert referring.screen.brief.landed == ("a1", 0)
    assert referring.ways.trail.behind == [Spot(2, 0)]


def test_from_the_list_the_brief_is_opened(referring: Referring):
    referring.screen.pane = 0
    referring.references.open()
    assert referring.ways.panes == [1]


def test_of_several_references_a_letter_chooses_one(referring: Referring):
    referring.on("a1", "d1")
    referring.references.open()
    first, second = Target.parse("a1"), Target.parse("d1")
    assert referring.references.choosing == {"a": first, "s": second}
    assert referring.screen.panes[1].hints == {first: "a", second: "s"}
    referring.references.choose("s")
    assert referring.screen.brief.landed == ("d1", 0)
    assert not referring.references.choosing
    assert not referring.screen.panes[1].hints


def test_references_of_every_pane_in_sight_have_letters(referring: Referring):
    panes = referring.screen.panes
    for number, keys in ((1, ["q1"]), (2, ["q2", "q1"]), (3, ["q3"])):
        panes[number].targets = list(map(Target.parse, keys))
    panes[3].is_in_sight = False
    referring.references.show_hints()
    assert list(map(str, referring.references.choosing.values())) == ["q1", "q2"]
    referring.references.choose("Esc")
    assert referring.screen.brief.landed == ("", 0)


def test_more_references_than_letters_are_told(referring: Referring):
    referring.screen.panes[1].targets = [Target.parse(f"q{number}") for number in range(30)]
    referring.references.show_hints()
    assert referring.screen.note.endswith("; 4 more")


def test_what_leads_nowhere_is_told(referring: Referring):
    referring.references.follow(Target.parse("nowhere#q1"))
    assert referring.screen.note == "no brief nowhere"


def test_an_address_is_shown_on_a_card_of_its_own(referring: Referring):
    referring.references.follow(Target.parse("https://example.org"))
    ((card, _),) = referring.screen.opened
    assert isinstance(card, LinkCard)
    text = "".join(span.text for line in card_lines("https://example.org", [], 80) for span in line)
    assert "https://example.org" in text


@pytest.mark.parametrize(
    "address", ["mailto:press@mfa.example", "tel:+90", "https://a.example/#q1"]
)
def test_an_address_of_any_scheme_is_shown_on_the_card(referring: Referring, address: str):
    target = inline(f"[them]({address})")[0].target
    assert target is not None
    referring.references.follow(target)
    ((card, _),) = referring.screen.opened
    assert isinstance(card, LinkCard)


def test_a_record_of_another_brief_is_followed_there(referring: Referring):
    referring.references.follow(Target.parse("istanbul-2025-05-16#q1"))
    assert referring.screen.brief.number == referring.screen.list.numbers[2]
    assert referring.screen.brief.landed == ("q1", 0)


@pytest.mark.parametrize(
    ("record", "pane", "shown"),
    [
        ("a2", 2, ("a2", "")), ("d1", 3, ("d1", "")), ("q1", 4, ("q1", "")),
        ("article#p2", 5, ("article#p2", "article#p2")),
        ("article@5-9", 5, ("article#p1", "article@5-9")),
        ("article@x", 5, ("article", "article")),
    ],
)  # fmt: skip
def test_a_record_is_shown_in_its_pane(
    referring: Referring, record: str, pane: int, shown: tuple[str, str]
):
    referring.references.show_record(record)
    assert referring.screen.pane == pane
    key, chosen = referring.screen.panes[pane].shown
    assert (key, str(chosen or "")) == shown


def test_a_record_that_is_not_there_is_told(referring: Referring):
    referring.references.show_record("zz")
    assert referring.screen.note == "no record zz"
