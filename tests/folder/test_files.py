from __future__ import annotations

import os
import struct
import unicodedata
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from parccli.errors import ParcError
from parccli.folder.files import facts, media_type_of, read_media
from parccli.folder.metadata import without_metadata
from parccli.render.article import FileFacts, Unfit

if TYPE_CHECKING:
    from pathlib import Path

    from parccli.folder.site import SiteFolder


def _picture(place: Path, size: tuple[int, int], *, orientation: int | None = None) -> bytes:
    place.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    Image.new("RGB", size).save(place, exif=exif)
    return place.read_bytes()


def test_the_facts_of_a_picture(site: SiteFolder) -> None:
    """Its size in pixels, its type, and how many bytes are published of it."""
    data = without_metadata(_picture(site.root / "posts" / "2021" / "halle.jpg", (40, 30)))
    found = facts(site.root)("posts/2021/halle.jpg")
    assert found == FileFacts(path="posts/2021/halle.jpg", size=len(data), media_type="image/jpeg", width=40, height=30)
    assert read_media(site, found) == data


@pytest.mark.parametrize("extension", ["png", "gif", "webp", "bmp", "tiff", "avif"])
def test_the_pixels_of_other_pictures(site: SiteFolder, extension: str) -> None:
    """Every format that browsers show, and two that cameras make."""
    _picture(site.root / f"a.{extension}", (40, 30))
    found = facts(site.root)(f"a.{extension}")
    assert found is not None
    assert (found.width, found.height) == (40, 30)


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_a_picture_that_a_telephone_took_upright_is_upright(
    site: SiteFolder, orientation: int, size: tuple[int, int]
) -> None:
    """The size is that which a browser shows, EXIF considered."""
    _picture(site.root / "a.jpg", (40, 30), orientation=orientation)
    found = facts(site.root)("a.jpg")
    assert found is not None
    assert (found.width, found.height) == size


def test_a_document_has_no_pixels(site: SiteFolder) -> None:
    """Nor has a file that is not the picture its name says: it is not published."""
    for name in ("plan.pdf", "plan.svg", "plan.jpg", "plan.parc"):
        (site.root / name).write_bytes(b"%PDF-1.7\n")
    look_up = facts(site.root)
    assert look_up("plan.pdf") == FileFacts(path="plan.pdf", size=9, media_type="application/pdf")
    none = Unfit.NO_PICTURE
    assert look_up("plan.svg") == FileFacts(path="plan.svg", size=9, media_type="image/svg+xml", unfit=none)
    assert look_up("plan.jpg") == FileFacts(path="plan.jpg", size=9, media_type="image/jpeg", unfit=none)
    assert look_up("plan.parc") == FileFacts(path="plan.parc", size=9, media_type="application/octet-stream")


def test_types_do_not_depend_on_the_machine() -> None:
    """Nor on the case of the extension."""
    assert media_type_of("posts/PLAN.PDF") == "application/pdf"
    assert media_type_of("posts/plan") == "application/octet-stream"


