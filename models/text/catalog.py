"""Reads the translations: the few things of the PO format that ours has, in a twentieth of the time Babel takes.

A Chinese window reads all of them before its first word. `make translations`, which writes the file, and the tests
use Babel.
"""

from __future__ import annotations

import re
from pathlib import Path

_ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}


def read(path: Path) -> dict[str, str]:
    """Return the translation of each sentence that has one."""
    found = ((_text(sentence), _text(said)) for sentence, said in _ENTRY.findall(path.read_text(encoding="utf-8")))
    return {sentence: said for sentence, said in found if sentence and said}


def _text(quoted: str) -> str:
    """Return what stands between the quotes of one or more lines."""
    text = "".join(line[1:-1] for line in quoted.splitlines())
    return _ESCAPED.sub(lambda letter: _MEANT.get(letter[1], letter[1]), text) if "\\" in text else text
