import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli import output
from briefing.text.clean import clean
from briefing.text.width import cells


def test_columns_are_as_wide_as_their_widest_cell(capsys: pytest.CaptureFixture[str]) -> None:
    output.write_columns([("a", "bb", "last"), ("文文", "b", "")])
    assert capsys.readouterr().out == "a     bb  last\n文文  b\n"


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
    assert output.quantity(count, "error") == message


def test_json_reads_back_exactly(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"a": "\x1b]0;x\x07 \udcff \u202e \x7f é"}
    for write in (output.write_json, lambda one: output.write_json([one], "jsonl")):
        write(value)
        out = capsys.readouterr().out
        assert out.isascii()
        assert not set(out) & {"\x1b", "\x07", "\x7f"}
        assert json.loads(out) == value


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
