"""The static site: its pages, its search, and what an export over an older one leaves."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from briefing.errors import BriefingError
from briefing.exchange.outgoing.html.html_page import digest
from briefing.exchange.outgoing.html.site_search import SCRIPT
from briefing.exchange.outgoing.html.static_site import write_site
from briefing.library import Library
from tests.exchange.outgoing.browser import chromium, violations
from tests.exchange.outgoing.conftest import HOSTILE, SECRET, brief, opened, outgoing, store
from tests.exchange.outgoing.test_html import KNOWN, Page

MORE = {"label", "input", "script"}


@pytest.fixture(scope="session")
def site(istanbul: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    assert write_site(outgoing(istanbul), folder) == 5
    return folder


@pytest.fixture(scope="session")
def bad_site(hostile: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    write_site(outgoing(hostile), folder)
    return folder


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of files with odd names, and of two with one id."""
    folder = tmp_path_factory.mktemp("odd")
    store(folder, {"a": brief("A", "x", id="same"), "b": brief("B", "x", id="same", round=9)})
    for name in ("An odd name? 100%", "Später", "a&b"):
        (folder / f"{name}.md").write_text("---\ntitle: T\ndate: 2025\ndraft: x\n---\nText.\n")
    for library in opened(folder, tmp_path_factory.mktemp("cache")):
        write_site(outgoing(library), folder / "out")
    return folder / "out"


@pytest.mark.parametrize("name", ["site", "bad_site", "odd_site"])
def test_every_link_of_every_page_leads_to_a_place(
    name: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(name)
    pages = {path: Page(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    links = 0
    for path, page in pages.items():
        assert {tag for tag, _ in page.elements} <= KNOWN | MORE
        for href in page.values("href"):
            if re.match("https?:", href):
                continue
            name, _, place = unquote(href).partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target in pages, href
            assert not place or place in pages[target].values("id"), href
            links += 1
    assert links >= 10


def words_of(folder: Path) -> list[str]:
    text = (folder / "index.html").read_text("utf-8")
    data = re.search(r'<script type="application/json" id="words">(.*?)</script>', text)
    assert data
    found: list[str] = json.loads(data[1])
    return found


def test_the_first_page_holds_the_words_of_each_brief_in_its_order(site: Path) -> None:
    words = words_of(site)
    titles = re.findall(r'<a href="briefs/([^"]+)">', (site / "index.html").read_text("utf-8"))
    assert len(words) == 3
    assert titles[1] == "istanbul-2025-06-02.html"
    assert {"6,000", "Umerov", "commission", "Ceasefire"} <= set(words[1].split())


def test_no_words_can_leave_the_data(bad_site: Path) -> None:
    text = (bad_site / "index.html").read_text("utf-8")
    assert text.count("<script") == text.count("</script") == 2
    assert "script" in words_of(bad_site)[0]
    assert HOSTILE.split()[0] not in text


def test_only_its_own_script_may_run(site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    assert f"script-src {digest(SCRIPT)}; base-uri 'none'" in text
    assert f"<script>{SCRIPT}</script>" in text
    for path in (site / "briefs").iterdir():
        assert "script-src" not in path.read_text("utf-8")


def test_marks_stand_on_every_page(confined: Library, tmp_path: Path) -> None:
    write_site(outgoing(confined, "one", "old"), tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert SECRET in text
        assert ("TLP:RED" if path.stem != "one" else "TLP:AMBER+STRICT") in text
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "TLP:RED superseded by two" in index


def test_a_folder_with_something_in_it_is_left_alone(istanbul: Library, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    with pytest.raises(BriefingError, match="is not empty; -f overwrites it"):
        write_site(outgoing(istanbul), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_with_force_pages_of_briefs_that_are_gone_go_too_and_nothing_else(
    istanbul: Library, tmp_path: Path
) -> None:
    write_site(outgoing(istanbul), tmp_path)
    (tmp_path / "briefs" / "mine.html").write_text("x")
    listed = json.loads((tmp_path / "files.json").read_text())
    (tmp_path / "files.json").write_text(json.dumps([*listed, "../evil.html", "briefs/../x.html"]))
    (tmp_path / "x.html").write_text("x")
    write_site(outgoing(istanbul, "istanbul-2025-06-02"), tmp_path, force=True)
    names = sorted(path.name for path in (tmp_path / "briefs").iterdir())
    assert names == ["istanbul-2025-06-02.html", "mine.html"]
    assert (tmp_path / "x.html").exists()


def test_the_search_finds_words_in_a_browser(
    site: Path, tmp_path: Path, free: Callable[[str], str]
) -> None:
    """As it is, the script runs under the page's own policy; and it finds what is typed."""
    done = chromium(site / "index.html", "--dump-dom", "--enable-logging=stderr")
    assert "3 of 3 briefs" in done.stdout
    assert "CONSOLE" not in done.stderr
    typed = (
        "<script>const box = document.getElementById('search'); box.value = 'COMMISSION umér';"
        "box.dispatchEvent(new Event('input'));</script></body>"
    )
    page = tmp_path / "typed.html"
    text = free((site / "index.html").read_text("utf-8"))
    page.write_text(text.replace("</body>", typed), encoding="utf-8")
    shown = chromium(page, "--dump-dom").stdout
    assert "1 of 3 briefs" in shown
    assert shown.count('<tr hidden="">') == 2


@pytest.fixture
def free() -> Callable[[str], str]:
    """Return what takes the policy from a page, so that a test may run a script there."""
    return lambda text: re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", text)


def test_axe_finds_nothing_on_the_first_page(site: Path, tmp_path: Path) -> None:
    assert violations((site / "index.html").read_text("utf-8"), tmp_path) == []
