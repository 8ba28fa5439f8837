"""The form of a copied quotation: fields, and parts that are left out with their fields."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.citation_form import DEFAULT, FIELDS, FormError, filled, parsed

ALL = {name: name.upper() for name in FIELDS}


def made(form: str, **values: str) -> str:
    return filled(parsed(form), values)


@pytest.mark.parametrize(
    ("form", "values", "text"),
    [
        ("", {}, ""),
        ("no field", {}, "no field"),
        ("{words}", {"words": "we agreed"}, "we agreed"),
        ("{words} ({who})", {"words": "W"}, "W ()"),
        ("{words}[ ({who})]", {"words": "W"}, "W"),
        ("{words}[ ({who})]", {"words": "W", "who": "Ann"}, "W (Ann)"),
        ("[ ({who}[, {party}])]", {"who": "Ann"}, "(Ann)"),
        ("[({who}[, {party}])]", {"who": "Ann", "party": "A"}, "(Ann, A)"),
        ("[({who}[, {party}])]", {"party": "A"}, ""),
        ("[{who}{party}]", {"who": "Ann"}, ""),
        ("[always]", {}, "always"),
        (r"\[{verdict}\] \{x\} \\", {"verdict": "verbatim"}, r"[verbatim] {x} \ "[:-1]),
        ("> {words}\n> {record}", {"words": "a\nb", "record": "r#q1"}, "> a b > r#q1"),
        ("{words}", {"words": "{who} [x] \\"}, "{who} [x] \\"),
    ],
)
def test_a_form_is_filled(form: str, values: dict[str, str], text: str) -> None:
    assert made(form, **values) == text


@pytest.mark.parametrize(
    ("form", "trouble"),
    [
        ("{wrods}", 'unknown field {wrods}; did you mean "words"?'),
        ("{}", "unknown field {}; fields are words, who, party"),
        ("{xyzzy}", "unknown field {xyzzy}; fields are words, who, party"),
        ("a [b", 'a "[" without "]"; write \\[ for the sign itself'),
        ("a ]b", 'a single "]" at character 3; write \\]'),
        ("{who", 'a single "{" at character 1; write \\{'),
        ("who}", 'a single "}" at character 4; write \\}'),
        ("end\\", 'a single "\\" at character 4; write \\\\'),
        ("[" * 9 + "]" * 9, 'more than 8 "[" inside one another'),
        ("[" * 100_000, 'more than 8 "[" inside one another'),
    ],
)
def test_a_wrong_form_says_what_is_wrong(form: str, trouble: str) -> None:
    with pytest.raises(FormError, match=f"^{re.escape(trouble)}"):
        parsed(form)


def test_the_default_has_every_part_of_a_citation() -> None:
    assert filled(parsed(DEFAULT), ALL) == (
        "“WORDS” (WHO, PARTY), in: SOURCE, PUBLISHER, DATE, URL, PLACE, RECORD [VERDICT]"
    )
    assert made(DEFAULT, words="W", record="b#q1") == "“W”, b#q1"


@given(st.text(alphabet="[]{}\\ab words", max_size=30))
def test_any_text_is_a_form_or_an_error(form: str) -> None:
    try:
        made(form, **ALL)
    except FormError:
        return
    assert form.count("[") == form.count("]") or "\\" in form
