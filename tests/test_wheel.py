"""The installed program: everything it needs is in the wheel, and it works from any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.sentences import ROOT

pytest.importorskip("setuptools", minversion="77", reason="the virtual environment of `make setup` builds wheels")

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq"]
NOT_INSTALLED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "*.pot")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what goes into the wheel, so that building leaves nothing in the checkout."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("models", "resources", "ui"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=NOT_INSTALLED)
    for name in ("main.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    return copy


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*PIP, "wheel", *offline, "--wheel-dir", folder, source], check=True)
    (file,) = folder.glob("rounds-*.whl")
    return file


def test_the_wheel_holds_every_module_and_every_resource(source: Path, wheel: Path) -> None:
    files = [path for name in ("models", "resources", "ui") for path in (source / name).rglob("*") if path.is_file()]
    wanted = {path.relative_to(source).as_posix() for path in files} | {"main.py"}
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == wanted


def test_the_installed_program_does_its_main_job_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run([*PIP, "install", "--no-deps", "--no-index", "--target", installed, wheel], check=True)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import main; print(main.__file__, flush=True); main.run()",
            "demo",
            "--out",
            "out",
        ],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(installed)), "the checkout answered instead of the installed program"
    endings = ("pdf", "docx", "xlsx", "md", "html", "eml")
    expected = {"sample.rounds", *(f"summary.{ending}" for ending in endings)}
    assert expected <= {path.name for path in (elsewhere / "out").iterdir()}
