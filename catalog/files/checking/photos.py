"""Photos: decoded within limits, turned upright, and encoded anew without anything but their pixels. Plain Python."""

import base64
import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.ExifTags import Base
from PIL.Image import Resampling, Transpose

from catalog.files.errors import FileCode, FileRefusedError

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
MOST_PIXELS = 50_000_000
LONGEST_SIDE_PX = 20_000
# Longest side of each size; nothing is enlarged.
SIZES_PX: Mapping[str, int] = {"small": 320, "medium": 960, "large": 1920}
QUALITY = 80
# Source: EXIF 2.32, tag Orientation.
_TURNS: Mapping[int, Transpose] = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_SIXTEEN_BIT = ("I;16", "I;16B", "I;16L", "I;16N", "I")


def encode(content: bytes) -> list[dict[str, Any]]:
    """Return the photo in its sizes, as `Rendition` has them, with the content in base 64.

    Raises:
        FileRefusedError: UNSUPPORTED, UNREADABLE, TOO_LARGE.
    """
    # The extent is checked here, with limits of our own.
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            _check(image)
            picture = _upright(image)
    except (FileRefusedError, MemoryError):
        raise
    except Exception as error:
        # A damaged file makes decoders raise anything.
        raise FileRefusedError(FileCode.UNREADABLE, "The image is damaged or cut off. Save it again.") from error
    return [_rendition(picture, size, side) for size, side in SIZES_PX.items()]


def _check(image: Image.Image) -> None:
    """Check what the header says, before anything is unpacked."""
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE_PX:
        message = (
            f"The image has {width} by {height} pixels; {MOST_PIXELS // 10**6} million, and"
            f" {LONGEST_SIDE_PX} on a side, are allowed. Make it smaller."
        )
        raise FileRefusedError(FileCode.TOO_LARGE, message)
    # Cameras append depth and brightness to a JPEG as further pictures; the first one is the photo.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise FileRefusedError(FileCode.UNSUPPORTED, "The image moves or has several pages. Send one still image.")


def _upright(image: Image.Image) -> Image.Image:
    """Return the image in the largest size, turned as it was taken, in sRGB on white."""
    largest = max(SIZES_PX.values())
    image.draft("RGB", (largest, largest))
    image.load()
    orientation, profile = image.getexif().get(Base.Orientation, 1), image.info.get("icc_profile")
    picture = _with_plain_pixels(image)
    picture.thumbnail((largest, largest), Resampling.LANCZOS)
    if orientation in _TURNS:
        picture = picture.transpose(_TURNS[orientation])
    return _in_srgb(_on_white(picture), profile)


def _with_plain_pixels(image: Image.Image) -> Image.Image:
    """Return the image with pixels that can be averaged."""
    if image.mode in _SIXTEEN_BIT:
        # Instruments write 16 bits a pixel, of which screens show eight.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"1", "P", "PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture without transparency: black ink on nothing cannot be seen on a dark page."""
    if picture.mode != "RGBA":
        return picture
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(picture, mask=picture.getchannel("A"))
    return sheet


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and picture.mode in {"RGB", "L", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            shown = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            # A profile that is damaged, or of another kind of pixels, says nothing.
            return picture.convert("RGB")
        if shown is not None:
            return shown
    return picture.convert("RGB")


def _rendition(picture: Image.Image, size: str, side_px: int) -> dict[str, Any]:
    # A new image has pixels and nothing else: encoders would copy the rest.
    copy = Image.new("RGB", picture.size)
    copy.paste(picture)
    copy.thumbnail((side_px, side_px), Resampling.LANCZOS)
    encoded = BytesIO()
    copy.save(encoded, "WEBP", quality=QUALITY, method=4)
    return {
        "size": size,
        "width_px": copy.width,
        "height_px": copy.height,
        "content": base64.b64encode(encoded.getvalue()).decode(),
    }
