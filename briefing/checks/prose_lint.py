"""Prose lint: figures that the cited sources do not contain, and uncited sentences."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from briefing.checks.claims import prose
from briefing.evidence import Archive, QuoteCheck, figures_missing, uncited_sentences
from briefing.loader.problems import short
from briefing.loader.syntax import Fault
from briefing.model.brief import Agreement, Brief, Event, Position, Proposal
from briefing.model.dates import readable
from briefing.model.references import Target, marks
from briefing.text.numbers import numbers_in

MAX_CLAIMS = 50
"""Claims of one kind about one text."""
MAX_READ = 12_000_000
"""Characters of passages in which figures are looked for, of one brief: some seconds."""

_DIGITS = re.compile(r"(?<![\w^])[0-9]")
_Record = Agreement | Proposal | Position | Event


class _Unchecked(Exception):
    """A passage is unavailable, so its figures are unknown."""


def claims(
    brief: Brief, archives: Mapping[str, Archive], findings: Mapping[str, QuoteCheck]
) -> Iterator[Fault]:
    """Yield faults in the prose of a brief."""
    cited, numbers = _Cited(brief, archives, findings), _Numbers()
    own = tuple(cited.own())
    for where, text, passages in cited.texts():
        if not _DIGITS.search(text):
            continue
        try:
            missing = figures_missing(text, dict.fromkeys((*own, *passages)), numbers.of)
        except _Unchecked:
            continue
        for figure in missing[:MAX_CLAIMS]:
            message = f'"{short(figure.text)}" is in none of the passages cited; check the figure'
            yield Fault(None, "figure", message, where, "warning", figure.span.start)
    if brief.status == "final":
        for sentence in uncited_sentences(brief.summary)[:MAX_CLAIMS]:
            message = (
                "the brief is final, but this sentence cites nothing; add a reference such as [^a1]"
            )
            yield Fault(None, "uncited", message, "summary", "warning", sentence.span.start)


class _Numbers:
    """The numbers in the passages that one brief cites; each passage is parsed once."""

    def __init__(self) -> None:
        self._known: dict[str, Set[str]] = {}
        self._left = MAX_READ

    def of(self, passage: str) -> Set[str]:
        """Return the numbers in a passage.

        Raises:
            _Unchecked: the passages of this brief exceed the limit.
        """
        if passage not in self._known:
            if len(passage) > self._left:
                raise _Unchecked
            self._left -= len(passage)
            self._known[passage] = numbers_in(passage)
        return self._known[passage]


class _Cited:
    """The passages that support the prose of one brief."""

    def __init__(
        self, brief: Brief, archives: Mapping[str, Archive], findings: Mapping[str, QuoteCheck]
    ) -> None:
        self._brief = brief
        self._archives = archives
        self._findings = findings

    def own(self) -> Iterator[str]:
        """Yield figures that prose may contain without a source: the brief's dates and round."""
        brief = self._brief
        yield f"{readable(brief.date)} {brief.title}"
        if brief.round is not None:
            yield f"{brief.round} {brief.round - 1} {brief.round + 1}"
        dates = [event.date for event in brief.timeline]
        dates += [step.date for step in brief.next if step.date]
        dates += [one.due for one in brief.agreements.values() if one.due]
        dates += [one.date for one in brief.proposals.values() if one.date]
        dates += [one.published for one in brief.sources.values() if one.published]
        yield " ".join(map(readable, dates))

    def texts(self) -> Iterator[tuple[str, str, Iterable[str]]]:
        """Yield each text with references: its path, itself, the passages it cites."""
        for where, text, record in prose(self._brief):
            targets = [target for _, _, target in marks(text)]
            if targets or (record is not None and _rests_on(record)):
                yield where, text, self._passages(targets, record)
        for key, agreement in self._brief.agreements.items():
            if agreement.amount and _rests_on(agreement):
                yield f"agreements.{key}.amount", agreement.amount, self._of_record(agreement)

    def _passages(self, targets: Iterable[str], record: _Record | None) -> Iterator[str]:
        if record is not None:
            yield from self._of_record(record)
        yield from self._of_records(targets)

    def _of_records(self, targets: Iterable[str]) -> Iterator[str]:
        """Yield the passages behind the records that are referred to."""
        brief = self._brief
        for target in dict.fromkeys(targets):
            record = brief.agreements.get(target) or brief.proposals.get(target)
            if record is not None:
                yield from self._of_record(record)
            elif target in brief.disagreements:
                for position in brief.disagreements[target].positions.values():
                    yield from self._of_record(position)
            elif target in brief.quotes:
                yield from self._of_quote(target)
            else:
                yield from self._of_place(target)

    def _of_record(self, record: _Record) -> Iterator[str]:
        for place in record.support:
            yield from self._of_place(place)
        for quote in _quotes(record):
            yield from self._of_quote(quote)

    def _of_quote(self, key: str) -> Iterator[str]:
        quote, finding = self._brief.quotes.get(key), self._findings.get(key)
        if quote is None:
            raise _Unchecked
        yield quote.text
        if finding is not None and finding.place is not None:
            yield self._paragraphs(finding.place.paragraphs)
        elif quote.from_:
            yield from self._of_place(quote.from_)
        else:
            raise _Unchecked

    def _of_place(self, written: str) -> Iterator[str]:
        try:
            cited = Target.place(written)
        except ValueError:
            raise _Unchecked from None  # a record of another brief
        source = self._brief.sources.get(cited.source)
        if source is not None and source.title:
            yield source.title
        yield self._paragraphs(cited)

    def _paragraphs(self, cited: Target) -> str:
        archive = self._archives.get(cited.source)
        if archive is None:
            raise _Unchecked
        if cited.paragraphs is None:
            return archive.text
        span = archive.cited_span(cited)
        return archive.text[span.start : span.end] if span else ""


def _quotes(record: _Record) -> tuple[str, ...]:
    return () if isinstance(record, Event) else record.quotes


def _rests_on(record: _Record) -> bool:
    """Whether a record names any source or quote."""
    return bool(record.support or _quotes(record))
