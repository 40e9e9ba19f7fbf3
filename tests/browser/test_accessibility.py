"""The fragments with parc.css, in Chromium: WCAG 2.1 A and AA by axe-core, reflow, focus (FRAGMENTS.md §13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import NARROW, WIDE, below_headings, document, tool
from tests.samples.newsletter import digests
from tests.samples.posts import edition, fragments, generated
from tests.samples.site import sample_fragments, sample_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
A_PAGE = 25
DARK = "<style>html { color-scheme: dark } body { color: #eee; background: #111 }</style>\n"
# What does not fit, but for what has a scroll bar of its own. The spaces that end a line of code hang over its edge.
OVERFLOWING = """() => [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth)
    .filter(element => { const pre = element.closest('pre'); return !pre || pre.scrollWidth > pre.clientWidth })
    .filter(element => !element.parentElement.closest('[tabindex="0"]'))
    .map(element => element.outerHTML.slice(0, 200))"""
FOCUSABLE = "a[href], input:not([hidden] *), button, summary, [tabindex='0'], video, audio"
OUTLINE = """() => {
    const style = getComputedStyle(document.activeElement);
    return [document.activeElement.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


def styled(html: str, head: str = "") -> str:
    """Fragments, with the headings before them, in a page that has our stylesheet."""
    return document(html, head=f"<style>{sample_site()['assets/parc.css'].decode()}</style>\n{head}")


def shown() -> dict[str, list[str]]:
    """Every fragment of the sample site and of 200 generated posts that shows, by the kind of page it stands in."""
    made = fragments(edition(generated(200)))
    kinds: dict[str, list[str]] = {}
    for html_of in (sample_fragments(), made):
        for path, html in html_of.items():
            if path.endswith(".html") and "/head/" not in path:
                kinds.setdefault(kind_of(path), []).append(html)
    return kinds


def kind_of(path: str) -> str:
    """Which of a post's files it is, else which list: the same ids and landmarks never meet in one page."""
    if "/articles/" in path:
        return "bodies" if path.endswith(".body.html") else "articles"
    return "lists" if "/list/" in path else "parts"


def pages() -> Iterator[tuple[str, str]]:
    """The fragments in pages of some, as one of the site may have them: one page each would take ten times as long."""
    for kind, every in shown().items():
        for start in range(0, len(every), A_PAGE):
            chosen = every[start : start + A_PAGE]
            yield f"{kind} {start + 1}–{start + len(chosen)}", "".join(map(below_headings, chosen))


def violations(page: Any, axe: str, rules: Sequence[str] = STANDARD) -> list[str]:  # noqa: ANN401 -- Playwright is imported only where it runs
    """What axe-core finds, with the places."""
    page.evaluate(axe)
    found = page.evaluate("(rules) => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_violation_at_any_width(open_page: OpenPage, width: int, *, dark: bool) -> None:
    """Nothing of WCAG 2.1 A or AA, on a light page and on a dark one; the page never scrolls sideways."""
    axe = tool("axe-core/axe.min.js").read_text("utf-8")
    page = open_page(width=width, dark=dark)
    found = {}
    for path, html in pages():
        page.set_content(styled(html, DARK if dark else ""))
        overflowing = page.evaluate(OVERFLOWING)
        if page.evaluate("() => document.documentElement.scrollWidth") > width:
            overflowing.append("the page")
        # Beside its colours, nothing of a page changes in the dark.
        found[path] = [*violations(page, axe, COLOURS if dark else STANDARD), *overflowing]
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [NARROW, 600])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_newsletter_has_no_violation(open_page: OpenPage, width: int, *, dark: bool) -> None:
    """At the width of a letter and at that of a telephone, by day and by night."""
    axe = tool("axe-core/axe.min.js").read_text("utf-8")
    page = open_page(width=width, dark=dark)
    found = {}
    for name, html in digests().items():
        page.set_content(html)
        found[name] = [*violations(page, axe), *page.evaluate(OVERFLOWING)]
        assert page.evaluate("() => document.documentElement.scrollWidth") == width
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_sees_faults(open_page: OpenPage) -> None:
    """A picture without alternative and a pale text are found: the test above could fail."""
    faulty = '<p style="color: #ccc">Pâle</p><img src="data:,"><div style="width: 2000px">Large</div>'
    page = open_page(document(faulty), width=NARROW)
    found = violations(page, tool("axe-core/axe.min.js").read_text("utf-8"))
    assert {fault.partition(":")[0] for fault in found} == {"color-contrast", "image-alt"}
    assert len(page.evaluate(OVERFLOWING)) == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_focus_is_visible(open_page: OpenPage, *, dark: bool) -> None:
    """Whoever goes through a page with the Tab key sees where they are, at every stop."""
    sample, made = sample_fragments(), fragments(edition(generated(30)))
    paths = ("fragments/latest.html", "fragments/list/page-1.html", "fragments/newsletter.html")
    html = "".join(
        (*(sample[path] for path in paths), *(made[f"fragments/articles/n-{number}.html"] for number in range(1, 31)))
    )
    page = open_page(styled(below_headings(html), DARK if dark else ""), dark=dark)
    stops = page.locator(FOCUSABLE).count()
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(OUTLINE))
    # The buttons within a film are the browser's own.
    ours = [stop for stop in seen if stop[:2] != ["VIDEO", "none"]]
    assert {tag for tag, _style, _width in ours} >= {"A", "BUTTON", "DIV", "INPUT", "SUMMARY", "VIDEO"}
    assert [stop for stop in ours if stop[1:] != ["solid", 3]] == []
