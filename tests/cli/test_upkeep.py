"""config, state, doctor, keys, and which store a command works on."""

import json
from pathlib import Path

import jsonschema
import pytest

from briefing.commands import COMMANDS
from briefing.user.settings import Settings
from briefing.user.state import State
from tests.cli.conftest import Command


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("BRIEFING_CONFIG", str(path))
    return path


def test_config_init_writes_a_file_that_changes_nothing(briefing: Command, settings: Path) -> None:
    before = briefing("config", "show", "--json").json
    assert briefing("config", "init").status == 0
    text = settings.read_text("utf-8")
    assert all(f"#{name} = " in text or f"#[{name}]" in text for name in Settings._fields)
    assert briefing("config", "show", "--json").json == before
    assert briefing("config", "validate").status == 0
    assert briefing("config", "path").out == f"{settings}\n"
    again = briefing("config", "init")
    assert again.status == 2
    assert "already exists" in again.err


def test_config_init_can_be_taken_as_it_is(briefing: Command, settings: Path) -> None:
    briefing("config", "init")
    lines = settings.read_text("utf-8").splitlines()
    settings.write_text("\n".join(line.removeprefix("#") for line in lines if line[:2] != "# "))
    assert briefing("config", "validate").out == ""


def test_config_show_prints_the_origin_of_each_value(
    briefing: Command, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.parent.mkdir()
    settings.write_text('theme = "dark"\nrefresh = 5\n')
    monkeypatch.setenv("BRIEFING_REFRESH", "9")
    shown = briefing("config", "--json").json
    assert shown["theme"] == {"value": "dark", "origin": str(settings)}
    assert shown["refresh"] == {"value": 9.0, "origin": "$BRIEFING_REFRESH"}
    assert shown["mouse"] == {"value": None, "origin": "default"}
    assert 'theme       =  "dark"' in briefing("config", "show").out


def test_config_validate_names_what_is_wrong(briefing: Command, settings: Path) -> None:
    settings.parent.mkdir()
    settings.write_text('thme = "dark"\n[saved]\nbad = "party:("\n')
    answer = briefing("config", "validate")
    assert answer.status == 1
    assert 'unknown setting "thme"; did you mean "theme"?' in answer.out
    assert "saved: bad: " in answer.out
    assert [line.partition(": ")[0] for line in answer.lines] == [
        f"{settings}, line 1, column 1", f"{settings}, line 3, column 7",
    ]  # fmt: skip
    assert briefing("config", "check").out == answer.out


def test_config_check_has_an_older_name_that_works(briefing: Command, settings: Path) -> None:
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('theme = "blue"\n', encoding="utf-8")
    check, validate = briefing("config", "check"), briefing("config", "validate")
    assert (check.status, check.out, check.err) == (validate.status, validate.out, validate.err)
    assert check.status == 1
    assert "validate" not in briefing("config", "--help").out
    assert "check" in briefing("config", "--help").out
    assert "validate" not in briefing("config", "xyzzy").err


def test_config_validate_names_what_the_reader_refuses(
    briefing: Command, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.parent.mkdir()
    monkeypatch.delenv("BRIEFING_STORE", raising=False)
    missing = settings.parent / "none"
    settings.write_text(f'theme = "drak"\nstore = "{missing}"\n')
    answer = briefing("config", "validate")
    assert answer.status == 1
    assert answer.lines == [
        f'{settings}, line 1, column 9: theme: unknown theme "drak"; did you mean "dark"?; choose '
        "from terminal, dark, light, contrast, mono, okabe-ito; using the default",
        f"{settings}, line 2, column 9: store: {missing} does not exist; give the folder of your "
        "briefs",
    ]
    settings.write_text(f'theme = "dark"\nstore = "{settings.parent}"\n')
    assert briefing("config", "validate").status == 0
    monkeypatch.setenv("BRIEFING_THEME", "blue")
    assert '$BRIEFING_THEME: theme: unknown theme "blue"' in briefing("config", "validate").out


def test_config_schema_takes_what_settings_take(briefing: Command, settings: Path) -> None:
    schema = briefing("config", "schema").json
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate({"theme": "dark", "mouse": True, "keys": {"zoom": ["z"]}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"mouse": "yes"}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"theme": "blue"}, schema)


def test_state_moves_between_machines(
    briefing: Command, store: Path, one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State(store)
    state.set_note("istanbul-2025-06-02", "ask Kyiv", "q1")
    state.close()
    exported = briefing("state", "export", "-s", store)
    (tmp_path / "state.json").write_text(exported.out)
    monkeypatch.setenv("BRIEFING_STATE", str(tmp_path / "other" / "state.db"))
    assert briefing("state", "path").out == f"{tmp_path}/other/state.db\n"
    answer = briefing("state", "import", tmp_path / "state.json", "-s", one, "--here")
    assert answer.status == 0
    assert "imported 1 fact of 1" in answer.err
    moved = State(one)
    assert moved.notes() == {"istanbul-2025-06-02": {"q1": "ask Kyiv"}}
    moved.close()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 2, "facts": []}', "[" * 100_000])
def test_what_is_no_state_is_refused(
    briefing: Command, tmp_path: Path, one: Path, text: str
) -> None:
    (tmp_path / "x.json").write_text(text)
    answer = briefing("state", "import", tmp_path / "x.json", "-s", one)
    assert answer.status == 2
    assert "was not written by briefing state export" in answer.err


def test_a_file_that_is_not_there_is_answered_with_what_to_name(
    briefing: Command, one: Path
) -> None:
    answer = briefing("state", "import", "no-such.json", "-s", one)
    assert answer.status == 2
    message = (
        "no-such.json: No such file or directory; name a file written by briefing state export"
    )
    assert message in answer.err


def test_a_state_that_cannot_be_read_is_no_empty_one(
    briefing: Command, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_STATE", str(one))
    answer = briefing("state", "export", "-s", one)
    assert (answer.status, answer.json["facts"]) == (1, [])
    assert f"{one}: Is a directory" in answer.err


def test_without_a_settings_file_validate_names_init(briefing: Command, settings: Path) -> None:
    answer = briefing("config", "validate")
    assert answer.status == 0
    assert answer.err == ("briefing: no settings file; create one with briefing config init\n")


@pytest.mark.parametrize("at", ["1" + "0" * 400, "1e999", "NaN", "-Infinity", "null"])
def test_a_fact_without_a_time_is_rejected_by_number(
    briefing: Command, tmp_path: Path, one: Path, at: str
) -> None:
    fact = '{"store": "", "brief": "meeting", "kind": "read", "key": "", "value": "1", "at": %s}'
    text = f'{{"format": 1, "facts": [{fact % 5}, {fact % at}]}}'
    (tmp_path / "x.json").write_text(text)
    answer = briefing("state", "import", tmp_path / "x.json", "-s", one)
    assert (answer.status, answer.out) == (2, "")
    assert f"{tmp_path / 'x.json'}: fact 2: " in answer.err
    assert "a time" in answer.err


def test_a_theme_of_ones_own_is_known_where_themes_are_named(
    briefing: Command, settings: Path
) -> None:
    settings.parent.mkdir()
    settings.write_text('theme = "eve"\n')
    themes = settings.with_name("themes.toml")
    themes.write_text('[eve]\nbase = "dark"\n')
    assert briefing("config", "show", "--json").json["theme"]["value"] == "eve"
    assert briefing("config", "check").out == ""
    schema = briefing("config", "schema").json
    jsonschema.validate({"theme": "eve"}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"theme": "adam"}, schema)
    themes.write_text('[eve]\nbase = "dark"\nmutd = "#000000"\n')
    assert (
        f'{themes}, line 3, column 1: eve: unknown role "mutd"' in briefing("config", "check").out
    )
    assert briefing("config", "show", "--json").json["theme"]["value"] == "eve"
    themes.unlink()
    assert 'unknown theme "eve"; choose from terminal' in briefing("config", "check").out
    assert briefing("config", "show", "--json").json["theme"]["value"] == ""


def test_doctor_finds_a_sound_machine_sound(
    briefing: Command, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    answer = briefing("doctor", "-s", store)
    assert answer.status == 0, answer.out
    for part in ("SQLite", "textual", "256", "clipboard", "state.db", str(store)):
        assert part in answer.out
    facts = briefing("doctor", "-s", store, "--json").json
    assert {fact["group"] for fact in facts} == {"versions", "terminal", "folders", "store"}


def test_doctor_reports_problems(
    briefing: Command, one: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    settings.parent.mkdir()
    settings.write_text("nonsense")
    (one / "broken.yaml").write_text("title: [")
    (one / "folder.yaml").mkdir()
    (one / "store.yaml").write_text("parties: {x: {nam: X}}\n")
    briefing("list", "-s", one)
    answer = briefing("doctor", "-s", one)
    assert answer.status == 1
    for part in (
        "no full-screen mode",
        "using the defaults",
        "cannot be briefs",
        "3 files have errors",
    ):
        assert part in answer.out


def test_keys_lists_every_command_with_its_keys(
    briefing: Command, settings: Path, tmp_path: Path
) -> None:
    settings.parent.mkdir()
    settings.write_text('[keys]\nzoom = ["Z"]\n')
    answer = briefing("keys")
    assert all(command.id in answer.out and command.help in answer.out for command in COMMANDS)
    keys = {item["id"]: item["keys"] for item in briefing("keys", "--json").json}
    assert keys["zoom"] == ["Z"]


def test_the_store_is_looked_for_in_order(
    briefing: Command, store: Path, one: Path, settings: Path, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    def listed() -> set[str]:
        return {json.loads(line)["id"] for line in briefing("list", "--jsonl").lines}

    three = {f"istanbul-2025-{day}" for day in ("05-16", "06-02", "07-23")}
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert listed() == three
    assert "these are the sample briefs" in briefing("list").err
    (empty / "briefs").mkdir()
    (empty / "briefs/mine.yaml").write_text((one / "meeting.yaml").read_text())
    assert listed() == {"mine"}
    assert briefing("list").err == ""
    settings.parent.mkdir()
    settings.write_text(f'store = "{one}"\n')
    assert listed() == {"meeting"}
    monkeypatch.setenv("BRIEFING_STORE", str(store))
    assert listed() == three


def test_a_store_that_is_gone_is_named_with_its_origin(
    briefing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_STORE", "/no/such")
    answer = briefing("list")
    assert answer.status == 3
    assert "/no/such (from $BRIEFING_STORE) does not exist" in answer.err


def test_keys_are_listed_as_counts_have_them(briefing: Command, settings: Path) -> None:
    settings.parent.mkdir()
    settings.write_text('counts = true\n[keys]\nzoom = "7"\n')
    keys = {command["id"]: command["keys"] for command in briefing("keys", "--json").json}
    assert (keys["pane.2"], keys["zoom"]) == (["g 2"], ["7"])


def test_config_validate_names_what_a_saved_search_reads_as_text(
    briefing: Command, settings: Path
) -> None:
    settings.parent.mkdir()
    settings.write_text('[saved]\ngood = "party:ukraine"\nbad = "prty:ukraine"\n')
    answer = briefing("config", "validate")
    assert answer.status == 1
    (line,) = answer.lines
    assert line.endswith('saved: bad: "prty:" is read as text; did you mean party:?')
