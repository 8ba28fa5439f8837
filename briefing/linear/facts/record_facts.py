"""Agreements, disagreements, proposals and quotes as lines of one fact each."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from briefing.linear.facts.part import capital, fact, ordinal, place_words, prose, support_facts
from briefing.model import dates
from briefing.model.references import Target
from briefing.text.numbers import quantity
from briefing.text.word_changes import OF_QUOTE, Marks, differences
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.quotes import SameUtterance

if TYPE_CHECKING:  # it loads the models
    from briefing.model.any_record import AnyRecord


class RecordFacts:
    """Reads the records of one brief; how many there are is counted once."""

    def __init__(self, view: BriefView) -> None:
        self._view = view
        brief = view.brief
        self._same = SameUtterance(brief.quotes)
        self._records: tuple[tuple[Mapping[str, object], Callable[[str], Iterator[str]]], ...] = (
            (brief.agreements, self._agreement), (brief.disagreements, self._disagreement),
            (brief.proposals, self._proposal), (brief.quotes, self._quote),
        )  # fmt: skip
        self._places = {
            key: (at, len(records))
            for records, _ in self._records
            for at, key in enumerate(records)
        }
        for key, dispute in brief.disagreements.items():
            total = len(dispute.positions)
            self._places |= {
                f"{key}/{one}": (at, total) for at, one in enumerate(dispute.positions)
            }

    def of(self, key: str) -> list[str]:
        """Return the lines of a record or a position by its key; none for anything else."""
        name, _, part = key.partition("/")
        disputes = self._view.brief.disagreements
        if part and name in disputes and part in disputes[name].positions:
            return list(self._position(name, part))
        read = next((read for records, read in self._records if key in records), None)
        return list(read(key)) if read is not None else []

    def _head(self, name: str, key: str, *more: str) -> str:
        return ordinal(name, *self._places[key], key, *more)

    @staticmethod
    def _doubted(label: str, record: "AnyRecord", *keys: str, word: str = "") -> str:
        """Return a label, with a word more if one of the record's `keys` is only suggested."""
        if not any(key in record.suggested for key in keys):
            return label
        return f"{label}, {f'{word} ' if word else ''}suggested"

    def _agreement(self, key: str) -> Iterator[str]:
        """Yield an agreement: what, its terms, and by whose word."""
        view, agreement, mark = self._view, self._view.brief.agreements[key], self._doubted
        word = view._replace(signs=view.signs._replace(dot=";")).whose_word(agreement)
        head = mark(self._head("Agreement", key), agreement, "issue")
        due = mark(_date(agreement.due), agreement, "due")
        return chain(
            fact(head, view.issue(agreement.issue)),
            fact(mark("Text", agreement, "text"), prose(agreement.text)),
            fact(mark("Status", agreement, "status"), agreement.status),
            fact(mark("Amount", agreement, "amount"), agreement.amount),
            fact("Due", due if agreement.due else ""),
            [mark(capital(word.replace(" ;", ";")), agreement, "attested_by", "parties")],
            support_facts(view, agreement.support, agreement.quotes),
        )

    def _disagreement(self, key: str) -> Iterator[str]:
        """Yield a disagreement without its positions: the issue and the question."""
        view, dispute, mark = self._view, self._view.brief.disagreements[key], self._doubted
        head = mark(self._head("Disagreement", key), dispute, "issue")
        return chain(
            fact(head, view.issue(dispute.issue)),
            fact(mark("Question", dispute, "question"), prose(dispute.question)),
            fact(mark("Kind", dispute, "kind"), dispute.kind),
            fact(mark("Status", dispute, "status"), dispute.status),
        )

    def _position(self, record: str, party: str) -> Iterator[str]:
        """Yield who holds what on the question of a disagreement."""
        view = self._view
        position = view.brief.disagreements[record].positions[party]
        head = ordinal("Position", *self._places[f"{record}/{party}"], record)
        head = self._doubted(head, position, "stance", "text")
        said = ": ".join(
            filter(None, (f"{view.party(party)} {position.stance}", prose(position.text)))
        )
        return chain([f"{head}: {said}"], support_facts(view, position.support, position.quotes))

    def _proposal(self, key: str) -> Iterator[str]:
        """Yield a proposal: who offers what to whom."""
        view, offer, mark = self._view, self._view.brief.proposals[key], self._doubted
        to = f" to {view.party(offer.to)}" if offer.to else ""
        head = mark(self._head("Proposal", key), offer, "by", "to", "text")
        return chain(
            [f"{head}: {view.party(offer.by)}{to}: {prose(offer.text)}"],
            fact(mark("Issue", offer, "issue"), view.issue(offer.issue)),
            fact(mark("Status", offer, "status"), offer.status),
            fact(mark("Date", offer, "date"), _date(offer.date)),
            support_facts(view, offer.support, offer.quotes),
        )

    def _quote(self, key: str) -> Iterator[str]:
        """Yield a quotation: its verdict, the speaker and the words, then what is known of it."""
        view, quote, check = self._view, self._view.brief.quotes[key], self._view.checks.get(key)
        verdict = check.says if check is not None else ""
        if check is None and quote.kind == "paraphrase":
            verdict = quote.kind
        who = ", ".join(filter(None, (*view.speaker(quote.who), quote.verb)))
        words = quote.text if quote.kind == "paraphrase" else self._quoted(quote.text)
        original = f"Original, {quote.lang}" if quote.lang else "Original"
        head = self._doubted(self._head("Quote", key, verdict), quote, "who", word="speaker")
        head = self._doubted(head, quote, "text", word="words")
        return chain(
            fact(f"{self._doubted(head, quote, 'verb', word='verb')}: {who}", words),
            fact(original, quote.original),
            self._place(key),
            self._difference(key),
            self._about(key),
            self._same_utterance(key),
        )

    def _quoted(self, text: str) -> str:
        return f"{self._view.signs.open}{text}{self._view.signs.close}"

    def _place(self, key: str) -> Iterator[str]:
        """Yield where the words stand in the source, or are said to, and what is odd about it."""
        view, cited, check = (
            self._view,
            self._view.brief.quotes[key].from_,
            self._view.checks.get(key),
        )
        if check is not None and check.place is not None:
            yield from fact("Found in", place_words(view, check.place.paragraphs))
        elif cited:
            yield from fact("Cited from", place_words(view, Target.place(cited)))
        if check is not None and check.lacks_speaker:
            yield "Warning: the speaker is not named near these words"
        if check is not None and check.elsewhere:
            yield "Warning: found outside the cited paragraph"

    def _difference(self, key: str) -> Iterator[str]:
        """Yield where the words of an altered quote differ from those of the archived text."""
        check, signs = self._view.checks.get(key), self._view.signs
        if check is None:
            return
        marks = Marks(signs.open, signs.close, ", ", signs.ellipsis)
        for pieces in differences((run.side for run in check.difference), OF_QUOTE, marks):
            yield from fact("Difference", "".join(text for _, text in pieces))

    def _about(self, key: str) -> Iterator[str]:
        view, quote, mark = self._view, self._view.brief.quotes[key], self._doubted
        return chain(
            fact(mark("Via", quote, "via"), quote.via),
            fact(mark("Said on", quote, "said_on"), _date(quote.said_on)),
            fact(mark("To", quote, "to"), view.speaker(quote.to)[0] if quote.to else ""),
            fact(mark("About", quote, "issues"), *map(view.issue, quote.issues)),
            fact(mark("Translated by", quote, "translated_by"), quote.translated_by),
            fact(mark("Comment", quote, "note"), prose(quote.note)),
        )

    def _same_utterance(self, key: str) -> Iterator[str]:
        """Yield the other quotes of the brief that report the same utterance."""
        others, more = self._same.beside(key)
        for other in others:
            quote = self._view.brief.quotes[other]
            source = quote.via or (Target.place(quote.from_).source if quote.from_ else "")
            by = f" by {source}" if source else ""
            yield from fact(f"Also reported{by} as {other}", self._quoted(quote.text))
        if more:
            yield f"And in {quantity(more, 'more quote')}"


def _date(date: str | None) -> str:
    return dates.readable(date) if date else ""
