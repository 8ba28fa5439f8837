import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli import output
from briefing.text.clean import clean
from briefing.text.numbers import quantity
from briefing.text.width import cells


def test_columns_are_as_wide_as_their_widest_cell(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_columns([("a", "bb", "last"), ("文文", "b", "")])
    assert capsys.readouterr().out == "a     bb  last\n文文  b\n"


def test_many_lines_are_written_as_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["a\x1b[31m", "b\nc\td", "", "文", "\u202ex"] * 150
    output.write_lines(iter(lines))
    at_once = capsys.readouterr().out
    for line in lines:
        output.write_line(line)
    assert at_once == capsys.readouterr().out
    assert at_once.count("\n") == len(lines)
    output.write_lines([])
    assert not capsys.readouterr().out


@given(
    st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8)), max_size=5)
)
def test_columns_hold_any_text(rows: list[tuple[str, str, str]]) -> None:
    lines: list[str] = []

    def write(text: str) -> None:
        lines.extend(text.split("\n")[:-1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "write_raw", write)
        output.write_columns(rows)
    assert len(lines) == len(rows)
    assert all(clean(line, line=True) == line for line in lines)
    width = max((cells(clean(row[0], line=True)) for row in rows), default=0)
    for row, line in zip(rows, lines, strict=True):
        first = clean(row[0], line=True)
        assert line.startswith(first.rstrip())
        if row[1].isalnum() and row[1].isascii():
            assert line.startswith(first + " " * (width - cells(first)) + "  " + row[1])


@pytest.mark.parametrize(
    ("count", "message"), [(0, "0 errors"), (1, "1 error"), (1200, "1,200 errors")]
)
def test_quantities(count: int, message: str) -> None:
    assert quantity(count, "error") == message


def test_json_reads_back_exactly(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"a": "\x1b]0;x\x07 \udcff \u202e \x7f é"}
    for write in (output.write_json, lambda one: output.write_json([one], "jsonl")):
        write(value)
        out = capsys.readouterr().out
        assert set(out) - set(map(chr, range(128))) == {"é"}
        assert not set(out) & {"\x1b", "\x07", "\x7f"}
        assert json.loads(out) == value


def test_json_is_readable_in_every_script(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"a": "Сергей Лавров 王毅 ظریف 👍", "b": ["«Мир»"]}
    output.write_json(value)
    out = capsys.readouterr().out
    assert all(word in out for word in ("Сергей Лавров", "王毅", "ظریف", "👍", "«Мир»"))
    assert json.loads(out) == value


@given(st.dictionaries(st.text(), st.text() | st.lists(st.text(), max_size=2), max_size=3))
def test_json_of_any_text_is_safe_and_reads_back(value: dict[str, object]) -> None:
    for form in ("json", "jsonl"):
        written: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(output, "write_raw", written.append)
            output.write_json(value, form)
        out = "".join(written)
        assert clean(out) == out
        assert json.loads(out) == value


def test_json_is_ascii_where_stdout_cannot_write_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "encoding", lambda: "iso-8859-1")
    output.write_json({"a": "é 王"})
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out) == {"a": "é 王"}


def test_an_empty_array_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_json([])
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(("term", "coloured"), [
    ("xterm-256color", True), ("linux", True), ("vt100", False), ("xterm-mono", False),
    ("unknown", False), ("network", False), ("emacs", False), ("dumb", False), ("", False),
])  # fmt: skip
def test_colours_are_sent_to_terminals_that_have_some(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], term: str, coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    output.write_spans([("Title", "title")])
    assert ("\x1b[1m" in capsys.readouterr().out) == coloured
    monkeypatch.setenv("NO_COLOR", "1")
    output.write_spans([("Title", "title")])
    assert capsys.readouterr().out.rstrip() == "Title"
