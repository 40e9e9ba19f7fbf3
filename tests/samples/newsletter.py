"""Digests as their readers get them: their provider has put addresses in for its tags."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from parccli.config import Provider
from parccli.exporters import newsletter
from tests.samples.posts import SITE, edition, generated
from tests.samples.site import sample_edition

if TYPE_CHECKING:
    from parccli.render.article import Edition

_TAGS: Final = re.compile(r'href="(?:\{\{ \w+ \}\}|\*\|\w+\|\*|\[\[\w+\]\])"')


@cache
def digests() -> dict[str, str]:
    """The HTML of every post of the sample site, and of 30 generated posts by each provider."""
    assert SITE.newsletter
    made = {"sample": _html(sample_edition())}
    for provider in Provider:
        settings = replace(SITE.newsletter, provider=provider)
        if provider is Provider.GENERIC:
            settings = replace(settings, unsubscribe="mailto:non@example.org?subject=Non")
        made[provider] = _html(edition(generated(30), replace(SITE, newsletter=settings)))
    return made


def _html(made: Edition) -> str:
    output = next(newsletter.export(replace(made, digest=made.articles)))
    return _TAGS.sub('href="https://www.example.org/non"', output.data.decode())
