"""A folder published and pulled again: byte for byte, once, and over nobody's work."""

import errno
import os
import random
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import BriefingError, NotFound, StoreError
from briefing.shared.folder.record import FILES
from briefing.shared.server.connection import (
    ChangedByAnother,
    ServerLost,
    connect,
    transaction,
)
from briefing.store.store import Store
from tests.shared.conftest import SharedStore, brief, tree
from tests.tools.waiting import until


@pytest.fixture
def folder(tmp_path: Path, samples: Path) -> Path:
    return Path(shutil.copytree(samples, tmp_path / "briefs"))


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in Store(folder).check()]


def test_the_samples_come_back_byte_for_byte_with_the_times_of_their_versions(
    shared: SharedStore, folder: Path, tmp_path: Path
):
    published = shared.publish(folder)
    assert published.done == len(published.plan.changes) == len(tree(folder))
    pulled = shared.pull(tmp_path / "pulled")
    assert pulled == (len(tree(folder)), 0, ())
    assert tree(tmp_path / "pulled") == tree(folder)
    assert problems(tmp_path / "pulled") == problems(folder)
    times = shared.sql("SELECT path, briefing.micros(at) FROM briefing.version")
    for path, at in times:
        assert (tmp_path / "pulled" / str(path)).stat().st_mtime_ns == int(str(at)) * 1000


def test_publishing_and_pulling_again_does_nothing(
    shared: SharedStore, folder: Path, tmp_path: Path
):
    shared.publish(folder)
    again = shared.publish(folder)
    assert (again.done, again.plan.unchanged) == (0, len(tree(folder)))
    (folder / FILES).unlink()  # as if the first run had been killed before it could write it
    assert shared.publish(folder).done == 0
    shared.pull(tmp_path / "pulled")
    assert shared.pull(tmp_path / "pulled") == (0, 0, ())


def test_a_pulled_folder_publishes_what_was_changed_added_and_removed_there(
    shared: SharedStore, folder: Path, tmp_path: Path
):
    shared.publish(folder)
    other = tmp_path / "other"
    shared.pull(other)
    (other / "a.yaml").write_text(brief("A"))
    (other / "istanbul-2025-07-23.yaml").unlink()
    text = (other / "store.yaml").read_text()
    (other / "store.yaml").write_text(text + "# more\n")
    changes = shared.publish(other, "ben").plan.changes
    assert [(one.kind, one.path) for one in changes] == [
        ("new", "a.yaml"), ("removed", "istanbul-2025-07-23.yaml"), ("changed", "store.yaml"),
    ]  # fmt: skip
    assert shared.pull(folder, "anna") == (2, 1, ())
    assert tree(folder) == tree(other)
    rows = shared.sql("SELECT author, count(*) FROM briefing.version GROUP BY 1 ORDER BY 1")
    assert rows == [("anna", 5), ("ben", 3)]


def test_a_file_that_another_has_changed_is_refused_naming_both(
    shared: SharedStore, folder: Path, tmp_path: Path
):
    shared.publish(folder)
    other = tmp_path / "other"
    shared.pull(other)
    for place, text in ((folder, "anna's"), (other, "ben's")):
        (place / "a.yaml").write_text(brief(text))
    shared.publish(folder)
    refused = shared.publish(other, "ben")
    (reason,) = refused.plan.refused
    assert "a.yaml was changed by anna, and changed here by ben" in reason
    assert refused.done == 0
    kept = shared.pull(other).kept
    assert [reason.partition(" was")[0] for reason in kept] == ["a.yaml"]
    assert (other / "a.yaml").read_text() == brief("ben's")
    assert shared.publish(other, "ben", replace=True).done == 1
    assert shared.pull(folder, "anna").written == 1
    assert (folder / "a.yaml").read_text() == brief("ben's")


