"""Candidate speakers of a quote: the people and parties of the brief and the store."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.catalogue import Catalogue
from briefing.loader.identity import slug_of
from briefing.store.edits.suggestions import Speaker
from briefing.text.fold import fold

if TYPE_CHECKING:  # it takes time to load, which the first screen does not wait for
    from briefing.model.brief import Brief, Shared


class CandidateSpeaker(NamedTuple):
    """Someone who may have spoken."""

    slug: str
    """The slug of a person or party."""
    name: str
    """The name to show."""
    group: str
    """`People` or `Parties`, those of other briefs `elsewhere`."""
    is_defined: bool = True
    """Whether the brief can use the slug as it is."""


def speakers_of(brief: "Brief", shared: "Shared", catalogue: Catalogue) -> list[CandidateSpeaker]:
    """Return the people and parties of a brief, then those of the other briefs of its store.

    `shared` are the shared records that the brief can use.
    """
    found = [CandidateSpeaker(slug, one.name, "People") for slug, one in brief.people.items()]
    found += [CandidateSpeaker(slug, one.name, "Parties") for slug, one in brief.parties.items()]
    known = {one.slug for one in found}
    for kind, group, of_all in (
        ("person", "People elsewhere", shared.people),
        ("party", "Parties elsewhere", shared.parties),
    ):
        for used in catalogue.named(kind):
            if used.slug not in known:
                known.add(used.slug)
                found.append(CandidateSpeaker(used.slug, used.name, group, used.slug in of_all))
    return found


def chosen_speaker(typed: str, candidates: Sequence[CandidateSpeaker]) -> Speaker:
    """Return the speaker that a number from 1, a slug or a name means; a new person otherwise."""
    if typed.isdecimal() and 0 < int(typed) <= len(candidates):
        return as_speaker(candidates[int(typed) - 1])
    folded = fold(typed)
    same = [one for one in candidates if typed == one.slug or folded == fold(one.name)]
    begun = [one for one in candidates if folded in fold(one.name).split()]
    if same or len(begun) == 1:
        return as_speaker((same or begun)[0])
    return new_speaker(typed, [one.slug for one in candidates])


def as_speaker(one: CandidateSpeaker) -> Speaker:
    """Return a candidate as the speaker of a quote."""
    is_party = one.group.startswith("Parties")
    name = "" if one.is_defined else one.name
    return Speaker(one.slug, name, section="parties" if is_party else "people")


def new_speaker(name: str, taken: Sequence[str]) -> Speaker:
    """Return a new person: the slug is the last name, with the others where that is taken."""
    name = " ".join(name.split())
    slug = slug_of(name.rpartition(" ")[2])
    if slug in taken:
        slug = slug_of(name)
    number = 2
    while slug in taken:
        slug = f"{slug_of(name)}-{number}"
        number += 1
    return Speaker(slug, name)
