"""`briefing edit`: the real file in the person's editor, checked when it is left."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import BRIEF, Answer, Command

Edit = Callable[..., Answer]


@pytest.fixture
def edit(briefing: Command, one: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Return a function that edits the brief with scripts, one for each time, and answers."""

    def run(*scripts: str, typed: str = "", words: tuple[str, ...] = (), name: str = "vi",
            has_terminal: bool = True):  # fmt: skip
        editor, times = one.parent / name, one.parent / "times"
        for number, script in enumerate(scripts, 1):
            (one.parent / f"script-{number}").write_text(script)
        editor.write_text(
            f'#!/bin/sh\necho x >> {times}\necho "$*" >> {times}.words\n'
            f'for last; do :; done\nfile=$last\n. {one.parent}/script-$(grep -c x {times})\n'
        )  # fmt: skip
        editor.chmod(0o755)
        monkeypatch.setenv("VISUAL", f"{editor} -x")
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        monkeypatch.setattr("briefing.user.editing.editor.has_terminal", lambda: has_terminal)
        return briefing("edit", words[0] if words else "meeting", *words[1:], "-s", one)

    return run


@pytest.mark.parametrize("name", ["vi", "nano", "nvim", "emacs"])
def test_without_a_terminal_an_editor_that_needs_one_is_not_started(
    edit: Edit, one: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    answer = edit('echo x > "$file"', name=name, has_terminal=False)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"briefing: meeting.yaml: {name} needs a terminal, and ")
    assert "set $EDITOR to a program that needs none" in answer.err
    assert (one / "meeting.yaml").read_text() == BRIEF
    assert not copies()


def test_an_editor_with_a_window_or_a_script_needs_no_terminal(
    edit: Edit, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("emacs", "code", "my-script"):
        edit("true", "true", "true", name=name, has_terminal=False)
    assert len(words_of(one)) == 3


def words_of(one: Path) -> list[str]:
    return (one.parent / "times.words").read_text().splitlines()


def copies() -> list[Path]:
    folder = Path(os.environ["XDG_STATE_HOME"], "briefing", "edits")
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_is_saved_without_an_error_stays(edit: Edit, one: Path) -> None:
    answer = edit('sed -i "s/A meeting/A talk/" "$file"')
    assert (answer.status, answer.err) == (0, "briefing: meeting.yaml: saved, no errors\n")
    assert (one / "meeting.yaml").read_text() == BRIEF.replace("A meeting", "A talk")
    assert not copies()


def test_the_editor_has_the_file_itself_and_the_line(edit: Edit, one: Path) -> None:
    (one / "meeting.yaml").write_text(f"{BRIEF}issues: {{a: A}}\nsources:\n  s: {{kind: news}}\n")
    for words, line in ((("meeting#s",), 7), (("meeting", "--at", "3"), 3)):
        edit(":", ":", words=words)
        assert words_of(one)[-1] == f"-x +{line} {one}/meeting.yaml"
    answer = edit(":", ":", ":", words=("meeting#q9",))
    assert words_of(one)[-1] == f"-x {one}/meeting.yaml"
    assert "has no record q9" in answer.err


def test_an_unchanged_file_is_untouched(edit: Edit, one: Path) -> None:
    path = one / "meeting.yaml"
    os.utime(path, ns=(10**18, 10**18))
    answer = edit('cp "$file" "$file.x"; cat "$file.x" > "$file"; rm "$file.x"')
    assert (answer.status, answer.err) == (0, "briefing: meeting.yaml: unchanged\n")
    assert path.stat().st_mtime_ns == 10**18
    assert not copies()


def test_an_editor_that_is_back_at_once_may_have_to_wait(edit: Edit) -> None:
    assert "EDITOR='code --wait'" in edit(":", name="code").err


@pytest.mark.parametrize("script", [': > "$file"', 'rm "$file"', 'echo typed > "$file"; exit 1'])
def test_an_empty_file_or_a_failure_puts_back_what_was_there(
    edit: Edit, one: Path, script: str
) -> None:
    answer = edit(script)
    assert answer.status == 1
    assert (one / "meeting.yaml").read_text() == BRIEF
    assert "what was there is put back" in answer.err
    assert [path.read_text() for path in copies()] == (["typed\n"] if "typed" in script else [])
    assert all(str(path) in answer.err for path in copies())


FAULT = 'sed -i "s/2025-01-02/tomorrow/" "$file"'


def test_a_fault_is_printed_and_the_file_edited_again_there(edit: Edit, one: Path) -> None:
    answer = edit(FAULT, 'sed -i "s/tomorrow/2025-01-03/" "$file"', typed="\n")
    assert answer.status == 0
    assert answer.out.startswith(f"{one}/meeting.yaml:3:7: error: date: ")
    assert "Edit again at line 3, keep as it is, put back what was there? [E/k/p]" in answer.err
    assert words_of(one)[1] == f"-x +normal! 3G7| {one}/meeting.yaml" or "+3" in words_of(one)[1]
    assert "2025-01-03" in (one / "meeting.yaml").read_text()
    assert not copies()


def test_kept_with_its_errors_the_text_before_is_kept_too(edit: Edit, one: Path) -> None:
    for typed, words in (("x\nk\n", ()), ("", ("meeting", "--yes"))):
        (one / "meeting.yaml").write_text(BRIEF)
        answer = edit(FAULT, FAULT, typed=typed, words=words)
        assert answer.status == 1
        assert "tomorrow" in (one / "meeting.yaml").read_text()
        assert {path.read_text() for path in copies()} == {BRIEF}
        assert any(str(path) in answer.err for path in copies())


def test_put_back_what_was_typed_is_kept(edit: Edit, one: Path) -> None:
    for typed, words in (("p\n", ()), ("", ("meeting", "--put-back"))):
        answer = edit(FAULT, FAULT, typed=typed, words=words)
        assert answer.status == 1
        assert (one / "meeting.yaml").read_text() == BRIEF
        assert all("tomorrow" in path.read_text() for path in copies())
        assert any(str(path) in answer.err for path in copies())


def test_at_the_end_of_input_nothing_more_is_written(edit: Edit, one: Path) -> None:
    answer = edit(FAULT)
    assert answer.status == 130
    assert "tomorrow" in (one / "meeting.yaml").read_text()
    assert [path.read_text() for path in copies()] == [BRIEF]


def test_changes_of_a_second_try_are_compared_with_the_first_text(edit: Edit, one: Path) -> None:
    answer = edit(FAULT, 'sed -i "s/tomorrow/2025-01-02/" "$file"', typed="e\n")
    assert answer.err.endswith("meeting.yaml: unchanged\n")
    assert (one / "meeting.yaml").read_text() == BRIEF


def test_an_editor_that_cannot_be_started(
    briefing: Command, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    answer = briefing("edit", "meeting", "-s", one)
    assert answer.status == 1
    assert "set $EDITOR to your editor" in answer.err
    assert not copies()
