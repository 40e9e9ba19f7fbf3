"""The alternative text is the caption again.

A screen reader reads both, one after the other. The caption tells why the picture is there; the alternative text
says what it shows (RGAA 4.1, criterion 1.3).

    image_alt: Trois vagues de métal bleu au milieu d’un rond-point
    image_caption: Les trois vagues évoquent les trois canaux.

Fix: none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.listing import folded
from parccli.rules.prose import span_of
from parccli.rules.references import images_of
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report alternative texts that say the words of the caption, and no others."""
    message = _("the alternative text repeats the caption (RGAA 1.3): say what the picture shows")
    post = file.post
    if post and post.image_alt and post.image_caption and _words(post.image_alt) == _words(post.image_caption):
        yield rule.finding(file, value_span(file, "image_alt"), message)
    for image in images_of(file):
        if image.alt and _words(image.alt) == _words(image.caption):
            yield rule.finding(file, span_of(file, image.start, image.end), message)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text))


RULE = PostRule("A103", "image_alt_repeated", Severity.WARNING, check, page=__doc__)
