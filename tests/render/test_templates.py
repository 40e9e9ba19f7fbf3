"""Packaged templates, and the site's own in their stead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from parccli.errors import ParcError
from parccli.render.templates import PACKAGED, Templates, markup

if TYPE_CHECKING:
    from pathlib import Path


def test_text_is_escaped_and_markup_is_not() -> None:
    """In text and in attributes alike; an address keeps its slashes."""
    templates = Templates({"a.html": "<p title=\"{{ text }}\">{{ text }} {{ done }} {{ 'https://h.example/' }}</p>"})
    assert templates.render("a.html", {"text": "<b \"'&>", "done": markup("<i>x</i>")}) == (
        '<p title="&lt;b &quot;&#039;&amp;&gt;">&lt;b &quot;&#039;&amp;&gt; <i>x</i> https://h.example/</p>\n'
    )


def test_lines_lose_indentation_and_empty_ones_vanish() -> None:
    """However a site's own template is laid out; no-break spaces are text."""
    own = "{# note #}\n<ul>\n\n  {% for x in items %}\n    <li>{{ x }}</li>\n  {% endfor %}\n\n</ul>\n\u00a0"
    assert Templates({"a.html": own}).render("a.html", {"items": [1, 2]}) == (
        "<ul>\n<li>1</li>\n<li>2</li>\n</ul>\n\u00a0\n"
    )


@pytest.mark.parametrize(
    ("own", "line", "told"),
    [
        ("a\n{{ absent }}", 2, "“absent” has no value here"),
        ("été {{ absent|upper }}", 1, "“absent” has no value here"),
        ("{{ item.nope.deeper }}", 1, "“item.nope” has no value here"),
        ("{% macro m() %}\n{{ absent }}{% endmacro %}{{ m() }}", 2, "“absent” has no value here"),
        ("a\n\n{% if %}", 3, "“%}” cannot be read"),
        ("é {{ 1 ~~ 2 }}", 1, "“~” cannot be read"),
        ("{{ 'été", 1, "never closed"),
        ("a\n{{ item", 2, "never closed"),
        ("{% for x in item %}", 1, "never closed"),
        ("{# a", 1, "never closed"),
        ("{% raw %}", 1, "never closed"),
        ("é\n{% endif %}", 2, "“endif” cannot stand here"),
        ("{% fore x in item %}{% endfor %}", 1, "“fore” cannot stand here"),
        ("\n{% include 'other.html' %}", 2, "there is no template “other.html”"),
        ("{% extends 'base.html' %}", 1, "there is no template “base.html”"),
        ("{% include '../../../../etc/passwd' %}", 1, "there is no template “../../../../etc/passwd”"),
        ("{% include 'card.html' %}", 1, "never ends"),
        ("{{ 'x'|nope }}", 1, "there is no filter “nope”"),
        ("{{ 'x' is nope }}", 1, "there is no test “nope”"),
        ("{{ nope(1) }}", 1, "there is no function “nope”"),
        ("{{ self.nope() }}", 1, "there is no block “nope”"),
        ("{{ 'x'.nope() }}", 1, "calls what cannot be called"),
        ("a\n{{ item.nope() }}", 2, "something that is no function is called"),
        ("{{ item() }}", None, "something that is no function is called"),
        ("{{ 'a'|upper(1, 2) }}", 1, "more values than it takes"),
        ("{{ 'a'|replace }}", 1, "fewer values than it needs"),
        ("{% for a, b in [1] %}{% endfor %}", 1, "no list of as many values"),
        ("{{ 1 + item }}", 1, "“1 + item” cannot be done"),
        ("{% for x in 5 %}{% endfor %}", 1, "“5” cannot be done"),
        ("{{ range(9999999999) }}", 1, "cannot be done"),
    ],
)
def test_a_faulty_template_is_named_with_its_line(own: str, line: int | None, told: str) -> None:
    """In our own words, with what stands there: the engine speaks English alone."""
    with pytest.raises(ParcError) as caught:
        Templates({"card.html": own}).render("card.html", {"item": {}})
    assert caught.value.where == f"templates/card.html{f':{line}' if line else ''}"
    assert told in caught.value.message
    assert caught.value.hint


def test_a_part_of_a_packaged_template_can_be_the_sites_own() -> None:
    """The fault is where it stands."""
    with pytest.raises(ParcError) as caught:
        Templates({"card.html": "{{ typo }}"}).render(
            "latest.html",
            {
                "prefix": "parc",
                "language": "fr",
                "level": 2,
                "title": "x",
                "articles": [{}],
                "words": {},
                "card_level": 3,
            },
        )
    assert caught.value.where == "templates/card.html:1"
    assert "“typo” has no value here" in caught.value.message


@pytest.mark.parametrize("path", sorted(PACKAGED.glob("*.*")), ids=lambda path: path.name)
def test_every_packaged_template_begins_with_its_variables(path: Path) -> None:
    """Its first lines are a comment for who writes one of their own; nothing of it is printed."""
    text = path.read_text("utf-8")
    assert re.match(r"\{#\s+\S", text)
    # Of a page the styles are the theme's; a letter has none but its own.
    assert not re.search(r"<script| on\w+=" if path.name == "digest.html" else r"<script|<style|style=| on\w+=", text)
