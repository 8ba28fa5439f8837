"""Suggestions that are confirmed, taken back, answered otherwise and dropped."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.loader.load import load
from briefing.model.brief import Brief
from briefing.model.suggested import Unconfirmed, unconfirmed
from briefing.store.edits import Change, EditRefused, spliced, write
from briefing.store.edits.suggestions import (
    Speaker,
    confirm,
    confirmed_quote,
    drop,
    edit_of,
    name_speaker,
    take_back,
)
from briefing.store.files.safe_write import ChangedMeanwhile
from briefing.store.new_files.draft_notes import NO_DAY
from briefing.store.store import Store
from tests.store.edits.test_splice import assert_only_its_lines_changed

DRAFT = """\
# a draft
title: Talks
date: 2025-06-02
summary: They met [^q1].
status: draft
suggested: [date, title]   # by a program
place: {name: Vienna, suggested: name}
people:
  anna: {name: Anna Berg, suggested: [name]}   # the envoy
issues: {fish: {title: Fish, suggested: [title]}}
parties:
  iran:
    name: Iran
    suggested:
      - name
quotes:
  q1:   # first
    who: anna
    text: We will see.
    verb: said
    suggested: [who, verb]

  q2: {text: No., suggested: [who]}
  q3:
    suggested: [who]
    who: iran
    text: Yes.
disagreements:
  d1:
    issue: fish
    question: How many?
    positions: {iran: {stance: demands, suggested: [stance]}}
timeline:
- {date: 2025-06-01, text: They came., suggested: [date]}
next:
- text: They meet again.
  suggested: [text]
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "talks.yaml").write_text(DRAFT, encoding="utf-8")
    return Store(tmp_path)


def brief_of(data: bytes) -> Brief:
    loaded = load(data, "talks.yaml")
    assert loaded.brief is not None, loaded.problems
    return loaded.brief


def stop(name: str) -> Unconfirmed:
    return next(one for one in unconfirmed(brief_of(DRAFT.encode())) if one.name == name)


def after(store: Store, record: str, changes: Sequence[Change]) -> str:
    edit = edit_of(store, "talks.yaml", record, changes)
    write(store.folder, edit)
    return (store.folder / "talks.yaml").read_text(encoding="utf-8")


def test_they_are_in_reading_order() -> None:
    assert [one.name for one in unconfirmed(brief_of(DRAFT.encode()))] == [
        "next/1", "timeline/1", "the brief", "place", "parties.iran", "people.anna", "issues.fish",
        "d1/iran", "q1", "q2", "q3",
    ]  # fmt: skip


def test_confirming_all_touches_only_their_own_lines() -> None:
    data, left = DRAFT.encode(), unconfirmed(brief_of(DRAFT.encode()))
    for one in left:
        if one.name == "q2":
            continue
        new = spliced(data, "talks.yaml", confirm(one, brief_of(data)))
        assert_only_its_lines_changed(
            data.decode(), new.decode(), "talks.yaml", one.path or "suggested"
        )
        assert len(unconfirmed(brief_of(new))) == len(unconfirmed(brief_of(data))) - 1
        data = new
    lines = DRAFT.splitlines()
    assert [line for line in data.decode().splitlines() if line not in lines] == [
        "place: {name: Vienna}", "  anna: {name: Anna Berg}   # the envoy",
        "issues: {fish: {title: Fish}}", "    positions: {iran: {stance: demands}}",
        "- {date: 2025-06-01, text: They came.}",
    ]  # fmt: skip


@given(st.integers(0, 2**32))
def test_in_any_order_confirmed_and_taken_back_they_are_what_they_were(seed: int) -> None:
    random, data = Random(seed), DRAFT.encode()
    stops = [one for one in unconfirmed(brief_of(data)) if one.name != "q2"]
    for one in random.sample(stops, 3):
        data = spliced(data, "talks.yaml", confirm(one, brief_of(data)))
        data = spliced(data, "talks.yaml", take_back(one))
    assert unconfirmed(brief_of(data)) == unconfirmed(brief_of(DRAFT.encode()))
    assert brief_of(data) == brief_of(DRAFT.encode())


