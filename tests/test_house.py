"""The shape of the package, counted: how many rooms, how large, and no name for two things."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import briefing

ROOT = Path(briefing.__file__).parent
TOP_FLOOR = 22
FILES_A_FOLDER = 12
LINES_A_FILE = 400
LINES_A_FUNCTION = 30
METHODS_A_CLASS = 60
INNER_IMPORTS = 70
TYPE_CHECKING_BLOCKS = 30
NAMES_IN_SEVERAL_ROOMS = {"__init__.py", "schema.py"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name."""
    return {
        ".".join(["briefing", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(
            ".__init__"
        ): path
        for path in sorted(ROOT.rglob("*.py"))
        if "samples" not in path.relative_to(ROOT).parts
    }


@cache
def tree(name: str) -> ast.Module:
    """Return the syntax tree of one module."""
    return ast.parse(modules()[name].read_text(encoding="utf-8"))


@cache
def imports(name: str) -> dict[str, tuple[str, str]]:
    """Return the names that a module imports from ours: local name to module and name there."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefing")
        for alias in node.names
        if node.module
    }


def imported(name: str) -> Iterator[str]:
    """Yield the modules of ours that a module imports anywhere, for types only or not."""
    for module, symbol in imports(name).values():
        inner = f"{module}.{symbol}"
        yield inner if inner in modules() else module
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())


def functions() -> Iterator[tuple[str, Function]]:
    """Yield every function and method, with its module."""
    for name in modules():
        for node in ast.walk(tree(name)):
            if isinstance(node, Function):
                yield name, node


def classes(name: str) -> dict[str, ast.ClassDef]:
    """Return the classes of a module by name."""
    return {node.name: node for node in tree(name).body if isinstance(node, ast.ClassDef)}


def test_the_top_floor_is_small() -> None:
    # Folders without modules are what an older checkout left behind.
    rooms = {path.relative_to(ROOT).parts[0] for path in modules().values()}
    rooms -= {"__init__.py", "__main__.py"}  # which every package that can be run has
    assert len(rooms) <= TOP_FLOOR, sorted(rooms)


def test_no_folder_is_crowded() -> None:
    files = Counter(path.parent.relative_to(ROOT) for path in modules().values())
    assert not {str(folder): n for folder, n in files.items() if n > FILES_A_FOLDER}


def test_no_file_and_no_function_is_long() -> None:
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in modules().items()}
    assert not {name: n for name, n in lines.items() if n > LINES_A_FILE}
    sizes = {
        f"{name}.{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, node in functions()
    }
    assert not {name: n for name, n in sizes.items() if n > LINES_A_FUNCTION}


def test_no_file_name_is_in_two_rooms() -> None:
    rooms = defaultdict(list)
    for name, path in modules().items():
        if path.name not in NAMES_IN_SEVERAL_ROOMS and not name.startswith("briefing.cli"):
            rooms[path.name].append(name)
    assert not [names for names in rooms.values() if len(names) > 1]


def test_no_public_class_has_the_name_of_another() -> None:
    rooms = defaultdict(list)
    for name in modules():
        for cls in classes(name):
            if not cls.startswith("_"):
                rooms[cls].append(name)
    assert not {cls: names for cls, names in rooms.items() if len(names) > 1}


def test_no_imports_run_in_a_circle() -> None:
    left = {name: set(imported(name)) - {name} for name in modules()}
    while free := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in free:
            del left[name]
    # What is left imports the circle, or is part of it: peel off what nothing in it needs.
    while outer := [n for n in left if not any(n in needs for needs in left.values())]:
        for name in outer:
            del left[name]
    assert not left, sorted(left)


def test_imports_stand_at_the_top() -> None:
    inner = Counter(
        name
        for name, node in functions()
        for line in ast.walk(node)
        if isinstance(line, ast.Import | ast.ImportFrom)
    )
    assert inner.total() <= INNER_IMPORTS, inner.most_common()
    blocks = Counter(
        name
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )
    assert blocks.total() <= TYPE_CHECKING_BLOCKS, blocks.most_common()


def test_paths_are_handled_by_pathlib() -> None:
    assert not [n for n, path in modules().items() if "noqa: PTH" in path.read_text("utf-8")]


def test_no_class_has_too_many_methods_with_those_of_its_bases() -> None:
    counts = {
        f"{name}.{cls}": sum(_methods(*base) for base in _line(name, cls))
        for name in modules()
        for cls in classes(name)
    }
    assert not {cls: n for cls, n in counts.items() if n > METHODS_A_CLASS}


def _methods(name: str, cls: str) -> int:
    return sum(isinstance(node, Function) for node in classes(name)[cls].body)


def _line(name: str, cls: str) -> set[tuple[str, str]]:
    """Return a class of ours with all its bases of ours, each as module and name."""
    found = {(name, cls)}
    for base in classes(name)[cls].bases:
        where = _where(name, base)
        if where is not None:
            found |= _line(*where)
    return found


def _where(name: str, base: ast.expr) -> tuple[str, str] | None:
    """Return where a base is defined, if that is in this package."""
    symbol = base.value if isinstance(base, ast.Subscript) else base
    if not isinstance(symbol, ast.Name):
        return None
    module, cls = name, symbol.id
    while module in modules() and cls not in classes(module):
        if cls not in imports(module):
            return None
        module, cls = imports(module)[cls]
    return (module, cls) if module in modules() else None
