"""Other processes for tests: started with a word to say when they are ready, and killed without warning."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sentences import ROOT


@contextmanager
def child(what: str, path: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the saver and wait until it is ready; it is killed at the end at the latest."""
    command = [sys.executable, "-m", "tests.models.saver", what, str(path), str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        try:
            assert process.stdout.readline() == "ready\n", process.stderr.read()
            yield process
        finally:
            process.kill()


def kill_within(process: subprocess.Popen[str], seconds: float, chance: random.Random) -> list[str]:
    """Kill a child at a random moment and return what it had said by then, whole lines only.

    How many lines it may say in peace is random too, so that it gets somewhere on a busy machine.
    """
    assert process.stdout
    said = "".join(process.stdout.readline() for _ in range(chance.randrange(4)))
    try:
        process.wait(timeout=chance.uniform(0, seconds))
    except subprocess.TimeoutExpired:
        process.kill()
    said += process.stdout.read()
    return [line.strip() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def kill_after(process: subprocess.Popen[str], lines: int) -> None:
    """Kill a child as soon as it has said so many lines, or let it end if it says fewer."""
    assert process.stdout
    for _ in range(lines):
        if not process.stdout.readline():
            break
    else:
        process.kill()
    process.wait()
