"""Notes full of remote pictures, scripts and links to files are shown and exported, and nothing is opened or called."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from pathlib import Path

import pytest

from models.text.markdown import SAFE_SCHEMES
from tests.sentences import ROOT
from tests.ui.hostile_child import LURE

_TRACED = "trace=%network,%file"
_OPENING = re.compile(
    r"(?:open|openat|openat2|stat|statx|lstat|newfstatat|access|faccessat2?|readlink|readlinkat|execve)\("
)
_CALLING = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg|bind)\(.*(?:AF_INET|lure)|socket\((?:AF_INET|AF_INET6),")


@dataclass(frozen=True)
class Run:
    """What a child left behind: its folder, what Python's hook saw, and what the kernel was asked for (if traced)."""

    folder: Path
    seen: list[str]
    calls: list[str]


def _run(folder: Path, *words: str) -> Run:
    (folder / LURE).mkdir()
    (folder / LURE / "secret.png").write_bytes(b"\x89PNG")
    (folder / LURE / "secret.html").write_text("secret words", "utf-8")
    trace = folder / "trace.txt"
    command = [sys.executable, "-m", "tests.ui.hostile_child", str(folder), *words]
    if _can_trace():
        command = ["strace", "-f", "-qq", "-s", "300", "-e", _TRACED, "-o", str(trace), *command]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "NO_AT_BRIDGE": "1"}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "end\n" in done.stdout
    seen = [line for line in done.stdout.splitlines() if line.startswith("seen ")]
    lines = trace.read_text("utf-8", "replace").splitlines() if trace.exists() else []
    lured = [line for line in lines if LURE in line and _OPENING.search(line)]
    return Run(folder, seen, [*lured, *(line for line in lines if _CALLING.search(line))])


def _can_trace() -> bool:
    """Return whether system calls can be watched here; a container may forbid it."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return _run(tmp_path_factory.mktemp("hostile"))


def test_nothing_was_opened_and_nobody_was_called(run: Run) -> None:
    assert run.seen == []
    assert run.calls == []


def test_the_watch_would_notice(tmp_path: Path) -> None:
    lured = _run(tmp_path, "--lured")
    assert any("secret.html" in line for line in lured.seen)
    assert any("socket.connect" in line for line in lured.seen)
    if _can_trace():
        assert any("secret.png" in line for line in lured.calls)
        assert any("AF_INET" in line for line in lured.calls)


class _Addresses(HTMLParser):
    """Gathers what a page would fetch or lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.fetched: list[str] = []
        self.linked: list[str] = []
        self.policy = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = {name: value or "" for name, value in attrs}
        assert not [name for name in given if name.startswith("on")]
        if tag == "a":
            self.linked.append(given["href"])
        self.fetched += [
            value
            for name, value in given.items()
            if name in ("src", "srcset", "data", "poster", "background", "action")
        ]
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given["content"]


def test_the_page_and_the_mail_lead_only_to_safe_places(run: Run) -> None:
    mail = BytesParser(policy=policy.default).parsebytes((run.folder / "summary.eml").read_bytes())
    body = mail.get_body(("html",))
    assert body is not None
    pages = [_Addresses((run.folder / "summary.html").read_text("utf-8")), _Addresses(body.get_content())]
    assert pages[0].policy.startswith("default-src 'none'")
    for page in pages:
        assert page.tags.isdisjoint(
            {"script", "img", "iframe", "object", "embed", "link", "form", "base", "svg", "video"}
        )
        assert page.fetched == []
        assert page.linked
        assert {address.partition(":")[0] for address in page.linked} <= set(SAFE_SCHEMES)


def test_the_office_files_hold_no_link_to_elsewhere(run: Run) -> None:
    import zipfile

    for name in ("summary.docx", "summary.xlsx"):
        with zipfile.ZipFile(run.folder / name) as packed:
            for part in packed.namelist():
                if part.endswith(".rels"):
                    assert b'TargetMode="External"' not in packed.read(part), part


def test_the_pdf_runs_nothing_and_leads_only_to_safe_places(run: Run) -> None:
    content = (run.folder / "summary.pdf").read_bytes()
    assert not re.search(rb"/(?:JavaScript|JS|Launch|GoToR|SubmitForm|ImportData|EmbeddedFile|OpenAction)\b", content)
    for address in re.findall(rb"/URI\s*\(([^)]*)", content):
        assert address.decode().partition(":")[0] in SAFE_SCHEMES


def test_what_was_pasted_is_words_and_safe_links(run: Run) -> None:
    pasted = (run.folder / "pasted.md").read_text("utf-8")
    assert "Words **bold**" in pasted
    assert "[good](https://example.com/good)" in pasted
    assert "lure.example/d.png" not in pasted
    assert "[file]" not in pasted
