"""The rules that keep the floors of the house apart, each as a function that tests can also prove to bite.

A guard takes source text or a folder and returns what it objects to, in words; nothing means all is well.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.sentences import marked_arguments

HEAVY = (
    "babel",
    "docx",
    "docxtpl",
    "fontTools",
    "icalendar",
    "jinja2",
    "lxml",
    "markdown_it",
    "openpyxl",
    "PIL",
    "pypinyin",
    "typst",
    "vobject",
    "xlsxwriter",
)
"""Libraries that cost a start's time: functions that need them import them."""

_MACHINE_PATH = rb"(?<![\w.-])(?:/(?:home|Users)/\w+/|/(?:root|work|tmp)/\w|[A-Za-z]:\\+Users\\+\w)"
_REGISTRY_HOST = rb"\b(?:crates|debian|npmjs|pypi|pythonhosted|ubuntu)\.(?:com|io|net|org)\b"
_REGISTRY_OPTION = rb"--(?:extra-)?index-url"
_OF_ONE_MACHINE = re.compile(b"|".join((_MACHINE_PATH, _REGISTRY_HOST, _REGISTRY_OPTION)))


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Yield what import statements name, 'models.tables' for `from models import tables` too."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def forbidden_imports(source: str, forbidden: tuple[str, ...]) -> list[str]:
    """Return the imports that this floor must not have, and relative ones, which hide where they lead."""
    return [
        f"imports {name}"
        for name in imported(ast.walk(ast.parse(source)))
        if name.startswith(".") or _is_one_of(name, forbidden)
    ]


def early_imports(source: str) -> list[str]:
    """Return the heavy libraries that a module imports as it is loaded."""
    loaded = imported(_run_at_import(ast.parse(source).body))
    return [f"imports {name} outside a function" for name in loaded if _is_one_of(name, HEAVY)]


@cache
def _providers() -> Mapping[str, list[str]]:
    """Return which distributions bring each module; reading all of them takes as long as a test."""
    return packages_distributions()


def undeclared_imports(source: str, declared: set[str]) -> list[str]:
    """Return the imports of libraries that the project does not name as its own (normalised names)."""
    ours = {"main", "models", "resources", "tests", "ui", *sys.stdlib_module_names}
    providers = _providers()
    found = []
    for name in imported(ast.walk(ast.parse(source))):
        library = name.partition(".")[0]
        if library not in ours and declared.isdisjoint(map(normalised, providers.get(library, []))):
            found.append(f"imports {library}, which pyproject.toml does not name")
    return found


def normalised(name: str) -> str:
    """Return a distribution's name as registries compare it: 'apsw_SQLite3MC' → 'apsw-sqlite3mc'."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_one_of(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith(module + ".") for module in modules)


def _run_at_import(statements: list[ast.stmt]) -> Iterator[ast.AST]:
    for statement in statements:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(statement, ast.If) and ast.unparse(statement.test).endswith("TYPE_CHECKING"):
            yield from _run_at_import(statement.orelse)
            continue
        yield statement
        for block in ("body", "orelse", "finalbody"):
            yield from _run_at_import(getattr(statement, block, []))
        for handler in getattr(statement, "handlers", []):
            yield from _run_at_import(handler.body)


def built_sentences(source: str) -> list[str]:
    """Return the sentences put together before they are translated, which no catalog can hold."""
    return [
        f"line {argument.lineno}: {ast.unparse(argument)}"
        for _, argument in marked_arguments(ast.parse(source))
        if _is_built(argument)
    ]


def _is_built(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_built(node.body) or _is_built(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return hasattr(str, node.func.attr) or _is_built(node.func.value)  # .format, .join, .replace, …
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def unproven_migrations(root: Path) -> list[str]:
    """Return the steps without a frozen journal of the version before, or without a test."""
    folder = root / "models" / "migrations"
    steps = sorted(int(path.stem.split("_")[1]) for path in folder.glob("step_*.py"))
    if steps != list(range(1, len(steps) + 1)):
        return [f"the steps are not numbered 1, 2, 3, …: {steps}"]
    needed = [f"tests/journals/version-{number}.rounds" for number in steps]
    tests = [f"tests/models/migrations/test_step_{number:04}.py" for number in steps if number > 1]
    return [f"there is no {path}" for path in needed + tests if not (root / path).is_file()]


def packages_without_init(root: Path) -> list[str]:
    """Return the folders of code that the wheel would leave out."""
    folders = {path.parent for floor in ("models", "ui") for path in (root / floor).rglob("*.py")}
    missing = [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()]
    return [f"{folder} has no __init__.py" for folder in missing]


def unused_names(sources: Mapping[str, str]) -> list[str]:
    """Return the functions and classes that nothing uses in any of these modules ('models.trips' → source).

    Methods are not looked at; a page that is named as 'ui.today.page:TodayPage' is used.
    """
    trees = {module: ast.parse(source) for module, source in sources.items()}
    used = {name for module, tree in trees.items() for name in _used_in(module, tree, trees.keys())}
    return [
        f"{module}.{node.name} is used by nothing but tests"
        for module, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and f"{module}.{node.name}" not in used
    ]


def _used_in(module: str, tree: ast.Module, modules: Collection[str]) -> Iterator[str]:
    """Yield the full names that a module uses of its own and of others."""
    meant: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                full = f"{node.module}.{name.name}"
                meant[name.asname or name.name] = full
                if full not in modules:
                    yield full
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name):
                yield f"{meant.get(node.value.id, node.value.id)}.{node.attr}"
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield f"{module}.{node.id}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and ":" in node.value:
            yield node.value.replace(":", ".", 1)


def traces_of_one_machine(data: bytes) -> list[str]:
    """Return the paths of somebody's machine and the hosts of package registries that a file names."""
    return [found.decode() for found in _OF_ONE_MACHINE.findall(data)]
