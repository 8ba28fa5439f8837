"""Following a store: what happens to the server on the way, readers never notice."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import BriefingError
from briefing.shared import feed
from briefing.shared.folder.record import FEED
from briefing.shared.follow import Follower
from briefing.shared.pull import Pulled
from briefing.shared.server.address import Address
from briefing.shared.server.connection import BackOff, ServerLost, connect, is_pooled, transaction
from tests.safety import DEEP, promised, share
from tests.shared.conftest import SharedStore, brief, tree
from tests.shared.proxy import Proxy, pooled, proxied
from tests.shared.server import Server
from tests.tools.waiting import until

psycopg = pytest.importorskip("psycopg", reason="needs the extra postgres")


@pytest.fixture(autouse=True)
def _quick_tries(monkeypatch: pytest.MonkeyPatch):
    """Try again at once: how long is waited is tested by itself."""
    monkeypatch.setattr(BackOff, "FIRST", 0.01)
    monkeypatch.setattr(BackOff, "LONGEST", 0.1)


@contextmanager
def following(address: Address, folder: Path) -> Iterator[Follower]:
    """Follow a store into a folder inside the block."""
    folder.mkdir(exist_ok=True)
    troubles: list[BaseException] = []
    follower = Follower(address, folder, mirror=True)

    def run() -> None:
        try:
            follower.run()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test is told
            troubles.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield follower
    finally:
        follower.stop()
        thread.join()
    assert not troubles


def write(folder: Path, *numbers: int, text: str = "") -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"b{number:04}.yaml").write_text(brief(f"{number} {text}", id=f"b-{number}"))


def agree(one: Path, other: Path) -> Callable[[], bool]:
    def holds() -> bool:
        try:
            return tree(one) == tree(other)
        except FileNotFoundError:  # it is being replaced
            return False

    return holds


def test_every_mirror_has_a_change_soon_after_its_commit(shared: SharedStore, tmp_path: Path):
    folder = tmp_path / "a"
    write(folder, *range(5))
    mirrors = [tmp_path / f"mirror-{number}" for number in range(share(3, 8))]
    with contextmanager(_all_following)(shared, mirrors):
        for turn in range(share(2, 20)):
            write(folder, turn, text="changed")
            (folder / f"b{4 - turn % 2:04}.yaml").unlink(missing_ok=True)
            shared.publish(folder)
            for mirror in mirrors:
                until(agree(folder, mirror), mirror, promised(2.0))
    announced = [(mirror / FEED).read_text() for mirror in mirrors]
    assert len(announced) == len(mirrors)


def _all_following(shared: SharedStore, mirrors: list[Path]) -> Iterator[None]:
    if not mirrors:
        yield
        return
    with following(shared.address("ben"), mirrors[0]):
        yield from _all_following(shared, mirrors[1:])


def test_a_lost_server_is_said_with_the_time_and_nothing_else_changes(
    shared: SharedStore, tmp_path: Path
):
    folder, mirror = tmp_path / "a", tmp_path / "mirror"
    write(folder, 1)
    shared.publish(folder)
    with (
        proxied(shared.server) as proxy,
        following(shared.address("ben", proxy.port), mirror) as follower,
    ):
        until(agree(folder, mirror))
        assert follower.notice == ""
        proxy.cut_after = 0
        shared.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ben'")
        until(lambda: follower.is_lost)
        assert follower.notice.startswith("shared store: as of ")
        assert tree(mirror) == tree(folder)
        write(folder, 2)
        shared.publish(folder)
        proxy.cut_after = None
        until(agree(folder, mirror))
        until(lambda: not follower.is_lost)
        assert follower.notice == ""


def test_a_follower_that_may_read_nothing_more_ends_with_the_reason(
    shared: SharedStore, tmp_path: Path
):
    shared.sql("DELETE FROM briefing.clear WHERE role = 'carl'")
    with pytest.raises(BriefingError, match="no store briefs that carl may read"):
        Follower(shared.address("carl"), tmp_path).run()


def test_back_off_grows_to_its_limit_and_differs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    back_off = BackOff()
    waits = [back_off.next() for _ in range(12)]
    for number, wait in enumerate(waits):
        most = min(2.0**number, 30.0)
        assert most / 2 <= wait <= most
    assert len(set(waits)) == len(waits)
    back_off.reset()
    assert back_off.next() <= 1.0


def feed_numbers(shared: SharedStore) -> set[tuple[str, int]]:
    rows = shared.sql("SELECT feed, seq FROM briefing.version")
    return {(str(name), int(str(number))) for name, number in rows}


def assert_sound(shared: SharedStore) -> None:
    """Check that nothing is half there: no number skipped, no version without its bytes."""
    numbers: dict[str, list[int]] = {}
    for name, number in sorted(feed_numbers(shared)):
        numbers.setdefault(name, []).append(number)
    for name, some in numbers.items():
        assert some == list(range(1, len(some) + 1)), name
        last = shared.sql(f"SELECT last FROM briefing.feed WHERE handling = '{name}'")
        assert last == [(len(some),)]
    lacking = "SELECT path FROM briefing.version v WHERE sha256 IS NOT NULL AND NOT EXISTS "
    assert shared.sql(f"{lacking}(SELECT FROM briefing.body b WHERE b.sha256 = v.sha256)") == []
    other = (
        "SELECT f.path FROM briefing.file f WHERE f.at IS DISTINCT FROM "
        "(SELECT max(v.at) FROM briefing.version v WHERE v.path = f.path)"
    )
    assert shared.sql(other) == []


class Watcher:
    """Asks for the feed as every reader does, and remembers all that it has seen."""

    def __init__(self, shared: SharedStore, role: str = "ben") -> None:
        self._shared = shared
        self._address = shared.address(role)
        self._stopped = threading.Event()
        self.seen: list[tuple[str, int]] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def end(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        after: dict[str, int] = {}
        while True:
            is_last = self._stopped.is_set()
            try:
                with connect(self._address) as connection:
                    while True:
                        after = self._look(connection, after)
                        if is_last:
                            return
                        if self._stopped.wait(0.005):
                            is_last = True
            except BriefingError:
                continue  # the server is away

    def _look(self, connection: Any, after: dict[str, int]) -> dict[str, int]:
        with transaction(connection, self._address, snapshot=True) as cursor:
            at = feed.position(cursor, self._shared.name, "")
            after = {name: after.get(name, 0) for name in at.last}
            versions = feed.new_versions(cursor, self._shared.name, after)
        self.seen += [(one.feed, one.seq) for one in versions]
        return after | {one.feed: one.seq for one in versions}


@contextmanager
def watched(shared: SharedStore) -> Iterator[Watcher]:
    watcher = Watcher(shared)
    try:
        yield watcher
    finally:
        watcher.end()


def test_a_reader_does_not_skip_a_slow_writer(shared: SharedStore, tmp_path: Path):
    """Numbers are in the order of the commits: who was given one first is seen first."""
    call = (
        "SELECT * FROM briefing.publish('briefs', '{%s.yaml}', '{}', "
        "ARRAY[sha256('%s')], ARRAY['%s'::bytea], '{green}', '{0}', NULL, '')"
    )

    def publish(name: str, role: str) -> None:
        with psycopg.connect(shared.address(role).conninfo, autocommit=True) as connection:
            connection.execute(call.replace("%s", name))

    with watched(shared) as watcher:
        with psycopg.connect(shared.address("anna").conninfo) as slow:
            slow.execute(call.replace("%s", "slow"))
            quick = threading.Thread(target=publish, args=("quick", "ben"))
            quick.start()
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            until(lambda: shared.sql(waiting) == [(1,)])
            assert watcher.seen == []
        quick.join()
        until(lambda: len(watcher.seen) == 2)
    assert watcher.seen == [("green", 1), ("green", 2)]
    assert shared.sql("SELECT path FROM briefing.version ORDER BY seq") == [
        ("slow.yaml",), ("quick.yaml",)
    ]  # fmt: skip


def insist(shared: SharedStore, folder: Path, role: str = "anna", **more: Any) -> int:
    """Publish until it is done, whatever happens to the server; return how often it was lost."""
    for losses in range(10_000):
        with suppress(ServerLost):
            shared.publish(folder, role, **more)
            return losses
    raise AssertionError("it was never published")


def test_two_writers_at_once_lose_no_version_and_no_reader_skips_one(
    shared: SharedStore, tmp_path: Path
):
    count, turns = share(60, 1000), share(3, 10)
    folders = {"anna": tmp_path / "anna", "ben": tmp_path / "ben"}
    for folder in folders.values():
        write(folder, *range(count), text="at first")
    shared.publish(folders["anna"])

    def work(role: str) -> None:
        rng = random.Random(role)
        for turn in range(turns):
            write(folders[role], *rng.sample(range(count), count // 2), text=f"{role} {turn}")
            with suppress(BriefingError):  # overtaken at the very moment
                shared.publish(folders[role], role, replace=True)

    with watched(shared) as watcher:
        threads = [threading.Thread(target=work, args=(role,)) for role in folders]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert_sound(shared)
    assert sorted(watcher.seen) == sorted(feed_numbers(shared))
    assert watcher.seen == sorted(watcher.seen)
    mirrors = [tmp_path / "one", tmp_path / "two"]
    for mirror in mirrors:
        shared.pull(mirror, mirror=True)
    newest = shared.sql(
        "SELECT DISTINCT ON (v.path) v.path, b.bytes FROM briefing.version v JOIN briefing.body b "
        "USING (sha256) ORDER BY v.path, v.at DESC"
    )
    assert tree(mirrors[0]) == tree(mirrors[1]) == {str(path): data for path, data in newest}


def test_a_server_killed_again_and_again_leaves_nothing_half_done(
    shared: SharedStore, tmp_path: Path
):
    folder, mirror = tmp_path / "a", tmp_path / "mirror"
    write(folder, *range(share(150, 600)))
    rng = random.Random(9)
    done = threading.Event()

    def publishing() -> None:
        insist(shared, folder)
        while not done.is_set():
            write(folder, *rng.sample(range(150), 40), text=str(rng.random()))
            insist(shared, folder)
        insist(shared, folder)

    with watched(shared) as watcher, following(shared.address("ben"), mirror):
        writer = threading.Thread(target=publishing)
        writer.start()
        try:
            for _ in range(share(3, 50)):
                before = len(watcher.seen)
                until(lambda: len(watcher.seen) > before, "more versions")  # noqa: B023
                shared.server.kill()
                shared.server.start()
        finally:
            done.set()
            writer.join()
        until(agree(folder, mirror))
    assert_sound(shared)
    assert sorted(watcher.seen) == sorted(feed_numbers(shared))


@pytest.mark.parametrize("delay", [0.04])
def test_with_a_delay_all_is_the_same(shared: SharedStore, tmp_path: Path, delay: float):
    folder, mirror = tmp_path / "a", tmp_path / "mirror"
    write(folder, *range(share(130, 3000)))
    with proxied(shared.server, delay) as proxy:
        shared.publish(folder, port=proxy.port)
        with following(shared.address("ben", proxy.port), mirror):
            until(agree(folder, mirror))
            write(folder, 1, text="changed")
            shared.publish(folder, port=proxy.port)
            until(agree(folder, mirror))


def test_a_connection_cut_at_random_bytes_is_gone_on_from(shared: SharedStore, tmp_path: Path):
    folder = tmp_path / "a"
    write(folder, *range(share(150, 1000)))
    rng = random.Random(4)
    with proxied(shared.server) as proxy:
        losses = 0
        for turn in range(share(4, 100)):
            write(folder, *rng.sample(range(150), 20), text=str(turn))
            losses += _published_through(shared, folder, proxy, rng)
        assert losses
    assert_sound(shared)
    assert shared.publish(folder).done == 0
    shared.pull(tmp_path / "mirror")
    assert tree(tmp_path / "mirror") == tree(folder)


def _published_through(shared: SharedStore, folder: Path, proxy: Proxy, rng: random.Random) -> int:
    """Publish over connections that end after random bytes, which is not too soon for ever."""
    most = 20_000
    for losses in range(1000):
        proxy.cut_after, most = rng.randrange(200, most), most * 2
        try:
            shared.publish(folder, port=proxy.port)
        except ServerLost:
            continue
        return losses
    raise AssertionError("it was never published")


def test_a_pull_that_is_cut_off_goes_on_where_it_was(
    shared: SharedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(feed, "PAGE", 10)
    monkeypatch.setattr(feed, "_NEW", feed._NEW.replace("LIMIT 2000", "LIMIT 10"))
    folder, mirror = tmp_path / "a", tmp_path / "mirror"
    mirror.mkdir()
    write(folder, *range(95))
    shared.publish(folder)
    rng, written, most = random.Random(5), 0, 6000
    with proxied(shared.server) as proxy:
        for _ in range(1000):
            proxy.cut_after, most = rng.randrange(1000, most), most + 1500
            before = len(tree(mirror))
            try:
                pulled = _pull_by(shared, mirror, proxy.port)
            except ServerLost:
                assert len(tree(mirror)) >= before
                continue
            written = pulled.written
            break
    assert tree(mirror) == tree(folder)
    assert written < 95  # what had come before was not fetched again


def _pull_by(shared: SharedStore, folder: Path, port: int) -> Pulled:
    from briefing.shared.follow import update

    return update(shared.address("ben", port), folder)


def test_behind_pgbouncer_all_is_the_same_though_notices_get_lost(
    shared: SharedStore, server: Server, tmp_path: Path
):
    folder = tmp_path / "a"
    write(folder, *range(share(130, 1000)))
    (folder / "secret.yaml").write_text(brief("Secret", "red"))
    with pooled(server, tmp_path) as port:
        with closing(connect(shared.address("ben", port))) as connection:
            assert is_pooled(connection)
        with closing(connect(shared.address("ben"))) as connection:
            assert not is_pooled(connection)
        ben, carl = tmp_path / "ben", tmp_path / "carl"
        with (
            following(shared.address("ben", port), ben),
            following(shared.address("carl", port), carl),
        ):
            for turn in range(share(2, 20)):
                write(folder, turn, text=f"turn {turn}")
                shared.publish(folder, port=port)
                until(agree(folder, ben))
                allowed = {k: v for k, v in tree(folder).items() if k != "secret.yaml"}
                until(lambda: tree(carl) == allowed)  # noqa: B023
    assert_sound(shared)


def test_a_store_made_anew_or_restored_from_a_backup_is_read_from_its_beginning(
    shared: SharedStore, tmp_path: Path
):
    folder, mirror = tmp_path / "a", tmp_path / "mirror"
    write(folder, 1, 2, 3)
    shared.publish(folder)
    write(folder, 4)
    shared.publish(folder)
    shared.pull(mirror)
    # A backup from before the fourth, after which its number is given to another.
    for table in ("version", "file"):
        shared.sql(f"DELETE FROM briefing.{table} WHERE path = 'b0004.yaml'")
    shared.sql("UPDATE briefing.feed SET last = 3 WHERE handling = 'green'")
    other = tmp_path / "other"
    shared.pull(other, "anna")
    write(other, 5)
    shared.publish(other)
    shared.pull(mirror)
    assert tree(mirror) == tree(other)
    assert DEEP or set(tree(mirror)) == {f"b{number:04}.yaml" for number in (1, 2, 3, 5)}