@pytest.mark.parametrize("side", [10_000, 20_000])
def test_a_picture_that_would_unpack_to_gigabytes_is_an_error(site: SiteFolder, side: int) -> None:
    """From a hundred bytes: only its header is read."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    (site.root / "a.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )
    with pytest.raises(ParcError, match="more pixels than a page can use") as caught:
        facts(site.root)("a.png")
    assert caught.value.path == "a.png"


@pytest.mark.parametrize(
    "path",
    [
        "rien.jpg",
        "posts",
        "posts/a.md",
        "posts/A.MD",
        "parccli.toml",
        ".parccli/cache.jpg",
        ".htpasswd",
        "posts/.prive/a.jpg",
        "../dehors.jpg",
        "posts/../../dehors.jpg",
        "/etc/hostname",
        "dehors.jpg",
        "brouillon.jpg",
        "reglages.jpg",
        "tube.jpg",
        "a\0.jpg",
        "posts\\a.jpg",
        "",
    ],
)
def test_what_is_not_the_sites_to_publish_does_not_exist(site: SiteFolder, path: str) -> None:
    """Settings, posts, hidden files and what lies outside, by their names or by links with innocent ones."""
    root = site.root
    (root / ".parccli").mkdir()
    (root / "posts" / ".prive").mkdir()
    for name in (".parccli/cache.jpg", ".htpasswd", "posts/.prive/a.jpg", "posts/a.md", "posts/A.MD", "../dehors.jpg"):
        (root / name).write_bytes(b"secret")
    (root / "dehors.jpg").symlink_to("../dehors.jpg")
    (root / "brouillon.jpg").symlink_to("posts/a.md")
    (root / "reglages.jpg").symlink_to("parccli.toml")
    os.mkfifo(root / "tube.jpg")
    assert facts(root)(path) is None
    with pytest.raises(ParcError, match="it is not a picture or document of the site folder"):
        read_media(site, FileFacts(path=path, size=6, media_type="image/jpeg"))


def test_a_link_inside_the_site_is_followed(site: SiteFolder) -> None:
    """A picture may be kept once and used under several names."""
    data = _picture(site.root / "photos" / "halle.png", (4, 3))
    (site.root / "posts" / "a.png").symlink_to("../photos/halle.png")
    found = facts(site.root)("posts/a.png")
    assert found == FileFacts(path="posts/a.png", size=len(data), media_type="image/png", width=4, height=3)


def test_an_accent_typed_composed_finds_the_file_that_has_it_apart(site: SiteFolder) -> None:
    """The path is then that of the disk, which opens the file everywhere."""
    apart = unicodedata.normalize("NFD", "posts/été.pdf")
    (site.root / apart).write_bytes(b"%PDF")
    found = facts(site.root)("posts/été.pdf")
    assert found is not None
    assert found.path == apart
    assert read_media(site, found) == b"%PDF"


def test_a_file_is_looked_at_once_in_a_run(site: SiteFolder) -> None:
    """Ten posts may show one picture."""
    _picture(site.root / "a.png", (4, 3))
    look_up = facts(site.root)
    assert look_up("a.png") is look_up("a.png")


def test_a_drawing_that_runs_something_is_not_published(site: SiteFolder) -> None:
    """Opened by itself it would run at the site's own address; one that only draws is published, with its size."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{}</svg>'
    (site.root / "a.svg").write_text(svg.format("<script>x</script>"), encoding="utf-16")
    (site.root / "b.svg").write_text(svg.format("<path d='M0 0'/>"), encoding="utf-8")
    acting, found = facts(site.root)("a.svg"), facts(site.root)("b.svg")
    assert acting is not None
    assert acting.unfit is Unfit.ACTS
    assert found is not None
    assert (found.width, found.height, found.unfit) == (40, 30, None)
    assert read_media(site, found) == (site.root / "b.svg").read_bytes()


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_half_a_picture_is_not_published(site: SiteFolder, extension: str, orientation: int) -> None:
    """A copy that was interrupted has its header, and browsers would show a grey field."""
    place = site.root / f"a.{extension}"
    data = _picture(place, (60, 40), orientation=orientation)
    place.write_bytes(data[: len(data) - 20])
    found = facts(site.root)(place.name)
    assert found is not None
    assert found.unfit is Unfit.NO_PICTURE


def test_a_picture_that_is_damaged_inside_is_named(site: SiteFolder) -> None:
    """Where nothing but unpacking shows it, the export ends with the file's name, and not as a fault of ours."""
    data = bytearray(_picture(site.root / "a.png", (500, 400)))
    data[len(data) // 2] ^= 0xFF
    whole = facts(site.root)("a.png")
    assert whole is not None
    (site.root / "a.png").write_bytes(data)
    with pytest.raises(ParcError, match="damaged") as caught:
        read_media(site, whole.copies[0])
    assert caught.value.path == "a.png"
