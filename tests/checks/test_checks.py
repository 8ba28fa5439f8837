"""What is wrong within one brief beyond single values: names, marks, evidence, prose."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.checks import cross_brief, prose_lint, resolution, sourcing
from briefing.checks.quote_checks import check_quotes
from briefing.evidence import Archive, SpeakerCheck, Verdict
from briefing.loader.load import load
from briefing.model.brief import Brief, Event
from briefing.model.references import marks
from briefing.text.names import Suggestions
from briefing.text.numbers import numbers_in
from briefing.view.markdown import blocks

NONE: resolution.SharedNames = {section: {} for section in resolution.SHARED}
HEAD = "title: Talks\ndate: 2025-06-02\nsummary: They met.\n"
FULL = """title: Talks
date: 2025-06-02
summary: They met for {hours} hours [^a1].
status: {status}
parties:
  ukraine: {{name: Ukraine}}
  russia: {{name: Russia}}
people:
  umerov: {{name: Rustem Umerov, party: ukraine}}
issues: {{level: Level, swap: Swap}}
sources:
  article: {{kind: news, archive: x.txt, lang: {lang}}}
agreements:
  a1: {{issue: level, text: A long meeting., parties: [ukraine], attested_by: [ukraine], support: [article#p2]}}
quotes:
  q1: {{who: umerov, text: {text}, {more}}}
"""  # noqa: E501
TEXT = """Talks

The sides met for over two hours.

Rustem Umerov said it "can be resolved only by leaders".

He said so again, and nobody else spoke of leaders.
"""


def brief(**changes: str) -> Brief:
    values = {"hours": "two", "status": "draft", "lang": "en", "text": "nothing at all"}
    values |= {"more": "issues: [level]"}
    loaded = load(FULL.format(**values | changes).encode(), "talks.yaml")
    assert loaded.brief is not None, loaded.problems
    return loaded.brief


def found(one: Brief, archives: Mapping[str, Archive] | None = None) -> dict[str, str]:
    """Return the codes by the value concerned."""
    texts = {"article": Archive(TEXT)} if archives is None else archives
    findings = dict(check_quotes(one, texts))
    claims = [*sourcing.faults(one, texts, findings), *prose_lint.faults(one, texts, findings)]
    return {claim.where: claim.code for claim in claims}


def names(text: str, shared: resolution.SharedNames = NONE) -> resolution.NamesUsed:
    places = load((HEAD + text).encode(), "talks.yaml").places
    return resolution.resolve(places.text, places.root, shared)


def told(text: str, shared: resolution.SharedNames = NONE) -> list[str]:
    return [f"{fault.where}: {fault.message}" for fault in names(text, shared).faults]


# --- names --------------------------------------------------------------------------------------


def test_the_names_of_a_brief_with_other_errors_are_checked_too() -> None:
    assert told("parties: {a: {nam: A}}\npeople: {p: {name: P, party: b}}\nround: x\n") == [
        'people.p.party: unknown party "b"; add it to parties'
    ]


def test_a_record_with_an_error_still_has_its_name() -> None:
    assert told("parties: {a: 3}\npeople: {p: {name: P, party: a}}\n") == []


def test_a_speaker_is_a_person_or_a_party() -> None:
    text = "parties: {a: {name: A}}\npeople: {p: {name: P}}\nquotes:\n"
    assert told(f"{text}  - {{who: a, text: x}}\n  - {{who: p, text: x}}\n") == []
    assert told(f"{text}  - {{who: x, text: x}}\n") == [
        'quotes.q1.who: unknown speaker "x"; add it to people or parties'
    ]


def test_members_of_a_bloc_may_be_names() -> None:
    assert told("parties: {eu: {name: EU, members: [France, germany]}}\n") == []


def test_a_name_that_is_none_is_told_once() -> None:
    assert told("people: {p: {name: P, party: A B}}\n") == []


def test_places_name_a_source_whatever_the_paragraph() -> None:
    text = (
        "sources: {s: {kind: news}}\ntimeline: [{date: 2025, text: x, support: [s, s#p1-2, t#p3]}]"
    )
    assert told(text) == ['timeline.1.support.3: unknown source "t"; add it to sources']


def test_marks_lead_to_any_record_with_a_key() -> None:
    text = (
        "sources: {s: {kind: news}}\nissues: {i: I}\nparties: {a: {name: A}}\n"
        "agreements: [{issue: i, text: x, parties: [a], attested_by: [a]}]\n"
        "disagreements: [{issue: i, question: x, positions: {}}]\n"
        "proposals: [{issue: i, by: a, text: x}]\nquotes: [{who: a, text: x}]\n"
        "unknown: ['[^a1] [^d1] [^pr1] [^q1] [^s]', '[^a] and [^i]']\n"
    )
    assert [line.split(";")[0] for line in told(text)] == [
        "unknown.2: [^a] is not a record of this brief",
        "unknown.2: [^i] is not a record of this brief",
    ]


@pytest.mark.parametrize("field", ["text", "original", "prefix", "verb"])
def test_quoted_words_are_no_prose(field: str) -> None:
    rest = "" if field == "text" else ", text: x"
    assert (
        told(f"parties: {{a: {{name: A}}}}\nquotes: [{{who: a, {field}: 'x [^9]'{rest}}}]\n") == []
    )


@pytest.mark.parametrize(
    "prose",
    [
        "`[^q9]`",
        "`a\n[^q9] b`",
        "\\[^q9]",
        "```\n[^q9]\n```",
        "x\n~~~ text\n[^q9] `\n~~~\n",
        "[\\^q9]",
    ],
)
def test_what_stands_in_code_or_is_escaped_is_no_mark(prose: str) -> None:
    places = load(
        json.dumps({"title": "T", "summary": f"{prose}\n\n[^q8]"}).encode(), "t.json"
    ).places
    faults = resolution.resolve(places.text, places.root, NONE).faults
    assert [fault.message.split()[0] for fault in faults] == ["[^q8]"]


@pytest.mark.parametrize(
    "prose",
    [
        "a ` b [^q9]",
        "`a\n\n[^q9] b`",
        "- 5`\n- [^q9] `",
        "\\`[^q9]`",
        "\\\\[^q9]",
        "**[^q9]**",
        "a ``` [^q9]",
    ],
)
def test_a_mark_beside_something_like_code_is_one(prose: str) -> None:
    assert [target for _, _, target in marks(prose)] == ["q9"]


@given(
    st.lists(st.sampled_from(["`", "```", "~~~", "\\", "\n", "\n\n", "[^q1]", "[^", "a ", "- "]))
)
def test_what_is_laid_out_as_a_mark_is_one(pieces: list[str]) -> None:
    prose = "".join(pieces)
    shown = [
        str(span.target)
        for block in blocks(prose)
        if block.kind != "code"
        for span in block.spans
        if span.role == "mark"
    ]
    assert [target for _, _, target in marks(prose)] == shown


def test_a_mark_in_capitals_is_told_with_the_name_that_is_near() -> None:
    text = "parties: {a: {name: A}}\nquotes: [{who: a, text: x, note: 'see [^Q1], [^q_1]'}]\n"
    near = 'is not a record of this brief; did you mean "q1"?'
    assert told(text) == [f"quotes.q1.note: [^{mark}] {near}" for mark in ("Q1", "q_1")]
    found = names("unknown: ['x [^Other#Q1]']\n").external
    assert [(one.brief, one.record) for one in found] == [("Other", "Q1")]
    assert list(marks("[^Q1] [^q_1]")) == []


def test_a_mark_in_a_note_is_prose() -> None:
    text = "parties: {a: {name: A}}\nquotes: [{who: a, text: x, note: 'see [^q11]'}]\n"
    assert told(text) == [
        'quotes.q1.note: [^q11] is not a record of this brief; did you mean "q1"?'
    ]


def test_names_of_other_briefs_are_left_for_later() -> None:
    text = "parties: {a: {name: A}}\nquotes: [{who: a, text: x, same_as: other#q1}]\n"
    found = names(text + "unknown: ['[^b#q2]']")
    assert found.faults == []
    assert [(one.brief, one.record) for one in found.external] == [("other", "q1"), ("b", "q2")]


def test_what_the_shared_file_has_is_known_and_noted() -> None:
    shared = {**NONE, "parties": {"a": 1, "b": 1}, "sources": {"s": 1}}
    found = names("people: {p: {name: P, party: a}}\nunknown: ['[^s]']\n", shared)
    assert found.faults == []
    assert found.shared == {
        "parties": {"a": None},
        "people": {},
        "sources": {"s": None},
        "issues": {},
    }


def test_own_records_come_before_shared_ones() -> None:
    text = "parties: {a: {name: A}}\npeople: {p: {name: P, party: a}}\n"
    assert not names(text, {**NONE, "parties": {"a": 1}}).shared["parties"]


def test_a_damaged_shared_file_does_not_make_its_names_unknown() -> None:
    assert (
        told("people: {p: {name: P, party: a}}\n", resolution.shared_names(None, broken=True)) == []
    )


def test_a_thousand_wrong_marks_are_told_up_to_a_limit() -> None:
    assert len(told("bottom_line: x" + " [^x]" * 1000)) == resolution.MAX_MARKS


# --- what refers back to itself, and names in two maps ------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("issues: {a: {title: A, part_of: a}}",
         ["issues.a.part_of: part_of cannot name its own record; name another"]),
        ("issues: {c: {title: C, part_of: b}, a: {title: A, part_of: b}, "
         "b: {title: B, part_of: a}}",
         ["issues.a.part_of: refers back to a: a → b → a; remove one part_of"]),
        ("issues: {a: {title: A, part_of: b}, b: {title: B, part_of: c}, c: C}", []),
        ("sources: {s: {kind: news, translation_of: t}, t: {kind: news, translation_of: s}}",
         ["sources.s.translation_of: refers back to s: s → t → s; remove one translation_of"]),
        ("parties: {a: {name: A}}\nquotes: [{who: a, text: x, same_as: q1}]",
         ["quotes.q1.same_as: a quote cannot be the same as itself; name another quote"]),
        ("parties: {a: {name: A}}\nquotes: [{who: a, text: x, same_as: q2}, "
         "{who: a, text: x, same_as: q1}]", []),
    ],
)  # fmt: skip
def test_what_leads_back_to_itself_is_refused(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_every_circle_is_told_once_at_its_place() -> None:
    issues = [f"a{n}: {{title: A, part_of: a{(n + 1) % 900}}}" for n in range(900)]
    issues += [f"b{n}: {{title: B, part_of: b0}}" for n in range(900)]
    text = f"issues: {{{', '.join(issues)}}}\n"
    first, second = names(text).faults
    assert "a0 → a1 → a2 → a3 → … → a0" in first.message
    assert second.where == "issues.b0.part_of"
    source = HEAD + text
    assert source[second.offset :].startswith("b0}")


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("people: {a: {name: A}}\nparties: {a: {name: A}}", "parties.a",
         '"a" is also in people, so who: a is ambiguous; rename one of them'),
        ("sources: {q1: {kind: news}}\nparties: {b: {name: B}}\nquotes: [{who: b, text: x}]",
         "sources.q1",
         '"q1" is also in quotes, so [^q1] is ambiguous; rename one of them'),
    ],
)  # fmt: skip
def test_a_name_that_could_mean_either_is_a_warning(text: str, where: str, says: str) -> None:
    (fault,) = names(text).faults
    assert (fault.where, fault.message, fault.severity) == (where, says, "warning")
    assert (HEAD + text)[fault.offset :].startswith(where.partition(".")[2])


def test_one_name_may_be_that_of_an_issue_and_of_a_party() -> None:
    assert told("issues: {a: A}\nparties: {a: {name: A}}\nsources: {a: {kind: news}}\n") == []


# --- evidence -----------------------------------------------------------------------------------


def test_nothing_is_said_of_a_brief_whose_evidence_holds() -> None:
    one = brief(text="can be resolved only by leaders", more="from: article#p3, issues: [level]")
    assert found(one) == {}


@pytest.mark.parametrize(
    ("text", "more", "where", "code"),
    [
        ("can be resolved only by ministers", "from: article#p3", "text", "quote-altered"),
        ("the weather was fine all day", "from: article", "text", "quote-not-found"),
        ("leaders", "kind: partial", "text", "quote-ambiguous"),
        ("can be resolved only by leaders", "from: article#p2", "from", "quote-elsewhere"),
    ],
)
def test_a_quote_that_does_not_stand_there_is_told(
    text: str, more: str, where: str, code: str
) -> None:
    one = brief(text=text, more=f"{more}, issues: [level]")
    assert found(one) == {f"quotes.q1.{where}": code}


def test_a_quote_that_differs_in_no_word_is_not_said_to_have_others() -> None:
    one = brief(text="'can be resolved, only by leaders'", more="from: article#p3, issues: [level]")
    archives = {"article": Archive(TEXT)}
    claims = sourcing.possible_errors(one, archives, dict(check_quotes(one, archives)))
    place, change = "article#p3 has fewer punctuation marks", 'quote adds ","'
    assert [claim.message for claim in claims] == [f'{place}: "can be resolved ...": {change}']


def test_a_quote_is_not_compared_with_another_source_than_it_cites() -> None:
    one = brief(text="nothing", more="from: article, issues: [level]")
    assert dict(check_quotes(one, {"other": Archive(TEXT)}))["q1"].verdict is Verdict.NO_ARCHIVE


def test_a_paraphrase_is_not_compared() -> None:
    one = brief(text="whatever", more="kind: paraphrase, issues: [level]")
    assert found(one) == {}


def test_an_unchecked_quote_is_told_of_final_briefs_only() -> None:
    assert found(brief(status="draft", more="from: article, issues: [level]"), {}) == {}
    final = found(brief(status="final", more="from: article, issues: [level]"), {})
    assert final == {"quotes.q1.text": "quote-unchecked"}


def test_a_speaker_who_is_not_near_is_told() -> None:
    one = brief(text="met for over two hours", more="kind: partial, issues: [level]")
    assert found(one) == {"quotes.q1.who": "speaker"}


def test_a_speaker_is_not_looked_for_in_another_language() -> None:
    one = brief(text="met for over two hours", more="kind: partial, issues: [level]", lang="uk")
    assert dict(check_quotes(one, {"article": Archive(TEXT)}))["q1"].speaker is None
    assert found(one) == {}


def test_a_party_speaks_by_its_name() -> None:
    text = TEXT.replace("Rustem Umerov said", "Ukraine said")
    one = brief(text="can be resolved only by leaders", more="issues: [level]")
    one = one.model_copy(
        update={"quotes": {"q1": one.quotes["q1"].model_copy(update={"who": "ukraine"})}}
    )
    assert dict(check_quotes(one, {"article": Archive(text)}))["q1"].speaker is SpeakerCheck.NAMED


def test_a_paragraph_that_is_not_there_is_told() -> None:
    one = brief(text="whatever", more="kind: paraphrase, from: article#p4-9, issues: [level]")
    assert found(one) == {"quotes.q1.from": "unknown-paragraph"}


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("“We agreed”", True),
        ('"We agreed"', True),
        ("«We agreed»", True),
        ("„We agreed“", True),
        ("“Peace” is not “war”", False),
        ("“Peace” is not war", False),
        ("‘tis the end o’", False),
        ('"', False),
        ("We agreed", False),
    ],
)
def test_a_quote_that_stands_in_quotation_marks_is_a_warning(text: str, wrapped: bool) -> None:
    one = brief(more="kind: paraphrase, issues: [level]", text=json.dumps(text))
    assert found(one) == ({"quotes.q1.text": "quote-marks"} if wrapped else {})


# --- what rests on what -------------------------------------------------------------------------


def test_a_quote_that_nothing_uses_is_told() -> None:
    assert found(brief(more="kind: paraphrase")) == {"quotes.q1": "quote-unused"}


@pytest.mark.parametrize(
    "change",
    [
        ("[^a1]", "[^a1] [^q1]"),
        ("support: [article#p2]", "support: [article#p2], quotes: [q1]"),
        ("kind: paraphrase", "kind: paraphrase, issues: [swap]"),
        ("kind: paraphrase}", "kind: paraphrase}\n  q2: {who: ukraine, text: x, kind: paraphrase, "
         "same_as: q1, issues: [swap]}"),
    ],
)  # fmt: skip
def test_a_quote_is_used_by_prose_a_record_an_issue_or_another_quote(
    change: tuple[str, str],
) -> None:
    values = {"hours": "two", "status": "draft", "lang": "en", "text": "x"}
    text = FULL.format(**values, more="kind: paraphrase").replace(*change)
    one = load(text.encode(), "talks.yaml").brief
    assert one is not None
    assert found(one) == {}


def test_an_agreement_on_nothing_and_a_source_without_text_are_told() -> None:
    text = (
        "parties: {a: {name: A}}\nissues: {i: I}\nsources: {s: {kind: news}}\n"
        "agreements: [{issue: i, text: x, parties: [a], attested_by: [a]}]\n"
    )
    one = load((HEAD + text).encode(), "talks.yaml").brief
    assert one is not None
    assert found(one, {}) == {"agreements.a1": "no-support", "sources.s": "no-archive"}


# --- prose --------------------------------------------------------------------------------------


def test_a_figure_that_no_cited_passage_has_is_told() -> None:
    assert found(brief(hours="5", more="kind: paraphrase, issues: [level]")) == {
        "summary": "figure"
    }
    assert found(brief(hours="2", more="kind: paraphrase, issues: [level]")) == {}


def test_the_date_and_the_round_of_the_brief_need_no_source() -> None:
    one = brief(hours="two (2 June 2025, round 7)", more="kind: paraphrase, issues: [level]")
    assert found(one) == {"summary": "figure"}
    assert found(one.model_copy(update={"round": 7})) == {}


@pytest.mark.parametrize(
    ("where", "more"),
    [
        (
            "disagreements.d1.positions.ukraine.text",
            "disagreements: [{{issue: level, question: x, positions: {{ukraine: {{stance: demands, "
            "text: {text}, support: [article#p2]}}}}}}]",
        ),
        (
            "disagreements.d1.positions.ukraine.text",
            "disagreements: [{{issue: level, question: x, positions: {{ukraine: {{stance: demands, "
            "text: '{text} [^a1]'}}}}}}]",
        ),
        ("disagreements.d1.question",
         "disagreements: [{{issue: level, question: '{text} [^a1]', positions: {{}}}}]"),
        ("timeline.1.text", "timeline: [{{date: 2025, text: {text}, support: [article#p2]}}]"),
        ("timeline.1.text", "timeline: [{{date: 2025, text: '{text} [^a1]'}}]"),
        ("next.1.text", "next: [{{text: '{text} [^a1]'}}]"),
        ("unknown.1", "unknown: ['{text} [^article]']"),
    ],
)  # fmt: skip
def test_a_figure_is_looked_for_wherever_prose_cites(where: str, more: str) -> None:
    values = {"hours": "two", "status": "draft", "lang": "en", "text": "x"}
    head = FULL.format(**values, more="kind: paraphrase, issues: [level]")
    for text, expected in (("Met for 5 hours", {where: "figure"}), ("Met for 2 hours", {})):
        one = load((head + more.format(text=text)).encode(), "talks.yaml").brief
        assert one is not None
        assert found(one) == expected


def test_figures_of_what_cites_nothing_are_no_matter() -> None:
    one = brief(more="kind: paraphrase, issues: [level]")
    event = Event(date="2025", text="Met for 5 hours.")
    assert found(one.model_copy(update={"timeline": (event,)})) == {}


def test_the_sources_of_a_record_and_those_of_its_marks_count_together() -> None:
    one = brief(more="from: article#p3, kind: paraphrase, issues: [level]", text="3 leaders")
    event = Event(date="2025", text="3 leaders in 2 hours [^q1]", support=("article#p2",))
    assert found(one.model_copy(update={"timeline": (event,)})) == {}


def test_figures_that_cite_another_brief_are_not_checked() -> None:
    one = brief(hours="5", more="kind: paraphrase, issues: [level]")
    for target in ("other#pr1", "other#q1", "other#p1"):
        assert found(one.model_copy(update={"summary": f"5 hours [^{target}]."})) == {}


def test_nothing_is_said_of_figures_whose_source_cannot_be_read() -> None:
    assert found(brief(hours="5", more="kind: paraphrase, issues: [level]"), {}) == {}


def test_a_sentence_of_a_final_summary_that_cites_nothing_is_told() -> None:
    one = brief(hours="two", status="final", more="kind: paraphrase, issues: [level]")
    assert found(one) == {}
    longer = one.model_copy(update={"summary": f"{one.summary} Nothing else is known."})
    assert found(longer) == {"summary": "uncited"}
    assert found(longer.model_copy(update={"status": "draft"})) == {}


def test_the_original_of_a_translated_quote_is_looked_for() -> None:
    text = "Переговоры шли недолго. «Мы передали список детей», — сказал А."
    words = "quotes:\n  q1: {{who: a, text: We handed over a list, original: {}}}\n"
    for original, verdict, of_original in (
        ("Мы передали список детей", Verdict.VERBATIM, True),
        ("Мы передали список женщин", Verdict.ALTERED, True),
        ("Ничего подобного не было", Verdict.NOT_FOUND, False),
    ):
        one = load(
            (
                "title: T\ndate: 2025-01-01\nsummary: S\nparties: {a: {name: A}}\n"
                "sources: {article: {kind: news, archive: x.txt}}\n" + words.format(original)
            ).encode(),
            "t.yaml",
        ).brief
        assert one is not None
        finding = dict(check_quotes(one, {"article": Archive(text)}))["q1"]
        assert (finding.verdict, finding.of_original) == (verdict, of_original)


# --- what may cost too much ---------------------------------------------------------------------


@pytest.mark.parametrize(("size", "most"), [(9000, 2), (40, 250), (1, 1000), (0, 1000)])
def test_names_are_gathered_only_while_they_will_be_compared(size: int, most: int) -> None:
    suggestions, asked = Suggestions(), []

    def names() -> list[str]:
        asked.append(size)
        return [f"name{number}" for number in range(size)]

    for number in range(5000):
        suggestions.near(f"wrong{number}", names)
    assert len(asked) == most
    assert suggestions.near("name1", names) == ""


def test_of_another_brief_each_thing_is_asked_once_however_often_it_is_cited() -> None:
    abroad = [
        resolution.ExternalRef(0, "summary", brief, f"r{number}", "unknown-reference")
        for number in range(2000)
        for brief in ("other", "othre")
    ]
    at, keys = {"id": 0, "supersedes": 0}, frozenset(("q1", "q2"))
    card = cross_brief.BriefSummary("a.yaml", "a", "", None, "", frozenset(), tuple(abroad), at)
    other = cross_brief.BriefSummary("b.yaml", "other", "", None, "", keys, (), at)
    connection = cross_brief.tables([card, other])
    found = list(cross_brief.conflicts(connection, 0))
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    faults = list(cross_brief.faults_of(connection, card, found, str))
    assert len(faults) == 4000
    assert faults[1].message == 'unknown brief "othre"; did you mean "other"?'
    of_ids = [sql for sql in asked if "DISTINCT" in sql]
    assert len(asked) - len(of_ids) == 3  # whether there is each brief, and the keys of one
    assert len(of_ids) <= 2 * 500
    connection.close()


def test_a_passage_that_many_texts_cite_is_read_once_and_not_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = brief(hours="7")
    agreement = one.agreements["a1"].model_copy(update={"text": "8 met.", "support": ("article",)})
    many = {f"a{n}": agreement for n in range(300)}
    one = one.model_copy(update={"agreements": many})
    texts = {"article": Archive(f"{TEXT} {' '.join(map(str, range(10, 3000)))}")}
    read: list[str] = []

    def numbers(passage: str) -> set[str]:
        read.append(passage)
        return numbers_in(passage)

    monkeypatch.setattr(prose_lint, "numbers_in", numbers)
    claims = [claim for claim in prose_lint.faults(one, texts, {}) if claim.code == "figure"]
    assert len(claims) == 301
    assert len(read) == len(set(read)) < 10
    monkeypatch.setattr(prose_lint, "MAX_READ", 1000)
    assert not [claim for claim in prose_lint.faults(one, texts, {}) if claim.code == "figure"]
