"""What is built: by twine's rules, the same bytes each time, and installed as the README says."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from briefing import __version__
from briefing.cli.commands.maintain.completion import SCRIPTS
from tests.conftest import SAMPLES
from tests.safety import DEEP

ROOT = SAMPLES.parent
PARTS = ("briefing", "briefs", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml")
SHARED = {
    "share/man/man1/briefing.1": "briefing/cli/briefing.1",
    "share/bash-completion/completions/briefing": "bash",
    "share/zsh/site-functions/_briefing": "zsh",
    "share/fish/vendor_completions.d/briefing.fish": "fish",
}

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed"
)
slowly = pytest.mark.skipif(not DEEP, reason="pipx takes its time: only in deep runs")
NO_NETWORK = ("Could not connect", "error sending request", "dns error", "NewConnectionError")
"""What uv and pip say where the dependencies cannot be fetched."""


def build(source: Path, target: Path) -> tuple[Path, Path]:
    """Build the sdist and the wheel of a checkout, and return them."""
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(target)]
    subprocess.run(command, cwd=source, env=env, capture_output=True, check=True)
    return next(target.glob("*.tar.gz")), next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the sdist and the wheel of a copy of this checkout."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in PARTS:
        path = ROOT / name
        if path.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(path, copy / name, ignore=ignored)
        else:
            shutil.copy(path, copy / name)
    return build(copy, tmp_path_factory.mktemp("built"))


def test_the_wheel_of_the_sdist_is_that_of_the_checkout(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    # Other files of other times in another folder, and the same bytes.
    sdist, wheel = built
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / f"briefing-{__version__}"
    again = build(source, tmp_path / "again")[1]
    assert again.name == wheel.name
    assert _sum(again) == _sum(wheel)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_twine_finds_nothing(built: tuple[Path, Path]) -> None:
    pytest.importorskip("twine", reason="twine is not installed")
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, built)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASSED") == 2


def test_the_version_is_in_one_place(built: tuple[Path, Path]) -> None:
    sdist, wheel = built
    assert sdist.name == f"briefing-{__version__}.tar.gz"
    assert wheel.name == f"briefing-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        facts = message_from_bytes(archive.read(f"briefing-{__version__}.dist-info/METADATA"))
    assert facts["Version"] == __version__
    assert __version__ not in (ROOT / "pyproject.toml").read_text("utf-8")
    head = (ROOT / "briefing" / "cli" / "briefing.1").read_text("utf-8").splitlines()[1]
    assert f'"briefing {__version__}"' in head


def test_the_wheel_has_what_man_and_the_shells_look_for(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as archive:
        names = archive.namelist()
        data = f"briefing-{__version__}.data/data/"
        assert {name.removeprefix(data) for name in names if name.startswith(data)} == set(SHARED)
        scripts = ROOT / "briefing" / "cli" / "completion" / "scripts"
        for name, source in SHARED.items():
            path = scripts / SCRIPTS[source] if source in SCRIPTS else ROOT / source
            assert archive.read(data + name) == path.read_bytes()
    assert "briefing/cli/briefing.1" not in names
    assert "briefing/cli/completion/options.tsv" in names
    assert "briefing/samples/istanbul-2025-06-02.yaml" in names
    assert not [name for name in names if name.startswith("tests") or "__pycache__" in name]


@pytest.mark.parametrize(
    ("tool", "words"),
    [
        pytest.param("pipx", ["install"], marks=slowly),
        ("uv", ["tool", "install", "--python", sys.executable]),
    ],
)
def test_it_is_installed_as_the_readme_says(
    built: tuple[Path, Path], tmp_path: Path, tool: str, words: list[str]
) -> None:
    program = shutil.which(tool) or shutil.which(tool, path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip(f"{tool} is not installed")
    folders = ("PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR", "UV_TOOL_DIR", "UV_TOOL_BIN_DIR")
    env = os.environ | {name: str(tmp_path / name) for name in folders}
    done = subprocess.run(
        [program, *words, str(built[1])], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode and any(sign in done.stderr for sign in NO_NETWORK):
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr
    installed = next(tmp_path.glob("*_BIN_DIR/briefing"))
    shown = subprocess.run([installed, "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout == f"briefing {__version__}\n"
    listed = subprocess.run([installed, "list"], capture_output=True, text=True, check=True,
                            cwd=tmp_path, env=env)  # fmt: skip
    assert "istanbul-2025-06-02" in listed.stdout
    if tool == "pipx":
        assert (tmp_path / "PIPX_MAN_DIR" / "man1" / "briefing.1").exists()
