"""Stories of Kagi News as briefs: what becomes what, and what is never guessed."""

import json
from typing import Any

import pytest

from briefing.errors import BriefingError
from briefing.exchange.incoming.import_item import ImportItem, KnownNames, Refused
from briefing.exchange.incoming.kite import read_kite
from briefing.model.brief import Party, Person, Shared
from tests.exchange.incoming.stories import STORY, kite


def story(known: KnownNames | None = None, **changed: Any) -> ImportItem:
    """Return the item of one story in a category file."""
    (item,) = read_kite(kite({**STORY, **changed}).encode(), "world.json", known or KnownNames())
    assert isinstance(item, ImportItem)
    return item


def test_the_key_is_made_of_the_day_and_the_title_alone() -> None:
    assert story().key == "2025-03-20-talks-resume-in-geneva"
    assert story(cluster_number=7, emoji="x", articles=[]).key == story().key
    assert story(title="Other").key == "2025-03-20-other"


def test_a_long_title_makes_a_key_that_is_a_name_of_a_file() -> None:
    long, other = story(title="a" * 5000).key, story(title="a" * 5001).key
    assert len(long) == len(other) == 100
    assert long != other


def test_the_prose_cites_the_sources_and_nothing_else() -> None:
    assert (
        story().values["summary"]
        == """\
Delegations met again [^a-example-1]. It was cold.

- Venue: the old hall
- Agenda: prisoners [^b-example-1]

## Perspectives

- Government of Norland: It wants a pause first. [^a-example-1]
- Ana Ruiz: Both sides moved.
- No party is named here [^c-1]

## International reactions

- 🇫🇷 France: It welcomed the talks.
- 🇪🇺 European Union: It too.

## Timeline

- Second half: A break"""
    )


def test_a_text_cannot_pretend_to_cite() -> None:
    item = story(short_summary="See [^a-example-1] and [^q1] and [nowhere.example#9].")
    assert item.values["summary"].startswith(
        "See \\[^a-example-1] and \\[^q1] and [nowhere.example#9]."
    )


def test_labels_that_are_no_dates_are_not_made_dates() -> None:
    assert story().values["timeline"] == [
        {"date": "2025-03-18", "text": "First round"}, {"date": "2019", "text": "It began"},
    ]  # fmt: skip
    item = story(timeline=["Early 2023:: a", "Q2 2025 (projected):: b", "no label", "2025:: "])
    assert "timeline" not in item.values
    assert item.values["summary"].endswith(
        "- Early 2023: a\n- Q2 2025 (projected): b\n- no label\n- 2025:"
    )


def test_parties_are_named_and_no_stance_is_guessed() -> None:
    item = story()
    assert item.values["parties"] == {
        "government-of-norland": {"name": "Government of Norland"},
        "france": {"name": "France", "country": "FR"},
        "european-union": {"name": "European Union", "kind": "bloc"},
    }
    assert "disagreements" not in item.values
    assert item.remarks[0].startswith("To confirm: no stance was guessed (proposes, demands,")
    assert "    france: {stance: , text: It welcomed the talks.}," in item.remarks


def test_the_speaker_has_a_role_and_the_quote_its_source() -> None:
    item = story()
    assert item.values["quotes"] == {
        "q1": {"who": "ana-ruiz", "text": "We are closer than ever.", "from": "a-example-1"}
    }
    assert item.values["people"] == {
        "ana-ruiz": {"name": "Ana Ruiz", "role": "mediator, in Geneva"}
    }
    assert item.values["status"] == "draft"


def test_a_quote_without_its_parts() -> None:
    assert story(quote_author="").values["quotes"]["q1"]["who"] is None
    assert story(quote='"', quote_author="").values["quotes"]["q1"]["text"] == '"'
    item = story(quote="")
    assert "quotes" not in item.values
    assert item.values["extra"]["quote_author"] == "Ana Ruiz, mediator, in Geneva"
    source = story(quote_source_url="https://d.example/x", quote_source_domain="d.example")
    assert source.values["quotes"]["q1"]["from"] == "d-example-1"
    assert source.values["sources"]["d-example-1"]["url"] == "https://d.example/x"


