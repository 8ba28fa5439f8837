"""Lending the terminal to an editor, without a terminal."""

from pathlib import Path

import pytest

from briefing.ui.main.brief_output import EditorLauncher
from tests.ui.fakes import FakeScreen

BRIEF = "istanbul-2025-06-02"


class _Lent:
    """Stands for a terminal to lend, where there is none."""

    def __init__(self, app: object) -> None: ...

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@pytest.mark.parametrize(("name", "words"), [("vim", 2), ("code", 1)])
def test_the_editor_begins_at_the_record_if_it_can(
    screen: FakeScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: int
):
    program = tmp_path / name
    program.write_text(f'#!/bin/sh\necho "$*" > {tmp_path}/asked\nexit 3\n', encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(program))
    monkeypatch.setattr("briefing.terminal.session.lifecycle.lent", _Lent)
    edited: list[int] = []
    launcher = EditorLauncher(screen, lambda: edited.append(1))
    screen.read(BRIEF)
    screen.pane, screen.current_key = 4, "q3"
    launcher.edit()
    asked = (tmp_path / "asked").read_text(encoding="utf-8").split()
    assert len(asked) == words
    assert asked[-1] == str(screen.library.folder / f"{BRIEF}.yaml")
    assert edited == [1]
    assert screen.note.endswith(" exited with status 3")


def test_without_a_brief_there_is_nothing_to_edit(screen: FakeScreen):
    screen.list.numbers = []
    EditorLauncher(screen, lambda: None).edit()
    assert screen.note == "no brief to edit"
