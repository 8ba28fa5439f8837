"""Bytes to trees: every value is text, and its place is exact to the character."""

import itertools
import json
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import UnreadableError
from briefing.loader.plain_values import fields
from briefing.loader.syntax import (
    Items,
    Lines,
    Node,
    Notation,
    Record,
    Scalar,
    find,
    front_matter,
    notation_of,
    origins,
    parse,
)
from briefing.loader.syntax.decoding import decode
from briefing.loader.syntax.tree_builder import MAX_DEPTH, MAX_NODES
from briefing.loader.syntax.yaml_reader import YamlReader


def read(text: str, notation: Notation = "yaml") -> Node | None:
    """Return the tree of a text that has nothing wrong with it."""
    parsed = parse(text.encode(), notation)
    assert parsed.faults == ()
    return parsed.root


def plain(node: Node | None) -> Any:
    """Return a tree as plain values."""
    if isinstance(node, Record):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, Items):
        return [plain(value) for value in node.values]
    return node.text if node is not None else None


def codes(text: str, notation: Notation = "yaml") -> list[str]:
    return [fault.code for fault in parse(text.encode(), notation).faults]


def at(text: str, where: str, notation: Notation = "yaml") -> str:
    """Return the rest of the line at the place of a value."""
    parsed = parse(text.encode(), notation)
    return parsed.text[find(parsed.root, where)[1] :].split("\n")[0]


# --- values -------------------------------------------------------------------------------------


def test_every_scalar_is_text() -> None:
    text = "[no, on, 12:30, 010, 1.10, 2025-06-02, true, .inf, 0x1F, =]"
    expected = ["no", "on", "12:30", "010", "1.10", "2025-06-02", "true", ".inf", "0x1F", "="]
    assert plain(read(text)) == expected


def test_only_plain_null_tilde_and_nothing_are_nothing() -> None:
    text = "{a: null, b: ~, c: , d: 'null', e: \"~\", f: '', g: Null, h: NULL}"
    expected = {"a": None, "b": None, "c": None, "d": "null", "e": "~", "f": "", "g": "Null"}
    assert plain(read(text)) == expected | {"h": "NULL"}


def test_numbers_and_words_of_json_stay_as_written() -> None:
    text = '{"a": 1.10, "b": -0, "c": 1e5, "d": true, "e": null, "f": [], "g": {}, "h": "\\u00e9"}'
    expected: dict[str, Any] = {
        "a": "1.10",
        "b": "-0",
        "c": "1e5",
        "d": "true",
        "e": None,
        "f": [],
        "g": {},
    }
    assert plain(read(text, "json")) == expected | {"h": "é"}


@pytest.mark.parametrize(
    ("name", "notation"),
    [("a.yaml", "yaml"), ("a.yml", "yaml"), ("a.JSON", "json"), ("b/a.md", "markdown")],
)
def test_the_ending_says_the_notation(name: str, notation: str) -> None:
    assert notation_of(name) == notation


words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)


def trees(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)
        ),
        max_leaves=12,
    )


