"""Posts -> the columns of `list`: values for programs (JSON, CSV) and words for people (the table)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Final

from parccli.config import Config
from parccli.errors import UsageError
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.listing import Status, status_at
from parccli.moment import Moment, begins, is_bare, to_text
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


def values_of(post: Post, config: Config, at: datetime, columns: Iterable[str] = HEADINGS) -> Row:
    """The columns of one post as it stands at the instant `at`."""
    return {name: _value(name, post, config, at) for name in columns}


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


def as_csv(rows: Iterable[Row], columns: Sequence[str], *, excel: bool) -> str:
    """Write rows as CSV under a header; for a French Excel with `;` and a byte order mark.

    What a spreadsheet would take for a formula gets an apostrophe before it, which Excel shows as text: a title is
    somebody's text, and must not run when the list is opened (OWASP, “CSV injection”). That goes for what stands after
    the other separator too, since nobody knows which of the two the spreadsheet goes by.
    """
    import csv

    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\n")
    writer.writerow(columns)
    hidden = re.compile(rf"(?<=[\r\n{',' if excel else ';'}])(?=\"?[{_FORMULA}])")
    writer.writerows([hidden.sub("'", _cell(_plain(row[name]))) for name in columns] for row in rows)
    return ("\ufeff" if excel else "") + text.getvalue()


def _value(name: str, post: Post, config: Config, at: datetime) -> Value:
    match name:
        case "title":
            return post.title or None
        case "status":
            return status_at(post, at, config.zone)
        case "url":
            # The renderer is slow to import, and few lists need it.
            from parccli.render.addresses import permalink

            return permalink(post, config)
    value: Value = getattr(post, name)
    return value


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


def _cell(value: str | list[str] | None) -> str:
    text = ", ".join(value) if isinstance(value, list) else value or ""
    return f"'{text}" if text.startswith(tuple(_FORMULA)) else text


def _day(moment: Moment, config: Config, language: str) -> str:
    # The time of day is for programs, and for `show`: here it would take its room from the title.
    day = moment if is_bare(moment) else begins(moment, config.zone)
    return f"{day:%d/%m/%Y}" if language == "fr" else f"{day:%Y-%m-%d}"
