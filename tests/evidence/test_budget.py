"""What comparing costs: places kept from one quotation to the next, and where it ends."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.checks import sourcing
from briefing.checks.quote_checks import check_quotes
from briefing.evidence import MAX_COMPARED, Archive, Budget, QuoteCheck, Verdict, judge
from briefing.evidence.budget import PER_LETTER
from briefing.evidence.nearest import tokens, word_index
from briefing.loader.load import load

_SOME = st.text(alphabet="aab bc-的\n_", max_size=120)
_NEEDLE = st.from_regex(r"[abc_]{1,4}|[abc]{1,3}[ \n-]{1,2}[abc]{1,3}", fullmatch=True)
PROSE = " ".join(f"word{n % 97} talk{n % 89} item{n}" for n in range(3000))


def spent(text: str, archives: dict[str, Archive]) -> tuple[int, QuoteCheck]:
    """Return what comparing takes, with what it finds."""
    budget = Budget()
    found = judge(text, archives, budget=budget)
    return MAX_COMPARED - budget.left, found


@given(_SOME, _NEEDLE, st.integers(0, 5))
def test_places_looked_up_are_those_that_looking_finds(text: str, needle: str, most: int) -> None:
    places = word_index.WordIndex(text).places(needle, most)
    assert places in (None, [*word_index.occurrences(text, needle)][: most + 1])


@pytest.mark.parametrize("limit", ["_MOST_WORDS", "_MOST_ALIKE"])
def test_places_that_would_take_too_much_are_looked_for(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(word_index, limit, 2)
    assert word_index.WordIndex("one tone stone").places("one", 5) is None


@pytest.mark.parametrize("text", [
    "talk5 word9 nothing item77 talk6 other word1", "there is nothing like it", PROSE[700:900],
])  # fmt: skip
def test_what_is_found_and_what_it_takes_do_not_depend_on_what_was_asked_before(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    first = spent(text, {"a": Archive(PROSE)})
    monkeypatch.setattr("briefing.evidence.archive._OFTEN", -1)
    assert spent(text, {"a": Archive(PROSE)}) == first


def test_a_text_is_not_looked_through_for_every_quotation(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    def looking(*asked: Any) -> Iterator[int]:
        looked.append(asked[1])
        return word_index.occurrences(*asked)

    monkeypatch.setattr("briefing.evidence.archive.occurrences", looking)
    archives = {"a": Archive(PROSE)}
    for n in range(200):
        judge(" ".join(f"none{n}of{m}" for m in range(20)), archives)
    assert len(looked) <= 200  # of 3,200 words


def test_a_large_honest_brief_takes_a_part_of_what_may_be_compared() -> None:
    archives = {f"s{n}": Archive(PROSE[:20_000]) for n in range(20)}
    took, found = spent("They said that no other talks would be held before the winter", archives)
    assert found.verdict is Verdict.NOT_FOUND
    assert 200 * 10 * took < MAX_COMPARED  # 200 such quotations, texts of 200 kB


@pytest.mark.parametrize(
    "text", ["item7", "item7 … word9", "nothing like it", "talk7 item7 word8 other7"]
)
@pytest.mark.parametrize("share", [0, 0.2, 0.5, 0.9])
def test_nothing_is_said_of_what_was_not_compared_to_the_end(text: str, share: float) -> None:
    took, _ = spent(text, {"a": Archive(PROSE)})
    budget = Budget(int(took * share))
    found = judge(text, {"a": Archive(PROSE)}, budget=budget)
    assert found == QuoteCheck(Verdict.NOT_COMPARED)
    assert judge("word1", {"a": Archive("word1")}, budget=budget) == found  # nor of a smaller one


def test_words_left_out_are_looked_for_close_by_and_within_the_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []

    def looking(text: str, start: int, end: int) -> Iterator[tokens.Word]:
        looked.append(end - start)
        return tokens.words_of(text, start, end)

    monkeypatch.setattr("briefing.evidence.nearest.passage.words_of", looking)
    head, tail = "the ceasefire will begin", "on Monday and last two weeks"
    archive = f"{PROSE} {head}, if the other side agrees and signs all the papers, {tail} {PROSE}"
    took, found = spent(f"{head} {tail}", {"a": Archive(archive)})
    assert [change.text for change in found.difference if change.kind == "same"] == [head, tail]
    assert 3 <= len(looked) <= 9  # the quotation; each of four stretches, and what is around it
    assert sum(looked) < 9 * 1000
    assert took > PER_LETTER * sum(looked[1:])


def test_the_context_of_a_quotation_is_compared_within_the_budget() -> None:
    archives = {"a": Archive("word " * 5000)}
    found = judge("word", archives, prefix="word " * 40_000, budget=Budget(MAX_COMPARED // 4))
    assert found.verdict is Verdict.NOT_COMPARED


def test_the_quotes_that_are_not_compared_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(
        f"  q{n}: {{who: a, text: item{n} talk{n}, kind: partial}}\n" for n in range(1, 10)
    )
    head = (
        "title: T\ndate: 2025\nsummary: S.\nparties: {a: {name: A}}\nsources: {s: {kind: news}}\n"
    )
    brief = load(
        f"{head}quotes:\n{lines}  q0: {{who: a, text: x, from: s}}\n".encode(), "t.yaml"
    ).brief
    assert brief is not None
    archives = {"b": Archive(PROSE)}
    monkeypatch.setattr("briefing.evidence.budget.MAX_COMPARED", 4_000_000)
    findings = dict(check_quotes(brief, archives))
    left_out = [key for key, one in findings.items() if one.verdict is Verdict.NOT_COMPARED]
    assert left_out == [f"q{n}" for n in range(10 - len(left_out), 10)]
    assert 0 < len(left_out) < 9
    assert findings["q0"].verdict is Verdict.NO_ARCHIVE
    told = [
        one
        for one in sourcing.possible_errors(brief, archives, findings)
        if one.code == "too-large"
    ]
    assert [one.where for one in told] == [f"quotes.{left_out[0]}.text"]
    assert f"this and the next {len(left_out) - 1} quotes were not checked" in told[0].message
