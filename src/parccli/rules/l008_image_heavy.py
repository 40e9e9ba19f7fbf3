"""A picture is too large for a page.

A photograph straight from a camera has 8 MB and 6,000 pixels; a page shows 1,200 of them, and a telephone waits
for all. Save a copy of at most 2,000 pixels. A picture made to exhaust memory, which unpacks to far more than its file
says, is an error: `export` refuses it.

    image: media/DSC_0412.jpg      →      image: media/passerelle.jpg

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.places import media_of, picture_address
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parccli.post import PostFile
    from parccli.render.article import FileFacts
    from parccli.render.media import Media


MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 4_000


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report local pictures of more than 2 MB or 4,000 pixels, and those made to exhaust memory."""
    if file.post is None or site.look_up is None:
        return
    media = media_of(file, site.config, site.look_up)
    if file.post.image:
        yield from _fault(rule, file, value_span(file, "image"), media, picture_address(file.post))
    for image in site.outline(file).images:
        yield from _fault(rule, file, image.place, media, image.address)


def _fault(rule: Rule, file: PostFile, place: tuple[int, int] | None, media: Media, address: str) -> Iterator[Finding]:
    path = media.path_of(address)
    try:
        facts = media.find(path) if path is not None else None
    except ParcError as error:
        # `export` refuses it.
        message = f"{error.message}. {error.hint}" if error.hint else error.message
        yield rule.finding(file, place, message, severity=Severity.ERROR)
        return
    if facts and (fault := _too_large(facts)):
        yield rule.finding(file, place, fault)


def _too_large(facts: FileFacts) -> str | None:
    if max(facts.width or 0, facts.height or 0) > MOST_PIXELS:
        return _("the picture has {width} × {height} pixels: save a copy of 2,000 at most").format(
            width=facts.width, height=facts.height
        )
    if facts.size > MOST_BYTES:
        return _("the picture has {size} KB, more than {limit}: save a smaller copy").format(
            size=facts.size // 1000, limit=MOST_BYTES // 1000
        )
    return None


RULE = SiteRule("L008", "image_heavy", Severity.WARNING, check, page=__doc__)
