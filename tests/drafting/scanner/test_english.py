"""The rules in English, one by one, and what they must leave alone."""

import pytest

from tests.drafting.speaking import mentions, names, speakers


@pytest.mark.parametrize(
    ("text", "rule", "mention"),
    [
        ("“We will go on,” said Mr. Lee on Monday.", "after-VS", "Mr. Lee"),
        ("“We will go on,” added the minister.", "after-VS", "the minister"),
        ("“We will go on,” Anna Lee said.", "after-SV", "Anna Lee"),
        ("“We will go on,” she later told reporters.", "after-SV", "she"),
        ("“We go on,” Anna Lee, a spokeswoman for the ministry, said.", "after-SV", "Anna Lee"),
        ("“We go on,” a spokesman for the mission said.", "after-SV", "a spokesman"),
        ("“Will they go on?” Anna Lee asked.", "after-SV", "Anna Lee"),
        ("“We go on,” he was quoted as saying by state media.", "after-SV", "he"),
        ("Talks are “going on as planned” for now, Anna Lee said.", "tail-SV", "Anna Lee"),
        ("In his view, they had a “full and frank” talk.", "according", "his"),
        ("In the view of Anna Lee, they had a “full and frank” talk.", "according", "Anna Lee"),
        ("According to Anna Lee, they had a “full and frank” talk.", "according", "Anna Lee"),
        ("Anna Lee told reporters: “We will go on.”", "colon", "Anna Lee"),
        ("On Monday Anna Lee said, “We will go on.”", "comma", "Anna Lee"),
        ("Rubio fired back: “We will go on.”", "colon", "Rubio"),
        ("Anna Lee said the talks were “going on as planned”.", "part", "Anna Lee"),
        ("Lee, who said talks “go on as planned”, left.", "part-relative", "Lee, who"),
        ("Lee disputed it, accusing the press of “making things up”.", "part-participle", "Lee"),
        ("Lee says he believes the plan “goes far enough”.", "chain", "Lee"),
        ("Lee criticized it and called it “a bad deal”.", "part-joined", "Lee"),
    ],
)
def test_the_rules(text: str, rule: str, mention: str) -> None:
    assert speakers(text) == [(rule, mention)]


def test_what_is_said_after_an_attributed_quotation_goes_on() -> None:
    text = "“One is enough,” Anna Lee said. “Two are too many.” “Three,” said Bo Chan. “Four.”"
    assert speakers(text) == [
        ("after-SV", "Anna Lee"), ("goes-on", "Anna Lee"), ("after-VS", "Bo Chan"),
        ("goes-on", "Bo Chan"),
    ]  # fmt: skip


def test_a_colon_at_the_end_of_a_paragraph_leads_to_the_next() -> None:
    text = "Anna Lee told reporters:\n\n“We will go on.”\n\n“Perhaps.”"
    assert speakers(text) == [("colon-before", "Anna Lee"), ("", "")]


def test_a_quotation_over_paragraphs_has_the_speaker_of_its_last_one() -> None:
    assert mentions("“One is first.\n\n“Two is second,” said Anna Lee.") == ["Anna Lee"]


@pytest.mark.parametrize(
    "text",
    [
        "They sing “the song of the sea” at home.",
        "The book called “The End of It” sells well.",
        "Trump’s comments on “the whole of it” were short.",
        "Asked about “the whole of it”, nobody spoke.",
        "“We will go on.” Then Monday came.",
        "He was asked about “the whole of it”.",
        "“Yes, we will” added that nothing was agreed.",
    ],
)
def test_where_nobody_speaks_nobody_is_named(text: str) -> None:
    assert mentions(text) == [""]


def test_a_day_or_a_subordinate_clause_is_no_speaker() -> None:
    assert mentions("“We go on,” Monday said.") == [""]
    text = "After Brown criticized the plan at length, she shot back, “We will go on.”"
    assert mentions(text) == ["she"]


def test_no_break_spaces_part_words_as_others_do() -> None:
    assert mentions("“We go on,” he\u00a0was quoted as\u00a0saying.") == ["he"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foreign Minister Anna Lee arrived. “We go on,” Lee said.", "Anna Lee"),
        ("“We go on,” former Culture Minister Vladimir Medinsky said.", "Vladimir Medinsky"),
        ("“We go on,” said Trump’s campaign manager Paul Manafort.", "Paul Manafort"),
        ("“We go on,” said U.S. President Donald Trump.", "Donald Trump"),
        ("“We go on,” Ukrainian officials said.", "ukraine"),
        ("“We go on,” Moscow said.", "russia"),
        ("“We go on,” a spokesman for Donald Trump said.", ""),
        ("Anna Lee said it was late. She added: “We go on.”", "Anna Lee"),
        ("Anna Lee said it was late. He added: “We go on.”", ""),
        ("Bob Lee said it was late. A woman said it was not. He added: “We go on.”", ""),
        ("Bob Lee told Jim Poe it was late. He added: “We go on.”", "Bob Lee"),
        ("“We go on,” said Robert F. Kennedy Jr. on Monday.", "Robert F. Kennedy"),
    ],
)
def test_from_a_mention_to_a_name(text: str, name: str) -> None:
    assert names(text)[-1] == name


def test_a_pronoun_reaches_back_two_paragraphs_and_no_further() -> None:
    before = "Bob Lee said it was late.\n\n"
    assert names(f"{before}It rained.\n\n“We go on,” he said.") == ["Bob Lee"]
    assert names(f"{before}It rained.\n\nIt snowed.\n\n“We go on,” he said.") == [""]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bob Lee said it was late.\n\nJim Poe (a guard) left. “We go on,” he said.", "Jim Poe"),
        ("Bob Lee said it was late.\n\nJim Poe, 39, came by bus. “We go on,” he said.", "Jim Poe"),
        ("Bob Lee said it was late.\n\nIt was for Jim Poe. He added: “We go on.”", ""),
        ("Bob Lee said that Jim Poe said it was late. He added: “We go on.”", ""),
        ("Bob Lee said it was late. Asked about it, he said: “We go on.”", "Bob Lee"),
        ("Ann Lee spoke. On Monday, Bob Lee spoke. He added: “We go on.”", "Bob Lee"),
        ("The head of the party, Bob Lee, said it was late. He added: “We go on.”", "Bob Lee"),
        ("The mayor said it was late. He added: “We go on.”", ""),
        ("Jim Poe spoke.\n\nMeanwhile Bob Lee, who sings, came. “We go on,” he said.", "Bob Lee"),
        ("Following Jim Poe, Bob Lee spoke. “We go on,” he said.", "Bob Lee"),
    ],
)
def test_a_pronoun_has_a_name_only_where_one_person_can_be_meant(text: str, name: str) -> None:
    assert names(text)[-1] == name
