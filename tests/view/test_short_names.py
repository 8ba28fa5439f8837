"""Short names for heads of columns: told apart, never wider than asked, recognisable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.width import cells
from briefing.view.board.short_names import MAX_CELLS, short_names


@pytest.mark.parametrize(("names", "short"), [
    ({"prisoners": "Exchange of prisoners of war", "bodies": "Return of the bodies"},
     ["Prisone.", "Bodies"]),
    ({"next-round": "A further round of talks", "arak": "The heavy-water reactor at Arak"},
     ["Round", "Arak"]),
    ({"us": "United States", "uk": "United Kingdom", "usa": "United States of America"},
     ["US", "UK", "USA"]),
    ({"states": "United States", "x": "United Nations"}, ["States", "United"]),
    ({"a": "United Nations", "b": "United Arab Emirates"}, ["Uni.Nati", "Uni.Arab"]),
    ({f"i{n}": f"Issue number {n} of the talks" for n in (1, 2, 12)},
     ["Issue 1", "Issue 2", "Issue 12"]),
    ({"a": "Обмен военнопленными", "b": "Возвращение тел"}, ["Обмен", "Возвращ."]),
    ({"x": "伊朗核问题全面协议"}, ["伊朗核."]),
    ({"x": "Iran"}, ["Iran"]),
    ({"a": "The same question again", "b": "The same question again"}, ["Sam.que1", "Sam.que2"]),
])  # fmt: skip
def test_a_long_name_is_shortened_to_what_tells_it_apart(
    names: dict[str, str], short: list[str]
) -> None:
    assert list(short_names(names, {}).values()) == short


def test_a_given_name_stands_as_it_is_and_another_makes_way() -> None:
    names = {"us": "United States", "w": "Water", "x": "Water of the river"}
    assert short_names(names, {"us": "America", "x": "Water"}) == {
        "us": "America", "w": "Water1", "x": "Water",
    }  # fmt: skip
    assert short_names({"a": "Alpha", "b": "Beta"}, {"a": "X", "b": "x"}) == {"a": "X1", "b": "x2"}


@given(
    st.dictionaries(st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
                    st.text(min_size=1, max_size=30) | st.sampled_from(["Water", "the sea"]),
                    max_size=12),
    st.integers(4, 12),
)  # fmt: skip
def test_short_names_differ_and_fit(names: dict[str, str], width: int) -> None:
    short = short_names(names, {})
    assert list(short) == list(names)
    assert all(cells(text) <= width for text in short_names(names, {}, width).values())
    assert all(cells(text) <= MAX_CELLS for text in short.values())
    assert len({text.casefold() for text in short.values()}) == len(names)


def test_thousands_of_names_that_are_alike_are_numbered_once_each() -> None:
    names = {f"i{n}": "The same question" for n in range(5000)}
    assert len(set(short_names(names, {}).values())) == 5000
