"""Evidence checks: archives, verdicts and cited paragraphs of quotes, agreements and sources."""

from collections.abc import Iterable, Iterator, Mapping

from briefing.checks.claims import prose
from briefing.evidence import (
    MAX_COMPARED,
    MAX_SEARCHED,
    Archive,
    DiffRun,
    QuoteCheck,
    Verdict,
    differing,
    searched,
)
from briefing.loader.problems import short
from briefing.loader.syntax import Fault
from briefing.model.brief import Brief
from briefing.model.references import Target, marks

NO_ARCHIVE = "has no archived text; add one with briefing archive"
"""The message for a source without an archived text."""

_WRAPPED = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«»"}
"""What may close a text by what opens it; apostrophes aside, which also stand inside words."""
_MARKS = frozenset('"“”„«»')


def claims(
    brief: Brief, archives: Mapping[str, Archive], findings: Mapping[str, QuoteCheck]
) -> Iterator[Fault]:
    """Yield faults in the evidence of a brief."""
    yield from grave(brief, archives, findings)
    yield from _wrapped(brief)
    yield from _unused(brief)
    yield from _unsupported(brief)
    yield from _unsearched(archives)


def grave(
    brief: Brief, archives: Mapping[str, Archive], findings: Mapping[str, QuoteCheck]
) -> Iterator[Fault]:
    """Yield the claims that can be errors; all others are warnings."""
    yield from _verdicts(brief, findings)
    yield from _paragraphs(brief, archives)


# --- verdicts -----------------------------------------------------------------------------------


def _verdicts(brief: Brief, findings: Mapping[str, QuoteCheck]) -> Iterator[Fault]:
    left_out = [key for key, one in findings.items() if one.verdict is Verdict.NOT_COMPARED]
    if left_out:
        message = _not_compared(len(left_out))
        yield Fault(None, "too-large", message, f"quotes.{left_out[0]}.text", "warning")
    for key, finding in findings.items():
        where = f"quotes.{key}.text"
        if finding.verdict is Verdict.ALTERED:
            yield Fault(None, "quote-altered", _altered(finding), where)
        elif finding.verdict is Verdict.NOT_FOUND:
            message = "the archived text has nothing like it; check the words and the source"
            yield Fault(None, "quote-not-found", message, where)
        elif finding.verdict is Verdict.AMBIGUOUS:
            yield Fault(None, "quote-ambiguous", _ambiguous(finding), where, "warning")
        elif finding.verdict is Verdict.NO_ARCHIVE and brief.status == "final":
            message = (
                "the brief is final, but there is no archived text to check this quote against"
            )
            yield Fault(None, "quote-unchecked", message, where, "warning")
        yield from _place(brief, key, finding)


def _not_compared(count: int) -> str:
    said = "this quote was" if count == 1 else f"this and the next {count - 1:,} quotes were"
    return (
        f"{said} not checked: the quotes before used up the limit for one brief "
        f"({MAX_COMPARED:,} characters of archived text); give each quote its place in from, "
        "or split the brief"
    )


def _altered(finding: QuoteCheck) -> str:
    place = finding.place
    at = f"{place.source}#p{place.paragraph}" if place else "the archived text"
    said = " ".join(_change(change) for change in finding.difference if change.kind != "same")
    has = f"{at} has {differing(finding.difference)}"
    return f"{has}: {short(said, 120)}" if said else has


def _change(change: DiffRun) -> str:
    sign = "+" if change.kind == "added" else "-"
    return f'{sign}"{short(change.text, 40)}"'


def _ambiguous(finding: QuoteCheck) -> str:
    paragraphs = dict.fromkeys(f"{one.source}#p{one.paragraph}" for one in finding.candidates)
    shown = ", ".join(list(paragraphs)[:4])
    return (
        f"the words occur in {len(finding.candidates)} places ({shown}); add from, prefix or "
        "suffix to say which is meant"
    )


