"""Markdown files of other tools (Hugo, Jekyll, Pelican, plain notes) -> one row a file, its body as it stands.

Files of their folder that a post shows or links to come with it. What the other tool would have replaced is kept,
and named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.french.dates import DateError, parse_moment
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.importers.decoding import decode
from parccli.importers.files import with_files
from parccli.importers.markdown.headers import starts_with_header, take_header
from parccli.importers.markdown.remnants import divided, tags_of
from parccli.importers.records import is_storable
from parccli.importers.row import Material, Options, Row, Shape
from parccli.post import Post
from parccli.post.reading import slug_of_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.config import Config

NAME: Final = "markdown"
SUMMARY: Final = N_("Markdown files, or a folder of them")
SUFFIXES: Final = (".md", ".markdown", ".mdown", ".rst")
SHAPE: Final = Shape.TEXT

_HEADING: Final = re.compile(r"^# +(.+?)(?: +#+)? *$", re.MULTILINE)
_FENCE: Final = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?=[-_. ]|$)")
_LANGUAGE: Final = re.compile(r"(?P<name>.+)\.(?P<language>[a-z]{2}(?:-[A-Za-z]{2})?)")
_BUNDLE, _SECTION = "index", "_index"
_DRAFTS: Final = "_drafts"
_MOST: Final = 10
"""So many names fit in a message."""


def recognises(head: bytes) -> bool:
    """Look for front matter or a heading at the very start."""
    text = head.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return re.match(r"\s*# ", text) is not None or starts_with_header(text)


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the file's one row; raises ParcError for front matter that cannot be read."""
    del config
    if material.name.lower().endswith(".rst"):
        raise ParcError(
            _("the file is written in reStructuredText, not in Markdown"),
            hint=_("Convert it first: pandoc -f rst -t markdown FILE."),
            path=material.name,
        )
    path, language = _naming_path(material.name)
    row = Row(importer=NAME, source=material.name)
    if PurePosixPath(path).stem == _SECTION:
        yield replace(
            row.noting("section_page", _("it describes a section of the site, and is no post")), left_out=True
        )
        return
    text = decode(material).replace("\r\n", "\n")
    if not is_storable(text):
        yield row.refused("value_unreadable", _("the file holds a zero byte: it is no Markdown"))
        return
    row = take_header(row, path, text, options)
    row = _named(row, path, language) if row.post else row
    yield _settled(row, material) if row.post else row


def _named(row: Row, path: str, language: str | None) -> Row:
    """Complete the post by its first heading and by its file's name; what the header says goes before."""
    post = row.post or Post()
    day = _DAY.match(PurePosixPath(path).stem)
    if post.date is None and day:
        try:
            post = replace(post, date=parse_moment(day[0]))
        except DateError as error:
            return row.refused("date_unreadable", f"{error.message}. {error.hint}")
    if not post.title:
        title, body = _cut_heading(post.body)
        post = replace(post, title=title, body=body)
    if _DRAFTS in PurePosixPath(path).parts:
        post, row = replace(post, status="draft"), replace(row, says_status=True)
    return replace(row, post=replace(post, slug=post.slug or slug_of_path(path), lang=post.lang or language))


def _cut_heading(body: str) -> tuple[str, str]:
    fence = _FENCE.search(body)
    heading = _HEADING.search(body, 0, fence.start() if fence else len(body))
    if not heading:
        return "", body
    return heading[1].strip(), body[: heading.start()] + body[heading.end() :].lstrip("\n")


def _settled(row: Row, material: Material) -> Row:
    """Bring the files that the post refers to, take its summary, and name what stays without effect."""
    row = with_files(row, material)
    post = row.post or Post()
    summary, body, is_divided = divided(post.body)
    if is_divided and summary and not post.summary:
        post = replace(post, summary=summary, body=body)
    elif is_divided and not summary:
        post = replace(post, body=body)
        if not post.summary:
            message = _("what stands above “<!--more-->” is more than one plain paragraph: it stays in the text")
            row = row.noting("summary_divider", message)
    if tags := tags_of(post.body):
        message = _("tags of another tool stay in the text, where they do nothing: {tags}")
        row = row.noting("template_tags", message.format(tags=_some(tags)))
    return replace(row, post=post)


def _some(names: Sequence[str]) -> str:
    return ", ".join((*names[:_MOST], "…") if len(names) > _MOST else names)


def _naming_path(name: str) -> tuple[str, str | None]:
    """The path whose last part names the post, and the language that the name tells (`index.fr.md`).

    A page bundle (`2021-02-26-slug/index.md`) has the name of its folder.
    """
    path = PurePosixPath(name)
    told = _LANGUAGE.fullmatch(path.stem)
    stem, language = (told["name"], told["language"]) if told else (path.stem, None)
    if stem == _BUNDLE and path.parent.name:
        return f"{path.parent}.md", language
    return (str(path.with_name(f"{stem}.md")) if told else name), language
