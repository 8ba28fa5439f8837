"""Which records of two rounds are about the same thing: by their words, and within bounds."""

import re
from collections import Counter

import pytest

from briefing.model.rows import Row
from briefing.process import IssueRound, Round, changes, pairing
from briefing.process.standing import SILENT
from tests.tools.process_from_briefs import of_rows

MANY = 1500


def agreements(brief: str, count: int, word: str, *attested: str) -> list[Row]:
    """Return agreements of which no two share a word."""
    return [
        Row(brief, f"a{n}", "agreement", ("peace",), attested_by=attested, text=f"{word}{n:05}")
        for n in range(count)
    ]


class Counting:
    """Finds words as a pattern does, and counts the texts that it is asked about."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def findall(self, text: str) -> list[str]:
        self.asked[text] += 1
        return re.findall(r"\w{4,}", text)


def test_very_many_agreements_are_not_all_held_against_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared, words = 0, Counting()
    alike = pairing.Likeness.alike

    def counted(self: pairing.Likeness, one: str, other: str, *, surely: bool = False) -> bool:
        nonlocal compared
        compared += 1
        return alike(self, one, other, surely=surely)

    monkeypatch.setattr(pairing.Likeness, "alike", counted)
    monkeypatch.setattr(pairing, "_LONG", words)
    briefs = [Round("r1", 1, "2025-01-01"), Round("r2", 2, "2025-02-01")]
    rows = [*agreements("r1", MANY, "Harbour", "a", "b"), *agreements("r2", MANY, "Nets", "a")]
    (change,) = changes(of_rows("talks", briefs, rows), 0, 1)
    kinds = Counter(move.kind for move in change.moves)
    assert kinds == {"lapsed": 1}
    assert compared <= 3 * MANY
    assert set(words.asked.values()) == {1}


def test_the_words_of_a_text_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Counting()
    monkeypatch.setattr(pairing, "_LONG", words)
    old, new = agreements("r1", 20, "Harbour"), agreements("r2", 20, "Nets")
    likeness = pairing.Likeness()
    assert not likeness.meet(old, new)
    found = pairing.pair_records(
        old, new, lambda row: row.text, lambda a, b: likeness.alike(a.text, b.text), likeness
    )
    assert len(list(found)) == 40
    assert len(words.asked) == 40
    assert set(words.asked.values()) == {1}


def test_a_later_record_meets_an_earlier_one_that_it_refers_to() -> None:
    (old,), (new,) = agreements("r1", 1, "Harbour"), agreements("r2", 1, "Nets")
    likeness = pairing.Likeness()
    assert not likeness.meet([old], [new])
    assert likeness.meet([old], [new._replace(text="Nets [^r1#a0].")])
    assert not likeness.meet([old], [new._replace(text="Nets [^a0].")])


def test_what_refers_to_an_agreement_is_paired_with_it_unless_one_of_them_has_a_likelier() -> None:
    first, second = agreements("r1", 2, "Harbour")
    cited = agreements("r2", 1, "Nets", "a")[0]._replace(text="Nets, see [^r1#a0] [^r1#a1].")
    again = first._replace(brief="r2", key="a7")

    def found(*later: Row) -> list[tuple[str, str]]:
        before = IssueRound("peace", Round("r1"), SILENT, (first, second))
        after = IssueRound("peace", Round("r2"), SILENT, later)
        pairs = pairing.pair_agreements(before, after, pairing.Likeness())
        return [(old.key if old else "", f"new {new.key}" if new else "") for old, new in pairs]

    assert found(cited) == [("a0", "new a0"), ("a1", "")]
    assert found(again, cited) == [("a0", "new a7"), ("a1", "new a0")]
    assert found(cited, cited._replace(key="a1"), cited._replace(key="a2")) == [
        ("a0", "new a0"), ("a1", "new a1"), ("", "new a2"),
    ]  # fmt: skip
