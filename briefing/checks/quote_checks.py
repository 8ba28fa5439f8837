"""Quote checks of every quote of a brief against its archived texts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from briefing.evidence import (
    NO_ARCHIVE,
    PARAPHRASE,
    Archive,
    Budget,
    QuoteCheck,
    SpeakerCheck,
    Speakers,
    Verdict,
    judge,
)
from briefing.model.brief import Brief, Party, Person, Quote
from briefing.model.references import Target

__all__ = ["findings_of", "judge"]

_FOUND = (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.OMISSIONS)


def findings_of(brief: Brief, archives: Mapping[str, Archive]) -> Iterator[tuple[str, QuoteCheck]]:
    """Compare the quotes, and yield each one's key with what that gave; `archives` are by source.

    One quote may take seconds. `judge` of this module is all that takes long.
    """
    named, budget = _Named(_speakers(brief.people), _speakers(brief.parties)), Budget()
    for key, quote in brief.quotes.items():
        yield key, _finding(brief, quote, archives, named, budget)


def _finding(
    brief: Brief, quote: Quote, archives: Mapping[str, Archive], named: "_Named", budget: Budget
) -> QuoteCheck:
    if quote.kind == "paraphrase":
        return PARAPHRASE
    cited = Target.place(quote.from_) if quote.from_ else None
    if cited is not None and cited.source not in archives:
        return NO_ARCHIVE
    found = _judged(quote, quote.text, archives, cited, budget)
    if found.verdict is Verdict.NOT_FOUND and quote.original:
        # A translation stands in no text of another language; what was said may stand there.
        original = _judged(quote, quote.original, archives, cited, budget)
        found = replace(original, of_original=original.verdict is not Verdict.NOT_FOUND)
    return replace(found, speaker=_speaker(brief, quote, archives, found, named))


def _judged(
    quote: Quote, words: str, archives: Mapping[str, Archive], cited: Target | None, budget: Budget
) -> QuoteCheck:
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    return judge(words, archives, cited=cited, prefix=prefix, suffix=suffix, budget=budget)


class _Named(NamedTuple):
    """Who may be named near a quotation; prepared for lookup on first use."""

    people: Speakers
    parties: Speakers


def _speakers(everybody: Mapping[str, Person] | Mapping[str, Party]) -> Speakers:
    return Speakers({who: (one.name, *one.aliases) for who, one in everybody.items()})


def _speaker(
    brief: Brief, quote: Quote, archives: Mapping[str, Archive], found: QuoteCheck, named: _Named
) -> SpeakerCheck | None:
    """Return how the speaker is named near the words, or None if unknown.

    Only a text in the brief's language is searched: names are spelled differently in others.
    """
    person = brief.people.get(quote.who)
    if found.place is None or found.verdict not in _FOUND:
        return None
    if person is None and quote.who not in brief.parties:
        return None
    lang = brief.sources[found.place.source].lang
    if lang and lang.split("-")[0] != (brief.lang or "en").split("-")[0]:
        return None
    archive = archives[found.place.source]
    if person is None:
        return named.parties.near(archive, found.place, quote.who, pronouns=())
    return named.people.near(archive, found.place, quote.who, role=person.role or "")
