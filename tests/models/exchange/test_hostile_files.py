"""Files broken in every way a disk, an editor or an enemy breaks them: refused in words, never a crash or a hang."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from models.errors import JournalError
from models.exchange.reading import read
from models.exchange.records import Reading
from models.text.language import Language
from tests.models.exchange.files_of_tests import FILES

MUTANTS = 300
LANGUAGES = (Language("en"), Language("zh_CN"))
_SPICE = [
    b'"',
    b"'",
    b",",
    b";",
    b":",
    b"=",
    b"\\",
    b"\n",
    b"\r",
    b"\0",
    b"\t",
    b"=E5",
    b"\xff",
    b"\xe5\xbc",
    b"\xd5\xc5",
]
_SPICE += [
    b"BEGIN:VCARD\r\n",
    b"END:VCARD\r\n",
    b"AGENT:\r\n",
    b" ::: ",
    b'","',
    b"CHARSET=GBK:",
    b"\xef\xbb\xbf",
    b"--02-30",
]


def read_or_refuse(path: Path) -> Reading:
    """Read a file; where it or a row is refused, the words name it, in both languages, as a reader would get them."""
    try:
        found = read([path])
    except JournalError as problem:
        words = [problem.say(language) for language in LANGUAGES]
        found = Reading()
    else:
        words = [said.say(language) for said in (*found.refused, *found.remarks) for language in LANGUAGES]
    assert [sentence for sentence in words if path.name not in sentence] == []
    return found


def mutant(data: bytes, source: random.Random) -> bytes:
    """Return the file with up to four pieces cut out, doubled, spiced or overwritten, or lines swapped."""
    for _ in range(source.randint(1, 4)):
        start = source.randrange(len(data) + 1)
        end = min(len(data), start + source.randint(0, 60))
        kind = source.randrange(5)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:end] + data[start:end] * source.randint(1, 5) + data[end:]
        elif kind == 2:
            data = data[:start] + source.choice(_SPICE) * source.randint(1, 3) + data[start:]
        elif kind == 3:
            data = data[:start] + source.randbytes(3) + data[end:]
        else:
            lines = data.splitlines(keepends=True)
            first, second = source.randrange(len(lines)), source.randrange(len(lines))
            lines[first], lines[second] = lines[second], lines[first]
            data = b"".join(lines)
    return data


@pytest.mark.parametrize(
    "name", ["outlook.csv", "google.csv", "chinese.csv", "visits.csv", "phone.vcf", "addressbook.vcf"]
)
def test_a_broken_file_is_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    original = (FILES / name).read_bytes()
    source = random.Random(name)
    path = tmp_path / name
    came_in = 0
    for _ in range(MUTANTS):
        path.write_bytes(mutant(original, source))
        found = read_or_refuse(path)
        came_in += bool(found.contacts or found.visits)
    # Most mutants keep most of their rows; were all of them refused, the test would prove nothing.
    assert came_in > MUTANTS / 4


@pytest.mark.parametrize("size", [0, 1, 15, 16, 99, 100, 1000])
def test_noise_is_read_or_refused_in_words(size: int, tmp_path: Path) -> None:
    source = random.Random(size)
    for name in ("noise.csv", "noise.vcf"):
        for _ in range(20):
            (tmp_path / name).write_bytes(source.randbytes(size))
            read_or_refuse(tmp_path / name)


@pytest.mark.parametrize(
    "content",
    [
        b"Name,Company\n" + b'"' * 200_000,
        b"Name,Company\n" + b'a","\n' * 50_000,
        b"Name,Company\n" + b'"a\n' * 50_000,
        b"Name,Company\n" + b'x,"\n' * 50_000,
        b"," * 300_000,
        b"\n" * 300_000,
        b"Name" + b" " * 300_000 + b",Company\n",
        b"BEGIN:VCARD\n" * 50_000,
        b"AGENT:\nBEGIN:VCARD\n" * 50_000,
        b"BEGIN:VCARD\nN;" + b"A=" * 100_000 + b"\nEND:VCARD\n",
        b'BEGIN:VCARD\nN;X="' + b'a"' * 100_000 + b":x\nEND:VCARD\n",
        b"BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:" + b"=\n" * 100_000,
        b"BEGIN:VCARD\nFN:" + b"\\" * 200_001 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:x\nADR:" + b";" * 200_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:x\n" + b" " * 300_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:x\nBDAY:" + b"1" * 100_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:x\nTEL:" + b"1,2/" * 50_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:x\nEMAIL:" + b"<" * 50_000 + b"@\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:x\nEMAIL:" + b"a@" * 50_000 + b"\nEND:VCARD\n",
        b'Date,Account,People\n2026-05-14,X,"' + b"(" * 50_000 + b'"\n',
        b'Date,Account,People\n2026-05-14,X,"' + b"a and " * 50_000 + b'"\n',
        b"Date,Account\n" + b"1" * 100_000 + b",X\n",
        b"Date,Account,Time\n2026-05-14,X," + b"-" * 100_000 + b"\n",
        b"Date,Account,Minutes\n2026-05-14,X," + b"1 " * 50_000 + b"\n",
        b"Date,Account\n" + "周".encode() * 100_000 + b",X\n",
    ],
    ids=lambda content: repr(content[:30])[2:-1],
)
def test_files_made_to_hang_a_reader_do_not(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / ("list.vcf" if b"VCARD" in content else "list.csv")
    path.write_bytes(content)
    read_or_refuse(path)
