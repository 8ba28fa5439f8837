"""A brief is laid out so that what matters is seen without opening anything."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.catalogue.search_results import Hit, Totals
from briefing.evidence import Archive, DiffRun, Place, QuoteCheck, TextRange, Verdict
from briefing.model.brief import Brief
from briefing.model.references import Target
from briefing.store.store import Store
from briefing.view.brief.brief_view import BriefView
from briefing.view.brief.builder import MEASURE, PaneView
from briefing.view.brief.copy_text import addresses, brief_text, citation, item_text
from briefing.view.brief.head import head_line, head_rows
from briefing.view.brief.panes import PANES, pane_of, pane_view, tab_row
from briefing.view.document import document
from briefing.view.hits import caret_rows, group_row, tally
from briefing.view.signs import ASCII
from briefing.view.spans import plain, width_of
from tests.conftest import SAMPLES


def reading_of(brief_id: str = "istanbul-2025-06-02", **more: object) -> BriefView:
    checked = Store(SAMPLES).checked(f"{brief_id}.yaml")
    brief = checked.file.loaded.brief
    assert brief is not None
    return BriefView(brief, checked.findings, checked.archives, rounds=3, **more)  # type: ignore[arg-type]


def text(reading: BriefView, pane: int, width: int = 78) -> str:
    return "\n".join(plain(line).rstrip() for line in pane_view(reading, pane, width).lines)


@pytest.mark.parametrize("width", [8, 20, 38, 55, 78, 158])
@pytest.mark.parametrize("pane", PANES, ids=lambda pane: pane.name)
def test_no_row_is_wider_than_its_pane(pane, width):
    page = pane_view(reading_of(), pane.number, width)
    # A word that begins a row can be cut no further than its indent allows.
    assert all(width_of(line) <= max(width, 24) for line in page.lines)
    rows = [row for item in page.items for row in range(item.first, item.last)]
    assert rows == sorted(set(rows))


LONG = "A sentence of prose that goes on for longer than any one would want to read. " * 6
WIDE_TABLE = "| " + " | ".join(f"a head of a column {n}" for n in range(7)) + " |\n"
WIDE_TABLE += (
    "|" + "---|" * 7 + "\n| " + " | ".join(f"a cell in column {n}" for n in range(7)) + " |"
)


@pytest.mark.parametrize("width", [60, 99, 158, 218])
def test_prose_keeps_its_measure_on_a_wide_screen_and_tables_do_not(width: int):
    reading = reading_of()
    brief = reading.brief
    changed = brief.model_copy(
        update={
            "summary": f"{LONG}\n\n> {LONG}\n\n- {LONG}\n\n{WIDE_TABLE}\n\n    code {'x' * 120}",
            "bottom_line": LONG, "unknown": (LONG,),
            "agreements": {
                key: one.model_copy(update={"text": LONG}) for key, one in brief.agreements.items()
            },
            "quotes": {
                key: one.model_copy(update={"text": LONG}) for key, one in brief.quotes.items()
            },
        }
    )  # fmt: skip
    reading = reading._replace(brief=changed, notes={"a1": LONG})
    for pane in PANES:
        page = pane_view(reading, pane.number, width, measure=MEASURE)
        whole = pane_view(reading, pane.number, width)
        wide = {plain(row) for row in page.lines if width_of(row) > MEASURE}
        if width <= MEASURE:
            assert page == whole
        elif pane.number in (2, 4, 5):
            assert not wide, pane.name
        elif pane.number == 1:
            assert any("a head of a column 6" in row for row in wide)
            assert not any("sentence" in row for row in wide)
        # Nothing is lost, whatever the measure.
        assert _words(page) == _words(whole)


def test_positions_side_by_side_have_a_measure_each():
    reading, pairs = reading_of(), "Russia proposes"
    page = pane_view(reading, 3, 218, measure=MEASURE)
    (row, *_) = (plain(row) for row in page.lines if pairs in plain(row))
    assert row.index("Ukraine unreported") - row.index(pairs) == MEASURE + 3
    (row, *_) = (
        plain(row)
        for row in pane_view(reading, 3, 158, measure=MEASURE).lines
        if pairs in plain(row)
    )
    assert row.index("Ukraine unreported") - row.index(pairs) == (158 - 2 - 3) // 2 + 3


def _words(page: PaneView) -> Counter[str]:
    return Counter(word for row in page.lines for word in plain(row).split() if word.strip("─│"))


def test_an_agreement_says_whose_word_it_rests_on():
    page = text(reading_of(), 2)
    assert "stated by: Ukraine, Russia   ¶3 ¶6" in page
    assert "stated by: Ukraine · not by: Russia   ¶3" in page
    assert "stated by: Russia · not by: Ukraine   ¶6" in page
    plain = text(reading_of()._replace(signs=ASCII), 2)
    assert "stated by: Ukraine | not by: Russia" in plain


def test_positions_stand_side_by_side_where_there_is_room_and_below_where_not():
    assert "Russia proposes                        Ukraine unreported" in text(reading_of(), 3)
    assert "  Russia   proposes    A pause" in text(reading_of(), 3, 50)


@pytest.mark.parametrize(("pane", "words"), [
    (2, "Return of the bodies of killed soldiers in-principle"),
    (3, "Long-term settlement procedure · narrowing"),
    (4, "Rustem Umerov (Ukraine) was quoted as saying verbatim ¶5"),
])  # fmt: skip
def test_no_word_of_a_first_row_is_lost_in_a_narrow_pane(pane: int, words: str):
    reading = reading_of()
    brief = reading.brief
    later = {"a2": brief.agreements["a2"].model_copy(update={"status": "in-principle"})}
    open_ = {"kind": "procedure", "status": "narrowing"}
    held = {key: d.model_copy(update=open_) for key, d in brief.disagreements.items()}
    brief = brief.model_copy(update={"agreements": later, "disagreements": held})
    for width in range(24, 70):
        page = pane_view(reading._replace(brief=brief), pane, width)
        told = [page.lines[item.first : item.last] for item in page.items]
        found = [{word for line in lines for word in plain(line).split()} for lines in told]
        assert any(found_words.issuperset(words.split()) for found_words in found), width


def test_a_quote_names_whom_it_is_said_to():
    reading = reading_of()
    quote = reading.brief.quotes["q1"]
    told = {"q1": quote.model_copy(update={"to": "russia"}),
            "q2": quote.model_copy(update={"to": "umerov"})}  # fmt: skip
    page = text(reading._replace(brief=reading.brief.model_copy(update={"quotes": told})), 4)
    assert "to Russia · about" in page
    assert "to Rustem Umerov · about" in page


def test_proposals_follow_the_disagreements():
    assert "> [pr1] Ukraine: A third meeting later in June." in text(reading_of(), 3)


@pytest.mark.parametrize("width", [24, 38, 44, 60, 78])
def test_an_offer_with_long_names_takes_the_whole_width_and_loses_nothing(width: int):
    brief = reading_of().brief
    long = {
        "ukraine": brief.parties["ukraine"].model_copy(
            update={"name": "Organization for Security and Co-operation in Europe"}
        ),
        "russia": brief.parties["russia"].model_copy(
            update={"name": "International Committee of the Red Cross and Red Crescent"}
        ),
    }
    words = "A panel of three on daily flights from the capital to two others. " * 3
    (key, offer), *_ = brief.proposals.items()
    offer = offer.model_copy(update={"by": "ukraine", "to": "russia", "text": words})
    brief = brief.model_copy(update={"parties": long, "proposals": {key: offer}})
    page = pane_view(reading_of()._replace(brief=brief), 3, width)
    item = page.items[page.item_of(key)]
    rows = [plain(line) for line in page.lines[item.first : item.last]]
    told = " ".join(" ".join(rows).split())
    names = (long["ukraine"].name, long["russia"].name)
    assert told.startswith(f"> [pr1] {names[0]} to {names[1]}: {words.strip()}")
    assert all(width_of(line) <= width for line in page.lines[item.first : item.last])
    # A row ends only where the next word does not fit.
    assert len(rows) <= 5 + len(told) * 5 // (4 * (width - 2))


def test_a_quote_shows_speaker_words_verdict_and_paragraph():
    rows = text(reading_of(), 4).splitlines()
    assert rows[0].startswith("✓ [q1] Rustem Umerov (Ukraine) said")
    assert rows[0].endswith("verbatim ¶5")
    assert rows[1].strip() == "“can be resolved only at the level of leaders”"


def test_an_altered_quote_shows_what_the_source_has():
    place = Place("article", 0, 4, 1, 1, (TextRange(0, 4),))
    difference = (DiffRun("same", "two"), DiffRun("removed", "days"), DiffRun("added", "weeks"))
    altered = QuoteCheck(Verdict.ALTERED, place, difference=difference)
    reading = reading_of()
    changed = BriefView(reading.brief, {"q5": altered}, reading.archives)
    assert "  source “days” · quote “weeks”" in text(changed, 4)


def test_variants_of_one_utterance_stand_together():
    page = " ".join(text(reading_of("istanbul-2025-05-16"), 4).split())
    assert "also reported" in page
    assert "as [q2] “We talked about an exchange of 1,000 for 1,000”" in page


def test_of_many_reports_of_one_utterance_the_first_few_are_shown():
    reading = reading_of()
    quote = reading.brief.quotes["q1"]
    many = {f"q{n}": quote.model_copy(update={"same_as": "q1", "text": f"w{n} " + "so " * 900})
            for n in range(1, 2001)}  # fmt: skip
    told = reading._replace(brief=reading.brief.model_copy(update={"quotes": many}))
    # Each with all the others, and all their words, would be gigabytes.
    page = pane_view(told, 4, 1_000_000)
    assert len(page.lines) < 2000 * 12
    item = page.items[1500]
    rows = [plain(line).strip() for line in page.lines[item.first : item.last]]
    shown = [row for row in rows if row.startswith("also reported by")]
    assert [row.split("“")[1].split()[0] for row in shown] == ["w1", "w2", "w3", "w4", "w5"]
    assert all(row.endswith("so…”") and len(row) < 600 for row in shown)
    assert rows[-1] == "and in 1,994 more quotes"


def test_a_name_of_a_book_is_not_shown_whole_with_each_quote():
    reading = reading_of()
    brief = reading.brief
    long = {key: one.model_copy(update={"name": "N" * 5000}) for key, one in brief.people.items()}
    titles = {
        key: one.model_copy(update={"title": "T" * 5000}) for key, one in brief.issues.items()
    }
    told = reading._replace(brief=brief.model_copy(update={"people": long, "issues": titles}))
    page = text(told, 4)
    assert len(page) < 20_000
    assert f"{'N' * 76}\n" in page
    assert "…" in page


@pytest.mark.parametrize(("same_as", "shown"), [
    ({"q1": "q2", "q2": "q1"}, {"q1": ["q2"], "q2": ["q1"], "q3": []}),
    ({"q2": "q1", "q3": "q2"}, {"q1": ["q2"], "q2": ["q1", "q3"], "q3": ["q2"]}),
    ({"q2": "q1", "q3": "q1"}, {"q1": ["q2", "q3"], "q2": ["q1", "q3"], "q3": ["q1", "q2"]}),
    ({"q1": "q1", "q2": "q1"}, {"q1": ["q2"], "q2": ["q1"], "q3": []}),
    ({"q1": "b#q4", "q3": "b#q4"}, {"q1": ["q3"], "q2": [], "q3": ["q1"]}),
])  # fmt: skip
def test_reports_of_one_utterance_name_each_other_or_a_third(same_as, shown):
    reading = reading_of()
    quote = reading.brief.quotes["q1"]
    three = {key: quote.model_copy(update={"same_as": same_as.get(key)}) for key in shown}
    told = reading._replace(brief=reading.brief.model_copy(update={"quotes": three}))
    page = pane_view(told, 4, 200)
    found = {
        item.key: [
            str(span.target)
            for line in page.lines[item.first : item.last]
            if "also reported" in plain(line)
            for span in line
            if span.target
        ]
        for item in page.items
    }
    assert found == shown


def test_an_archived_text_is_numbered_and_its_quotes_are_marked():
    page = pane_view(reading_of(), 5, 78)
    assert any(plain(line).startswith("¶9 ") for line in page.lines)
    found = {span.text for line in page.lines for span in line if span.role == "found"}
    assert "make a show" in found


def test_the_place_asked_for_is_marked_whole_whatever_else_is_quoted_there():
    text = "We made progress today. We made progress again."
    spans = [TextRange(0, 16), TextRange(0, 22), TextRange(24, 40)]
    places = [Place("article", one.start, one.end, 1, 1, (one,)) for one in spans]
    altered = QuoteCheck(Verdict.ALTERED, places[1], (places[1], places[2]))
    reading = reading_of()._replace(
        archives={"article": Archive(text)},
        checks={"q1": QuoteCheck(Verdict.VERBATIM, places[0]), "q2": altered},
        chosen=Target(source="article", characters=(0, 22)),
    )
    page = pane_view(reading, 5, 78)
    marked = [
        (s.role, s.text) for line in page.lines for s in line if s.role in ("chosen", "found")
    ]
    assert marked == [("chosen", "We made progress today"), ("found", "We made progress")]


@given(
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 12), st.booleans()), max_size=8),
    st.lists(st.integers(1, 28), max_size=4),
)
def test_every_character_quoted_is_marked_once(stretches, breaks):
    letters = ["a"] * 30
    for at in breaks:
        letters[at : at + 2] = "\n\n"
    archive = Archive("".join(letters))
    findings: dict[str, QuoteCheck] = {}
    chosen: set[int] = set()
    found: set[int] = set()
    for number, (start, length, asked) in enumerate(stretches):
        part = TextRange(start, min(start + length, len(archive.text)))
        ends = (0, 30) if asked else (part.start, part.end)
        place = Place("article", *ends, 1, 1, (part,))
        findings[f"q{number}"] = QuoteCheck(Verdict.VERBATIM, place)
        (chosen if ends == (0, 30) else found).update(range(part.start, part.end))
    reading = reading_of()._replace(
        archives={"article": archive},
        checks=findings,
        chosen=Target(source="article", characters=(0, 30)),
    )
    page = pane_view(reading, 5, 1000)
    rows = [page.lines[item.first : item.last] for item in page.items if "#p" in item.key]
    marked = [(span.text, span.role) for lines in rows for line in lines for span in line[1:]]
    inside = [at for one in archive.paragraphs for at in range(one.start, one.end)]
    roles = ["chosen" if at in chosen else "found" if at in found else "plain" for at in inside]
    assert [role for text, role in marked for _ in text] == roles


def test_a_paragraph_is_not_compared_with_what_is_quoted_elsewhere():
    places = [
        Place("article", at, at + 1, 1, 1, (TextRange(at, at + 1),)) for at in range(0, 80_000, 4)
    ]
    reading = reading_of()._replace(
        archives={"article": Archive("ab\n\n" * 20_000)},
        checks={f"q{at.start}": QuoteCheck(Verdict.VERBATIM, at) for at in places},
    )
    # Each with each would be 400 million.
    page = pane_view(reading, 5, 78)
    assert sum(span.role == "found" for line in page.lines for span in line) == 20_000


def test_the_head_counts_the_verdicts():
    assert "6 quotes: 5 verbatim, 1 typography" in plain(head_line(reading_of(), 200))


@pytest.mark.parametrize("width", [80, 60, 40, 30])
def test_the_one_row_of_a_narrow_head_says_first_that_a_brief_is_superseded(width: int):
    reading = reading_of(replaced_by="istanbul-2025-06-03")
    for quotes in (False, True):
        (row,) = head_rows(reading, width, 1, quotes=quotes)
        assert width_of(row) <= width
        assert ("superseded by istanbul-2025-06-03" if width >= 60 else "superseded") in plain(row)
        assert plain(row).startswith("TLP:CLEAR Istan")


def test_the_head_has_the_date_beside_superseded_where_there_is_room():
    assert plain(head_rows(reading_of(replaced_by="v2"), 100, 1)[0]).endswith(
        "superseded by v2 · 2025-06-02 · round 2"
    )
    assert plain(head_rows(reading_of(), 80, 1)[0]).endswith("  2025-06-02 · round 2")


def test_a_record_printed_alone_and_the_facts_about_a_brief_say_what_replaces_it():
    reading = reading_of(replaced_by="v2")
    assert plain(next(document(reading, 78, "q1"))) == "superseded by v2"
    assert "  replaced by v2" in text(reading, 1)


@pytest.mark.parametrize("width", [79, 59, 39, 30])
def test_a_hit_in_a_superseded_brief_says_so(width: int):
    hit = Hit(1, "v3", "pr1", "proposal", "A third round of talks", "2025-03",
              "Swap.", (), (), replaced_by="v3b")  # fmt: skip
    head = plain(group_row(hit, width, ASCII))
    assert len(head) <= width
    assert ("superseded by v3b" if width > 70 else "superseded") in head
    assert "superseded" not in plain(group_row(hit._replace(replaced_by=""), width, ASCII))


def test_ascii_signs_are_ascii():
    reading = reading_of(signs=ASCII)
    page = text(reading, 2) + text(reading, 4)
    assert "~ [q6] Vladimir" in page
    assert "¶" not in page


def test_one_record_can_be_printed_alone():
    rows = [plain(line) for line in document(reading_of(), 78, "q1")]
    assert "can be resolved only" in rows[1]
    assert list(document(reading_of(), 78, "q99")) == []


@pytest.mark.parametrize(
    ("key", "pane"),
    [
        ("a1", 2),
        ("d1/russia", 3),
        ("pr2", 3),
        ("q6", 4),
        ("article#p5", 5),
        ("summary", 1),
        ("zz", 0),
    ],
)  # fmt: skip
def test_every_record_has_its_pane(key, pane):
    assert pane_of(reading_of(), key) == pane


WORDS = st.text(alphabet="ab [^q1]*_`#\n-中é\u0301👍", min_size=1, max_size=60).filter(str.strip)


@given(WORDS, WORDS, st.integers(8, 90))
@settings(max_examples=60)
def test_any_brief_is_laid_out(title, summary, width):
    brief = Brief.model_validate({"id": "x", "title": title, "date": "2025", "summary": summary})
    for pane in PANES:
        for line in pane_view(BriefView(brief), pane.number, width).lines:
            assert width_of(line) <= max(width, 24)


def with_source() -> Brief:
    """Return a brief that has a source and nothing else."""
    sources = {"s": {"kind": "news"}}
    told = {"id": "b", "title": "t", "date": "2025", "summary": "s", "sources": sources}
    return Brief.model_validate(told)


@pytest.mark.parametrize("width", [8, 20, 60])
@pytest.mark.parametrize("lit", [(), [(0, 3)]])
def test_paragraphs_of_one_row_are_laid_out_like_all(monkeypatch, width, lit):
    brief = with_source()
    texts = [
        "Some words.",
        "x",
        "é",
        "two\nrows",
        "A text that takes some more rows.",
        "中",
        "a\u00adb",
    ]
    archive = Archive("\n\n".join(texts * 400))
    found = {
        key: QuoteCheck(Verdict.VERBATIM, archive.place("s", (TextRange(start, start + 4),)))
        for key, start in (("q1", 0), ("q2", 400), ("q3", 2000))
    }
    reading = BriefView(
        brief,
        checks=found,
        archives={"s": archive},
        highlighter=lambda text: lit if text[:1] == "S" else (),
    )
    page = pane_view(reading, 5, width)
    monkeypatch.setattr("briefing.view.brief.sources._fits", lambda *_: False)
    assert pane_view(reading, 5, width) == page


def test_most_short_paragraphs_need_no_wrapping(monkeypatch):
    brief = with_source()
    monkeypatch.setattr("briefing.view.brief.sources.flow", None)
    reading = BriefView(brief, archives={"s": Archive("Some words.\n\n" * 1000)})
    assert len(pane_view(reading, 5, 60).items) == 1001


def test_a_title_as_long_as_a_book_is_told_whole_once_on_a_page():
    title = "word " * 2000
    record = {"issue": "i", "text": "So.", "parties": ["p"], "attested_by": ["p"]}
    dispute = {"issue": "i", "question": "Q?", "positions": {}}
    brief = Brief.model_validate(
        {
            "id": "b", "title": "t", "date": "2025", "summary": "s",
            "parties": {"p": {"name": "P"}}, "issues": {"i": {"title": title}},
            "agreements": {f"a{n}": record for n in range(1, 9)},
            "disagreements": {f"d{n}": dispute for n in range(1, 9)},
            "proposals": {f"o{n}": {"issue": "i", "by": "p", "text": "So."} for n in range(1, 9)},
        }
    )  # fmt: skip
    for pane, records in ((2, 8), (3, 16)):
        page = pane_view(BriefView(brief), pane, 78)
        told = [
            " ".join(plain(line) for line in page.lines[item.first : item.last]).count("word")
            for item in page.items
        ]
        assert len(told) == records
        assert told[0] == 2000
        assert all(0 < count <= 32 for count in told[1:])


def test_a_long_archive_is_laid_out_paragraph_by_paragraph():
    brief = Brief.model_validate(
        {
            "id": "x",
            "title": "t",
            "date": "2025",
            "summary": "s",
            "sources": {"s": {"kind": "news"}},
        }
    )
    archive = Archive("\n\n".join(f"Paragraph {n}." for n in range(1, 501)))
    page = pane_view(BriefView(brief, archives={"s": archive}), 5, 60)
    assert page.items[-1].key == "s#p500"


@pytest.mark.parametrize(("pane", "key"), [(2, "a1"), (3, "d1"), (4, "q1"), (5, "article#p2")])
def test_what_is_copied_has_no_line_breaks_of_a_screen_and_no_filling(pane, key):
    copied = item_text(reading_of(), pane, key)
    assert copied
    assert "   " not in copied
    assert len(copied) < 1_000


def test_a_copied_disagreement_has_each_position_on_its_own_lines():
    rows = item_text(reading_of(), 3, "d1").splitlines()
    assert "Russia proposes" in rows
    assert "Ukraine unreported" in rows


def test_a_copied_quote_says_who_where_and_how_exactly():
    assert citation(reading_of(), "q6") == (
        "“Unfortunately, something didn't work out so well.” (Vladimir Medinsky, Russia), in: "
        "Russia and Ukraine Agree to New Prisoner Exchange After Second Round of Talks, "
        "But No Ceasefire In Sight, 2 June 2025, ¶9, istanbul-2025-06-02#q6 [typography]"
    )
    assert citation(reading_of(), "a1") == ""


def test_what_is_copied_of_a_brief_that_no_longer_stands_says_so():
    reading = reading_of()._replace(replaced_by="later")
    assert citation(reading, "q6").endswith(
        ", ¶9, istanbul-2025-06-02#q6 [typography] (brief superseded by later)"
    )
    assert item_text(reading, 2, "a1").splitlines()[0] == "superseded by later"
    assert item_text(reading, 2, "nothing") == ""
    assert "superseded by later" in brief_text(reading)


def test_a_whole_brief_can_be_copied():
    text_ = brief_text(reading_of())
    assert len(text_.encode()) < 65_536
    assert "can be resolved only at the level of leaders" in text_


def test_addresses_are_those_of_the_sources_of_a_record():
    reading = reading_of("istanbul-2025-05-16")
    assert addresses(reading, "q1") != addresses(reading)
    assert set(addresses(reading, "q1")) < set(addresses(reading))


@pytest.mark.parametrize("width", range(31, 90))
@pytest.mark.parametrize("share", ["", "5%", "44%", "100%"])
def test_no_tab_is_cut(width: int, share: str) -> None:
    row = plain(tab_row(reading_of(), 3, width, share))
    assert len(row) <= width
    assert "…" not in row
    assert " 5" in row
    assert row.endswith(share) or width < 40


def test_what_an_event_rests_on_stands_behind_it() -> None:
    page = text(reading_of(), 1)
    assert "about May 2025: Direct negotiations restart. ¶2\n" in page
    assert "quotes 5 verbatim, 1 typography" in page


@pytest.mark.parametrize("column", [1, 5, 30, 60, 79, 200])
@pytest.mark.parametrize("length", [3, 40, 75, 300])
def test_the_sign_under_a_mistake_is_always_seen(column: int, length: int) -> None:
    message = ("x" * 9 + " ") * (length // 10) + "x" * (length % 10)
    for below in (True, False):
        rows = [plain(row) for row in caret_rows(message, column, 1, 80, below=below)]
        assert max(map(len, rows)) <= 80
        assert rows[0 if below else -1].index("^") == min(column, 79)
        # Nothing of the message is cut.
        assert "".join(rows).replace("^", "").replace(" ", "") == message.replace(" ", "")


@pytest.mark.parametrize(
    ("at", "totals", "partial", "told"),
    [
        (0, None, False, "nothing found"),
        (0, Totals(0, 0, True), True, "nothing found so far"),
        (3, None, False, "3"),
        (3, Totals(1200, 1, True), False, "3/1,200 in 1 brief"),
        (3, Totals(5000, 12, False), True, "3/5,000+ in 12+ briefs so far"),
    ],
)
def test_a_tally_tells_what_is_counted(
    at: int, totals: Totals | None, partial: bool, told: str
) -> None:
    assert tally(at, totals, partial=partial) == told


def test_a_citation_is_complete_without_a_title_or_date_of_the_source():
    reading = reading_of("istanbul-2025-05-16")
    assert citation(reading, "q1") == (
        "“we’ve agreed to exchange thousand-for-thousand” (Rustem Umerov, Ukraine), in: Ukrainska "
        "Pravda, 16 May 2025, https://www.pravda.com.ua/eng/news/2025/05/16/7512561/, "
        "istanbul-2025-05-16#q1 [no archive]"
    )
    assert citation(reading, "q5").startswith("“took note of this request” (Russia), in: LIGA, ")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("{who}: {words}", "Vladimir Medinsky: Unfortunately, something didn't work out so well."),
        ("{record}[ {url}]", "istanbul-2025-06-02#q6"),
        ("> {words}\n> — {who}, {date}",
         "> Unfortunately, something didn't work out so well. > — Vladimir Medinsky, 2 June 2025"),
    ],
)  # fmt: skip
def test_the_form_of_a_citation_can_be_chosen_but_its_marks_always_go_with_it(form: str, text: str):
    reading = reading_of()
    assert citation(reading, "q6", form) == text
    brief = reading.brief.model_copy(update={"handling": "amber"})
    marked = reading._replace(brief=brief, replaced_by="later")
    assert citation(marked, "q6", form) == f"TLP:AMBER {text} (brief superseded by later)"
    assert citation(marked, "a1", form) == ""
