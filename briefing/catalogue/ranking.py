"""Ranking of hits by relevance instead of date."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from briefing.catalogue.judging import search_form
from briefing.query.lighting import needle_of
from briefing.query.nodes import Pattern, Words

if TYPE_CHECKING:
    from briefing.catalogue.searching import Answer

_WEIGHTS = {
    "title": 2.0, "agreement": 1.5, "disagreement": 1.3, "position": 1.2, "quote": 1.3,
    "proposal": 1.2, "summary": 1.0, "source": 0.7,
}  # fmt: skip
_OTHER_WEIGHT = 0.9
_K1, _B = 1.2, 0.75
_USUAL = 120.0  # characters of a record of usual length


def rank(found: list[Answer], marked: tuple[Words | Pattern, ...]) -> list[Answer]:
    """Return `found` with the best first; those as good stay in the order they come in.

    BM25 (Robertson and Zaragoza, 2009) over the hits themselves, weighed by the kind of record.
    """
    needles = [needle_of(item) for item in marked if isinstance(item, Words)]
    forms = [search_form(answer.record[1], answer.record[2]) for answer in found]
    counts = [[form.count(needle) for needle in needles] for form in forms]
    having = [sum(1 for row in counts if row[place]) for place in range(len(needles))]
    rarity = [log(1 + (len(found) - n + 0.5) / (n + 0.5)) for n in having]
    scores = []
    for answer, form, row in zip(found, forms, counts, strict=True):
        short = _K1 * (1 - _B + _B * len(form) / _USUAL)
        score = sum(
            weight * count * (_K1 + 1) / (count + short)
            for weight, count in zip(rarity, row, strict=True)
        )
        scores.append(score * _WEIGHTS.get(answer.record[0], _OTHER_WEIGHT))
    order = sorted(range(len(found)), key=lambda place: -scores[place])
    return [found[place] for place in order]
