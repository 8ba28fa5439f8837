"""The rules that find the speaker of a quotation, in order; the first that answers wins."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from briefing.drafting.scanner.clauses import clause_after, clauses, sources
from briefing.drafting.scanner.phrases import NounPhrase, phrase_from, skip_right
from briefing.drafting.scanner.reported import (
    is_person,
    is_reported,
    main_subject,
    quoted_before,
    quoted_by,
)
from briefing.drafting.scanner.saying import (
    SayingClause,
    gapped,
    is_apposition,
    is_aside,
    is_left,
    is_over,
)
from briefing.drafting.scanner.words_and_marks import (
    CAPITAL,
    MARK,
    QUOTE,
    WORD,
    TextToken,
    sentences,
)
from briefing.drafting.words.lexicon import Is, Lexicon

WINDOW = 120
"""Tokens before a quotation in which its speaker is looked for."""
_FAR = 60  # characters from the verb
_LONGEST_TAIL = 20  # tokens after a verb with which a sentence ends
_LONGEST_NAME = 16  # tokens
_VIA = 25  # tokens from the verb to who relayed it
_LATE = 8  # tokens between a quotation and the verb that ends its clause


class FoundSpeaker(NamedTuple):
    """Who spoke, by what rule."""

    rule: str
    subject: NounPhrase
    verb: int
    """The token of the verb."""
    verb_from: int = -1
    """The first token of a verb of several words; -1 for one."""
    via: NounPhrase | None = None
    """Who relayed the words."""


def _answer(rule: str, clause: SayingClause) -> FoundSpeaker:
    return FoundSpeaker(rule, clause.subject, clause.verb, clause.verb_from)


class ReadSentence:
    """One sentence with its clauses."""

    def __init__(self, found: Sequence[TextToken], low: int, high: int, lexicon: Lexicon) -> None:
        """Read the tokens of a paragraph from `low` to `high`."""
        self.found, self.low, self.high, self.lexicon = found, low, high, lexicon
        self.clauses = clauses(found, low, high, lexicon)
        """Its clauses of saying, in order."""
        self.verbs = [clause.verb for clause in self.clauses]
        """Their verbs."""
        self.quotes = [at for at in range(low, high) if found[at].kind == QUOTE]
        """Its quotations."""

    @cached_property
    def sources(self) -> list[tuple[int, NounPhrase]]:
        """Where `according to` and the like stand, with the phrase after each."""
        return list(sources(self.found, self.low, self.high, self.lexicon))

    @cached_property
    def source_places(self) -> list[int]:
        """Where those stand."""
        return [place for place, _ in self.sources]

    @cached_property
    def tail(self) -> tuple[int, SayingClause] | None:
        """The clause with which the sentence ends, and the last quotation before it."""
        if not self.clauses or not self.quotes:
            return None
        clause = self.clauses[-1]
        index = bisect_left(self.quotes, clause.first) - 1
        if clause.form != "finite" or index < 0 or not self._ends_with(clause):
            return None
        first = clause.first
        if self.found[first - 1].text in self.lexicon.as_words:
            first -= 1
        if self.found[first - 1].text != "," or clause.first <= self.quotes[index] + 1:
            return None
        return self.quotes[index], clause

    def _ends_with(self, clause: SayingClause) -> bool:
        rest = self.found[clause.verb + 1 : self.high]
        if clause.verb < clause.subject.start:
            return len(rest) <= _LONGEST_TAIL and not any(one.kind == QUOTE for one in rest)
        return all(one.kind == MARK for one in rest)

    @property
    def is_quoted(self) -> bool:
        """Whether there is nothing but quotations in it."""
        if not self.quotes:
            return False
        return all(one.kind in (QUOTE, MARK) for one in self.found[self.low : self.high])

    def via(self, at: int, verb: int) -> NounPhrase | None:
        """Return who relayed a quotation, where that is said after its verb."""
        index = bisect_left(self.source_places, max(at, verb))
        if index < len(self.sources) and self.source_places[index] <= max(at, verb) + _VIA:
            return self.sources[index][1]
        return None


def after(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """Rules 1 and 2: `…,” said X`, and `…,” X, a spokesman, told reporters`."""
    found, start = one.found, at + 1
    for _ in range(2):  # as in `», — `
        if start < one.high and found[start].text in (",", "—", "–", "-", "--"):
            start += 1
    clause = clause_after(found, start, one.high, one.lexicon)
    if clause is None:
        return None
    if (inside := _in_first_clause(one, at)) is not None:
        return _answer("part", inside)
    is_turned = clause.subject.kind == "pronoun" or clause.verb < clause.subject.start
    if one.lexicon.inverts and not is_turned:
        return None  # Paris veut « … », Lee dit le contraire
    rule = "after-VS" if clause.verb < clause.subject.start else "after-SV"
    return _answer(rule, clause)


def _in_first_clause(one: ReadSentence, at: int) -> SayingClause | None:
    """Return the clause before the main one: `Während Lee sagte, es sei „…“, lehnte Kim ab`."""
    if one.lexicon.order != "verb-second" or not one.found[one.low].tag & Is.SUBORDINATE:
        return None
    clause = one.clauses[0] if one.clauses else None
    begins = clause is not None and clause.first == one.low + 1 and clause.verb < at
    return clause if begins else None


def tail(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """Rule 3: the rest of the sentence ends in a name and a verb."""
    if one.tail is None or one.tail[0] != at:
        return None
    return _answer("tail-SV", one.tail[1])


def according(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """Rule 4: `according to him, … “…”`."""
    index = bisect_right(one.source_places, at + 2) - 1
    if index < 0 or one.source_places[index] < at - WINDOW:
        return None
    is_lead = one.lexicon.order == "verb-second" and at > 0 and one.found[at - 1].text == ":"
    if is_lead and _nearest(one, at) is not None:
        return None  # laut Protokoll sagte Lee: „…“
    place, subject = one.sources[index]
    verb = max(place, subject.start - 1) if subject.start > place else place
    if one.found[min(subject.end, one.high - 1)].text in one.lexicon.views:
        verb = subject.end + (place == subject.start)
    rule = "view" if one.found[place].text in one.lexicon.for_persons else "according"
    return FoundSpeaker(rule, subject, verb, place)


def before(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """Rule 5: a comma or colon right before the mark, the nearest subject and verb."""
    if at == one.low or one.found[at - 1].text not in (",", ":"):
        return None
    clause = _nearest(one, at)
    if clause is None or is_over(one.found, one.low, clause, at):
        return None
    rule = "colon" if one.found[at - 1].text == ":" else "comma"
    if clause.form != "finite":
        rule = f"{rule}-{clause.form}"
    return _answer(rule, clause)


def _nearest(one: ReadSentence, at: int) -> SayingClause | None:
    index = bisect_left(one.verbs, at) - 1
    if index < 0 or one.verbs[index] < at - WINDOW:
        return None
    return one.clauses[index]


def named(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """A name and a colon without a verb: `Lee: “…”`."""
    found = one.found
    if at < one.low + 2 or found[at - 1].text != ":" or at - one.low > _LONGEST_NAME:
        return None
    subject = phrase_from(found, one.low, at, one.lexicon)
    if subject is None or subject.kind != "name":
        return None
    end = skip_right(found, subject.end, at)
    if end != at - 1 and not (
        is_person(found, subject) and is_apposition(found, end, at - 1, one.lexicon)
    ):
        return None
    return FoundSpeaker("name-colon", subject, at - 1)


def quoted(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """Whom others quote: `“, zitiert die Zeitung Lee`, `Lee wird mit den Worten zitiert: “`."""
    if one.lexicon.order != "verb-second":
        return None
    found, start = one.found, at + 1
    if start < one.high and found[start].text == ",":
        start += 1
    quoting = None
    if start < one.high and (found[start].tag & (Is.QUOTED | Is.BE) or found[start].text == "wie"):
        quoting = quoted_by(found, start, min(one.high, at + WINDOW), one.lexicon)
    elif at > one.low and found[at - 1].text in (":", "worten"):
        quoting = quoted_by(found, max(one.low, at - WINDOW), at, one.lexicon)
    if quoting is None:
        return None
    subject, verb, by = quoting
    return FoundSpeaker("quoted", subject, verb, via=by)


def colon_alone(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """A colon after a sentence without a verb of saying: `Minister Lee stellt sich vor ihn: “`."""
    if at < one.low + 2 or not quoted_before(one.found, at) or at - one.low > WINDOW:
        return None
    main = main_subject(one.found, one.low, at, one.lexicon)
    return FoundSpeaker("colon-alone", *main) if main is not None else None


def verb_last(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """A verb after the quotation: `der Minister hat ihn „…“ genannt`, `der ihn „…“ nannte`."""
    index = bisect_left(one.verbs, at)
    if one.lexicon.order != "verb-second" or index >= len(one.clauses):
        return None
    clause = one.clauses[index]
    between = one.found[at + 1 : clause.verb]
    if clause.first >= at or len(between) > _LATE or any(t.kind == MARK for t in between):
        return None
    return _answer("verb-last", clause)


def within(one: ReadSentence, at: int) -> FoundSpeaker | None:
    """Rules 6 to 9: part of a sentence is quoted."""
    index = bisect_left(one.verbs, at) - 1
    if index < 0 or one.verbs[index] < at - WINDOW:
        return None
    clause = one.clauses[index]
    if one.lexicon.inverts and is_aside(one.found, one.low, clause, at):
        return None
    if one.lexicon.order == "verb-second" and is_left(one.found, one.low, clause, at, one.lexicon):
        return None
    last = one.quotes[bisect_left(one.quotes, at) - 1]
    if (other := gapped(one.found, clause, last, at, one.lexicon)) is not None:
        return FoundSpeaker("part-gapped", other, clause.verb)
    outer = clause
    least = max(0, at - 2 * WINDOW)
    while index > 0 and outer.first > least and _is_nested(one, one.clauses[index - 1], outer):
        index -= 1
        outer = one.clauses[index]
    if outer is not clause:
        return _answer("chain", outer)
    rule = "part" if clause.form == "finite" else f"part-{clause.form}"
    if one.found[at].start - one.found[clause.verb].end > _FAR:
        rule += "-far"
    return _answer(rule, clause)


def _is_nested(one: ReadSentence, outer: SayingClause, inner: SayingClause) -> bool:
    """Whether a clause is what another one says: only `that` and objects are in between."""
    if inner.form != "finite":
        return False
    gap = one.found[outer.verb + 1 : inner.first]
    if len(gap) > 12 or outer.verb >= inner.first:
        return False
    return not any(
        token.kind in (MARK, QUOTE) or token.tag & (Is.CONJUNCTION | Is.RELATIVE) for token in gap
    )


RULES: tuple[Callable[[ReadSentence, int], FoundSpeaker | None], ...] = (
    quoted, after, tail, verb_last, according, before, named, within, colon_alone,
)  # fmt: skip
"""The rules within one sentence, in order."""


class Paragraph:
    """One paragraph, read for the speakers of its quotations."""

    def __init__(self, found: Sequence[TextToken], lexicon: Lexicon) -> None:
        self.found = found
        """Its tokens."""
        self._lexicon = lexicon

    @cached_property
    def sentences(self) -> list[ReadSentence]:
        """Its sentences."""
        return [
            ReadSentence(self.found, low, high, self._lexicon)
            for low, high in sentences(self.found, self._lexicon)
        ]

    def subjects(self) -> Iterator[NounPhrase]:
        """Yield the subjects of verbs of saying, and the names with which sentences begin."""
        for one in self.sentences:
            if (first := self._opening(one)) is not None:
                yield first
            yield from (clause.subject for clause in one.clauses)

    def _opening(self, one: ReadSentence) -> NounPhrase | None:
        """Return the name with which a sentence begins, if it may be its subject."""
        found, start = self.found, one.low
        if found[start].tag & (Is.PREPOSITION | Is.SUBORDINATE | Is.VERBAL):
            commas = (at for at in range(start, min(one.high, start + _LONGEST_NAME))
                      if found[at].text == ",")  # fmt: skip
            start = next(commas, one.high) + 1
        while start < one.high and found[start].tag & (Is.STOP | Is.ADVERB):
            if found[start].tag & (Is.DETERMINER | Is.PRONOUN):
                break
            start += 1
        first = phrase_from(found, start, one.high, self._lexicon)
        if first is None or first.kind != "name" or first.end >= one.high:
            return None
        after = found[first.end]
        follows = after.text in (",", "(") or (after.kind == WORD and not after.tag & Is.SAYS)
        return first._replace(kind="opening") if follows else None

    def answers(self) -> Iterator[tuple[int, FoundSpeaker]]:
        """Yield the token of each quotation that has a speaker, with that."""
        if all(token.kind != QUOTE for token in self.found):
            return
        last: FoundSpeaker | None = None
        reported: FoundSpeaker | None = None
        for one in self.sentences:
            if one.is_quoted:
                if (speaker := reported or last) is not None:
                    yield from ((at, speaker._replace(rule="goes-on")) for at in one.quotes)
                continue
            reported = _reported(one, reported)
            for at, answer in _in_sentence(one, reported):
                last = reported = answer
                yield at, answer


def _reported(one: ReadSentence, before: FoundSpeaker | None) -> FoundSpeaker | None:
    """Return who is said to say what a sentence reports, or what the next one may report."""
    if not one.lexicon.reported:
        return None
    if one.clauses:
        return _answer("reported", one.clauses[0])
    if one.sources:
        place, subject = one.sources[0]
        return FoundSpeaker("reported", subject, max(place, subject.start - 1), place)
    is_told = is_reported(one.found, one.low, one.high, one.lexicon)
    return before._replace(rule="reported", via=None) if before and is_told else None


def _in_sentence(
    one: ReadSentence, reported: FoundSpeaker | None
) -> Iterator[tuple[int, FoundSpeaker]]:
    waiting: list[int] = []
    for at in one.quotes:
        answer = next((a for rule in RULES if (a := rule(one, at))), None)
        if answer is None and reported is not None and not one.clauses and not one.sources:
            answer = reported
        if answer is None:
            waiting = [*waiting, at] if not waiting or _are_joined(one, waiting[-1], at) else [at]
            continue
        if answer.via is None and answer.rule not in ("according", "view"):
            answer = answer._replace(via=_relayed(one, answer) or one.via(at, answer.verb))
        if waiting and _are_joined(one, waiting[-1], at):
            yield from ((each, answer._replace(rule="shared")) for each in waiting)
        waiting = []
        yield at, answer


def _are_joined(one: ReadSentence, first: int, second: int) -> bool:
    """Whether only `and` or a comma stands between two quotations."""
    between = one.found[first + 1 : min(second, first + 4)]
    return second - first <= 3 and all(
        token.text == "," or token.tag & Is.CONJUNCTION for token in between
    )


def _relayed(one: ReadSentence, answer: FoundSpeaker) -> NounPhrase | None:
    """Return who quoted the speaker: was quoted as saying `by Ukrainian state media`."""
    by = answer.verb + 1
    if answer.verb_from < 0 or by >= one.high or one.found[by].text not in one.lexicon.relayed:
        return None
    begin = by + 1
    end = begin
    while end < min(one.high, begin + 6) and one.found[end].kind in (WORD, CAPITAL):
        if one.found[end].tag & (Is.CONJUNCTION | Is.SUBORDINATE | Is.THAT | Is.TIME):
            break
        end += 1
    return NounPhrase(begin, end, "noun") if end > begin else None
