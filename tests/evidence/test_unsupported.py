"""Who is named near a quotation, which figures no source has, which sentences cite nothing."""

import pytest

from briefing.evidence import (
    Archive,
    Place,
    SpeakerCheck,
    Speakers,
    figures_missing,
    judge,
    sentences,
    uncited_sentences,
)

NEWS = (
    "Rustem Umerov arrived first. The Kremlin aide, Vladimir Medinsky, came later.\n\n"
    "He called the talks “a good start for all of us”.\n\n"
    "The hall was full. “Nobody expected it to last,” a guard said."
)


def place(words: str, archive: Archive) -> Place:
    found = judge(words, {"a": archive}).place
    assert found is not None
    return found


def near(
    words: str, name: str, *others: str, role: str = "", text: str = NEWS
) -> SpeakerCheck | None:
    archive = Archive(text)
    people = Speakers({"who": [name]} | {f"p{n}": [other] for n, other in enumerate(others)})
    return people.near(archive, place(words, archive), "who", role=role)


def test_a_speaker_may_be_named_in_full_or_in_part() -> None:
    assert near("arrived first", "Rustem Umerov") is SpeakerCheck.NAMED
    assert near("a good start", "V. Medinsky") is SpeakerCheck.NAMED
    assert near("a good start", "Medinskyi") is SpeakerCheck.ABSENT


def test_a_name_is_found_in_a_script_that_writes_no_spaces() -> None:
    text = "阿拉格齐说：“我们要和平谈判。”"
    assert near("我们要和平谈判", "阿拉格齐", text=text) is SpeakerCheck.NAMED
    assert near("我们要和平谈判", "阿巴斯·阿拉格齐", text=text) is SpeakerCheck.NAMED
    assert near("我们要和平谈判", "威特科夫", "阿拉格齐", text=text) is SpeakerCheck.ABSENT


def test_a_part_of_a_name_that_two_people_share_names_neither() -> None:
    text = "Ivanov spoke. “We go on as before,” he said."
    assert near("We go on", "Sergei Ivanov", text=text) is SpeakerCheck.NAMED
    assert near("We go on", "Sergei Ivanov", "Anna Ivanov", text=text) is SpeakerCheck.ABSENT


def test_a_role_names_a_speaker_in_any_case() -> None:
    role = "Head of delegation and Kremlin Aide"
    assert near("a good start", "Nobody Else", role=role) is SpeakerCheck.NAMED
    assert near("Nobody expected", "Nobody Else", role=role) is SpeakerCheck.ABSENT


def test_a_pronoun_stands_for_the_nearest_person_named_before() -> None:
    text = NEWS.replace("\n\nHe", "\n\nIt rained.\n\nHe")
    assert near("a good start", "Medinsky", "Umerov", text=text) is SpeakerCheck.PRONOUN
    assert near("a good start", "Umerov", "Medinsky", text=text) is SpeakerCheck.ABSENT


def test_a_name_stands_as_whole_words() -> None:
    text = "The Umerovs met Ali-Umerov_2; the kremlin aides too. “Nobody expected it,” one said."
    assert near("Nobody expected", "Umerov", role="Kremlin aide", text=text) is SpeakerCheck.ABSENT
    text = text.replace("aides", "aide")
    assert near("Nobody expected", "Umerov", role="Kremlin aide", text=text) is SpeakerCheck.NAMED


def test_a_name_that_ends_the_text_may_be_the_beginning_of_a_longer_one() -> None:
    archive = Archive("It will hold, said Ann")
    people = Speakers({"who": ["Ann"], "b": ["Ann of the Hill"]})
    assert people.near(archive, place("It will hold", archive), "who") is SpeakerCheck.NAMED


def test_a_speaker_of_thousands_of_names_is_soon_found() -> None:
    archive = Archive("He said that it would hold, and Name7999 left. " * 200)
    words = Place("a", 4700, 4710, 1, 1, ())
    people = Speakers({"who": [f"Name{n}" for n in range(8000)], "b": ["Name 1"]})
    # A pattern of all names would try each of them at each place: hours.
    answers = {people.near(archive, words, "who", role="head, " * 8000) for _ in range(300)}
    assert answers == {SpeakerCheck.NAMED}


