"""JSON Feed 1.0 and 1.1, as bytes -> items."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, NoReturn

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.importers.feed.item import Item
from parccli.importers.objects import shallow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def items(text: str) -> Iterator[Item]:
    """Yield the entries in their order; raises ParcError for what is no JSON Feed."""
    try:
        feed = shallow(json.loads(text, parse_constant=_refuse))
    except json.JSONDecodeError as error:
        message = _("this is not JSON, from column {column} on").format(column=error.colno)
        raise ParcError(message, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise ParcError(_("the JSON is nested too deeply, or holds a value that is none"), line=1) from error
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(entries, list):
        raise ParcError(_("this JSON is no feed: it has no list of “items”"), line=1)
    lines = _lines(text)
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else 1
        if isinstance(entry, dict):
            yield _item(entry, line)
        else:
            yield Item(line=line, fault=_("the entry is not an object in curly brackets"))


def _item(entry: Mapping[str, Any], line: int) -> Item:
    attachments = [part for part in _list(entry, "attachments") if isinstance(part, dict)]
    pictures = [_text(part, "url") for part in attachments if _text(part, "mime_type").startswith("image/")]
    authors = [part for part in (*_list(entry, "authors"), entry.get("author")) if isinstance(part, dict)]
    plain = "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", _text(entry, "content_text")) if part)
    content = _text(entry, "content_html") or plain.replace("\n", "<br>")
    summary = escape(_text(entry, "summary"), quote=False)
    return Item(
        line=line,
        id=_text(entry, "id"),
        url=_text(entry, "url"),
        title=_text(entry, "title"),
        date=_text(entry, "date_published") or _text(entry, "date_modified"),
        updated=_text(entry, "date_modified"),
        summary=summary if content else "",
        content=content or summary,
        complete=bool(content),
        tags=tuple(str(tag) for tag in _list(entry, "tags") if isinstance(tag, str)),
        author=next((_text(part, "name") for part in authors), ""),
        language=_text(entry, "language"),
        image=next(
            (address for address in (_text(entry, "image"), _text(entry, "banner_image"), *pictures) if address), ""
        ),
    )


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _list(entry: Mapping[str, Any], key: str) -> list[Any]:
    value = entry.get(key)
    return value if isinstance(value, list) else []


def _lines(text: str) -> list[int]:
    """The line of each entry of the feed, by scanning for the objects of its list."""
    found = re.search(r'"items"\s*:\s*\[', text)
    decoder, lines = json.JSONDecoder(), []
    place = found.end() if found else len(text)
    while (start := re.compile(r"[\s,]*(?=[^\s,\]])").match(text, place)) is not None:
        lines.append(text.count("\n", 0, start.end()) + 1)
        place = decoder.raw_decode(text, start.end())[1]
    return lines


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
