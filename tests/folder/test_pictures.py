"""What is published of a picture: upright, silent about its maker, and in sizes for small screens."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from parccli.errors import ParcError
from parccli.folder.files import facts, read_media
from parccli.folder.metadata import without_metadata
from parccli.folder.pictures import kept, look_at, published, scaled

if TYPE_CHECKING:
    from pathlib import Path

    from parccli.folder.site import SiteFolder

MAKER = 0x010F
PLACE = 0x8825
FORMATS = ("JPEG", "PNG", "WEBP")


def photo(format_name: str, *, size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """A picture, red above and blue below as it is stored, that tells where it was taken and by what."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, size[1] // 2, *size))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[MAKER] = "SECRETMAKER"
    exif.get_ifd(PLACE)[1] = "N"
    exif.get_ifd(PLACE)[2] = (50.0, 30.0, 0.0)
    buffer = io.BytesIO()
    picture.save(buffer, format_name, exif=exif, comment=b"SECRETCOMMENT", icc_profile=b"colours", quality=95)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture, loaded."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def name_of(color: object) -> str:
    """Which of the two colours a pixel nearly has."""
    assert isinstance(color, tuple)
    return "red" if color[0] > color[2] else "blue"


@pytest.mark.parametrize("format_name", FORMATS)
def test_metadata_goes_and_not_a_pixel_changes(format_name: str) -> None:
    """Nor do the colours: their profile stays."""
    data = photo(format_name)
    assert b"SECRETMAKER" in data
    bare = without_metadata(data)
    assert b"SECRET" not in bare
    assert dict(opened(bare).getexif()) == {}
    assert opened(bare).tobytes() == opened(data).tobytes()
    assert opened(bare).info["icc_profile"] == b"colours"
    assert without_metadata(bare) == bare


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_damaged_picture_is_given_back(format_name: str) -> None:
    """Cut anywhere, it raises nothing."""
    data = photo(format_name)
    for end in range(0, len(data), 7):
        without_metadata(data[:end])
    assert without_metadata(b"not a picture") == b"not a picture"


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_picture_on_its_side_is_turned_upright(format_name: str) -> None:
    """As a telephone stores it: its top is then at the left, and must come to the top."""
    data = photo(format_name, orientation=6)
    look = look_at(data, "a.jpg")
    assert look is not None
    assert (look.width, look.height, look.is_encoded_again) == (40, 60, True)
    turned = opened(published(data, look))
    assert turned.size == (40, 60)
    assert dict(turned.getexif()) == {}
    # Orientation 6: the stored top is shown at the right.
    assert [name_of(turned.getpixel((x, 30))) for x in (5, 35)] == ["blue", "red"]


@pytest.mark.parametrize("format_name", ["AVIF", "TIFF"])
def test_formats_of_cameras_are_silent_too(format_name: str) -> None:
    """By being encoded again, since their metadata cannot be cut out."""
    data = photo(format_name)
    look = look_at(data, "a")
    assert look is not None
    bare = published(data, look)
    assert b"SECRETMAKER" in data
    assert b"SECRETMAKER" not in bare
    assert PLACE not in opened(bare).getexif()


@pytest.mark.parametrize("format_name", ["AVIF", "JPEG", "PNG", "TIFF", "WEBP"])
def test_xmp_is_not_published(format_name: str) -> None:
    """It names the author and the place, and may be there without Exif."""
    note = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRETAUTHOR</x:xmpmeta>'
    extra: dict[str, object] = {"xmp": note}
    if format_name == "PNG":
        extra = {"pnginfo": PngInfo()}
        extra["pnginfo"].add_itxt("XML:com.adobe.xmp", note.decode())  # type: ignore[attr-defined]
    elif format_name == "TIFF":
        extra = {"tiffinfo": {700: note}}
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(buffer, format_name, **extra)
    data = buffer.getvalue()
    look = look_at(data, "a")
    assert look is not None
    assert b"SECRETAUTHOR" in data
    assert b"SECRETAUTHOR" not in published(data, look)
    assert opened(published(data, look)).size == (60, 40)


def moving(format_name: str, *, orientation: int = 1) -> bytes:
    """Two pictures, the first red above and blue below, the second white, that tell what `photo` tells, and XMP."""
    first = opened(photo(format_name, orientation=orientation))
    exif = first.getexif()
    buffer = io.BytesIO()
    note = b"<x:xmpmeta>SECRETAUTHOR</x:xmpmeta>"
    told = {"tiffinfo": {700: note, MAKER: "SECRETMAKER"}} if format_name == "TIFF" else {"exif": exif, "xmp": note}
    white = Image.new("RGB", first.size, "white")
    first.save(buffer, format_name, save_all=True, append_images=[white], duration=[100, 250], quality=95, **told)
    return buffer.getvalue()


