"""The figures of drafts: speakers by language and rule, time, and memory."""

import tracemalloc
from collections.abc import Iterator
from functools import partial

from briefing.drafting.article import Article
from briefing.drafting.draft import DraftContext, draft
from tests.benchmarks.drafting import labelled
from tests.benchmarks.drafting.pronouns import pronoun_counts
from tests.benchmarks.drafting.yardstick import Tally, tally
from tests.benchmarks.report import Figure, Plan, SkippedError, processor

_MEGABYTE = 1_000_000
_CONTEXT = DraftContext(id="draft", today="2025-06-02")


def figures(_plan: Plan) -> Iterator[Figure]:
    """Draft labelled articles, one text of a megabyte, and freak texts."""
    if not labelled.ENGLISH.exists() or not labelled.GERMAN.exists():
        raise SkippedError(f"{labelled.ENGLISH.name} is not beside this checkout")
    for part in ("train", "dev"):
        yield from _speakers(f"English {part}", tally(labelled.english(part), "en"),
                             strict=(96, 78), lenient=(97, 80))  # fmt: skip
    pronouns = pronoun_counts(labelled.english("train"))
    share = 100 * pronouns["right"] / max(1, pronouns["named"])
    yield Figure("English: names for pronouns", share, "%", least=93,
                 beside={"named": pronouns["named"], "labelled": pronouns["labelled"]})  # fmt: skip
    for part in ("train", "dev"):
        counts = tally(labelled.german(part), "de")
        yield from _speakers(f"German {part}", counts, strict=(90, 55), lenient=None)
    yield from _costs()


def _speakers(
    name: str, counts: Tally, strict: tuple[float, float], lenient: tuple[float, float] | None
) -> Iterator[Figure]:
    share = 100 * counts.listed / max(1, counts.labelled)
    yield Figure(f"{name}: listed", share, "%", least=99, beside={"of": counts.labelled})
    for what, bars in (("strict", strict), ("lenient", lenient)):
        if bars is not None:
            beside = {"named": counts.total("all")}
            yield Figure(f"{name}: {what} precision", counts.precision(what), "%",
                         least=bars[0], beside=beside)  # fmt: skip
            yield Figure(f"{name}: {what} recall", counts.recall(what), "%", least=bars[1])
    ordered = sorted(counts.rules.items(), key=lambda item: -item[1]["all"])
    for rule, each in ordered:
        strictly, leniently = (100 * each[what] / each["all"] for what in ("strict", "lenient"))
        yield Figure(f"{name}: {rule}", strictly, "%",
                     beside={"of": float(each["all"]), "lenient": leniently})  # fmt: skip
    if counts.unlabelled:
        yield Figure(f"{name}: speakers for what is not labelled", counts.answered_unlabelled,
                     "", beside={"of": counts.unlabelled})  # fmt: skip
    for grade, count in sorted(counts.grades.items()):
        yield Figure(f"{name}: names or parties, {grade}", count, "")


def freak_texts() -> dict[str, str]:
    """Return texts that no person writes, by name."""
    articles = labelled.english("train")
    lines = (line for one in articles for line in one.text.split("\n") if line.strip())
    news = "\n\n".join(lines)[:_MEGABYTE]
    return {
        "news, 1 MB": news,
        "1 MB on one line": news.replace("\n", " "),
        "20,000 quotations on one line": "Lee said " + "“yes it is” and " * 20_000,
        "all marks open": "“" * 200_000 + " „«\" ' " * 100_000,
    }


def _costs() -> Iterator[Figure]:
    for name, text in freak_texts().items():
        article = _article(text)
        cost = processor(partial(draft, article, _CONTEXT), 3)
        yield Figure(name, cost, most=1000 if name.startswith("news") else 2000)
        tracemalloc.start()
        draft(article, _CONTEXT)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        yield Figure(f"{name}: memory", peak / len(text.encode()), "× text", most=10)


def _article(text: str) -> Article:
    parts = tuple(part for part in text.split("\n\n") if part.strip())
    whole = "\n\n".join(parts) + "\n"
    return Article(whole, parts, "", "", "", "", "en", "text", whole.encode(), ())
