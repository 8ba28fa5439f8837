"""How keys are written in the settings, and that what is written is what a terminal sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from briefing.commands import COMMANDS, is_key, key_name
from briefing.terminal.driver.textual_private import parser
from briefing.user.settings.key_notation import NOTATION, UnknownKeyError, read_sequence


@pytest.mark.parametrize("notation", NOTATION, ids=lambda notation: notation.example)
def test_every_spelling_of_the_table_is_the_same_key(notation) -> None:
    for spelling in (notation.example, *notation.others):
        assert read_sequence(spelling) == notation.example


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_default_keys_are_written_as_the_notation_has_them(command) -> None:
    assert tuple(map(read_sequence, command.keys)) == command.keys


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ctrl+q", "^q"), ("<c-e>", "^e"), ("Ctrl-w", "^w"), ("C-x C-c", "^x ^c"), ("^D", "^d"),
        ("<C-x><C-c>", "^x ^c"), ("g<Tab>", "g Tab"), ("zz", "z z"), ("<Space>w", "Space w"),
        ("S-f5", "Shift+F5"), ("ctrl+space", "^@"), ("Ctrl+\\", "^\\"), ("up", "Up"),
        ("<PageDown>", "PgDn"), ("CTRL+UP", "Ctrl+Up"), ("<", "<"), ("<<", "< <"), ("-", "-"),
        ("+", "+"), ("^", "^"), ("я", "z"), ("Ctrl+я", "^z"), ("é", "é"), ("  g   g ", "g g"),
        ("", ""), ("<lt>", "<"),
    ],
)  # fmt: skip
def test_common_spellings_are_accepted(written: str, key: str) -> None:
    assert read_sequence(written) == key


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("A-x", "terminals send Alt+x as Esc and then x"),
        ("<M-x>", "terminals send Alt+x as Esc and then x"),
        ("Alt+Enter", "terminals send Alt+Enter as Esc and then Enter"),
        ("Ctrl+Enter", "most terminals do not send Ctrl+Enter"),
        ("Shift+Enter", "most terminals do not send Shift+Enter"),
        ("Ctrl+Shift+x", "most terminals do not send Ctrl+Shift+x"),
        ("Super+k", "most terminals do not send Super+k"),
        ("Ctrl+;", "most terminals do not send Ctrl+;"),
        ("^1", "most terminals do not send Ctrl+1"),
        ("Shift+1", "write the sign that Shift+1 types"),
        ("Entr", 'there is no key "Entr"'),
        ("F13", 'there is no key "F13"'),
        ("g Esc", "Esc ends a sequence that has begun"),
        ("a\x1bb", "there is no key of this name"),
    ],
)
def test_what_a_terminal_does_not_send_is_refused_with_the_reason(written, reason) -> None:
    with pytest.raises(UnknownKeyError, match="^" + reason.replace("+", r"\+")):
        read_sequence(written)


@given(st.text(max_size=20))
def test_any_text_is_a_sequence_of_keys_or_refused(text: str) -> None:
    try:
        sequence = read_sequence(text)
    except UnknownKeyError:
        return
    assert all(map(is_key, sequence.split()))
    assert read_sequence(sequence) == sequence


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("\x1b[15~", "F5"), ("\x1bOP", "F1"), ("\x1b[1;5A", "Ctrl+Up"), ("\x1b[1;2D", "Shift+Left"),
        ("\x1b[2~", "Insert"), ("\x00", "^@"), ("\x1c", "^\\"), ("\x1d", "^]"), ("\x1f", "^_"),
        ("\x1b[5;5~", "Ctrl+PgUp"), ("\x1b[Z", "Shift+Tab"), ("\t", "Tab"), ("\r", "Enter"),
        ("\x08", "Backspace"), ("\x11", "^q"), ("~", "~"), ("\x1b[15;2~", "Shift+F5"),
        ("\x1b[1;2P", "Shift+F1"), ("\x1b[15;5~", "Ctrl+F5"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("plain", [True, False])
def test_what_a_terminal_sends_has_its_name(
    monkeypatch: pytest.MonkeyPatch, sent: str, name: str, plain: bool
) -> None:
    monkeypatch.setattr("textual.constants.DISABLE_KITTY_KEY", plain)
    (event,) = parser().feed(sent)
    assert isinstance(event, Key)
    assert key_name(event.key, event.character) == name
    assert read_sequence(name) == name
