"""Changes of files: exactly what was meant, and not a byte more."""

import json
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from briefing.loader.syntax import notation_of, parse
from briefing.store.edits import Add, Change, EditRefused, Put, Remove, Value, spliced
from briefing.store.edits.change import plain
from tests.store.edits.written import WORDS, files, paths

VALUES: list[Value] = [*WORDS, ["a", "b c"], {"x": "y"}, []]
NEW: list[Value] = [*WORDS, {"one": {"name": "X"}}]
File = tuple[str, str, dict[str, Any], Random]


def read(data: bytes, name: str) -> Any:
    return plain(parse(data, notation_of(name)).root)


def owner_of(data: Any, where: str) -> tuple[Any, str | int]:
    *above, last = where.split(".")
    for part in above:
        data = data[part] if isinstance(data, dict) else data[int(part) - 1]
    return data, last if isinstance(data, dict) else int(last) - 1


def lines_of_record(text: str, name: str, where: str) -> tuple[int, int]:
    """Return the lines from which and to which the record at the top around a value stands."""
    root = parse(text.encode(), notation_of(name)).root
    starts = sorted((at, key) for key, at in root.keys.items())  # type: ignore[union-attr]
    at = next(n for n, (_, key) in enumerate(starts) if key == where.partition(".")[0])
    end = starts[at + 1][0] if at + 1 < len(starts) else len(text)
    return text.count("\n", 0, starts[at][0]), text.count("\n", 0, end) + 1


def assert_only_its_lines_changed(before: str, after: str, name: str, where: str) -> None:
    first, last = lines_of_record(before, name, where)
    old, new = before.split("\n"), after.split("\n")
    tail = len(old) - last
    assert new[:first] == old[:first]
    assert tail <= 0 or new[len(new) - tail :] == old[-tail:]


@given(files())
def test_every_value_can_be_set_and_removed(file: File) -> None:
    name, text, data, random = file
    assert read(text.encode(), name) == data
    for where in random.sample(list(paths(data)), min(6, len(list(paths(data))))):
        new = random.choice(VALUES)
        meant = deepcopy(data)
        owner, key = owner_of(meant, where)
        owner[key] = new
        after = spliced(text.encode(), name, [Put(where, new)])
        assert read(after, name) == meant
        assert_only_its_lines_changed(text, after.decode(), name, where)
        if len(owner) > 1:
            del owner[key]
            after = spliced(text.encode(), name, [Remove(where)])
            assert read(after, name) == meant
            if "." in where:
                assert_only_its_lines_changed(text, after.decode(), name, where)


@given(files())
def test_keys_and_items_are_added_where_they_belong(file: File) -> None:
    name, text, data, random = file
    records = [where for where in paths(data) if isinstance(owner_of(data, where)[0], dict)]
    for where in random.sample(records, min(4, len(records))):
        meant = deepcopy(data)
        owner, key = owner_of(meant, where)
        owner["new"] = new = random.choice(NEW)
        change: Change = Put(f"{where.rpartition('.')[0]}.new".removeprefix("."), new)
        assert read(spliced(text.encode(), name, [change]), name) == meant
        del owner["new"]
        if isinstance(owner[key], dict):
            continue
        owner[key] = [*([owner[key]] if isinstance(owner[key], str) else owner[key]), "last"]
        if owner[key] != ["null", "last"]:
            assert read(spliced(text.encode(), name, [Add(where, "last")]), name) == meant


@given(files())
def test_what_stands_around_a_change_stays_byte_for_byte(file: File) -> None:
    name, text, data, random = file
    where = random.choice([one for one in paths(data) if isinstance(_at(data, one), str)])
    once = spliced(b"\xef\xbb\xbf" + text.encode(), name, [Put(where, "other")])
    assert once.startswith(b"\xef\xbb\xbf")
    assert spliced(once, name, [Put(where, "other")]) == once
    shared = len(_shared(once[3:].decode(), text)) + len(_shared(once[3:].decode(), text, end=True))
    assert shared >= len(once[3:].decode()) - len('"other"') - 1


def _at(data: Any, where: str) -> Any:
    owner, key = owner_of(data, where)
    return owner[key]


def _shared(one: str, other: str, *, end: bool = False) -> str:
    pairs = zip(reversed(one), reversed(other)) if end else zip(one, other)  # noqa: B905
    count = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return one[-count:] if end and count else one[:count]


@pytest.mark.parametrize(
    ("text", "change", "says"),
    [
        ("a: &x 1\nb: 2\n", Put("b", "3"), "anchors"),
        ("a: 1\na: 2\n", Put("a", "3"), "defined twice"),
        ("a: [1\n", Put("a", "3"), "has an error"),
        ("- a\n", Put("a", "3"), "holds no record"),
        ("a: b\n", Put("a.c", "3"), "no such record"),
        ("a: b\n", Remove("c"), "not in the file"),
        ("a: b\n", Remove("a"), "all that the file holds"),
        ("? a\n: b\nc: d\n", Put("a", "3\n4"), ""),
        ("a: [b, c]\n", Put("a.3", "x"), "no such record"),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, change: Change, says: str) -> None:
    if not says:
        assert read(spliced(text.encode(), "a.yaml", [change]), "a.yaml")["a"] == "3\n4"
        return
    with pytest.raises(EditRefused, match=says):
        spliced(text.encode(), "a.yaml", [change])


def test_toml_is_left_to_a_person() -> None:
    with pytest.raises(EditRefused, match="TOML"):
        spliced(b'+++\ntitle = "x"\n+++\nText.\n', "a.md", [Put("title", "y")])


def test_an_only_value_leaves_an_empty_list_or_record() -> None:
    text = b"quotes:\n  q1:\n    who: a\nparties: [x]  # all\nb: c\n"
    after = spliced(text, "a.yaml", [Remove("parties.1"), Remove("quotes.q1")])
    assert after == b"quotes: {}\nparties: []  # all\nb: c\n"


def test_a_change_of_a_large_file_takes_no_time_that_grows_with_its_square() -> None:
    records = {f"q{n}": {"who": "a", "text": "words " * 5} for n in range(3_000)}
    text = json.dumps({"quotes": records}, indent=1).encode()
    after = spliced(text, "a.json", [Put("quotes.q1500.who", "b")])
    assert len(after) == len(text)


@settings(max_examples=30)
@given(files())
def test_several_changes_are_made_one_after_the_other(file: File) -> None:
    name, text, data, random = file
    where = random.choice(list(paths(data)))
    put = spliced(text.encode(), name, [Put("new.one.name", "X"), Put(where, "y")])
    assert read(put, name)["new"] == {"one": {"name": "X"}}
    back = spliced(put, name, [Remove("new")])
    # A last line without an end had to get one.
    assert back.rstrip() == spliced(text.encode(), name, [Put(where, "y")]).rstrip()
