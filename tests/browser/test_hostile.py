"""Whatever stands in a post, nothing in its fragments runs: loaded, and read back and set again (mutation XSS)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from parccli.post import Post
from tests.browser.conftest import document
from tests.samples.posts import SITE, edition, fragments
from tests.trust.vectors import VECTORS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

ALL_WORDS = ("Titre", "Résumé", "Avant le bloc.", "Légende", "Source")
ACTIVE = re.compile(r"[\s\x00-\x1f]*(?:(?:java|vb)script|data):", re.IGNORECASE)
# Where the browser itself reads an element, an attribute or an address that acts.
FOUND = r"""(root) => [...root.querySelectorAll('*')].flatMap(element => [
    ...(/^(script|style|iframe|object|embed|base|svg|math|template|frame|applet)$/i.test(element.localName)
        ? [element.outerHTML] : []),
    ...[...element.attributes]
        .filter(({name, value}) => /^on|^style$|^srcdoc$|^formaction$|^popover|^autofocus$/i.test(name)
            || (/^(href|src|action|poster|cite|data|ping)$/.test(name)
                && URL.canParse(value, 'https://www.example.org')
                && /^(javascript|vbscript|data):$/.test(new URL(value, 'https://www.example.org').protocol)))
        .map(({name, value}) => `${element.localName} ${name}=${value}`),
])"""
# What is set, read back and set again, as an editor does; then every event that an attribute could wait for.
SET_TWICE = f"""(fragments) => fragments.flatMap(html => {{
    const root = document.body.appendChild(document.createElement('div'));
    root.innerHTML = html;
    const once = root.innerHTML;
    root.innerHTML = once;
    const found = ({FOUND})(root);
    for (const element of root.querySelectorAll('*'))
        for (const name of ['mouseover', 'pointerenter', 'focus', 'toggle', 'animationstart', 'error', 'load'])
            element.dispatchEvent(new Event(name));
    return root.innerHTML === once ? found : [...found, `read back otherwise: ${{html}}`];
}})"""
CANARY = "<script>window.breaches = 0; function breach() { window.breaches += 1; }</script>"


class _Tags(HTMLParser):
    """The attributes of every tag, as a reader of our files, not as a browser that mends them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, "", ""), *((tag, name, value or "") for name, value in attrs)]


