"""What the rules must hold on labelled articles, on a share of them."""

from functools import cache

import pytest

from tests.benchmarks.drafting import labelled
from tests.benchmarks.drafting.pronouns import pronoun_counts
from tests.benchmarks.drafting.yardstick import Tally, tally
from tests.tools.shared_texts import shared_file


@cache
def counted(lang: str) -> Tally:
    if lang == "en":
        shared_file("data/polnear-train-dev.tar.xz")
        return tally(labelled.english("dev"), "en")
    shared_file("data/german-quotes.tar.xz")
    return tally((*labelled.german("dev"), *labelled.german("train")[::2]), "de")


@pytest.mark.parametrize("lang", ["en", "de"])
def test_nearly_all_quotations_are_listed(lang: str) -> None:
    counts = counted(lang)
    assert counts.labelled > 200
    assert counts.listed >= 0.99 * counts.labelled


def test_english_speakers_are_right_and_many() -> None:
    counts = counted("en")
    assert counts.precision("lenient") >= 97
    assert counts.recall("lenient") >= 80
    assert counts.precision("strict") >= 96
    assert counts.recall("strict") >= 78


def test_german_speakers_are_right_and_many() -> None:
    counts = counted("de")
    assert counts.precision("strict") >= 90
    assert counts.recall("strict") >= 55


def test_names_for_pronouns_are_right() -> None:
    shared_file("data/polnear-train-dev.tar.xz")
    counts = pronoun_counts(labelled.english("train"))
    assert counts["labelled"] > 200
    assert counts["named"] > 150
    assert counts["right"] >= 0.93 * counts["named"]
