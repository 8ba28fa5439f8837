"""From an article to the draft of a brief: the founding article, and one part at a time."""

import hashlib
from typing import Any

import pytest

from briefing.drafting.article import Article, read_article
from briefing.drafting.draft import Draft, DraftContext, draft, draft_text, numbered_text
from briefing.evidence import Archive, Verdict, judge
from briefing.loader.load import load
from briefing.model.brief import Brief
from briefing.store.new_files.draft_notes import is_draft_note
from tests.drafting.speaking import names
from tests.tools.shared_texts import shared_file

CONTEXT = DraftContext(id="talks", today="2025-06-02", archive="sources/a.txt", sha256="0" * 64)


def article(text: str, name: str = "a.txt") -> Article:
    return read_article(text.encode(), name)


def drafted(text: str, **more: Any) -> Draft:
    fields = {name: getattr(CONTEXT, name) for name in ("id", "today", "archive", "sha256")}
    return draft(article(text), DraftContext(**{**fields, **more}))


def loaded(found: Draft) -> Brief:
    """Return the brief that the draft's file holds, which has no error."""
    result = load(found.text.encode(), "talks.yaml")
    assert not [one for one in result.problems if one.severity == "error"]
    assert result.brief is not None
    return result.brief


@pytest.fixture(scope="module")
def founding() -> Draft:
    data = shared_file("example/sources/istanbul-2-article.txt").read_bytes()
    return draft(read_article(data, "a.txt"), CONTEXT)


def test_the_founding_article_has_six_quotations_in_their_paragraphs(founding: Draft) -> None:
    quotes = loaded(founding).quotes
    assert [(str(one.from_), one.who, one.text) for one in quotes.values()] == [
        ("article#p5", "umerov", "can be resolved only at the level of leaders"),
        ("article#p5", "umerov",
         "This is extremely important for making progress in the negotiation process"),
        ("article#p7", "medinsky", "make a show"),
        ("article#p7", "medinsky", "central part"),
        ("article#p8", "medinsky", "certain parts of the front line"),
        ("article#p9", "medinsky", "Unfortunately, something didn’t work out so well."),
    ]  # fmt: skip
    assert [one.kind for one in quotes.values()] == [
        "partial", "full", "partial", "partial", "partial", "full"
    ]  # fmt: skip
    assert quotes["q2"].verb == "was quoted as saying"
    assert quotes["q2"].via == "Ukrainian state media"
    assert quotes["q4"].verb == "According to him"
    assert [one.grade for one in founding.quotes] == [
        "named", "pronoun", "named", "pronoun", "named", "pronoun"
    ]  # fmt: skip


def test_the_founding_article_names_its_people_and_parties(founding: Draft) -> None:
    brief = loaded(founding)
    assert {key: (one.name, one.party) for key, one in brief.people.items()} == {
        "umerov": ("Rustem Umerov", "ukraine"),
        "medinsky": ("Vladimir Medinsky", "russia"),
        "trump": ("Donald Trump", "us"),
    }
    assert list(brief.parties) == ["ukraine", "russia", "us"]
    assert brief.people["trump"].role == "U.S. President"
    assert brief.people["umerov"].role == "Defense Minister; chief Ukrainian negotiator"
    assert brief.people["medinsky"].role == "Kremlin aide and former Culture Minister"


def test_every_quote_of_the_founding_article_is_verbatim(founding: Draft) -> None:
    text = shared_file("example/sources/istanbul-2-article.txt").read_text(encoding="utf-8")
    for one in loaded(founding).quotes.values():
        assert judge(one.text, {"article": Archive(text)}).verdict is Verdict.VERBATIM


def test_all_that_was_found_is_only_suggested(founding: Draft) -> None:
    brief = loaded(founding)
    assert brief.status == "draft"
    assert brief.suggested == ("title", "date", "summary")
    assert all("who" in one.suggested for one in brief.quotes.values())
    assert all("name" in one.suggested for one in (*brief.people.values(), *brief.parties.values()))
    assert not brief.agreements
    assert not brief.disagreements
    assert not brief.proposals


def test_sentences_that_may_be_records_are_comments(founding: Draft) -> None:
    kinds = {(one.kind, one.paragraph) for one in founding.candidates}
    assert {("agreement", 2), ("agreement", 3), ("agreement", 6), ("disagreement", 7),
            ("proposal", 5), ("proposal", 8), ("proposal", 9)} <= kinds  # fmt: skip
    assert "# agreement? ¶3 He also said the delegations agreed" in founding.text
    assert "attested_by: []" in founding.text


