import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ui.palette import ROLES
from briefing.user.settings import HELP, THEMES, Settings, load, settings_path
from briefing.user.settings.toml_places import toml_places


def loaded(tmp_path: Path, text: str | bytes, **environ: str) -> Any:
    path = tmp_path / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load({"BRIEFING_CONFIG": str(path), **environ})


def test_what_the_file_says_holds(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        'store = "~/briefs"\ntheme = "dark"\nascii = true\nmouse = false\nread_after = 5\n'
        '[keys]\nzoom = "F8"\n"pane.next" = ["Tab", "F9"]\n[saved]\nmine = "party:ukraine"\n',
    )
    assert found.warnings == ()
    assert found.settings == Settings(
        "~/briefs", "dark", True, False, 5.0, 0.5,
        {"zoom": ("F8",), "pane.next": ("Tab", "F9")}, {"mine": "party:ukraine"},
    )  # fmt: skip


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    found = load({"BRIEFING_CONFIG": str(tmp_path / "none.toml")})
    assert (found.settings, found.warnings, found.origins) == (Settings(), (), {})


@pytest.mark.parametrize("odd", ["pipe", "folder", "/dev/zero", "/dev/tty"])
def test_only_an_ordinary_file_is_read(tmp_path: Path, odd: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    found = load({"BRIEFING_CONFIG": str(tmp_path / odd)})
    assert found.settings == Settings()
    assert "using the defaults" in found.warnings[0]


def test_dotted_keys_need_no_quotes(tmp_path: Path) -> None:
    assert loaded(tmp_path, '[keys]\npane.next = "F9"\n').settings.keys == {"pane.next": ("F9",)}


def test_the_environment_counts_more_than_the_file(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, 'theme = "dark"\nmouse = true\n',
        BRIEFING_THEME="light", BRIEFING_MOUSE="off", BRIEFING_READ_AFTER="0",
    )  # fmt: skip
    assert (found.settings.theme, found.settings.mouse, found.settings.read_after) == (
        "light", False, 0.0,
    )  # fmt: skip
    assert found.origins["theme"] == "$BRIEFING_THEME"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("theme = \n", "(at line 1, column 9); using the defaults until it is fixed"),
        (b"\xff\xfe", "not UTF-8; save it as UTF-8"),
        (b" " * 300_000, "larger than 262,144 bytes"),
        ("a" + "=[" + "[" * 50_000, "using the defaults"),
        ("thme = 1\n", 'unknown setting "thme"; did you mean "theme"?'),
        ("theme = 1\n", "theme takes a name in quotes, not 1; using the default"),
        ("mouse = 1\n", "mouse takes true or false, not 1"),
        ("refresh = -1\n", "refresh takes a number of seconds, not -1"),
        ("refresh = nan\n", "refresh takes a number of seconds, not nan"),
        ("refresh = true\n", "refresh takes a number of seconds, not True"),
        ('store = "a\\u0000b"\n', "store takes a folder in quotes"),
        ('store = "~nobody-here/a"\n', "store takes a folder in quotes, not '~nobody-here/a'"),
        ("keys = 1\n", "keys must be a table of commands; write [keys]"),
        ('[keys]\nzom = "z"\n', 'keys: unknown command "zom"; did you mean "zoom"?'),
        ("[keys]\nzoom = 1\n", "keys: zoom takes a key or a list of keys, in quotes"),
        ('[keys]\nzoom = "j"\n', 'the key "j" is assigned to both move.down and zoom; zoom keeps'),
        ('theme = "drak"\n', 'unknown theme "drak"; did you mean "dark"?; choose from terminal'),
        ('theme = "solarized"\n', 'unknown theme "solarized"; choose from terminal, dark, light'),
        ('[keys]\nquit = "A-x"\n', 'keys: quit: "A-x": terminals send Alt+x as Esc and then x; '),
        ('[keys]\nquit = "Entr"\n', 'there is no key "Entr"; write keys as j, G, ^d, Enter, F5'),
        ('counts = "yes"\n', "counts takes true or false, not 'yes'"),
        ("stores = 1\n", "stores must be a table of folders; write [stores]"),
        ("[stores]\na = 1\n", "stores: a takes a folder in quotes"),
        ('[stores]\na = ""\n', "stores: a takes a folder in quotes"),
        ('[stores]\n"a/b" = "c"\n', 'stores: "a/b" cannot be a name'),
        ('[stores]\n"-a" = "c"\n', 'stores: "-a" cannot be a name'),
        ("saved = 1\n", "saved must be a table of searches; write [saved]"),
        ("[saved]\na = 1\n", "saved: a takes a search in quotes"),
    ],
)
def test_invalid_settings_are_reported_and_ignored(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    found = loaded(tmp_path, text)
    (warning,) = found.warnings
    assert message in warning
    assert found.settings == Settings()


def test_two_commands_may_change_places(tmp_path: Path) -> None:
    found = loaded(tmp_path, '[keys]\nzoom = "j"\n"move.down" = ["z", "Down"]\n')
    assert found.warnings == ()
    assert found.settings.keys == {"zoom": ("j",), "move.down": ("z", "Down")}


def test_one_wrong_line_leaves_the_others(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'mouse = "no"\ntheme = "dark"\n[keys]\nzom = "z"\nhelp = "F1"\n')
    assert found.settings == Settings(theme="dark", keys={"help": ("F1",)})
    assert len(found.warnings) == 2


def test_texts_are_made_safe(tmp_path: Path) -> None:
    found = loaded(tmp_path, '[saved]\n"a\\u001b" = "b\\u202ec"\n')
    assert found.settings.saved == {"a␛": "b␦c"}


@given(
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "ignore"))
)
def test_no_file_can_break_it(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    found = load({"BRIEFING_CONFIG": str(path)})
    assert all(isinstance(warning, str) for warning in found.warnings)


def test_every_setting_has_its_help() -> None:
    assert list(HELP) == list(Settings._fields)
    assert all(text.endswith(".") for text in HELP.values())


def test_without_a_home_there_are_still_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", "nowhere/relative")
    assert settings_path({}) is None
    assert load({}).settings == Settings()


EVERYWHERE = """\
theme = "solarized"   # an odd one
  read_after = "two"
thme = 1
ignore = '''
[keys]
zom = 1
'''
saved = { a = "x", "b/c" = 1 }
[keys]
quit = ["ctrl+q",   # a comment with "quotes", [ and {
   "A-x"]
pane.next = "Super+x"
zom = "z"
[ "keys" . "x" ]
"a # b" = 3
"hits" = "open"
"""


def test_every_problem_has_its_line_and_column(tmp_path: Path) -> None:
    found = loaded(tmp_path, EVERYWHERE)
    places = [warning.partition(": ")[0] for warning in found.warnings]
    path = tmp_path / "config.toml"
    expected = [(1, 9), (2, 16), (3, 1), (8, 9), (11, 4), (12, 13), (13, 1), (15, 1), (16, 1)]
    assert places == [f"{path}, line {line}, column {column}" for line, column in expected]
    assert found.settings.keys == {"quit": ("^q",)}
    assert found.place("saved", "a") == f"{path}, line 8, column 9"


LITERALS = st.sampled_from(
    ["1", "true", '"a # [b"', "'c \"= d'", '"""\nx = 1\n"""', "'''[y]\n#'''", "[1, [2], 3]",
     '[\n "a", # b ]\n "c"\n]', "{ p = 1, q = [2] }", "1979-05-27 07:32:00", '"\\"= ["', '""']
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["\n", "# c = [\n", "[t{n}]\n", ""]), LITERALS)))
def test_the_place_of_each_value_is_found(lines: list[tuple[str, str]]) -> None:
    text, expected = "", {}
    table: tuple[str, ...] = ()
    for number, (before, literal) in enumerate(lines):
        text += before.format(n=number)
        if before.startswith("["):
            table = (f"t{number}",)
        row, key = text.count("\n") + 1, f'"k {number}" ='
        expected[*table, f"k {number}"] = (row, 1), (row, len(key) + 2)
        text += f"{key} {literal}\n"
    found = toml_places(text)
    assert {path: (found[path].key, found[path].value) for path in expected} == expected


