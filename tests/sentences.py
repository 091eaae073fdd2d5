"""The sentences the code says, and the catalog that holds their Chinese: `python -m tests.sentences update`.

A sentence is marked by where it stands: first argument of `say`, `Label` or an error class, or second of
`plural` (its first is the English singular, which no catalog translates). The code is read as a syntax tree,
because the usual extractor glues the halves of `say("a" if x else "b")` together, and takes the key in
`say(NAMES["a"])` for a sentence.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOG = ROOT / "resources" / "translations" / "zh_CN.po"


def code_files() -> list[Path]:
    """Return the files that speak to a person."""
    return [ROOT / "main.py", *sorted((ROOT / "models").rglob("*.py")), *sorted((ROOT / "ui").rglob("*.py"))]


@cache
def error_classes() -> frozenset[str]:
    """Return the names of JournalError and its kinds."""
    known = {"JournalError"}
    for node in ast.parse((ROOT / "models" / "errors.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and known & {ast.unparse(base) for base in node.bases}:
            known.add(node.name)
    return frozenset(known)


def marked_arguments(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield every argument that stands where a sentence belongs, with the parameter it is given for."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        parameters: tuple[str, ...]
        if name == "plural":
            parameters = ("one", "many")
        elif name in {"say", "Label"} | error_classes():
            parameters = ("sentence",)
        else:
            continue
        yield from zip(parameters, node.args, strict=False)
        yield from ((word.arg, word.value) for word in node.keywords if word.arg and word.arg in parameters)


def sentences_of(source: str) -> Iterator[str]:
    """Yield the sentences of one file that a catalog must hold, in their order."""
    marked = list(marked_arguments(ast.parse(source)))
    for parameter, argument in sorted(marked, key=lambda pair: (pair[1].lineno, pair[1].col_offset)):
        if parameter != "one":
            yield from filter(None, _literals(argument))


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def all_sentences() -> dict[str, list[str]]:
    """Return every sentence of the program, and the files that say it."""
    found: dict[str, list[str]] = {}
    for file in code_files():
        for sentence in sentences_of(file.read_text(encoding="utf-8")):
            files = found.setdefault(sentence, [])
            name = file.relative_to(ROOT).as_posix()
            if name not in files:
                files.append(name)
    return found


def places(sentence: str) -> set[str]:
    """Return the names of the `{places}` that values are put into; ValueError for an open brace."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def complaints(sentences: dict[str, list[str]], catalog: Catalog) -> list[str]:
    """Return what the catalog lacks: sentences without Chinese, and Chinese with other places."""
    found = []
    for sentence, files in sentences.items():
        message = catalog.get(sentence)
        if message is None or not message.string:
            found.append(f"no Chinese for “{sentence}” ({', '.join(files)})")
            continue
        try:
            same = places(sentence) == places(str(message.string))
        except ValueError:
            same = False
        if not same:
            found.append(f"other {{places}} in “{message.string}” than in “{sentence}” ({', '.join(files)})")
    return found


def load(path: Path) -> Catalog:
    """Read the Chinese catalog; an empty file is a catalog without sentences."""
    with path.open("rb") as stream:
        return read_po(stream, locale="zh_CN", abort_invalid=True)


def update(path: Path, sentences: dict[str, list[str]]) -> bool:
    """Bring the sentences into the catalog and return whether it changed.

    Chinese is never guessed from similar sentences. What the code no longer says stays at the end, commented
    out, and comes back when the code says it again.
    """
    catalog = load(path)
    template = Catalog(creation_date=catalog.creation_date)
    for sentence, files in sentences.items():
        template.add(sentence, locations=[(file, 1) for file in files])
    said_before = {message.id: message.string for message in catalog.obsolete.values()}
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    for message in catalog:
        if message.id in said_before:
            message.string = message.string or said_before[message.id]
            catalog.obsolete.pop(str(message.id), None)
    _write_header(catalog)
    before = path.read_bytes()
    with path.open("wb") as stream:
        write_po(stream, catalog, width=0, include_lineno=False)
    return path.read_bytes() != before


def _write_header(catalog: Catalog) -> None:
    catalog.project, catalog.version = "Rounds", ""
    catalog.header_comment = "# Simplified Chinese for Rounds. `make translations` brings in new sentences."
    catalog.last_translator = catalog.language_team = "The Rounds developers"
    catalog.msgid_bugs_address = ""
    catalog.revision_date = catalog.creation_date
    catalog.fuzzy = False


def run(words: list[str]) -> int:
    """Update the catalog or check it; 1 when something is missing."""
    if words == ["update"]:
        changed = update(CATALOG, all_sentences())
        print("The catalog has changed." if changed else "The catalog had every sentence already.")
    elif words != ["check"]:
        print("usage: python -m tests.sentences update|check", file=sys.stderr)
        return 2
    found = complaints(all_sentences(), load(CATALOG))
    print(*found, f"{len(found)} sentences to see to.", sep="\n")
    return 1 if found and words == ["check"] else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