@pytest.mark.parametrize("format_name", ["AVIF", "TIFF", "WEBP"])
def test_moving_pictures_are_silent_too(format_name: str) -> None:
    """And move as before."""
    data = moving(format_name)
    look = look_at(data, "a")
    assert look is not None
    assert not look.is_scalable
    assert b"SECRETMAKER" in data
    assert b"SECRETAUTHOR" in data
    bare = published(data, look)
    assert b"SECRET" not in bare
    after = Image.open(io.BytesIO(bare))
    assert getattr(after, "n_frames", 1) == 2
    assert name_of(after.convert("RGB").getpixel((30, 5))) == "red"
    after.seek(1)
    assert min(after.convert("RGB").crop((30, 5, 31, 6)).tobytes()) > 240
    if format_name != "TIFF":
        assert after.info["duration"] == 250


def test_moving_pictures_are_turned_upright() -> None:
    """All of them."""
    data = moving("WEBP", orientation=6)
    look = look_at(data, "a")
    assert look is not None
    turned = Image.open(io.BytesIO(published(data, look)))
    assert (turned.size, getattr(turned, "n_frames", 1), dict(turned.getexif())) == ((40, 60), 2, {})


def test_a_moving_picture_made_to_exhaust_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all its pictures have to be in memory at once."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 3000)
    with pytest.raises(ParcError, match="more pixels than a page can use"):
        look_at(moving("AVIF"), "a.avif")
    assert look_at(moving("WEBP"), "a.webp") is not None


def gif(*frames: str, notes: bytes = b"") -> bytes:
    """A picture of that many, with `notes` before the end of it, and after."""
    pictures = [Image.new("RGB", (60, 40), color) for color in frames]
    buffer = io.BytesIO()
    pictures[0].save(
        buffer, "GIF", save_all=True, append_images=pictures[1:], duration=70, loop=3, comment=b"SECRETCOMMENT" * 40
    )
    return buffer.getvalue()[:-1] + notes + b";" + notes


@pytest.mark.parametrize("frames", [("red",), ("red", "blue", "red")])
def test_a_gif_is_silent_and_moves_as_before(frames: tuple[str, ...]) -> None:
    """Comments, XMP and texts to be laid over it go; its pictures, their times and how often it is played stay."""
    # As Adobe has it: the text is no row of blocks, and the bytes after it end whatever a reader takes for one.
    xmp = b"!\xff\x0bXMP DataXMP<x:xmpmeta>SECRETAUTHOR</x:xmpmeta>\x01" + bytes(range(255, -1, -1)) + b"\0"
    text = b"!\x01\x0c" + bytes(12) + b"\x06SECRET\0"
    data = gif(*frames, notes=xmp + text)
    look = look_at(data, "a.gif")
    assert look is not None
    bare = published(data, look)
    assert b"SECRETCOMMENT" in data
    assert b"SECRET" not in bare
    before, after = opened(data), opened(bare)
    assert getattr(after, "n_frames", 1) == len(frames)
    assert after.info.get("loop") == before.info.get("loop")
    for number in range(len(frames)):
        before.seek(number)
        after.seek(number)
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
        assert after.info.get("duration") == before.info.get("duration")
    assert without_metadata(bare) == bare


def test_a_gif_cut_off_is_silent_too() -> None:
    """Wherever it was cut, and without an error."""
    data = gif("red", "blue")
    for end in range(len(data)):
        assert end < 20 or b"SECRET" not in without_metadata(data[:end])


def test_an_upright_picture_is_not_encoded_again() -> None:
    """Only its metadata is left out."""
    data = photo("JPEG")
    look = look_at(data, "a.jpg")
    assert look is not None
    assert published(data, look) == without_metadata(data)


def test_smaller_copies_are_webp_and_upright() -> None:
    """In the size asked for, silent too, and the same bytes each time."""
    data = photo("JPEG", size=(900, 600), orientation=6)
    copy = scaled(data, 400, 600)
    assert (opened(copy).format, opened(copy).size) == ("WEBP", (400, 600))
    assert b"SECRET" not in copy
    assert scaled(data, 400, 600) == copy


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "CMYK", "I;16", "1"])
def test_any_mode_of_picture_has_copies(mode: str) -> None:
    """Transparency stays where there is some."""
    buffer = io.BytesIO()
    format_name = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (500, 300)).save(buffer, format_name)
    copy = opened(scaled(buffer.getvalue(), 400, 240))
    assert copy.size == (400, 240)
    assert copy.has_transparency_data == (mode in {"LA", "RGBA"})


