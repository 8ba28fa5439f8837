"""Random records, written in YAML with comments and layouts as people mix them, or in JSON."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import strategies as st

WORDS = (
    "anna",
    "it's",
    "a: b",
    "yes",
    "12:30",
    "x # y",
    "[z",
    "two\nlines",
    "“ja”",
    "-",
    "null",
    "é",
)


def value(random: Random, depth: int = 0) -> Any:
    """Return a text, a list of texts, or a record of values."""
    kind = random.choice("tttlr" if depth < 3 else "ttl")
    if kind == "t":
        return random.choice(WORDS)
    if kind == "l":
        return [random.choice(WORDS) for _ in range(random.randint(1, 3))]
    return {f"k{number}": value(random, depth + 1) for number in range(random.randint(1, 4))}


def scalar(random: Random, text: str, indent: str, *, flow: bool) -> str:
    """Return a text in one of the styles that can hold it."""
    styles = ["double"]
    if "\n" not in text:
        styles.append("single")
    if text.isalpha() and text not in ("null",):
        styles += ["plain"] * 3
    if not flow:
        styles.append("block")
    style = random.choice(styles)
    if style == "plain":
        return text
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    if style == "block":
        lines = text.split("\n")
        return random.choice(["|-", "|-  # kept"]) + "".join(f"\n{indent}  {one}" for one in lines)
    return json.dumps(text, ensure_ascii=False)


def in_brackets(random: Random, data: Any) -> str:
    """Return a value in brackets."""
    if isinstance(data, str):
        return scalar(random, data, "", flow=True)
    trailing = random.choice(["", ",", " "])
    if isinstance(data, list):
        return f"[{', '.join(in_brackets(random, one) for one in data)}{trailing}]"
    inner = ", ".join(f"{key}: {in_brackets(random, one)}" for key, one in data.items())
    return f"{{{inner}{trailing}}}"


def block(random: Random, data: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a record or list that its indentation ends."""
    for key, one in data.items() if isinstance(data, dict) else enumerate(data):
        if random.random() < 0.2:
            yield from random.choice((["", f"{indent}# about {key}"], [f"{indent}# next"], [""]))
        lead = f"{indent}{key}:" if isinstance(data, dict) else f"{indent}-"
        end = random.choice(["", "", "  # why"])
        if isinstance(one, str):
            written = scalar(random, one, indent, flow=False)
            yield f"{lead} {written}" + (end if written[0] not in "|" else "")
        elif random.random() < 0.3:
            yield f"{lead} {in_brackets(random, one)}{end}"
        elif isinstance(data, dict):
            yield f"{lead}{end}"
            below = indent if isinstance(one, list) and random.random() < 0.3 else f"{indent}  "
            yield from block(random, one, below)
        else:
            first, *rest = block(random, one, f"{indent}  ")
            if first.strip() and not first.strip().startswith("#"):
                yield f"{indent}- {first[len(indent) + 2 :]}"
            else:
                yield f"{indent}-"
                yield first
            yield from rest


def as_yaml(random: Random, data: dict[str, Any]) -> str:
    """Return a record as a file of YAML."""
    newline = random.choice(["\n", "\n", "\r\n"])
    text = "\n".join(block(random, data, "")) + random.choice(["\n", "", "\n\n# end\n"])
    return text.replace("\n", newline)


def as_json(random: Random, data: dict[str, Any]) -> str:
    """Return a record as a file of JSON."""
    return json.dumps(data, indent=random.choice([None, 1, 2]), ensure_ascii=random.random() < 0.5)


def as_front_matter(random: Random, data: dict[str, Any]) -> str:
    """Return a record as the front matter of a Markdown file."""
    lines = "\n".join(block(random, data, ""))
    return f"---\n{lines}\n---\n\nA body: of *text*.\n\n- not: yaml\n"


NOTATIONS = {"a.yaml": as_yaml, "a.json": as_json, "a.md": as_front_matter}


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, dict[str, Any], Random]:
    """Return the name and text of a file, its data, and the source of what is chosen."""
    random = Random(draw(st.integers(0, 2**32)))
    data = {f"r{number}": value(random) for number in range(random.randint(2, 4))}
    name = draw(st.sampled_from(sorted(NOTATIONS)))
    return name, NOTATIONS[name](random, data), data, random


def paths(data: Any, above: str = "") -> Iterator[str]:
    """Yield the dotted path of every value."""
    each = data.items() if isinstance(data, dict) else enumerate(data, 1)
    for key, one in each:
        where = f"{above}.{key}".removeprefix(".")
        yield where
        if not isinstance(one, str):
            yield from paths(one, where)