@given(trees(st.one_of(st.none(), words)))
def test_json_reads_as_the_standard_library_reads_it(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert plain(read(text, "json")) == value
    assert plain(read(json.dumps(value, indent=1), "json")) == value


@given(trees(words), st.sampled_from(["", "'", '"', "|", ">"]), st.booleans(), st.integers(10, 80))
def test_yaml_reads_as_its_reference_loader_reads_it(
    value: Any, style: str, flow: bool, width: int
) -> None:
    text = yaml.dump(
        value, default_style=style or None, default_flow_style=flow, width=width, allow_unicode=True
    )
    parsed = parse(text.encode(), "yaml")
    if not any(fault.code == "merge-key" for fault in parsed.faults):
        assert plain(parsed.root) == yaml.load(text, Loader=yaml.BaseLoader)


# --- places -------------------------------------------------------------------------------------


def test_places_are_counted_in_characters_after_wide_ones() -> None:
    text = "ключ: «значення»\nemoji: [𝕏𝕏, '👩🏽‍⚖️', last]\n"
    assert at(text, "ключ") == "«значення»"
    assert at(text, "emoji.3") == "last]"


def test_a_byte_order_mark_is_no_character() -> None:
    parsed = parse("\ufeffa: x\nb: y\n".encode(), "yaml")
    assert find(parsed.root, "a")[1] == 3
    assert Lines(parsed.text).position(find(parsed.root, "b")[1]) == (2, 4)


def test_a_byte_order_mark_is_no_character_in_json_and_markdown() -> None:
    assert at('\ufeff{"a": "x"}', "a", "json") == '"x"}'
    assert at("\ufeff---\na: x\n---\nbody\n", "a", "markdown") == "x"


def test_lines_that_end_as_on_windows_count_once() -> None:
    parsed = parse(b"a: x\r\nb:\r\n  - y\r\n  - z\r\n", "yaml")
    assert Lines(parsed.text).position(find(parsed.root, "b.2")[1]) == (4, 5)


def test_separators_that_yaml_takes_for_line_ends_are_none_for_people() -> None:
    parsed = parse("a: 'x\u2028y'\nb: z\n".encode(), "yaml")
    assert Lines(parsed.text).position(find(parsed.root, "b")[1]) == (2, 4)


def test_records_are_where_their_key_is() -> None:
    text = "agreements:\n  a1:\n    issue: swap\n"
    assert at(text, "agreements.a1") == "a1:"
    assert at(text, "agreements.a1.issue") == "swap"


def test_what_is_not_there_is_where_the_last_step_is() -> None:
    text = "agreements:\n  a1:\n    issue: swap\n"
    assert at(text, "agreements.a1.text") == "a1:"
    assert find(read(text), "agreements.a1.text")[0] is None


def test_numbered_records_are_found_in_a_list() -> None:
    text = "quotes:\n  - {who: a}\n  - {who: b}\n"
    assert at(text, "quotes.q2") == "{who: b}"
    assert at(text, "quotes.2.who") == "b}"
    assert find(read(text), "quotes.q3")[0] is None


STYLES = {
    "plain": "k: one «two» [^q1] and\n   three [^q2]\n",
    "single": "k: 'it''s «two» [^q1] and\n\n   three [^q2]'\n",
    "double": 'k: "\\t\\"x\\" «two» \\u00ab [^q1] \\\n   and [^q2]"\n',
    "literal": "k: |2-  # why\n    deep [^q1]\n\n  «𝕏» [^q2]\n",
    "folded": "k: >+\n  one\n  «two» [^q1]\n\n    deep\n  three [^q2]\n\n",
    "windows": "k: >\r\n  one\r\n  two [^q1]\r\n\r\n  three [^q2]\r\n",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_a_character_of_a_value_is_found_in_the_file(text: str) -> None:
    scalar = find(read(text), "k")[0]
    assert isinstance(scalar, Scalar)
    assert scalar.text is not None
    for mark in ("[^q1]", "[^q2]"):
        offset = origins(text, scalar, [scalar.text.index(mark)])[0]
        assert text[offset : offset + 5] == mark


def test_a_character_of_a_json_text_is_found_in_the_file() -> None:
    text = '{"k": "\\ud835\\udd4f \\n\\"x\\" «two» [^q1]"}'
    scalar = find(read(text, "json"), "k")[0]
    assert isinstance(scalar, Scalar)
    assert scalar.text is not None
    assert text[origins(text, scalar, [scalar.text.index("[^q1]")])[0] :].startswith("[^q1]")


def test_a_character_that_is_not_there_is_where_the_value_begins() -> None:
    text = "k: 'a ''b'\n"
    scalar = find(read(text), "k")[0]
    assert isinstance(scalar, Scalar)
    assert origins(text, scalar, [4]) == [scalar.start]


@pytest.mark.parametrize(
    ("text", "notation", "offset", "place"),
    [
        ("k: |\n  two words\n", "yaml", 9, 3),  # the line break at its end
        ('{"k": "caf\\u00e9 [^q1]"}', "json", 5, 17),
        ('{"k": "\\ud800 two"}', "json", 2, 6),  # half a character, which is read as another
        ("+++\nk = [onelongword, two words]\n+++\n", "markdown", 4, 8),
    ],
)
def test_a_character_is_where_it_is_written_or_where_the_value_begins(
    text: str, notation: Notation, offset: int, place: int
) -> None:
    parsed = parse(text.encode(), notation)
    front = parsed.front  # it is not valid
    root = front_matter.lenient(text, front.start, front.end) if front else parsed.root
    value = find(root, "k")[0]
    scalar = value.values[-1] if isinstance(value, Items) else value
    assert isinstance(scalar, Scalar)
    assert origins(parsed.text, scalar, [offset]) == [place]


prose = st.lists(
    st.one_of(
        st.sampled_from(["[^q1]", "it's", '"so"', "«ні»", "a\\b", "\n", "\n\n", "\n  ", "𝕏", "#"]),
        st.text(st.characters(whitelist_categories=("Ll", "Lu")), min_size=1, max_size=6),
    ),
    max_size=25,
)  # fmt: skip


@given(prose, st.sampled_from(["", "'", '"', "|", ">"]), st.integers(10, 60), st.booleans())
def test_every_visible_character_is_found_where_it_is_written(
    parts: list[str], style: str, width: int, unicode: bool
) -> None:
    written = {"k": " ".join(parts)}
    text = yaml.dump(written, default_style=style or None, width=width, allow_unicode=unicode)
    value = yaml.load(text, Loader=yaml.BaseLoader)["k"]  # the dumper folds some texts wrongly
    parsed = parse(text.encode(), "yaml")
    scalar = find(parsed.root, "k")[0]
    assert isinstance(scalar, Scalar)
    assert (scalar.text or "") == value
    offsets = [index for index, character in enumerate(value) if character in "[^#-𝕏«it"]
    for offset, place in zip(offsets, origins(text, scalar, offsets), strict=True):
        sign = text[place]
        assert sign == value[offset] or (sign == "\\" and scalar.style == '"')


def test_a_text_that_libyaml_does_not_read_is_told_of() -> None:
    """Nothing that `parse` hands on is; what libyaml refuses stands as U+FFFD by then."""
    reader = YamlReader("k: \x01")
    reader.read()
    assert reader.root is None
    assert [fault.message[:14] for fault in reader.faults] == ["not valid YAML"]


@pytest.mark.parametrize("plane", range(17))
def test_every_character_is_read_by_libyaml_or_refused_before(plane: int) -> None:
    codes = range(plane << 16, (plane + 1) << 16)
    text = "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)
    faults = parse(f'k: "{text.translate({34: None, 92: None})}"'.encode(), "yaml").faults
    assert {fault.code for fault in faults} <= {"control-character"}


# --- what is refused ----------------------------------------------------------------------------

DEEP = {
    "brackets": "[" * 500_000,
    "braces": "{" * 500_000,
    "dashes": "- " * 500_000,
    "questions": "? " * 500_000,
    "indented": "\n".join(" " * depth + "a:" for depth in range(40)),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_reading_stops_at_the_deepest_level(text: str) -> None:
    parsed = parse(text.encode(), "yaml")
    assert parsed.root is None
    assert "too-deep" in [fault.code for fault in parsed.faults]


@pytest.mark.parametrize("start", ["", "a: [1, ", "- - x: "])
def test_the_first_level_too_many_is_named_however_far_libyaml_reads_ahead(start: str) -> None:
    for sign, count in itertools.product("[{", (40, 1_000, 5_000)):
        (fault,) = parse((start + sign * count).encode(), "yaml").faults
        opened = {"": 0, "a: [1, ": 2, "- - x: ": 3}[start]
        assert (fault.code, fault.offset) == ("too-deep", len(start) + MAX_DEPTH - opened)


def test_json_may_not_be_deeper_either() -> None:
    assert codes("[" * 500_000, "json") == ["too-deep"]
    assert codes("[" * 32 + "]" * 32, "json") == []


def test_thirty_two_levels_are_allowed() -> None:
    assert codes("[" * 32 + "]" * 32) == []
    assert codes("[" * 33 + "]" * 33) == ["too-deep"]


@pytest.mark.parametrize("notation", ["yaml", "json"])
def test_reading_stops_at_the_limit_of_values(notation: Notation) -> None:
    most = MAX_NODES - 1
    assert codes("[" + ",".join(["1"] * most) + "]", notation) == []
    assert codes("[" + ",".join(["1"] * (most + 1)) + "]", notation) == ["too-large"]


def test_a_file_wrong_throughout_is_not_read_to_its_end() -> None:
    parsed = parse(b"a: &x 1\n" * 5000, "yaml")
    assert parsed.root is None
    assert len(parsed.faults) < 1000


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("a".encode("utf-16"), "the file is UTF-16"),
        ("a".encode("utf-32"), "the file is UTF-32"),
        ("ab".encode("utf-16-be"), "looks like UTF-16"),
        ("ab".encode("utf-16-le"), "looks like UTF-16"),
        (b"caf\xe9 x", "byte 0xE9 is not UTF-8"),
        ("caf€".encode()[:-1], "the middle of a character"),
        (b"\xed\xa0\x80", "byte 0xED"),
    ],
)
def test_other_encodings_are_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        decode(data)
    assert caught.value.code == "encoding"


def test_a_byte_that_is_not_utf_8_has_its_place_in_characters() -> None:
    with pytest.raises(UnreadableError) as caught:
        decode("ж\nжж ".encode() + b"\xe9")
    assert (caught.value.line, caught.value.column) == (2, 4)


def test_the_rest_of_a_file_with_control_characters_is_read() -> None:
    parsed = parse(b"a: x\x00y\nb: z\n", "yaml")
    assert plain(parsed.root) == {"a": "x\ufffdy", "b": "z"}
    assert [fault.offset for fault in parsed.faults] == [4]


def test_a_tab_and_a_newline_by_escape_are_allowed() -> None:
    assert codes('a: "x\\ty\\nz"') == []
    assert codes('{"a": "x\\ty\\nz"}', "json") == []


@pytest.mark.parametrize("escape", ["\\e", "\\0", "\\x1b", "\\u009b", "\\U0000007f", "\\r", "\\N"])
def test_a_control_character_by_escape_is_refused(escape: str) -> None:
    parsed = parse(f'a: "ж {escape} [x]"'.encode(), "yaml")
    assert [(fault.code, fault.offset) for fault in parsed.faults] == [("control-character", 6)]


def test_an_escaped_backslash_is_no_escape() -> None:
    assert codes('a: "\\\\e"') == []
    assert codes('{"a": "\\\\u001b"}', "json") == []


def test_a_character_in_two_json_escapes_is_whole() -> None:
    assert codes('{"a": "\\ud83d\\ude00"}', "json") == []
    assert codes('{"a": "\\ud83d \\ude00"}', "json") == ["control-character"] * 2


# --- front matter -------------------------------------------------------------------------------


def test_the_body_begins_after_the_front_matter() -> None:
    parsed = parse(b"---\na: x\n---\n\n\nBody\n---\nmore\n\n", "markdown")
    assert plain(parsed.root) == {"a": "x"}
    assert parsed.body is not None
    assert parsed.body.text == "Body\n---\nmore"


@pytest.mark.parametrize(
    "text", ["# Title\n", "----\na: x\n----\n", "---\na: x\n", " ---\na: x\n---\n"]
)
def test_without_a_pair_of_fences_all_is_body(text: str) -> None:
    parsed = parse(text.encode(), "markdown")
    assert parsed.front is None
    assert parsed.body is not None
    assert parsed.body.text == text.rstrip()


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    text = (
        'title: A: b\n"x": y\nabstract: "Quoted, and\n  "continued" here"\ntags:\n- one\n - "two"\n'
    )
    found = front_matter.lenient(text, 0, len(text))
    assert plain(found) == {
        "title": 'A: b "x": y',
        "abstract": 'Quoted, and "continued" here',
        "tags": ["one", "two"],
    }


def test_a_line_that_goes_on_with_an_item_of_a_list_is_left_out() -> None:
    text = "tags:\n- one\n  more of it\n- two\n"
    assert plain(front_matter.lenient(text, 0, len(text))) == {"tags": ["one", "two"]}


def test_front_matter_in_toml_is_read() -> None:
    parsed = parse(b'+++\ntitle = "Talks"\ntags = ["a", "b"]\n+++\nBody\n', "markdown")
    assert plain(parsed.root) == {"title": "Talks", "tags": ["a", "b"]}


TOML = """title = "Second round" # working title
date = 2025-06-02T10:00:00+03:00
draft = false
weight = 0x10
tags = [
  "talks",  # a comment
  'istanbul',
]
description = '''
Two lines
of text'''
"quoted key" = 1.5
a.b = "dotted"

[params]
  author = "A. Writer"
  at = 07:32:00
[params.deep]
  x = [{y = 1}]
[[menu]]
  name = "main"
"""


def test_the_values_of_toml_are_texts_as_it_reads_them() -> None:
    parsed = parse(f"+++\n{TOML}+++\nBody\n".encode(), "markdown")
    assert parsed.faults == ()
    assert plain(parsed.root) == {
        "title": "Second round",
        "date": "2025-06-02T10:00:00+03:00",
        "draft": "false",
        "weight": "16",
        "tags": ["talks", "istanbul"],
        "description": "Two lines\nof text",
        "quoted key": "1.5",
        "a": {"b": "dotted"},
        "params": {"author": "A. Writer", "at": "07:32:00", "deep": {"x": [{"y": "1"}]}},
        "menu": [{"name": "main"}],
    }


def test_a_key_of_toml_is_where_it_is_written() -> None:
    text = f"+++\n{TOML}+++\n"
    root = parse(text.encode(), "markdown").root
    assert isinstance(root, Record)
    lines = {key: text[at:].partition("\n")[0] for key, at in root.keys.items()}
    lines.pop("quoted key")
    assert all(line.startswith(key) for key, line in lines.items())
    assert lines["params"] == "params]"


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ("a = 1\nb = = 2\n", 3), ("a = [1,\n", 3), ("a = 1\na = 2\n", 3), ("a = 2025-13-01\n", 2),
        ('a = "x\n', 2), ("[t\n", 2), ("a = '''x\n", 3), ("just words\n", 2), ("a: 1\n", 2),
        ('a = "\\q"\n', 2), ("= 1\n", 2),
    ],
)  # fmt: skip
def test_what_is_wrong_in_toml_is_told_with_its_line(toml: str, line: int) -> None:
    parsed = parse(f"+++\n{toml}+++\n".encode(), "markdown")
    assert parsed.root is None
    assert [fault.code for fault in parsed.faults] == ["syntax"]
    assert abs(Lines(parsed.text).position(parsed.faults[0].offset or 0)[0] - line) <= 1


