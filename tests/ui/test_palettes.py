"""Palettes: contrast, colours that every eye tells apart, what is sent; and a person's own."""

from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from textual.app import App

from briefing.library import Library
from briefing.terminal.environment import TRUE_COLOUR
from briefing.terminal.screen.grid import DEFAULT_COLOUR, INDEXED
from briefing.ui.app import BriefingApp
from briefing.ui.options import Options
from briefing.ui.palette import ROLES, colour, is_on_terminal, marks_hits, palette_of
from briefing.ui.theme_watch import ThemesChanged, ThemeWatch
from briefing.user.settings.theme_file import ON_TERMINAL, ROLE_HELP, UserThemes, load_themes
from tests.conftest import SAMPLES

HEX = [name for name, roles in ROLES.items() if not is_on_terminal(roles)]
OKABE_ITO = {"#56b4e9", "#f0e442", "#cc79a7", "#e69f00"}


def _luminance(name: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(name[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _shown(name: str, system: ColorSystem) -> str:
    red, green, blue = Color.parse(name).downgrade(system).get_truecolor()
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
@pytest.mark.parametrize(("theme", "least"), [("contrast", 7), ("okabe-ito", 4.5)])
def test_what_is_read_stands_out(theme: str, least: float, system: ColorSystem) -> None:
    roles = {name: _shown(value, system) for name, value in ROLES[theme].items()}
    pairs = {"role-hit": roles["role-hit-back"]}
    for name, value in roles.items():
        if name not in ("role-back", "role-hit-back") and (least == 7 or name != "role-line"):
            assert _contrast(value, pairs.get(name, roles["role-back"])) >= least, name


def _seen(name: str, kind: str) -> tuple[float, ...]:
    """Return a colour as a dichromat sees it (Viénot, Brettel and Mollon, 1999), linear RGB."""
    parts = [int(name[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (((p + 0.055) / 1.055) ** 2.4 if p > 0.04045 else p / 12.92 for p in parts)
    if kind == "protan":
        return (0.11238 * red + 0.88762 * green, 0.00401 * (red - green) + blue)
    return (0.29275 * red + 0.70725 * green, -0.02234 * (red - green) + blue)


@pytest.mark.parametrize("kind", ["protan", "deutan"])
def test_good_warn_and_bad_differ_for_every_eye(kind: str) -> None:
    roles = ROLES["okabe-ito"]
    assert {roles[f"role-{name}"] for name in ("heading", "party", "mark", "bad")} == OKABE_ITO
    seen = [_seen(roles[f"role-{name}"], kind) for name in ("good", "warn", "bad")]
    for n, one in enumerate(seen):
        for other in seen[n + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.2


def test_mono_sends_no_colour() -> None:
    roles = [value for name, value in ROLES["mono"].items() if name.startswith("role-")]
    assert {colour(name, many) for name in roles for many in (0, 16, 256, TRUE_COLOUR)} == {
        DEFAULT_COLOUR
    }
    assert not marks_hits(ROLES["mono"])
    assert all(marks_hits(roles) for name, roles in ROLES.items() if name != "mono")


@pytest.mark.parametrize("theme", HEX)
def test_fewer_colours_are_those_that_rich_sends(theme: str) -> None:
    for name in {value for value in ROLES[theme].values() if value.startswith("#")} | OKABE_ITO:
        for many, system, base in (
            (16, ColorSystem.STANDARD, 0), (256, ColorSystem.EIGHT_BIT, INDEXED),
        ):  # fmt: skip
            assert colour(name, many) == base + (Color.parse(name).downgrade(system).number or 0)


def test_terminal_stays_the_default_and_sends_the_terminals_own_colours() -> None:
    assert Options().theme == "terminal"
    for many in (8, 16, 256, TRUE_COLOUR):
        assert {colour(v, many) for k, v in ROLES["terminal"].items() if k.startswith("role-")} <= {
            DEFAULT_COLOUR, *range(16),
        }  # fmt: skip


def test_the_vocabulary_is_what_is_drawn() -> None:
    for roles in ROLES.values():
        assert {n for n in roles if n.startswith("role-")} == {f"role-{n}" for n in ROLE_HELP}
    assert [name for name in ROLES if is_on_terminal(ROLES[name])] == list(ON_TERMINAL)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def _write(settings: Path, text: str) -> UserThemes:
    settings.with_name("themes.toml").write_text(text, encoding="utf-8")
    return load_themes(settings)


def test_a_theme_of_ones_own_rests_on_another(settings: Path) -> None:
    found = _write(settings, '[eve]\nbase = "dark"\nheading = "#FFB000"\n[soft]\nbad = "magenta"\n')
    assert found.warnings == ()
    eve = palette_of("eve", found.themes)
    assert eve == ROLES["dark"] | {"role-heading": "#ffb000"}
    soft = palette_of("soft", found.themes)
    assert soft == ROLES["terminal"] | {"role-bad": "ansi_magenta"}
    assert colour(soft["role-bad"], 16) == 5


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[eve]\nmutd = "#000000"\n', 'line 2, column 1: eve: unknown role "mutd"; did you mean'),
        ('[eve]\nmuted = "blak"\n', "line 2, column 9: eve: muted takes a colour as"),
        ("[eve]\nmuted = 3\n", "line 2, column 9: eve: muted takes a colour as"),
        ('[eve]\nmuted = "#12345"\n', "line 2, column 9: eve: muted takes a colour as"),
        ('[eve]\nbase = "dark"\nmuted = "red"\n', "using that of dark"),
        ('[eve]\nbase = "drak"\n', "line 2, column 8: eve: base is none of terminal, dark"),
        ('[dark]\nmuted = "#000000"\n', '"dark" is the name of a built-in theme; choose another'),
        ('muted = "#000000"\n', '"muted" must be a table of colours; write [muted] above it'),
        ('["a b"]\n', '"a b" cannot be a name'),
        ("[eve\n", "using the defaults until it is fixed"),
    ],
)
def test_what_is_wrong_is_located_and_passed_over(settings: Path, text: str, problem: str) -> None:
    found = _write(settings, text)
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith(str(settings.with_name("themes.toml")))
    assert problem in found.warnings[0]
    for name in found.themes:
        assert palette_of(name, found.themes) in ROLES.values()


def test_no_file_is_no_problem(settings: Path) -> None:
    assert load_themes(settings) == UserThemes({}, ())


def test_a_theme_in_use_is_read_again_when_it_changes(settings: Path) -> None:
    own = _write(settings, '[eve]\nbad = "red"\n').themes
    watch = ThemeWatch(Options(theme="eve", own_themes=own, settings=settings))
    assert watch.changed() is None
    _write(settings, '[eve]\nbad = "bright_red"\n')
    changed = watch.changed()
    assert changed is not None
    assert changed.themes["eve"].colours == {"bad": "ansi_bright_red"}
    assert watch.changed() is None
    settings.with_name("themes.toml").unlink()
    assert watch.changed() is None
    _write(settings, '[eve]\nbad = "red"\n')
    assert ThemeWatch(Options(settings=settings)).changed() is None


async def test_the_screen_takes_the_new_colours(settings: Path, tmp_path: Path) -> None:
    own = _write(settings, '[eve]\nbase = "dark"\n').themes
    options = Options(theme="eve", own_themes=own, settings=settings)
    app = BriefingApp(Library(SAMPLES, cache=tmp_path), options)
    async with app.run_test(size=(80, 24)) as pilot:
        for text, back, ansi in (
            ('[eve]\nbase = "light"\n', "#ffffff", False), ("[eve]\n", "ansi_default", True),
            ('[other]\nbase = "dark"\n', "ansi_default", True),
        ):  # fmt: skip
            app.screen.post_message(ThemesChanged(_write(settings, text)))
            await pilot.pause()
            assert app.theme_variables["role-back"] == back
            assert app.native_ansi_color == ansi


@pytest.mark.parametrize("theme", ["mono", "contrast"])
async def test_hits_are_reversed_only_where_they_have_no_colour(theme: str, tmp_path: Path) -> None:
    app: App[int] = BriefingApp(Library(SAMPLES, cache=tmp_path), Options(theme=theme))
    async with app.run_test(size=(80, 24)):
        assert app.has_class("-colourless") == (theme == "mono")


@pytest.mark.parametrize(
    ("theme", "no_colour"), [("terminal", ""), ("dark", ""), ("dark", "1"), ("mono", "")]
)
async def test_the_cursor_of_a_typed_line_is_seen(
    theme: str, no_colour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", no_colour)
    app: App[int] = BriefingApp(Library(SAMPLES, cache=tmp_path), Options(theme=theme))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("/")
        line = app.focused
        assert line is not None
        cursor, text = line.get_component_rich_style("input--cursor"), line.rich_style
        if theme == "dark" and not no_colour:
            assert cursor.bgcolor == text.color != cursor.color
            assert not cursor.reverse
        else:
            # Reversed in the text's own colours, or in colours that are not sent.
            assert cursor.reverse
            own = {cursor.color, cursor.bgcolor} <= {None, Color.default()}
            assert own or no_colour
