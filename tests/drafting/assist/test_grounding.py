"""What is kept of a proposal, and what is refused: the article decides, not the program."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.drafting.article import Article, read_article
from briefing.drafting.assist.article_content import ArticleContent, pieces
from briefing.drafting.assist.assisted_draft import assisted_draft
from briefing.drafting.assist.proposal import proposal_of
from briefing.drafting.assist.request import TAKEN, answer_schema, request_text
from briefing.drafting.draft import Draft, DraftContext
from briefing.errors import BriefingError
from briefing.loader.load import load
from tests.conftest import SAMPLES

TEXT = """\
Talks in Geneva end without a deal

Norland and the South Republic met in Geneva on 2 June 2025. Both sides agreed to exchange \
1,200 prisoners.

“This is a first step,” said Ana Ruiz, the foreign minister of Norland. “We want a ceasefire \
in August.”

Bo Li of the South Republic rejected a ceasefire. He called the plan “a bad joke”. It was \
“a bad joke”, he said.
"""
ARTICLE = read_article(TEXT.encode(), "talks.txt")
GOOD: dict[str, Any] = {
    "title": "Norland and the South Republic meet in Geneva",
    "date": "2025-06-02",
    "place": {"name": "Geneva", "country": "CH"},
    "summary": "Both sides agreed on prisoners [^a1]. A ceasefire is disputed [^d1].",
    "parties": {"norland": {"name": "Norland", "kind": "state"}, "south": "South Republic"},
    "people": {
        "ruiz": {"name": "Ana Ruiz", "party": "norland", "role": "foreign minister"},
        "li": {"name": "Bo Li", "party": "south"},
    },
    "issues": {"prisoners": "Prisoners", "ceasefire": {"title": "A ceasefire"}},
    "agreements": {
        "a1": {"issue": "prisoners", "text": "An exchange of 1,200 prisoners.",
               "parties": ["norland", "south"], "attested_by": ["norland", "south"],
               "support": ["article#p2"]},
    },
    "disagreements": {
        "d1": {"issue": "ceasefire", "question": "Will there be a ceasefire?", "positions": {
            "norland": {"stance": "demands", "quotes": ["q2"]}, "south": {"stance": "rejects"}}},
    },
    "quotes": {
        "q1": {"who": "ruiz", "text": "This is a first step,", "verb": "said",
               "from": "article#p9"},
        "q2": {"who": "ruiz", "text": "We want a ceasefire in August.", "issues": ["ceasefire"]},
    },
    "timeline": [{"date": "2025-06-02", "text": "Talks in Geneva."}],
    "unknown": ["Whether the South Republic names a day."],
}  # fmt: skip


def drafted(answer: Any, context: DraftContext | None = None, article: Article = ARTICLE) -> Draft:
    """Return what is left of an answer."""
    data = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
    return assisted_draft(article, context or DraftContext("talks", "2026-01-01"), data)


def test_what_the_article_shows_is_kept_and_all_of_it_is_suggested() -> None:
    made = drafted(GOOD)
    assert made.refused == ()
    values = made.values
    assert values["suggested"] == ["title", "date", "summary", "place", "unknown"]
    assert values["summary"] == GOOD["summary"]
    assert values["status"] == "draft"
    assert values["date"] == "2025-06-02"
    for section in ("parties", "people", "issues", "agreements", "disagreements", "quotes"):
        for record in values[section].values():
            assert record["suggested"] == [key for key in record if key != "suggested"]
    for position in values["disagreements"]["d1"]["positions"].values():
        assert "stance" in position["suggested"]
    assert values["quotes"]["q1"]["from"] == "article#p3"  # not p9, as was said
    assert values["quotes"]["q2"]["from"] == "article#p3"
    loaded = load(made.text.encode(), "talks.yaml")
    assert [one for one in loaded.problems if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quotes": {"q1": {"text": "We will never sign."}}}, "quotes.q1: not in the text"),
        ({"quotes": [{"text": "This is the first step"}]}, "quotes.q1: not in the text"),
        ({"quotes": [{"text": "…"}]}, "quotes.q1: not in the text"),
        ({"quotes": [{"text": "It is a start", "kind": "paraphrase"}]}, "q1: a paraphrase"),
        ({"quotes": [{"text": "a bad joke", "who": "macron"}]}, 'who: "macron" is not among'),
        ({"quotes": [{"text": "a bad joke", "via": "the Sun"}]}, 'hold "the Sun"'),
        ({"people": {"x": {"name": "Emmanuel Macron"}}}, 'not hold "Emmanuel Macron"'),
        ({"people": {"x": {"name": "Ruiz Ana"}}}, 'not hold "Ruiz Ana"'),
        ({"people": {"x": {"name": "Ana Ruiz", "role": "prime minister"}}}, "prime minister"),
        ({"parties": {"x": {"name": "Norland", "aliases": ["Northland"]}}}, "Northland"),
        ({"parties": {"x": {"name": "NATO"}}}, 'hold "NATO"'),
        ({"summary": "Norland asked for 1,300 prisoners."}, 'the figure "1,300"'),
        ({"summary": "They spoke of thirteen hundred people."}, 'figure "thirteen hundred"'),
        ({"summary": "In Paris they met."}, 'the name "Paris"'),
        ({"summary": "The minister Ana Li met them."}, 'the name "Ana Li"'),
        ({"summary": "Paris was the place."}, 'the name "Paris"'),
        ({"summary": "Ana Ruiz said “we give up”."}, "the quotation"),
        ({"summary": "See https://a.example/."}, "a link"),
        ({"summary": "[here](x)"}, "a link"), ({"summary": "<b>Norland</b>"}, "a link"),
        ({"summary": "It was agreed [^a9]."}, "[^a9] is not a record"),
        ({"date": "2025-06-03"}, 'date: the text does not hold "2025-06-03"'),
        ({"date": "2025-07-02"}, "2025-07-02"), ({"date": "2024-06-02"}, "2024-06-02"),
        ({"date": "yesterday"}, "yesterday"), ({"place": "Vienna"}, 'place: the text'),
        ({"timeline": [{"date": "2019", "text": "A war."}]}, "timeline.1: left out"),
        ({"next": [{"text": "Talks in Rome."}]}, 'next.1.text: the text'),
        ({"tags": ["peace", "Rome"]}, 'tags: the text does not hold the name "Rome"'),
        ({"colour": "red"}, "colour: not taken"), ({"sources": {"a": {}}}, "sources: not taken"),
        ({"status": "final"}, "status: not taken"), ({"id": "x"}, "id: not taken"),
        ({"handling": "clear"}, "handling: not taken"),
        ({"suggested": []}, "suggested: not taken"), ({"extra": {"a": "b"}}, "extra: not taken"),
        ({"parties": {"norland": {"name": "Norland", "size": 5}}}, 'unknown key "size"'),
        ({"parties": {"norland": {"name": "Norland", "kind": "planet"}}}, '"planet" is not'),
        ({"parties": 5}, "parties: not a map"), ({"quotes": [5]}, "quotes.q1: not a record"),
        ({"agreements": [{**GOOD["agreements"]["a1"], "text": "With France."}]}, "a1: left out"),
        ({"agreements": [{**GOOD["agreements"]["a1"], "parties": ["norland", "rome"]}]},
         "a1: left out, as its parties"),
        ({"agreements": [{**GOOD["agreements"]["a1"], "attested_by": ["norland", "rome"]}]},
         "a1: left out, as its attested_by"),
        ({"agreements": [{**GOOD["agreements"]["a1"], "support": ["article#p7"]}]}, "article#p7"),
        ({"agreements": [{**GOOD["agreements"]["a1"], "amount": "5 billion"}]}, "5 billion"),
        ({"agreements": [{**GOOD["agreements"]["a1"], "due": "2025-09"}]}, "2025-09"),
        ({"proposals": [{"issue": "ceasefire", "by": "rome", "text": "A ceasefire."}]}, "rome"),
        ({"disagreements": {"d1": {**GOOD["disagreements"]["d1"], "positions": {
            "norland": {"stance": "wants"}}}}}, '"wants" is not allowed'),
    ],
)  # fmt: skip
def test_what_the_article_does_not_show_is_refused(change: dict[str, Any], message: str) -> None:
    made = drafted({**GOOD, **change})
    assert [line for line in made.refused if message in line], made.refused
    loaded = load(made.text.encode(), "talks.yaml")
    assert [one for one in loaded.problems if one.severity == "error"] == []
    text = made.text
    for word in ("Macron", "1,300", "Paris", "Rome", "never sign", "give up", "2019", "NATO"):
        assert word not in text


def test_a_brief_that_a_person_wrote_is_kept_as_it_is() -> None:
    brief = yaml.safe_load((SAMPLES / "istanbul-2025-06-02.yaml").read_text("utf-8"))
    shared = yaml.safe_load((SAMPLES / "store.yaml").read_text("utf-8"))
    text = (SAMPLES / "sources" / "istanbul-2-article.txt").read_bytes()
    answer = {key: one for key, one in brief.items() if key in TAKEN}
    for section in ("parties", "people", "issues"):
        answer[section] = {**shared[section], **brief.get(section, {})}
    context = DraftContext("t", "2026-01-01", given={"date": "2025-06-02"})
    data = json.dumps(answer, default=str)
    made = drafted(data, context, read_article(text, "article.txt"))
    assert [line for line in made.refused if "not taken" not in line] == [
        'parties.us: the text does not hold "United States"',
        'people.umerov.role: the text does not hold "Defense Minister and chief negotiator"',
        'people.umerov.aliases: the text does not hold "Umierov"',
        'people.medinsky.role: the text does not hold "Kremlin aide, former Culture Minister and '
        'head of delegation"',
        'people.trump.party: "us" is not among the parties kept',
        'timeline.1.date: the text does not hold "2025-05~"',
        "timeline.1: left out, as its date cannot be kept",
    ]
    assert [one["from"] for one in made.values["quotes"].values()] == [
        one["from"] for one in brief["quotes"].values()
    ]
    assert made.values["summary"] == brief["summary"].strip()


def test_a_sentence_is_refused_and_its_neighbours_are_kept() -> None:
    made = drafted(
        {**GOOD, "summary": "Both sides met. Macron came. They agreed [^a1].\n\n- 7,000"}
    )
    assert made.values["summary"] == "Both sides met. They agreed [^a1]."


def test_a_speaker_who_is_refused_leaves_the_quotation() -> None:
    made = drafted({**GOOD, "quotes": [{"who": "x", "text": "“a bad joke”", "from": "article#p4"}]})
    (quote,) = made.values["quotes"].values()
    assert "who" not in quote
    assert quote["text"] == "a bad joke"
    assert quote["kind"] == "partial"


def test_what_the_person_says_counts_more() -> None:
    context = DraftContext("t", "2026-01-01", given={"title": "Mine", "date": "2025-06-01"})
    made = drafted(GOOD, context)
    assert (made.values["title"], made.values["date"]) == ("Mine", "2025-06-01")
    assert not {"title", "date"} & set(made.values["suggested"])


def test_records_of_the_store_are_used_by_name_and_alias() -> None:
    known: dict[str, dict[str, dict[str, Any]]] = {
        "parties": {"north": {"name": "Kingdom of the North", "aliases": ["Norland"]}},
        "people": {"ana": {"name": "Ana Ruiz"}}, "issues": {"truce": {"title": "A ceasefire"}},
    }  # fmt: skip
    shared = frozenset(("parties.north",))
    made = drafted(GOOD, DraftContext("t", "2026-01-01", known=known, shared=shared))
    assert "north" not in made.values["parties"]
    assert made.values["agreements"]["a1"]["parties"] == ["north", "south"]
    assert made.values["quotes"]["q1"]["who"] == "ana"
    assert made.values["disagreements"]["d1"]["issue"] == "truce"


@pytest.mark.parametrize(
    "wrap",
    ["{}", "```json\n{}\n```", "Here it is:\n\n```\n{}\n```\nDone.", "Sure! {} Anything else?",
     "\ufeff{}", "{}\n\n\n"],
)  # fmt: skip
def test_a_sloppy_answer_is_read_all_the_same(wrap: str) -> None:
    made = drafted(wrap.replace("{}", json.dumps(GOOD, indent=2)))
    assert made.values["title"] == GOOD["title"]
    assert set(made.refused) <= {"the answer: words around the JSON were left out"}


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("", "no JSON object"), ("I cannot do that.", "no JSON object"), ("}{", "no JSON object"),
        ("[1, 2]", "no JSON object"), ('{"title": "a"', "no JSON object"),
        ('{"title": }', "not a brief in JSON: line 1"), ('{"a": [' * 50 + "]}" * 50, "levels"),
        ("{}", "nothing of the answer"), ('{"title": "Talks"}', "nothing of the answer"),
        ('{"quotes": [{"text": "Never!"}]}', "quotes.q1: not in the text"),
    ],
)  # fmt: skip
def test_an_answer_without_a_brief_is_refused(answer: str, message: str) -> None:
    with pytest.raises(BriefingError, match=message):
        drafted(answer)


def test_an_answer_that_is_not_text_is_refused() -> None:
    for data in (b"\xff\xfe{\0}\0", b"\x89PNG\r\n\x1a\n{}", b'{"title": "\xe9a"}'):
        with pytest.raises(BriefingError, match="the answer:"):
            proposal_of(data)


def test_a_hostile_answer_reaches_neither_the_terminal_nor_the_markup() -> None:
    evil = {
        **GOOD, "title": "Norland\x1b[31m\u202e", "tags": ["a\nb: c", "# x", "\x00"],
        "quotes": {"q\x1b1": {"text": "This is a first step", "verb": "said\x1b]0;x\x07"}},
        "a\x1b[2J": 1, "unknown": ["x" * 100_000, "\n---\nid: y"],
    }  # fmt: skip
    made = drafted(evil)
    assert not set(made.text + "".join(made.refused)) & set("\x00\x07\x1b\u202e")
    loaded = load(made.text.encode(), "talks.yaml")
    assert [one for one in loaded.problems if one.severity == "error"] == []
    assert loaded.brief is not None
    assert loaded.brief.id == "talks"


SCALARS = st.sampled_from(
    ["Norland", "south", "a bad joke", "Rome", "", None, 7, True, "q1", "article#p2", "2025-06-02"]
)
KEYS = st.sampled_from(
    ["name", "title", "text", "who", "issue", "parties", "positions", "stance", "norland", "q1",
     "from", "x y", "date", "support", "by", "question", "attested_by"]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(KEYS, one), max_leaves=10
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from([*TAKEN, "odd"]), VALUES, max_size=6))
def test_any_answer_makes_a_valid_draft_or_none(answer: dict[str, Any]) -> None:
    try:
        made = drafted({**answer, "place": "Geneva"})
    except BriefingError:
        return
    loaded = load(made.text.encode(), "talks.yaml")
    assert [one for one in loaded.problems if one.severity == "error"] == []
    assert "Rome" not in made.text


def test_the_request_is_the_article_and_no_more() -> None:
    text = request_text(ARTICLE)
    assert "[3] “This is a first step,” said Ana Ruiz" in text
    assert text.endswith("he said.\n")
    schema = answer_schema()
    assert set(schema["properties"]) == set(TAKEN)
    assert "suggested" not in json.dumps(schema["properties"]) + json.dumps(
        schema["definitions"]["Quote"]["properties"]
    )
    assert json.dumps(schema, ensure_ascii=False, separators=(",", ":")) in text


@pytest.mark.parametrize(
    ("lang", "text", "good", "bad"),
    [
        ("ru", "Пескова спросили о Киеве в июне 2025 года.", "Песков говорил о Киеве.", "О Риме."),
        ("de", "Die Unterhändler trafen sich in Genf.", "Unterhändlerin in Genf.", "Im Vatikan."),
        ("fr", "Les délégations se sont vues à Genève.", "Délégation à Genève.", "À Rome."),
        ("uk", "Зеленського чекали в Києві.", "Зеленський у Києві.", "У Римі."),
    ],
)  # fmt: skip
def test_other_forms_of_a_word_are_the_same_word(lang: str, text: str, good: str, bad: str) -> None:
    content = ArticleContent(read_article(f"{text}\n".encode(), "x.txt"))
    assert list(content.doubts(good)) == [], lang
    assert list(content.doubts(bad)) != [], lang


def test_a_part_of_a_name_may_be_left_out() -> None:
    text = "Ana María de Ruiz met Bo Li.\n\nThe Foreign Minister of Norland, Li, came.\n"
    content = ArticleContent(read_article(text.encode(), "x.txt"))
    for good in ("Then Ana Ruiz came.", "In Norland, Bo Li came.", "Both met: Ana María Ruiz, Li."):
        assert list(content.doubts(good)) == []
    assert list(content.doubts("Then Bo Ruiz met Ana Li.")) == [
        'the name "Bo Ruiz"', 'the name "Ana Li"',
    ]  # fmt: skip


def test_prose_is_cut_into_its_sentences() -> None:
    assert list(pieces("One. Two? “Three.” four\n\n- five")) == [
        "One.", " Two?", " “Three.”", " four", "- five",
    ]  # fmt: skip
    assert len(list(pieces("a." * 100_000))) == 1


@pytest.mark.parametrize(
    "unit", ["x", "a.", "“", '"', "[^", "[^q1]", "A ", "1,", "http:", "](", "Ab’", "\n", "a b. "]
)
def test_a_long_answer_takes_time_in_proportion(unit: str) -> None:
    content = ArticleContent(ARTICLE)
    list(content.doubts(unit * (300_000 // len(unit))))
