"""A page without the usual marks -> its main text, by trafilatura where it is installed (`parccli[html]`)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import lxml.html

from parccli import unhtml

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def main_text(page: HtmlElement) -> HtmlElement | None:
    """What trafilatura takes for the article; None without it, or if it finds none. It loses captions and frames."""
    try:
        trafilatura = import_module("trafilatura")
    except ImportError:
        return None
    html = trafilatura.extract(
        lxml.html.tostring(page, encoding="unicode"),
        output_format="html",
        include_links=True,
        include_images=True,
        include_formatting=True,
        favor_recall=True,
    )
    return unhtml.parse(html) if html else None
