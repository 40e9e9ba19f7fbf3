"""A picture that is declared decorative has a caption.

An empty alternative text tells screen readers to pass the picture by; a caption tells that it matters. It cannot
be both (RGAA 4.1, criteria 1.2 and 1.9).

    <figure>
    <img src="media/port.jpg" alt="">      →      <img src="media/port.jpg" alt="Deux péniches à quai">
    <figcaption>Le port, en avril.</figcaption>
    </figure>

Fix: none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.rules.prose import span_of
from parccli.rules.references import images_of
from parccli.rules.rgaa import severity_for
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report `<img alt="">` with a title, or in a figure with a caption."""
    message = _("a picture with a caption is not decorative (RGAA 1.2): say in “alt” what it shows")
    captioned = [tag.start for tag in tags_of(file) if tag.name == "figcaption" and not tag.closes]
    figures = list(_figures(file))
    for image in images_of(file):
        if image.tag is None or image.alt is None or image.alt.strip():
            continue
        in_figure = any(
            start < image.start < end and any(start < at < end for at in captioned) for start, end in figures
        )
        if in_figure or image.caption:
            yield rule.finding(file, span_of(file, image.start, image.end), message, severity=severity_for(file))


def _figures(file: PostFile) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for tag in tags_of(file):
        if tag.name == "figure" and not tag.closes:
            opened = tag.start
        elif tag.name == "figure" and opened is not None:
            yield opened, tag.end
            opened = None


RULE = PostRule("A104", "decorative_image_captioned", Severity.ERROR, check, page=__doc__)