def test_what_only_others_have_changed_is_not_published_back(
    shared: SharedStore, folder: Path, tmp_path: Path
):
    shared.publish(folder)
    other = tmp_path / "other"
    shared.pull(other)
    (folder / "a.yaml").write_text(brief("A"))
    (folder / "store.yaml").write_text((folder / "store.yaml").read_text() + "# more\n")
    (folder / "istanbul-2025-07-23.yaml").unlink()
    shared.publish(folder)
    plan = shared.publish(other, "ben").plan
    assert (plan.changes, plan.refused) == ((), ())
    assert plan.behind == ("istanbul-2025-07-23.yaml", "store.yaml")


@pytest.mark.parametrize("mine", ["removed", "changed"])
def test_a_removal_and_a_change_are_never_taken_for_one_another(
    shared: SharedStore, tmp_path: Path, mine: str
):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    (one / "a.yaml").write_text(brief("A"))
    shared.publish(one)
    shared.pull(other)
    changed, removed = (other, one) if mine == "changed" else (one, other)
    (changed / "a.yaml").write_text(brief("B"))
    (removed / "a.yaml").unlink()
    shared.publish(one)
    (reason,) = shared.publish(other, "ben").plan.refused
    assert "by anna" in reason
    assert f"{mine} here by ben" in reason


def test_errors_are_refused_and_nothing_else_is_published_then(shared: SharedStore, tmp_path: Path):
    (tmp_path / "good.yaml").write_text(brief("Good"))
    (tmp_path / "bad.yaml").write_text("title: Bad\n")
    refused = shared.publish(tmp_path)
    assert [reason.partition(" has")[0] for reason in refused.plan.refused] == ["bad.yaml"]
    assert shared.sql("SELECT * FROM briefing.version") == []
    (tmp_path / "bad.yaml").unlink()
    assert shared.publish(tmp_path).done == 1


def test_files_that_are_only_named_like_briefs_are_published_as_they_are(
    shared: SharedStore, tmp_path: Path
):
    folder = tmp_path / "a"
    folder.mkdir()
    others = {
        "settings.yaml": "name: x\nversion: 2\n", "x.yaml": "x:\n", "list.yaml": "- a\n- b\n",
        "array.json": "[]", "text.md": "Only text.\n",
    }  # fmt: skip
    for name, text in others.items():
        (folder / name).write_text(text)
    assert shared.publish(folder).plan.refused == ()
    shared.pull(tmp_path / "b")
    assert tree(tmp_path / "b") == tree(folder)
    assert problems(tmp_path / "b") == problems(folder)
    (folder / "settings.yaml").write_text("name: y\n")
    (folder / "x.yaml").unlink()
    assert shared.publish(folder).done == 2
    shared.pull(tmp_path / "b")
    assert tree(tmp_path / "b") == tree(folder)


def test_a_folder_of_one_store_is_not_published_to_another(
    shared: SharedStore, folder: Path, server
):
    shared.publish(folder)
    with (
        closing(SharedStore(server)) as other,
        pytest.raises(BriefingError, match="another store"),
    ):
        other.publish(folder)


def test_who_may_only_read_publishes_nothing(shared: SharedStore, folder: Path):
    with pytest.raises(StoreError, match="permission denied"):
        shared.publish(folder, "dora")
    shared.server.sql("GRANT briefing_writer TO dora")  # of another store
    with pytest.raises(StoreError, match="dora may not publish to the store briefs"):
        shared.publish(folder, "dora")
    shared.server.sql("REVOKE briefing_writer FROM dora")
    shared.name = "nothing"
    with pytest.raises(NotFound, match="there is no store nothing that anna may read"):
        shared.publish(folder)


