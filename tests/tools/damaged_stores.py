"""Random stores of three rounds, and briefs in which one value is damaged."""

import copy
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

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
    path = next(path for path in paths(values) if line_of(values, path) == n)
    return Damaged("\n".join(lines) + "\n", f"r{number}.yaml", costs(values, path), path)


def line_of(values: Any, path: Path_) -> int:
    """Return the line of a value in the YAML of a brief."""
    marked = copy.deepcopy(values)
    owner = at(marked, path[:-1])
    if isinstance(owner, list) or not isinstance(owner[path[-1]], str):
        return -1
    owner[path[-1]] = "THE-VALUE"
    text = yaml.safe_dump(marked, sort_keys=False, width=1000)
    return text[: text.index("THE-VALUE")].count("\n")


ALL = {
    f"w{number}{name}"
    for number in (1, 2, 3)
    for name in ("title", "summary", *(f"{kind}{n}{party}" for kind in "adpqtnu"
                                       for n in (0, 1) for party in ("", "ua", "ru")))
}  # fmt: skip
"""Every word that a brief of such a store may hold of its own."""
