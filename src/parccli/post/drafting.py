"""A new post: the values that a person gave, an archetype's text -> the text of its file."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from parccli import frontmatter
from parccli.errors import ParcError, UsageError
from parccli.french.slugs import slugify, unique
from parccli.i18n import gettext as _
from parccli.post.changes import with_body
from parccli.post.fields import FIELDS
from parccli.post.naming import path_of
from parccli.post.reading import from_values
from parccli.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from parccli.config import Config
    from parccli.frontmatter import Value
    from parccli.post.model import Post

_LIKE: Final = ("categories", "tags", "author", "lang")
"""What a post takes over from its model; its id, dates and summary are its own."""


class Plan(NamedTuple):
    """What surrounds a new post: the settings, today in the site's zone, the slugs taken, and where ids come from."""

    config: Config
    today: date
    taken: Container[str]
    new_id: Callable[[], str]


def draft(archetype: str, given: Mapping[str, object], plan: Plan, *, like: Post | None, body: str | None) -> Source:
    """Write a new post's text, with its path; raises UsageError for a value that cannot be right.

    `archetype` is a post's text whose lines and comments are kept. A slug that is given must be free; one that is
    made from the title gets a number where it is not.
    """
    values = _values(given, like)
    values.setdefault("id", plan.new_id())
    values.setdefault("date", plan.today)
    values.setdefault("status", "draft")
    if "slug" not in values:
        values["slug"] = unique(slugify(str(values["title"])), plan.taken)
    elif values["slug"] in plan.taken:
        message = _("the slug “{slug}” is taken").format(slug=values["slug"])
        raise ParcError(message, hint=_("Choose another one with --slug, or leave it out."))
    path = path_of(plan.config, str(values["slug"]), _day(values["date"]))
    source = frontmatter.assign(frontmatter.parse(Source(path, archetype)), values)
    text = body if body is not None else like.body.lstrip("\r\n") if like else None
    return source if text is None else with_body(source, text)


def _day(when: object) -> date:
    if isinstance(when, datetime):
        return when.date()
    if isinstance(when, date):
        return when
    msg = f"the table of fields gave {when!r} for a date"
    raise TypeError(msg)


def _values(given: Mapping[str, object], like: Post | None) -> dict[str, Value]:
    post, faults, _unknown = from_values(given)
    if faults:
        raise UsageError(faults[0][1].message)
    if not post.title:
        raise UsageError(_("the title is empty"))
    values = {name: getattr(like, name) for name in _LIKE if like and getattr(like, name)}
    values |= {name: getattr(post, name) for name in _names() if given.get(name)}
    return {name: values[name] for name in _names() if name in values}


def _names() -> list[str]:
    return [field.name for field in FIELDS if field.name != "source"]
