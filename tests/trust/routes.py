"""Vectors -> sources that hold each of them in every place that the format has, for every importer there is."""

from __future__ import annotations

import csv
import io
import json
from email.message import EmailMessage
from html import escape
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape as xml_escape

from parccli.render.sanitising import well_formed
from tests.importers.test_docx import _link, _p, _table, _word
from tests.importers.test_ods import row, spreadsheet
from tests.importers.test_ods import text as ods_text
from tests.importers.test_xlsx import sheet, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

BEFORE, AFTER = "Avant le bloc.", "Après le bloc."
_COLUMNS: Final = (
    "title",
    "date",
    "status",
    "summary",
    "tags",
    "author",
    "image",
    "image_alt",
    "image_caption",
    "body",
)


def _values(number: int, vector: str) -> dict[str, str]:
    texts = (f"Titre {vector}", "2025-01-01", "published", f"Résumé {vector}", f"mot {vector}", f"Service {vector}")
    body = f"{BEFORE}\n\nEn ligne {vector} encore. [lien](<{' '.join(vector.split())}>)\n\n{vector}\n\n{AFTER}"
    image = (vector, f"Image {vector}", f"Légende {vector}", body)
    return {"id": f"urn:x:{number}", **dict(zip(_COLUMNS, (*texts, *image), strict=True))}


def _table_rows(vectors: Sequence[str]) -> list[list[str]]:
    rows = [_values(number, vector) for number, vector in enumerate(vectors)]
    return [["id", *_COLUMNS], *([values[name] for name in ("id", *_COLUMNS)] for values in rows)]


def _csv(vectors: Sequence[str]) -> Iterator[bytes]:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(_table_rows(vectors))
    yield text.getvalue().encode()


def _json(vectors: Sequence[str]) -> Iterator[bytes]:
    yield json.dumps([_values(number, vector) for number, vector in enumerate(vectors)]).encode()


def _jsonl(vectors: Sequence[str]) -> Iterator[bytes]:
    yield "\n".join(json.dumps(_values(number, vector)) for number, vector in enumerate(vectors)).encode()


def _xlsx(vectors: Sequence[str]) -> Iterator[bytes]:
    cells = {
        f"{chr(65 + column)}{number}": xml_escape(well_formed(cell))
        for number, cells in enumerate(_table_rows(vectors), 1)
        for column, cell in enumerate(cells)
    }
    yield workbook({"Liste": sheet(cells)})


def _ods(vectors: Sequence[str]) -> Iterator[bytes]:
    rows = [row(*(ods_text(xml_escape(well_formed(cell))) for cell in cells)) for cells in _table_rows(vectors)]
    yield spreadsheet(*rows)


def _html_body(vector: str) -> str:
    quoted = escape(vector)
    return (
        f"<p>{BEFORE}</p><p>En ligne {vector} encore.</p></p></div></table></svg></math>"
        "</select></style></script>--></title></textarea></noscript></xmp>"
        f'<p><a href="{quoted}" title="{quoted}">lien</a>'
        f"<img src='{quoted}' alt='{quoted}' title='{quoted}'> {quoted}</p><blockquote>{quoted}</blockquote>"
        f"<table><tr><th>{quoted}</th></tr><tr><td>{quoted}</td></tr></table><p>{AFTER}</p>"
    )


def _html(vectors: Sequence[str]) -> Iterator[bytes]:
    for vector in vectors:
        quoted = escape(vector)
        yield (
            "<!DOCTYPE html><html lang=fr><head><meta property='article:published_time' content='2025-01-01'>"
            f"<title>Titre {quoted}</title><meta name=description content='{quoted}'>"
            f"<meta property='og:image' content='{quoted}'><meta name=author content='{quoted}'>"
            f"<meta property='article:tag' content='{quoted}'>"
            f"</head><body><article><h1>Titre {quoted}</h1>{_html_body(vector)}</article></body></html>"
        ).encode()


def _xml(text: str) -> str:
    return xml_escape(well_formed(text))


def _item(number: int, vector: str, more: str) -> str:
    text = _xml(vector)
    return (
        f"<item><title>Titre {text}</title><guid>urn:x:{number}</guid><pubDate>Wed, 01 Jan 2025 09:00:00 GMT</pubDate>"
        f"<description>Résumé {text}</description><dc:creator>{text}</dc:creator><category>{text}</category>"
        f'<enclosure url="{escape(well_formed(vector))}" type="image/png"/>'
        f"<content:encoded>{_xml(_html_body(vector))}</content:encoded>{more}</item>"
    )


