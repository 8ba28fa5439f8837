"""Prose lint: figures that the cited sources do not contain, and uncited sentences."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from briefing.evidence import Archive, QuoteCheck, figures_missing, uncited_sentences
from briefing.loader.problems import short
from briefing.loader.syntax import Fault
from briefing.model.brief import Agreement, Brief, Event, Position, Proposal
from briefing.model.dates import readable
from briefing.model.references import Target, marks
from briefing.text.numbers import numbers_in

MAX_FAULTS = 50
"""Faults of one kind reported for one text."""
MAX_READ = 12_000_000
"""Characters of passages of one brief that are read for figures: some seconds."""

_DIGITS = re.compile(r"(?<![\w^])[0-9]")
_Record = Agreement | Proposal | Position | Event


class Prose(NamedTuple):
    """A text of a brief that can contain `[^q1]` references."""

    where: str
    """Its dotted path."""
    text: str
    """The text."""
    record: _Record | None = None
    """The record that has sources for the whole text, if of such a kind."""


def prose_of(brief: Brief) -> Iterator[Prose]:
    """Yield every text of a brief that can contain references."""
    yield Prose("bottom_line", brief.bottom_line or "")
    yield Prose("summary", brief.summary)
    for key, agreement in brief.agreements.items():
        yield Prose(f"agreements.{key}.text", agreement.text, agreement)
    for key, dispute in brief.disagreements.items():
        yield Prose(f"disagreements.{key}.question", dispute.question)
        for party, position in dispute.positions.items():
            where = f"disagreements.{key}.positions.{party}.text"
            yield Prose(where, position.text or "", position)
    for key, proposal in brief.proposals.items():
        yield Prose(f"proposals.{key}.text", proposal.text, proposal)
    for key, quote in brief.quotes.items():
        yield Prose(f"quotes.{key}.note", quote.note or "")
    for number, event in enumerate(brief.timeline, 1):
        yield Prose(f"timeline.{number}.text", event.text, event)
    for number, step in enumerate(brief.next, 1):
        yield Prose(f"next.{number}.text", step.text)
    for number, text in enumerate(brief.unknown, 1):
        yield Prose(f"unknown.{number}", text)


class _UncheckedError(Exception):
    """A passage is unavailable or beyond the limit, so its figures are unknown."""


def faults(
    brief: Brief, archives: Mapping[str, Archive], checks: Mapping[str, QuoteCheck]
) -> Iterator[Fault]:
    """Yield faults in the prose of a brief; `checks` are those of its quotes."""
    cited = _Cited(brief, archives, checks)
    own = tuple(cited.own())
    for where, text, passages in cited.texts():
        if not _DIGITS.search(text):
            continue
        try:
            missing = figures_missing(text, dict.fromkeys((*own, *passages)), cited.numbers)
        except _UncheckedError:
            continue
        for figure in missing[:MAX_FAULTS]:
            message = f'"{short(figure.text)}" is in none of the passages cited; check the figure'
            yield Fault(None, "figure", message, where, "warning", figure.start)
    if brief.status == "final":
        for sentence in uncited_sentences(brief.summary)[:MAX_FAULTS]:
            message = (
                "the brief is final, but this sentence cites nothing; add a reference such as [^a1]"
            )
            yield Fault(None, "uncited", message, "summary", "warning", sentence.span.start)


class _Cited:
    def __init__(
        self, brief: Brief, archives: Mapping[str, Archive], checks: Mapping[str, QuoteCheck]
    ) -> None:
        self._brief = brief
        self._archives = archives
        self._checks = checks
        self._numbers: dict[str, Set[str]] = {}
        self._left = MAX_READ

    def numbers(self, passage: str) -> Set[str]:
        if passage not in self._numbers:
            if len(passage) > self._left:
                raise _UncheckedError
            self._left -= len(passage)
            self._numbers[passage] = numbers_in(passage)
        return self._numbers[passage]

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
        for where, text, record in prose_of(self._brief):
            targets = [target for _, _, target in marks(text)]
            if targets or (record is not None and _has_sources(record)):
                yield where, text, self._passages(record, targets)
        for key, agreement in self._brief.agreements.items():
            if agreement.amount and _has_sources(agreement):
                yield f"agreements.{key}.amount", agreement.amount, self._of_record(agreement)

    def _passages(self, record: _Record | None, targets: Iterable[str]) -> Iterator[str]:
        if record is not None:
            yield from self._of_record(record)
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
        quote, check = self._brief.quotes.get(key), self._checks.get(key)
        if quote is None:
            raise _UncheckedError
        yield quote.text
        if check is not None and check.place is not None:
            yield self._paragraphs(check.place.paragraphs)
        elif quote.from_:
            yield from self._of_place(quote.from_)
        else:
            raise _UncheckedError

    def _of_place(self, written: str) -> Iterator[str]:
        try:
            cited = Target.place(written)
        except ValueError:
            raise _UncheckedError from None  # a record of another brief
        source = self._brief.sources.get(cited.source)
        if source is not None and source.title:
            yield source.title
        yield self._paragraphs(cited)

    def _paragraphs(self, cited: Target) -> str:
        archive = self._archives.get(cited.source)
        if archive is None:
            raise _UncheckedError
        if cited.paragraphs is None:
            return archive.text
        span = archive.cited_span(cited)
        return archive.text[span.start : span.end] if span else ""


def _quotes(record: _Record) -> tuple[str, ...]:
    return () if isinstance(record, Event) else record.quotes


def _has_sources(record: _Record) -> bool:
    return bool(record.support or _quotes(record))
