"""Everything a reader could dig out of an exported file, as text: for asking whether a word is in it."""

from __future__ import annotations

import email
import email.policy
import io
import subprocess
import zipfile
from pathlib import Path

import pypdf


def text_of(path: Path) -> str:
    """Return all text of an exported file: pages and metadata, every part of an office file, every part of a mail."""
    return _text_of_bytes(path.suffix, path.read_bytes())


def _text_of_bytes(ending: str, content: bytes) -> str:
    if ending == ".pdf":
        return _pdf(content)
    if ending in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
            return "\n".join([*archive.namelist(), archive.comment.decode("utf-8", "replace"), *parts])
    if ending == ".eml":
        return _mail(content)
    return content.decode("utf-8")


def _pdf(content: bytes) -> str:
    pages = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    reader = pypdf.PdfReader(io.BytesIO(content))
    return "\n".join([pages, str(reader.metadata), str(reader.xmp_metadata), str(list(reader.attachments))])


def _mail(content: bytes) -> str:
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = [str(message.items())]
    for part in message.walk():
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        name = part.get_filename() or ""
        if part.get_content_maintype() == "image":
            parts += [str(part.items()), payload.decode("latin-1")]
            continue
        parts += [str(part.items()), _text_of_bytes(Path(name).suffix or ".txt", payload)]
    return "\n".join(parts)
