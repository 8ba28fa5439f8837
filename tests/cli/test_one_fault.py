"""Damage one value of a random store: nothing else disappears, and whoever lacks it says so."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.loader.load import load_shared
from tests.cli.conftest import Answer, Command
from tests.tools.damaged_stores import (
    ALL,
    TOKEN,
    Damaged,
    Path_,
    brief,
    damaged,
    line_of,
    paths,
    stores,
)  # fmt: skip

BOARDS = [
    ("process", "talks"), ("process", "talks", "--promises"), ("process", "talks", "--timeline"),
    ("matrix", "talks"), ("who", "ua"), ("who", "ru"), ("issue", "i1"), ("issue", "i2"),
    ("diff", "r1", "r2"), ("diff", "r2", "r3"), ("diff", "r1", "r2", "--side"),
]  # fmt: skip
OTHERS = [("list",), ("search", "tok", "-n", "500"), ("show", "r1"), ("show", "r2"), ("show", "r3")]
FORMS = ("--csv", "--markdown")
"""Forms of a board besides text and JSON."""


def may_lose(one: Damaged, words: tuple[str, ...], number: int) -> frozenset[str]:
    """Return the words that an answer may lack because of a fault in the round of that number."""
    # What pairs records, or follows one, lacks the other where it lacks the one.
    pairs = words[0] == "diff" or "--promises" in words
    # A hit shows the title of its brief.
    title = {f"w{number}title"} if words[0] == "search" else set()
    # Without a readable process, number or date, the place of the round is not known.
    unplaced = words in BOARDS and one.where[0] in ("process", "round", "date")
    if pairs and (f"r{number}" in words or words[0] != "diff" or not number):
        return frozenset(ALL)
    return (
        frozenset(word for word in ALL if word[1] == str(number))
        if unplaced
        else one.may_lose | title
    )


def says_so(answer: Answer, name: str, words: tuple[str, ...]) -> bool:
    """Whether an answer says that something of the file is missing."""
    if words[0] == "show":
        return "problem" in answer.out
    return name in answer.err or name in answer.out


def is_in_json(answer: Answer, name: str) -> bool:
    """Whether JSON says so too; an answer without a value has no place for it."""
    values = answer.json if answer.out else []
    for value in values if isinstance(values, list) else [values]:
        told = value.get("missing") or value.get("problems")
        if told and (name in str(told) or value.get("path") == name):
            return True
    return not values


@settings(
    max_examples=6,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), rounds=stores)
def test_nothing_else_disappears_and_whoever_lacks_it_says_so(
    briefing: Command, data: st.DataObject, rounds: list[Any]
) -> None:
    values = [brief(number, *one) for number, one in enumerate(rounds, 1)]
    number = data.draw(st.integers(1, 3))
    one = data.draw(damaged(values[number - 1], number))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, value in enumerate(values, 1):
            (folder / f"r{n}.json").write_text(json.dumps(value), encoding="utf-8")
        before = {words: briefing(*words, "-s", folder, "--json") for words in (*BOARDS, *OTHERS)}
        (folder / f"r{number}.json").unlink()
        (folder / one.name).write_text(one.text, encoding="utf-8")
        if briefing("check", folder).status:  # or the format takes it
            for words, was in before.items():
                compare(briefing, (*words, "-s", str(folder)), words, one, number, was)


def compare(
    briefing: Command,
    line: tuple[str, ...],
    words: tuple[str, ...],
    one: Damaged,
    number: int,
    was: Answer,
) -> None:
    """Check an answer, in every form, after the damage against that before."""
    now = briefing(*line, "--json")
    had, has = (set(TOKEN.findall(answer.out)) for answer in (was, now))
    lost = had - has - may_lose(one, words, number)
    assert not lost, (words, lost, now)
    if had - has:
        assert says_so(now, one.name, words), (words, now)
        assert words[0] == "show" or is_in_json(now, one.name), (words, now)
        for form in ((), *((form,) for form in FORMS if words in BOARDS)):
            answer = briefing(*line, *form)
            assert says_so(answer, one.name, words), (words, form, answer)


SHARED = ("parties", "people", "issues")


@settings(
    max_examples=6,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), rounds=stores, folder_of=st.sampled_from(["", "deep/"]))
def test_a_fault_of_shared_records_hides_nothing_else(
    briefing: Command, data: st.DataObject, rounds: list[Any], folder_of: str
) -> None:
    values = [brief(number, *one) for number, one in enumerate(rounds, 1)]
    shared = {key: values[0][key] for key in SHARED}
    one = data.draw(damaged(shared, 0))._replace(name=f"{folder_of}store.yaml")
    quoted = [q for value in values for q in value.get("quotes", {}).values() if q["who"] == "um"]
    by_person = set(TOKEN.findall(str(quoted))) if one.where[0] == "people" else set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / folder_of).mkdir(exist_ok=True)
        for n, value in enumerate(values, 1):
            own = {key: item for key, item in value.items() if key not in SHARED}
            path = folder / folder_of / f"r{n}.json"
            path.write_text(json.dumps(own), encoding="utf-8")
        (folder / one.name).write_text(json.dumps(shared), encoding="utf-8")
        before = {words: briefing(*words, "-s", folder, "--json") for words in BOARDS}
        (folder / one.name).write_text(one.text, encoding="utf-8")
        if not load_shared(one.text.encode(), one.name).missing:
            return  # the format takes it, or a name is defined nowhere
        hides_name = one.where[0] in ("parties", "issues")
        one = one._replace(may_lose=frozenset(by_person), where=("", *one.where))
        for words, was in before.items():
            unknown = hides_name and words[0] in ("who", "issue")
            fault = one._replace(may_lose=frozenset(ALL)) if unknown else one
            compare(briefing, (*words, "-s", name), words, fault, 0, was)
            assert says_so(briefing(*words, "-s", folder), one.name, words)


@pytest.mark.parametrize("where", [("process",), ("people", "um", "name"), ("summary",)])
def test_the_paths_of_a_brief_are_found(where: Path_) -> None:
    value = brief(1, dict.fromkeys(_kinds(), 1), ["i1"], ["ua"])
    assert where in set(paths(value))
    assert line_of(value, where) >= 0


def _kinds() -> list[str]:
    return ["agreements", "disagreements", "proposals", "quotes", "timeline", "next", "unknown"]
