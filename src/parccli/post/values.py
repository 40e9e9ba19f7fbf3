"""One value of a field, as text in a file or a cell -> the field's type; a fault says what to write."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from parccli.french.dates import DateError, parse_moment
from parccli.french.slugs import is_slug, slugify
from parccli.i18n import gettext as _
from parccli.post.fields import Kind

if TYPE_CHECKING:
    from parccli.moment import Moment

_STATUS_WORDS: Final = {
    "draft": ("draft", "brouillon", "relecture", "private", "pending", "privé", "auto-draft"),
    "published": ("published", "publié", "publiée", "en ligne", "publish", "programmé", "future", "scheduled"),
    "archived": ("archived", "archivé", "archive"),
}
_YES: Final = frozenset({"true", "yes", "on", "oui", "vrai", "1", "x"})
_LINE_ENDS: Final = re.compile(r"\s*[\r\n]+\s*")
_NO: Final = frozenset({"false", "no", "off", "non", "faux", "0", ""})


class FieldError(ValueError):
    """A value that is not of its field's kind; the message has the remedy. `rule` is the name of who reports it."""

    def __init__(self, message: str, *, rule: str) -> None:
        super().__init__(message)
        self.message = message
        self.rule = rule


def read_text(value: str) -> str:
    """Plain text on one line, its ends cut, its control characters kept for a rule to find."""
    text = value.strip(" \t\r\n")
    return _LINE_ENDS.sub(" ", text) if "\n" in text or "\r" in text else text


def read_moment(value: str, *, excel: bool = False) -> Moment:
    """A date or datetime; raises FieldError with the remedy."""
    try:
        return parse_moment(value, excel=excel)
    except DateError as error:
        message = f"{error.message}. {error.hint}"
        raise FieldError(message, rule="date_unreadable") from error


def read_slug(value: str) -> str:
    """A slug; raises FieldError with the nearest valid one."""
    if is_slug(value):
        return value
    message = _("“{value}” is not a slug: write {slug}").format(value=value, slug=slugify(value))
    raise FieldError(message, rule="slug_invalid")


def read_status(key: str, value: str) -> str:
    """A status; `key` may be one that holds yes or no (`draft: true`, `publié: oui`)."""
    word = _folded(value)
    meaning = _folded(key)
    if meaning in {"draft", "publie", "published"} and word in _YES | _NO:
        return "published" if (word in _YES) == (meaning != "draft") else "draft"
    if word in _STATUS_OF_WORD:
        return _STATUS_OF_WORD[word]
    message = _("“{value}” is not a status, so the post is not public: write draft, published or archived")
    raise FieldError(message.format(value=value), rule="status_unknown")


def read_list(value: str) -> tuple[str, ...]:
    """Texts separated by `;`, `,` or `|`."""
    return tuple(part for part in (read_text(part) for part in re.split(r"[;,|]", value)) if part)


def read_language(value: str) -> str:
    """A BCP 47 code."""
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        return value
    raise FieldError(
        _("“{value}” is not a language code such as fr or en").format(value=value), rule="language_invalid"
    )


def read_value(kind: Kind, key: str, value: str) -> Any:  # noqa: ANN401 -- one type a kind
    """`value` in the type of `kind`; raises FieldError."""
    match kind:
        case Kind.TEXT | Kind.MAPPING:
            return read_text(value)
        case Kind.MOMENT:
            return read_moment(value)
        case Kind.SLUG:
            return read_slug(value.strip())
        case Kind.STATUS:
            return read_status(key, value)
        case Kind.LIST:
            return read_list(value)
        case Kind.LANGUAGE:
            return read_language(value.strip())


@lru_cache(maxsize=64)
def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.strip()).casefold()
    return "".join(char for char in letters if not unicodedata.combining(char))


_STATUS_OF_WORD: Final = {_folded(word): status for status, words in _STATUS_WORDS.items() for word in words}