def test_a_possible_agreement_has_the_parties_that_its_sentence_names(founding: Draft) -> None:
    named = {one.paragraph: one.parties for one in founding.candidates if one.kind == "agreement"}
    assert named == {2: ("russia", "ukraine"), 3: (), 6: ("russia",)}
    assert "parties: [russia, ukraine], attested_by: [], support: [article#p2]" in founding.text
    text = (
        "Turkey was the host. Turkey and France and Italy met. France and Italy are near.\n\n"
        "Italy and France signed a deal."
    )
    (one,) = drafted(text).candidates
    assert one.parties == ("italy", "france")


def test_the_same_article_gives_the_same_draft() -> None:
    text = "Title here\n\n“We will go on,” said Anna Lee of France.\n"
    assert drafted(text).text == drafted(text).text


def test_what_the_person_says_is_no_suggestion() -> None:
    found = drafted(
        "Title\n\n“We will go on,” said Anna Lee.",
        given={"title": "Mine", "date": "2025-05", "process": "p", "round": 3, "lang": "en"},
    )
    brief = loaded(found)
    assert (brief.title, brief.date, brief.process, brief.round) == ("Mine", "2025-05", "p", 3)
    assert brief.suggested == ("summary",)


def test_a_draft_without_a_day_says_so_above_the_date() -> None:
    found = drafted("Title\n\nNothing was said.")
    assert (
        "# The article names no day; this is the day of the draft.\ndate: 2025-06-02" in found.text
    )
    dated = drafted("Title\n\nNothing was said.", given={"date": "2025-06-01"})
    assert "names no day" not in dated.text


def test_people_parties_and_keys_of_the_store_are_reused() -> None:
    known = {
        "people": {"al": {"name": "Anna Lee", "party": "gaul", "aliases": ["Ann Lee"]}},
        "parties": {"gaul": {"name": "France", "aliases": ["Paris"]}},
        "issues": {},
    }
    text = "“We will go on,” said Ann Lee. “Yes, we all will,” Lee said. Paris was calm."
    brief = loaded(drafted(text, known=known))
    assert {one.who for one in brief.quotes.values()} == {"al"}
    assert list(brief.people) == ["al"]
    assert brief.people["al"].name == "Anna Lee"
    assert not brief.people["al"].suggested
    assert list(brief.parties) == ["gaul"]


def test_shared_records_are_not_repeated() -> None:
    known = {"people": {"al": {"name": "Anna Lee"}}, "parties": {}, "issues": {}}
    found = drafted("“We go on now,” said Anna Lee.", known=known, shared=frozenset(["people.al"]))
    assert "people" not in found.values
    assert found.values["quotes"]["q1"]["who"] == "al"


def test_a_clash_of_last_names_is_settled_by_the_first() -> None:
    text = "“We will go on,” said Anna Lee. “They will not go on,” said Bob Lee."
    assert [one["who"] for one in drafted(text).values["quotes"].values()] == ["lee", "bob-lee"]


def test_an_alias_of_several_words_is_whole() -> None:
    text = "“We will go on,” the UN Security Council’s head said. The UN met."
    assert drafted(text).values["parties"]["un"]["aliases"] == ["UN", "Security Council"]


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("Defense Minister ", "Defense Minister"),
        ("the head of the ", ""),  # of something, not of this name
        ("20 deaths each day Presidential candidate ", ""),
        ("the 47th President ", "47th President"),
    ],
)
def test_a_role_is_an_office_right_before_the_name(before: str, role: str) -> None:
    text = f"Yesterday {before}Anna Berg spoke. “We will go on,” Anna Berg said."
    assert drafted(text).values["people"]["berg"].get("role", "") == role


def test_a_newspaper_or_a_body_is_no_person() -> None:
    text = "“We will go on,” The Hill reported. “We will go home,” said the Black Caucus."
    assert "people" not in drafted(text).values
    text = "Präsident des Deutschen Fußball Verbands Lehmann nannte das „sehr respektabel für uns“."
    assert "verbands" not in drafted(text, given={"lang": "de"}).values.get("people", {})


def test_a_title_of_several_lines_is_one() -> None:
    assert drafted("One is said;\ntwo is meant.\n\nAnd so on.").values["title"] == (
        "One is said; two is meant."
    )


def test_the_words_of_a_source_are_whole_where_its_speech_goes_on() -> None:
    text = "Nach Angaben von Anna Lehmann fehlt Geld. Das sei „von Grund auf“ falsch."
    (quote,) = drafted(text, given={"lang": "de"}).values["quotes"].values()
    assert quote["verb"] == "Nach Angaben von"


