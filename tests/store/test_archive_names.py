"""The names of archives: composed otherwise, in other case, with other separators."""

import unicodedata
from pathlib import Path

import pytest

from briefing.catalogue.index import refresh
from briefing.store.store import Store
from tests.tools.indexed_store import refreshed

HEAD = "title: A\ndate: 2025-07-23\nsummary: They met.\n"
NAMES = [
    "café.txt", "sources/Zürich.txt", "Übersicht/Ñandú.txt", "Ελλάδα/άρθρο.txt", "Йорк.txt",
    "한국/기사.txt", "が.txt", "ệ.txt", "Å.txt", "क़.txt", "שׁלום.txt", "ﬁ é.txt",
]  # fmt: skip


def problems(folder: Path, archive: str) -> list[str]:
    text = f"{HEAD}sources:\n  s:\n    kind: news\n    archive: '{archive}'\n"
    (folder / "b.yaml").write_text(text, encoding="utf-8")
    return [one.message for one in Store(folder).check() if one.severity == "error"]


def put(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("They met.\n")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("on_disk", "cited"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFC", "NFC")])
def test_an_archive_is_found_however_its_name_is_composed(
    tmp_path: Path, name: str, on_disk: str, cited: str
) -> None:
    put(tmp_path, unicodedata.normalize(on_disk, name))  # type: ignore[arg-type]
    assert problems(tmp_path, unicodedata.normalize(cited, name)) == []  # type: ignore[arg-type]
    catalogue = refreshed(tmp_path)
    assert refresh.refresh(catalogue, Store(tmp_path)) == refresh.Changes(0, 0, 0, 1)
    path = next(path for path in tmp_path.rglob("*.txt"))
    path.write_text("They met again.\n")
    assert refresh.refresh(catalogue, Store(tmp_path)).changed == 1


def test_an_archive_that_comes_later_under_another_composition(tmp_path: Path) -> None:
    assert problems(tmp_path, "café.txt")
    catalogue = refreshed(tmp_path)
    put(tmp_path, "cafe\u0301.txt")
    assert refresh.refresh(catalogue, Store(tmp_path)).changed == 1
    (row,) = catalogue.rows(catalogue.ids())
    assert row.problems == 0


@pytest.mark.parametrize(
    ("on_disk", "cited"),
    [
        ("sources/a.txt", "Sources/A.txt"), ("sources/a.txt", "sources\\a.txt"),
        ("Sources/A.TXT", "sources/a.txt"), ("a/b/c.txt", "a\\b\\c.txt"),
        ("sources/a.txt", "SOURCES\\A.txt"), ("Straße.txt", "STRASSE.txt"),
        ("ΣΟΦΟΣ.txt", "σοφος.txt"), ("cafe\u0301.txt", "CAFÉ.txt"), ("Ёлка.txt", "ёлка.txt"),
        ("a.Txt", "a.txt"), ("a b/c.txt", "A B/c.txt"), ("i/I.txt", "I/i.txt"),
    ],
)  # fmt: skip
def test_the_right_name_is_given(tmp_path: Path, on_disk: str, cited: str) -> None:
    put(tmp_path, on_disk)
    if (tmp_path / cited).exists():
        pytest.skip("this file system takes such names for one")
    (message,) = problems(tmp_path, cited)
    assert (
        message == f"the archive {cited} does not exist; the file is named {on_disk}; write it so"
    )


@pytest.mark.parametrize(
    "cited", ["..\\secret.txt", "a\\..\\..\\secret.txt", "LINK/secret.txt", "link\\secret.txt",
              "\\secret.txt", "C:\\secret.txt", "./../SECRET.txt"],
)  # fmt: skip
def test_no_name_leads_out(tmp_path: Path, cited: str) -> None:
    store = tmp_path / "store"
    (store / "a").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("They met.")
    (store / "link").symlink_to("..")
    (store / "Link\u0301").symlink_to("..")
    (message,) = problems(store, cited)
    assert "named" not in message
    (message,) = problems(store, "Lin\u1e31/secret.txt")
    assert "named" not in message
