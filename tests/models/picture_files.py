"""Pictures as cameras, screens and enemies make them, for tests."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw, PngImagePlugin

MARKERS = (b"Exif", b"GPSMARK", b"XMPMARK", b"COMMENTMARK", b"CAMERAMARK", b"IPTCMARK", b"photoshop", b"xpacket")
"""What a photo of `with_traces` carries, as bytes; none of it may leave."""


def photo(
    width: int = 800, height: int = 600, *, format: str = "JPEG", noise: bool = False, **options: object
) -> bytes:
    """Return a picture with a red left upper quarter, so that turning it can be seen."""
    image = Image.new("RGB", (width, height), "teal")
    if noise:
        image = Image.effect_noise((width, height), 80).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill="red")
    stream = BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def with_traces(width: int = 800, height: int = 600, *, orientation: int = 1) -> bytes:
    """Return a JPEG with a place, a camera, an XMP packet, IPTC words and a comment."""
    exif = Image.Exif()
    exif[0x0110] = "CAMERAMARK"
    exif[0x0112] = orientation
    exif[0x010E] = "GPSMARK description"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (48.0, 12.0, 30.0), "E", (16.0, 22.0, 10.0)
    place[29] = "GPSMARK"
    xmp = b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>XMPMARK</x:xmpmeta><?xpacket end='w'?>"
    plain = photo(width, height, exif=exif.tobytes(), xmp=xmp, comment=b"COMMENTMARK")
    words = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0d\x1c\x02\x78\0\x08IPTCMARK\0"
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(words) + 2) + words + plain[2:]


def png_with_traces() -> bytes:
    """Return a PNG whose text chunks carry the markers."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "COMMENTMARK GPSMARK")
    info.add_itxt("XML:com.adobe.xmp", "XMPMARK")
    return photo(format="PNG", pnginfo=info)


def animation() -> bytes:
    """Return a GIF of three pictures."""
    pictures = [Image.new("RGB", (3000, 40), colour) for colour in ("red", "green", "blue")]
    stream = BytesIO()
    pictures[0].save(stream, "GIF", save_all=True, append_images=pictures[1:])
    return stream.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that says it has thousands of millions of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks
