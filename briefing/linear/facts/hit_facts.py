"""Hits of a search as lines: where each is, and the words around what was found."""

from briefing.catalogue.search_results import Hit
from briefing.linear.facts.part import fact, ordinal
from briefing.view.hits import name_before, record_label
from briefing.view.spans import plain


def hit_facts(hit: Hit, at: int, total: int | None) -> list[str]:
    """Return a hit: its record and words, then the brief that has it; `at` counts from 0."""
    number = f"Hit {at + 1:,}" if total is None else ordinal("Hit", at, total)
    label = plain(record_label(hit)) if hit.key != hit.kind else hit.kind
    words = hit.excerpt[len(name_before(hit)) :].replace("[^", "[")
    if hit.row is not None and hit.row.is_quoted:
        words = f"“{words}”"
    key = "" if hit.key == hit.kind else hit.key
    return [
        *fact(f"{number}, {label}", words),
        *fact("In", hit.title or hit.brief, hit.date, key, hit.sharing_label, hit.standing),
    ]


def found_words(hit: Hit) -> tuple[str, ...]:
    """Return the words in the excerpt of a hit that were searched for, each once."""
    return tuple(dict.fromkeys(hit.excerpt[start:end] for start, end in hit.spans))