def test_places_of_a_large_file_take_linear_time() -> None:
    text = "".join(f'a{number} = ["x", "y"] # {number}\n' for number in range(8_000))
    entries = toml_places(text)
    assert len(entries) == 8_000
    assert entries["a7999",].items[1].line == 8_000


def test_the_themes_are_those_that_are_drawn() -> None:
    assert list(THEMES) == list(ROLES)


@pytest.mark.parametrize(
    ("form", "trouble"),
    [
        ("{wrods}", 'citation: unknown field {wrods}; did you mean "words"?; using the default'),
        ("[x", 'citation: a "[" without "]"; write \\[ for the sign itself; using the default'),
    ],
)
def test_a_wrong_form_of_citations_is_located_and_falls_back(
    tmp_path: Path, form: str, trouble: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"mouse = true\ncitation = '{form}'\n", encoding="utf-8")
    found = load({"BRIEFING_CONFIG": str(path)})
    assert (found.settings.citation, found.settings.mouse) == ("", True)
    (warning,) = found.warnings
    assert warning == f"{path}, line 2, column 12: {trouble}"
    found = load({"BRIEFING_CONFIG": str(tmp_path / "none"), "BRIEFING_CITATION": form})
    assert found.warnings == (f"$BRIEFING_CITATION: {trouble}",)


def test_a_form_of_citations_is_kept_as_written(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(r"""citation = '“{words}”[ ({who})] \[{verdict}\]'""", encoding="utf-8")
    found = load({"BRIEFING_CONFIG": str(path)})
    assert found.settings.citation == r"“{words}”[ ({who})] \[{verdict}\]"
    assert not found.warnings
    path.write_text("citation = 1", encoding="utf-8")
    assert (
        "citation takes a text with fields in quotes, not 1"
        in load({"BRIEFING_CONFIG": str(path)}).warnings[0]
    )
