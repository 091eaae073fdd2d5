"""The guards of the house: each holds for the code there is, and each is shown to bite."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import guards
from tests.sentences import ROOT, code_files

BELOW = sorted((ROOT / "models").rglob("*.py"))
ABOVE = sorted((ROOT / "ui").rglob("*.py"))

NOT_BELOW = ("PySide6", "ui")
NOT_ABOVE = ("apsw", "models.tables", "peewee", "playhouse")


def objections(files: list[Path], guard: Callable[[str], list[str]]) -> list[str]:
    return [
        f"{file.relative_to(ROOT).as_posix()} {objection}"
        for file in files
        for objection in guard(file.read_text(encoding="utf-8"))
    ]


def test_the_lower_floor_knows_no_window() -> None:
    assert BELOW
    assert objections(BELOW, lambda source: guards.forbidden_imports(source, NOT_BELOW)) == []


def test_the_upper_floor_knows_no_database() -> None:
    assert objections(ABOVE, lambda source: guards.forbidden_imports(source, NOT_ABOVE)) == []


@pytest.mark.parametrize(
    "source",
    [
        "import PySide6",
        "from PySide6.QtCore import QObject",
        "def late():\n    from ui.session import Session",
        "from models import tables",
        "import models.tables.visits",
        "from peewee import Model",
        "from ..tables import Visit",
    ],
)
def test_an_import_across_the_floors_is_seen(source: str) -> None:
    assert guards.forbidden_imports(source, NOT_BELOW + NOT_ABOVE)


@pytest.mark.parametrize("source", ["import models.tablets", "from uikit import x", "name = 'PySide6'"])
def test_a_similar_name_is_no_import_across_the_floors(source: str) -> None:
    assert guards.forbidden_imports(source, NOT_BELOW + NOT_ABOVE) == []


def test_heavy_libraries_are_imported_late() -> None:
    assert objections(BELOW, guards.early_imports) == []


@pytest.mark.parametrize(
    "source",
    [
        "import typst",
        "from babel.dates import format_date",
        "class Page:\n    import docxtpl",
        "try:\n    import lxml.etree\nexcept ImportError:\n    lxml = None",
        "if True:\n    import jinja2",
    ],
)
def test_an_early_import_is_seen(source: str) -> None:
    assert guards.early_imports(source)


@pytest.mark.parametrize(
    "source",
    [
        "def late():\n    import typst",
        "if TYPE_CHECKING:\n    from babel.core import Locale",
        "import typing",
    ],
)
def test_a_late_import_is_welcome(source: str) -> None:
    assert guards.early_imports(source) == []


def declared_libraries(*, for_tests: bool = False) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + (project["optional-dependencies"]["dev"] if for_tests else [])
    return {guards.normalised(re.split(r"[<>=!~\[; ]", line)[0]) for line in lines}


def test_every_library_is_declared() -> None:
    installed, with_tools = declared_libraries(), declared_libraries(for_tests=True)
    # walk.py is run by the system's own Python, which has a library that pip can't install.
    tests = sorted(set((ROOT / "tests").rglob("*.py")) - {ROOT / "tests" / "ui" / "screen" / "walk.py"})
    assert objections(BELOW + ABOVE, lambda source: guards.undeclared_imports(source, installed)) == []
    assert objections(tests, lambda source: guards.undeclared_imports(source, with_tools)) == []


def test_every_library_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {guards.normalised(line.split("==")[0]) for line in lines if "==" in line}
    assert declared_libraries(for_tests=True) <= pinned


@pytest.mark.parametrize(
    "source", ["import lxml.etree", "def late():\n    from hypothesis import given", "import gone"]
)
def test_an_undeclared_library_is_seen(source: str) -> None:
    assert guards.undeclared_imports(source, {"docxtpl"})


@pytest.mark.parametrize(
    "source", ["import json", "import apsw", "from models import errors", "from dateutil import tz"]
)
def test_a_declared_library_is_welcome(source: str) -> None:
    assert guards.undeclared_imports(source, {"apsw-sqlite3mc", "python-dateutil"}) == []


def test_starting_the_program_loads_no_heavy_library_and_no_window() -> None:
    script = "import sys, main; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not {"PySide6", *guards.HEAVY} & set(done.stdout.split())


def test_no_sentence_is_built_before_it_is_translated() -> None:
    assert objections(code_files(), guards.built_sentences) == []


@pytest.mark.parametrize(
    "argument",
    [
        'f"Hello {name}"',
        '"Hello %s" % name',
        '"Hello {}".format(name)',
        '"Hello " + name',
        '", ".join(names)',
        'kind.replace("_", " ")',
    ],
)
@pytest.mark.parametrize(
    "call", ["language.say({})", "Label({})", "plural('one', {}, 3)", "plural({}, 'many', 3)", "NotFound({})"]
)
def test_a_built_sentence_is_seen(call: str, argument: str) -> None:
    assert guards.built_sentences(call.format(argument))
    assert guards.built_sentences(call.format(f"'x' if y else {argument}"))


@pytest.mark.parametrize("argument", ['"Hello, {name}."', '"One " "sentence."', "NAMES[kind]", "self.sentence", "name"])
def test_a_plain_sentence_is_welcome(argument: str) -> None:
    assert guards.built_sentences(f"language.say({argument}, name=f'{{first}} {{last}}')") == []


def test_every_migration_has_its_frozen_journal_and_its_test() -> None:
    assert guards.unproven_migrations(ROOT) == []


def house_with_two_steps(root: Path) -> Path:
    for name in (
        "models/migrations/step_0001_first_tables.py",
        "models/migrations/step_0002_assets.py",
        "tests/journals/version-1.rounds",
        "tests/journals/version-2.rounds",
        "tests/models/migrations/test_step_0002.py",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def test_a_complete_migration_is_welcome(tmp_path: Path) -> None:
    assert guards.unproven_migrations(house_with_two_steps(tmp_path)) == []


@pytest.mark.parametrize(
    "missing",
    [
        "models/migrations/step_0001_first_tables.py",
        "tests/journals/version-1.rounds",
        "tests/journals/version-2.rounds",
        "tests/models/migrations/test_step_0002.py",
    ],
)
def test_an_unproven_migration_is_seen(tmp_path: Path, missing: str) -> None:
    (house_with_two_steps(tmp_path) / missing).unlink()
    assert len(guards.unproven_migrations(tmp_path)) == 1


def test_every_folder_of_code_goes_into_the_wheel() -> None:
    assert guards.packages_without_init(ROOT) == []


def test_a_folder_that_the_wheel_leaves_out_is_seen(tmp_path: Path) -> None:
    (tmp_path / "models" / "text").mkdir(parents=True)
    (tmp_path / "models" / "__init__.py").touch()
    (tmp_path / "models" / "text" / "dates.py").touch()
    assert len(guards.packages_without_init(tmp_path)) == 1


USED_BY_SCRIPTS_AND_TESTS = {
    "models.accounts.listing",
    "models.attachments.add",
    "models.contacts.listing",
    "ui.alerts.use",
    "ui.preferences.use",
}


def test_nothing_is_kept_for_tests_alone() -> None:
    sources = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file.read_text("utf-8")
        for file in (ROOT / "main.py", *BELOW, *ABOVE)
        if file.parent.name != "migrations" or not file.name.startswith("step_")  # it is run by its number
    }
    unused = {objection.partition(" ")[0] for objection in guards.unused_names(sources)}
    assert unused == USED_BY_SCRIPTS_AND_TESTS


def test_a_name_that_nothing_uses_is_seen() -> None:
    sources = {
        "models.trips": "def create(): ...\ndef get(): ...\ndef _row(): ...\nROWS = _row()",
        "ui.page": "from models import trips\nclass Page:\n    made = trips.create",
        "main": "PAGE = 'ui.page:Page'\nfrom ui.other import trips\ntrips.get()",
    }
    assert guards.unused_names(sources) == ["models.trips.get is used by nothing but tests"]


def test_no_file_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a clone: nothing tells what belongs to the project")
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    found = [f"{file.name}: {trace}" for file in files for trace in guards.traces_of_one_machine(file.read_bytes())]
    assert found == []


@pytest.mark.parametrize(
    "parts",
    [
        ("see /", "home/someone/rounds"),
        ("= '/", "Users/someone/rounds'"),
        ("C:\\", "Users\\someone"),
        ("/", "tmp/x"),
        ("files.", "pythonhosted.", "org"),
        ("--extra-", "index-url x"),
    ],
)
def test_a_trace_of_one_machine_is_seen(parts: tuple[str, ...]) -> None:
    assert guards.traces_of_one_machine("".join(parts).encode())


def test_an_ordinary_path_is_no_trace() -> None:
    assert guards.traces_of_one_machine(b"TEL;TYPE=home/work/cell, src/home/page.py, and / alone") == []
