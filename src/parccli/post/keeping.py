"""Post ↔ text, without its body: what a cache keeps of one. Text gives back an equal value, or none."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from parccli.post.model import Post

if TYPE_CHECKING:
    from parccli.moment import Moment

_MOMENTS: Final = ("date", "updated", "expires")
_LISTS: Final = ("categories", "tags", "ignore")
_DEFAULTS: Final = {field.name: field.default for field in fields(Post)}


def to_text(post: Post) -> str:
    """Write all that is not as it is by default, but the body."""
    return _encode(values_of(post))


def values_of(post: Post) -> dict[str, Any]:
    """The same as values that JSON has, or that `plain` makes ones of."""
    return {name: value for name, value in vars(post).items() if name != "body" and value != _DEFAULTS[name]}


def from_text(text: str) -> Post:
    """Read what `to_text` wrote; ValueError or TypeError for anything else."""
    return from_values(json.loads(text))


def from_values(values: dict[str, Any]) -> Post:
    """Make the post of values as JSON has them."""
    for name in _MOMENTS:
        if name in values:
            values[name] = _moment(values[name])
    for name in _LISTS:
        if name in values:
            values[name] = tuple(values[name])
    if not values.keys() <= _DEFAULTS.keys():
        raise TypeError(values.keys())
    # Made without its own `__init__`, which sets what is frozen ten times as slowly: there are ten thousand.
    post = object.__new__(Post)
    vars(post).update(_DEFAULTS, source={})
    vars(post).update(values)
    return post


def _moment(text: str) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def plain(value: Any) -> object:  # noqa: ANN401 -- a date, or the mapping `source`
    """Make of a value one that JSON has."""
    return value.isoformat() if isinstance(value, date) else dict(value)


# Made once: `json.dumps` makes an encoder for each text.
_encode: Final = json.JSONEncoder(default=plain, ensure_ascii=False).encode
