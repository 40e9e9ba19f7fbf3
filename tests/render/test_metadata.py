"""What machines read about an article."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from parccli.render.metadata import json_ld
from parccli.render.rendering import render
from tests.render.conftest import POST, SITE


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_json_ld_is_laid_out_as_the_standard_library_lays_it_out(title: str, tags: list[str]) -> None:
    """Two spaces a level, and nothing that would end a `script`."""
    post = replace(POST, title=title, tags=tuple(tags))
    text = json_ld(render(post, SITE, lookup=lambda _path: None, links={}), SITE)
    laid_out = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    for character in "<>&\u2028\u2029":
        laid_out = laid_out.replace(character, f"\\u{ord(character):04x}")
    assert text == f"{laid_out}\n"