@pytest.mark.parametrize(
    "toml",
    [
        "a = " + "[" * 19_000, ".".join("a" * 9000) + " = 1", "[" + ".".join("a" * 9000) + "]",
        "a = " + "{a=" * 6000, "a = " + "9" * 19_000, "a = 0x" + "f" * 19_000, "a = 1\n" * 3000,
        "".join(f"a{n} = 1\n" for n in range(1800)), 'a = "' + "\\n" * 9000 + '"',
        "x" * 200_000, "[[a]]\n" * 3000, "a = '''" + "'" * 19_000,
        "[" + ".".join(['"a,"'] * 3900) + "]",
        "a = {" + ".".join(['"a b"'] * 3000) + " = 1}", "[" + " . ".join("a" * 4000) + "]",
    ],
    ids=str.__len__,
)  # fmt: skip
def test_hostile_toml_is_answered(toml: str) -> None:
    parsed = parse(f"+++\n{toml}\n+++\nBody\n".encode(), "markdown")
    assert parsed.root is not None or parsed.faults


def test_a_control_character_in_toml_is_a_fault() -> None:
    parsed = parse(b'+++\na = 1\n[t]\nb = ["\\u001b[31m"]\n+++\n', "markdown")
    assert [(fault.code, fault.where) for fault in parsed.faults] == [("control-character", "t")]


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "title": "Fourth",\n  "tags": ["a"]\n}\n\nThey met.\n',
        '{"title": "Fourth", "tags": ["a"]}\nThey met.',
        '{ "title": "Fourth",\r\n"tags": ["a"] }\r\nThey met.',
        '---json\n{"title": "Fourth", "tags": ["a"]}\n---\nThey met.',
        ';;;\n{"title": "Fourth",\n "tags": ["a"]}\n;;;\nThey met.\n',
        "---yaml\ntitle: Fourth\ntags: [a]\n---\nThey met.\n",
        '---toml\ntitle = "Fourth"\ntags = ["a"]\n---\nThey met.\n',
        '\ufeff{"title": "Fourth", "tags": ["a"]}\n\n\nThey met.\n\n',
    ],
)
def test_front_matter_in_other_notations_is_read(text: str) -> None:
    parsed = parse(text.encode(), "markdown")
    assert plain(parsed.root) == {"title": "Fourth", "tags": ["a"]}
    assert parsed.body is not None
    assert parsed.body.text == "They met."
    assert isinstance(parsed.root, Record)
    assert parsed.text[parsed.root.keys["title"] :].startswith(("title", '"title"'))


