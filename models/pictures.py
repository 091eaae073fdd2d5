"""Photos and screenshots: scaled for the journal, small for the screen, and without a trace when they leave it.

A picture comes from anybody, so its size is looked at before it is unpacked, and only the common formats are read.
What can't be read is no error: it is kept as a file that is not shown.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from models.media_types import is_picture, recognised
from models.row_class import row_class

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 2560
"""Pixels to which the longer side of a photo is scaled down, unless it is kept as it is."""

THUMBNAIL_SIDE = 320
PRINTED_SIDE = 1600
"""Pixels of the longer side in a summary: 220 to the inch over the whole width of a page."""

_PHOTO_FROM = 1.5
"""How many times as large as a JPEG the PNG of a photo is at least; that of a screenshot is hardly larger."""

_MOST_PIXELS = 80_000_000
_MOST_PIXELS_JPEG = 400_000_000
"""Pixels up to which a picture is unpacked; a JPEG is made smaller while it is."""

_SCALED = frozenset({"image/jpeg", "image/png", "image/webp"})
_EXIF_ORIENTATION = 0x0112
_UNREADABLE = (
    OSError, ValueError, SyntaxError, EOFError, struct.error, ArithmeticError, LookupError, TypeError, MemoryError,
)  # fmt: skip
"""What the decoders raise for broken and hostile pictures."""


@row_class
class Prepared:
    """A file ready for the journal: its bytes, what they are, and how it looks (a small JPEG, or None).

    `kept_original` tells that a photo larger than the journal needs was kept as it was.
    """

    content: bytes
    media_type: str
    thumbnail: bytes | None
    kept_original: bool


@row_class
class PrintedPicture:
    """A picture as it leaves the journal: a JPEG that holds pixels and nothing else."""

    jpeg: bytes
    width: int
    height: int


def prepare(content: bytes, *, keep_original: bool = False) -> Prepared:
    """Return a file as the journal keeps it: a photo scaled to 2560 pixels unless it is to be kept as it is.

    A photo that is small enough, an animation and every other file stay as they are, byte for byte. A large photo
    takes a second: call this in a thread. Raises nothing; what can't be read is no picture.
    """
    media_type = recognised(content)
    if not is_picture(media_type):
        return Prepared(content, media_type, None, False)
    try:
        with _opened(content, LONGEST_SIDE) as image:
            is_large = max(_size_of(content)) > LONGEST_SIDE
            may_scale = media_type in _SCALED and not _is_animated(image)
            thumbnail = _as_jpeg(_upright(image), THUMBNAIL_SIDE, 80)
            if not is_large or not may_scale or keep_original:
                return Prepared(content, media_type, thumbnail, is_large and may_scale)
            scaled = _scaled(image, media_type)
    except _UNREADABLE:
        return Prepared(content, media_type, None, False)
    return Prepared(min(scaled, content, key=len), media_type, thumbnail, False)


def prepare_pixels(pixels: bytes, width: int, height: int, *, keep_original: bool = False) -> Prepared:
    """Return a picture that was pasted (red, green, blue and opacity, a byte each) as the journal keeps it.

    A screenshot becomes a PNG, which keeps its letters sharp, a photo a JPEG, of which a PNG would be many times as
    large. It takes a second: call this in a thread.
    """
    import PIL.Image as pillow

    image = pillow.frombytes("RGBA", (width, height), pixels)
    is_large = max(width, height) > LONGEST_SIDE
    if is_large and not keep_original:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    lowest, _ = image.getchannel("A").getextrema()
    is_opaque = lowest == 255
    sharp, small = BytesIO(), BytesIO()
    plain = image.convert("RGB")
    (plain if is_opaque else image).save(sharp, "PNG", compress_level=3)
    plain.save(small, "JPEG", quality=90)
    is_photo = is_opaque and len(sharp.getvalue()) > _PHOTO_FROM * len(small.getvalue())
    content, media_type = (small, "image/jpeg") if is_photo else (sharp, "image/png")
    thumbnail = _as_jpeg(image, THUMBNAIL_SIDE, 80)
    return Prepared(content.getvalue(), media_type, thumbnail, is_large and keep_original)


def for_print(content: bytes) -> PrintedPicture | None:
    """Return a picture as it may leave the journal, or None when it can't be read.

    It is drawn anew from its pixels: no place, no time, no camera, no comment and no preview of before leaves with it.
    """
    return _printed(content)


@lru_cache(maxsize=24)
def _printed(content: bytes) -> PrintedPicture | None:
    if not is_picture(recognised(content)):
        return None
    try:
        with _opened(content, PRINTED_SIDE) as image:
            jpeg = _as_jpeg(_upright(image), PRINTED_SIDE, 84)
        with _opened(jpeg, PRINTED_SIDE) as printed:
            return PrintedPicture(jpeg, printed.width, printed.height)
    except _UNREADABLE:
        return None


@contextmanager
def _opened(content: bytes, side: int) -> Iterator[Image]:
    """Open a picture whose size has been looked at; a JPEG is unpacked no larger than it is needed."""
    with _unread(content) as image:
        is_jpeg = image.format in ("JPEG", "MPO")
        if not 0 < image.width * image.height <= (_MOST_PIXELS_JPEG if is_jpeg else _MOST_PIXELS):
            raise ValueError("a picture of this size is not unpacked")
        if is_jpeg:
            image.draft(None, (side, side))
        image.load()
        yield image


def _size_of(content: bytes) -> tuple[int, int]:
    with _unread(content) as image:
        return image.size


def _unread(content: bytes) -> Image:
    """Return a picture of one of the formats known here; only its head has been looked at."""
    import PIL.Image as pillow
    from PIL import BmpImagePlugin, GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

    pillow.MAX_IMAGE_PIXELS = None  # the limits are here: they differ by format, and must not warn but refuse
    # The reader of JPEG knows those that hold two photos (MPO) too.
    plugins = (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, WebPImagePlugin.WebPImageFile,
               GifImagePlugin.GifImageFile, BmpImagePlugin.BmpImageFile)  # fmt: skip
    return pillow.open(BytesIO(content), formats=[str(reader.format) for reader in plugins])


def _is_animated(image: Image) -> bool:
    # A photo of some phones holds a second picture (MPO), but does not move.
    return image.format != "MPO" and getattr(image, "n_frames", 1) > 1


def _upright(image: Image) -> Image:
    """Return the picture turned as its camera says it was held; a mark that can't be read turns nothing."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except _UNREADABLE:
        return image


