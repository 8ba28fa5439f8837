"""What an altered quotation is told, and which spaces and cases make one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evidence import Archive, Change, Finding, Verdict, judge


def found(text: str, archive: str) -> Finding:
    return judge(text, {"a": Archive(archive)})


def changed(text: str, archive: str) -> list[tuple[str, str]]:
    finding = found(text, archive)
    assert finding.verdict is Verdict.ALTERED
    return [(one.kind, one.text) for one in finding.difference if one.kind != "same"]


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("Prices rose 40 %", "Prices rose 40%."),
        ("Prices rose 40\u00a0%", "Prices rose 40%."),
        ("Prices rose 40%", "Prices rose 40\u202f%."),
        ("Prices rose 40%", "Prices rose 40\n%."),
        ("Prices rose 4‰", "Prices rose 4 ‰."),
        ("at 20°C in the shade", "at 20 °C in the shade"),
        ("under § 5 of the law", "under §5 of the law"),
        ("under №5 of the list", "under №\n5 of the list"),
        ("it cost 50 € a head", "it cost 50€ a head"),
        ("it cost $50 a head", "it cost $ 50 a head"),
    ],
)
def test_a_space_between_a_number_and_its_sign_is_typography(text: str, archive: str) -> None:
    finding = found(text, archive)
    assert finding.verdict is Verdict.TYPOGRAPHY
    assert finding.place is not None
    place = archive[finding.place.start : finding.place.end]
    assert "".join(place.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("Prices rose 40", "Prices rose 40%."),
        ("Prices rose 4 0% last year", "Prices rose 40% last year."),
        ("Prices rose 40 %", "Prices rose 40‰."),
        ("it cost 50 € a head", "it cost 50 $ a head"),
        ("it cost 50 a head", "it cost €50 a head"),
        ("under § 5 of the law", "under § 15 of the law"),
    ],
)
def test_another_number_or_sign_is_not(text: str, archive: str) -> None:
    assert changed(text, archive)


@pytest.mark.parametrize(
    ("text", "archive", "expected"),
    [
        ("припинення вогню", "Це ПРИПИНЕННЯ ВОГНЮ.",
         [("removed", "ПРИПИНЕННЯ ВОГНЮ"), ("added", "припинення вогню")]),
        ("THE TALKS FAILED", "The talks failed.",
         [("removed", "The talks failed"), ("added", "THE TALKS FAILED")]),
        ("the Talks failed", "the talks failed", [("removed", "talks"), ("added", "Talks")]),
        ("İSTANBUL TALKS", "İstanbul talks", [("removed", "İstanbul talks"),
         ("added", "İSTANBUL TALKS")]),
    ],
)  # fmt: skip
def test_other_case_is_altered_and_shown(
    text: str, archive: str, expected: list[tuple[str, str]]
) -> None:
    assert changed(text, archive) == expected


def test_a_passage_of_the_same_case_is_nearer() -> None:
    between = "Nobody in the hall had expected anything of the kind. " * 20
    archive = f"WE SIGN IT TODAY\n\n{between}\n\nWe sign it right today, he said."
    assert changed("We sign it today", archive) == [("removed", "right")]


@pytest.mark.parametrize(
    ("text", "archive", "expected"),
    [
        ("grew by 5", "It grew by 5% then.", [("removed", "%")]),
        ("5 degrees", "at -5 degrees", [("removed", "-")]),
        ("we use A & B here", "we use A&B here", [("removed", "A&B"), ("added", "A & B")]),
        ("it (the plan) fell", "it ( the plan ) fell",
         [("removed", "( the plan )"), ("added", "(the plan)")]),
        ("word " * 2500 + "ends", "word " * 2500 + "starts",
         [("removed", "starts"), ("added", "ends")]),
    ],
)  # fmt: skip
def test_a_difference_that_is_no_word_is_shown_too(
    text: str, archive: str, expected: list[tuple[str, str]]
) -> None:
    assert changed(text, archive) == expected


def test_the_difference_keeps_what_is_the_same() -> None:
    assert found("we use A & B here", "we use A&B here").difference == (
        Change("same", "we use"),
        Change("removed", "A&B"),
        Change("added", "A & B"),
        Change("same", "here"),
    )


PIECES = st.lists(
    st.sampled_from(
        ["we", "We", "WE", "agree", "on", "it", "5", "6,000", "-", "%", "$", "€", "§", "°", "(",
         ")", "&", "/", ".", "?", "…", "[", "]", "'", "“", "nego-\n", "re-", "sign", "İ", "ß", " ",
         " ", "\n\n", "\u00a0", "\u00ad", "é", "e\u0301"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@given(PIECES, PIECES, st.integers(0, 24))
def test_what_is_altered_shows_a_difference(text: str, other: str, at: int) -> None:
    for archive in (other, text[:at] + other + text[at:], text[:at] + text[at + 1 :]):
        finding = found(text, archive)
        shown = [change for change in finding.difference if change.kind != "same"]
        assert (finding.verdict is Verdict.ALTERED) == bool(shown)
        assert all(change.text for change in shown)
