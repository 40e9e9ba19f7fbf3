from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.french.slugs import MAX_BYTES, RESERVED, is_slug, slugify, unique


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (
            "L’eau, une ressource à préserver : les raisons d’un chantier essentiel",
            "leau-une-ressource-a-preserver-les-raisons-dun-chantier-essentiel",
        ),
        (
            "Le territoire, prioritaire pour le plan «\u00a0France Relance\u00a0»",
            "le-territoire-prioritaire-pour-le-plan-france-relance",
        ),
        ("L’INDUSTRIE TOUJOURS AU CŒUR DU PARC", "lindustrie-toujours-au-coeur-du-parc"),
        ("n°\u00a01\u202f: l’ÉTÉ…", "n-1-lete"),
        ("L'eau et l’air", "leau-et-lair"),
        ("e\u0301cole", "ecole"),
        ("Où va l’ex-Minot\u2009?", "ou-va-lex-minot"),
        ("2024–2025 — bilan", "2024-2025-bilan"),
        ("eau/air", "eau-air"),
        ("500 m² à 5 €", "500-m-a-5-e"),
        ("efﬁcace", "efficace"),
        ("R&D : 50 % d’aide", "rd-50-daide"),
        ("--déjà--vu--", "deja-vu"),
        ("Emploi 🎉 !", "emploi"),
    ],
)
def test_a_title_becomes_the_address_that_wordpress_would_give_it(title: str, slug: str) -> None:
    """FRENCH.md §5's table, and what it says of each kind of character."""
    assert slugify(title) == slug


def test_an_imported_slug_keeps_its_underscore() -> None:
    """It is a live address; one of ours has a dash there."""
    assert slugify("Bande ouest_parcelles 4.5 ha", keep_underscore=True) == "bande-ouest_parcelles-4-5-ha"
    assert slugify("Bande ouest_parcelles 4.5 ha") == "bande-ouest-parcelles-4-5-ha"


@pytest.mark.parametrize("title", ["", "   ", "!?…", "новости", "日本"])
def test_a_title_without_latin_letters_still_has_a_slug(title: str) -> None:
    """A file must have a name."""
    assert slugify(title) == "article"


@pytest.mark.parametrize("title", sorted(RESERVED))
def test_a_name_that_windows_reserves_gets_a_suffix(title: str) -> None:
    """`con.html` cannot be written there."""
    assert slugify(title.upper()) == f"{title}-1"


def test_a_long_title_is_cut_without_a_dash_at_its_end() -> None:
    """200 bytes, as in WordPress's table."""
    assert slugify("a" * 199 + " b") == "a" * 199


def test_a_taken_slug_gets_the_first_free_number() -> None:
    """The first post keeps the plain address."""
    assert unique("eau", set()) == "eau"
    assert unique("eau", {"eau"}) == "eau-2"
    assert unique("eau", {"eau", "eau-2", "eau-3"}) == "eau-4"


def test_a_long_taken_slug_makes_room_for_its_number() -> None:
    """The limit holds for the whole."""
    assert unique("a" * 200, {"a" * 200}) == "a" * 198 + "-2"
    assert unique("a" * 197 + "-bc", {"a" * 197 + "-bc"}) == "a" * 197 + "-2"


@pytest.mark.parametrize("text", ["eau", "n-1", "bande-ouest_parcelles", "2025"])
def test_small_letters_digits_dashes_and_underscores_make_a_slug(text: str) -> None:
    """Underscores only come from imports."""
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "École", "L-eau", "a b", "../a", "a/b", "a.b", "eau\n", "é", "a" * 201])
def test_anything_else_is_no_slug(text: str) -> None:
    """A slug names a file and an address: nothing in it may lead elsewhere."""
    assert not is_slug(text)


@given(st.text(max_size=300), st.booleans())
def test_slugs_obey_their_laws(text: str, keep: bool) -> None:
    """Alphabet, length, no stray dash, no reserved name; a slug is its own slug."""
    slug = slugify(text, keep_underscore=keep)
    assert re.fullmatch(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?", slug)
    assert is_slug(slug)
    assert len(slug.encode()) <= MAX_BYTES
    assert "--" not in slug
    assert slug not in RESERVED
    assert keep or "_" not in slug
    assert slugify(slug, keep_underscore=keep) == slug


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_name_that_windows_keeps_is_no_slug(name: str) -> None:
    """Its fragments could not be written there."""
    assert not is_slug(name)
