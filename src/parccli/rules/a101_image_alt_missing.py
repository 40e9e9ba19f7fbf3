"""A picture has no alternative text.

Who cannot see the picture reads or hears its alternative text instead; the law asks a French public body for
it (RGAA 4.1, criterion 1.1). Say what the picture shows, not that it is one.

    image: media/chateau-deau.jpg
    image_alt: Le château d’eau en travaux, entouré d’un échafaudage

    ![](media/plan.png)      →      ![Plan du giratoire et de ses quatre branches](media/plan.png)

A picture that only decorates is declared as such, in HTML: `<img src="media/vagues.png" alt="">`. In a post from
before 23 September 2019 this is a warning.

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import span_of
from parccli.rules.references import images_of
from parccli.rules.rgaa import severity_for
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report `image` without `image_alt`, and images of the body without alternative text."""
    severity = severity_for(file)
    if file.post and file.post.image and not file.post.image_alt:
        message = _("the picture has no alternative text (RGAA 1.1): add a line “image_alt: …” that says what it shows")
        yield rule.finding(file, value_span(file, "image"), message, severity=severity)
    for image in images_of(file):
        if not image.decorates and (image.alt is None or (image.tag is None and not image.alt)):
            message = _("the picture has no alternative text (RGAA 1.1): say what it shows")
            yield rule.finding(file, span_of(file, image.start, image.end), message, severity=severity)


RULE = PostRule("A101", "image_alt_missing", Severity.ERROR, check, page=__doc__)