def test_copies_are_smaller_than_the_picture(site: SiteFolder) -> None:
    """A picture of 1,300 pixels has three; one of 400 none; each is read by its facts."""
    for name, width in (("grande", 1300), ("petite", 400)):
        (site.root / f"{name}.jpg").write_bytes(photo("JPEG", size=(width, 650)))
    large, small = facts(site.root)("grande.jpg"), facts(site.root)("petite.jpg")
    assert large is not None
    assert small is not None
    assert [(copy.width, copy.height, copy.media_type) for copy in large.copies] == [
        (400, 200, "image/webp"),
        (800, 400, "image/webp"),
        (1200, 600, "image/webp"),
    ]
    assert small.copies == ()
    assert large.size == len(read_media(site, large))
    assert [opened(read_media(site, copy)).size for copy in large.copies] == [(400, 200), (800, 400), (1200, 600)]


def test_an_animation_is_published_as_it_is(site: SiteFolder) -> None:
    """A copy would show one of its pictures."""
    frames = [Image.new("RGB", (900, 10), color) for color in ("red", "blue")]
    frames[0].save(site.root / "a.gif", save_all=True, append_images=frames[1:])
    found = facts(site.root)("a.gif")
    assert found is not None
    assert found.copies == ()
    assert read_media(site, found) == (site.root / "a.gif").read_bytes()


def test_a_copy_is_made_once_and_a_damaged_one_again(tmp_path: Path) -> None:
    """What is kept is never trusted; a folder that cannot be written in only costs time."""
    data = photo("JPEG", size=(900, 600))
    copy = kept(tmp_path / "pictures", data, 400, 267)
    (place,) = (tmp_path / "pictures").iterdir()
    stored = place.read_bytes()
    place.write_bytes(stored[:-5] + b"wrong")
    assert kept(tmp_path / "pictures", data, 400, 267) == copy
    assert place.read_bytes() == stored
    (tmp_path / "file").write_bytes(b"")
    assert kept(tmp_path / "file", data, 400, 267) == copy


def test_a_copy_that_comes_with_the_folder_is_not_believed(tmp_path: Path) -> None:
    """It may show something else than the picture: here that of another one, as its maker can arrange."""
    data, other = photo("JPEG", size=(900, 600)), photo("JPEG", size=(600, 900))
    kept(tmp_path / "theirs", data, 400, 267)
    (place,) = (tmp_path / "theirs").iterdir()
    false = kept(tmp_path / "theirs", other, 400, 267)
    (source,) = set((tmp_path / "theirs").iterdir()) - {place}
    source.replace(place)
    assert kept(tmp_path / "theirs", data, 400, 267) == false
    shutil.copytree(tmp_path / "theirs", tmp_path / "received")
    assert kept(tmp_path / "received", data, 400, 267) == scaled(data, 400, 267) != false


def test_a_picture_made_to_exhaust_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its header is enough to know."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(ParcError, match="more pixels than a page can use"):
        look_at(photo("PNG"), "a.png")


@pytest.mark.parametrize("format_name", FORMATS)
def test_what_follows_a_picture_is_not_published(format_name: str) -> None:
    """Telephones add a second picture, a film or a map of depths after the first, with a place of its own."""
    data = photo(format_name)
    bare = without_metadata(data + data + b"SECRET")
    assert b"SECRET" not in bare
    assert opened(bare).tobytes() == opened(data).tobytes()


def test_a_jpeg_with_odd_but_lawful_markers_is_bare() -> None:
    """Fill bytes before a marker, a thumbnail, a list of further pictures, a note after the pixels."""
    data = photo("JPEG")
    note = b"\xff\xe1\x00\x0eExif\0\0SECRET"
    odd = data[:2] + b"\xff\xff\xff" + note[1:] + b"\xff\xe0\x00\x0dJFXX\0SECRET" + b"\xff\xe2\x00\x0cMPF\0SECRET"
    last = data.rindex(b"\xff\xd9")
    bare = without_metadata(odd + data[2:last] + note + data[last:])
    assert b"SECRET" not in bare
    assert opened(bare).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_picture_cut_off_tells_no_more(format_name: str) -> None:
    """Wherever it was cut, so that a browser may still show its beginning."""
    data = photo(format_name)
    for end in range(data.index(b"SECRET") + 20, len(data), 7):
        assert b"SECRETMAKER" not in without_metadata(data[:end])
