"""What an altered quotation is told, and which spaces and cases make one."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.evidence import Archive, DiffRun, QuoteCheck, Verdict, differing, judge


def found(text: str, archive: str) -> QuoteCheck:
    return judge(text, {"a": Archive(archive)})


def changed(text: str, archive: str) -> list[tuple[str, str]]:
    finding = found(text, archive)
    assert finding.verdict is Verdict.ALTERED
    return [(one.kind, one.text) for one in finding.difference if one.kind != "same"]


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("Prices rose 40 %", "Prices rose 40%."),
        ("Prices rose 40\u00a0%", "Prices rose 40%."),
        ("Prices rose 40%", "Prices rose 40\u202f%."),
        ("Prices rose 40%", "Prices rose 40\n%."),
        ("Prices rose 4‰", "Prices rose 4 ‰."),
        ("at 20°C in the shade", "at 20 °C in the shade"),
        ("under § 5 of the law", "under §5 of the law"),
        ("under №5 of the list", "under №\n5 of the list"),
        ("it cost 50 € a head", "it cost 50€ a head"),
        ("it cost $50 a head", "it cost $ 50 a head"),
    ],
)
def test_a_space_between_a_number_and_its_sign_is_typography(text: str, archive: str) -> None:
    finding = found(text, archive)
    assert finding.verdict is Verdict.TYPOGRAPHY
    assert finding.place is not None
    place = archive[finding.place.start : finding.place.end]
    assert "".join(place.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("Prices rose 40", "Prices rose 40%."),
        ("Prices rose 4 0% last year", "Prices rose 40% last year."),
        ("Prices rose 40 %", "Prices rose 40‰."),
        ("it cost 50 € a head", "it cost 50 $ a head"),
        ("it cost 50 a head", "it cost €50 a head"),
        ("under § 5 of the law", "under § 15 of the law"),
    ],
)
def test_another_number_or_sign_is_not(text: str, archive: str) -> None:
    assert changed(text, archive)


@pytest.mark.parametrize(
    ("text", "archive", "expected"),
    [
        ("припинення вогню", "Це ПРИПИНЕННЯ ВОГНЮ.",
         [("removed", "ПРИПИНЕННЯ ВОГНЮ"), ("added", "припинення вогню")]),
        ("THE TALKS FAILED", "The talks failed.",
         [("removed", "The talks failed"), ("added", "THE TALKS FAILED")]),
        ("the Talks failed", "the talks failed", [("removed", "talks"), ("added", "Talks")]),
        ("İSTANBUL TALKS", "İstanbul talks", [("removed", "İstanbul talks"),
         ("added", "İSTANBUL TALKS")]),
    ],
)  # fmt: skip
def test_other_case_is_altered_and_shown(
    text: str, archive: str, expected: list[tuple[str, str]]
) -> None:
    assert changed(text, archive) == expected


def test_a_passage_of_the_same_case_is_nearer() -> None:
    between = "Nobody in the hall had expected anything of the kind. " * 20
    archive = f"WE SIGN IT TODAY\n\n{between}\n\nWe sign it right today, he said."
    assert changed("We sign it today", archive) == [("removed", "right")]


@pytest.mark.parametrize(
    ("text", "archive", "expected"),
    [
        ("grew by 5", "It grew by 5% then.", [("removed", "%")]),
        ("5 degrees", "at -5 degrees", [("removed", "-")]),
        ("we use A & B here", "we use A&B here", [("removed", "A&B"), ("added", "A & B")]),
        ("it (the plan) fell", "it ( the plan ) fell",
         [("removed", "( the plan )"), ("added", "(the plan)")]),
        ("word " * 2500 + "ends", "word " * 2500 + "starts",
         [("removed", "starts"), ("added", "ends")]),
    ],
)  # fmt: skip
def test_a_difference_that_is_no_word_is_shown_too(
    text: str, archive: str, expected: list[tuple[str, str]]
) -> None:
    assert changed(text, archive) == expected


@pytest.mark.parametrize(
    ("text", "archive", "expected"),
    [
        ("binding, for all", "It is binding – for all here", "different punctuation marks"),
        ("binding for all", "It is binding, for all here", "more punctuation marks"),
        ('the "new" plan holds', "the new plan holds", "fewer punctuation marks"),
        ("the plan holds?", "the plan holds.", "different punctuation marks"),
        ("переговоры были трудными", "Переговоры были трудными", "different capitals"),
        (
            "don't go there – today",
            "Don’t go there, today",
            "different capitals and punctuation marks",
        ),
        ("The talks, don't go today", "The talks, Don’t go today", "different capitals"),
        ("the resume was sent today", "the résumé was sent today", "different accents"),
        ("لم تشهد الجولة تغيرات كبيرة", "لم تشهد الجولة تغيُّرات كبيرة", "different accents"),
        ("we use A & B here", "we use A&B here", "different spaces"),
        ("we shall go there", "we shall not go there", "more words"),
        ("we shall not go there", "we shall go there", "fewer words"),
        ("we go, they shall stay", "they shall go, we stay", "different words"),
        ("and we resign today", "and we re-sign today", "different words"),
        ("die Straße ist lang", "die STRASSE ist lang", "different words"),
    ],
)
def test_what_differs_is_named(text: str, archive: str, expected: str) -> None:
    finding = found(text, archive)
    assert finding.verdict is Verdict.ALTERED
    assert differing(finding.difference) == expected


def test_the_difference_keeps_what_is_the_same() -> None:
    assert found("we use A & B here", "we use A&B here").difference == (
        DiffRun("same", "we use"),
        DiffRun("removed", "A&B"),
        DiffRun("added", "A & B"),
        DiffRun("same", "here"),
    )


SPOKEN = (
    "He opened the meeting late. {} That was the end of it, and the ministers went home.\n\n"
    "Nobody in the hall had expected any of this from him."
)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("We will never accept | such a proposal from the other side of the table",
         ", not today and not in ten years or in a hundred,"),
        ("the ceasefire will begin | on Monday and last two weeks",
         ", if the other side agrees and signs all the papers,"),
        ("Our guns | fall silent in the north",
         ", and with them those of our allies and friends,"),
        ("The other side of the table will never accept such | a proposal",
         "and, as we have heard, in many ways quite unheard of"),
        ("One two three | four five six",
         "years ago, and then again after so many of their own had signed the other papers"),
    ],
)  # fmt: skip
def test_words_left_out_are_what_the_source_has(text: str, left_out: str) -> None:
    head, tail = text.split(" | ")
    gap = left_out if left_out.startswith(",") else f" {left_out}"
    archive = SPOKEN.format(f"{head}{gap} {tail}.")
    finding = found(f"{head} {tail}", archive)
    assert finding.verdict is Verdict.ALTERED
    assert finding.difference == (
        DiffRun("same", head),
        DiffRun("removed", left_out),
        DiffRun("same", tail),
    )
    assert finding.place is not None
    assert archive[finding.place.start : finding.place.end] == f"{head}{gap} {tail}"


@pytest.mark.parametrize(
    ("text", "archive", "expected"),
    [
        ("We shall never accept such a proposal from the other side of the table",
         "We will never accept, not today and not in ten years or in a hundred, such a proposal "
         "from the other side of the table",
         [("removed", "will"), ("added", "shall"),
          ("removed", ", not today and not in ten years or in a hundred,")]),
        ("the ceasefire will begin on Monday and last two months",
         "the ceasefire will begin, if the other side agrees and signs all the papers, on Monday "
         "and last two weeks",
         [("removed", ", if the other side agrees and signs all the papers,"),
          ("removed", "weeks"), ("added", "months")]),
        ("The minister said the guns would fall silent along the whole front this winter",
         "The president said, and with him all that sat beside him at the long table in the hall "
         "of the palace, the guns would fall silent along the whole front this winter",
         [("removed", "president"), ("added", "minister"),
          ("removed", ", and with him all that sat beside him at the long table in the hall of the "
           "palace,")]),
        ("All of them wrote under a false name. As a friend he lost his seat in the chamber",
         "All of them wrote under a false name. It did no good, as he was found out in the end by "
         "the police. As a consequence he lost his seat in the chamber",
         [("removed", "It did no good, as he was found out in the end by the police."),
          ("removed", "consequence"), ("added", "friend")]),
        ("The ministers agreed on Monday to withdraw all heavy guns",
         "The talks began badly and the rain went on. Others had agreed on Monday to withdraw all "
         "heavy guns",
         [("removed", "Others had"), ("added", "The ministers")]),
    ],
)  # fmt: skip
def test_words_left_out_are_shown_beside_other_changes(
    text: str, archive: str, expected: list[tuple[str, str]]
) -> None:
    assert changed(text, SPOKEN.format(archive)) == expected


WORDS = [first + last for first in ("bar", "do", "kel", "mi", "sont") for last in
         ("a", "eth", "il", "omen", "us", "unda")]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=7, max_size=80), st.data())
def test_one_run_of_words_left_out_is_all_that_differs(
    source: list[str], data: st.DataObject
) -> None:
    def number(least: int, most: int) -> int:
        return data.draw(st.integers(least, most))

    gap = number(1, min(15, len(source) - 6))
    head = number(3, len(source) - gap - 3)
    start = number(0, head - 3)
    end = number(head + gap + 3, len(source))
    words = [*source[start:head], *source[head + gap : end]]
    archive = " ".join(source)
    finding = found(" ".join(words), archive)
    assume(finding.verdict is Verdict.ALTERED)  # where words repeat, these may stand there
    kinds = [change.kind for change in finding.difference]
    assert kinds == ["same", "removed", "same"]
    first, _, last = finding.difference
    assert f"{first.text} {last.text}" == " ".join(words)
    assert finding.place is not None
    place = archive[finding.place.start : finding.place.end]
    assert place == " ".join(change.text for change in finding.difference)


def test_a_vowel_sign_stays_on_its_word() -> None:
    text, archive = "لم تشهد الجولة تغيرات كبيرة", "قال: لم تشهد الجولة تغيُّرات كبيرة في المواقف"
    assert changed(text, archive) == [("removed", "تغيُّرات"), ("added", "تغيرات")]
    place = found(text, archive).place
    assert place is not None
    assert place.start == archive.index("لم")
    assert changed("हम हिंदी बोलते", "हम हिन्दी बोलते") == [("removed", "हिन्दी"), ("added", "हिंदी")]


PIECES = st.lists(
    st.sampled_from(
        ["we", "We", "WE", "agree", "on", "it", "5", "6,000", "-", "%", "$", "€", "§", "°", "(",
         ")", "&", "/", ".", "?", "…", "[", "]", "'", "“", "nego-\n", "re-", "sign", "İ", "ß", " ",
         " ", "\n\n", "\u00a0", "\u00ad", "é", "e\u0301"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@given(PIECES, PIECES, st.integers(0, 24))
def test_what_is_altered_shows_a_difference(text: str, other: str, at: int) -> None:
    for archive in (other, text[:at] + other + text[at:], text[:at] + text[at + 1 :]):
        finding = found(text, archive)
        shown = [change for change in finding.difference if change.kind != "same"]
        assert (finding.verdict is Verdict.ALTERED) == bool(shown)
        assert all(change.text for change in shown)
