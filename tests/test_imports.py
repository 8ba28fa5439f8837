"""What each command loads, in a fresh interpreter: start-up is paid only for what is used."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLES

PROBE = """
import sys
from briefing.__main__ import main
sys.argv[1:] = {words!r}
try:
    main()
except SystemExit:
    pass
print(*{{name.partition(".")[0] for name in sys.modules}}, file=sys.stderr)
"""
SCREEN = {"textual", "rich", "asyncio"}
MODELS = SCREEN | {"pydantic", "yaml", "markdown_it"}
STORE = str(SAMPLES)


def loaded(*words: str) -> set[str]:
    """Return the top-level modules that a command line loads."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(words=list(words))],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return set(done.stderr.splitlines()[-1].split())


def printed(code: str) -> list[str]:
    """Return the words that code prints in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return done.stdout.split()


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["help"]])
def test_help_loads_next_to_nothing(words: list[str]) -> None:
    assert not loaded(*words) & (MODELS | {"argparse", "typing", "sqlite3", "pathlib"})


@pytest.mark.parametrize(
    "words", [["list"], ["search", "peace"], ["process"], ["keys"], ["config"], ["state", "export"]]
)
def test_what_only_asks_the_catalogue_needs_no_models(words: list[str]) -> None:
    loaded("list", "-s", STORE)
    assert not loaded(*words, "-s", STORE) & MODELS


@pytest.mark.parametrize("words", [["list", "party:u"], ["show", "ist"], ["draft", "--lang="]])
def test_a_press_of_tab_loads_what_the_word_needs(words: list[str]) -> None:
    asked = ["__complete", "zsh", "-s", STORE, *words]
    assert not loaded(*asked) & (MODELS | {"argparse", "regex", "dataclasses", "inspect"})
    assert "sqlite3" not in loaded("__complete", "bash", "briefing list --", ":=")


@pytest.mark.parametrize("words", [["list"], ["search", "peace"], ["search", "path:a*"]])
def test_what_has_no_pattern_does_not_load_the_package_for_patterns(words: list[str]) -> None:
    assert "regex" not in loaded(*words, "-s", STORE)
    assert "regex" in loaded("search", "/pea[c]e/", "-s", STORE)


def test_only_a_foreign_file_with_a_heading_for_a_title_is_parsed_as_markdown(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\ndate: 2025-06-02\n---\n# Head\n\nText.\n")
    assert "markdown_it" not in loaded("check", "-s", str(tmp_path))
    (tmp_path / "b.md").write_text("# Head\n\nText.\n")
    assert "markdown_it" in loaded("check", "-s", str(tmp_path))


@pytest.mark.parametrize(
    "words",
    [
        ["show", "istanbul-2025-06-02"],
        ["check"],
        ["check", "--quotes"],
        ["schema"],
        ["export", "html"],
        ["digest"],
    ],
)
def test_what_reads_briefs_needs_no_screen(words: list[str]) -> None:
    assert not loaded(*words, "-s", STORE) & SCREEN


@pytest.mark.parametrize(
    "module",
    ["catalogue", "query", "store.files", "store.store", "text.clean", "model.rows", "process",
     "view.brief", "commands", "user.state", "user.settings", "library"],
)  # fmt: skip
def test_rooms_below_the_models_do_not_load_them(module: str) -> None:
    code = f"import sys, briefing.{module}; print(*sys.modules)"
    assert not {name.partition(".")[0] for name in printed(code)} & MODELS


def test_the_guard_and_the_preflight_do_not_load_textual() -> None:
    code = (
        "import sys, briefing.terminal.session.lifecycle;"
        "import briefing.terminal.session.preflight; print(*sys.modules)"
    )
    assert not {name.partition(".")[0] for name in printed(code)} & SCREEN


def test_what_guards_the_first_screen_has_not_loaded_textual() -> None:
    code = (
        "import sys; from briefing.terminal.session.lifecycle import guard;"
        "guard(lambda: sys.exit(print(*sys.modules)), mouse=False)"
    )
    assert not {name.partition(".")[0] for name in printed(code)} & SCREEN


def test_what_comes_before_the_first_screen_loads_little() -> None:
    code = (
        "import sys, briefing.cli.open_reader, briefing.ui.start;"
        "import briefing.terminal.session.preflight;"
        "import briefing.library, briefing.user.state; print(*sys.modules)"
    )
    modules = set(printed(code))
    # Each of these takes as long as reading and painting the list: dataclasses load inspect.
    slow = MODELS | {"dataclasses", "inspect", "argparse", "tomllib", "random", "_hashlib"}
    rooms = ("query.parser", "query.assist", "query.terms", "query.highlight", "catalogue.index",
             "catalogue.timelines", "process", "view.brief", "model.citation_form")  # fmt: skip
    assert not modules & (slow | {f"briefing.{name}" for name in rooms})


def test_the_reader_answers_keys_before_the_models_are_loaded() -> None:
    modules = set(printed("import sys, briefing.ui.app; print(*sys.modules)"))
    assert not modules & {"pydantic", "markdown_it", "briefing.evidence", "briefing.model.brief"}


def test_a_library_that_is_ready_reads_without_importing_more() -> None:
    code = (
        "import sys; from pathlib import Path; from briefing.library import Library;"
        f"library = Library(Path({STORE!r})); before = 'pydantic' in sys.modules;"
        "library.get_ready(); print(before, 'pydantic' in sys.modules)"
    )
    assert printed(code) == ["False", "True"]
