import subprocess
import sys

import pytest

from briefing.terminal.environment import TRUE_COLOUR, Abilities, abilities
from briefing.terminal.session.preflight import clean_environment
from tests.terminal.conftest import ROOT


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TRUE_COLOUR),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "STY": "1.pts-0"}, 256),
        ({"TERM": "screen", "COLORTERM": "24bit", "STY": "1.pts-0"}, 8),
        ({"TERM": "xterm-direct"}, TRUE_COLOUR),
        *(
            ({"TERM": name}, 8)
            for name in (
                "screen",
                "linux",
                "xterm",
                "xterm-color",
                "tmux",
                "rxvt",
            )
        ),
        *(({"TERM": name}, 16) for name in ("xterm-16color", "linux-16color", "rxvt-88color")),
        *(
            ({"TERM": name}, 256)
            for name in (
                "screen-256color",
                "xterm-kitty",
                "foot",
                "alacritty",
                "putty-256color",
                "ghostty",
            )
        ),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, TRUE_COLOUR),
        ({"TERM": "vt100", "COLORTERM": "truecolor"}, TRUE_COLOUR),
        ({"TERM": "xterm-mono", "COLORTERM": "truecolor"}, 0),
        ({"TERM": "vt220"}, 0),
        ({"TERM": "xterm-mono"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, 256),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, 0),
        ({}, 0),
    ],
)
def test_colours(environ: dict[str, str], colours: int) -> None:
    assert abilities(environ, "utf-8").colours == colours


@pytest.mark.parametrize(
    ("term", "encoding", "only_ascii"),
    [
        ("xterm", "utf-8", False), ("xterm", "UTF8", False), ("xterm", "iso-8859-1", True),
        ("xterm", "ascii", True), ("linux", "utf-8", True), ("vt100", "utf-8", True),
    ],
)  # fmt: skip
def test_signs(term: str, encoding: str, only_ascii: bool) -> None:
    assert abilities({"TERM": term}, encoding).ascii is only_ascii


@pytest.mark.parametrize(
    ("environ", "only_ascii"),
    [
        ({"LC_ALL": "C"}, True), ({"LANG": "POSIX"}, True), ({"LANG": "de_DE.UTF-8"}, False),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, True), ({"LC_CTYPE": "ru_RU.KOI8-R"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),  # as Python makes it of LANG=C
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "C.UTF-8"}, False), ({}, False),
        ({"LC_ALL": "C", "PYTHONUTF8": "1"}, False),
    ],
)  # fmt: skip
def test_the_locale_counts_even_where_python_overrides_it(
    environ: dict[str, str], only_ascii: bool
) -> None:
    assert abilities({"TERM": "xterm", **environ}, "utf-8").ascii is only_ascii


@pytest.mark.parametrize(
    ("locale", "utf8"),
    [
        *((name, False) for name in (
            "xx_RU.KOI8-R", "xx_RU.CP1251", "xx_US.ISO-8859-1", "xx_DE.ISO-8859-15@euro",
            "xx_CN.GBK", "xx_CN.gb18030", "xx_TW.Big5", "xx_JP.eucJP", "xx_JP.SJIS", "xx_KR.eucKR",
            "xx_TH.TIS-620", "xx_UA.KOI8-U", "xx_US.UTF-16", "xx_US.ANSI_X3.4-1968",
            "C", "POSIX", "C.ISO-8859-1", "C@quot", "/srv/locale/xx_XX.KOI8-R",
        )),
        *((name, True) for name in (
            "", "C.UTF-8", "C.utf8", "xx_US.UTF-8", "xx_US.utf8", "xx_US.Utf_8", "xx_US.UTF8@euro",
            "xx_RS.UTF-8@latin", "xx_ES.utf8@valencia", "POSIX.UTF-8", "UTF-8", "xx_UA",
        )),
    ],
)  # fmt: skip
@pytest.mark.parametrize("variable", ["LANG", "LC_CTYPE", "LC_ALL"])
def test_a_locale_that_is_not_installed_counts(variable: str, locale: str, utf8: bool) -> None:
    """No system knows the language xx, and Python falls back to UTF-8."""
    assert shows_utf8_with({variable: locale}) is utf8


