"""Selecting several records or briefs, copying them together, and piping them to a command."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing.terminal.command_words import words_of_command
from briefing.terminal.session import lifecycle
from briefing.ui.input import piping
from briefing.ui.input.piping import run_command
from briefing.ui.main.reading_screen import focused_view
from tests.tools.waiting import until_async
from tests.ui.conftest import Reader, board_of, brief_of, screen_of, seen

Piped = list[tuple[list[str], str]]


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Return the commands that are piped to, each with its standard input; none is run."""
    done: Piped = []

    def run(_app: object, words: list[str], text: str) -> str:
        done.append((words, text))
        return f"piped to {words[0]}"

    monkeypatch.setattr(piping, "run_command", run)
    return done


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is copied."""
    texts: list[str] = []
    monkeypatch.setattr(
        "briefing.ui.app.BriefingApp.copy_to_clipboard", lambda _app, text: texts.append(text)
    )
    return texts


def marks(pilot) -> str:
    """Return the column of the cursor in the view with the keyboard."""
    view = focused_view(screen_of(pilot))
    return "".join(view.render_line(y).text[0] for y in range(view.size.height)).rstrip()


async def test_what_is_selected_is_marked_and_named(reader: Reader):
    async with reader() as pilot:
        await pilot.press("v", "j")
        assert marks(pilot) == "▎▌"
        assert "2 selected: y copies, | pipes, Esc cancels" in seen(pilot)
        await pilot.press("G")
        assert marks(pilot) == "▎▎▌"
        await pilot.press("k", "k")
        assert marks(pilot) == "▌"
        assert "1 selected" in seen(pilot)
        await pilot.press("escape")
        assert "selected" not in seen(pilot)


async def test_signs_of_ascii_mark_the_selection_too(reader: Reader):
    async with reader(ascii_only=True) as pilot:
        await pilot.press("j", "v", "k")
        assert marks(pilot) == ">|"


async def test_selected_quotes_are_copied_with_one_line_of_handling(
    reader: Reader, copied: list[str], tmp_path: Path
):
    quotes = "".join(f"  q{n}: {{text: word {n}, who: a, kind: paraphrase}}\n" for n in range(1, 6))
    (tmp_path / "a.yaml").write_text(
        "title: A\ndate: 2025-01-02\nsummary: W.\nhandling: amber\nparties: {a: {name: Aland}}\n"
        f"quotes:\n{quotes}"
    )
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("4", "j", "v", "j", "j", "y")
        (text,) = copied
        assert text.count("TLP:AMBER") == 1
        assert [f"word {n}" in text for n in range(1, 6)] == [False, True, True, True, False]
        assert text.count("\n\n") == 2
        assert "selected" not in seen(pilot)
        await pilot.press("y", "y")
        assert "word 4" in copied[1]


async def test_selected_briefs_are_copied_a_line_each(reader: Reader, copied: list[str]):
    async with reader() as pilot:
        await pilot.press("v", "j", "y")
        lines = copied[0].splitlines()
        assert [line.split()[0] for line in lines] == ["2025-07-23", "2025-06-02"]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_selection_goes_on_while_the_brief_beside_follows(
    reader: Reader, copied: list[str], piped: Piped, size: tuple[int, int]
):
    async with reader(size) as pilot:
        await pilot.press("v", "j", "j")
        if size[0] > 80:
            await until_async(lambda: brief_of(pilot) == "istanbul-2025-05-16")
        await pilot.pause()
        assert marks(pilot).count("▎") + marks(pilot).count("▌") >= 3
        await pilot.press("y")
        assert [line.split()[0] for line in copied[0].splitlines()] == [
            "2025-07-23", "2025-06-02", "2025-05-16",
        ]  # fmt: skip


@pytest.mark.parametrize("key", ["v", "escape", "2", "enter", "J", "f"])
async def test_another_command_ends_the_selection(reader: Reader, key: str):
    async with reader() as pilot:
        await pilot.press("v", "j", key)
        screen = screen_of(pilot)
        assert not screen.selection_output.selection.indices
        assert not screen.list.selected_rows


async def test_an_empty_list_has_nothing_to_select(reader: Reader, tmp_path: Path):
    async with reader(folder=tmp_path, refresh=0.5) as pilot:
        await pilot.press("v")
        assert "nothing to select" in seen(pilot)


async def test_the_selection_is_piped(reader: Reader, piped: Piped):
    async with reader() as pilot:
        await pilot.press("v", "j", "|")
        assert "pipe 2 briefs to:" in seen(pilot)
        await pilot.press(*"sort -k 2", "enter")
        ((words, text),) = piped
        assert words == ["sort", "-k", "2"]
        assert text.count("\n") == 2
        assert "piped to sort" in seen(pilot)


async def test_one_that_is_selected_is_one(reader: Reader, piped: Piped):
    async with reader() as pilot:
        await pilot.press("v", "|")
        assert "pipe 1 brief to:" in seen(pilot)
        await pilot.press("escape", "4", "v", "|")
        assert "pipe 1 record to:" in seen(pilot)
        assert not piped


async def test_an_empty_pane_has_nothing_to_pipe(reader: Reader, piped: Piped, tmp_path: Path):
    (tmp_path / "a.yaml").write_text("title: A\ndate: 2025\nsummary: W.\n", encoding="utf-8")
    async with reader(folder=tmp_path) as pilot:
        await pilot.press("2", "|")
        assert "nothing to pipe" in seen(pilot)
        assert not piped


async def test_from_the_list_the_brief_is_piped_with_its_handling(reader: Reader, piped: Piped):
    async with reader() as pilot:
        await pilot.press("|", *"less", "enter")
        ((_, text),) = piped
        assert "TLP:CLEAR" in text
        assert "third round" in text
        assert "Disagreements" in text


async def test_the_record_is_piped_and_the_command_is_remembered(reader: Reader, piped: Piped):
    async with reader() as pilot:
        await pilot.press("4", "|", *"wc -w", "enter")
        await pilot.press("j", "|", "up", "enter")
        assert [words for words, _ in piped] == [["wc", "-w"]] * 2
        assert piped[0][1] != piped[1][1]
        assert brief_of(pilot) == "istanbul-2025-07-23"


async def test_a_board_is_piped_as_a_table(reader: Reader, piped: Piped):
    async with reader((120, 40)) as pilot:
        await pilot.press("p", "|")
        assert "pipe the board to:" in seen(pilot)
        await pilot.press(*"cat", "enter")
        assert "| --- |" in piped[0][1]
        assert board_of(pilot).opened.kind == "process"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("grep a | wc", "| is for a shell"),
        ("cat > x", "> is for a shell"),
        ("echo 'a", "a quotation"),
    ],
)
async def test_what_only_a_shell_understands_is_refused(reader: Reader, piped: Piped, line, told):
    async with reader() as pilot:
        await pilot.press("|", *line, "enter")
        assert told in seen(pilot)
        assert not piped


async def test_restricted_mode_pipes_and_copies_nothing(reader: Reader):
    async with reader(restricted=True) as pilot:
        await pilot.press("|")
        assert "| is not bound" in seen(pilot)
        await pilot.press("v")
        assert "v is not bound" in seen(pilot)


def test_the_words_of_a_command_are_split_as_a_shell_does():
    home = str(Path.home())
    assert words_of_command("mail -s 'a b' ~/x c~d")[0] == ["mail", "-s", "a b", f"{home}/x", "c~d"]
    assert words_of_command("sh -c 'grep a | wc > x'") == (["sh", "-c", "grep a | wc > x"], "")
    assert words_of_command("a\0b")[1]
    assert words_of_command("  ") == ([], "")


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is done with the terminal, in order."""
    steps: list[str] = []

    @contextmanager
    def lend(_app: object) -> Iterator[None]:
        steps.append("lent")
        yield
        steps.append("given back")

    monkeypatch.setattr(lifecycle, "lent", lend)
    monkeypatch.setattr(piping, "_wait_for_enter", steps.append)
    return steps


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


Case = tuple[list[str], str]


@pytest.mark.parametrize(
    ("words", "note", "waits"),
    [
        (_python("import sys; sys.exit(len(sys.stdin.read()))"), "exited with status 5", True),
        (_python("pass"), "piped to ", True),
        (_python(f"import os; os.kill(os.getpid(), {int(signal.SIGTERM)})"), "signal 15", True),
        (["/no/such/command"], "/no/such/command: No such file or directory", False),
    ],
)
def test_a_command_has_the_terminal_and_gives_it_back(
    lent: list[str], words: list[str], note: str, waits: bool
):
    app: Callable[[], object] = lambda: None  # noqa: E731
    told = run_command(app, words, "текст")  # type: ignore[arg-type]
    assert note.replace("5", str(len("текст"))) in told
    assert lent[0] == "lent"
    assert lent[-1] == "given back"
    assert len(lent) == 2 + waits
    assert all("Enter returns to the reader" in step for step in lent[1:-1])


def test_text_larger_than_a_pipe_may_be_left_unread(lent: list[str]):
    assert "piped to" in run_command(None, _python("pass"), "x" * 3_000_000)  # type: ignore[arg-type]
