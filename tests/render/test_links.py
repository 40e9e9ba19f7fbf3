"""Links to posts, documents and elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from parccli.render.links import size
from parccli.render.words import words_of

if TYPE_CHECKING:
    from parccli.render import Article

Render = Callable[..., str]
PLAN = "https://media.example.org/media/2024/media/plan.pdf"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[plan](media/plan.pdf)", f'<a href="{PLAN}">plan (PDF, 2,3\u00a0Mo)</a>'),
        ("[Le plan (PDF)](media/plan.pdf)", f'<a href="{PLAN}">Le plan (PDF, 2,3\u00a0Mo)</a>'),
        ("[Le plan en pdf](media/plan.pdf)", f'<a href="{PLAN}">Le plan en pdf (2,3\u00a0Mo)</a>'),
        ("[Le plan (PDF, 2 Mo)](media/plan.pdf)", f'<a href="{PLAN}">Le plan (PDF, 2\u00a0Mo)</a>'),
        ("[Le *plan*](media/plan.pdf)", f'<a href="{PLAN}">Le <em>plan</em> (PDF, 2,3\u00a0Mo)</a>'),
        ("[plan](media/plan.pdf#page=2)", f'<a href="{PLAN}#page=2">plan (PDF, 2,3\u00a0Mo)</a>'),
        (
            "[bilan](../../documents/bilan.xlsx)",
            '<a href="https://media.example.org/media/documents/bilan.xlsx">bilan (XLSX, 1\u00a0ko)</a>',
        ),
    ],
)
def test_a_link_to_a_document_tells_its_type_and_size(body: Render, text: str, html: str) -> None:
    """RGAA 13.3; what the author wrote already is not said again."""
    assert body(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[bus](../2023/bus.md)", '<a href="https://www.example.org/actualites/bus/">bus</a>'),
        ("[bus](../2023/bus.md#horaires)", '<a href="https://www.example.org/actualites/bus/">bus</a>'),
        ("[ailleurs](https://h.example/é?a=1&b=2)", '<a href="https://h.example/%C3%A9?a=1&amp;b=2">ailleurs</a>'),
        ("[contact](/contact)", '<a href="https://www.example.org/contact">contact</a>'),
        ("[voisine](../autre/)", '<a href="https://www.example.org/actualites/autre/">voisine</a>'),
        ("[suite](?page=2)", '<a href="https://www.example.org/actualites/giratoire/?page=2">suite</a>'),
        ("[a]()", "a"),
        ("[](https://h.example/)", ""),
    ],
)
def test_every_address_is_absolute(body: Render, text: str, html: str) -> None:
    """A link without text goes (RGAA 6.2), one without address is text."""
    assert body(text) == (f"<p>{html}</p>" if html else "")


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ("../2027/brouillon.md", ()),
        ("../2027/absent.md", ("posts/2027/absent.md",)),
        ("media/absent.pdf", ("posts/2024/media/absent.pdf",)),
        ("../../parccli.toml", ("parccli.toml",)),
        ("../../../secret.pdf", ("../secret.pdf",)),
    ],
)
def test_what_is_not_public_keeps_its_text_alone(
    article: Callable[..., Article], target: str, missing: tuple[str, ...]
) -> None:
    """A draft is there, and not told of; a file that is missing is told, outside of the article."""
    made = article(f"Voir [le projet]({target}).")
    assert made.body == "<p>Voir le projet.</p>"
    assert made.missing == missing
    assert made.media == {}


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "1\u00a0ko", "1\u00a0kB"),
        (3_600, "4\u00a0ko", "4\u00a0kB"),
        (999_000, "999\u00a0ko", "999\u00a0kB"),
        (2_000_000, "2\u00a0Mo", "2\u00a0MB"),
        (2_345_678, "2,3\u00a0Mo", "2.3\u00a0MB"),
        (45_600_000, "46\u00a0Mo", "46\u00a0MB"),
        (1_500_000_000, "1,5\u00a0Go", "1.5\u00a0GB"),
    ],
)
def test_sizes_are_written_for_readers(count: int, french: str, english: str) -> None:
    """In the units of the language, with one decimal at most."""
    assert size(count, words_of("fr")) == french
    assert size(count, words_of("en")) == english
