"""The sample briefs: three rounds whose threads are known, state by state."""

import hashlib
import json
from pathlib import Path

import pytest

from briefing.evidence import Verdict
from briefing.loader.schema import schema
from briefing.model.brief import Brief
from briefing.process import IssueChange, Process, changes
from briefing.store.store import Store
from briefing.view.board import gist, stands
from tests.tools.process_from_briefs import of_briefs

SAMPLES = Path(__file__).resolve().parents[1] / "briefs"
FOUNDING_ARTICLE = "a9c696ec21e8b07eaadc2a0a8d98e90833ab5715e9025a44bc45ebe9e40ffd48"
"""The SHA-256 of the news article on the second round that the samples begin with."""
FIRST, SECOND, THIRD = "istanbul-2025-05-16", "istanbul-2025-06-02", "istanbul-2025-07-23"


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(SAMPLES)


@pytest.fixture(scope="module")
def briefs(store: Store) -> dict[str, Brief]:
    loaded = [store.load(stamp.path).brief for stamp in store.scan().stamps]
    return {brief.id: brief for brief in loaded if brief is not None}


@pytest.fixture(scope="module")
def process(briefs: dict[str, Brief]) -> Process:
    return of_briefs(briefs.values(), "ru-ua-istanbul-2025")


def test_the_samples_have_no_error_and_only_warnings_that_are_true(store: Store) -> None:
    problems = store.check()
    assert {problem.severity for problem in problems} == {"warning"}
    # Sources of which there is no text, and a claim that the notes give no source for.
    others = [(p.where, p.code) for p in problems if p.code != "no-archive"]
    assert others == [("agreements.a2", "no-support")]


def test_the_three_rounds_are_one_process_in_order(process: Process) -> None:
    assert [item.brief for item in process.rounds] == [FIRST, SECOND, THIRD]
    assert [item.number for item in process.rounds] == [1, 2, 3]


@pytest.mark.parametrize(
    ("issue", "thread"),
    [
        ("prisoners", ["agreed", "agreed", "claimed by Russia"]),
        ("bodies", ["not raised", "claimed by Ukraine", "claimed by Russia"]),
        ("ceasefire", ["disputed", "disputed", "disputed"]),
        ("level", ["proposed", "mentioned", "proposed"]),
        ("children", ["not raised", "disputed", "not raised (last seen in round 2)"]),
        ("settlement", ["not raised", "disputed", "disputed"]),
        ("next-round", ["mentioned", "proposed", "mentioned"]),
    ],
)
def test_each_thread_reads_as_it_happened(process: Process, issue: str, thread: list[str]) -> None:
    assert [cell.label(process.names) for cell in process.thread(issue)] == thread


@pytest.mark.parametrize(
    ("issue", "column", "words"),
    [
        ("prisoners", 0, ["1,000"]),
        ("prisoners", 1, ["medical commission"]),
        ("prisoners", 2, ["1,200"]),
        ("bodies", 1, ["6,000", "each"]),
        ("bodies", 2, ["7,000 returned", "offers", "3,000"]),
        ("ceasefire", 0, ["vision"]),
        ("ceasefire", 1, ["two to three days"]),
        ("ceasefire", 2, ["24 to 48 hours"]),
    ],
)
def test_the_figures_stand_behind_the_states(
    process: Process, issue: str, column: int, words: list[str]
) -> None:
    told = gist(process.cell(issue, column), process.names)
    assert all(word in told for word in words)


@pytest.fixture(scope="module")
def moved(process: Process) -> dict[str, IssueChange]:
    return {change.issue: change for change in changes(process, 0, 1)}


def test_after_the_first_round_bodies_are_new_and_claimed_by_one_side(
    process: Process, moved: dict[str, IssueChange]
) -> None:
    assert stands(moved["bodies"], process.names) == "new, claimed by Ukraine; not by: Russia"
    assert stands(moved["children"], process.names) == "new, disputed"


def test_after_the_first_round_the_ceasefire_is_still_disputed_with_another_offer(
    process: Process, moved: dict[str, IssueChange]
) -> None:
    assert stands(moved["ceasefire"], process.names) == "still disputed"
    (position,) = (move for move in moved["ceasefire"].moves if move.kind == "position")
    assert position.party == "russia"
    assert "vision" in position.before
    assert "two to three days" in position.after
    assert position.refs == ((SECOND, "d1/russia"), (FIRST, "d1/russia"))


def test_the_words_of_the_archived_round_are_there(store: Store) -> None:
    found = store.checked(f"{SECOND}.yaml").findings
    verdicts = {key: finding.verdict for key, finding in found.items()}
    assert verdicts.pop("q6") is Verdict.TYPOGRAPHY
    assert set(verdicts) == {"q1", "q2", "q3", "q4", "q5"}
    assert set(verdicts.values()) == {Verdict.VERBATIM}


def test_quotations_without_an_archived_text_claim_no_verdict(
    store: Store, briefs: dict[str, Brief]
) -> None:
    for name in (FIRST, THIRD):
        verdicts = {one.verdict for one in store.checked(f"{name}.yaml").findings.values()}
        assert verdicts == {Verdict.NO_ARCHIVE}
        for source in briefs[name].sources.values():
            assert source.publisher
            assert source.url
            assert source.archive is None


def test_two_outlets_variants_of_one_utterance_point_at_each_other(
    briefs: dict[str, Brief],
) -> None:
    quotes = briefs[FIRST].quotes
    assert quotes["q2"].same_as == "q1"
    assert {quotes[key].from_ for key in ("q1", "q2")} == {"pravda", "liga"}
    assert quotes["q1"].text == "we’ve agreed to exchange thousand-for-thousand"
    assert quotes["q2"].text == "We talked about an exchange of 1,000 for 1,000"


def test_a_persons_office_is_that_of_the_round(briefs: dict[str, Brief]) -> None:
    offices = [briefs[name].people["umerov"].role or "" for name in (FIRST, SECOND, THIRD)]
    assert ["Defense Minister" in office for office in offices] == [True, True, False]
    assert offices[2] == "Secretary of the National Security and Defence Council"


def test_the_archived_article_is_the_founding_one() -> None:
    kept = (SAMPLES / "sources" / "istanbul-2-article.txt").read_bytes()
    assert hashlib.sha256(kept).hexdigest() == FOUNDING_ARTICLE


def test_the_schema_beside_the_samples_is_the_one_that_is_printed() -> None:
    kept = (SAMPLES / ".brief.schema.json").read_text(encoding="utf-8")
    assert json.loads(kept) == schema(), "briefing schema > briefs/.brief.schema.json"
