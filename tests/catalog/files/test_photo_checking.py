"""Photos in the process that decodes them, from files as cameras, programs and attackers write them."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from catalog.files import checking
from catalog.files.checking import Rendition
from catalog.files.errors import FileRefusedError
from tests.factories.files import picture

SECRET = "Ada 47.07N"


def shown(content: bytes) -> Image.Image:
    """Return the large size of a photo."""
    return Image.open(BytesIO(checking.renditions(content)[-1].content))


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(FileRefusedError) as refused:
        checking.renditions(content)
    return refused.value.code, refused.value.message


def extents(found: list[Rendition]) -> list[tuple[str, int, int]]:
    return [(one.size, one.width_px, one.height_px) for one in found]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photo_comes_in_three_sizes_of_webp(form: str) -> None:
    found = checking.renditions(picture(form, (3000, 1500)))

    assert extents(found) == [("small", 320, 160), ("medium", 960, 480), ("large", 1920, 960)]
    for one in found:
        with Image.open(BytesIO(one.content)) as image:
            assert (image.format, image.mode, image.size) == ("WEBP", "RGB", (one.width_px, one.height_px))
            red, green, blue = image.getpixel((5, 5))  # type: ignore[misc] # three bands
            assert abs(red - 0) < 6
            assert abs(green - 128) < 6
            assert abs(blue - 128) < 6


def test_nothing_is_enlarged() -> None:
    assert extents(checking.renditions(picture(size=(400, 100)))) == [
        ("small", 320, 80),
        ("medium", 400, 100),
        ("large", 400, 100),
    ]


def hidden(form: str) -> bytes:
    """Return an image that tells where it was taken, by whom, and of what colours it is."""
    exif = Image.Exif()
    exif[Base.Artist] = SECRET
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (47.0, 4.0, 11.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more: dict[str, Any] = {"exif": exif, "icc_profile": profile}
    if form == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Author", SECRET)
        more["pnginfo"].add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    elif form in {"JPEG", "WEBP"}:
        more["xmp"] = f"<x>{SECRET}</x>".encode()
    if form == "JPEG":
        more["comment"] = SECRET
    return picture(form, **more)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_nothing_is_left_but_pixels(form: str) -> None:
    content = hidden(form)
    assert SECRET.encode() in content

    for one in checking.renditions(content):
        assert SECRET.encode() not in one.content
        assert [chunk for chunk in (b"EXIF", b"XMP ", b"ICCP") if chunk in one.content] == []
        with Image.open(BytesIO(one.content)) as image:
            assert dict(image.getexif()) == {}
            assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, "red"), (2, "green"), (3, "blue"), (4, "white"), (5, "red"), (6, "white"), (7, "blue"), (8, "green")],
)
def test_a_photo_is_turned_as_it_was_taken(form: str, orientation: int, corner: str) -> None:
    quarters = Image.new("RGB", (400, 200))
    for place, colour in {(0, 0): "red", (200, 0): "green", (200, 100): "blue", (0, 100): "white"}.items():
        quarters.paste(Image.new("RGB", (200, 100), colour), place)
    exif, file = Image.Exif(), BytesIO()
    exif[Base.Orientation] = orientation
    quarters.save(file, form, exif=exif)

    upright = shown(file.getvalue())

    assert upright.size == ((400, 200) if orientation < 5 else (200, 400))
    found: Any = upright.getpixel((10, 10))
    expected = {"red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}[corner]
    assert max(abs(one - other) for one, other in zip(found, expected, strict=True)) < 12


def test_colours_of_another_profile_become_those_of_screens() -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = screen.replace(b"rXYZ", b"____", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"____", b"bXYZ", 1)

    found: Any = shown(picture("PNG", colour=(200, 60, 60), icc_profile=exchanged)).getpixel((5, 5))

    assert max(abs(one - other) for one, other in zip(found, (60, 60, 200), strict=True)) < 8


@pytest.mark.parametrize("profile", [b"no profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()])
def test_a_profile_that_says_nothing_is_left_aside(profile: bytes) -> None:
    content = picture("PNG", colour=(90, 120, 60), icc_profile=profile)

    assert shown(content).getpixel((5, 5)) == shown(picture("PNG", colour=(90, 120, 60))).getpixel((5, 5))


@pytest.mark.parametrize(
    ("form", "mode", "colour", "expected"),
    [
        ("JPEG", "CMYK", (255, 0, 255, 0), (0, 255, 0)),
        ("JPEG", "L", 100, (100, 100, 100)),
        ("PNG", "P", 0, (0, 0, 0)),
        ("PNG", "1", 1, (255, 255, 255)),
        ("PNG", "I;16", 100 * 256, (100, 100, 100)),
        ("TIFF", "I;16", 100 * 256, (100, 100, 100)),
        ("PNG", "LA", (0, 0), (255, 255, 255)),
        ("PNG", "RGBA", (0, 0, 0, 0), (255, 255, 255)),
        ("WEBP", "RGBA", (0, 0, 0, 0), (255, 255, 255)),
    ],
)
def test_every_kind_of_pixels_is_shown(form: str, mode: str, colour: Any, expected: tuple[int, int, int]) -> None:
    found: Any = shown(picture(form, mode=mode, colour=colour)).getpixel((5, 5))
    assert max(abs(one - other) for one, other in zip(found, expected, strict=True)) < 8


def test_of_what_a_camera_appends_to_a_photo_the_first_picture_is_shown() -> None:
    file = BytesIO()
    depth = Image.new("RGB", (640, 480), "black")
    Image.new("RGB", (640, 480), "red").save(file, "MPO", save_all=True, append_images=[depth])

    found: Any = shown(file.getvalue()).getpixel((5, 5))
    assert found[0] > 240


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_what_moves_or_has_pages_is_refused(form: str) -> None:
    file = BytesIO()
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "green")]
    frames[0].save(file, form, save_all=True, append_images=frames[1:])

    assert refusal(file.getvalue()) == (
        "UNSUPPORTED",
        "The image moves or has several pages. Send one still image.",
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_what_is_cut_off_is_refused(form: str, share: float) -> None:
    file = BytesIO()
    Image.effect_noise((300, 300), 80).convert("RGB").save(file, form)
    content = file.getvalue()

    assert refusal(content[: int(len(content) * share)]) == (
        "UNREADABLE",
        "The image is damaged or cut off. Save it again.",
    )


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, pixels: bytes) -> bytes:
    """Return a PNG whose header may say anything."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (7072, 7072), (20_001, 1), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    code, message = refusal(png(width, height, bytes(1000)))
    assert code == "TOO_LARGE"
    assert message.startswith(f"The image has {width} by {height} pixels; 50 million")