@pytest.mark.parametrize(
    "text",
    [
        "{{< figure >}}\n", "{% raw %}\n", "{#id}\n", "{", "{}", "{ x }", '{"a": 1} and text\n',
        "[1]\n", '"a": 1\n', ' {"a": 1}\n', '{"a": \n\ntext', "+++\n", "---json\n{}\n",
    ],
)  # fmt: skip
def test_what_only_looks_like_front_matter_is_body(text: str) -> None:
    parsed = parse(text.encode(), "markdown")
    assert parsed.front is None
    assert parsed.body is not None
    assert parsed.body.text == text.rstrip()


@given(st.text(max_size=200))
def test_any_text_can_be_read_line_by_line(text: str) -> None:
    found = front_matter.lenient(text, 0, len(text))
    assert set(found.keys) == set(found.values)


def test_fields_with_nothing_in_them_are_left_out_but_named_records_are_not() -> None:
    root = read("tags: ~\nparties: {ukraine: , russia: {name: Russia, kind: }}\n")
    assert isinstance(root, Record)
    assert fields(root) == {"parties": {"ukraine": None, "russia": {"name": "Russia"}}}


# --- what other packages do not promise ---------------------------------------------------------


def test_a_string_of_json_is_read_with_where_it_ends() -> None:
    assert scanstring('x "a\\u00e9" y', 3, True) == ("aé", 11)
    with pytest.raises(json.JSONDecodeError, match="Unterminated"):
        scanstring('"a', 1, True)
    with pytest.raises(json.JSONDecodeError, match="control character"):
        scanstring('"a\n"', 1, True)


def test_events_of_yaml_have_their_places_in_characters() -> None:
    loader: Any = yaml.CSafeLoader("é: [ü]\n")
    found = []
    while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
        found.append((type(event), event.start_mark.index, event.end_mark.index))
    assert (yaml.ScalarEvent, 4, 5) in found
