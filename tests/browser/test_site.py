"""An article, the latest news and the newsletter form in one page of the site, as visitors see and use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import document
from tests.samples.site import sample_fragments, sample_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

ARTICLE = "le-chateau-deau-du-parc-retrouve-son-eclat"
SHOWN = (
    "Posté le 12 avril 2021",
    "Le château d’eau du Parc retrouve son éclat",
    "Crédit\u00a0: Syndicat du Parc des Trois-Canaux",
    "Après six mois de chantier",
    "Un chantier sans coupure d’eau",
    "la vidange et le diagnostic de la cuve",
    "Dernières actualités",
    "S’inscrire à la newsletter",
    "* Champs obligatoires",
    "Adresse e-mail *",
    "Politique de confidentialité",
)


def site_page(head: str = "") -> str:
    """A page of the site, as its theme would put the three together; all but the footer is ours."""
    made = sample_fragments()
    article, latest, form = (made[f"fragments/{name}.html"] for name in (f"articles/{ARTICLE}", "latest", "newsletter"))
    style = f"<style>{sample_site()['assets/parc.css'].decode()}</style>\n{head}"
    return document(f"<h1>Parc d’activités des Trois-Canaux</h1>\n{article}{latest}{form}", head=style)


def screenshot(page: Page, file: Path) -> Path:
    """Take a picture of the whole page, pictures further down included."""
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("(image) => image.decode()")
    page.screenshot(path=file, full_page=True)
    return file


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The page, opened."""
    return open_page(site_page())


def test_everything_is_seen_in_its_order(page: Page) -> None:
    """Date, title, picture, text, three cards, form: each below the one before, none of them hidden."""
    places = [page.get_by_text(text).first for text in SHOWN]
    assert [place.is_visible() for place in places] == [True] * len(SHOWN)
    tops = [(place.bounding_box() or {"y": -1})["y"] for place in places]
    assert tops == sorted(tops)
    assert page.locator(".parc-card").count() == 3


def test_each_card_has_a_date_a_title_and_a_text(page: Page) -> None:
    """Three cards, each with its date above its linked title above its text."""
    for card in page.locator(".parc-card").all():
        date, title, text = (card.locator(f".parc-card__{part}") for part in ("date", "title", "excerpt"))
        assert date.inner_text().startswith(("Posté le ", "Posted on "))
        assert title.get_by_role("link").count() == 1
        assert len(text.inner_text()) > 40
        tops = [(part.bounding_box() or {"y": -1})["y"] for part in (date, title, text)]
        assert tops == sorted(tops)


def test_the_tab_key_goes_down_the_page(page: Page) -> None:
    """Titles of the cards, the e-mail field, the policy, the button: never the field that only robots fill."""
    stops = []
    for _ in range(6):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("() => document.activeElement.id || document.activeElement.className || 'link'"))
    assert stops == ["link", "link", "link", "parc-newsletter-email", "link", "parc-newsletter__submit"]
    assert not page.get_by_label("Ne remplissez pas ce champ").is_visible()


def test_a_wrong_address_is_told(page: Page) -> None:
    """The form names the fault beside the field once the visitor has left it, and not before."""
    field, told = page.get_by_label("Adresse e-mail"), page.get_by_text("L’adresse doit avoir la forme")
    assert not told.is_visible()
    field.fill("nom")
    field.press("Tab")
    assert told.is_visible()


def test_the_picture_shows(page: Page, tmp_path: Path) -> None:
    """The article's photograph is there, in its proportions; the page can be looked at."""
    file = screenshot(page, tmp_path / "page.png")
    shown = page.locator(".parc-article__figure img").evaluate("(i) => [i.naturalWidth, i.width / i.height]")
    assert shown[0] > 0
    assert shown[1] == pytest.approx(3 / 2, abs=0.01)
    assert file.stat().st_size > 50_000