def test_a_speaker_who_is_not_named_cannot_be_confirmed() -> None:
    with pytest.raises(EditRefused, match="q2 has no speaker"):
        confirm(stop("q2"), brief_of(DRAFT.encode()))


def test_another_speaker_is_confirmed_by_that(store: Store) -> None:
    brief = brief_of(DRAFT.encode())
    text = after(store, "quotes.q1", name_speaker("q1", brief, Speaker("iran")))
    assert "    who: iran\n    text: We will see.\n    verb: said\n    suggested: [verb]\n" in text
    text = after(store, "quotes.q2", name_speaker("q2", brief, Speaker("iran")))
    assert "  q2: {who: iran, text: No.}\n" in text
    new = Speaker("kallas", "Kaja Kallas", "iran")
    text = after(store, "quotes.q3", name_speaker("q3", brief, new))
    assert "# the envoy\n  kallas: {name: Kaja Kallas, party: iran}\n" in text
    assert "  q3:\n    who: kallas\n    text: Yes.\n" in text


def test_what_others_name_is_not_dropped(store: Store) -> None:
    for record, by in (
        ("quotes.q1", "summary"), ("people.anna", "quotes.q1.who"), ("issues.fish", "d1.issue"),
    ):  # fmt: skip
        with pytest.raises(EditRefused, match=f"{by} still names it"):
            edit_of(store, "talks.yaml", record, drop(record))
    assert "  q2: {text" not in after(store, "quotes.q2", drop("quotes.q2"))
    with pytest.raises(EditRefused, match="the brief itself"):
        drop("")


