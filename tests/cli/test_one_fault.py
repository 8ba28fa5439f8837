"""Damage one value of a random store: nothing else disappears, and whoever lacks it says so."""

import copy
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.loader.load import load_shared
from tests.cli.conftest import Answer, Command

Path_ = tuple[Any, ...]
TOKEN = re.compile(r"\bw[0-9][a-z0-9]+\b")
PARTIES, ISSUES = ("ua", "ru"), ("i1", "i2")
_party, _issue = st.sampled_from(PARTIES), st.sampled_from(ISSUES)
_counts = st.fixed_dictionaries(
    {
        section: st.integers(0, 2)
        for section in ("agreements", "disagreements", "proposals", "quotes", "timeline", "next",
                        "unknown")
    }
)  # fmt: skip
_CHOICES = ("stance", "status", "kind", "role")
_REQUIRED = ("issue", "text", "parties", "attested_by", "question", "positions", "stance", "by",
             "who", "title", "date", "summary", "name")  # fmt: skip
_WRONG = (["x"], {"x": "y"}, "", "no such: thing", ["x", {"y": []}])


def brief(number: int, counts: Mapping[str, int], issues: list[str], parties: list[str]) -> Any:
    """Return a round with so many records of each kind, a word of its own in each."""

    def word(name: str) -> str:
        return f"w{number}{name}"

    def of(values: list[str], n: int) -> str:
        return values[n % len(values)]

    made: dict[str, Any] = {
        "title": f"Round {number} {word('title')}", "date": f"2025-0{number}-01",
        "process": "talks", "round": str(number), "summary": f"They met {word('summary')}.",
        "parties": {"ua": {"name": "Ukraine", "kind": "state"}, "ru": {"name": "Russia"}},
        "people": {"um": {"name": "Umerov", "party": "ua", "role": "Minister"}},
        "issues": {"i1": {"title": "Ceasefire"}, "i2": {"title": "Prisoners"}},
        "agreements": {
            f"a{n}": {"issue": of(issues, n), "text": f"tok {word(f'a{n}')}", "due": "2026",
                      "parties": list(PARTIES), "attested_by": [of(parties, n)],
                      "status": "agreed"}
            for n in range(counts["agreements"])
        },
        "disagreements": {
            f"d{n}": {"issue": of(issues, n + 1), "question": f"tok {word(f'd{n}')}?",
                      "kind": "terms",
                      "positions": {
                          party: {"stance": "demands", "text": f"tok {word(f'd{n}{party}')}"}
                          for party in parties}}
            for n in range(counts["disagreements"])
        },
        "proposals": {
            f"p{n}": {"issue": of(issues, n), "by": of(parties, n), "text": f"tok {word(f'p{n}')}"}
            for n in range(counts["proposals"])
        },
        "quotes": {
            f"q{n}": {"who": of(["um", "ru"], n), "text": f"tok {word(f'q{n}')}",
                      "issues": [of(issues, n)], "kind": "full"}
            for n in range(counts["quotes"])
        },
        "timeline": [{"date": "2025", "text": f"tok {word(f't{n}')}"}
                     for n in range(counts["timeline"])],
        "next": [{"text": f"tok {word(f'n{n}')}"} for n in range(counts["next"])],
        "unknown": [f"tok {word(f'u{n}')}" for n in range(counts["unknown"])],
    }  # fmt: skip
    return {key: value for key, value in made.items() if value}


stores = st.lists(
    st.builds(
        lambda counts, issues, parties: (counts, issues, parties),
        _counts,
        st.lists(_issue, min_size=1, max_size=2, unique=True),
        st.lists(_party, min_size=1, max_size=2, unique=True),
    ),
    min_size=3,
    max_size=3,
)


class Damaged(NamedTuple):
    """A brief with one fault."""

    text: str
    """The file."""
    name: str
    """Its name."""
    may_lose: frozenset[str]
    """The words that may go with the faulty value."""
    where: Path_
    """The path of the value."""


def paths(value: Any, above: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every value within one."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items if isinstance(value, dict | list) else ():
        yield (*above, key)
        yield from paths(item, (*above, key))


def unit(path: Path_) -> Path_:
    """Return the path of the smallest part that a fault at `path` may cost."""
    if path[0] == "disagreements" and path[2:3] == ("positions",) and len(path) > 3:
        return path[:4]
    return path[:2]


def at(value: Any, path: Path_) -> Any:
    for key in path:
        value = value[key]
    return value


def costs(values: Any, path: Path_) -> frozenset[str]:
    """Return the words that may go with a fault at `path`."""
    lost = set(TOKEN.findall(json.dumps(at(values, unit(path)))))
    if path[0] == "people":
        quotes = values.get("quotes", {}).values()
        lost |= {
            word for one in quotes if one["who"] == path[1] for word in TOKEN.findall(str(one))
        }
    return frozenset(lost)


@st.composite
def damaged(draw: st.DrawFn, values: Any, number: int) -> Damaged:
    """Return a brief with one value changed, renamed or removed, or one line broken."""
    every = list(paths(values))
    how = draw(st.sampled_from(["choice", "type", "key", "removed", "line"]))
    if how == "line":
        return draw(with_broken_line(values, number))
    fitting = [
        path for path in every
        if isinstance(path[-1], str)
        and {"choice": path[-1] in _CHOICES, "removed": path[-1] in _REQUIRED}.get(how, True)
    ]  # fmt: skip
    path = draw(st.sampled_from(fitting))
    new = copy.deepcopy(values)
    owner = at(new, path[:-1])
    if how == "choice":
        owner[path[-1]] = "acepts-not"
    elif how == "type":
        owner[path[-1]] = draw(st.sampled_from(_WRONG))
    elif how == "key":
        owner[f"{path[-1]}zz"] = owner.pop(path[-1])
    else:
        del owner[path[-1]]
    as_json = draw(st.booleans())
    text = json.dumps(new, indent=1) if as_json else yaml.safe_dump(new, sort_keys=False)
    return Damaged(text, f"r{number}.{'json' if as_json else 'yaml'}", costs(values, path), path)


@st.composite
def with_broken_line(draw: st.DrawFn, values: Any, number: int) -> Damaged:
    lines = yaml.safe_dump(values, sort_keys=False, width=1000).splitlines()
    every = [n for n, line in enumerate(lines) if re.search(r": \S", line)]
    n = draw(st.sampled_from(every))
    key, _, value = lines[n].partition(": ")
    lines[n] = draw(
        st.sampled_from([f"{key}: @{value}", f"{key}: one: {value}", f"{key}: ]{value}"])
    )
    path = next(path for path in paths(values) if _line_of(values, path) == n)
    return Damaged("\n".join(lines) + "\n", f"r{number}.yaml", costs(values, path), path)


def _line_of(values: Any, path: Path_) -> int:
    """Return the line of a value in the YAML of a brief."""
    marked = copy.deepcopy(values)
    owner = at(marked, path[:-1])
    if isinstance(owner, list) or not isinstance(owner[path[-1]], str):
        return -1
    owner[path[-1]] = "THE-VALUE"
    text = yaml.safe_dump(marked, sort_keys=False, width=1000)
    return text[: text.index("THE-VALUE")].count("\n")


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


ALL = {
    f"w{number}{name}"
    for number in (1, 2, 3)
    for name in ("title", "summary", *(f"{kind}{n}{party}" for kind in "adpqtnu"
                                       for n in (0, 1) for party in ("", "ua", "ru")))
}  # fmt: skip


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
    assert _line_of(value, where) >= 0


def _kinds() -> list[str]:
    return ["agreements", "disagreements", "proposals", "quotes", "timeline", "next", "unknown"]
