"""The values that fields of a query can have in a store, for completion."""

from collections.abc import Iterable, Mapping

from briefing.catalogue import Catalogue, Marks
from briefing.catalogue.briefs import tags_and_places
from briefing.query import SORTS
from briefing.query.assist.completion import Values, candidate

_MOST = 5_000
"""Values of one field."""


def query_values(catalogue: Catalogue, marks: Marks, saved: Iterable[str]) -> Mapping[str, Values]:
    """Return the values in use by the name of their field; reading them takes a while."""
    parties, people, issues = map(catalogue.named, ("party", "person", "issue"))
    nothing: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    tags, places = catalogue.ask(tags_and_places, nothing)
    own = [mark.removeprefix("tag:") for mark in marks if mark.startswith("tag:")]
    values = {
        "party": [candidate(each.slug, each.name) for each in parties],
        "speaker": [candidate(each.slug, each.name) for each in (*people, *parties)],
        "issue": [candidate(each.slug, each.name) for each in issues],
        "process": [candidate(each.slug, each.title) for each in catalogue.processes()],
        "tag": [candidate(tag) for tag in sorted({*tags, *own})],
        "place": [candidate(place) for place in places],
        "saved": [candidate(name) for name in saved],
        "sort": [candidate(order) for order in SORTS],
    }
    return {name: Values(each[:_MOST]) for name, each in values.items()}
