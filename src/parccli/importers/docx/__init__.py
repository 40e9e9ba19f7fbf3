"""Word documents -> one row each: a press release loses the lines that are for the press, and keeps its text.

An embargo becomes the date of a draft. Insertions under revision are taken, deletions and comments left out; all
of it is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_
from parccli.i18n import ngettext
from parccli.importers.row import Material, Options, Row, Shape
from parccli.moment import to_text
from parccli.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.config import Config
    from parccli.importers.docx.package import Unseen
    from parccli.importers.docx.release import Release

NAME: Final = "docx"
SUMMARY: Final = N_("Word documents, such as press releases")
SUFFIXES: Final = (".docx", ".docm", ".doc")
SHAPE: Final = Shape.TEXT


def recognises(head: bytes) -> bool:
    """Look for the first names in a Word file's archive; a spreadsheet's are others."""
    return head.startswith(b"PK\x03\x04") and b"word/" in head


def read(material: Material, config: Config, options: Options) -> Iterator[Row]:
    """Yield the document's one row; raises ParcError for what is no Word document, or not a safe one."""
    del config, options
    # lxml and the writer of Markdown, which other sources do without.
    from parccli.importers.docx.conversion import convert  # noqa: PLC0415
    from parccli.importers.docx.package import inspect  # noqa: PLC0415
    from parccli.importers.docx.release import take_apart  # noqa: PLC0415
    from parccli.importers.markup import to_body  # noqa: PLC0415

    data = material.data
    if not data:
        raise ParcError(_("the file is empty"), path=material.name, line=1)
    unseen = inspect(data)
    converted = convert(data)
    release = take_apart(converted.root)
    row = Row(importer=NAME, source=material.name)
    row = _noting_unseen(_noting_release(row, release), unseen)
    if converted.lost:
        message = _("taken out of the text: {names}").format(names=", ".join(converted.lost))
        row = row.noting("content_removed", message)
    if converted.guessed:
        message = ngettext(
            "Word has guessed what {count} picture shows: read the alternative text again",
            "Word has guessed what {count} pictures show: read their alternative texts again",
            converted.guessed,
        )
        row = row.noting("alt_guessed", message.format(count=converted.guessed))
    if release.fault:
        yield row.refused("date_unreadable", f"{release.fault.message}. {release.fault.hint}")
        return
    post = Post(
        title=release.title,
        date=None if release.unread_embargo else release.embargo or release.date,
        summary=release.summary or None,
    )
    # The picture of a line that was left out, such as a logo, goes with it.
    shown = {picture.get("src") for picture in converted.root.iter("img")}
    pictures = tuple(picture for picture in converted.pictures if picture.name in shown)
    yield to_body(replace(row, post=post, attachments=pictures), converted.root)


def _noting_release(row: Row, release: Release) -> Row:
    for line in release.left_out:
        row = row.noting("press_line", _("the line “{line}” is left out of the text").format(line=line))
    if release.embargo:
        message = _("under embargo: the post is a draft dated {moment}; publish it, and it appears then")
        row = row.noting("embargo", message.format(moment=to_text(release.embargo)))
    if release.unread_embargo:
        message = _("the end of the embargo cannot be read in “{line}”: the post has no date until you give it one")
        row = row.noting("embargo_unreadable", message.format(line=release.unread_embargo))
    if release.contact:
        message = ngettext(
            "the press contact is left out ({count} line)",
            "the press contact is left out ({count} lines)",
            release.contact,
        )
        row = row.noting("press_contact", message.format(count=release.contact))
    return row


def _noting_unseen(row: Row, unseen: Unseen) -> Row:
    if unseen.insertions or unseen.deletions:
        message = _(
            "changes were being tracked: insertions ({insertions}) are taken, deletions ({deletions}) dropped; "
            "make sure that this is final"
        )
        told = message.format(insertions=unseen.insertions, deletions=unseen.deletions)
        row = row.noting("tracked_changes", told)
    if unseen.comments:
        message = ngettext("{count} comment is left out", "{count} comments are left out", unseen.comments)
        row = row.noting("comments", message.format(count=unseen.comments))
    if unseen.hidden:
        message = ngettext(
            "{count} passage that Word hides is in the text: make sure that everyone may read it",
            "{count} passages that Word hides are in the text: make sure that everyone may read them",
            unseen.hidden,
        )
        row = row.noting("hidden_text", message.format(count=unseen.hidden))
    for text in unseen.margins:
        row = row.noting("page_margin", _("the page’s header or footer is left out: “{text}”").format(text=text))
    return row
