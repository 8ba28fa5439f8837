"""Tab in real shells: the scripts that `briefing completion` prints, at a terminal."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from briefing.cli.commands.maintain.completion import SCRIPTS
from tests.conftest import SAMPLES
from tests.tools.terminal import Terminal, environment

START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
PREPARE = {
    "bash": "PS1='$ '; source <(briefing completion bash)",
    "zsh": "PS1='$ '; autoload -Uz compinit; compinit -u -D; source <(briefing completion zsh)",
    "fish": "function fish_prompt; echo '$ '; end; briefing completion fish | source",
}
CASES = (
    ("briefing dig", "briefing digest"),
    ("briefing show istanbul-2025-06", "briefing show istanbul-2025-06-02"),
    ("briefing list party:uk", "briefing list party:ukraine"),
    ("briefing list speaker:um", "briefing list speaker:umerov"),
    ("briefing check --form", "briefing check --format"),
    ("briefing list --sort=ti", "briefing list --sort=title"),
    ("briefing process ru", "briefing process ru-ua-istanbul-2025"),
)
"""What is typed before Tab, and what the line becomes."""

shells = pytest.mark.parametrize(
    "shell",
    [
        pytest.param(
            name,
            marks=pytest.mark.skipif(not shutil.which(name), reason=f"{name} is not installed"),
        )
        for name in SCRIPTS
    ],
)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `briefing` is found, and its store indexed."""
    program = tmp_path / "bin" / "briefing"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefing "$@"\n')
    program.chmod(0o755)
    env = environment(tmp_path, BRIEFING_STORE=str(SAMPLES), PYTHONPATH=str(SAMPLES.parent))
    env["PATH"] = f"{program.parent}:{env['PATH']}"
    subprocess.run([program, "list"], env=env, check=True, capture_output=True)
    return env


@shells
def test_tab_completes_in_a_real_shell(shell: str, tmp_path: Path, env: dict[str, str]) -> None:
    with closing(Terminal(START[shell], env=env, cwd=tmp_path)) as terminal:
        terminal.press(f"{PREPARE[shell]}; echo rea''dy", "enter")
        terminal.wait_for("\nready")
        terminal.wait_for_prompt("$")
        for typed, completed in CASES:
            terminal.press(typed, "tab")
            terminal.wait_for(f"$ {completed}")
            terminal.press("ctrl+u")
            terminal.wait_for_prompt("$")
