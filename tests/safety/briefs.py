"""Briefs whose every field says something hostile."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from briefing.loader.load import load
from tests.safety.corpus import ALL

Say = Callable[[], str]


@cache
def taken() -> tuple[str, ...]:
    """Return the texts of the corpus that the format lets a brief say."""
    return tuple(text for text in ALL if load(least(text), "b.json").whole)


@cache
def refused() -> tuple[str, ...]:
    """Return the texts of the corpus that the format answers with a problem."""
    return tuple(text for text in ALL if text not in taken())


def least(text: str) -> bytes:
    """Return the least that is a brief, with `text` for its title."""
    return json.dumps({"title": text, "date": "2025-01-02", "summary": "x"}).encode()


def brief(say: Say, brief_id: str, number: int) -> dict[str, Any]:
    """Return a brief with every text field of the format filled by `say`."""
    return {
        "id": brief_id, "title": say(), "date": f"20{number % 90 + 10}-01-02", "summary": say(),
        "process": "talks", "round": number, "place": {"name": say()}, "bottom_line": say(),
        "authors": [say(), say()], "tags": [say(), say()], "status": "draft",
        "parties": {"a": _party(say, "party"), "b": _party(say, "mediator")},
        "people": {"p": {"name": say(), "party": "a", "role": say(), "aliases": [say()]}},
        "sources": {"s": _source(say), "t": _source(say) | {"kind": "document"}},
        "issues": {"i": {"title": say()}, "j": {"title": say(), "part_of": "i"}},
        "agreements": [_agreement(say), _agreement(say) | {"issue": "j", "status": "signed"}],
        "disagreements": [
            {"issue": "i", "question": say(), "positions": {
                "a": {"stance": "demands", "text": say()},
                "b": {"stance": "rejects", "text": say()}}},
        ],
        "proposals": [{"issue": "j", "by": "a", "to": "b", "text": say(), "status": "pending"}],
        "quotes": [_quote(say, "p"), _quote(say, "b")],
        "timeline": [{"date": "2025-01-01", "text": say()}, {"date": "2025-01-02", "text": say()}],
        "next": [{"text": say(), "date": "2025-02"}, {"text": say()}],
        "unknown": [say(), say()],
    }  # fmt: skip


def _party(say: Say, role: str) -> dict[str, Any]:
    return {"name": say(), "aliases": [say()], "members": [say()], "role": role}


def _source(say: Say) -> dict[str, Any]:
    url = f"https://a.example/{say()}"
    return {"kind": "news", "title": say(), "publisher": say(), "url": url, "archive": say()}


def _agreement(say: Say) -> dict[str, Any]:
    return {
        "issue": "i", "text": say(), "parties": ["a", "b"], "attested_by": ["a"], "amount": say(),
        "due": "2025-03", "support": ["s#p1"], "quotes": ["q1"],
    }  # fmt: skip


def _quote(say: Say, who: str) -> dict[str, Any]:
    return {
        "who": who, "text": say(), "from": "s#p1", "verb": say(), "via": say(), "prefix": say(),
        "suffix": say(), "issues": ["i"], "original": say(), "translated_by": say(), "to": say(),
        "note": say(), "lang": "en",
    }  # fmt: skip


def texts_in(value: Any) -> list[str]:
    """Return every text in a value that JSON can hold, in order."""
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in texts_in(item)]


def rotations(texts: Sequence[str], count: int) -> Iterable[dict[str, Any]]:
    """Yield `count` briefs, in each of which every field says what the field before said last.

    After as many briefs as there are texts, every text has been in every field; after one, as
    many texts as there are fields have been somewhere.
    """
    fields = fields_of_a_brief()
    step = max(1, len(texts) // count) if count * fields >= len(texts) else fields
    for number in range(count):
        start = number * step % len(texts)
        said = cycle([*texts[start:], *texts[:start]])
        yield brief(lambda said=said: next(said), f"b{number:03}", number)  # type: ignore[misc]


@cache
def fields_of_a_brief() -> int:
    """Return how many texts `brief` asks for."""
    count = 0

    def say() -> str:
        nonlocal count
        count += 1
        return "x"

    brief(say, "x", 1)
    return count


def write(folder: Path, briefs: Iterable[dict[str, Any]]) -> None:
    """Write briefs as JSON, in which anything can be said."""
    folder.mkdir(exist_ok=True)
    for value in briefs:
        (folder / f"{value['id']}.json").write_text(json.dumps(value))


def foreign(texts: Iterable[str]) -> str:
    """Return a Markdown file of another program that says what briefs must not."""
    body = "\n\n".join(texts).encode("utf-8", "replace").decode()
    return f"# A title \x1b[31m\x9b31m\u202e[red]\n\n{body}\n"
