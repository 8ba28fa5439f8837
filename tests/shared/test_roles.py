"""Who may see what: nothing of a brief that a role may not see, not by counts either."""

import random
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import BriefingError, NotFound
from briefing.shared import feed
from briefing.shared.follow import update
from briefing.shared.history import log
from briefing.shared.server.setup import MARKS, grant_sql, revoke_sql, run_sql
from tests.cli.conftest import Command, briefing  # noqa: F401
from tests.safety import share
from tests.shared.conftest import SharedStore, brief, tree
from tests.shared.server import Server

psycopg = pytest.importorskip("psycopg", reason="needs the extra postgres")


def write(folder: Path, **handlings: str) -> None:
    """Write a brief for each name, with its handling mark; `_` for none."""
    folder.mkdir(exist_ok=True)
    for name, mark in handlings.items():
        text = brief(f"Title of {name}", mark.strip("_"))
        (folder / f"{name}.yaml").write_text(text)


def ask(shared: SharedStore, role: str, question: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(shared.address(role).conninfo) as connection:
        rows: list[tuple[Any, ...]] = connection.execute(question).fetchall()
        return rows


def test_each_role_pulls_what_it_is_cleared_for_and_no_mark_is_not_clear(
    shared: SharedStore, tmp_path: Path
):
    marks = {mark.replace("+", "-"): mark for mark in MARKS}
    write(tmp_path / "a", unmarked="_", **marks)
    shared.publish(tmp_path / "a")
    seen = {}
    shared.grant("carl", "reader", "clear")
    for role in ("ben", "carl", "dora"):
        shared.pull(tmp_path / role, role)
        seen[role] = {path.removesuffix(".yaml") for path in tree(tmp_path / role)}
    assert seen["carl"] == {"clear"}
    assert seen["dora"] == {"clear", "green", "unmarked", "amber"}
    assert seen["ben"] == {"clear", "green", "unmarked", "amber", "amber-strict", "red"}


def test_without_a_mark_in_the_grant_it_is_that_of_unmarked_files(shared: SharedStore):
    shared.grant("carl", "reader")
    rows = shared.sql("SELECT handling FROM briefing.clear WHERE role = 'carl' ORDER BY handling")
    assert rows == [("clear",), ("green",)]


def test_what_several_briefs_rest_on_is_seen_by_whoever_may_see_one_of_them(
    shared: SharedStore, tmp_path: Path
):
    folder = tmp_path / "a"
    for place, mark in (("low", "green"), ("high", "red")):
        (folder / place).mkdir(parents=True)
        (folder / place / f"{place}.yaml").write_text(
            brief(place, mark)
            + "sources:\n  s: {kind: news, archive: both.txt}\n"
            + f"  t: {{kind: news, archive: {place}.txt}}\n"
        )
        (folder / f"{place}.txt").write_text(place)
        (folder / place / "store.yaml").write_text(f"issues: {{{place}-issue: I}}\n")
    (folder / "both.txt").write_text("both")
    (folder / "store.yaml").write_text("parties: {iran: {name: Iran}}\n")
    assert shared.publish(folder).plan.refused == ()
    shared.pull(tmp_path / "carl", "carl")
    assert set(tree(tmp_path / "carl")) == {
        "low/low.yaml", "low/store.yaml", "low.txt", "both.txt", "store.yaml"
    }  # fmt: skip
    (folder / "low/low.yaml").unlink()
    shared.publish(folder)
    shared.pull(tmp_path / "carl", "carl")
    # Nothing that carl may see is left; what rested on it counts as unmarked, or as red.
    assert "both.txt" not in tree(tmp_path / "carl")
    assert not {path for path in tree(tmp_path / "carl") if path.startswith("high")}


@pytest.mark.parametrize("mirror", [True, False])
def test_a_brief_whose_mark_is_raised_leaves_the_mirrors_with_all_its_versions(
    shared: SharedStore, tmp_path: Path, mirror: bool
):
    folder = tmp_path / "a"
    write(folder, one="green", two="green")
    shared.publish(folder)
    write(folder, one="clear")
    shared.publish(folder)
    for role in ("carl", "dora"):
        shared.pull(tmp_path / role, role, mirror=mirror)
        assert set(tree(tmp_path / role)) == {"one.yaml", "two.yaml"}
    write(folder, one="red")
    shared.publish(folder)
    for role in ("carl", "dora", "ben"):
        shared.pull(tmp_path / role, role, mirror=mirror)
    assert set(tree(tmp_path / "carl")) == set(tree(tmp_path / "dora")) == {"two.yaml"}
    assert tree(tmp_path / "ben") == tree(folder)
    assert {one.path for one in log(shared.address("carl"), "", 99)} == {"two.yaml"}
    with pytest.raises(BriefingError, match="no brief"):
        log(shared.address("dora"), "one", 99)
    assert ask(shared, "dora", "SELECT count(*) FROM briefing.body") == [(1,)]
    # And lowered again, it is there again, with none of what was hidden.
    write(folder, one="amber")
    shared.publish(folder)
    for role in ("carl", "dora"):
        shared.pull(tmp_path / role, role, mirror=mirror)
    assert set(tree(tmp_path / "carl")) == {"two.yaml"}
    assert tree(tmp_path / "dora") == tree(folder)
    assert [one.number for one in log(shared.address("dora"), "one", 99)] == [1]


def test_a_brief_whose_mark_is_raised_leaves_though_the_pull_that_learns_of_it_is_cut_off(
    shared: SharedStore, tmp_path: Path
):
    def cut_off(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    folder, mirror = tmp_path / "a", tmp_path / "carl"
    write(folder, one="green", two="green")
    shared.publish(folder)
    shared.pull(mirror, "carl")
    write(folder, one="red")
    shared.publish(folder)
    with pytest.raises(KeyboardInterrupt):
        update(shared.address("carl"), mirror, progress=cut_off)
    assert set(tree(mirror)) == {"one.yaml", "two.yaml"}
    assert shared.pull(mirror, "carl").removed == 1
    assert set(tree(mirror)) == {"two.yaml"}
    assert shared.pull(mirror, "carl") == (0, 0, ())


def test_a_withdrawn_brief_that_was_changed_here_is_kept_and_named(
    shared: SharedStore, tmp_path: Path
):
    folder = tmp_path / "a"
    write(folder, one="green")
    shared.publish(folder)
    shared.pull(tmp_path / "carl", "carl")
    (tmp_path / "carl/one.yaml").write_text("mine")
    write(folder, one="red")
    shared.publish(folder)
    (kept,) = shared.pull(tmp_path / "carl", "carl").kept
    assert "one.yaml was removed by another, and changed here" in kept


def test_more_or_less_clearance_is_in_the_mirror_at_the_next_pull(
    shared: SharedStore, tmp_path: Path
):
    folder = tmp_path / "a"
    write(folder, one="green", two="amber")
    shared.publish(folder)
    for mark, names in (("green", {"one"}), ("amber", {"one", "two"}), ("clear", set())):
        shared.grant("carl", "reader", mark)
        shared.pull(tmp_path / "carl", "carl")
        assert set(tree(tmp_path / "carl")) == {f"{name}.yaml" for name in names}
    run_sql(shared.address("postgres"), revoke_sql("briefs", "carl"))
    with pytest.raises(BriefingError, match="no store briefs that carl may read"):
        shared.pull(tmp_path / "carl", "carl")


def test_clearance_that_changes_while_it_is_pulled_is_seen_at_once(
    shared: SharedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "a"
    write(folder, one="green", two="amber")
    shared.publish(folder)
    asked = feed.new_versions
    for mark, seen in (("amber", {"one.yaml", "two.yaml"}), ("green", {"one.yaml"})):
        # In the middle of a pull: between two of its transactions.
        def meddling(*arguments: Any) -> list[feed.FeedVersion]:
            monkeypatch.setattr(feed, "new_versions", asked)
            shared.grant("carl", "reader", mark)  # noqa: B023
            return asked(*arguments)

        write(folder, one="green")
        (folder / "one.yaml").write_text(brief(f"For {mark}", "green"))
        shared.publish(folder)
        monkeypatch.setattr(feed, "new_versions", meddling)
        for _ in range(2):
            shared.pull(tmp_path / "carl", "carl")
        assert set(tree(tmp_path / "carl")) == seen


def test_an_embargoed_version_appears_at_its_time_though_the_cursor_has_passed_it(
    shared: SharedStore, tmp_path: Path
):
    folder = tmp_path / "a"
    write(folder, one="green")
    shared.publish(folder)
    write(folder, one="clear", two="clear")
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    shared.publish(folder, not_before=soon)
    write(folder, three="clear")
    shared.publish(folder)
    for role in ("carl", "ben"):
        shared.pull(tmp_path / role, role)
    assert {*tree(tmp_path / "carl")} == {"one.yaml", "three.yaml"}
    assert tree(tmp_path / "carl")["one.yaml"] == brief("Title of one", "green").encode()
    assert tree(tmp_path / "ben") == tree(folder)  # a writer corrects it meanwhile
    assert len(log(shared.address("carl"), "", 99)) == 2
    assert len(log(shared.address("ben"), "", 99)) == 4
    shared.sql("UPDATE briefing.version SET not_before = now() WHERE not_before IS NOT NULL")
    shared.pull(tmp_path / "carl", "carl")
    assert tree(tmp_path / "carl") == tree(folder)


def test_a_correction_that_is_published_first_stays_after_the_embargo(
    shared: SharedStore, tmp_path: Path
):
    folder = tmp_path / "a"
    write(folder, one="green")
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    shared.publish(folder, not_before=soon)
    (folder / "one.yaml").write_text(brief("Corrected", "green"))
    shared.publish(folder)
    shared.pull(tmp_path / "carl", "carl")
    shared.sql("UPDATE briefing.version SET not_before = now() WHERE not_before IS NOT NULL")
    assert shared.pull(tmp_path / "carl", "carl") == (0, 0, ())
    assert tree(tmp_path / "carl") == tree(folder)


def test_a_writer_cannot_have_the_bytes_of_another_by_their_sum(
    shared: SharedStore, tmp_path: Path
):
    write(tmp_path / "a", secret="red")
    shared.publish(tmp_path / "a")
    shared.grant("carl", "writer", "green")
    ((found,),) = shared.sql("SELECT encode(sha256, 'hex') FROM briefing.body")
    call = (
        "SELECT * FROM briefing.publish('briefs', '{stolen.yaml}', '{x}', "
        f"ARRAY['\\x{found}'::bytea], ARRAY[''::bytea], '{{green}}', '{{0}}', NULL, '')"
    )
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="not the bytes of stolen"):
        ask(shared, "carl", call)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="marked red"):
        ask(shared, "carl", call.replace("green", "red"))
    taken = call.replace("stolen.yaml", "secret.yaml")
    with pytest.raises(psycopg.errors.SerializationFailure) as refused:
        ask(shared, "carl", taken)
    assert refused.value.diag.message_hint in (None, "")  # who it was is not for him


@pytest.mark.parametrize("role", ["carl", "dora", "ben"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE briefing.version SET author = 'x'", "DELETE FROM briefing.version",
     "UPDATE briefing.store SET unmarked = 'clear'", "DELETE FROM briefing.body",
     "INSERT INTO briefing.clear VALUES ('carl', 'briefs', 'red', true)",
     "SELECT * FROM briefing.file", "UPDATE briefing.fact SET owner = 'carl'",
     "SELECT * FROM briefing.person"],
)  # fmt: skip
def test_nobody_changes_what_was_published_or_who_may_see_it(
    shared: SharedStore, role: str, statement: str
):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(shared, role, f"{statement} RETURNING 1" if "SELECT" not in statement else statement)


def test_the_author_is_whoever_is_connected_even_where_a_role_is_set(
    shared: SharedStore, tmp_path: Path
):
    write(tmp_path / "a", one="green")
    shared.publish(tmp_path / "a", "ben")
    assert shared.sql("SELECT author FROM briefing.version") == [("ben",)]


def test_a_group_of_postgresql_can_be_granted(shared: SharedStore, tmp_path: Path, server: Server):
    server.sql("DROP ROLE IF EXISTS analysts")
    server.sql("CREATE ROLE analysts")
    server.sql("GRANT analysts TO carl")
    shared.grant("analysts", "reader", "red")
    write(tmp_path / "a", one="red")
    shared.publish(tmp_path / "a")
    shared.pull(tmp_path / "carl", "carl")
    assert set(tree(tmp_path / "carl")) == {"one.yaml"}
    run_sql(shared.address("postgres"), revoke_sql("briefs", "analysts"))
    server.sql("REVOKE briefing_reader FROM analysts")
    server.sql("DROP ROLE analysts")
    shared.pull(tmp_path / "carl", "carl")  # a role that is gone is in nobody's way
    assert set(tree(tmp_path / "carl")) == set()


def test_two_stores_of_one_database_know_nothing_of_each_other(shared: SharedStore, tmp_path: Path):
    run_sql(shared.address("postgres"), grant_sql("briefs", "dora", "reader", "red"))
    shared.sql("INSERT INTO briefing.store (name, unmarked) VALUES ('other', 'green')")
    assert ask(shared, "dora", "SELECT name FROM briefing.store") == [("briefs",)]
    shared.name = "other"
    with pytest.raises(NotFound, match="no store other that dora may read"):
        shared.pull(tmp_path, "dora")


QUESTIONS = (
    ("list", "{}"), ("list", "{}", "--json"), ("search", "{}"), ("search", "{}", "--jsonl"),
    ("show", "b-{n}"), ("process", "p", "--json"), ("matrix", "p", "--json"),
    ("who", "iran", "--json"), ("issue", "i", "--json"), ("list", "handling:red"),
    ("search", "party:iran {}"), ("check",), ("log",),
    ("log", "b-{n}"), ("diff", "b-{n}@1", "b-{n}"), ("index", "--stats"), ("notes",),
    ("list", "tag:t{n}"), ("list", "-title:{} title:topic"),
)  # fmt: skip


@pytest.mark.parametrize(("role", "strictest"), [("carl", "green"), ("dora", "amber")])
def test_random_questions_through_every_surface_see_the_store_without_what_is_hidden(
    shared: SharedStore,
    tmp_path: Path,
    briefing: Command,  # noqa: F811
    role: str,
    strictest: str,
):
    """A role's answers are those of a store in which the hidden briefs never were."""
    rng = random.Random(f"19 {role}")
    (tmp_path / "all").mkdir()
    (tmp_path / "low").mkdir()
    words = ["topic", "secret", "alpha", "beta", "gamma"]
    seen = MARKS[: MARKS.index(strictest) + 1]
    for number in range(24):
        mark = rng.choice(("green", "red", "amber", "clear"))
        text = brief(
            f"{rng.choice(words)} topic {number}", mark, id=f"b-{number}", process="p",
            tags=f"[t{number}]",
        ) + (
            f"round: {number}\nissues: {{i: I}}\nparties: {{iran: Iran, usa: USA}}\n"
            f"disagreements:\n  - issue: i\n    question: {rng.choice(words)}?\n"
            "    positions: {iran: {stance: demands}}\n"
        )  # fmt: skip
        for folder in ("all", "low")[: 2 if mark in seen else 1]:
            (tmp_path / folder / f"b{number}.yaml").write_text(text)
    assert shared.publish(tmp_path / "all").plan.refused == ()
    with closing(SharedStore(shared.server)) as alone:
        alone.publish(tmp_path / "low")
        shared.pull(tmp_path / "a", role)
        alone.pull(tmp_path / "b", role)
        assert tree(tmp_path / "a") == tree(tmp_path / "low") != tree(tmp_path / "all")
        _compare(briefing, tmp_path, rng, words)


def _compare(
    briefing: Command,  # noqa: F811
    tmp_path: Path,
    rng: random.Random,
    words: list[str],
) -> None:
    for _ in range(share(30, 10_000)):
        question = [
            word.format(rng.choice(words)[: rng.randint(1, 9)], n=rng.randrange(24))
            for word in rng.choice(QUESTIONS)
        ]
        answers = [briefing(*question, "-s", tmp_path / side) for side in ("a", "b")]
        hide = str(tmp_path / "a"), str(tmp_path / "b")
        one, other = (
            (answer.status, *(_timeless(text.replace(side, "")) for text in answer[1:]))
            for answer, side in zip(answers, hide, strict=True)
        )
        assert one == other, question


def _timeless(text: str) -> str:
    """Return lines without what names a place on disk or a minute."""
    return "\n".join(
        " ".join(word for word in line.split() if ":" not in word and "/" not in word)
        for line in text.splitlines()
        if not line.startswith(("path", "bytes"))
    )


def test_numbers_and_notices_say_nothing_of_what_is_hidden(shared: SharedStore, tmp_path: Path):
    folder = tmp_path / "a"
    write(folder, one="green")
    shared.publish(folder)
    channels = ask(shared, "carl", "SELECT channel FROM briefing.feed ORDER BY handling")
    assert len(channels) == 2  # clear and green
    with closing(psycopg.connect(shared.address("carl").conninfo, autocommit=True)) as hearing:
        for (channel,) in shared.sql("SELECT channel FROM briefing.feed"):
            if (channel,) in channels:
                hearing.execute(f'LISTEN "{channel}"')
        for number in range(5):
            write(folder, **{f"red{number}": "red"})
            shared.publish(folder)
        assert list(hearing.notifies(timeout=0.3)) == []
        write(folder, two="green")
        shared.publish(folder)
        (notice,) = list(hearing.notifies(timeout=5, stop_after=1))
        assert notice.payload == ""
    feed = ask(shared, "carl", "SELECT last FROM briefing.feed WHERE handling = 'green'")
    assert feed == [(2,)]
    assert ask(shared, "carl", "SELECT seq FROM briefing.version ORDER BY 1") == [(1,), (2,)]
