from __future__ import annotations

import pytest

from parccli.errors import ParcError
from parccli.render.nesting import require_shallow
from parccli.render.sanitising import sanitised

DEEP = {
    "blocks": "<div>" * 2000,
    "blocks that are closed in the end": "<section>" * 2000 + "</section>" * 2000,
    "marks that paragraphs do not close": "".join(f"<p><b id=a{number}>x</p>" for number in range(2000)),
    "marks in blocks": "".join(f"<div><font color={number}>" for number in range(1000)),
    "what ends a drawing": "<svg><p></p>" + "<section/>" * 2000,
    "drawings in each other": "<svg>" * 2000,
    "capitals": "<BLOCKQUOTE>" * 2000,
    "tags without end": "<div " + "<div " * 3 + ">" + "<div>" * 2000,
}
SHALLOW = {
    "a table": "<table>" + "<tr><td>a<td>b" * 2000 + "</table>",
    "paragraphs that the next one ends": "<p>a" * 2000,
    "lists": "<ul><li>a<li>b</ul>" * 2000,
    "breaks and pictures": "<br><img src=x><hr>" * 2000,
    "a mark that is never closed": "<p><b>a</p>" * 2000,
    "marks that are": "<b>a</b> <i>b</i>" * 2000,
    "blocks that those around them end": "<div><section>a</div>" * 2000,
    "links that the next one ends": "<a href=x>a" * 2000,
    "ends of nothing": "</div></b>" * 2000,
    "a drawing": "<svg>" + '<path d="M0 0"/>' * 2000 + "</svg>",
    "drawings": '<svg viewBox="0 0 1 1"><g><use href="#a"/></g></svg>' * 2000,
    "a formula": "<math>" + "<mspace/>" * 2000 + "</math>",
    "signs": "a < b <1 <- " * 2000,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_a_parser_would_take_long_for_is_refused_unparsed(name: str) -> None:
    """To find out by parsing it grows with the square of the depth."""
    with pytest.raises(ParcError, match="too deeply"):
        sanitised(DEEP[name])


@pytest.mark.parametrize("name", SHALLOW)
def test_what_is_only_long_passes(name: str) -> None:
    """However many elements there are, and however carelessly they are closed."""
    require_shallow(SHALLOW[name])
