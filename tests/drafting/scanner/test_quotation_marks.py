"""Quotations by their marks: all kinds, several paragraphs, one within another, left open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.drafting.scanner.quotation_marks import quotations
from briefing.evidence.paragraph_marks import paragraphs


def quoted(text: str) -> list[str]:
    """Return the words of each quotation."""
    return [text[one.start : one.end] for one in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said: “We agree.”", ["We agree."]),
        ('He said: "We agree," and left. "No."', ["We agree,", "No."]),
        ("Er sagte: „Wir sind einig“, und ging.", ["Wir sind einig"]),
        ("Er sagte: „Wir sind einig”, und ging.", ["Wir sind einig"]),
        ("»Wir sind einig«, sagte er.", ["Wir sind einig"]),
        ("« Nous sommes d’accord », a-t-il dit.", [" Nous sommes d’accord "]),
        ("«Мы согласны», — заявил он.", ["Мы согласны"]),
        ("‹ Oui ›, dit-il.", [" Oui "]),
        ("‘We agree,’ he said.", ["We agree,"]),
        ("'We agree,' he said.", ["We agree,"]),
        ("”Vi är överens”, sade han.", ["Vi är överens"]),
    ],
)
def test_all_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“He told me ‘no’ twice,” she said.", ["He told me ‘no’ twice,"]),
        ("‘He told me “no” twice,’ she said.", ["He told me “no” twice,"]),
        ("«Он сказал „нет“ дважды», — сообщила она.", ["Он сказал „нет“ дважды"]),
        ("«Он сказал «нет» дважды», — сообщила она.", ["Он сказал «нет» дважды"]),
        ('“He called it a "deal" twice,” she said.', ['He called it a "deal" twice,']),
    ],
)
def test_what_a_quotation_quotes_is_part_of_it(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' meeting and the workers' union met in the '90s.",
        "It’s Trump’s plan; the ministers’ talks won’t start.",
        'He is 6\'2" tall, and the screen 24" wide.',
        "Rock 'n' roll isn't dead, y'all.",
        "5’ and 6”",
    ],
)
def test_apostrophes_feet_and_inches_are_no_marks(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_goes_on_where_the_next_paragraph_begins_with_a_mark() -> None:
    text = "He said: “One.\n\n“Two.\n\n“Three.”\n\nEnd."
    (one,) = quotations(text, paragraphs(text))
    assert one.first == 0
    assert [text[p.start : p.end] for p in one.pieces] == ["“One.", "“Two.", "“Three.”"]
    assert text[one.start : one.end] == "One.\n\n“Two.\n\n“Three."


def test_a_quotation_that_is_left_open_ends_with_its_paragraph() -> None:
    assert quoted("He said: “One.\n\nTwo and “three.”") == ["One.", "three."]


def test_a_mark_that_was_forgotten_does_not_swallow_the_next_quotation() -> None:
    assert quoted("“We go, he said. “They stay,” she said.") == ["They stay,"]


def test_a_closing_mark_may_look_like_an_opening_one() -> None:
    assert quoted("He spoke of “peace“, she of “war“.") == ["peace", "war"]


@given(st.text("“”\"'‘’„«» aB.\n", max_size=60))
def test_quotations_are_in_order_and_inside_their_paragraphs(text: str) -> None:
    spans = paragraphs(text)
    end = 0
    for one in quotations(text, spans):
        assert end <= one.pieces[0].start < one.pieces[-1].end
        end = one.pieces[-1].end
        assert one.pieces[0].start < one.start <= one.end <= end
        for number, piece in enumerate(one.pieces, one.first):
            assert spans[number].start <= piece.start < piece.end <= spans[number].end
