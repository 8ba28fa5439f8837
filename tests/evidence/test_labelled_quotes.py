"""The figures that the verdicts must hold, on a share of the labelled news quotations."""

import random
from functools import cache

from tests.benchmarks.quotes import (
    Corpus,
    Row,
    copied_rows,
    foreign_row,
    load,
    mutant_rows,
)
from tests.tools.shared_texts import shared_file


@cache
def corpus() -> Corpus:
    return load(shared_file("data/polnear-train-dev.tar.xz"))


def told(row: Row) -> str:
    return f"{row.name}: {row.held} of {row.tried}\n" + "\n".join(row.faults)


def test_quotations_copied_or_retyped_are_found() -> None:
    texts = corpus()
    some = random.Random(7).sample(texts.quotations, 500)
    for row in copied_rows(texts, some):
        assert row.tried == 500
        assert row.share >= 0.995, told(row)


def test_changed_quotations_are_never_found() -> None:
    texts = corpus()
    rows = mutant_rows(texts, texts.quotations, 2000)
    assert len(rows) == 5
    for row in rows:
        assert row.held == row.tried, told(row)


def test_sentences_of_other_articles_are_not_found() -> None:
    row = foreign_row(corpus(), 1000)
    assert row.share >= 0.995, told(row)
