"""The interface's language: bind it once, before anything prints; every user-visible string passes here.

Messages are written in English in the source; `locale/<language>/LC_MESSAGES/parccli.po` holds the others.
"""

from __future__ import annotations

import gettext as _stdlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence

LANGUAGES = ("en", "fr")
DOMAIN = "parccli"
CATALOGUES = Path(__file__).parent / "locale"
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

_translations: _stdlib.NullTranslations = _stdlib.NullTranslations()
_language = "en"


def gettext(message: str) -> str:
    """Translate `message` into the bound language."""
    # The empty string is the catalogue's own header.
    return _translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate the form that goes with `number` (French counts 0 as singular)."""
    return _translations.ngettext(singular, plural, number)


def mark(message: str) -> str:
    """Mark `message` for the catalogue without translating it: for tables that are made at import."""
    return message


def negotiate(argv: Sequence[str], environ: Mapping[str, str], *, system: str | None = None) -> str:
    """Choose the interface's language: `--lang` before the command, PARCCLI_LANG, then the locale; else English.

    `system` is the locale that the machine itself names, for where no variable does (`French_France.1252`).
    """
    wanted = (_global_option(argv), environ.get("PARCCLI_LANG"))
    locale = next((environ[name] for name in LOCALE_VARIABLES if environ.get(name)), system)
    candidates = (*wanted, locale)
    codes = (candidate.strip().lower()[:2] for candidate in candidates if candidate)
    return next((code for code in codes if code in LANGUAGES), "en")


def language() -> str:
    """The language that is bound."""
    return _language


def bind(language: str, *, environ: MutableMapping[str, str]) -> None:
    """Use `language` from now on, in our messages and in those of libraries that call the standard gettext."""
    global _language, _translations  # noqa: PLW0603 -- a property of the process, as in gettext itself
    _language = language
    _translations = _stdlib.translation(DOMAIN, CATALOGUES, [language], fallback=True)
    _stdlib.bindtextdomain(DOMAIN, str(CATALOGUES))
    _stdlib.textdomain(DOMAIN)
    # The standard functions choose by the environment alone, and read it at each call.
    environ["LANGUAGE"] = language


def _global_option(argv: Sequence[str]) -> str | None:
    values = iter(argv)
    for value in values:
        if value == "-C":
            next(values, None)
        elif value == "--lang":
            return next(values, None)
        elif value.startswith("--lang="):
            return value.removeprefix("--lang=")
        elif not value.startswith("-"):
            return None
    return None
