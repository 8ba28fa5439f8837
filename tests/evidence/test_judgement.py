"""Verdicts on quotations: what is found, where, and what is never found."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evidence import Archive, DiffRun, Verdict, judge, paragraphs
from briefing.model.references import Target
from tests.conftest import SAMPLES

EXAMPLE = {  # the quotations of the example brief: text, paragraph cited, prefix, suffix
    "q1": ("can be resolved only at the level of leaders", 5, "", ""),
    "q2": (
        "This is extremely important for making progress in the negotiation process", 5, "", "",
    ),
    "q3": ("make a show", 7, "accusing Kyiv of trying to ", " out of the issue"),
    "q4": ("central part", 7, "the topic of children formed a ", ""),
    "q5": ("certain parts of the front line", 8, "", ""),
    "q6": ("Unfortunately, something didn't work out so well.", 9, "", ""),
}  # fmt: skip

TALKS = (
    "Talks in Geneva\n\n"
    "“We will not sign,” the minister said, “until all 6,000 prisoners — every one — are home.”\n\n"
    "He said the long-term nego-\ntiations cannot go on. "
    "It was a non-negotiable part of the plan.\n\n"
    "The envoy said: “We will not sign today.”"
)


def verdict(text: str, archive: str = TALKS) -> Verdict:
    return judge(text, {"a": Archive(archive)}).verdict


def held(text: str, archive: str = TALKS) -> str:
    place = judge(text, {"a": Archive(archive)}).place
    assert place is not None
    return archive[place.start : place.end]


@pytest.mark.parametrize("name", EXAMPLE)
@pytest.mark.parametrize("with_from", [True, False])
def test_the_example_quotations_are_found_where_the_brief_says(name: str, with_from: bool) -> None:
    text, paragraph, prefix, suffix = EXAMPLE[name]
    archive = Archive((SAMPLES / "sources" / "istanbul-2-article.txt").read_text("utf-8"))
    cited = Target.place(f"article#p{paragraph}") if with_from else None
    finding = judge(text, {"article": archive}, cited=cited, prefix=prefix, suffix=suffix)
    assert finding.verdict is (Verdict.TYPOGRAPHY if name == "q6" else Verdict.VERBATIM)
    assert finding.place is not None
    assert finding.place.paragraph == finding.place.paragraph_end == paragraph
    assert not finding.elsewhere


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("until all 6,000 prisoners", Verdict.VERBATIM),
        ("all 6,000 prisoners - every one - are home", Verdict.TYPOGRAPHY),
        ("all 6,000 prisoners--every one--are home!", Verdict.TYPOGRAPHY),
        ("long-term negotiations cannot", Verdict.TYPOGRAPHY),
        ("the plan.  The envoy said: \"We", Verdict.TYPOGRAPHY),
        ("It was a non-negotiable part of the plan;", Verdict.TYPOGRAPHY),
        ("“until all 6,000 prisoners”", Verdict.TYPOGRAPHY),
        ("We will … sign today", Verdict.OMISSIONS),
        ("until all [of them] are home", Verdict.OMISSIONS),
        ("until all [...] are home", Verdict.OMISSIONS),
        ("[U]ntil all 6,000 prisoners", Verdict.OMISSIONS),
        ("the long-term negotiat[ors] cannot go on", Verdict.OMISSIONS),
        ("all 6,000 prisoners…", Verdict.TYPOGRAPHY),
        ("… all 6,000 prisoners", Verdict.OMISSIONS),
        ("We will sign today", Verdict.ALTERED),
        ("until all 6,001 prisoners are home", Verdict.ALTERED),
        ("the longterm negotiations cannot go on", Verdict.ALTERED),
        ("we will not sign today", Verdict.ALTERED),
        ("Not a word of this was ever uttered by anybody", Verdict.NOT_FOUND),
        ("We will not sign", Verdict.AMBIGUOUS),
        ("…", Verdict.NOT_FOUND),
        ("", Verdict.NOT_FOUND),
    ],
)  # fmt: skip
def test_the_ladder(text: str, expected: Verdict) -> None:
    assert verdict(text) is expected


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("we can", "That we cannot do."),
        ("we can", "That we can't do."),
        ("we did", "What we didn’t do."),
        ("negotiable", "It is non-negotiable."),
        ("the term", "for the terms of it"),
        ("art of it", "a part of it"),
        ("some 6,00", "some 6,000 men"),
        ("some 6", "some 6,000 men"),
        ("some 6.", "some 6.5 men"),
        ("000 men", "some 6,000 men"),
        ("5 degrees", "at -5 degrees"),
        ("grew by 5", "It grew by 5% then."),
        ("50 million", "worth $50 million"),
        ("tiation", "the nego-\ntiation"),
        ("5 days", "in 2–5 days"),
    ],
)
def test_a_part_of_a_word_or_number_is_no_quotation(text: str, archive: str) -> None:
    assert verdict(text, archive) in (Verdict.ALTERED, Verdict.NOT_FOUND)


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("You will leave?", "“You will leave.”"),
        ("You will leave.", "“You will leave?”"),
        ("我们要和平谈判。", "“我们要和平谈判？”"),
        ("We re-sign it today", "We resign it today"),
        ("We resign it today", "We re-sign it today"),
        ("[Russia] agreed to it all", "He said: “[Ukraine] agreed to it all.”"),
        ("we saw [Russia] agree to it", "“we saw [Ukraine] agree to it.”"),
        ("we agree with [them]", "“we agree with [us]”"),
        ("The talks failed", "the talks failed"),
        ("about 6000 men", "about 6,000 men"),
    ],
)
def test_what_changes_the_meaning_is_not_typography(text: str, archive: str) -> None:
    assert verdict(text, archive) is Verdict.ALTERED


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("la paix !", "« La vraie paix ! » et la\u00a0paix\u202f!"),
        ("the final deal", "the \ufb01nal deal"),
        ("cafe\u0301 talks", "caf\u00e9 talks"),
        ("nego\u00adtiations", "negotiations"),
        ("negotiations", "nego\u00ad\ntiations"),
        ("don't ask 'why'", "don’t ask “why”"),
        ("peace...now", "peace … now"),
        ("和平 谈判", "关于和平\n谈判的"),
        ("和平谈判", "关于和平\n谈判的"),
        ("我们要和平谈判。", "他说：“我们要和平谈判”。"),
        ("我们要和平谈判，", "“我们要和平谈判！”他说"),
        ("我们要谈判吗？", "“我们要谈判吗”？"),
        ("نحن مستعدون،", "قال: «نحن مستعدون.»"),
    ],
)
def test_typography_in_other_hands(text: str, archive: str) -> None:
    assert verdict(text, archive) is Verdict.TYPOGRAPHY


def test_words_without_spaces_between_them_may_be_quoted_in_part() -> None:
    assert verdict("和平谈判", "双方同意和平谈判的条件") is Verdict.VERBATIM


def test_the_place_is_the_words_without_the_marks_around_them() -> None:
    assert held('"until all 6,000 prisoners - every one - are home"') == (
        "until all 6,000 prisoners — every one — are home"
    )
    assert held("long-term negotiations") == "long-term nego-\ntiations"


def test_an_omission_marks_its_parts() -> None:
    place = judge("until all … are home", {"a": Archive(TALKS)}).place
    assert place is not None
    assert [TALKS[s.start : s.end] for s in place.parts] == ["until all", "are home"]


def test_an_omission_swallows_at_most_so_much() -> None:
    near = "We agree to this, " + "word " * 95 + "and so do they."
    far = "We agree to this, " + "word " * 105 + "and so do they."
    assert verdict("We agree to this … and so do they", near) is Verdict.OMISSIONS
    assert verdict("We agree to this … and so do they", far) not in (Verdict.OMISSIONS,)
    assert verdict("We agree to this [pact] and so do they", near) is not Verdict.OMISSIONS


def test_an_omission_takes_the_later_of_two_openings_if_only_that_is_near() -> None:
    text = "We agree. " + "word " * 100 + "We agree and, as I said, will sign it."
    assert held("We agree … will sign it", text) == "We agree and, as I said, will sign it"


def test_the_difference_leads_from_the_archive_to_the_quotation() -> None:
    finding = judge("We will gladly sign now", {"a": Archive("“We will not sign today,” he said.")})
    assert finding.verdict is Verdict.ALTERED
    assert finding.difference == (
        DiffRun("same", "We will"),
        DiffRun("removed", "not"),
        DiffRun("added", "gladly"),
        DiffRun("same", "sign"),
        DiffRun("removed", "today"),
        DiffRun("added", "now"),
    )


def test_cited_paragraphs_decide_between_places() -> None:
    archives = {"a": Archive(TALKS)}
    for paragraph in (2, 4):
        finding = judge("We will not sign", archives, cited=Target.place(f"a#p{paragraph}"))
        assert finding.verdict is Verdict.VERBATIM
        assert finding.place is not None
        assert finding.place.paragraph == paragraph


def test_a_cited_place_wins_over_a_better_match_elsewhere() -> None:
    archives = {"a": Archive("“It’s over now.”\n\n'It's over now.'")}
    finding = judge("It's over now", archives, cited=Target.place("a#p1"))
    assert finding.verdict is Verdict.TYPOGRAPHY
    assert judge("It's over now", archives).verdict is Verdict.VERBATIM


def test_a_place_outside_the_cited_paragraphs_is_marked() -> None:
    for cited in (Target.place("a#p4"), Target.place("a#p90-91")):
        finding = judge("until all 6,000 prisoners", {"a": Archive(TALKS)}, cited=cited)
        assert finding.verdict is Verdict.VERBATIM
        assert finding.elsewhere
        assert finding.place is not None
        assert finding.place.paragraph == 2


@pytest.mark.parametrize(
    ("prefix", "suffix", "paragraph"),
    [("The envoy said: “", "", 4), ("", " today", 4), ("", ",” the minister", 2)],
)
def test_what_stands_around_decides_between_places(
    prefix: str, suffix: str, paragraph: int
) -> None:
    finding = judge("We will not sign", {"a": Archive(TALKS)}, prefix=prefix, suffix=suffix)
    assert finding.verdict is Verdict.VERBATIM
    assert finding.place is not None
    assert finding.place.paragraph == paragraph


def test_an_ambiguous_quotation_names_its_places() -> None:
    finding = judge("We will not sign", {"a": Archive(TALKS), "b": Archive("We will not sign.")})
    assert [(p.source, p.paragraph) for p in finding.candidates] == [("a", 2), ("a", 4), ("b", 1)]
    assert finding.place == finding.candidates[0]


def test_only_the_cited_source_is_read() -> None:
    archives = {"a": Archive("We will sign."), "b": Archive("We will go.")}
    assert judge("We will go", archives).verdict is Verdict.VERBATIM
    assert judge("We will go", archives, cited=Target(source="a")).verdict is not Verdict.VERBATIM
    assert judge("We will go", archives, cited=Target(source="c")).verdict is Verdict.NO_ARCHIVE
    assert judge("We will go", {}).verdict is Verdict.NO_ARCHIVE


def test_paragraphs_are_the_blocks_that_blank_lines_separate() -> None:
    text = "\n\n one\nmore \n \t\n\n\ntwo\n"
    assert [text[s.start : s.end] for s in paragraphs(text)] == ["one\nmore", "two"]
    assert paragraphs(" \n\n ") == ()


@given(st.text("ab \n\t", max_size=40))
def test_a_place_names_the_paragraph_it_stands_in(text: str) -> None:
    archive = Archive(text)
    for number, span in enumerate(archive.paragraphs, 1):
        assert archive.paragraph_at(span.start) == archive.paragraph_at(span.end - 1) == number


def test_every_verdict_has_signs_of_one_cell_and_promises_nothing() -> None:
    for each in Verdict:
        assert len(each.glyph) == len(each.ascii) == 1
        assert each.ascii.isascii()
        assert not {"true", "confirmed", "fact-checked"} & {each.word}
    assert len({each.glyph for each in Verdict}) == len(Verdict)
    assert len({each.ascii for each in Verdict}) == len(Verdict)


def test_rapidfuzz_is_loaded_only_for_the_nearest_passage() -> None:
    program = (
        "import sys\nfrom briefing.evidence import Archive, judge\n"
        "judge('We agree', {'a': Archive('We agree.')})\n"
        "print('rapidfuzz' in sys.modules, 'pydantic' in sys.modules)\n"
        "judge('We disagree on it', {'a': Archive('We agree on it.')})\n"
        "print('rapidfuzz' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False", "False", "True"]


_TEXT = st.text(alphabet="ab  ,.'’“”-—…\n\n\u00ad\u00a0\u0301é5?[]" + "ﬁ", max_size=80)


@given(_TEXT, st.integers(0, 79), st.integers(1, 40))
def test_a_passage_copied_from_the_archive_is_found_unless_it_cuts_a_word(
    text: str, start: int, length: int
) -> None:
    words = f" {text[start : start + length]} "
    archive = f"{text[:start]}{words}{text[start + length :]}"
    finding = judge(words, {"a": Archive(archive)})
    if any(map(str.isalnum, words)):
        assert finding.verdict in (Verdict.VERBATIM, Verdict.AMBIGUOUS)
        for place in finding.candidates or (finding.place,):
            assert place is not None
            assert archive[place.start : place.end] == words.strip()


@given(_TEXT, _TEXT)
def test_the_place_holds_the_words_of_the_quotation(quotation: str, text: str) -> None:
    archive = f"{text} {quotation.replace(chr(39), '’').replace(' ', '  ')} {text}"
    finding = judge(quotation, {"a": Archive(archive)})
    if finding.verdict in (Verdict.VERBATIM, Verdict.TYPOGRAPHY):
        assert finding.place is not None
        assert _letters(archive[finding.place.start : finding.place.end]) == _letters(quotation)


def _letters(text: str) -> str:
    import unicodedata

    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