def test_the_records_of_a_list_keep_their_numbers(store: Store) -> None:
    text = "title: T\ndate: 2025\nsummary: s\nstatus: draft\nquotes:\n- text: a\n- text: b\n"
    (store.folder / "talks.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(EditRefused, match="renumbered"):
        edit_of(store, "talks.yaml", "quotes.q1", drop("quotes.q1"))
    assert after(store, "quotes.q2", drop("quotes.q2")) == text.replace("- text: b\n", "")


def test_a_brief_that_says_something_else_by_now_is_left_alone(store: Store) -> None:
    shown = brief_of(DRAFT.encode())
    path = store.folder / "talks.yaml"
    path.write_text(DRAFT.replace("We will see.", "We shall see."), encoding="utf-8")
    with pytest.raises(ChangedMeanwhile):
        edit_of(store, "talks.yaml", "quotes.q1", confirm(stop("q1"), shown), shown)
    assert "suggested: [who, verb]" in path.read_text(encoding="utf-8")


def test_a_shared_record_is_confirmed_in_its_own_file(store: Store) -> None:
    shared = store.folder / "store.yaml"
    shared.write_text("people: {bob: {name: Bob, suggested: [name]}}\n", encoding="utf-8")
    text = DRAFT.replace("who: iran", "who: bob")
    (store.folder / "talks.yaml").write_text(text, encoding="utf-8")
    brief = store.load("talks.yaml").brief
    assert brief is not None
    one = next(one for one in unconfirmed(brief) if one.name == "people.bob")
    assert after(store, one.path, confirm(one, brief)) == text
    assert shared.read_text(encoding="utf-8") == "people: {bob: {name: Bob}}\n"


NOTES = (
    "# ¶5: nobody is named as the speaker",
    "# ¶5: nobody is named as the speaker; perhaps Anna Lee, who speaks in the one before",
    "# ¶12: “Umerov, who said” (part-relative)",
    "# ¶5: “he was quoted as saying”, read as Rustem Umerov (after-SV); see the place",
    "# ¶7: “Lee and Kim said”: two speak together (after-VS)",
    "# ¶7: “the envoy … said”: the text gives no name (after-VS)",
)
BY_PEOPLE = (
    "# ¶5: nobody is named as the speaker, I asked",
    "# ¶12: “Umerov, who said” (part-relative) - checked",
    "# ¶12: “Umerov, who said”",
    "#  ¶12: “Umerov, who said” (part-relative)",
    "# see ¶5",
    "# The article names no day",
)


def noted(random: Random) -> tuple[str, str]:
    """Return a draft with comments above its quotes, and what of it is left of the answered q1."""
    lines, left = [], []
    for line in DRAFT.splitlines(keepends=True):
        if line.startswith(("  q1:", "  q2:", "  q3:")):
            for note in random.choices((*NOTES, *BY_PEOPLE), k=random.randint(0, 4)):
                lines.append(f"  {note}\n")
                if note in BY_PEOPLE or not line.startswith("  q1"):
                    left.append(f"  {note}\n")
        lines.append(line)
        left.append(line)
    return "".join(lines), "".join(left)


@given(st.integers(0, 2**32))
def test_what_a_draft_noted_goes_with_the_answer_and_what_people_wrote_stays(seed: int) -> None:
    text, left = noted(Random(seed))
    brief = brief_of(text.encode())
    named = name_speaker("q1", brief, Speaker("iran"))
    for changes in (confirm(stop("q1"), brief), named, drop("quotes.q1")):
        data = spliced(text.encode(), "talks.yaml", changes, ["quotes.q1"])
        assert data == spliced(left.encode(), "talks.yaml", changes)


def test_the_notes_of_a_record_go_with_each_answer_and_come_back_with_undo(store: Store) -> None:
    path = store.folder / "talks.yaml"
    above = f"  {NOTES[2]}\n  # mine\n"
    text = DRAFT.replace("  q1:", f"{above}  q1:").replace("  q3:", f"  {NOTES[0]}\n  q3:")
    path.write_text(text, encoding="utf-8")
    brief = brief_of(text.encode())
    for changes in (confirm(stop("q1"), brief), name_speaker("q1", brief, Speaker("iran"))):
        edit = edit_of(store, "talks.yaml", "quotes.q1", changes)
        assert edit.before == text.encode()
        assert NOTES[2].encode() not in edit.after
        assert b"  # mine\n  q1:" in edit.after
        assert NOTES[0].encode() in edit.after
    edit = edit_of(store, "talks.yaml", "quotes.q3", drop("quotes.q3"))
    assert NOTES[0].encode() not in edit.after
    edit = edit_of(store, "talks.yaml", "quotes.q1", take_back(stop("q1")))
    assert edit.after == text.encode()


def test_the_note_above_an_unknown_day_goes_when_the_brief_is_confirmed(store: Store) -> None:
    text = DRAFT.replace("date: 2025-06-02\n", f"# {NO_DAY}\ndate: 2025-06-02\n")
    (store.folder / "talks.yaml").write_text(text, encoding="utf-8")
    new = after(store, "", confirm(stop("the brief"), brief_of(text.encode())))
    assert "names no day" not in new
    assert new.startswith("# a draft\ntitle: Talks\ndate: 2025-06-02\n")


@pytest.mark.parametrize(
    ("quote", "status", "keys"),
    [
        ({"who": "anna", "verb": "said", "via": "the Herald"}, "draft", ("who", "verb", "via")),
        ({"who": "anna"}, "draft", ("who",)),
        ({"who": "anna"}, "final", None),
        ({"who": "anna", "verb": "said", "suggested": ["verb"]}, "draft", None),
    ],
)
def test_a_confirmed_quote_of_a_draft_may_go_back(
    quote: dict[str, object], status: str, keys: tuple[str, ...] | None
) -> None:
    values = {"id": "a", "title": "A", "date": "2025-01-01", "status": status, "summary": "x",
              "people": {"anna": {"name": "Anna"}},
              "quotes": {"q1": {"text": "Words", **quote}}}  # fmt: skip
    brief = Brief.model_validate(values)
    one = confirmed_quote(brief, "q1")
    assert (one.keys if one is not None else None) == keys
    assert confirmed_quote(brief, "anna") is None
