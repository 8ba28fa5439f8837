"""The quote checks of one brief: every quote against its archived texts."""

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

_FOUND = (Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.OMISSIONS)


def check_quotes(brief: Brief, archives: Mapping[str, Archive]) -> Iterator[tuple[str, QuoteCheck]]:
    """Yield each key with the check of its quote, which may take seconds."""
    run = _Run(brief, archives, _speakers(brief.people), _speakers(brief.parties), Budget())
    for key, quote in brief.quotes.items():
        yield key, run.check(quote)


def _speakers(records: Mapping[str, Person] | Mapping[str, Party]) -> Speakers:
    return Speakers({slug: (one.name, *one.aliases) for slug, one in records.items()})


class _Run(NamedTuple):
    brief: Brief
    archives: Mapping[str, Archive]
    people: Speakers
    parties: Speakers
    budget: Budget

    def check(self, quote: Quote) -> QuoteCheck:
        if quote.kind == "paraphrase":
            return PARAPHRASE
        cited = Target.place(quote.from_) if quote.from_ else None
        if cited is not None and cited.source not in self.archives:
            return NO_ARCHIVE
        check = self._judge(quote, quote.text, cited)
        if check.verdict is Verdict.NOT_FOUND and quote.original:
            # The words may be a translation: then only the original is in the archived text.
            original = self._judge(quote, quote.original, cited)
            check = replace(original, of_original=original.verdict is not Verdict.NOT_FOUND)
        return replace(check, speaker=self._speaker(quote, check))

    def _judge(self, quote: Quote, words: str, cited: Target | None) -> QuoteCheck:
        prefix, suffix = quote.prefix or "", quote.suffix or ""
        return judge(
            words, self.archives, cited=cited, prefix=prefix, suffix=suffix, budget=self.budget
        )

    def _speaker(self, quote: Quote, check: QuoteCheck) -> SpeakerCheck | None:
        """Return how the speaker is named, if the text is in the language of the brief."""
        brief, who = self.brief, quote.who or ""
        if check.place is None or check.verdict not in _FOUND:
            return None
        person = brief.people.get(who)
        if person is None and who not in brief.parties:
            return None
        lang = brief.sources[check.place.source].lang
        if lang and lang.split("-")[0] != (brief.lang or "en").split("-")[0]:
            return None
        archive = self.archives[check.place.source]
        if person is None:
            return self.parties.near(archive, check.place, who, pronouns=())
        return self.people.near(archive, check.place, who, role=person.role or "")
