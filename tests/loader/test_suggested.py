"""What a program proposed, what an import left over, and quotes without a speaker."""

import json

import pytest
from jsonschema import Draft7Validator

from briefing.checks import confirmation
from briefing.loader.load import Loaded, load, load_shared
from briefing.loader.schema import schema
from briefing.model.suggested import extras, suggested

HEAD = "title: Talks\ndate: 2025-06-02\nsummary: They met.\n"
RECORDS = {
    "place": "place: {name: Vienna, %s}\n",
    "parties.iran": "parties: {iran: {name: Iran, %s}}\n",
    "people.anna": "people: {anna: {name: Anna, %s}}\n",
    "sources.day": "sources: {day: {kind: news, %s}}\n",
    "issues.fish": "issues: {fish: {title: Fish, %s}}\n",
    "agreements.a1": "agreements: {a1: {issue: x, text: y, parties: z, attested_by: z, %s}}\n",
    "disagreements.d1": "disagreements: {d1: {issue: x, question: y, positions: {}, %s}}\n",
    "disagreements.d1.positions.z": (
        "disagreements: {d1: {issue: x, question: y, positions: {z: {stance: accepts, %s}}}}\n"
    ),
    "proposals.pr1": "proposals: [{issue: x, by: y, text: z, %s}]\n",
    "quotes.q1": "quotes: [{who: x, text: y, %s}]\n",
    "timeline.1": "timeline: [{date: 2025, text: y, %s}]\n",
    "next.1": "next: [{text: y, %s}]\n",
}


def loaded(text: str) -> Loaded:
    return load((HEAD + text).encode(), "talks.yaml")


def problems(text: str) -> list[str]:
    """Return severity, place and code of what is wrong with the suggestions of a brief."""
    brief = loaded(text).brief
    assert brief is not None, loaded(text).problems
    return [f"{one.severity} {one.where} {one.code}" for one in confirmation.faults(brief)]


@pytest.mark.parametrize("path", RECORDS)
@pytest.mark.parametrize("written", ["suggested: [extra]", "suggested: extra"])
def test_any_record_can_have_suggestions_and_leftovers(path: str, written: str) -> None:
    one = loaded(RECORDS[path] % f"{written}, extra: {{Colour: red, list: [a, {{b: no}}]}}")
    assert one.whole, one.problems
    assert one.brief is not None
    assert suggested(one.brief) == {path: ("extra",)}
    assert extras(one.brief) == [(path, "Colour", "red"), (path, "list", "a, b: no")]


def test_the_brief_itself_can_have_both() -> None:
    one = loaded("suggested: [title, summary]\nextra: {parties: {next: {}}, null-ish: null}\n")
    assert one.whole, one.problems
    assert one.brief is not None
    assert suggested(one.brief) == {"": ("title", "summary")}
    assert extras(one.brief) == [("", "parties", "next: ")]


def test_what_is_left_over_is_cleaned_at_any_depth() -> None:
    data = {"title": "T", "date": "2025", "summary": "s", "extra": {"a": [{"b": "x\u202ey"}]}}
    one = load(json.dumps(data).encode(), "t.json")
    assert one.brief is not None
    assert "\u202e" not in str(one.brief.extra)


@pytest.mark.parametrize(
    ("status", "severity"),
    [("status: draft\n", "warning"), ("status: final\n", "error"), ("", "warning"),
     ("status: superseded\n", "warning")],
)  # fmt: skip
@pytest.mark.parametrize("path", RECORDS)
def test_suggestions_warn_and_are_errors_in_a_final_brief(
    status: str, severity: str, path: str
) -> None:
    text = status + RECORDS[path] % "suggested: [suggested, extra]"
    assert problems(text) == [f"{severity} {path}.suggested suggested"]


def test_what_is_suggested_must_be_a_key_of_the_record() -> None:
    text = RECORDS["quotes.q1"] % "suggested: [whoo, text]"
    brief = loaded(text).brief
    assert brief is not None
    first, second = confirmation.faults(brief)
    assert (first.severity, first.where) == ("error", "quotes.q1.suggested.1")
    assert first.message == '"whoo" is not a key of this record; did you mean "who"?'
    assert second.message.startswith("text: proposed by a program")


def test_shared_records_only_warn() -> None:
    shared = load_shared(b"parties: {iran: {name: Iran, suggested: name}}", "store.yaml")
    found = [(one.severity, one.where) for one in confirmation.of_shared(shared.shared)]
    assert not shared.problems
    assert found == [("warning", "parties.iran.suggested")]


@pytest.mark.parametrize("quotes", ["quotes: [{text: y}]\n", "quotes: {q1: {text: y}}\n"])
def test_only_in_a_draft_a_quote_may_lack_its_speaker(quotes: str) -> None:
    draft = loaded(f"status: draft\n{quotes}")
    assert draft.whole
    assert draft.brief is not None
    assert draft.brief.quotes["q1"].who is None
    assert problems(f"status: draft\n{quotes}") == ["warning quotes.q1.who missing"]
    for status in ("", "status: final\n", "status: superseded\n", "status: drafft\n"):
        one = loaded(status + quotes)
        assert ("quotes.q1.who", "missing") in {(p.where, p.code) for p in one.problems}
        assert "quotes.q1" in one.missing


def test_a_draft_with_an_error_elsewhere_keeps_its_quotes() -> None:
    one = loaded("status: draft\nquotes: [{text: y}]\nround: two\n")
    assert one.missing == ("round",)
    assert one.brief is not None
    assert list(one.brief.quotes) == ["q1"]


def test_the_schema_says_the_same_of_speakers() -> None:
    valid = Draft7Validator(schema())
    head = {"title": "T", "date": "2025", "summary": "s"}
    for quotes in ([{"text": "y"}], {"q1": {"text": "y"}}):
        assert not list(valid.iter_errors({**head, "status": "draft", "quotes": quotes}))
        for status in ({}, {"status": "final"}):
            assert list(valid.iter_errors({**head, **status, "quotes": quotes}))


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("time", "timeline"), ("agreement", "agreements"), ("titel", "title"), ("super", "supersedes"),
     ("bottom", "bottom_line"), ("summary_text", "summary"), ("auth", "authors")],
)  # fmt: skip
def test_an_unknown_key_gets_the_nearest_one(key: str, nearest: str) -> None:
    (problem,) = loaded(f"{key}: [x]\n").problems
    assert problem.message == f'unknown key "{key}"; did you mean "{nearest}"?'


def test_a_key_like_none_or_like_several_is_to_be_deleted() -> None:
    for key in ("colour", "p", "pro", "s"):
        (problem,) = loaded(f"{key}: x\n").problems
        assert problem.message == f'unknown key "{key}"; delete it'
