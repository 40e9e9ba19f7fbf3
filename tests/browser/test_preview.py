"""A preview as a person has it: a browser beside the editor, and never touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.preview.conftest import served, site

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage
    from tests.preview.conftest import Served, Site

__all__ = ["served", "site"]  # fixtures

pytestmark = pytest.mark.browser
BY_ITSELF = 3000
"""Milliseconds for a change to be seen: the second that is promised, and the time that Chromium takes to draw."""


def test_a_change_is_seen_without_touching_the_browser(open_page: OpenPage, served: Served, site: Site) -> None:
    """Of a post; then its error, with file and line, when it breaks; then the post again, once it is mended."""
    page = open_page()
    page.goto(f"http://127.0.0.1:{served.port}/post?path=posts/vu.md")
    heading = page.locator("h2.parc-article__title")
    assert heading.text_content() == "Un titre vu"

    site.write("vu", title="Un titre changé")
    page.locator("text=Un titre changé").wait_for(timeout=BY_ITSELF)

    site.save("posts/vu.md", "---\ntitle: a : b\n---\n")
    page.locator("code", has_text="line 2, column 1").wait_for(timeout=BY_ITSELF)
    assert heading.count() == 0

    site.write("vu", title="Un titre réparé")
    page.locator("text=Un titre réparé").wait_for(timeout=BY_ITSELF)
    assert heading.text_content() == "Un titre réparé"


def test_nothing_of_a_post_runs_nor_is_refused(open_page: OpenPage, served: Served, site: Site) -> None:
    """The page's own policy lets through the preview's script alone, and hinders nothing that belongs there."""
    page = open_page()
    dialogs: list[str] = []
    messages: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.on("console", lambda message: messages.append(message.text))
    site.write(
        "vu", title="'<script>alert(1)</script>'", body="<img src=x onerror=alert(2)>\n<script>alert(3)</script>"
    )
    page.goto(f"http://127.0.0.1:{served.port}/post?path=posts/vu.md")
    page.locator("h2", has_text="alert(1)").wait_for(timeout=BY_ITSELF)
    for target in ("", "post?path=posts/vu.md", "latest", "list"):
        page.goto(f"http://127.0.0.1:{served.port}/{target}")
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=y onerror=alert(4)>')")
    assert dialogs == []
    assert [text for text in messages if "Content Security Policy" in text and "inline event handler" not in text] == []
