"""How well verdicts on quotations hold, and what they cost: `python -m tests.benchmarks quotes`.

The texts are news articles with labelled quotations (PolNeAR, brat's offsets), read from where they
lie. Every labelled span of three words or more is a quotation; it is copied as it is, retyped on a
plain keyboard, or changed in one way that changes its meaning. A changed quotation that happens to
stand in the article after all, word for word, is not counted.

The choice is made by a seed: two runs print the same table, but for the times.
"""

import random
import re
import statistics
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefing.evidence import Archive, QuoteCheck, Verdict, judge
from tests.benchmarks.report import Figure, Plan, SkippedError, milliseconds
from tests.tools.shared_texts import SHARED

MUTANTS = 20_000
"""Changed quotations that are judged."""
FOREIGN = 5_000
"""Sentences of other articles that are."""
DATA = SHARED / "data" / "polnear-train-dev.tar.xz"
FOUND = {Verdict.VERBATIM, Verdict.TYPOGRAPHY, Verdict.OMISSIONS}
_SPAN = re.compile(r"^T\d+\tContent ([\d ;]+)\t", re.MULTILINE)
_WORD = re.compile(r"\w+")
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-", "…": "...", "\u00a0": " "}
)
_NEGATIONS = re.compile(r"\b(?:not|never|no)\b ?|n['’]t\b|(?<=can)not\b")
_AUXILIARIES = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|has|have|had|do|does|did|must|may)\b(?!['’])"
)
_NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_NUMBER_WORDS)})\b")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A labelled span of one article."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles, and the labelled quotations in them."""

    texts: dict[str, str]
    quotations: list[Quotation]

    def words(self, quotation: Quotation) -> str:
        return self.texts[quotation.article][quotation.start : quotation.end]


def load(path: Path = DATA) -> Corpus:
    """Return the corpus in the order of its names."""
    texts: dict[str, str] = {}
    labels: dict[str, str] = {}
    with tarfile.open(path) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() else None
            if file and member.name.endswith((".txt", ".ann")):
                path_inside = PurePosixPath(member.name)
                kept = texts if path_inside.suffix == ".txt" else labels
                kept[path_inside.stem] = file.read().decode()
    spans: dict[str, set[tuple[int, int]]] = {name: set() for name in sorted(texts)}
    for label_name, label in labels.items():
        article = label_name if label_name in texts else label_name.rpartition("_")[0]
        for found in _SPAN.finditer(label):
            for piece in found[1].split(";"):
                start, end = map(int, piece.split())
                spans[article].add((start, end))
    quotations = [
        Quotation(article, *span)
        for article, found_spans in spans.items()
        for span in sorted(found_spans)
        if len(texts[article][slice(*span)].split()) >= 3
    ]
    return Corpus(texts, quotations)


def retyped(text: str) -> str:
    """Return `text` as typed on a plain keyboard."""
    return " ".join(text.translate(_PLAIN).split())


def mutants(text: str, words: list[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) for changes of one content word, negation, number, or of the order."""
    content = [found for found in _WORD.finditer(text) if len(found[0]) > 3]
    if content:
        old, new = chance.choice(content), chance.choice(words)
        if new != old[0]:
            yield "content word replaced", text[: old.start()] + new + text[old.end() :]
    removable = list(_NEGATIONS.finditer(text))
    if removable:
        old = chance.choice(removable)
        yield "negation removed", text[: old.start()] + text[old.end() :]
    auxiliaries = list(_AUXILIARIES.finditer(text))
    gaps = auxiliaries or list(re.finditer(r"(?<=\w)(?= \w)", text))
    if gaps:
        at = chance.choice(gaps).end()
        yield "negation added", f"{text[:at]} not{text[at:]}"
    numbers = list(_NUMBER.finditer(text))
    if numbers:
        old = chance.choice(numbers)
        others = _NUMBER_WORDS if len(old[0]) > 1 else list("0123456789")
        other = chance.choice([number for number in others if number != old[0]])
        yield "number changed", text[: old.start()] + other + text[old.end() :]
    places = list(_WORD.finditer(text))
    if len(places) > 1:
        first, second = sorted(chance.sample(places, 2), key=lambda found: found.start())
        if first[0] != second[0]:
            yield (
                "two words swapped",
                text[: first.start()]
                + second[0]
                + text[first.end() : second.start()]
                + first[0]
                + text[second.end() :],
            )


def stands_word_for_word(text: str, article: str) -> bool:
    """Return whether the words of `text` stand in `article`, whatever is between them."""
    needle, hay = (f" {' '.join(_WORD.findall(t))} " for t in (text, article))
    return needle in hay


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    tried: int
    held: int
    least: float
    """The per cent that must hold."""
    faults: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.held / self.tried if self.tried else 1.0


def _row(name: str, least: float, outcomes: Iterable[tuple[bool, str]]) -> Row:
    tried = held = 0
    faults: list[str] = []
    for good, what in outcomes:
        tried += 1
        held += good
        if not good and len(faults) < 20:
            faults.append(what)
    return Row(name, tried, held, least, tuple(faults))


def _says(text: str, finding: QuoteCheck) -> str:
    return f"{finding.verdict}: {text!r}"