def _scaled(image: Image, media_type: str) -> bytes:
    """Return a photo scaled down in its own format, upright; what its camera noted stays in the journal."""
    made = _upright(image)
    made.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    stream = BytesIO()
    # Not with `optimize`: that is one long step, which holds up the window even from a thread.
    if media_type == "image/png":
        made.save(stream, "PNG", optimize=False)
        return stream.getvalue()
    noted = _noted(made)
    if media_type == "image/webp":
        made.save(stream, "WEBP", quality=86, exif=noted)
    else:
        colours = made.info.get("icc_profile")
        _plain_colours(made, keep_grey=True).save(
            stream, "JPEG", quality=88, exif=noted, icc_profile=colours if made.mode == "RGB" else None
        )
    return stream.getvalue()


def _noted(image: Image) -> bytes:
    try:
        exif = image.getexif()
        exif.pop(_EXIF_ORIENTATION, None)
        return exif.tobytes()
    except _UNREADABLE:
        return b""


def _as_jpeg(image: Image, side: int, quality: int) -> bytes:
    """Return a picture drawn anew as a JPEG of at most so many pixels a side; see-through places become white."""
    import PIL.Image as pillow

    small = _plain_colours(image)
    small.thumbnail((side, side))
    # Only the pixels go into a new picture: what else the old one carries stays behind with it.
    bare = pillow.frombytes("RGB", small.size, small.tobytes())
    stream = BytesIO()
    bare.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def _plain_colours(image: Image, *, keep_grey: bool = False) -> Image:
    """Return a copy in red, green and blue on white."""
    import PIL.Image as pillow

    if not keep_grey and image.mode == "RGB" and image.info.get("icc_profile"):
        return _of_screens(image)
    if keep_grey and image.mode in ("RGB", "L"):
        return image.copy()
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = pillow.new("RGB", clear.size, "white")
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    if image.mode.startswith(("I", "F")):
        # Sixteen bits a pixel: scaled to eight, as `convert` alone would cut them off.
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert("RGB")


def _of_screens(image: Image) -> Image:
    """Return the picture in the colours that every screen assumes, as its own profile does not leave with it."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"))
    except (*_UNREADABLE, ImageCms.PyCMSError):
        made = None
    return made if made is not None else image.copy()
