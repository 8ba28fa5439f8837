"""`briefing index --shared`, and the commands that read what it makes."""

import os
from pathlib import Path

import pytest

from briefing.paths import host_folder
from tests.cli.conftest import Command


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the environment names for it."""
    monkeypatch.setenv("BRIEFING_SHARED_CATALOGUE", str(tmp_path / "shared"))
    return tmp_path / "shared"


def test_commands_read_the_host_s_catalogue(briefing: Command, one: Path, shared: Path) -> None:
    for file in one.iterdir():
        os.utime(file, (0, 1_700_000_000))  # or it may still be changing
    own = briefing("index", "-s", one, "--path").out
    made = briefing("index", "-s", one, "--shared", shared)
    assert made.status == 0
    assert made.out.startswith(f"1 added; made {shared}/one-")
    assert briefing("index", "-s", one, "--shared", shared).out == "1 unchanged; nothing to make\n"
    path = briefing("index", "-s", one, "--path").out.strip()
    assert path in made.out
    assert path != own.strip()
    assert "meeting" in briefing("list", "-s", one).out
    assert "Nothing happened" in briefing("search", "-s", one, "happened").out
    assert ("path", path) == tuple(briefing("index", "-s", one, "--stats").lines[-1].split())


def test_rebuilding_is_of_one_s_own(briefing: Command, one: Path, shared: Path) -> None:
    briefing("index", "-s", one, "--shared", shared)
    before = {path: path.stat().st_mtime_ns for path in shared.glob("one-*")}
    assert briefing("index", "-s", one, "--rebuild").out == "1 added\n"
    assert {path: path.stat().st_mtime_ns for path in shared.glob("one-*")} == before
    assert "made" in briefing("index", "-s", one, "--shared", shared, "--rebuild").out


def test_doctor_says_which_catalogue_is_read(briefing: Command, one: Path, shared: Path) -> None:
    def answers() -> tuple[str, dict[str, dict[str, str]]]:
        text = briefing("-s", one, "doctor").out
        return text, {f["name"]: f for f in briefing("-s", one, "doctor", "--json").json}

    briefing("index", "-s", one, "--shared", shared)
    text, facts = answers()
    assert f"{shared}: in use, looked after " in text
    assert facts["shared"]["value"].startswith("in use, looked after ")
    assert facts["shared"]["problem"] == ""
    shared.chmod(0o777)
    text, facts = answers()
    assert f"{shared}: not in use" in text
    assert f"! not used: the host's catalogue, as everybody can write to {shared}\n" in text
    assert facts["shared"]["value"] == "not in use"
    assert facts["shared"]["problem"] == "the host's catalogue is not used; your own is"
    os.environ["BRIEFING_SHARED_CATALOGUE"] = ""
    assert "shared" not in answers()[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--watch"], "--watch needs --shared DIR"),
        (["--shared", ""], "--shared DIR makes a catalogue for all readers"),
        (["--shared", "x", "--stats"], "omit --stats and --path"),
        (["--shared", "x", "--path"], "omit --stats and --path"),
    ],
)
def test_options_that_do_not_go_together(
    briefing: Command, one: Path, words: list[str], message: str
) -> None:
    answer = briefing("index", "-s", one, *words)
    assert answer.status == 2
    assert message in answer.err


def test_a_folder_that_cannot_be_made_is_named(briefing: Command, one: Path) -> None:
    answer = briefing("index", "-s", one, "--shared", one / "meeting.yaml" / "x")
    assert answer.status == 1
    assert "cannot be written (not a directory); choose another folder" in answer.err


def test_where_the_host_s_catalogues_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("BRIEFING_SHARED_CATALOGUE", raising=False)
    system = Path("/var/cache/briefing")
    assert host_folder() == system
    for name, expected in (("/srv/x", Path("/srv/x")), ("", None), ("x", None)):
        monkeypatch.setenv("BRIEFING_SHARED_CATALOGUE", name)
        assert host_folder() == expected
        # What a visitor has set does not count.
        assert host_folder(restricted=True) == system
    monkeypatch.setattr("sys.platform", "win32")
    assert host_folder(restricted=True) is None
