import os
import select
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.message import Message

from briefing.terminal.session.input import Input
from briefing.terminal.session.input_guard import (
    MOST_PASTED,
    PASTE_BEGIN,
    PASTE_END,
    PATIENCE,
    InputGuard,
)
from tests.tools.waiting import until


def fed(*pieces: str) -> str:
    guard = InputGuard()
    return "".join(guard.feed(piece, 0.0) for piece in pieces)


@given(text=st.text("aé\x1b[O;1~~AB\r"), cut=st.integers(0, 30))
def test_keys_pass_unchanged_however_they_arrive(text: str, cut: int) -> None:
    assert fed(text[:cut], text[cut:]) == text


@given(pasted=st.text("ab\r\x1b["), cut=st.integers(0, 60))
def test_a_paste_passes_whole(pasted: str, cut: int) -> None:
    whole = f"x{PASTE_BEGIN}{pasted}{PASTE_END}y"
    assert fed(whole[:cut], whole[cut:]) == whole
    assert fed(*whole) == whole


def test_a_long_paste_is_cut() -> None:
    passed = fed(PASTE_BEGIN, *["x" * 1000] * 200, f"{PASTE_END}q")
    assert passed == PASTE_BEGIN + "x" * MOST_PASTED + PASTE_END + "q"


@pytest.mark.parametrize("cut", range(len(PASTE_BEGIN) + 1))
def test_a_paste_that_falls_silent_ends(cut: int) -> None:
    guard = InputGuard()
    guard.feed(PASTE_BEGIN[:cut], 0.0)
    guard.feed(f"{PASTE_BEGIN[cut:]}abc", 0.0)
    assert guard.tick(PATIENCE / 2) == ""
    assert guard.tick(PATIENCE) == PASTE_END
    assert guard.feed("q", PATIENCE + 1) == "q"


def test_strings_nobody_asked_for_are_dropped() -> None:
    assert fed("a\x1b]11;rgb:0/0/0\x1b\\b\x1b]52;c;QQ==\ac\x1bP>|xterm\x1b\\d") == "abcd"


@pytest.mark.parametrize("cut", range(6))
def test_a_string_whose_beginning_is_cut_in_two_types_nothing_of_its_content(cut: int) -> None:
    begin = "\x1b]52;"
    assert (
        fed(begin[:cut], f"{begin[cut:]}cQ\aq") == (begin[:cut] if cut < len(begin) else "") + "q"
    )


def test_keys_that_are_typed_begin_no_string() -> None:
    guard = InputGuard()
    assert "".join(guard.feed(key, 0.3 * at) for at, key in enumerate("\x1b]1;a")) == "\x1b]1;a"


def test_a_string_that_never_ends_does_not_keep_the_keyboard() -> None:
    guard = InputGuard()
    assert guard.feed("\x1b]11;" + "x" * 10000, 0.0) == ""
    assert guard.feed("j", PATIENCE) == "j"


@pytest.mark.parametrize("end", ["m", "u", "~", "R", "$y", " q"])
@given(cut=st.integers(0, 2_100))
def test_a_number_that_never_ends_types_nothing(end: str, cut: int) -> None:
    whole = f"a\x1b[{'9' * 2_000}{end}b"
    passed = fed(whole[:cut], whole[cut:])
    # What stood before the cut may have been a key.
    assert passed.endswith("b")
    assert passed[:-1] == whole[: len(passed) - 1]
    assert len(passed) <= len("a\x1b[b") + 127


@pytest.mark.parametrize("next_", ["\x1b[A", "é", "\r"])
def test_a_number_that_breaks_off_takes_no_key_with_it(next_: str) -> None:
    assert fed(f"\x1b[{'9' * 500}{next_}j") == f"{next_}j"
    guard = InputGuard()
    guard.feed(f"\x1b[{'9' * 500}", 0.0)
    assert guard.feed("9j", PATIENCE) == "9j"


def test_a_sequence_of_any_usual_length_passes() -> None:
    usual = f"\x1b[97;5;{':'.join(map(str, range(97, 123)))}u"
    assert fed(f"a{usual}b") == f"a{usual}b"


