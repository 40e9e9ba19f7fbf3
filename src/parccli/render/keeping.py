"""Article ↔ two texts, its body apart: what a cache keeps of one, so that rendering is done once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from parccli import post
from parccli.post import keeping
from parccli.render.article import Article, FileFacts, Picture, Target, Term, Unfit

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def to_text(article: Article) -> str:
    """Write everything but the bodies of the article and its post."""
    return _encode(vars(article) | {"body": ""})


def from_text(text: str, body: str, zone: ZoneInfo) -> Article:
    """Read what `to_text` wrote; ValueError, TypeError or LookupError for anything else. The post has no body."""
    values = json.loads(text)
    values["body"] = body
    values["post"] = keeping.from_values(values["post"])
    # An offset alone would be another time zone.
    for name in ("published", "updated"):
        values[name] = datetime.fromisoformat(values[name]).astimezone(zone)
    values["categories"] = tuple(Term(*term) for term in values["categories"])
    values["picture"] = _picture(values["picture"]) if values["picture"] else None
    values["media"] = {path: facts_from_values(facts) for path, facts in values["media"].items()}
    values["missing"] = tuple(values["missing"])
    values["unfit"] = {path: Unfit(why) for path, why in values["unfit"].items()}
    values["linked"] = {path: target and Target(*target) for path, target in values["linked"].items()}
    return Article(**values)


def facts_from_values(values: dict[str, Any]) -> FileFacts:
    """Make the facts of a file of values as JSON has them."""
    return FileFacts(**values | {"copies": tuple(map(facts_from_values, values["copies"]))})


def media_to_text(media: Mapping[str, FileFacts]) -> str:
    """Write the facts of files by path; nothing for none."""
    return _encode(media) if media else ""


def _picture(values: dict[str, Any]) -> Picture:
    file = values["file"]
    return Picture(**values | {"file": facts_from_values(file) if file else None})


def _plain(value: object) -> object:
    if isinstance(value, post.Post):
        return keeping.values_of(value)
    return keeping.plain(value) if isinstance(value, date | Mapping) else vars(value)


# Made once: `json.dumps` makes an encoder for each text.
_encode: Final = json.JSONEncoder(default=_plain, ensure_ascii=False).encode