@pytest.mark.parametrize(
    ("lang", "speaker", "party"),
    [
        ("en", "The European Union", "eu"),
        ("en", "Saudi Arabia", "saudi-arabia"),
        ("en", "The Palestinian Authority", "palestine"),
        ("en", "The UN Security Council", "un"),
        ("en", "Bosnia and Herzegovina", "bosnia"),
        ("en", "Trinidad and Tobago", "trinidad"),
        ("de", "Die Europäische Union", "eu"),
        ("fr", "L’Union européenne", "eu"),
        ("fr", "L’Iran", "iran"),
        ("ru", "Европейский союз", "eu"),
        ("en", "Russia and Ukraine", ""),
        ("en", "Karl Brandt and Russia", ""),
        ("en", "A man who signed with Egypt", ""),
        ("en", "The European Union’s old friend", ""),
    ],
)
def test_a_name_of_several_words_is_its_party(lang: str, speaker: str, party: str) -> None:
    verb = {"en": "called", "de": "nannte", "fr": "a dénoncé", "ru": "назвал"}[lang]
    left, right = {"en": ("“", "”"), "de": ("„", "“")}.get(lang, ("«", "»"))
    text = f"{speaker} {verb} it {left}a very good day for all{right}."
    assert names(text, lang) == [party]


def test_spaces_within_a_quotation_are_single() -> None:
    (quote,) = drafted("Anna Lee said: “We will  go\non.”").values["quotes"].values()
    assert quote["text"] == "We will go on."


def test_one_who_relayed_is_not_the_speaker() -> None:
    text = (
        "“We will go on,” Anna Lee said, according to the Herald.\n\n"
        "According to the newspaper, it was “a full and frank talk”."
    )
    first, second = drafted(text).values["quotes"].values()
    assert (first["who"], first["via"]) == ("lee", "the Herald")
    assert "who" not in second
    assert second["via"] == "the newspaper"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Anna Lee came. According to her, it was “a full and frank talk”.", "According to her"),
        ("According to Anna Lee, it was “a full and frank talk”.", "According to"),
        ("Anna Lee came. “We talked in full,” she said, smiling.", "said"),
    ],
)
def test_how_it_was_said_has_a_pronoun_only_where_it_needs_one(text: str, verb: str) -> None:
    (quote,) = drafted(text).values["quotes"].values()
    assert quote["verb"] == verb


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Für Moskau ist das „ein Schlag ins Gesicht“."),
        ("fr", "Pour Moscou, c’est « un camouflet pour tous »."),
    ],
)
def test_a_view_of_a_party_is_its_own_and_has_no_verb(lang: str, text: str) -> None:
    (quote,) = drafted(text, given={"lang": lang}).values["quotes"].values()
    assert quote["who"] == "russia"
    assert not {"verb", "via"} & set(quote)


def test_short_words_and_titles_are_not_listed_without_a_speaker() -> None:
    text = "She read “The Art of War” and “peace now” and “all of it at once”."
    assert [one["text"] for one in drafted(text).values["quotes"].values()] == ["all of it at once"]


def test_a_quotation_over_paragraphs_has_both_and_is_found() -> None:
    text = "Bob Lee said: “One is first.\n\n“Two is second.”\n"
    (one,) = loaded(drafted(text)).quotes.values()
    assert (one.text, str(one.from_)) == ("One is first. Two is second.", "article#p1-2")
    found = judge(one.text, {"article": Archive(article(text).text)})
    assert found.verdict in (Verdict.VERBATIM, Verdict.TYPOGRAPHY)


def test_words_that_stand_twice_in_a_paragraph_have_their_surroundings() -> None:
    text = "It was not “a good day” at first, but then Lee said it was “a good day” after all."
    one = next(one for one in loaded(drafted(text)).quotes.values() if one.who)
    archive = article(text).text
    found = judge(one.text, {"article": Archive(archive)}, prefix=one.prefix or "",
                  suffix=one.suffix or "")  # fmt: skip
    assert found.place is not None
    assert found.place.start == archive.rindex("a good day")


def test_weak_guesses_are_comments_and_only_on_request() -> None:
    text = "“We will go on,” said Anna Lee.\n\n“And nobody will stop us.”"
    assert "perhaps" not in drafted(text).text
    found = drafted(text, with_weak=True)
    assert "nobody is named as the speaker; perhaps Anna Lee" in found.text
    assert "who" not in found.values["quotes"]["q2"]


