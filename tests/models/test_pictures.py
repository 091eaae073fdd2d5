"""Photos become small enough for the journal, upright, and bare when they leave."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from models import pictures
from models.media_types import ending_to_open, recognised
from tests.models.picture_files import MARKERS, animation, bomb, photo, png_with_traces, with_traces


def _opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_scaled_to_2560_pixels(format: str) -> None:
    prepared = pictures.prepare(photo(4000, 3000, format=format, noise=True))
    image = _opened(prepared.content)
    assert (image.format, image.size, prepared.kept_original) == (format, (2560, 1920), False)
    assert prepared.media_type == f"image/{format.lower()}"


def test_a_photo_may_be_kept_as_it_is() -> None:
    content = photo(4000, 3000)
    prepared = pictures.prepare(content, keep_original=True)
    assert prepared.content == content
    assert prepared.kept_original


@pytest.mark.parametrize("content", [photo(2560, 1000), with_traces(), photo(50, 50, format="PNG"), b"%PDF-1.7 x"])
def test_what_is_small_enough_or_no_picture_stays_byte_for_byte(content: bytes) -> None:
    prepared = pictures.prepare(content)
    assert prepared.content == content
    assert not prepared.kept_original


def test_an_animation_stays_whole_and_can_be_seen() -> None:
    content = animation()
    prepared = pictures.prepare(content)
    assert prepared.content == content
    assert prepared.thumbnail is not None


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_picture_made_of_a_photo_stands_upright(orientation: int) -> None:
    """The red corner is where the camera's mark says that it is."""
    content = with_traces(3000, 2000, orientation=orientation)
    red_at = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[orientation]
    prepared = pictures.prepare(content)
    printed = pictures.for_print(content)
    assert prepared.thumbnail is not None
    assert printed is not None
    for made in (prepared.content, prepared.thumbnail, printed.jpeg):
        image = _opened(made).convert("RGB")
        assert (image.width > image.height) == (orientation < 5)
        place = (
            image.width // 8 + red_at[0] * 3 * image.width // 4,
            image.height // 8 + red_at[1] * 3 * image.height // 4,
        )
        red, _, blue = image.getpixel(place)
        assert red > 200
        assert blue < 80
        assert _opened(made).getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("content", [with_traces(), with_traces(4000, 3000, orientation=6), png_with_traces()])
def test_nothing_but_pixels_leaves_the_journal(content: bytes) -> None:
    assert any(marker in content for marker in MARKERS), "else this test means nothing"
    printed = pictures.for_print(content)
    assert printed is not None
    assert [marker for marker in MARKERS if marker in printed.jpeg] == []
    image = _opened(printed.jpeg)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert max(image.size) <= pictures.PRINTED_SIDE
    thumbnail = pictures.prepare(content).thumbnail
    assert thumbnail is not None
    assert [marker for marker in MARKERS if marker in thumbnail] == []


def test_a_scaled_photo_keeps_what_its_camera_noted_for_its_owner() -> None:
    assert b"CAMERAMARK" in pictures.prepare(with_traces(4000, 3000)).content


@pytest.mark.parametrize(
    "content",
    [bomb(), bomb(20_000), photo()[:300], photo(format="PNG")[:60], b"\xff\xd8\xff" + b"\0" * 500, b"GIF89a", b"",
     b"RIFF\0\0\0\0WEBPVP8 ", b"BM" + b"\0" * 40],
)  # fmt: skip
def test_what_can_not_be_unpacked_is_kept_as_a_file(content: bytes) -> None:
    prepared = pictures.prepare(content)
    assert prepared.content == content
    assert prepared.thumbnail is None
    assert pictures.for_print(content) is None


@pytest.mark.parametrize(
    ("mode", "format"),
    [("RGBA", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG"), ("L", "JPEG"), ("CMYK", "JPEG"),
     ("P", "GIF"), ("RGB", "BMP"), ("RGBA", "WEBP")],
)  # fmt: skip
def test_pictures_of_every_colour_mode_can_be_printed(mode: str, format: str) -> None:
    image = Image.new("RGB", (3000, 40), "red")
    stream = BytesIO()
    (Image.new("I;16", (3000, 40), 40000) if mode == "I;16" else image.convert(mode)).save(stream, format)
    prepared = pictures.prepare(stream.getvalue())
    printed = pictures.for_print(prepared.content)
    assert prepared.thumbnail is not None
    assert printed is not None
    assert (printed.width, printed.height)[0] == 1600


@pytest.mark.parametrize(
    ("mode", "noise", "format"), [("RGBA", False, "PNG"), ("RGB", False, "PNG"), ("RGB", True, "JPEG")]
)
@pytest.mark.parametrize("keep_original", [False, True])
def test_a_pasted_screenshot_stays_sharp_and_a_pasted_photo_small(
    mode: str, noise: bool, format: str, keep_original: bool
) -> None:
    image = Image.effect_noise((3000, 600), 60) if noise else Image.new("L", (3000, 600), 90)
    image = image.convert("RGB").convert("RGBA")
    if mode == "RGBA":
        image.putalpha(128)
    prepared = pictures.prepare_pixels(image.tobytes(), 3000, 600, keep_original=keep_original)
    made = _opened(prepared.content)
    assert (made.format, made.mode) == (format, mode)
    assert made.size == ((3000, 600) if keep_original else (2560, 512))
    assert prepared.media_type == f"image/{format.lower()}"
    assert prepared.kept_original == keep_original
    assert prepared.thumbnail is not None


def test_see_through_places_become_white() -> None:
    stream = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(stream, "PNG")
    printed = pictures.for_print(stream.getvalue())
    assert printed is not None
    assert min(_opened(printed.jpeg).getpixel((10, 10))) > 250


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"MZ\x90\0", "application/x-msdownload"),
        (b"#!/bin/sh\n", "text/x-script"),
        (b"  <HTML><script>", "text/html"),
        ("发票 Rechnung\n".encode(), "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"PK\3\4" + b"\0" * 40 + b"[Content_Types].xml word/document.xml word/vbaProject.bin",
         "application/vnd.ms-office.macro-enabled"),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(content: bytes, media_type: str) -> None:
    assert recognised(content) == media_type


@pytest.mark.parametrize(
    ("name", "media_type", "ending"),
    [
        ("plan.pdf", "application/pdf", ".pdf"),
        ("plan.PDF", "application/pdf", ".pdf"),
        ("plan", "application/pdf", ".pdf"),
        ("photo.pdf", "image/jpeg", ".jpg"),
        ("notes.md", "text/plain", ".md"),
        ("x.pdf.exe", "application/pdf", ""),
        ("x.exe ", "application/pdf", ""),
        ("run.js", "text/plain", ""),
        ("page.hta", "text/plain", ""),
        ("saver.scr", "image/png", ""),
        ("go.lnk", "text/plain", ""),
        ("a\u202efdp.exe", "application/pdf", ""),
        ("plan.pdf", "application/x-msdownload", ""),
        ("page.pdf", "text/html", ""),
        ("old.doc", "application/x-ole-storage", ""),
    ],
)
def test_only_what_is_known_to_be_harmless_is_opened(name: str, media_type: str, ending: str) -> None:
    assert ending_to_open(name, media_type) == ending
