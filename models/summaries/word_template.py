"""A Word template: the program's own or a company's, opened, checked and filled.

Every fault in it is said with the file's name and, where there are any, the words around the fault.
"""

from __future__ import annotations

import zipfile
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import InvalidValue

if TYPE_CHECKING:
    from docx.document import Document
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

FIELDS = frozenset({
    "title", "subtitle", "author", "reader", "prepared", "figures", "sections", "page", "private", "language", "kind",
})  # fmt: skip
"""The fields that a template may use."""

_LARGEST_TEMPLATE = 64 * 1024 * 1024
"""Bytes that a template may unpack to; a bigger one is no template but a trap."""


def filled(fields: dict[str, Any], path: Path | None) -> Document:
    """Return the template at that path, or the program's own, with its fields filled.

    Raises InvalidValue, naming the file and what is wrong, when the template can't be used.
    """
    from jinja2 import TemplateError

    name = path.name if path else "summary.docx"
    template = _opened(path, name)
    try:
        _refuse_foreign_fields(template, name)
        template.render(fields, _environment(), autoescape=True)
    except TemplateError as error:
        raise _template_fault(name, error) from error
    except (TypeError, ValueError, AttributeError, KeyError, ZeroDivisionError, OverflowError) as error:
        raise InvalidValue(
            "The template '{file}' can't be filled: {reason}. Correct the field in Word, or leave the template out.",
            file=name,
            reason=str(error),
        ) from error
    document: Document = template.docx
    return document


def _opened(path: Path | None, name: str) -> DocxTemplate:
    """Return the template, read and proven to be a Word file."""
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate

    try:
        content = path.read_bytes() if path else (files("resources") / "templates" / name).read_bytes()
    except OSError as error:
        raise InvalidValue(
            "The template '{file}' can't be read ({reason}). Choose a .docx file that is there.",
            file=path,
            reason=error.strerror or str(error),
        ) from error
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST_TEMPLATE:
                raise InvalidValue("The template '{file}' is too large. Choose one without big pictures.", file=name)
        template = DocxTemplate(BytesIO(content))
        template.init_docx()
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, SyntaxError, NotImplementedError) as error:
        raise InvalidValue(
            "The template '{file}' is no Word file, or a broken one. Save it in Word as .docx and choose it again.",
            file=name,
        ) from error
    return template


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _refuse_foreign_fields(template: DocxTemplate, name: str) -> None:
    """Raise InvalidValue for a template of another program: none of our fields, or some that we don't have."""
    used = template.get_undeclared_template_variables(_environment())
    foreign = sorted(used - FIELDS)
    if foreign:
        raise InvalidValue(
            "The template '{file}' asks for {fields}, which a summary does not have. It has: {known}.",
            file=name,
            fields=", ".join(foreign),
            known=", ".join(sorted(FIELDS)),
        )
    if not used & {"sections", "figures", "title"}:
        raise InvalidValue(
            "The template '{file}' has no fields, so nothing would be in it. Put {example} and the others into it.",
            file=name,
            example="{{ title }}",
        )


def _template_fault(name: str, error: Exception) -> InvalidValue:
    """Return the fault of a template with the words around it, since Word shows no line numbers."""
    near = " ".join(" ".join(getattr(error, "docx_context", ())).split())[:120]
    if not near:
        return InvalidValue(
            "The template '{file}' has a field that can't be read: {reason}. Correct it in Word.",
            file=name,
            reason=str(error),
        )
    return InvalidValue(
        "The template '{file}' has a field that can't be read: {reason}, near '{near}'. Correct it in Word.",
        file=name,
        reason=str(error),
        near=near,
    )
