"""The table of front matter: canonical keys, what they hold, and every other name they are read under."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from parccli.i18n import mark as N_


class Kind(StrEnum):
    """How a value is read and written."""

    TEXT = "text"
    MOMENT = "date or datetime"
    SLUG = "slug"
    STATUS = "status"
    LIST = "list of texts"
    LANGUAGE = "language"
    MAPPING = "mapping"


class Field(NamedTuple):
    """One canonical key. `aliases` are compared without case, accents, spaces, `_` and `-`."""

    name: str
    kind: Kind
    doc: str
    aliases: tuple[str, ...] = ()


FIELDS: Final = tuple(
    Field(*row)
    for row in (
        ("id", Kind.TEXT, N_("permanent identity, the guid of every feed; never change it"), ("guid", "identifiant")),
        ("title", Kind.TEXT, N_("title, plain text"), ("titre", "intitulé", "post_title")),
        (
            "date",
            Kind.MOMENT,
            N_("when it is public: 2025-09-01, or 2025-09-01T09:00"),
            ("publié le", "posté le", "date de publication", "published", "pubDate"),
        ),
        (
            "updated",
            Kind.MOMENT,
            N_("when it last changed for its readers; not before the date"),
            ("mise à jour", "modifié le", "lastmod", "modified"),
        ),
        (
            "slug",
            Kind.SLUG,
            N_("its name in addresses: small letters, digits and hyphens"),
            ("permalien", "post_name"),
        ),
        ("status", Kind.STATUS, N_("draft, published or archived"), ("statut", "état", "draft", "publié")),
        ("expires", Kind.MOMENT, N_("not public after it"), ("fin", "date de fin", "expiryDate")),
        (
            "summary",
            Kind.TEXT,
            N_("one or two sentences for feeds and lists"),
            ("chapo", "chapeau", "accroche", "résumé", "excerpt", "description", "lead"),
        ),
        (
            "categories",
            Kind.LIST,
            N_("from the site's list"),
            ("catégorie", "catégories", "rubrique", "rubriques", "thème", "thèmes", "category"),
        ),
        ("tags", Kind.LIST, N_("free keywords"), ("mots-clés", "étiquettes", "keywords")),
        ("author", Kind.TEXT, N_("who wrote it; the organisation if absent"), ("auteur", "rédacteur", "dc:creator")),
        (
            "image",
            Kind.TEXT,
            N_("main picture: a path from the post's own folder, or an address"),
            ("photo", "visuel", "featured_image"),
        ),
        ("image_alt", Kind.TEXT, N_("what the picture shows, for who cannot see it"), ("alt", "texte alternatif")),
        ("image_caption", Kind.TEXT, N_("the picture's caption"), ("légende", "caption")),
        ("image_credit", Kind.TEXT, N_("whose picture it is"), ("crédit", "©", "photographe")),
        ("lang", Kind.LANGUAGE, N_("language of this post, if not the site's"), ("langue",)),
        ("source", Kind.MAPPING, N_("where it was imported from; written by “import”"), ()),
        ("ignore", Kind.LIST, N_("codes of checks to leave out for this post"), ()),
    )
)
BODY_ALIASES: Final = ("body", "contenu", "corps", "texte", "content", "message")
_JOINTS: Final = frozenset("_-\u2010\u2011\u2012\u2013\u2014\u2015")
"""Names of the body in a table or in JSON; in a file the body is what follows the front matter."""

FATEFUL: Final = frozenset({"id", "date", "status", "slug", "expires"})
"""Keys that decide whether and as what a post is public: an error in one stops `export`."""

_BY_NAME: Final = {field.name: field for field in FIELDS}


def field_named(name: str) -> Field:
    """The field whose canonical key is `name`."""
    return _BY_NAME[name]


@cache
def canonical_key(key: str) -> str | None:
    """The canonical key that `key` stands for (`Publié le` → `date`), `body` included; None if it is unknown."""
    return _ALIASES.get(_folded(key))


def nearest_key(key: str) -> str | None:
    """The known key, canonical or alias, that a mistyped `key` most resembles."""
    spelled = {_folded(name): name for name in reversed(_every_name())}
    nearest = get_close_matches(_folded(key), list(spelled), n=1, cutoff=0.7)
    return spelled[nearest[0]] if nearest else None


def _folded(key: str) -> str:
    letters = unicodedata.normalize("NFKD", key).casefold()
    return "".join(char for char in letters if not (unicodedata.combining(char) or char.isspace() or char in _JOINTS))


def _every_name() -> list[str]:
    return [name for field in FIELDS for name in (field.name, *field.aliases)] + list(BODY_ALIASES)


_ALIASES: Final = {_folded(name): field.name for field in FIELDS for name in (field.name, *field.aliases)} | {
    _folded(name): "body" for name in BODY_ALIASES
}
