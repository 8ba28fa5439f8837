"""What is a slip of typing, and what is another word."""

import pytest

from briefing.checks.slips import is_slip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("irna", "iran"), ("omann", "oman"), ("omman", "oman"), ("artcle", "article"),
        ("arrticle", "article"), ("gren", "green"), ("acepts", "accepts"),
        ("southkorea", "south-korea"), ("bottom-line", "bottom_line"), ("medinksy", "medinsky"),
    ],
)  # fmt: skip
def test_a_slip_is_recognised(typed: str, meant: str) -> None:
    assert is_slip(typed, meant, end=False)
    assert is_slip(typed, meant, end=True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("iran", "iraq"), ("ireland", "iceland"), ("gambia", "zambia"), ("niger", "nigeria"),
        ("austria", "australia"), ("q10", "q1"), ("q1", "q11"), ("text-12", "text-21"),
        ("unsigned", "signed"), ("contested_by", "attested_by"), ("oman", "roman"),
        ("ab", "ba"), ("", "a"), ("amber+", "amber"), ("disputed", "disputes"),
    ],
)  # fmt: skip
def test_another_word_is_no_slip(typed: str, meant: str) -> None:
    assert not is_slip(typed, meant, end=True)
    assert not is_slip(meant, typed, end=True)


@pytest.mark.parametrize(("typed", "meant"), [("tag", "tags"), ("petrova", "petrov")])
def test_a_letter_at_the_end_is_a_slip_in_words_of_the_format(typed: str, meant: str) -> None:
    assert is_slip(typed, meant, end=True)
    assert not is_slip(typed, meant, end=False)
