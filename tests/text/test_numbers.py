"""Numbers in words and digits."""

from briefing.text.numbers import numbers_in, words_in


def test_numbers_in_words_have_their_places_and_all_their_readings() -> None:
    text = "Six thousand men, a dozen cars and the second of two; 6,000 more."
    found = {number.text: set(number.readings) for number in words_in(text)}
    assert "6000" in found["Six thousand"]
    assert "12" in found["dozen"]
    assert "2" in found["second"]
    assert "2" in found["two"]
    assert len(found) == 4
    assert all(text[one.start : one.end] == one.text for one in words_in(text))
    assert set.union(*found.values()) <= numbers_in(text)