def copied_rows(corpus: Corpus, quotations: list[Quotation]) -> Iterator[Row]:
    """Judge quotations copied as they are, and retyped with what stands around them."""
    archives = {name: {"a": Archive(text)} for name, text in corpus.texts.items()}

    def copied(quotation: Quotation) -> tuple[bool, str]:
        text = corpus.words(quotation)
        finding = judge(text, archives[quotation.article])
        places = finding.candidates or ((finding.place,) if finding.place else ())
        true = any(
            place.start <= quotation.end
            and place.end >= quotation.start
            and corpus.texts[quotation.article][place.start : place.end] == text.strip()
            for place in places
        )
        named = finding.verdict in (Verdict.VERBATIM, Verdict.AMBIGUOUS)
        return named and true, _says(text, finding)

    def typed(quotation: Quotation) -> tuple[bool, str]:
        text, stored = retyped(corpus.words(quotation)), corpus.texts[quotation.article]
        prefix = stored[max(0, quotation.start - 32) : quotation.start]
        suffix = stored[quotation.end : quotation.end + 32]
        finding = judge(text, archives[quotation.article], prefix=prefix, suffix=suffix)
        good = finding.verdict in (Verdict.VERBATIM, Verdict.TYPOGRAPHY)
        return good, _says(text, finding)

    yield _row("copied: verbatim or ambiguous, in place", 99.5, map(copied, quotations))
    yield _row("retyped: verbatim or typography", 99.5, map(typed, quotations))


def mutant_rows(corpus: Corpus, quotations: list[Quotation], count: int) -> list[Row]:
    """Judge `count` changed quotations; none may be found."""
    chance = random.Random(2025)
    words = sorted({w for text in corpus.texts.values() for w in _WORD.findall(text) if len(w) > 3})
    outcomes: dict[str, list[tuple[bool, str]]] = {}
    tried = 0
    while tried < count:
        quotation = chance.choice(quotations)
        article = corpus.texts[quotation.article]
        archives = {"a": Archive(article)}
        for kind, text in mutants(corpus.words(quotation), words, chance):
            if stands_word_for_word(text, article):
                continue
            finding = judge(text, archives)
            good = finding.verdict not in FOUND | {Verdict.AMBIGUOUS}
            outcomes.setdefault(kind, []).append((good, _says(text, finding)))
            tried += 1
    return [_row(f"{kind}: not found as said", 100, outcomes[kind]) for kind in sorted(outcomes)]


def foreign_row(corpus: Corpus, count: int) -> Row:
    """Judge sentences of other articles."""
    chance = random.Random(2025)
    names = sorted(corpus.texts)

    def outcomes() -> Iterator[tuple[bool, str]]:
        tried = 0
        while tried < count:
            here, there = chance.sample(names, 2)
            text = chance.choice(re.split(r"(?<=[.!?])\s+|\n+", corpus.texts[there])).strip()
            if len(text.split()) < 3 or stands_word_for_word(text, corpus.texts[here]):
                continue
            tried += 1
            finding = judge(text, {"a": Archive(corpus.texts[here])})
            yield finding.verdict is Verdict.NOT_FOUND, _says(text, finding)

    return _row("sentences of other articles: not found", 99.5, outcomes())


def times(corpus: Corpus) -> dict[str, float]:
    """Return what a verdict costs in milliseconds, on an article and on 1 MB of text."""
    transcript = "\n\n".join(corpus.texts[name] for name in sorted(corpus.texts))[:1_000_000]
    chance = random.Random(2025)
    result: dict[str, float] = {}
    for kind, change in _KINDS.items():
        fitting = [q for q in corpus.quotations if change(corpus.words(q)) != corpus.words(q)]
        some = chance.sample(fitting or corpus.quotations, 200)
        inside = [q for q in fitting or corpus.quotations if corpus.words(q) in transcript][
            :2000:100
        ]
        for text, chosen in (("article", some), ("1 MB", inside)):
            first, later = [], []
            for quotation in chosen:
                stored = transcript if text == "1 MB" else corpus.texts[quotation.article]
                archives = {"a": Archive(stored)}
                first.append(_cost(change(corpus.words(quotation)), archives))
                later.append(_cost(change(corpus.words(quotation)), archives))
            for when, costs in (("first verdict", first), ("later verdicts", later)):
                result[f"{kind}, {text}, {when}, median"] = statistics.median(costs)
                result[f"{kind}, {text}, {when}, slowest"] = max(costs)
    result["4 MiB of one letter"] = _cost("a" * 1000, {"a": Archive("a" * (4 << 20))})
    return result


def _altered(text: str) -> str:
    words = text.split()
    words[len(words) // 2] = "zebra"
    return " ".join(words)


_KINDS: dict[str, Callable[[str], str]] = {
    "verbatim": str,
    "typography": retyped,
    "altered": _altered,
}


def _cost(text: str, archives: dict[str, Archive]) -> float:
    return milliseconds(lambda: judge(text, archives))[0]


def figures(_plan: Plan) -> Iterator[Figure]:
    """Judge quotations copied, retyped and changed, and time the verdicts."""
    if not DATA.exists():
        raise SkippedError(f"{DATA.name} is not beside this checkout")
    corpus = load()
    for row in (
        *copied_rows(corpus, corpus.quotations),
        *mutant_rows(corpus, corpus.quotations, MUTANTS),
        foreign_row(corpus, FOREIGN),
    ):
        yield Figure(row.name, row.share * 100, "%", least=row.least,
                     beside={"held": row.held, "of": row.tried, **_examples(row)})  # fmt: skip
    for name, cost in times(corpus).items():
        yield Figure(name, cost, most=_limit(name))


def _examples(row: Row) -> dict[str, str]:
    return {"for example": row.faults[0]} if row.faults else {}


def _limit(name: str) -> float | None:
    """Return the milliseconds that a verdict may take: the median of many, of one freak text."""
    if name == "4 MiB of one letter":
        return 1000
    if not name.endswith("median"):
        return None
    return 50 if "1 MB" in name else 1
