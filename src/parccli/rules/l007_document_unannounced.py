"""A link does not tell that it leads to a document, or tells its size wrong.

Who follows it on a telephone, or with a screen reader, needs to know the type and the size beforehand (RGAA 4.1,
criterion 13.3). `export` adds both to links to documents of the site; those elsewhere it cannot measure.

    [Le guide](https://www.example.org/guide.pdf)      →      [Le guide (PDF, 2,3 Mo)](https://www.example.org/guide.pdf)

Fix: none.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from parccli.errors import ParcError
from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.render.media import is_page
from parccli.rules.places import media_of
from parccli.rules.rule import Rule, Site, SiteRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile
    from parccli.render.media import Media
    from parccli.rules.outline import Reference


_TYPES: Final = "csv doc docx epub ods odp odt pdf ppt pptx rtf xls xlsx zip"
_SIZE: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*([kmg]?)(?:o|b|octets|bytes)\b", re.IGNORECASE)
_POWERS: Final = {"": 0, "k": 3, "m": 6, "g": 9}
# A size may be rounded, or counted in powers of two.
_TOLERANCE: Final = 1.5


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report remote documents without type or size, and local ones whose size is another."""
    media = media_of(file, site.config, site.look_up)
    for link in site.outline(file).links:
        path = media.path_of(link.address)
        message = _remote(link) if path is None else _local(link, path, media)
        if message and link.text:
            yield rule.finding(file, link.whole, message)


def _remote(link: Reference) -> str | None:
    try:
        parts = urlsplit(link.address)
    except ValueError:
        return None
    kind = PurePosixPath(parts.path).suffix[1:].lower()
    if parts.scheme not in {"http", "https"} or kind not in _TYPES.split():
        return None
    text = f"{link.text} {link.label}"
    if re.search(rf"\b{kind}\b", text, re.IGNORECASE) and _SIZE.search(text):
        return None
    return _("say the type and the size of the document (RGAA 13.3), such as ({kind}, 2 MB)").format(kind=kind.upper())


def _local(link: Reference, path: str, media: Media) -> str | None:
    said = _SIZE.search(link.text)
    if said is None or is_page(path):
        return None
    try:
        facts = media.find(path)
    except ParcError:
        return None
    size = float(said[1].replace(",", ".")) * 10 ** _POWERS[said[2].lower()]
    if facts is None or not facts.size or 1 / _TOLERANCE < max(size, 1) / max(facts.size, 1) < _TOLERANCE:
        return None
    return _("the document has {real} KB, and the link says “{said}” (RGAA 13.3)").format(
        real=max(facts.size // 1000, 1), said=said[0]
    )


RULE = SiteRule("L007", "document_unannounced", Severity.WARNING, check, page=__doc__)