def test_more_data_than_the_header_says_unpacks_to_no_more() -> None:
    content = png(64, 64, bytes(64 * (1 + 64 * 3)) + bytes(200_000_000))
    assert shown(content).size == (64, 64)


def test_a_text_that_unpacks_to_much_is_refused() -> None:
    text = chunk(b"zTXt", b"note\x00\x00" + zlib.compress(bytes(300_000_000), 9))
    content = png(64, 64, bytes(64 * (1 + 64 * 3)))
    code, _ = refusal(content[:33] + text + content[33:])
    assert code == "UNREADABLE"


def test_whatever_takes_too_much_memory_or_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = picture("PNG", (7000, 7000), "RGBA")
    assert extents(checking.renditions(content))[-1] == ("large", 1920, 1920)

    monkeypatch.setattr(checking, "WAIT_S", 0.01)
    assert refusal(content) == ("TOO_LARGE", "Opening the file takes more memory or time than a file may.")


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"\xff\xd8\xff" + b"<script>" * 100])
def test_what_is_no_image_is_refused(content: bytes) -> None:
    assert refusal(content)[0] == "UNREADABLE"


def test_what_is_appended_to_a_photo_does_not_come_through() -> None:
    for one in checking.renditions(picture("JPEG") + b"<script>alert(1)</script>"):
        assert b"<script>" not in one.content


def test_a_fault_of_ours_is_no_refusal() -> None:
    with pytest.raises(RuntimeError, match="Looking at a sequence failed"):
        checking._examine("sequence", b"LOCUS", "no number")
