"""A search saved under a name: the rest of the settings file stays, byte for byte."""

import tomllib
from pathlib import Path

import pytest

from briefing.errors import BriefingError
from briefing.user.settings.saved_search import NAME, read_settings, save_search, with_saved

FILE = """\
# mine
theme = "dark"   # at night

[saved]  # searches
open = "status:open"  # the usual

# keys
[keys]
quit = "Q"
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[saved]\nmine = "issue:x"\n'),
        ('theme = "dark"\n', 'theme = "dark"\n\n[saved]\nmine = "issue:x"\n'),
        ('theme = "dark"', 'theme = "dark"\n\n[saved]\nmine = "issue:x"\n'),
        ("[saved]", '[saved]\nmine = "issue:x"\n'),
        ("[saved]\n[keys]\n", '[saved]\nmine = "issue:x"\n[keys]\n'),
        (
            FILE,
            FILE.replace("the usual\n", 'the usual\nmine = "issue:x"\n'),
        ),
        (
            FILE.replace("\n", "\r\n"),
            FILE.replace("the usual\n", 'the usual\nmine = "issue:x"\n').replace("\n", "\r\n"),
        ),
        ('\ufeff[saved]\na = "b"\n', '\ufeff[saved]\na = "b"\nmine = "issue:x"\n'),
        ('[saved]\na = """\nb\n"""\n# c\n', '[saved]\na = """\nb\n"""\nmine = "issue:x"\n# c\n'),
        ('saved.a = "b"\nascii = true\n', 'saved.a = "b"\nsaved.mine = "issue:x"\nascii = true\n'),
        ("saved = {}  # none\n", 'saved = { mine = "issue:x" }  # none\n'),
        ('saved = {a = "b"}\n', 'saved = { mine = "issue:x",a = "b"}\n'),
        ('[saved]\nmine = "old" # c\nz = "y"\n', '[saved]\nmine = "issue:x" # c\nz = "y"\n'),
        ("saved.mine = '''old'''\n", 'saved.mine = "issue:x"\n'),
    ],
)
def test_a_search_is_added_and_nothing_else_is_touched(before: str, after: str):
    assert with_saved(before, "mine", "issue:x") == after


@pytest.mark.parametrize(
    "query", ['quote:"level of leaders"', 'O\'Brien said "so"', r"/pris[a-z]+\b/i", "停火 ё"]
)
@pytest.mark.parametrize("name", ["mine", "мой", "a-b_1"])
def test_any_search_comes_back_as_it_was(query: str, name: str):
    table = tomllib.loads(with_saved(FILE, name, query))
    assert table["saved"] == {"open": "status:open", name: query}


@pytest.mark.parametrize(
    "text",
    ["saved = 1\n", '[[saved]]\na = "b"\n', '[saved.open]\na = "b"\n', 'saved = {mine = "o"}'],
)
def test_what_cannot_be_added_to_is_refused(text: str):
    with pytest.raises(BriefingError, match="saved"):
        with_saved(text, "mine", "x")


def test_a_file_that_changed_meanwhile_is_refused_and_left(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text(FILE, encoding="utf-8")
    read = read_settings(path)
    path.write_text("ascii = true\n", encoding="utf-8")
    with pytest.raises(BriefingError, match="changed in the meantime"):
        save_search(read, "mine", "x")
    assert path.read_text(encoding="utf-8") == "ascii = true\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.toml"]


def test_a_file_that_came_meanwhile_is_refused_and_left(tmp_path: Path):
    path = tmp_path / "config.toml"
    read = read_settings(path)
    path.write_text("ascii = true\n", encoding="utf-8")
    with pytest.raises(BriefingError, match="changed in the meantime"):
        save_search(read, "mine", "x")
    assert path.read_text(encoding="utf-8") == "ascii = true\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.toml"]


def test_a_file_is_made_with_its_folder_and_a_link_to_one_stays_a_link(tmp_path: Path):
    path = tmp_path / "new" / "config.toml"
    save_search(read_settings(path), "mine", "x")
    assert path.read_text(encoding="utf-8") == '[saved]\nmine = "x"\n'
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    path.chmod(0o640)
    save_search(read_settings(link), "other", "y")
    assert link.is_symlink()
    assert read_settings(path).saved == {"mine": "x", "other": "y"}
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_not_toml_or_no_file_is_refused(tmp_path: Path):
    path = tmp_path / "config.toml"
    for data in (b"a =", b"\xff\xfe", b"a" * 300_000):
        path.write_bytes(data)
        with pytest.raises(BriefingError, match=r"config\.toml"):
            read_settings(path)
    with pytest.raises(BriefingError, match="not a regular file"):
        read_settings(Path("/dev/null"))


def test_a_name_is_one_word():
    assert all(NAME.fullmatch(name) for name in ("mine", "мой", "a-b", "2026"))
    assert not any(NAME.fullmatch(name) for name in ("", "two words", "a:b", '"a"', "-a", "a*"))