def posts(number: int, vector: str) -> Iterable[Post]:
    """Two posts with the vector in each place that a person can fill in, and words that must stay."""
    meant = Post(
        title=f"Titre {vector}",
        id=f"urn:x:{number}{vector}",
        date=date(2025, 1, 1),
        slug=f"n-{number}",
        status="published",
        summary=f"Résumé {vector}",
        categories=(f"Rubrique {vector}",),
        tags=(vector, "mot"),
        author=f"Service {vector}",
        image="media/vue.jpg",
        image_alt=f"Image {vector}",
        image_caption=f"Légende {vector}",
        image_credit=f"Source {vector}",
        lang=None,
        body=f"Avant le bloc.\n\nEn ligne {vector} encore.\n\n{vector}\n\nAprès le bloc.",
        path=f"posts/n-{number}.md",
    )
    quoted = vector.replace("\n", " ")
    places = (
        f"Avant le bloc.\n\n# Titre {quoted}",
        f"[lien {quoted}](<{quoted}> '{quoted}') ![image {quoted}](<{quoted}> '{quoted}')",
        f"> {quoted}",
        f"- {quoted}\n- mot",
        f"| {quoted} |\n|---|\n| {quoted} |",
        f"Une note[^n].\n\n[^n]: {quoted}",
        f"```{quoted}\n{vector}\n```",
        f"<{quoted}> `{quoted}`",
        f"<p title=\"{quoted}\" id='{quoted}' lang={quoted} class={quoted}>mot</p>",
        f"<a href='{quoted}' type='{quoted}'>mot</a> <img src=\"{quoted}\" alt='{quoted}' width='{quoted}'>",
        f"<table><tr><td colspan='{quoted}' style='text-align:{quoted}'>{quoted}</table>",
    )
    yield meant
    yield replace(meant, id=f"urn:y:{number}", slug=f"m-{number}", image=vector, lang=vector, body="\n\n".join(places))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Every output for every vector."""
    return fragments(edition((post for number, vector in enumerate(VECTORS) for post in posts(number, vector)), SITE))


def test_nothing_runs(made: dict[str, str], open_page: OpenPage) -> None:
    """Set by innerHTML, read back and set again, and met by every event, no fragment calls the canary."""
    html = [text for path, text in made.items() if path.endswith(".html")]
    page = open_page(document(CANARY))
    assert page.evaluate(SET_TWICE, html) == []
    assert breaches_until_control(page) == 1


def test_nothing_runs_in_a_page(made: dict[str, str], open_page: OpenPage) -> None:
    """Included in a page of the site as they are, with what machines read in its head, neither."""
    page = open_page()
    for number in range(len(VECTORS)):
        head, again = (made[f"fragments/head/{name}-{number}.html"] for name in "nm")
        article, other = (made[f"fragments/articles/{name}-{number}.html"] for name in "nm")
        data = made[f"fragments/head/n-{number}.jsonld"]
        machines = f'<script type="application/ld+json">{data}</script>'
        page.set_content(document(article + other, head=CANARY + head + again + machines))
        assert page.evaluate(f"() => ({FOUND})(document.querySelector('main'))") == []
        assert page.evaluate("() => document.querySelectorAll('script').length") == 2
        assert json.loads(page.evaluate("() => document.querySelectorAll('script')[1].text"))["@type"] == "NewsArticle"
    assert breaches_until_control(page) == 1


def test_what_acts_is_seen(open_page: OpenPage) -> None:
    """A handler, a style, an address and a script are found, and the handler runs: the tests above could fail."""
    page = open_page(document(CANARY))
    acting = (
        '<a href=" java&#9;script:breach()" onfocus="breach()" style="color: red">x</a><svg><script></script></svg>'
    )
    found = page.evaluate(SET_TWICE, [acting])
    assert [fault.partition("=")[0] for fault in found] == [
        "a href",
        "a onfocus",
        "a style",
        "<svg><script></script></svg>",
        "<script></script>",
    ]
    assert page.evaluate("() => window.breaches") == 1


def breaches_until_control(page: Page) -> int:
    """Count once a picture that does run has run: those before it have had their turn."""
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<img src=\"x:\" onerror=\"breach()\">')")
    page.wait_for_function("() => window.breaches > 0")
    return int(page.evaluate("() => window.breaches"))


def test_no_fragment_holds_what_acts(made: dict[str, str]) -> None:
    """No script, no handler, no style, no address that runs: in the tags as they are written."""
    faults = []
    for path, html in made.items():
        if path.endswith(".html"):
            tags = _Tags()
            tags.feed(html)
            faults += [
                (path, tag, name, value)
                for tag, name, value in tags.found
                if tag in {"script", "style", "iframe", "object", "embed", "base", "svg", "math"}
                or name.startswith("on")
                or name == "style"
                or (name in {"href", "src", "action", "poster", "srcset"} and ACTIVE.match(value))
            ]
    assert faults == []


def test_neighbours_stay(made: dict[str, str], open_page: OpenPage) -> None:
    """What stands beside a vector is read by visitors as it was written."""
    page = open_page(document(""))
    lost = []
    for number, vector in enumerate(VECTORS):
        for name, words in (("n", ALL_WORDS), ("m", ALL_WORDS[2:3])):
            page.evaluate("(html) => document.body.innerHTML = html", made[f"fragments/articles/{name}-{number}.html"])
            text = page.inner_text("body")
            lost += [(vector, word) for word in words if word not in text]
    assert lost == []
