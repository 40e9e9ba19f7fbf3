"""Links to posts, documents and elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from parccli.render.documents import size
from parccli.render.tree import parse
from parccli.render.words import words_of

if TYPE_CHECKING:
    from parccli.render.article import Article

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
        (
            "[bus](../2023/bus.md#Horaires)",
            '<a href="https://www.example.org/actualites/bus/#parc-bus--horaires">bus</a>',
        ),
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
    ("text", "name"),
    [
        ("[![](media/canal.jpg)](../2023/bus.md)", "La ligne de bus n°\u00a05"),
        ("[![](media/canal.jpg)](media/plan.pdf)", "Plan (PDF, 2,3\u00a0Mo)"),
        ("[![Le canal](media/canal.jpg)](media/plan.pdf)", "Le canal (PDF, 2,3\u00a0Mo)"),
        ("[![](media/canal.jpg)](media/large.jpg)", "Voir l’image en grand (JPG, 900\u00a0ko)"),
        ("[![](media/canal.jpg)](/venir/salle-des-f%C3%AAtes.html?a=1)", "Salle des fêtes"),
        ("[![](media/canal.jpg)](/)", "Parc des Trois-Canaux"),
        ("[![](media/canal.jpg)](https://www.h.example/a/b)", "h.example"),
        ("[![](media/canal.jpg)](mailto:nom@example.org)", "nom@example.org"),
        ("[![](media/canal.jpg)](#le-pont)\n\n## Le pont", "Le pont"),
        ('[![](media/canal.jpg)](/a "Le quai")', "Le quai"),
        ('<a href="/quai">\u200b<img src="media/canal.jpg" alt=" \u00ad"> <img src="media/canal.jpg"></a>', "Quai"),
    ],
)
def test_a_link_that_is_a_picture_has_a_name(body: Render, text: str, name: str) -> None:
    """RGAA 6.1, 6.2: without an alternative text it says where it leads, as far as that is known."""
    link = parse(body(text)).find(".//a")
    assert link is not None
    assert next(image.get("alt") for image in link.iter("img")) == name
    assert "title" not in link.attrib


def test_a_picture_that_leads_nowhere_stays_without_words(body: Render) -> None:
    """The link goes, and what was said of it."""
    assert 'alt=""' in body("[![](media/canal.jpg)](#nulle-part)")
    assert 'alt=""' in body("[![](media/canal.jpg)](../2027/brouillon.md)")


@pytest.mark.parametrize("text", ["\u200b", "\u00ad\u2060", "&nbsp;\u202f", "<span></span>", "<!-- a -->"])
def test_a_link_of_nothing_that_shows_goes(body: Render, text: str) -> None:
    """Nobody could find it (RGAA 6.2); what it leads to is not published for it."""
    assert "<a" not in body(f"Un [{text}](media/plan.pdf) mot")


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
