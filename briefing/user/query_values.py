"""The values that fields of a query can have in a store, for completion."""

from collections.abc import Callable, Collection, Iterable, Mapping

from briefing.catalogue import Catalogue, Marks
from briefing.catalogue.briefs import tags_and_places
from briefing.query import SORTS
from briefing.query.assist.completion import Candidate, Values, candidate

_MOST = 5_000
"""Values of one field."""


def query_values(
    catalogue: Catalogue, marks: Marks, saved: Iterable[str], *, only: Collection[str] = ()
) -> Mapping[str, Values]:
    """Return the values in use by the name of their field; reading them takes a while.

    With `only`, those of these fields.
    """

    def named(*kinds: str) -> list[Candidate]:
        return [candidate(each.slug, each.name) for kind in kinds for each in catalogue.named(kind)]

    def listed(words: Iterable[str]) -> list[Candidate]:
        return list(map(candidate, words))

    own = [mark.removeprefix("tag:") for mark in marks if mark.startswith("tag:")]
    readers: dict[str, Callable[[], list[Candidate]]] = {
        "party": lambda: named("party"),
        "speaker": lambda: named("person", "party"),
        "issue": lambda: named("issue"),
        "process": lambda: [candidate(each.slug, each.title) for each in catalogue.processes()],
        "tag": lambda: listed(sorted({*_tags_and_places(catalogue)[0], *own})),
        "place": lambda: listed(_tags_and_places(catalogue)[1]),
        "saved": lambda: listed(saved),
        "sort": lambda: listed(SORTS),
    }
    asked = {name: read for name, read in readers.items() if not only or name in only}
    return {name: Values(read()[:_MOST]) for name, read in asked.items()}


def _tags_and_places(catalogue: Catalogue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    nothing: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    return catalogue.ask(tags_and_places, nothing)
