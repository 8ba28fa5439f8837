from hypothesis import given
from hypothesis import strategies as st

from briefing.terminal.keyboard import MOST_PASTED, PASTE_BEGIN, PASTE_END, PATIENCE, InputGuard


def fed(*pieces: str) -> str:
    guard = InputGuard()
    return "".join(guard.feed(piece, 0.0) for piece in pieces)


@given(text=st.text("aé\x1b[O;1~~AB\r"), cut=st.integers(0, 30))
def test_keys_pass_unchanged_however_they_arrive(text: str, cut: int) -> None:
    assert fed(text[:cut], text[cut:]) == text


@given(pasted=st.text("ab\r\x1b["), cut=st.integers(0, 60))
def test_a_paste_passes_whole(pasted: str, cut: int) -> None:
    whole = f"x{PASTE_BEGIN}{pasted}{PASTE_END}y"
    cut = max(cut, 7)
    if PASTE_BEGIN in whole[:cut]:
        assert fed(whole[:cut], whole[cut:]) == whole


def test_a_long_paste_is_cut() -> None:
    passed = fed(PASTE_BEGIN, *["x" * 1000] * 200, f"{PASTE_END}q")
    assert passed == PASTE_BEGIN + "x" * MOST_PASTED + PASTE_END + "q"


def test_a_paste_that_falls_silent_ends() -> None:
    guard = InputGuard()
    guard.feed(f"{PASTE_BEGIN}abc", 0.0)
    assert guard.tick(PATIENCE / 2) == ""
    assert guard.tick(PATIENCE) == PASTE_END
    assert guard.feed("q", PATIENCE + 1) == "q"


def test_strings_nobody_asked_for_are_dropped() -> None:
    assert fed("a\x1b]11;rgb:0/0/0\x1b\\b\x1b]52;c;QQ==\ac\x1bP>|xterm\x1b\\d") == "abcd"


def test_a_string_that_never_ends_does_not_keep_the_keyboard() -> None:
    guard = InputGuard()
    assert guard.feed("\x1b]11;" + "x" * 10000, 0.0) == ""
    assert guard.feed("j", PATIENCE) == "j"
