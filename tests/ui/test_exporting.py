"""Where an export goes, and what happens with a name that cannot be used."""

from pathlib import Path

import pytest

from briefing.exchange.outgoing.origin_line import origin_of
from briefing.model.dates import readable, today
from briefing.store.store import Store
from briefing.ui.main.brief_output import Copying
from briefing.ui.screens.exporting import Export, proposed, write_new
from briefing.view.spans import plain
from tests.ui.fakes import FakeScreen

BRIEF = "istanbul-2025-06-02"
MINIMAL = "title: T\ndate: 2025-06-02\nsummary: S.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store with a sub-folder, and one whose files are left out."""
    folder = tmp_path / "store"
    for name in ("nile", "drafts", ".hidden"):
        (folder / name).mkdir(parents=True)
    (folder / "a.yaml").write_text(MINIMAL)
    (folder / "store.yaml").write_text("ignore: ['drafts/**', 'not-*.md']\n")
    return folder


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        ("board.md", True), ("nile/board.md", True), ("x.yaml", True), ("x.JSON", True),
        ("new/x.yml", True), ("x.txt", False), ("x.csv", False), ("x", False),
        (".x.md", False), (".hidden/x.md", False), ("x.md~", False),
        ("drafts/x.md", False), ("not-this.md", False), ("nile/not-this.md", False),
        ("../x.md", False), ("nile/../x.md", True), ("../store/x.md", True),
        ("../store-2/x.md", False),
    ],
)  # fmt: skip
def test_a_store_knows_what_it_would_read(folder: Path, name: str, is_read: bool) -> None:
    assert Store(folder).would_read(folder / name) == is_read
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert Store(folder).would_read(link / name) == is_read
    assert Store(link).would_read(folder / name) == is_read


def test_nothing_is_proposed_that_the_store_would_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    store = Store(folder)
    monkeypatch.chdir(tmp_path)
    assert proposed("board.md", store) == "board.md"
    monkeypatch.chdir(folder)
    assert proposed("board.md", store) == "~/board.md"
    assert proposed("brief.txt", store) == "brief.txt"
    monkeypatch.chdir(folder / "nile")
    assert proposed("board.md", store) == "~/board.md"
    monkeypatch.setenv("HOME", str(folder))
    assert proposed("board.md", store) == "board.txt"


def test_a_board_is_never_written_as_a_brief(folder: Path) -> None:
    store, path = Store(folder), folder / "nile" / "board.md"
    for insists in (False, True):
        outcome = write_new(str(path), lambda: "## T", store, may_be_brief=False, insists=insists)
        assert not outcome.is_done
        assert outcome.message.startswith(
            "the store would read board.md as a brief; end it in .txt"
        )
        assert not path.exists()
    done = write_new(f"{path}.txt", lambda: "## T", store, may_be_brief=False, insists=False)
    assert done.is_done
    assert Path(f"{path}.txt").read_text() == "## T"


@pytest.fixture
def exporting(screen: FakeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeScreen:
    """Return a screen that asks where to write a text."""
    monkeypatch.chdir(tmp_path)
    Export(screen, "x.txt", lambda: "text", may_be_brief=True).ask()
    return screen


def _said(screen: FakeScreen) -> str:
    return "\n".join(map(plain, screen.complaint))


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("there.txt", "this file already exists; choose another name"),
        ("gone/x.txt", "there is no folder gone; make it, or choose another"),
        ("a\0b", "not a valid file name; choose another file"),
        ("~nobody-of-that-name/x", "there is no such home folder; choose another file"),
        ("folder", "this file already exists; choose another name"),
        ("there.txt/x", "Not a directory; choose another file"),
        ("x" * 300, "File name too long; choose another file"),
    ],
)
def test_a_name_that_fails_stays_in_the_line(
    exporting: FakeScreen, tmp_path: Path, name: str, trouble: str
) -> None:
    (tmp_path / "there.txt").write_text("kept")
    (tmp_path / "folder").mkdir()
    exporting.answer_question(name)
    assert exporting.question is not None
    assert exporting.question.text == name
    assert _said(exporting) == trouble
    assert exporting.note == ""
    assert (tmp_path / "there.txt").read_text() == "kept"
    # The next letter is an edit: the keys stand below the line again.
    exporting.question.typed(f"{name}x")
    assert _said(exporting) == ""
    exporting.answer_question("better.txt")
    assert (tmp_path / "better.txt").read_text() == "text"
    assert exporting.note == "wrote better.txt: 4 bytes"
    assert exporting.question is None


def test_a_brief_is_written_into_the_store_only_when_asked_twice(
    screen: FakeScreen, folder: Path
) -> None:
    screen.library.store = Store(folder)
    Export(screen, "x.txt", lambda: MINIMAL, may_be_brief=True).ask()
    one, two = folder / "one.md", folder / "two.md"
    for path in (one, two, one):
        screen.answer_question(str(path))
        assert not path.exists()
        assert "would read" in _said(screen)
        assert "Enter again writes it" in _said(screen)
    screen.answer_question(str(one))
    assert one.read_text() == MINIMAL
    assert not two.exists()


def test_leaving_the_line_takes_the_trouble_with_it(exporting: FakeScreen) -> None:
    exporting.answer_question("gone/x.txt")
    assert exporting.question is not None
    exporting.question.left()
    assert _said(exporting) == ""
    assert exporting.question is None


def test_the_text_of_an_export_says_where_it_is_from(
    screen: FakeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Copying(screen).actions["export"]()
    screen.answer_question("x.txt")
    last = (tmp_path / "x.txt").read_text(encoding="utf-8").splitlines()[-1]
    assert last.startswith(f"From {BRIEF} (final, TLP:CLEAR) in the store “briefs”, ")


@pytest.mark.parametrize(
    ("count", "names"),
    [(0, "From the store"), (1, "From b0 in the"), (2, "From b0 and b1 in the"),
     (3, "From b0, b1 and b2 in the"),
     (15, f"From {', '.join(f'b{n}' for n in range(12))} and 3 more in the")],
)  # fmt: skip
def test_the_briefs_behind_an_export_are_named(folder: Path, count: int, names: str) -> None:
    said = origin_of([f"b{number}" for number in range(count)], folder)
    assert said.startswith(names)
    assert said.endswith(f" store “store”, exported {readable(today().isoformat())}.")
