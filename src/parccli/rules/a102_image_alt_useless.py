"""The alternative text says nothing of the picture.

The name of the file, or the word “image”, is read out in the place of the picture and leaves its listener as wise
as before (RGAA 4.1, criterion 1.3). Say what the picture shows.

    image_alt: IMG_2041.jpg      →      image_alt: La nouvelle passerelle, vue de la berge nord

Fix: none.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.listing import folded
from parccli.rules.prose import span_of
from parccli.rules.references import images_of
from parccli.rules.rgaa import severity_for
from parccli.rules.rule import PostRule, Rule, value_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


_WORDS: Final = (
    "alt|figure|illustration|image|img|logo|photo|photographie|photography|picture|pict|sans titre|untitled|visuel"
    "|capture d ecran|screenshot|dsc|dscn|dscf"
)
_WORD: Final = re.compile(rf"(?:une? |la |le |an? |the )?(?:{_WORDS})(?: de l article| of the article)?(?: ?n? ?\d+)?")
_FILE: Final = re.compile(r"\S+\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)", re.IGNORECASE)


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report alternative texts that are a file's name or a word for any picture."""
    post, severity = file.post, severity_for(file)
    if post and post.image and post.image_alt and _is_useless(post.image_alt, post.image):
        yield rule.finding(file, value_span(file, "image_alt"), _message(post.image_alt), severity=severity)
    for image in images_of(file):
        if image.alt and _is_useless(image.alt, image.address):
            yield rule.finding(file, span_of(file, image.start, image.end), _message(image.alt), severity=severity)


def _is_useless(alt: str, address: str) -> bool:
    words = " ".join(re.findall(r"[^\W_]+", folded(alt)))
    stem = PurePosixPath(unquote(address)).stem
    # One word may be both the name of the file and what the picture shows.
    names_the_file = alt == stem and re.search(r"[\d_-]", stem)
    return bool(_WORD.fullmatch(words) or _FILE.fullmatch(alt.strip()) or names_the_file)


def _message(alt: str) -> str:
    return _("the alternative text “{alt}” does not say what the picture shows (RGAA 1.3)").format(alt=alt)


RULE = PostRule("A102", "image_alt_useless", Severity.ERROR, check, page=__doc__)