def test_all_comments_above_records_are_known_again(founding: Draft) -> None:
    text = (
        "“We will go on,” said Anna Lee. “Yes, we will go,” she said. "
        "“We all go now,” an envoy said.\n\n“And nobody will stop us.”"
    )
    guessed = drafted(text, with_weak=True)
    assert "; perhaps " in guessed.text
    for found in (founding, guessed):
        head = found.text.partition("# Sentences that may")[0]
        notes = [line for line in head.split("\n") if line.lstrip().startswith("#")]
        assert len(notes) > len(found.quotes)
        assert all(is_draft_note(line) for line in notes)


def test_the_last_round_hands_on_what_it_had() -> None:
    last = {
        "process": "p", "round": 4, "issues": {"borders": {"title": "Borders"}},
        "people": {"lee": {"name": "Anna Lee"}},
    }  # fmt: skip
    brief = loaded(drafted("“We will go on,” said Bob Chan.", last=last))
    assert (brief.process, brief.round) == ("p", 4)
    assert list(brief.issues) == ["borders"]
    assert list(brief.people) == ["lee", "chan"]
    assert "round" in brief.suggested


RECORD = """\
Mr. Lee (France):

We have warned of this.

We warn of it again.

The President: I thank the representative.

Russian Federation: We disagree.
"""


def test_an_official_record_is_speech() -> None:
    brief = loaded(drafted(RECORD, is_record=True))
    assert [(one.who, one.text, str(one.from_)) for one in brief.quotes.values()] == [
        ("lee", "We have warned of this.", "article#p2"),
        ("lee", "We warn of it again.", "article#p3"),
        ("president", "I thank the representative.", "article#p4"),
        ("russia", "We disagree.", "article#p5"),
    ]
    assert brief.people["lee"].party == "france"
    assert brief.sources["article"].kind == "transcript"


def test_hostile_texts_make_valid_drafts() -> None:
    text = "“a: b # c [d] {e} - f” said O'X.\n\n“”” ““ «»\n\n“\u202e \x1b[31m red one two” said Bo."
    loaded(drafted(text))


def test_paragraphs_are_numbered_for_programs() -> None:
    assert numbered_text(article("One.\n\nTwo.\n")) == "[1] One.\n\n[2] Two.\n"


def test_a_brief_is_written_from_values_alone() -> None:
    values = {"title": "T", "date": "2025", "summary": "S.", "status": "draft",
              "quotes": {"q1": {"text": "We go.", "suggested": ["who"]}}}  # fmt: skip
    text = draft_text(values, {"q1": ["a note"]})
    assert "  # a note\n  q1: {text: We go., suggested: [who]}\n" in text
    assert load(text.encode(), "t.yaml").brief is not None


def test_the_checksum_is_that_of_the_archived_text() -> None:
    one = article("One.\n\nTwo.\n")
    digest = hashlib.sha256(one.text.encode()).hexdigest()
    assert drafted("One.\n\nTwo.\n", sha256=digest).values["sources"]["article"]["sha256"] == digest


def test_parties_have_the_names_that_the_text_uses_as_aliases() -> None:
    text = "Moscow was calm. Russia’s envoys met. “We go on now,” said Russian officials."
    (party,) = loaded(drafted(text)).parties.values()
    assert (party.name, party.aliases) == ("Russia", ("Moscow", "Russian"))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“We go on now,” said US Secretary of State Anna Lee.", "US Secretary of State"),
        ("It is up to the administration of US President Anna Lee.", "US President"),
        ("“We go on now,” said Anna Lee, the chief negotiator, on Monday.", "chief negotiator"),
        (
            "The chief Irish negotiator Defense Minister Anna Lee said so. “We go on,” Lee said.",
            "Defense Minister; chief Irish negotiator",
        ),
        (
            "“We go on now,” said presidential adviser Ambassador Anna Lee.",
            "Ambassador; presidential adviser",
        ),
        (
            "“We go on now,” said royal aide and former Culture Minister Anna Lee.",
            "royal aide and former Culture Minister",
        ),
        ("“We go on now,” said chief negotiator Anna Lee.", "chief negotiator"),
        ("“We go on now,” said chief US negotiator Anna Lee.", "chief US negotiator"),
        ("“We go on now,” said deputy Prime Minister Anna Lee.", "deputy Prime Minister"),
        ("It rained on Anna Lee. Anna Lee laughed.", None),
    ],
)
def test_offices_stand_before_or_after_the_name(text: str, role: str | None) -> None:
    assert next(iter(loaded(drafted(text)).people.values())).role == role


def test_a_word_that_also_has_no_capital_is_no_name() -> None:
    found = drafted("Nothing is new, nothing at all. “We go on now,” Nothing said.")
    assert "people" not in found.values