@pytest.mark.parametrize(
    ("environ", "utf8"),
    [
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "xx_RU.KOI8-R"}, False),
        ({"LANG": "xx_RU.KOI8-R", "LC_CTYPE": "xx_RU.UTF-8"}, True),
        ({"LANG": "xx_RU.KOI8-R", "LC_CTYPE": "UTF-8"}, True),  # set by Terminal.app over SSH
        ({"LANG": "xx_RU.KOI8-R", "LC_CTYPE": ""}, False),
        ({"LANG": "xx_RU.KOI8-R", "LC_CTYPE": "C.UTF-8"}, False),  # set by a Python before this one
        ({"LANG": "xx_RU.KOI8-R", "LC_ALL": ""}, False),
        ({"LANG": "xx_RU.KOI8-R", "LC_ALL": "xx_RU.UTF-8"}, True),
        ({"LANG": "xx_RU.UTF-8", "LC_ALL": "xx_RU.KOI8-R"}, False),
        ({"LANG": "xx_RU.KOI8-R", "LC_MESSAGES": "xx_RU.UTF-8"}, False),
        ({"LANG": "xx_RU.KOI8-R", "LANGUAGE": "xx_RU.UTF-8"}, False),
        ({"LANG": "xx_RU.KOI8-R", "PYTHONUTF8": "1"}, True),
        ({"LANG": "xx_RU.KOI8-R", "PYTHONUTF8": "0"}, False),
        ({"LANG": "xx_RU.KOI8-R", "PYTHONIOENCODING": "utf-8"}, True),
        ({"LANG": "xx_RU.KOI8-R", "PYTHONIOENCODING": ":replace"}, False),
        ({"LANG": "xx_RU.UTF-8", "PYTHONIOENCODING": "koi8-r"}, False),
        ({"LANG": "xx_RU.KOI8-R", "PYTHONCOERCECLOCALE": "0"}, False),
        ({"LC_CTYPE": "xx_RU.KOI8-R", "PYTHONCOERCECLOCALE": "0"}, False),
    ],
)  # fmt: skip
def test_the_variable_counts_that_posix_says(environ: dict[str, str], utf8: bool) -> None:
    assert shows_utf8_with(environ) is utf8


def shows_utf8_with(environ: dict[str, str]) -> bool:
    """Return what a process says that is started in an environment."""
    code = "from briefing.terminal.environment import shows_utf8; print(shows_utf8())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return done.stdout == "True\n"


def test_where_it_is() -> None:
    environ = {"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "SSH_CONNECTION": "a 1 b 2"}
    assert abilities(environ, "utf-8") == Abilities(256, False, False, True, True)
    assert abilities({"TERM": "dumb"}, "utf-8").dumb


def test_nothing_steers_the_library_from_outside() -> None:
    environ = {
        "TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL": "devtools", "TEXTUAL_LOG": "x", "COLUMNS": "9",
        "LINES": "9", "FORCE_COLOR": "1", "NO_COLOR": "", "EDITOR": "vi", "TERM": "xterm",
        "UNICODE_VERSION": "9.0.0",
    }  # fmt: skip
    clean_environment(environ)
    assert environ == {
        "TERM": "xterm", "EDITOR": "vi", "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0", "TEXTUAL_DISABLE_KITTY_KEY": "1", "TEXTUAL_FPS": "240",
            "TEXTUAL_COLOR_SYSTEM": "standard",
    }  # fmt: skip


def test_restricted_mode_keeps_nothing_that_names_a_program_or_file() -> None:
    traps = (
        "EDITOR", "VISUAL", "PAGER", "BROWSER", "SHELL", "LESSOPEN", "PYTHONPATH", "PYTHONSTARTUP",
        "PYTHONINSPECT", "PYTHONBREAKPOINT", "LD_PRELOAD", "LD_LIBRARY_PATH", "PATH", "TERMINFO",
        "TERMCAP", "BRIEFING_STORE", "BRIEFING_CONFIG", "BRIEFING_STATE", "LOCPATH", "ENV",
        "BASH_ENV", "SSH_ORIGINAL_COMMAND", "GIT_SSH", "TEXTUAL_DRIVER", "SSLKEYLOGFILE",
    )  # fmt: skip
    kept = {"TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "HOME": "/h"}
    environ = {**dict.fromkeys(traps, "trap"), **kept}
    clean_environment(environ, restricted=True)
    assert "trap" not in environ.values()
    assert kept.items() <= environ.items()


def test_true_colour_that_is_not_believed_is_hidden_from_the_library() -> None:
    environ = {"TERM": "screen-256color", "COLORTERM": "truecolor", "STY": "1.pts-0"}
    clean_environment(environ)
    assert "COLORTERM" not in environ
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    clean_environment(environ)
    assert environ["COLORTERM"] == "truecolor"
