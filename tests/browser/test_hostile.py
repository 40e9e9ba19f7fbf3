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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

# Each would call `breach`, each in its own way.
VECTORS = (
    "<script>breach()</script>",
    "<SCRIPT>breach()</SCRIPT>",
    "<scr<script>ipt>breach()</scr</script>ipt>",
    "<script/x>breach()</script\t>",
    "<script src=data:text/javascript,breach()></script>",
    "<img src=x onerror=breach()>",
    "<img src=x onerror\n=\nbreach()>",
    "<img/src=x/onerror=breach()>",
    "<img src=x:x oNeRRoR=breach()//",
    "<img src='x' \x00onerror=breach()>",
    '<IMG SRC="jav&#x09;ascript:breach();">',
    "<image src=x onerror=breach()>",
    "<img srcset='x 1x' onerror=breach()>",
    "<picture><source srcset=x><img onerror=breach() src=x></picture>",
    "<svg onload=breach()>",
    "<svg/onload=breach()//",
    "<svg><script>breach()</script></svg>",
    "<svg><script href=data:,breach() />",
    "<svg><animate onbegin=breach() attributeName=x dur=1s>",
    "<svg><set attributeName=href to=javascript:breach() /><a><text>x</text></a></svg>",
    "<svg><a xlink:href=javascript:breach()><text x=20 y=20>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=breach() />#x'></svg>",
    "<svg><foreignObject><img src=x onerror=breach()></foreignObject></svg>",
    "<svg><style><img src=x onerror=breach()></style></svg>",
    "<svg><desc><![CDATA[</desc><img src=x onerror=breach()>]]></svg>",
    '<svg></p><style><a id="</style><img src=x onerror=breach()>">',
    "<math><mi//xlink:href=javascript:breach()>x",
    "<math><maction actiontype=statusline xlink:href=javascript:breach()>x</maction></math>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=breach()&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=breach()>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=breach()></annotation-xml></math>",
    '<noscript><p title="</noscript><img src=x onerror=breach()>">',
    '<noembed><p title="</noembed><img src=x onerror=breach()>"></noembed>',
    '<textarea><p title="</textarea><img src=x onerror=breach()>"></textarea>',
    '<title><p title="</title><img src=x onerror=breach()>"></title>',
    '<xmp><p title="</xmp><img src=x onerror=breach()>"></xmp>',
    "<template><img src=x onerror=breach()></template>",
    "<select><template><style></select><img src=x onerror=breach()></style></template></select>",
    "<iframe src=javascript:parent.breach()></iframe>",
    "<iframe srcdoc='<script>parent.breach()</script>'></iframe>",
    "<iframe src='data:text/html,<script>parent.breach()</script>'></iframe>",
    "<object data=javascript:breach()></object>",
    "<object data='data:text/html,<script>parent.breach()</script>'></object>",
    "<embed src=javascript:breach()>",
    "<base href=javascript:breach()//><a href=#>x</a>",
    "<meta http-equiv=refresh content='0;url=javascript:breach()'>",
    "<link rel=stylesheet href=data:text/css,*{} onload=breach()>",
    "<style onload=breach()>*{}</style>",
    "<style>@keyframes x{}</style><p style='animation-name:x' onanimationstart=breach()>x</p>",
    "<p style='background:url(javascript:breach())'>x</p>",
    "<a href=javascript:breach()>x</a>",
    "<a href='java&#x0A;script:breach()'>x</a>",
    "<a href='&#106;&#97;vascript&colon;breach()'>x</a>",
    "<a href=' &#1; javascript:breach()'>x</a>",
    "<a href='javascript&#58;//%0Abreach()'>x</a>",
    "<a href=vbscript:breach()>x</a>",
    "<a href='data:text/html,<script>breach()</script>'>x</a>",
    "<a href=# ping=javascript:breach() onclick=breach() onfocus=breach() autofocus>x</a>",
    "[x](javascript:breach())",
    "[x](javascript&colon;breach())",
    "[x](<java\tscript:breach()>)",
    '[x](  JaVaScRiPt:breach() "t")',
    "![x](javascript:breach())",
    "![x](x \"' onerror=breach() '\")",
    '![" onerror=breach() x="](x)',
    "[x]: javascript:breach()\n\n[x]",
    "<javascript:breach()>",
    '"><script>breach()</script>',
    "'><img src=x onerror=breach()>",
    '" autofocus onfocus="breach()',
    "' onmouseover='breach()",
    "--><img src=x onerror=breach()><!--",
    "]]><img src=x onerror=breach()>",
    "</script><script>breach()</script>",
    "</article></div></p></title></style></textarea><img src=x onerror=breach()>",
    "&lt;img src=x onerror=breach()&gt;",
    "&amp;lt;script&amp;gt;breach()&amp;lt;/script&amp;gt;",
    "<details open ontoggle=breach()><summary>x</summary>y</details>",
    "<video src=x onerror=breach()></video>",
    "<video><source src=x onerror=breach()></video>",
    "<audio src=x onerror=breach()></audio>",
    "<video poster=javascript:breach() src=x onloadstart=breach()><track default src=x onerror=breach()></video>",
    "<input autofocus onfocus=breach()>",
    "<form action=javascript:breach()><button>x</button><input type=image src=x onerror=breach()></form>",
    "<button popovertarget=p onclick=breach()>x</button><p id=p popover onbeforetoggle=breach()>y</p>",
    "<table background=javascript:breach()><tr><td background=javascript:breach()>x</table>",
    "<marquee onstart=breach()>x</marquee>",
    "<body onload=breach()><frameset onload=breach()>",
    "<x contenteditable onfocus=breach() tabindex=1 autofocus>x</x>",
    "<b/onclick=breach() onpointerenter=breach()>x",
    "<p id=breach name=breach><a id=document name=cookie>x</a></p>",
    "{{ 7*7 }}{% raw %}<script>breach()</script>{% endraw %}{# x #}",
    "<?xml-stylesheet href='javascript:breach()'?><?php breach() ?><!--#exec cmd='id' -->",
    "\x00<scr\x00ipt>breach()</scr\x00ipt>",
    "\u2028<img src=x onerror=breach()>\u2029",
    "\uff1cscript\uff1ebreach()\uff1c/script\uff1e",
)  # fmt: skip
ALL_WORDS = ("Titre", "Résumé", "Avant le bloc.", "Légende", "Source")
ACTIVE = re.compile(r"[\s\x00-\x1f]*(?:(?:java|vb)script|data):", re.IGNORECASE)
# Where the browser itself reads an element, an attribute or an address that acts.
FOUND = r"""(root) => [...root.querySelectorAll('*')].flatMap(element => [
    ...(/^(script|style|iframe|object|embed|base|svg|math|template|frame|applet)$/i.test(element.localName)
        ? [element.outerHTML] : []),
    ...[...element.attributes]
        .filter(({name, value}) => /^on|^style$|^srcdoc$|^formaction$|^popover|^autofocus$/i.test(name)
            || (/^(href|src|action|poster|cite|data|ping)$/.test(name)
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
    assert _breaches_until_control(page) == 1


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
    assert _breaches_until_control(page) == 1


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


def _breaches_until_control(page: Page) -> int:
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
