"""What checking every quote of a brief against its archived texts finds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefing.evidence import (
    NO_ARCHIVE,
    PARAPHRASE,
    PRONOUNS,
    Archive,
    Finding,
    SpeakerCheck,
    Verdict,
    judge,
    speaker_near,
)
from briefing.model import Brief, Party, Person, Quote
from briefing.records import Cite, parse_cite

_FOUND = (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.OMISSIONS)


def findings_of(brief: Brief, archives: Mapping[str, Archive]) -> Mapping[str, Finding]:
    """Return what was found for each quote, by its key; `archives` are by source."""
    return {key: _finding(brief, quote, archives) for key, quote in brief.quotes.items()}


def _finding(brief: Brief, quote: Quote, archives: Mapping[str, Archive]) -> Finding:
    if quote.kind == "paraphrase":
        return PARAPHRASE
    cited = parse_cite(quote.from_) if quote.from_ else None
    if cited is not None and cited.source not in archives:
        return NO_ARCHIVE
    found = _judged(quote, quote.text, archives, cited)
    if found.verdict is Verdict.NOT_FOUND and quote.original:
        # A translation stands in no text of another language; what was said may stand there.
        original = _judged(quote, quote.original, archives, cited)
        found = replace(original, of_original=original.verdict is not Verdict.NOT_FOUND)
    return replace(found, speaker=_speaker(brief, quote, archives, found))


def _judged(
    quote: Quote, words: str, archives: Mapping[str, Archive], cited: Cite | None
) -> Finding:
    return judge(words, archives, cited=cited, prefix=quote.prefix or "", suffix=quote.suffix or "")


def _speaker(
    brief: Brief, quote: Quote, archives: Mapping[str, Archive], found: Finding
) -> SpeakerCheck | None:
    """Return how the speaker is named near the words, or None where nobody can tell.

    A name is only looked for in a text of the brief's language: in another it is spelled otherwise.
    """
    person = brief.people.get(quote.who)
    speaker = person or brief.parties.get(quote.who)
    if found.place is None or found.verdict not in _FOUND or speaker is None:
        return None
    lang = brief.sources[found.place.source].lang
    if lang and lang.split("-")[0] != (brief.lang or "en").split("-")[0]:
        return None
    return speaker_near(
        archives[found.place.source],
        found.place,
        (speaker.name, *speaker.aliases),
        others=tuple(_others(brief, quote.who, speaker)),
        roles=(person.role,) if person and person.role else (),
        pronouns=PRONOUNS if person else (),
    )


def _others(brief: Brief, who: str, speaker: Person | Party) -> Iterator[str]:
    """Yield the names of everybody of the speaker's kind but the speaker."""
    everybody = brief.people if isinstance(speaker, Person) else brief.parties
    for key, other in everybody.items():
        if key != who:
            yield from (other.name, *other.aliases)
