"""Addresses: what is one, and that no secret in one gets anywhere."""

import pytest

from briefing.cli.sharing import mirrors
from briefing.commands import COMMANDS
from briefing.errors import UsageError
from briefing.shared.mirror import mirror_folder
from briefing.shared.server.address import Address, parse_address
from briefing.ui.options import Options
from briefing.view.footer import footer_row
from briefing.view.spans import plain
from tests.cli.conftest import Command, briefing  # noqa: F401

SECRETS = (
    "postgresql://anna:sekret@db/briefs", "postgres://anna:sekret@db", "postgresql://:sekret@db",
    "postgresql://anna:se%6bret@db/briefs#iran", "postgresql://anna:sekret@db1,db2:5433/briefs",
    "postgresql://db/briefs?password=sekret", "postgresql://db/briefs?user=a&PASSWORD=sekret",
    "postgresql://db/briefs?sslpassword=sekret", "service=briefs password=sekret",
    "service=briefs password = 'sekret'", "postgresql://anna:sekret/with?odd@db/briefs",
    "postgresql://anna:sekret@[::1]:5432/briefs", "postgresql://anna:@db/briefs",
)  # fmt: skip


@pytest.mark.parametrize("text", SECRETS)
def test_a_password_is_refused_and_never_repeated(text: str):
    with pytest.raises(UsageError, match="holds a password") as refused:
        parse_address(text)
    assert "sekret" not in str(refused.value)


@pytest.mark.parametrize("text", SECRETS[:2])
@pytest.mark.parametrize(
    "words",
    [("list", "-s", "{}"), ("publish", "--to", "{}"), ("pull", "{}", "folder"),
     ("store", "init", "{}", "--unmarked", "red"), ("store", "status", "{}"), ("{}",),
     ("state", "sync", "-s", "{}"), ("log", "-s", "{}"), ("check", "-s", "{}")],
)  # fmt: skip
def test_no_command_takes_or_shows_a_password(
    briefing: Command,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path,
    text: str,
    words: tuple[str, ...],
):
    monkeypatch.chdir(tmp_path)
    answer = briefing(*(word.replace("{}", text) for word in words))
    assert answer.status == 2
    assert "holds a password" in answer.err
    assert "sekret" not in answer.out + answer.err
    monkeypatch.setenv("BRIEFING_STORE", text)
    assert "sekret" not in briefing("list").err


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("postgresql://db/briefs", Address("postgresql://db/briefs", "briefs")),
        ("postgresql://db/briefs#iran", Address("postgresql://db/briefs", "iran")),
        ("postgresql://anna@db:5433/b?sslmode=verify-full#a-1",
         Address("postgresql://anna@db:5433/b?sslmode=verify-full", "a-1")),
        ("postgresql:///briefs?host=/run/postgresql",
         Address("postgresql:///briefs?host=/run/postgresql")),
        ("postgresql://db1:5432,db2:5433/briefs", Address("postgresql://db1:5432,db2:5433/briefs")),
        ("postgresql://[::1]:5432/briefs", Address("postgresql://[::1]:5432/briefs")),
        ("service=news", Address("service=news")),
        ("service=news#iran", Address("service=news", "iran")),
    ],
)  # fmt: skip
def test_what_libpq_takes_is_taken(text: str, address: Address):
    assert parse_address(text) == address
    assert parse_address(str(address)) == address


def test_a_bare_word_is_a_service_only_where_nothing_else_can_be_meant():
    assert parse_address("news#iran", service=True) == Address("service=news", "iran")
    with pytest.raises(UsageError, match="write postgresql://HOST/DATABASE"):
        parse_address("news")


@pytest.mark.parametrize("text", ["", "#a", "http://db/x", "postgresql://db/x#A b", "service=x#é"])
def test_what_is_no_address_is_refused(text: str):
    with pytest.raises(UsageError):
        parse_address(text)


def test_a_mirror_is_private_and_stays_where_it_is():
    one, other = Address("service=a"), Address("service=a", "iran")
    assert mirror_folder(one) == mirror_folder(one) != mirror_folder(other)
    assert mirror_folder(one).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "words",
    [("archive", "a", "s", "f"), ("new", "-y"), ("check", "--fix"), ("review",)],
)  # fmt: skip
def test_nothing_is_written_into_a_mirror(
    briefing: Command,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
):
    monkeypatch.setattr(mirrors, "mirrored", lambda text: mirror_folder(parse_address(text)))
    answer = briefing(*words, "-s", "service=news")
    assert answer.status == 2
    assert "only read: briefing pull service=news FOLDER" in answer.err


def test_a_mirror_offers_no_command_that_writes():
    every = {command.id for command in Options().commands()}
    writing = every - {command.id for command in Options(is_mirror=True).commands()}
    assert writing == {"edit", "confirm", "unconfirm", "speaker", "drop"}


@pytest.mark.parametrize(
    ("width", "note", "row"),
    [
        (80, "", "↵ open  / search  p process  x matrix  "
                 "        shared store: as of 14:02  ? help"),
        (58, "", "↵ open  / search         shared store: as of 14:02  ? help"),
        (80, "1 new brief", "1 new brief" + " " * 36 + "shared store: as of 14:02  ? help"),
    ],
)  # fmt: skip
def test_the_footer_says_since_when_the_server_is_lost(width: int, note: str, row: str):
    names = ("open", "search", "process", "matrix")
    live = [command for command in COMMANDS if command.id in names]
    line = plain(footer_row(live, width, note, notice="shared store: as of 14:02"))
    assert line == row
    assert len(line) == width
    assert "shared store" not in plain(footer_row(live, width, note))