def _channel(items: str) -> bytes:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>Parc</title>{items}</channel></rss>'.encode()
    )


def _rss(vectors: Sequence[str]) -> Iterator[bytes]:
    yield _channel("".join(_item(number, vector, "") for number, vector in enumerate(vectors)))


def _atom(vectors: Sequence[str]) -> Iterator[bytes]:
    entries = "".join(
        f"<entry><id>urn:x:{number}</id><title type='html'>Titre {_xml(escape(vector))}</title>"
        f"<updated>2025-01-01T09:00:00Z</updated><summary type='html'>{_xml(vector)}</summary>"
        f"<author><name>{_xml(vector)}</name></author><category term='{escape(well_formed(vector))}'/>"
        f"<content type='html'>{_xml(_html_body(vector))}</content></entry>"
        for number, vector in enumerate(vectors)
    )
    yield f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


def _json_feed(vectors: Sequence[str]) -> Iterator[bytes]:
    items = [
        {
            "id": f"urn:x:{number}",
            "title": f"Titre {vector}",
            "summary": f"Résumé {vector}",
            "date_published": "2025-01-01T09:00:00Z",
            "image": vector,
            "tags": [vector],
            "authors": [{"name": vector}],
            "content_html": _html_body(vector),
        }
        for number, vector in enumerate(vectors)
    ]
    yield json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Parc", "items": items}).encode()


def _wxr(vectors: Sequence[str]) -> Iterator[bytes]:
    def more(vector: str) -> str:
        return (
            "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
            "<wp:post_date>2025-01-01 09:00:00</wp:post_date>"
            f"<excerpt:encoded>{_xml(vector)}</excerpt:encoded><wp:post_name>{_xml(vector)}</wp:post_name>"
        )

    yield _channel("".join(_item(number, vector, more(vector)) for number, vector in enumerate(vectors)))


def _docx(vectors: Sequence[str]) -> Iterator[bytes]:
    for start in range(0, len(vectors), 25):
        blocks = [_p("Titre", style="Title"), _p("1er janvier 2025"), _p(BEFORE)]
        links: dict[str, str] = {}
        for number, vector in enumerate(vectors[start : start + 25]):
            text = well_formed(vector)
            links[f"rl{number}"] = text
            blocks += [
                _p(text),
                _p(_link(text or "x", f"rl{number}")),
                _table((text,), (text,)),
                _p(text, style="Heading1"),
            ]
        yield _word(*blocks, _p(AFTER), links=links)


def _mail(vectors: Sequence[str]) -> Iterator[bytes]:
    for number, vector in enumerate(vectors):
        message = EmailMessage()
        message["From"], message["Date"] = "Parc <parc@example.org>", "Wed, 01 Jan 2025 09:00:00 +0000"
        message["Subject"] = " ".join(f"Titre {well_formed(vector)}".split())
        message["Message-ID"] = f"<{number}@example.org>"
        message.set_content(_html_body(well_formed(vector)), subtype="html", charset="utf-8", cte="base64")
        yield message.as_bytes()


def _markdown(vectors: Sequence[str]) -> Iterator[bytes]:
    for number, vector in enumerate(vectors):
        values = _values(number, vector)
        body = values.pop("body")
        header = "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())
        yield f"---\n{header}---\n{body}\n".encode()


def _text(vectors: Sequence[str]) -> Iterator[bytes]:
    for vector in vectors:
        line = " ".join(vector.split())
        head = f"Accueil\nTitre {line}\nPosté le 1er janvier 2025\nRésumé {line}"
        yield f"{head}\n\n{BEFORE}\n\n{line}\n\n{AFTER}\n".encode()


ROUTES: Final[dict[tuple[str, str], Callable[[Sequence[str]], Iterator[bytes]]]] = {
    ("csv", "table"): _csv,
    ("json", "list"): _json,
    ("jsonl", "lines"): _jsonl,
    ("xlsx", "workbook"): _xlsx,
    ("ods", "spreadsheet"): _ods,
    ("html", "pages"): _html,
    ("feed", "RSS"): _rss,
    ("feed", "Atom"): _atom,
    ("feed", "JSON"): _json_feed,
    ("wxr", "export"): _wxr,
    ("docx", "documents"): _docx,
    ("mail", "letters"): _mail,
    ("markdown", "files"): _markdown,
    ("text", "pages"): _text,
}
"""By the importer and the kind of source."""
