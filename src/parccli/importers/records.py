"""Values by column or key, as a table or JSON gives them -> a row with its post, or with what is wrong in it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from parccli.errors import UsageError
from parccli.i18n import gettext as _
from parccli.listing import folded
from parccli.post import canonical_key, from_values, nearest_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parccli.importers.row import Row

URL: Final = "url"
"""Not a key of a post, but what recognises it in a source without ids."""

_URL_NAMES: Final = frozenset({"url", "lien", "link", "adresse", "adresse web", "permalink"})
column_name: Final = lru_cache(maxsize=4096)(folded)
"""The name of a column or key as it is compared: the same few for every row."""

_NOT_IMPORTED: Final = frozenset({"source", "ignore"})


def parse_mapping(texts: Iterable[str]) -> dict[str, str]:
    """Read `--map COLUMN=KEY` options to canonical keys by folded column; raises UsageError."""
    mapping: dict[str, str] = {}
    for text in texts:
        column, equals, key = text.rpartition("=")
        name = URL if column_name(key) in _URL_NAMES else canonical_key(key)
        if not equals or not column.strip():
            raise UsageError(
                _("“{text}” is not of the form COLUMN=KEY").format(text=text),
                hint=_('For example: --map "Intitulé long=title".'),
            )
        if name is None or name in _NOT_IMPORTED:
            nearest = nearest_key(key)
            hint = _("Did you mean “{nearest}”?").format(nearest=nearest) if nearest else None
            raise UsageError(_("no post has a key “{key}”").format(key=key), hint=hint)
        mapping[column_name(column)] = name
    return mapping


def read_record(row: Row, values: Mapping[str, object], mapping: Mapping[str, str], reported: set[str]) -> Row:
    """Fill `row` from `values`, or refuse it. `reported` gathers the unknown keys, so that each is named once."""
    fault = _unstorable(values)
    if fault:
        return row.refused("value_unreadable", fault)
    url, rest = _take_url(_renamed(values, mapping))
    post, faults, unknown = from_values(rest)
    for key in unknown:
        if rest[key] not in (None, "", []) and key not in reported:
            reported.add(key)
            row = row.noting("key_unknown", _unknown(key))
    if faults:
        row = replace(row, label=post.title)
        for _key, found in faults:
            row = row.refused(found.rule, found.message)
        return row
    says_status = any(canonical_key(key) == "status" and str(value).strip() for key, value in rest.items())
    return replace(row, post=post, url=url, says_status=says_status)


def _renamed(values: Mapping[str, object], mapping: Mapping[str, str]) -> dict[str, object]:
    mapped = {mapping[column_name(key)]: value for key, value in values.items() if column_name(key) in mapping}
    # What --map says goes before what a column's name seems to say.
    left_out = {*mapped, *_NOT_IMPORTED}
    others = {
        key: value
        for key, value in values.items()
        if canonical_key(key) not in left_out and column_name(key) not in mapping
    }
    return mapped | others


def _take_url(values: Mapping[str, object]) -> tuple[str | None, dict[str, object]]:
    url, rest = None, dict(values)
    for key, value in values.items():
        if column_name(key) in _URL_NAMES and isinstance(value, str) and re.match(r"https?://\S+$", value.strip()):
            url = url or value.strip()
            del rest[key]
    return url, rest


def _unstorable(values: Mapping[str, object]) -> str | None:
    for key, value in values.items():
        if isinstance(value, str) and is_storable(value):
            continue
        items = value if isinstance(value, list) else [value]
        if canonical_key(key) == "body" and isinstance(value, list):
            return _("“{key}” should be a single text").format(key=key)
        if canonical_key(key) and any(isinstance(item, (list, dict)) for item in items):
            return _("“{key}” should be a text or a list of texts").format(key=key)
        if any(isinstance(item, str) and not is_storable(item) for item in items):
            return _("“{key}” holds characters that no text may hold (a zero byte, or half an emoji)").format(key=key)
    return None


def is_storable(text: str) -> bool:
    """Tell whether `text` can be written as UTF-8 and read again: no NUL, no half of a surrogate pair."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unknown(key: str) -> str:
    nearest = nearest_key(key)
    if nearest:
        message = _("“{key}” is left out, since no post has such a key: did you mean “{nearest}”?")
        return message.format(key=key, nearest=nearest)
    return _("“{key}” is left out, since no post has such a key; --map can give it one").format(key=key)
