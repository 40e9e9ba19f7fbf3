"""Posts -> the columns of `list`: values for programs (JSON, CSV) and words for people (the table)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from parccli.errors import UsageError
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.listing import Status, status_at
from parccli.moment import Moment, begins, is_bare, to_text

if TYPE_CHECKING:
    from parccli.config import Config
    from parccli.post import Post

Value = str | Moment | Status | tuple[str, ...] | None
"""What a column holds; None is an absent value."""

Row = Mapping[str, Value]
"""One post by columns."""

HEADINGS: Final = {
    "id": N_("Id"),
    "title": N_("Title"),
    "date": N_("Date"),
    "updated": N_("Updated"),
    "slug": N_("Slug"),
    "status": N_("Status"),
    "summary": N_("Summary"),
    "categories": N_("Categories"),
    "tags": N_("Tags"),
    "author": N_("Author"),
    "lang": N_("Language"),
    "path": N_("File"),
    "url": N_("Address"),
}
"""Every column by its key in JSON, in JSON's order."""

IN_TABLE: Final = ("date", "status", "title", "slug")
"""The columns of the table when none are asked for."""

_FORMULA: Final = "=+@\t\r\uff1d\uff0b\uff0d\uff20-"
"""Signs that begin a formula; the wide ones do so in a spreadsheet that is set up for Japanese."""


def columns_for(output_format: str, fields: str | None) -> tuple[str, ...]:
    """The columns of a form of `list`: those of `--fields date,title`, else its own.

    Raises UsageError with the nearest column for one that does not exist.
    """
    names = tuple(dict.fromkeys(name.strip() for name in (fields or "").split(",") if name.strip()))
    for name in names:
        if name not in HEADINGS:
            nearest = get_close_matches(name, HEADINGS, n=1)
            hint = _("Did you mean “{nearest}”?").format(nearest=nearest[0]) if nearest else None
            every = _("Choose among {choices}.").format(choices=", ".join(HEADINGS))
            raise UsageError(_("there is no field “{name}”").format(name=name), hint=hint or every)
    if output_format == "paths":
        return ("path",)
    return names or (IN_TABLE if output_format == "table" else tuple(HEADINGS))


def values_of(post: Post, config: Config, at: datetime) -> Row:
    """Every column of one post as it stands at the instant `at`."""
    return rows_of([post], config, at, HEADINGS)[0]


def rows_of(posts: Iterable[Post], config: Config, at: datetime, columns: Iterable[str]) -> list[Row]:
    """The columns of posts as they stand at the instant `at`."""
    getters = [(name, _getter(name, config, at)) for name in columns]
    return [{name: get(post) for name, get in getters} for post in posts]


def as_json(row: Row) -> dict[str, str | list[str] | None]:
    """A row as JSON knows values; a bare date stays bare, status is English."""
    return {name: _plain(value) for name, value in row.items()}


def as_words(value: Value, config: Config, language: str) -> str:
    """One value in the interface's language; of a date its day in the site's time zone."""
    match value:
        case None:
            return ""
        case Status():
            return _(value)
        case date():
            return _day(value, config, language)
        case tuple():
            return ", ".join(value)
        case str():
            return value


def as_csv(rows: Sequence[Row], columns: Sequence[str], *, excel: bool) -> str:
    """Write rows of those columns as CSV under a header; for a French Excel with `;` and a byte order mark.

    What a spreadsheet would take for a formula gets an apostrophe before it, which Excel shows as text: a title is
    somebody's text, and must not run when the list is opened (OWASP, “CSV injection”). That goes for what stands after
    the other separator too, since nobody knows which of the two the spreadsheet goes by.
    """
    import csv

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\n")
    writer.writerow(columns)
    separator = "," if excel else ";"
    cells = ([_text(row[name]) for row in rows] for name in columns)
    writer.writerows(zip(*(_disarmed(column, separator) for column in cells), strict=True))
    return ("\ufeff" if excel else "") + text.getvalue()


def _getter(name: str, config: Config, at: datetime) -> Callable[[Post], Value]:
    match name:
        case "title":
            return lambda post: post.title or None
        case "status":
            return lambda post: status_at(post, at, config.zone)
        case "url":
            # The renderer is slow to import, and few lists need it.
            from parccli.render.addresses import permalink

            return lambda post: permalink(post, config)
    return attrgetter(name)


def _plain(value: Value) -> str | list[str] | None:
    match value:
        case tuple():
            return list(value)
        case date():
            return to_text(value)
        case Status():
            return value.value
        case _:
            return value


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else to_text(value)


def _disarmed(column: list[str], separator: str) -> list[str]:
    """Put an apostrophe before what begins a formula in a cell, or after the other `separator` within it."""
    # One look at the whole column: hardly any has one, and most have nothing that a cell could begin after.
    whole, armed = "\0".join(column), tuple(_FORMULA)
    parted = any(mark in whole for mark in ("\r", "\n", separator))
    if not parted or not re.search(rf"[\r\n{separator}]\"?[{_FORMULA}]", whole):
        begun = {text[:1] for text in column}
        return [f"'{text}" if text.startswith(armed) else text for text in column] if begun & {*armed} else column
    hidden = re.compile(rf"(?<=[\r\n{separator}])(?=\"?[{_FORMULA}])")
    return [hidden.sub("'", f"'{text}" if text.startswith(armed) else text) for text in column]


def _day(moment: Moment, config: Config, language: str) -> str:
    # The time of day is for programs, and for `show`: here it would take its room from the title.
    day = moment if is_bare(moment) else begins(moment, config.zone)
    return f"{day:%d/%m/%Y}" if language == "fr" else f"{day:%Y-%m-%d}"
