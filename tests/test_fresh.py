"""The README's two commands, as it prints them, where nothing is installed by hand.

Wherever the system has a Python that package managers keep to themselves (PEP 668, as on Debian,
Ubuntu and Homebrew), it is the one that runs them.
"""

import getpass
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme import README
from tests.tools.terminal import Terminal

ROOT = README.parent
FIRST, SECOND = re.findall(r"```sh\n(python3 -m venv .*)\n```", README.read_text("utf-8"))
PARTS = (
    "briefing", "briefs", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md",
)  # fmt: skip
"""All of a checkout that is not made by running something in it."""
SIGNALS = "tests/pty/test_signals.py"
PATIENCE = 400.0
"""Seconds for what is downloaded and installed on a busy machine."""

patient = pytest.mark.timeout(3 * PATIENCE)


def _folder_of_python() -> str:
    """Return where the system's own Python is if it will do, else the one that runs this."""
    for folder in ("/usr/bin", "/opt/homebrew/bin", "/usr/local/bin"):
        found = shutil.which("python3", path=folder)
        if found is None:
            continue
        question = [found, "-c", "import sys, venv, pip; sys.exit(sys.version_info < (3, 11))"]
        if subprocess.run(question, capture_output=True, check=False).returncode == 0:
            return folder
    return str(Path(sys.base_prefix) / "bin")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout in which nothing has been run, below a folder with a blank in its name."""
    folder = tmp_path / "a checkout" / "briefing"
    folder.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*_cache")
    for name in PARTS:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, folder / name, ignore=ignored)
        else:
            shutil.copy(path, folder / name)
    return folder


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Return what cron gives to a program: next to nothing. What pip is told stays."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {n: v for n, v in os.environ.items() if n.startswith(("PIP_", "SSL_", "HTTP"))}
    path = os.pathsep.join((_folder_of_python(), "/usr/bin", "/bin"))
    user = getpass.getuser()
    return {**kept, "HOME": str(home), "LOGNAME": user, "SHELL": "/bin/sh", "PATH": path}


def _skip_without_registry(told: str) -> None:
    if "Temporary failure in name resolution" in told or "Network is unreachable" in told:
        pytest.skip("no package registry can be reached from here")


@patient
def test_the_first_command_shows_the_sample_briefs_and_may_be_run_again(
    checkout: Path, environ: dict[str, str]
) -> None:
    for is_first in (True, False):
        terminal = Terminal(
            [], env={**environ, "TERM": "xterm-256color"}, cwd=checkout, script=FIRST
        )
        try:
            try:
                if is_first:
                    terminal.wait_for("Welcome to briefing", patience=PATIENCE)
                    terminal.press(" ")
                terminal.wait_for("newest first", "second round", patience=PATIENCE)
            except AssertionError:
                _skip_without_registry(terminal.text)
                raise
            terminal.press("Q")
            assert terminal.end() == 0
        finally:
            terminal.close()


@patient
@pytest.mark.parametrize("start", ["trap '' INT QUIT HUP; ", ""], ids=["nohup", "setsid"])
def test_the_second_command_passes_however_it_is_started(
    checkout: Path, environ: dict[str, str], start: str
) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", start + SECOND],
        env={**environ, "PYTEST_ADDOPTS": f"{SIGNALS} -p no:cacheprovider"},
        cwd=checkout, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        start_new_session=True,
    )  # fmt: skip
    _skip_without_registry(done.stdout + done.stderr)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\b\d\d+ passed", done.stdout.splitlines()[-1])