def test_sources_have_clean_addresses_and_keep_the_rest() -> None:
    sources = story().values["sources"]
    assert sources["a-example-1"] == {
        "kind": "news", "title": "One", "publisher": "The A", "published": "2025-03-20",
        "url": "https://a.example/one",
        "extra": {
            "domain": "a.example", "image": "https://i.example/1.jpg", "image_caption": "A hall",
            "date": "2025-03-20T00:07:10+00:00",
        },
    }  # fmt: skip
    assert sources["b-example-1"]["extra"] == {"date": "2025-03-19T10:00:00+00:00"}


def test_all_else_is_extra_and_empty_fields_are_nothing() -> None:
    extra = story().values["extra"]
    assert extra["imported"] == "Kite"
    assert extra["common_knowledge_marks"] == "1"
    assert extra["qna"] == [{"question": "Why?", "answer": "So."}]
    assert extra["feed"] == {"category": "World", "timestamp": "1742473485"}
    assert extra["did_you_know"] == "The hall was built in 1936."
    assert not {"technical_details", "user_action_items", "title", "articles"} & extra.keys()
    assert story(future_field={"a": [1]}).values["extra"]["future_field"] == {"a": ["1"]}


def test_the_store_s_own_names_are_used() -> None:
    known = KnownNames(
        Shared(
            parties={"norland": Party(name="Norland", aliases=("Government of Norland",))},
            people={"ruiz": Person(name="Ana Ruiz")},
        )
    )
    item = story(known)
    assert "government-of-norland" not in item.values["parties"]
    assert item.values["quotes"]["q1"]["who"] == "ruiz"
    assert item.values["people"] == {"ruiz": {"name": "Ana Ruiz", "role": "mediator, in Geneva"}}


@pytest.mark.parametrize("field", ["international_reactions", "timeline", "perspectives"])
@pytest.mark.parametrize("value", ["", [], None, {}])
def test_an_empty_list_may_be_an_empty_text(field: str, value: Any) -> None:
    assert field not in story(**{field: value}).values["extra"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("perspectives", [5, None, {"text": ""}, {"sources": 3}, "France: so", [[]]]),
        ("articles", [None, 4, "a title", {"link": 5, "domain": {"a": "b"}}]),
        ("articles", {"a": "b"}), ("timeline", [{"a": "b"}, 3]), ("talking_points", {"a": "b"}),
        ("short_summary", {"a": "b"}), ("location", ["a"]), ("quote", 5), ("domains", 5),
        ("quote_author", ["a"]), ("international_reactions", [[["a"]]]),
    ],
)  # fmt: skip
def test_odd_values_are_no_crash(field: str, value: Any) -> None:
    assert story(**{field: value}).values["title"] == "Talks resume in Geneva"


def test_one_story_without_its_category_file_is_dated_by_its_articles() -> None:
    (item,) = read_kite(json.dumps(STORY).encode(), "story.json", KnownNames())
    assert isinstance(item, ImportItem)
    assert item.values["date"] == "2025-03-20"
    assert "feed" not in item.values["extra"]


def test_a_story_without_a_title_is_refused_and_others_are_not() -> None:
    items = list(read_kite(kite(STORY, {}, {"title": " "}).encode(), "w.json", KnownNames()))
    assert isinstance(items[0], ImportItem)
    assert items[1:] == [
        Refused(f"w.json: story {n}", "without a title; nothing can be made of it") for n in (2, 3)
    ]


def test_events_may_be_records() -> None:
    item = story(timeline=[{"date": "2019", "content": "A"}, {"date": "Once", "content": "B"}])
    assert item.values["timeline"] == [{"date": "2019", "text": "A"}]
    assert item.values["summary"].endswith("- Once: B")


@pytest.mark.parametrize("text", ["[]", "{}", '{"clusters": []}', '{"clusters": [{}]}', "3"])
def test_what_holds_no_story_is_refused(text: str) -> None:
    with pytest.raises(BriefingError, match="no story with a title"):
        list(read_kite(text.encode(), "x.json", KnownNames()))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", r"x.json:1:2: not valid JSON"), (b'{"a": 1, "a": 2}', 'key "a" is given twice'),
        (b"[" * 100_000, "nested too deeply"), (b"\xff\xfe{\0", "UTF-16"), (b"\xe9a", "UTF-8"),
        (b"", "not valid JSON"),
    ],
)  # fmt: skip
def test_what_is_not_json_is_refused_at_its_place(data: bytes, message: str) -> None:
    with pytest.raises(BriefingError, match=message):
        list(read_kite(data, "x.json", KnownNames()))
