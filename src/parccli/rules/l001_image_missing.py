"""A picture is not in the site folder, or is none.

The post names a file that is not there, perhaps because it was moved, or its name has another case or extension.
Readers would get the alternative text, or no picture. The same goes for a file that is damaged, that is no
picture which browsers show (HEIC, TIFF), and for a drawing (SVG) that holds a program. A picture on your own computer
(`file:…`) is nowhere on the web: copy it beside the post.

    image: media/chateau-deau.jpeg      →      image: media/chateau-deau.jpg

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.errors import ParcError
from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.render.media import left_out
from parccli.rules.places import media_of, picture_address
from parccli.rules.rule import Rule, Site, SiteRule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.post import PostFile
    from parccli.render.media import Media


def check(rule: Rule, file: PostFile, site: Site) -> Iterable[Finding]:
    """Report local pictures, the main one and those of the body, that cannot be published."""
    if file.post is None or site.look_up is None:
        return
    media = media_of(file, site.config, site.look_up)
    if file.post.image and (path := _missing(media, picture_address(file.post))):
        yield rule.finding(file, value_span(file, "image"), _message(path, media))
    for image in site.outline(file).images:
        path = _missing(media, image.address)
        if path:
            yield rule.finding(file, image.place, _message(path, media))


def _missing(media: Media, address: str) -> str | None:
    path = media.path_of(address)
    try:
        return path if path is not None and media.find(path, as_picture=True) is None else None
    except ParcError:
        # It is there, and another rule says what is wrong with it.
        return None


def _message(path: str, media: Media) -> str:
    if path in media.unfit:
        return left_out(path, media.unfit[path])
    return _("there is no picture {path} in the site folder").format(path=path)


RULE = SiteRule("L001", "image_missing", Severity.ERROR, check, page=__doc__)
