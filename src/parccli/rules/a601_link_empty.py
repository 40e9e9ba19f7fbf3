"""A link has no text.

Nobody can see it, and a screen reader says “link” and nothing else (RGAA 4.1, criterion 6.2). `export` leaves such
a link out.

    [](plan.pdf)      →      [Plan de circulation (PDF, 400 ko)](plan.pdf)

So is one around a picture with an empty alternative text: there, `alt` is the text of the link.

    <a href="/plan"><img src="plan.png" alt=""></a>      →      <a href="/plan"><img src="plan.png" alt="Plan"></a>

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import span_of
from parccli.rules.references import images_of, links_of
from parccli.rules.rgaa import severity_for
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile
    from parccli.rules.references import Image, Link


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report links without text, and those around nothing but a picture that is declared decorative.

    Where the picture simply lacks its alternative text, another rule asks for it.
    """
    for link in links_of(file):
        if link.text:
            continue
        if not link.images:
            message = _("the link has no text (RGAA 6.2): say where it leads")
        elif not link.label and any(_is_silent(image, link) for image in images_of(file)):
            message = _("the picture is all that the link has (RGAA 6.2): say in its “alt” where the link leads")
        else:
            continue
        yield rule.finding(file, span_of(file, link.start, link.end), message, severity=severity_for(file))


def _is_silent(image: Image, link: Link) -> bool:
    return image.tag is not None and image.alt is not None and link.start <= image.start < link.end


RULE = PostRule("A601", "link_empty", Severity.ERROR, check, page=__doc__)
