"""No text of a brief reaches Textual as markup: by the code's shape, and by trying."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App

import briefing
from briefing.library import Library
from briefing.ui.app import BriefingApp
from briefing.ui.options import Options
from tests.safety import briefs, share
from tests.safety.corpus import MARKUP
from tests.ui.conftest import seen

ROOMS = [Path(briefing.__file__).parent / room for room in ("ui", "terminal")]

READ_AS_MARKUP = frozenset(
    ("Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "TabPane", "Tab",
     "Option", "OptionList", "Select", "SelectionList", "Placeholder", "Tree", "DataTable",
     "RichLog", "Markdown", "Link", "Pretty", "Toast", "Tooltip", "from_markup", "notify",
     "add_column", "add_row", "add_option", "panic", "exit_message", "assemble")
)  # fmt: skip
"""Calls that take a text for markup, or that nobody has had to think about yet."""

SET_AS_MARKUP = frozenset(("border_title", "border_subtitle", "tooltip", "renderable"))
"""Attributes that take a text for markup."""


def _is_safe(node: ast.expr) -> bool:
    """Whether an argument is written out in the code, or is content and no markup."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return _is_safe(node.body) and _is_safe(node.orelse)
    return isinstance(node, ast.Call) and _name(node.func) in ("Content", "Text")


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def markup_in(code: str) -> Iterator[str]:
    """Yield where some code hands Textual a text that it would read as markup."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and _name(node.func) in READ_AS_MARKUP:
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if not all(map(_is_safe, given)):
                yield f"line {node.lineno}: {_name(node.func)} is given what is no Content"
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = [_name(t) for t in targets if isinstance(t, ast.Attribute | ast.Name)]
            if SET_AS_MARKUP & set(named) and not _is_safe(node.value):
                yield f"line {node.lineno}: {named[0]} is set to what is no Content"
        elif isinstance(node, ast.Call) and _name(node.func) == "update" and _joined(node.args):
            yield f"line {node.lineno}: a widget is updated with what is no Content"


def _joined(given: list[ast.expr]) -> bool:
    """Whether a text is put together on the spot."""
    return any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in given)


@pytest.mark.parametrize(
    "path", [path for room in ROOMS for path in sorted(room.glob("*.py"))], ids=lambda p: p.stem
)
def test_no_view_is_given_a_text_that_it_would_read_as_markup(path: Path) -> None:
    assert list(markup_in(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "Static(title)", "Label(f'{title}')", "self.border_title = row.title", "x.tooltip = a + b",
        "self.notify(str(error))", "Content.from_markup(text)", "widget.update(f'[b]{x}')",
        "self.border_subtitle = x if y else ''", "Static('a' + b)", "Static(content=name)",
    ],
)  # fmt: skip
def test_the_rule_sees_what_it_forbids(code: str) -> None:
    assert list(markup_in(code))


@pytest.mark.parametrize(
    "code",
    ["Static('Help')", "Static(Content(title))", "self.border_title = Content(a + b)",
     "self.border_title = ''", "values.update(other)", "Bar(id='x')"],
)  # fmt: skip
def test_the_rule_lets_content_through(code: str) -> None:
    assert not list(markup_in(code))


# By trying -------------------------------------------------------------------------------------

KEYS = ("enter", "1", "2", "3", "4", "5", "z", "z", "p", "escape", "x", "escape", "d", "escape",
        "equals_sign", "escape", "T", "escape", "P", "escape", "question_mark", "escape", "colon",
        "b", "escape", "w", "escape", "slash", "left_square_bracket", "slash",
        "right_square_bracket", "enter")  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a store whose briefs say nothing but markup, in every field."""
    texts = [text for text in MARKUP if len(text) < 60]
    briefs.write(tmp_path / "store", briefs.rotations(texts, 3))
    return Library(tmp_path / "store", cache=tmp_path / "cache")


@pytest.mark.parametrize("size", [(200, 60), (80, 24)][: share(1, 2)])
async def test_markup_is_shown_as_it_is_written_and_does_nothing(
    library: Library, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    for name in ("action_screenshot", "action_bell", "action_simulate_key", "open_url", "bell"):
        monkeypatch.setattr(App, name, lambda *words, name=name: done.append(name))
    app = BriefingApp(library, Options())
    shown: list[str] = []
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for key in KEYS:
            await pilot.press(key)
            shown.append(seen(pilot))
            await pilot.click(offset=(10 + 7 * len(shown) % (size[0] - 20), len(shown) % size[1]))
    assert app.return_code in (0, None)
    assert done == []
    everything = "\n".join(shown)
    assert sum(text in everything for text in ("[/]", "[red]x", "[b]bold[/b]", ":smile:")) >= 2
    assert "[@click=app." in everything


async def test_each_markup_stands_in_list_and_pane_as_it_is_written(tmp_path: Path) -> None:
    texts = [text for text in MARKUP if len(text) < 60]
    for number, text in enumerate(texts):
        data = {"title": f"t{number} {text} end", "date": "2025-01-01", "summary": "S",
                "quotes": {"q1": {"who": "a", "text": f"{text} said"}},
                "parties": {"a": {"name": f"{text} party"}}}  # fmt: skip
        (tmp_path / f"b{number:02}.json").write_text(json.dumps(data))
    app = BriefingApp(Library(tmp_path, cache=tmp_path / "cache"), Options())
    async with app.run_test(size=(99, len(texts) + 2)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        listed = seen(pilot)
        for number, text in enumerate(texts):
            assert f"t{number} {text} end" in listed
        await pilot.press("enter", "4")
        for _ in texts:
            opened = seen(pilot)
            number = int(opened.split()[0][1:])
            assert f"{texts[number]} said" in opened
            assert f"{texts[number]} party" in opened
            await pilot.press("J")
