"""A new file never takes the place of another one."""

from pathlib import Path

import pytest

from briefing.store.new_files.new_file import alike, create, free_stem, names_in


@pytest.mark.parametrize(
    ("one", "other"),
    [("Note.yaml", "note.yaml"), ("cafe\u0301.md", "café.md"), ("STRASSE.md", "straße.md")],
)
def test_names_that_a_disk_may_take_for_one_are_alike(one: str, other: str) -> None:
    assert alike(one) == alike(other)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for name in ("Round.yaml", "round-2.yaml"):
        (tmp_path / name).write_text("")
    taken = names_in(tmp_path)
    assert free_stem("round", lambda stem: alike(f"{stem}.yaml") not in taken) == "round-3"
    assert free_stem("other", lambda stem: alike(f"{stem}.yaml") not in taken) == "other"
    assert names_in(tmp_path / "none") == set()


def test_a_new_file_is_whole_and_never_replaces_one(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "brief.yaml"
    create(path, b"one")
    assert path.read_bytes() == b"one"
    with pytest.raises(FileExistsError):
        create(path, b"two")
    assert path.read_bytes() == b"one"
    assert [one.name for one in path.parent.iterdir()] == ["brief.yaml"]


def test_a_disk_without_links_gets_the_file_all_the_same(tmp_path: Path, monkeypatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    create(tmp_path / "brief.yaml", b"one")
    assert (tmp_path / "brief.yaml").read_bytes() == b"one"
    with pytest.raises(FileExistsError):
        create(tmp_path / "brief.yaml", b"two")
    assert [one.name for one in tmp_path.iterdir()] == ["brief.yaml"]
