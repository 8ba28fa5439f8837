"""Parts of a text: replaced, and found near a place."""

import pytest

from briefing.text.ranges import nearest, replace_parts


def test_parts_are_replaced_and_the_rest_stays() -> None:
    assert replace_parts("one two three", [(0, 3, "1"), (4, 4, "and "), (7, 13, "")]) == "1 and two"
    assert replace_parts("one", []) == "one"


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        (["Umerov"], "Umerov"), (["umerov"], "Umerov"), (["Rustem Umerov", "Umerov"], "Umerov"),
        (["was quoted as saying"], "was\u00a0quoted as\nsaying"), (["ok"], None), ([], None),
        (["said"], "said"), (["Umer"], None), (["*"], None), (["  "], None),
    ],
)  # fmt: skip
def test_the_nearest_word_outside_of_the_place(forms: list[str], found: str | None) -> None:
    text = "Umerov spoke. Umerov said “it is ok”, was\u00a0quoted as\nsaying. Rustem Umerov left."
    start = text.index("it is ok")
    place = nearest(text, (0, len(text)), (start, start + 8), forms)
    assert (text[slice(*place)] if place else None) == found
    if found == "Umerov":
        assert place == (14, 20)


def test_a_long_text_takes_no_time_that_grows_with_its_square() -> None:
    text = "a " * 200_000
    assert nearest(text, (0, len(text)), (10, 12), ["b" + " a" * 50]) is None
