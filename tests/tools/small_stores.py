"""Small stores for tests: hypothesis strategies for what briefs hold, and the files they make."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.tools.oracle import Query

WORDS = (
    "ceasefire", "Ceasefires", "bodies", "Körper", "état", "talks", "停火协议", "停", "level", "of",
    "leaders", "“swap”", "long-term", "Κύπρος", "6,000", "soft\u00adly", "Київ",
    "p", "pr", "prison", "negotia-\ntions", "cease‐ \n fire", "long-\nterm", "soft\u00ad\nly",
    "U.N.", "Oʻzbekiston", "O'zbekiston", "talks¹", "№2202", "٧٠٠", "[T]alks", "ٱلاتفاق", "5½",
)  # fmt: skip
PARTIES: dict[str, dict[str, Any]] = {
    "ua": {"name": "Ukraine", "aliases": ["Kyiv", "Ukrainian side"]},
    "ru": {"name": "Russia", "aliases": ["Moscow"]},
    "us": {"name": "United States"},
}
PEOPLE: dict[str, dict[str, Any]] = {
    "um": {"name": "Rustem Umerov", "party": "ua"},
    "me": {"name": "Vladimir Medinsky", "party": "ru", "aliases": ["Medinski"]},
}
ISSUES = {"i1": "Ceasefire", "i2": {"title": "Bodies of the killed"}, "long-term": "Settlement"}
DATES = ("2025", "2025-06", "2025-06-02", "2025-06-02", "2025-06-30/2025-07-02", "2024-02~")
STANCES = ("proposes", "demands", "rejects", "unreported")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
paragraphs = st.lists(texts, min_size=1, max_size=3).map("\n\n".join)
_party, _issue = st.sampled_from(list(PARTIES)), st.sampled_from(list(ISSUES))
_parties = st.lists(_party, min_size=1, max_size=2, unique=True)


def _records(fields: Mapping[str, st.SearchStrategy[Any]], most: int = 2) -> Any:
    optional = {key: value for key, value in fields.items() if key.endswith("?")}
    required = {key: value for key, value in fields.items() if not key.endswith("?")}
    record = st.fixed_dictionaries(
        required, optional={key.rstrip("?"): value for key, value in optional.items()}
    )
    return st.lists(record, max_size=most)


_position = st.fixed_dictionaries({"stance": st.sampled_from(STANCES)}, optional={"text": texts})

briefs = st.fixed_dictionaries(
    {
        "title": texts,
        "date": st.sampled_from(DATES),
        "summary": paragraphs,
        "parties": st.just(PARTIES),
        "people": st.just(PEOPLE),
        "issues": st.just(ISSUES),
    },
    optional={
        "process": st.sampled_from(["talks", "other-talks"]),
        "round": st.integers(0, 3),
        "place": st.sampled_from([{"name": "Istanbul", "country": "TR"}, {"name": "New York"}]),
        "status": st.sampled_from(["draft", "final", "superseded"]),
        "supersedes": st.sampled_from(["b0", "b1", "b2"]),
        "bottom_line": texts,
        "tags": st.lists(st.sampled_from(["war", "État", "two words"]), max_size=2, unique=True),
        "agreements": _records(
            {
                "issue": _issue, "text": texts, "parties": _parties, "attested_by": _parties,
                "status?": st.sampled_from(["agreed", "signed"]),
                "amount?": st.just("6,000 bodies"),
            }
        ),
        "disagreements": _records(
            {
                "issue": _issue, "question": texts,
                "positions": st.dictionaries(_party, _position, max_size=2),
                "status?": st.sampled_from(["open", "resolved"]),
            }
        ),
        "proposals": _records({"issue": _issue, "by": _party, "text": texts, "to?": _party}),
        "quotes": _records(
            {
                "who": st.sampled_from([*PARTIES, *PEOPLE]), "text": texts,
                "issues?": st.lists(_issue, max_size=2, unique=True),
                "kind?": st.just("paraphrase"),
            },
            3,
        ),
        "timeline": _records({"date": st.just("2025"), "text": texts}),
        "next": _records({"text": texts}, 1),
        "unknown": st.lists(texts, max_size=1),
        "sources": st.dictionaries(
            st.sampled_from(["s1", "s2"]),
            st.fixed_dictionaries(
                {"kind": st.just("news")},
                optional={
                    "title": texts, "publisher": texts,
                    "archive": st.sampled_from(["sources/a.txt", "sources/b.txt"]),
                },
            ),
            max_size=2,
        ),
    },
)  # fmt: skip
"""What one brief holds, as the value of a JSON file."""

_text_field = st.sampled_from(
    ["", "", "", "agreed", "disputed", "quote", "summary", "source", "title"]
)
_words = st.sampled_from(
    ["ceasefire", "bodies", "korper", "ETAT", "talks", "停火", "停", "协", "level", "of", "κυπρος",
     "6,000", "softly", "киів", "p", "ukraine", "umerov", "istanbul", "zzz", "negotiations",
     "tions", "ceasefire", "fire", "longterm", "UN", "u.n.", "Ozbekiston", "Oʻzbekiston",
     "O'zbekiston", "[t]alks", "2202", "700", "الاتفاق", "u", "5½", "kyiv", "medinski", "states"]
)  # fmt: skip
_leaves = st.one_of(
    st.tuples(st.just("word"), _words, _text_field),
    st.tuples(
        st.just("prefix"),
        st.sampled_from(["c", "ce", "cease", "ceasefi", "p", "pri", "zz", "mos", "um"]),
        _text_field,
    ),
    st.tuples(st.just("phrase"), st.sampled_from(
        [("level", "of", "leaders"), ("of", "level"), ("long", "term"), ("停", "火"), ("6", "000"),
         ("ukrainian", "side"), ("rustem", "umerov")]
    ), _text_field),
    st.tuples(st.just("pattern"), st.sampled_from(["[Cc]ease.*s", "of l", "^l", "x*"]),
              _text_field),
    st.sampled_from([
        ("field", name, value)
        for name, values in {
            "party": ("Kyiv", "ru", "side", "united states", "nobody"),
            "speaker": ("umerov", "me", "Medinski", "ua"), "issue": ("i1", "bodies", "long-term"),
            "stance": ("rejects", "unreported"), "status": ("open", "agreed"),
            "verdict": ("no archive", "verbatim", "not found", "paraphrase"),
            "kind": ("quote", "title"), "process": ("talks",), "place": ("istanbul", "tr", "york"),
            "tag": ("war", "etat", "two words"), "id": ("b1",), "round": ("1..2", "0..0"),
            "date": ("2025-06..2025-06", "2024..2025-05", "2025-07-02..2026"),
            "has": ("quote", "agreement", "place"), "is": ("draft", "final", "superseded"),
        }.items()
        for value in values
    ]),
)  # fmt: skip
queries: st.SearchStrategy[Query] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.just("and"), inner, inner),
        st.tuples(st.just("or"), inner, inner),
        st.tuples(st.just("and"), inner, inner, inner),
    ),
    max_leaves=5,
)
"""Queries as `naive` takes them."""


def write_brief(folder: Path, name: str, value: Mapping[str, Any]) -> None:
    """Write a brief as a JSON file; `name` is its path without the ending."""
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def write_archives(folder: Path, *texts_: str) -> None:
    """Write archived texts as `sources/a.txt`, `sources/b.txt`."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for letter, text in zip("ab", texts_, strict=False):
        (folder / "sources" / f"{letter}.txt").write_text(text, encoding="utf-8")