def _place(brief: Brief, key: str, finding: QuoteCheck) -> Iterator[Fault]:
    """Yield warnings about the place of the words."""
    quote, place = brief.quotes[key], finding.place
    if place is None or finding.verdict in (Verdict.ALTERED, Verdict.AMBIGUOUS):
        return
    if finding.elsewhere:
        message = f"the words are in {place.source}#p{place.paragraph}; cite that"
        yield Fault(None, "quote-elsewhere", message, f"quotes.{key}.from", "warning")
    if finding.lacks_speaker:
        person, party = brief.people.get(quote.who), brief.parties.get(quote.who)
        name = person.name if person else party.name if party else quote.who
        at = f"{place.source}#p{place.paragraph}"
        message = f"{name} is not named near the words in {at}; check the speaker"
        yield Fault(None, "speaker", message, f"quotes.{key}.who", "warning")


def _wrapped(brief: Brief) -> Iterator[Fault]:
    """Yield quotes whose text is wrapped in quotation marks, which the format leaves out."""
    for key, quote in brief.quotes.items():
        text = quote.text.strip()
        inside = text[1:-1]
        if text[-1:] in _WRAPPED.get(text[:1], "") and inside and not _MARKS.intersection(inside):
            message = "is wrapped in quotation marks; remove them"
            yield Fault(None, "quote-marks", message, f"quotes.{key}.text", "warning")


# --- what rests on what -------------------------------------------------------------------------


def _unused(brief: Brief) -> Iterator[Fault]:
    """Yield quotes without a reference or an issue."""
    if not brief.quotes:
        return
    used = {target for one in prose(brief) for _, _, target in marks(one.text)}
    for records in (brief.agreements, brief.proposals):
        for record in records.values():
            used.update(record.quotes)
    for dispute in brief.disagreements.values():
        for position in dispute.positions.values():
            used.update(position.quotes)
    used.update(quote.same_as for quote in brief.quotes.values() if quote.same_as)
    for key, quote in brief.quotes.items():
        if key not in used and not quote.issues:
            message = "is not used: cite it in a record or in prose, or give it issues"
            yield Fault(None, "quote-unused", message, f"quotes.{key}", "warning")


def _unsupported(brief: Brief) -> Iterator[Fault]:
    for key, agreement in brief.agreements.items():
        if not agreement.support and not agreement.quotes:
            message = "has no support; add support: [source#p3] or quotes: [q1]"
            yield Fault(None, "no-support", message, f"agreements.{key}", "warning")
    for key, source in brief.sources.items():
        if source.archive is None:
            yield Fault(None, "no-archive", NO_ARCHIVE, f"sources.{key}", "warning")


def _unsearched(archives: Mapping[str, Archive]) -> Iterator[Fault]:
    """Yield archived texts beyond the search limit of one brief."""
    taken = searched(archives)
    for key in (key for key in archives if key not in taken):
        message = (
            "this text is not searched: together with the sources before it, the brief "
            f"has more than {MAX_SEARCHED:,} characters; list each text once, or split the brief"
        )
        yield Fault(None, "too-large", message, f"sources.{key}.archive", "warning")


def _paragraphs(brief: Brief, archives: Mapping[str, Archive]) -> Iterator[Fault]:
    """Yield citations of paragraphs beyond the end of an archived text."""
    for where, cited in _cited(brief):
        place = Target.place(cited)
        archive = archives.get(place.source)
        count = len(archive.paragraphs) if archive and place.paragraphs else 0
        if archive and place.paragraphs and place.paragraphs[1] > count:
            message = f'"{cited}": {place.source} ends at paragraph {count}; correct the number'
            yield Fault(None, "unknown-paragraph", message, where)


def _cited(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield every place in a source that a brief cites, with the path of the value."""
    for section in ("agreements", "proposals"):
        for key, record in getattr(brief, section).items():
            yield from _numbered(f"{section}.{key}.support", record.support)
    for key, dispute in brief.disagreements.items():
        for party, position in dispute.positions.items():
            where = f"disagreements.{key}.positions.{party}.support"
            yield from _numbered(where, position.support)
    for key, quote in brief.quotes.items():
        if quote.from_:
            yield f"quotes.{key}.from", quote.from_
    for number, event in enumerate(brief.timeline, 1):
        yield from _numbered(f"timeline.{number}.support", event.support)


def _numbered(where: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{where}.{number}", value) for number, value in enumerate(values, 1))