@pytest.mark.parametrize("answer", [
    "\x1b[?62;22c", "\x1b[>0;276;0c", "\x1b[=1c", "\x1b[?997;1n", "\x1b[?1u", "\x1b[?1;1R",
    "\x1b[>1;2m",
])  # fmt: skip
def test_an_answer_to_a_program_before_this_one_types_nothing(answer: str) -> None:
    assert fed(f"a{answer}b{answer}") == "ab"
    for cut in range(1, len(answer)):
        # What came before may have been a key.
        assert fed(answer[:cut], f"{answer[cut:]}b") in (f"{answer[:cut]}b", "b")


@pytest.mark.parametrize("answer", [
    "\x1b[6c", "\x1b[0n", "\x1b[4;1$y", "\x1b[8;24;80t", "\x1b[48;24;80;0;0t",
])  # fmt: skip
def test_one_that_has_no_mark_does_so_too(answer: str) -> None:
    assert fed(f"a{answer}b{answer}\x1b[200~x{answer[1:]}\x1b[201~") == (
        f"ab\x1b[200~x{answer[1:]}\x1b[201~"
    )


@pytest.mark.parametrize("cut", range(len("\x1b[?2026;2$y")))
def test_the_answer_to_the_own_question_passes(cut: int) -> None:
    answer = "\x1b[?2026;2$y"
    assert fed(answer[:cut], f"{answer[cut:]}j") == f"{answer}j"


def test_every_key_that_is_known_passes() -> None:
    known = [key for key in ANSI_SEQUENCES_KEYS if key != PASTE_BEGIN]
    assert len(known) > 200
    assert [key for key in known if fed(f"{key}a") != f"{key}a"] == []
    kitty = (
        "\x1b[97;5u",
        "\x1b[97;5:3u",
        "\x1b[57441u",
        "\x1b[27;5;97~",
        "\x1b[1;9A",
        "\x1b[<0;5;5M",
    )
    assert [key for key in kitty if fed(f"{key}a") != f"{key}a"] == []


class ReadingThread:
    """An input thread on a pipe; it is kept from reading on, as on a busy machine, after a key."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self._goes_on = Event()
        self.keys: list[str] = []
        self._input = Input(self._read, self._receive, lambda: None)

    def _receive(self, message: Message) -> None:
        if isinstance(message, events.Key):
            self.keys.append(message.key)
            self._goes_on.wait(20)
        elif isinstance(message, events.Paste):
            self.keys.append(message.text)

    def type(self, first: str, second: str, delay: float) -> list[str]:
        """Return the keys of a text in two parts, the second read `delay` seconds late."""
        self._input.start()
        os.write(self._write, f"k{first}".encode())
        until(lambda: self.keys == ["k"], "the first key")
        os.write(self._write, f"{second}zz".encode())
        select.select([], [], [], delay)
        self._goes_on.set()
        until(lambda: self.keys[-1:] == ["z"], lambda: f"the last key in {self.keys}")
        self._input.stop()
        for descriptor in (self._read, self._write):
            os.close(descriptor)
        return self.keys[1:-2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("\x1b]52;c;Q", "Q==\a"), ("\x1b]11;rgb:0/0/0", "/Q\x1b\\"), ("\x1bP1+r5", "44QqQ\x1b\\"),
        ("\x1b_G", "qQ\x1b\\"), ("\x1b[?6", "2;4c"), ("\x1b[>0;", "95;0c"), ("\x1b[?1;", "2c"),
    ],
)  # fmt: skip
def test_an_answer_whose_end_is_read_late_types_nothing(first: str, second: str) -> None:
    assert ReadingThread().type(first, second, 1.1) == []


@pytest.mark.parametrize(("first", "second"), [("\x1b", "]52;c;QQ==\a"), ("\x1b]5", "2;Q\a")])
def test_an_answer_whose_beginning_is_read_in_two_types_nothing_of_its_content(
    first: str, second: str
) -> None:
    assert not {"q", "Q", "c"} & set(ReadingThread().type(first, second, 0.2))


def test_a_paste_whose_end_is_read_late_is_one_paste() -> None:
    assert ReadingThread().type(f"{PASTE_BEGIN}a", f"Q{PASTE_END}", 1.1) == ["aQ"]
