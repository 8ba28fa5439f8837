"""Sourcing: verdicts and places of quotes, cited paragraphs, support of agreements, archives."""

from collections.abc import Iterator, Mapping

from briefing.checks.prose_lint import prose_of
from briefing.evidence import (
    MAX_COMPARED,
    MAX_SEARCHED,
    Archive,
    Place,
    QuoteCheck,
    Verdict,
    differing,
    searched,
)
from briefing.loader.problems import short
from briefing.loader.syntax import Fault
from briefing.model.brief import Brief, Event
from briefing.model.references import Target, marks
from briefing.text.word_changes import OF_QUOTE, PLAIN_MARKS, differences, in_a_line

NO_ARCHIVE = "has no archived text; add one with briefing archive"
"""The message for a source without an archived text."""

_WRAPPED = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«»"}
"""Closing quotation marks by opening one; no apostrophes, which also occur inside words."""
_MARKS = frozenset('"“”„«»')


def faults(
    brief: Brief, archives: Mapping[str, Archive], checks: Mapping[str, QuoteCheck]
) -> Iterator[Fault]:
    """Yield faults in the sourcing of a brief; `checks` are those of its quotes."""
    yield from possible_errors(brief, archives, checks)
    yield from _wrapped_quotes(brief)
    yield from _unused_quotes(brief)
    for key, agreement in brief.agreements.items():
        if not agreement.support and not agreement.quotes:
            message = "has no support; add support: [source#p3] or quotes: [q1]"
            yield Fault(None, "no-support", message, f"agreements.{key}", "warning")
    for key, source in brief.sources.items():
        if source.archive is None:
            yield Fault(None, "no-archive", NO_ARCHIVE, f"sources.{key}", "warning")
    yield from _unsearched_archives(archives)


def possible_errors(
    brief: Brief, archives: Mapping[str, Archive], checks: Mapping[str, QuoteCheck]
) -> Iterator[Fault]:
    """Yield the faults among which there can be errors; all others are warnings."""
    uncompared = [key for key, one in checks.items() if one.verdict is Verdict.NOT_COMPARED]
    if uncompared:
        message = _not_compared(len(uncompared))
        yield Fault(None, "too-large", message, f"quotes.{uncompared[0]}.text", "warning")
    for key, check in checks.items():
        yield from _verdict(brief, f"quotes.{key}.text", check)
        yield from _place(brief, key, check)
    yield from _missing_paragraphs(brief, archives)


def _verdict(brief: Brief, where: str, check: QuoteCheck) -> Iterator[Fault]:
    if check.verdict is Verdict.ALTERED:
        yield Fault(None, "quote-altered", _altered(check), where)
    elif check.verdict is Verdict.NOT_FOUND:
        message = "the archived text has nothing like it; check the words and the source"
        yield Fault(None, "quote-not-found", message, where)
    elif check.verdict is Verdict.AMBIGUOUS:
        yield Fault(None, "quote-ambiguous", _ambiguous(check), where, "warning")
    elif check.verdict is Verdict.NO_ARCHIVE and brief.status == "final":
        message = "the brief is final, but there is no archived text to check this quote against"
        yield Fault(None, "quote-unchecked", message, where, "warning")


def _not_compared(count: int) -> str:
    quotes = "this quote was" if count == 1 else f"this and the next {count - 1:,} quotes were"
    return (
        f"{quotes} not checked: the quotes before used up the limit for one brief "
        f"({MAX_COMPARED:,} characters of archived text); give each quote its place in from, "
        "or split the brief"
    )


def _altered(check: QuoteCheck) -> str:
    runs = (run.side for run in check.difference)
    changes = in_a_line(differences(runs, OF_QUOTE, PLAIN_MARKS, limit=40))
    at = _paragraph(check.place) if check.place else "the archived text"
    summary = f"{at} has {differing(check.difference)}"
    return f"{summary}: {short(changes, 160)}" if changes else summary


def _paragraph(place: Place) -> str:
    return f"{place.source}#p{place.paragraph}"


def _ambiguous(check: QuoteCheck) -> str:
    shown = ", ".join(list(dict.fromkeys(map(_paragraph, check.candidates)))[:4])
    return (
        f"the words occur in {len(check.candidates)} places ({shown}); add from, prefix or "
        "suffix to say which is meant"
    )


def _place(brief: Brief, key: str, check: QuoteCheck) -> Iterator[Fault]:
    quote, place = brief.quotes[key], check.place
    if place is None or check.verdict in (Verdict.ALTERED, Verdict.AMBIGUOUS):
        return
    if check.elsewhere:
        message = f"the words are in {_paragraph(place)}; cite that"
        yield Fault(None, "quote-elsewhere", message, f"quotes.{key}.from", "warning")
    if check.lacks_speaker and quote.who:
        speaker = brief.people.get(quote.who) or brief.parties.get(quote.who)
        name = speaker.name if speaker else quote.who
        message = f"{name} is not named near the words in {_paragraph(place)}; check the speaker"
        yield Fault(None, "speaker", message, f"quotes.{key}.who", "warning")


def _wrapped_quotes(brief: Brief) -> Iterator[Fault]:
    for key, quote in brief.quotes.items():
        text = quote.text.strip()
        inside = text[1:-1]
        if text[-1:] in _WRAPPED.get(text[:1], "") and inside and not _MARKS.intersection(inside):
            message = "is wrapped in quotation marks; remove them"
            yield Fault(None, "quote-marks", message, f"quotes.{key}.text", "warning")


def _unused_quotes(brief: Brief) -> Iterator[Fault]:
    if not brief.quotes:
        return
    used = {quote.same_as for quote in brief.quotes.values()}
    for text in prose_of(brief):
        used.update(target for _, _, target in marks(text.text))
        if text.record is not None and not isinstance(text.record, Event):
            used.update(text.record.quotes)
    for key, quote in brief.quotes.items():
        # What a program found is first to be confirmed, then to be used.
        if key not in used and not quote.issues and not quote.suggested:
            message = "is not used: cite it in a record or in prose, or give it issues"
            yield Fault(None, "quote-unused", message, f"quotes.{key}", "warning")


def _unsearched_archives(archives: Mapping[str, Archive]) -> Iterator[Fault]:
    taken = searched(archives)
    for key in (key for key in archives if key not in taken):
        message = (
            "this text is not searched: together with the sources before it, the brief "
            f"has more than {MAX_SEARCHED:,} characters; list each text once, or split the brief"
        )
        yield Fault(None, "too-large", message, f"sources.{key}.archive", "warning")


def _missing_paragraphs(brief: Brief, archives: Mapping[str, Archive]) -> Iterator[Fault]:
    for where, cited in _citations(brief):
        place = Target.place(cited)
        archive = archives.get(place.source)
        count = len(archive.paragraphs) if archive and place.paragraphs else 0
        if archive and place.paragraphs and place.paragraphs[1] > count:
            message = f'"{cited}": {place.source} ends at paragraph {count}; correct the number'
            yield Fault(None, "unknown-paragraph", message, where)


def _citations(brief: Brief) -> Iterator[tuple[str, str]]:
    for text in prose_of(brief):
        if text.record is not None:
            where = f"{text.where.rpartition('.')[0]}.support"
            yield from ((f"{where}.{n}", one) for n, one in enumerate(text.record.support, 1))
    for key, quote in brief.quotes.items():
        if quote.from_:
            yield f"quotes.{key}.from", quote.from_