def test_a_writer_who_was_overtaken_at_the_last_moment_is_refused(
    shared: SharedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    one, other = tmp_path / "one", tmp_path / "other"
    for place, text in ((one, "1"), (other, "2")):
        place.mkdir()
        for number in range(200):
            (place / f"{number:03}.yaml").write_text(brief(text, id=f"b-{number}"))
    from briefing.shared import publish as module

    planned = module._plan

    def overtaken(*arguments):
        plan = planned(*arguments)
        monkeypatch.setattr(module, "_plan", planned)
        (one / "000.yaml").rename(tmp_path / "000.yaml")
        for path in one.glob("*.yaml"):
            path.unlink()
        (tmp_path / "000.yaml").rename(one / "000.yaml")
        shared.publish(one)
        return plan

    monkeypatch.setattr(module, "_plan", overtaken)
    with pytest.raises(ChangedByAnother, match=r"000.yaml was changed by anna"):
        shared.publish(other, "ben")
    # Each batch is whole or not there, whichever of those on their way have arrived.
    ((count,),) = shared.sql("SELECT count(*) FROM briefing.version WHERE author = 'ben'")
    assert count in (0, 64, 128, 136)
    (reason,) = shared.publish(other, "ben").plan.refused
    assert "000.yaml was changed by anna" in reason
    assert shared.publish(other, "ben", replace=True).done == 200 - int(str(count))


def test_each_file_is_looked_at_alone_in_a_store_that_the_statistics_do_not_know(
    shared: SharedStore, tmp_path: Path
):
    """The planner takes it for an empty one, beside others with the same texts."""
    count, folder = 200, tmp_path / "a"
    shared.sql(
        "INSERT INTO briefing.version SELECT 'old' || n % 8, 'green', n, n::text, n::text, "
        "sha256((n / 8)::text::bytea), 1, 'green', NULL, NULL, 'anna', now(), '' "
        "FROM generate_series(1, 20000) n"
    )
    shared.sql("ANALYZE briefing.version")
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.yaml").write_text(brief(str(number), id=f"b-{number}"))
    before = versions_read(shared, "anna")
    assert shared.publish(folder).done == count
    published = versions_read(shared, "anna")
    assert published - before < 20 * count
    assert shared.pull(tmp_path / "b").written == count
    assert versions_read(shared, "ben") - published < 20 * count


def versions_read(shared: SharedStore, role: str) -> int:
    """Return how many versions the server has read by now, what `role` has asked included."""
    of_role = f"SELECT count(*) FROM pg_stat_activity WHERE usename = '{role}'"
    until(lambda: shared.sql(of_role) == [(0,)])  # the counts are complete once it has gone
    rows = shared.sql(
        "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'version'"
    )
    return int(str(rows[0][0]))


def test_names_that_are_no_text_are_kept(shared: SharedStore, tmp_path: Path):
    folder = tmp_path / "briefs"
    folder.mkdir()
    name = os.fsdecode(b"caf\xe9 \xf0\x9f\x98\x80 \\xe9\n.yaml")
    (folder / name).write_text(brief("A", id="a"))
    shared.publish(folder)
    shared.pull(tmp_path / "pulled")
    assert tree(tmp_path / "pulled") == {name: brief("A", id="a").encode()}


def test_a_path_that_the_server_cannot_keep_is_refused_with_the_reason(
    shared: SharedStore, tmp_path: Path
):
    rng, folder, names = random.Random(3), tmp_path, "abcdefghijklmnopqrstuvwxyz0123456789"
    for number in range(10):
        (folder / f"{number}.yaml").write_text(brief(str(number), id=f"b-{number}"))
        folder /= "".join(rng.choices(names, k=199))
        folder.mkdir()
    assert shared.publish(tmp_path).done == 10  # up to 1,806 bytes
    (folder / "last.yaml").write_text(brief("last"))
    with pytest.raises(BriefingError, match="more than 2,000 bytes; shorten") as refused:
        shared.publish(tmp_path)
    assert len(str(refused.value)) < 200
    assert shared.pull(tmp_path / "pulled").written == 10
    with pytest.raises(BriefingError, match="exceeds") as refused:
        put(shared, "".join(rng.choices(names, k=4000)))  # by another program
    assert not isinstance(refused.value, ServerLost)


def put(shared: SharedStore, path: str, data: bytes = b"harmful", role: str = "ben") -> None:
    """Publish a file as a careless or hostile writer could, past all checks of the program."""
    address = shared.address(role)
    with connect(address) as connection, transaction(connection, address) as cursor:
        cursor.execute(
            "SELECT briefing.publish('briefs', %s, '{}', ARRAY[sha256(%b)], ARRAY[%b], '{green}', "
            "'{0}', NULL, '')",
            ([path], data, data),
        )


@pytest.mark.parametrize(
    "path",
    ["../outside.yaml", "a/../../outside.yaml", "/outside.yaml", ".git/hooks/post-checkout",
     "a/.ssh/authorized_keys", ".briefing-files.db", "a//b.yaml", "a/./b.yaml",
     "/".join("a" * 100), "x" * 300, "é" * 128 + ".yaml", "/".join(["x" * 100] * 30),
     "/".join(["é" * 100] * 12)],
)  # fmt: skip
@pytest.mark.parametrize("mirror", [True, False])
def test_no_path_of_the_store_leads_out_of_the_folder_or_to_a_hidden_file(
    shared: SharedStore, tmp_path: Path, path: str, mirror: bool
):
    put(shared, path)
    put(shared, "good.yaml", b"good")
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (kept,) = shared.pull(folder, "carl", mirror=mirror).kept
    assert "is not the path of a file of a store; it was not written" in kept
    assert tree(tmp_path) == {"a/b/good.yaml": b"good"}
    assert not list(tmp_path.rglob(".git"))


def test_no_link_in_the_folder_leads_a_pull_out_of_it(shared: SharedStore, tmp_path: Path):
    folder, outside = tmp_path / "a", tmp_path / "outside"
    for place in (folder, outside):
        place.mkdir()
    (folder / "link").symlink_to(outside)
    (folder / "file.yaml").symlink_to(outside / "file.yaml")
    (folder / "here").mkdir()
    (folder / "here" / "mine.txt").write_text("mine")
    for path in ("link/x.yaml", "link/deep/x.yaml", "here", "here/mine.txt/x.yaml"):
        put(shared, path)
    put(shared, "file.yaml", b"ours")
    kept = shared.pull(folder, "carl", mirror=True).kept
    assert len(kept) == 4
    assert tree(outside) == {}
    assert not (folder / "file.yaml").is_symlink()
    assert tree(folder) == {"file.yaml": b"ours", "here/mine.txt": b"mine"}


def test_a_name_that_the_file_system_does_not_take_costs_only_its_file(
    shared: SharedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    paths = ("a:b.yaml", "fine.yaml", "c:d/e.yaml", "\ue000.yaml", "l" * 200 + ".yaml")
    for path in paths:
        put(shared, path)
    refused = {":": errno.EINVAL, "\ue000": errno.EILSEQ, "lll": errno.ENAMETOOLONG}

    def refusing(name: str) -> Callable[..., object]:
        usual = getattr(os, name)

        def call(*args: object, **named: object) -> object:
            inside = str(args[-1 if name == "replace" else 0]).removeprefix(str(tmp_path))
            for sign, number in refused.items():
                if sign in inside:
                    raise OSError(number, os.strerror(number), inside)
            return usual(*args, **named)

        return call

    for name in ("replace", "mkdir", "lstat"):
        monkeypatch.setattr(os, name, refusing(name))
    for mirror in (True, False):
        folder = tmp_path / f"{mirror}"
        kept = shared.pull(folder, "carl", mirror=mirror).kept
        assert len([why for why in kept if "takes no such name; it was not written" in why]) == 4
        assert tree(folder) == {"fine.yaml": b"harmful"}


def test_a_full_disk_leaves_nothing_half_written(shared: SharedStore, tmp_path: Path):
    """What was pulled is there whole, the rest comes once there is room."""
    folder, pulled = tmp_path / "a", tmp_path / "b"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.md").write_text(f"# {number}\n" + "word " * 4000)
    shared.publish(folder)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    pulled.mkdir()
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with pytest.raises((OSError, BriefingError, sqlite3.Error)):
            shared.pull(pulled)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert tree(pulled) == {}
    shared.pull(pulled)
    assert tree(pulled) == tree(folder)
    assert not list(pulled.glob(".*.tmp"))
