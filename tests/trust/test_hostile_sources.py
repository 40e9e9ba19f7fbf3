"""Files to import that are made to fill the memory, to read others, or to write elsewhere."""

from __future__ import annotations

import io
import os
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from tests.trust.inputs import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Call, Process, Site

OFFICE = ("docx", "ods", "xlsx")
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>'
ELSEWHERE = '<!DOCTYPE x SYSTEM "file:///etc/hostname">'


def repacked(name: str, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """The sample of a format with each part changed, and more parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLES[name][0])) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
        for part, inside in (more or {}).items():
            new.writestr(part, inside)
    return data.getvalue()


def as_it_is(_name: str, part: bytes) -> bytes:
    """Leave a part."""
    return part


def _refused(site: Site, call: Call, name: str, data: bytes) -> str:
    """What is said of a file that brings nothing in and leaves nothing behind."""
    (site.root / f"source.{name}").write_bytes(data)
    done = call("import", f"source.{name}", "--from", name)
    assert done.exit_code == 1, done.stderr
    assert list((site.root / "posts").rglob("*")) == []
    return done.stderr


@pytest.mark.parametrize("name", OFFICE)
def test_an_archive_that_unpacks_to_a_hundred_times_its_size(site: Site, call: Call, name: str) -> None:
    """It is refused before it is unpacked."""
    assert (
        "memory" in (said := _refused(site, call, name, repacked(name, as_it_is, {"x.xml": b" " * 30_000_000})))
        or "unpack" in said
    )


@pytest.mark.parametrize("name", OFFICE)
def test_an_archive_that_lies_about_its_size(site: Site, call: Call, name: str) -> None:
    """What is declared small is read no further than that."""
    data = bytearray(repacked(name, as_it_is, {"x.xml": b" " * 30_000_000}))
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"x.xml"))
    data[place + 24 : place + 28] = (900_000).to_bytes(4, "little")
    _refused(site, call, name, bytes(data))


@pytest.mark.parametrize("name", OFFICE)
@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, PARAMETER, ELSEWHERE])
def test_an_office_file_declares_no_entities(site: Site, call: Call, name: str, doctype: str) -> None:
    """A DTD in any part: refused, or read as if it were not there; the text of another file never comes in."""

    def declare(part: str, data: bytes) -> bytes:
        if not part.endswith(".xml"):
            return data
        text = data.decode()
        start = text.find("?>") + 2 if text.startswith("<?xml") else 0
        body = text[start:].replace("</", "&e;</", 3) if "ENTITY e" in doctype else text[start:]
        return f"{text[:start]}{doctype}{body}".encode()

    _refused(site, call, name, repacked(name, declare))


def test_a_word_document_fetches_no_picture(site: Site, call: Call, tmp_path: Path) -> None:
    """A picture may be linked and not enclosed: the file that it names is not opened, wherever it is."""
    (tmp_path / "secret.png").write_bytes(PIXEL)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    link = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:docPr id="1" name="a"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="x"><pic:pic xmlns:pic="{drawing}/picture">'
        "<pic:blipFill>"
        f'<a:blip xmlns:r="{relation}" r:link="away"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p></w:body>"
    )
    target = (tmp_path / "secret.png").as_uri()
    relationship = f'<Relationship Id="away" Type="{relation}/image" Target="{target}" TargetMode="External"/>'

    def enclose(part: str, data: bytes) -> bytes:
        if part == "word/document.xml":
            return data.replace(b"</w:body>", link.encode())
        return (
            data.replace(b"</Relationships>", f"{relationship}</Relationships>".encode())
            if "document" in part
            else data
        )

    (site.root / "note.docx").write_bytes(repacked("docx", enclose))
    assert call("import", "note.docx").exit_code in {0, 1}
    assert [path for path in (site.root / "posts").rglob("*") if path.suffix == ".png"] == []


@pytest.mark.parametrize("name", ["wxr", "feed"])
@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, PARAMETER, ELSEWHERE])
def test_xml_has_no_dtd(site: Site, call: Call, name: str, doctype: str) -> None:
    """It is told in words, whatever the DTD says."""
    text = SAMPLES[name][0].decode()
    start = text.find("?>") + 2
    assert "DOCTYPE" in _refused(
        site, call, name, f"{text[:start]}{doctype}{text[start:].replace('</title>', '&e;</title>')}".encode()
    )


@pytest.mark.slow
@pytest.mark.parametrize("token", ["<!-- ", "<svg>", "<pre ", "<p ", " ", "<br ", "[caption]", "<!-- wp:a {"])
def test_an_article_of_beginnings(site: Site, run: Process, token: str) -> None:
    """Each begins what never ends; to look for the end again at each of them would take hours."""
    text = escape(f"a{token * (1_000_000 // len(token))}b")
    item = f"</title><content:encoded>{text}</content:encoded>".encode()
    (site.root / "source.xml").write_bytes(SAMPLES["wxr"][0].replace(b"</title>", item))
    assert run("import", "source.xml", "--from", "wxr").exit_code in {0, 1}


@pytest.mark.parametrize("name", ["wxr", "feed", "html"])
def test_levels_without_end(site: Site, call: Call, name: str) -> None:
    """A hundred thousand elements within each other end in words."""
    deep = "<b><blockquote>" * 50_000
    if name == "html":
        data = f"<title>T</title><article>{deep}".encode()
    else:
        data = SAMPLES[name][0].replace(
            b"</item>", f"<content:encoded><![CDATA[{deep}]]></content:encoded></item>".encode()
        )
        assert deep.encode() in data
    (site.root / f"source.{name}").write_bytes(data)
    assert call("import", f"source.{name}", "--from", name).exit_code in {0, 1}


NAMES = (
    "../../escaped.png",
    "/escaped.png",
    "..\\..\\escaped.png",
    "C:\\escaped.png",
    "a/../../../escaped.png",
    "\x1b[2J.png",
    "con.png",
    ".png",
    "x" * 300 + ".png",
    "a\0b.png",
)


def _message(file_name: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Parc <parc@example.org>", "lectrice@example.org"
    message["Subject"], message["Date"], message["Message-ID"] = (
        "La lettre",
        "Mon, 1 Sep 2025 09:00:00 +0200",
        "<1@example.org>",
    )
    message.set_content('<p>Texte.</p><img src="cid:vue">', subtype="html")
    message.add_related(PIXEL, "image", "png", cid="<vue>", filename=file_name)
    return message.as_bytes()


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.mark.parametrize("file_name", [name for name in NAMES if "\0" not in name])
def test_an_attachment_stays_beside_its_post(site: Site, call: Call, file_name: str) -> None:
    """Whatever its name says."""
    (site.root / "lettre.eml").write_bytes(_message(file_name))
    assert call("import", "lettre.eml").exit_code in {0, 1}
    made = list(site.root.rglob("*.png"))
    assert made
    assert all(path.parent == next(site.root.rglob("*.md")).parent for path in made)
    assert not list(site.root.parent.glob("*escaped*"))


@pytest.mark.parametrize("address", NAMES)
def test_a_page_brings_no_file_from_elsewhere(site: Site, call: Call, tmp_path: Path, address: str) -> None:
    """A picture named outside the folder of the page, by a path or through a link, is not taken along."""
    (tmp_path / "escaped.png").write_bytes(PIXEL)
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "link.png").symlink_to(tmp_path / "escaped.png")
    page = f'<title>T</title><article><h1>T</h1><img src="{address}" alt="x"><img src="link.png" alt="y"></article>'
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "page.md").write_text(f"---\ntitle: U\n---\nTexte. ![x](<{address}>) ![y](link.png)\n", encoding="utf-8")
    for name in ("page.html", "page.md"):
        assert call("import", folder / name).exit_code in {0, 1}
    assert [path for path in (site.root / "posts").rglob("*") if path.suffix == ".png"] == []


@pytest.mark.parametrize("name", ["liste.csv", "posts.xml", "page.html", "note.docx", "lettre.eml", "posts.json"])
def test_a_file_to_import_has_a_limit(site: Site, call: Call, name: str) -> None:
    """Two hundred million bytes may be read, one more may not; it is not begun."""
    (site.root / name).touch()
    os.truncate(site.root / name, 200_000_001)
    done = call("import", name)
    assert (done.exit_code, f"{name}: it has 201 MB, and may have 200" in done.stderr) == (2, True)
    assert list((site.root / "posts").iterdir()) == []


def test_standard_input_has_a_limit(site: Site, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream without end is given up at the size that a file may have."""
    monkeypatch.setattr("parccli.cli.sources.SOURCE_LIMIT", 1_000_000)
    done = call("import", "-", "--from", "text", stdin=b"x" * 1_500_000)
    assert (done.exit_code, "2 MB, and may have 1" in done.stderr) == (2, True)
    assert list((site.root / "posts").iterdir()) == []