def test_names_that_all_begin_alike_are_given_up_in_the_end() -> None:
    archive = Archive("A " * 20_000)
    words = Place("a", 20_000, 20_001, 1, 1, ())
    people = Speakers({"who": ["A " * n + "B" for n in range(1, 100)]})
    answers = [people.near(archive, words, "who") for _ in range(30)]
    assert answers[0] is SpeakerCheck.ABSENT
    assert answers[-1] is None


def test_the_words_quoted_name_nobody() -> None:
    text = "A voice cried: “Medinsky and he will never agree.”"
    assert near("Medinsky and he will never agree", "Medinsky", text=text) is SpeakerCheck.ABSENT


@pytest.mark.parametrize(
    ("prose", "source"),
    [
        ("6,000 bodies", "six thousand bodies"),
        ("6 000 bodies", "6.000 bodies"),
        ("6 thousand bodies", "6,000 bodies"),
        ("3.5 million", "3,500,000"),
        ("3,5 million", "3.5m"),
        ("the 2nd round", "the second round"),
        ("25 men", "some twenty-five men of four"),
        ("250,000 men", "two hundred and fifty thousand men"),
        ("at 12:30", "at 12:30 sharp"),
        ("5.50 per cent", "5.5%"),
        ("2 June", "2025-06-02"),
        ("no figure [^q1], `17`, [page](https://x.org/9), https://x.org/8", ""),
        ("3. third item\n4. fourth", ""),
    ],
)
def test_a_figure_stands_in_a_passage_in_any_spelling(prose: str, source: str) -> None:
    assert figures_missing(prose, ["nothing", source]) == ()


@pytest.mark.parametrize(
    ("prose", "source"),
    [
        ("6,000 bodies", "6,001 bodies"),
        ("6,000 bodies", "60,000 bodies"),
        ("6,000 bodies", "6 bodies"),
        ("6 million", "6 billion"),
        ("25 men", "twenty men and 5 boys"),
        ("5.5%", "55%"),
        ("12:30", "1230"),
    ],
)
def test_another_figure_is_missing(prose: str, source: str) -> None:
    missing = figures_missing(prose, [source])
    assert [figure.text for figure in missing] == [prose[f.start : f.end] for f in missing]
    assert len(missing) == 1


SUMMARY = """\
# A heading of 3 words

Mr. Smith met U.S. envoys [^q1]. They spoke, he said, at “No. 10.” [^a2] Nothing came of it.

- One point [^d1]
- another point
  goes on

```
code. More code.
```
Is it over? Perhaps… but not yet [^b#q1].
"""


def test_sentences_end_where_a_reader_would_end_them() -> None:
    assert [(SUMMARY[s.span.start : s.span.end], s.cites) for s in sentences(SUMMARY)] == [
        ("Mr. Smith met U.S. envoys [^q1].", ("q1",)),
        ("They spoke, he said, at “No. 10.” [^a2]", ("a2",)),
        ("Nothing came of it.", ()),
        ("One point [^d1]", ("d1",)),
        ("another point\n  goes on", ()),
        ("Is it over?", ()),
        ("Perhaps… but not yet [^b#q1].", ("b#q1",)),
    ]


def test_sentences_that_cite_nothing_are_told_apart() -> None:
    assert [SUMMARY[s.span.start : s.span.end] for s in uncited_sentences(SUMMARY)] == [
        "Nothing came of it.",
        "another point\n  goes on",
        "Is it over?",
    ]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("```Both sides``` signed.\n\nThey met.", ["```Both sides``` signed.", "They met."]),
        ("```\n~~~\n```\nThey met.", ["They met."]),
        ("````\n```\nx = 1.\n```\n````\nThey met.", ["They met."]),
        ("> ```\n> Code.\n> ```\n\nThey met.", ["They met."]),
        ("~~~ a `b`\nCode.\n~~~\nThey met.", ["They met."]),
        ("```\nCode.\n``` not\nCode.\n```\nThey met.", ["They met."]),
        ("```\nCode.\n`````\nThey met.", ["They met."]),
        ("~~~\nNever closed.", []),
    ],
)
def test_a_fence_of_code_ends_with_its_like(prose: str, found: list[str]) -> None:
    assert [prose[one.span.start : one.span.end] for one in sentences(prose)] == found
