"""What all tests share: quick and deep hypothesis profiles, and nobody's own settings or state."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings

SAMPLES = Path(__file__).resolve().parents[1] / "briefs"
"""The sample briefs of this checkout."""

LONGEST = 240
"""Seconds: far above what any test needs on a busy machine."""

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("dev", max_examples=100, deadline=None, suppress_health_check=_SLOW)
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=_SLOW
)
settings.register_profile("deep", max_examples=20_000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


def pytest_configure() -> None:
    """Have the programs under test find the signals as a terminal's programs do.

    In the background of a script, under `nohup` and from cron some are ignored, and whatever is
    started inherits that. A handler that does nothing ignores them here just as well, and is not
    inherited.
    """
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda _number, _frame: None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test that hangs fail, except where hours of work are asked for."""
    if settings.get_current_profile_name() != "deep":
        for item in items:
            item.add_marker(pytest.mark.timeout(LONGEST))


@pytest.fixture(autouse=True)
def _time_for_suggestions(monkeypatch: pytest.MonkeyPatch):
    """Let a busy machine take as long as it needs to say what would find something."""
    monkeypatch.setattr("briefing.catalogue.suggest.alternatives._SECONDS", 60)


@pytest.fixture(autouse=True)
def _environment_of_its_own() -> Iterator[None]:
    """Restore the environment after a test: restricted programs take variables out of it."""
    with mock.patch.dict(os.environ):
        yield


@pytest.fixture(autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    """Keep every test away from the settings, state and catalogues of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("BRIEFING_SHARED_CATALOGUE", "")
    for name in ("BRIEFING_STORE", "NO_COLOR", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def samples() -> Path:
    """Return the folder of the sample briefs."""
    return SAMPLES
