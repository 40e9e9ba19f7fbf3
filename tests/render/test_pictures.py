"""Images and their figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from parccli.render.article import Unfit

if TYPE_CHECKING:
    from parccli.render.article import Article

Render = Callable[..., str]
MEDIA = "https://media.example.org/media/2024/media"


def test_an_image_that_is_a_paragraph_is_a_figure(body: Render) -> None:
    """Its title is its caption, which names the figure word for word (RGAA 1.9)."""
    assert body('![Le canal gelé](media/canal.jpg "L\'hiver dernier : -8 °C")') == (
        '<figure class="parc-article__figure" role="figure" aria-label="L’hiver dernier\u00a0: -8\u00a0°C">'
        f'<img src="{MEDIA}/canal.jpg" alt="Le canal gelé" width="800" height="600" loading="lazy">\n'
        "<figcaption>L’hiver dernier\u00a0: -8\u00a0°C</figcaption>\n"
        "</figure>"
    )


def test_without_a_caption_a_figure_has_no_name(body: Render) -> None:
    """A role without name would announce nothing."""
    assert body("![Le canal](media/canal.jpg)").startswith('<figure class="parc-article__figure"><img ')


def test_an_image_in_a_sentence_stays_there(body: Render) -> None:
    """Its title, which no one sees without a mouse, goes."""
    assert body("Le ![logo](https://h.example/a.png 'x') du Parc") == (
        '<p>Le <img src="https://h.example/a.png" alt="logo" loading="lazy"> du Parc</p>'
    )


def test_a_linked_image_is_a_figure_too(body: Render) -> None:
    """Its link stays around it."""
    assert body("[![Le canal](media/canal.jpg)](https://h.example/)") == (
        '<figure class="parc-article__figure"><a href="https://h.example/">'
        f'<img src="{MEDIA}/canal.jpg" alt="Le canal" width="800" height="600" loading="lazy"></a></figure>'
    )


def test_a_pasted_figure_gets_its_name(body: Render) -> None:
    """Whatever stood in its caption, its text counts."""
    html = body('<figure><img src="media/canal.jpg" alt="a"><figcaption>Le <b>canal</b></figcaption></figure>')
    assert 'role="figure" aria-label="Le canal"' in html


def test_larger_pictures_come_in_several_sizes(article: Callable[..., Article]) -> None:
    """The copies are published beside the original, smallest first."""
    made = article("![Vue](media/large.jpg)")
    assert (
        f'srcset="{MEDIA}/large-640w.jpg 640w, {MEDIA}/large.jpg 2400w" sizes="(max-width: 48rem) 100vw, 48rem"'
        in made.body
    )
    assert list(made.media) == ["media/2024/media/large-640w.jpg", "media/2024/media/large.jpg"]


@pytest.mark.parametrize(
    "path", ["<media/été 1.jpg>", "media/%C3%A9t%C3%A9%201.jpg", "./media/../media/%C3%A9t%C3%A9%201.jpg"]
)
def test_a_name_with_accents_and_spaces_is_found_and_encoded(article: Callable[..., Article], path: str) -> None:
    """However the author wrote it."""
    made = article(f"![Vue]({path})")
    assert f'src="{MEDIA}/%C3%A9t%C3%A9%201.jpg"' in made.body
    assert list(made.media) == ["media/2024/media/été 1.jpg"]
    assert made.missing == ()


@pytest.mark.parametrize(
    ("path", "missing"),
    [
        ("media/absent.jpg", "posts/2024/media/absent.jpg"),
        ("../../../etc/passwd.jpg", "../etc/passwd.jpg"),
        (".secret.jpg", "posts/2024/.secret.jpg"),
        ("C:\\photos\\a.jpg", "![Le canal]"),
        ("file:///home/a.jpg", "![Le canal]"),
        ("data:image/png;base64,AAAA", "![Le canal]"),
    ],
)
def test_a_missing_picture_leaves_its_alternative_text(
    article: Callable[..., Article], path: str, missing: str
) -> None:
    """It is told apart from the article, which shows no path of the machine."""
    made = article(f"![Le canal]({path})")
    assert made.body == "<p>Le canal</p>"
    assert made.missing == (missing,)
    assert made.media == {}


def test_sizes_that_are_no_numbers_go(body: Render) -> None:
    """A pasted `width="50%"` is no HTML."""
    assert body('x <img src="https://h.example/a.png" alt="" width="50%" height="40">') == (
        '<p>x <img src="https://h.example/a.png" alt="" height="40" loading="lazy"></p>'
    )


def test_the_main_picture_has_all_its_parts(article: Callable[..., Article]) -> None:
    """Texts are polished, the path is taken literally."""
    made = article(image="media/été 1.jpg", image_alt="L'été", image_caption="Ouf !", image_credit="Syndicat")
    picture = made.picture
    assert picture is not None
    assert (picture.url, picture.alt, picture.caption, picture.credit) == (
        f"{MEDIA}/%C3%A9t%C3%A9%201.jpg",
        "L’été",
        "Ouf\u202f!",
        "Syndicat",
    )
    assert picture.file is not None
    assert list(made.media) == ["media/2024/media/été 1.jpg"]


@pytest.mark.parametrize(
    ("image", "url"),
    [
        ("https://h.example/é.jpg", "https://h.example/%C3%A9.jpg"),
        ("/photos/a.jpg", "https://www.example.org/photos/a.jpg"),
    ],
)
def test_a_remote_main_picture_has_nothing_but_an_address(
    article: Callable[..., Article], image: str, url: str
) -> None:
    """Nothing asks the network."""
    picture = article(image=image).picture
    assert picture is not None
    assert (picture.url, picture.file) == (url, None)


@pytest.mark.parametrize("image", ["absent.jpg", "javascript:alert(1)", "../../../a.jpg", "C:\\a.jpg"])
def test_a_main_picture_that_is_not_there_is_none(article: Callable[..., Article], image: str) -> None:
    """And it is told."""
    made = article(image=image)
    assert made.picture is None
    assert len(made.missing) == 1


@pytest.mark.parametrize(
    ("path", "unfit"),
    [("media/plan.pdf", Unfit.NO_PICTURE), ("media/page.jpg", Unfit.NO_PICTURE), ("media/agit.svg", Unfit.ACTS)],
)
def test_what_is_no_picture_is_not_shown_as_one(article: Callable[..., Article], path: str, unfit: Unfit) -> None:
    """A file of another kind, a damaged one, a drawing with a program: the text alone, and why."""
    for made in (article(f"![Le canal]({path})"), article("Le canal", image=path)):
        assert made.body == "<p>Le canal</p>"
        assert made.picture is None
        assert made.unfit == {f"posts/2024/{path}": unfit}
        assert made.media == {}


def test_a_document_that_may_not_be_published_leaves_its_text(article: Callable[..., Article]) -> None:
    """A drawing with a program is no better behind a link."""
    made = article("[Le plan](media/agit.svg)")
    assert made.body == "<p>Le plan</p>"
    assert made.unfit == {"posts/2024/media/agit.svg": Unfit.ACTS}
    assert made.media == {}


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        (
            'srcset="https://h.example/é-300.jpg 300w, /a-600.jpg 600w" sizes="auto, (max-width: 300px) 100vw, 300px"',
            (
                'srcset="https://h.example/%C3%A9-300.jpg 300w, https://www.example.org/a-600.jpg 600w"'
                ' sizes="(max-width: 300px) 100vw, 300px"'
            ),
        ),
        (
            'srcset="https://h.example/a.jpg?w=1,2 2x,https://h.example/b.jpg"',
            ('srcset="https://h.example/a.jpg?w=1%2C2 2x, https://h.example/b.jpg 1x"'),
        ),
        ('srcset="a.jpg 2x, media/canal.jpg 3x"', f'srcset="{MEDIA}/canal.jpg 3x"'),
        (
            'srcset="https://h.example/a.jpg 9w" sizes="100vw&quot; onload=alert(1)"',
            'srcset="https://h.example/a.jpg 9w" sizes="(max-width: 48rem) 100vw, 48rem"',
        ),
        ('srcset="javascript:alert(1) 1x, data:image/png;base64,AA== 2x, x:y 3x" sizes="1px"', ""),
        ('srcset="https://h.example/a.jpg 1w, https://h.example/b.jpg 2x"', ""),
        ('srcset="https://h.example/a.jpg 0w, https://h.example/b.jpg 1h"', ""),
        ('srcset=", ,"', ""),
        ('sizes="100vw"', ""),
    ],
)
def test_an_authors_own_sizes_stay(body: Render, attributes: str, kept: str) -> None:
    """Each address is checked and absolute; what leads nowhere goes, and what would make all of it invalid."""
    assert body(f'x <img src="https://h.example/a.jpg" alt="Vue" {attributes}>') == (
        f'<p>x <img src="https://h.example/a.jpg" alt="Vue"{" " if kept else ""}{kept} loading="lazy"></p>'
    )


def test_copies_of_ours_come_before_the_authors(body: Render) -> None:
    """They are of the very picture."""
    html = body('<img src="media/large.jpg" alt="Vue" srcset="https://h.example/a.jpg 9w" sizes="9px">')
    assert "h.example" not in html
    assert 'sizes="(max-width: 48rem) 100vw, 48rem"' in html
