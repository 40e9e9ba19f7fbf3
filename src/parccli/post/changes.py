"""Change a post's front matter as a person would: under the names and in the words that the file already uses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from parccli import frontmatter
from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.post.fields import canonical_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parccli.frontmatter import Document, Entry, Value
    from parccli.post.reading import PostFile
    from parccli.source import Source

_FRENCH: Final = {"draft": "brouillon", "published": "publié", "archived": "archivé"}
_FRENCH_WORD: Final = re.compile(r"brouillon|relecture|publié|en ligne|programmé|archivé|privé", re.IGNORECASE)


def with_values(file: PostFile, values: Mapping[str, Value]) -> Source:
    """Set canonical keys, each under the alias that the file has; nothing else in the file changes.

    A status is written in the words that stand there (`statut: brouillon` becomes `publié`, `draft: true` becomes
    `false`). Raises ParcError when the file cannot be read or patched.
    """
    document = _document(file)
    wanted: dict[str, Value] = {}
    for name, value in values.items():
        entries = [entry for entry in document.entries if canonical_key(entry.key) == name]
        for entry in entries:
            wanted[entry.key] = _status_for(entry, str(value)) if name == "status" else value
        if not entries:
            wanted[name] = value
    return frontmatter.assign(document, wanted)


def with_body(source: Source, body: str) -> Source:
    """Put `body` where the post's own stands, after a blank line."""
    document = frontmatter.parse(source)
    text = body if source.newline == "\n" else body.replace("\n", source.newline)
    return replace(source, text=source.text[: document.body_start] + source.newline + text)


def _document(file: PostFile) -> Document:
    if file.error is not None:
        raise file.error
    if file.document is None:
        raise ParcError(_("the file cannot be read as a post"), path=file.path)
    return file.document


def _status_for(entry: Entry, status: str) -> Value:
    written = frontmatter.text_of(entry.node) or ""
    meaning = entry.key.strip().casefold()
    if meaning in {"draft", "publié", "publie"}:
        if status == "archived":
            raise ParcError(
                _("“{key}” cannot say that a post is archived").format(key=entry.key),
                hint=_("Replace its line by “status: archived”."),
            )
        answer = (status == "draft") == (meaning == "draft")
        return ("oui" if answer else "non") if written.casefold() in {"oui", "non"} else answer
    return _FRENCH[status] if _FRENCH_WORD.match(written.strip()) else status
