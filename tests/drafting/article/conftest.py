"""Pages read with and without the extra."""

import pytest


@pytest.fixture(params=["web", "without"])
def web(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Have the extra `web`, or do without it; a test runs once for each."""
    if request.param == "web":
        pytest.importorskip("readability", reason='needs the extra: pip install "briefing[web]"')
        return True
    monkeypatch.setattr("briefing.drafting.article.html.readable.is_installed", lambda: False)
    return False


@pytest.fixture
def without_web(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without the extra `web`."""
    monkeypatch.setattr("briefing.drafting.article.html.readable.is_installed", lambda: False)
