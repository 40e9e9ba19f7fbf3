"""Where the parts of an article stand in a page: by selectors, by the marks that sites share, by its fixed words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from parccli.errors import UsageError
from parccli.french.dates import DateError, parse_moment
from parccli.i18n import gettext as _
from parccli.listing import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from parccli.moment import Moment

_TEXTS: Final = (
    '[itemprop~="articleBody"]', ".entry-content", ".post-content", ".article-content", ".parc-article__body",
    "article", "main", '[role="main"]', "#content",
)  # fmt: skip
_FRAME: Final = (
    "nav, footer, aside, form, .sharedaddy, .post-navigation, .entry-meta, .entry-footer, .comments-area, #comments, "
    ".breadcrumb, .breadcrumbs, .related-posts, .screen-reader-text"
)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHORT: Final = 200


def select(root: HtmlElement, selector: str, setting: str) -> list[HtmlElement]:
    """The elements that a CSS selector chooses; raises UsageError, naming the setting, for one that is none."""
    try:
        return _chosen(root, selector)
    except (etree.XPathError, ValueError, SyntaxError) as error:
        message = _("“{selector}” is not a CSS selector ({setting} in parccli.toml)")
        raise UsageError(message.format(selector=selector, setting=f"[import] {setting}")) from error


def _chosen(root: HtmlElement, selector: str) -> list[HtmlElement]:
    from lxml.cssselect import CSSSelector  # noqa: PLC0415 -- only this source needs it

    return cast("list[HtmlElement]", CSSSelector(selector, translator="html")(root))


def meta(page: HtmlElement, *names: str) -> str:
    """What a page says of itself under the first of `names` that has a value."""
    said: dict[str, str] = {}
    for element in page.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        said.setdefault(name, (element.get("content") or "").strip())
    return next((said[name] for name in names if said.get(name)), "")


def address(page: HtmlElement) -> str:
    """The page's own address; empty if it does not tell one."""
    links = (link for link in page.iter("link") if (link.get("rel") or "").lower() == "canonical")
    found = next((link.get("href", "").strip() for link in links), "") or meta(page, "og:url")
    return found if re.match(r"https?://\S+$", found) else ""


def text(page: HtmlElement) -> HtmlElement | None:
    """The element that holds the article; of several alike none is sure, and a wider one is asked."""
    for selector in _TEXTS:
        found = [element for element in _chosen(page, selector) if _words(element)]
        outer = [element for element in found if not any(around in found for around in element.iterancestors())]
        if len(outer) == 1:
            return outer[0]
    return None


def take_frame(article: HtmlElement, latest: Sequence[str], newsletter: Sequence[str]) -> list[str]:
    """Take out what stands around every article of a site; the words of the headings that were taken, to report."""
    taken: list[str] = []
    wanted = {folded(word) for word in (*latest, *newsletter)}
    for heading in list(article.iter(*_HEADINGS, "p", "strong")):
        words = line(heading)
        if folded(words) in wanted and article in heading.iterancestors():
            taken.append(words)
            _take_section(article, heading)
    for part in _chosen(article, _FRAME):
        if part is not article and part.getparent() is not None:
            part.drop_tree()
    return taken


def take_date(page: HtmlElement, words: Sequence[str]) -> Moment | None:
    """The date of “Posté le …”, whose line is taken out; None if there is no such line."""
    beginnings = tuple(folded(word) for word in words)
    for element in _innermost(page):
        told = folded(line(element))
        beginning = next((word for word in beginnings if word and told.startswith(word)), None)
        if beginning is None:
            continue
        try:
            moment = parse_moment(told.removeprefix(beginning).strip(" :."))
        except DateError:
            continue
        _take(element)
        return moment
    return None


def take_title(article: HtmlElement, title: str) -> None:
    """Take the title out of the text, where the page shows it there too."""
    for heading in list(article.iter(*_HEADINGS)):
        if folded(line(heading)) == folded(title):
            _take(heading)
            return


def take_summary(article: HtmlElement, summary: str) -> None:
    """Take out the lead if it opens the text with the very words of the summary, which are shown before it."""
    paragraph = next((part for part in article.iter("p", "div") if _words(part) and part.find("p") is None), None)
    if paragraph is not None and summary and folded(line(paragraph)) == folded(summary):
        _take(paragraph)


def line(element: HtmlElement) -> str:
    """The words of an element on one line."""
    return re.sub(r"[ \t\r\n]+", " ", element.text_content()).strip()


def _innermost(page: HtmlElement) -> Iterator[HtmlElement]:
    """Elements with little text, the inner ones before those around them: the date's own line, not the page."""
    found: Iterable[HtmlElement] = (element for element in page.iter() if isinstance(element.tag, str))
    for element in found:
        if element.tag not in {"script", "style", "title"} and 0 < len(line(element)) < _SHORT:
            yield element


def _take(element: HtmlElement) -> None:
    """Take an element out, with those around it that held nothing else."""
    parent = element.getparent()
    while parent is not None and parent.tag in {"div", "header", "p", "span"} and line(parent) == line(element):
        element, parent = parent, parent.getparent()
    if parent is not None:
        element.drop_tree()


def _take_section(article: HtmlElement, heading: HtmlElement) -> None:
    """Take out a heading, in the boxes that hold nothing else, with what follows it in its part of the page."""
    parent = heading.getparent()
    while parent is not None and parent is not article and len(parent) == 1 and line(parent) == line(heading):
        heading, parent = parent, parent.getparent()
    for following in [heading, *heading.itersiblings()]:
        following.drop_tree()


def _words(element: HtmlElement) -> bool:
    return bool(element.text_content().strip())
