"""An address as it is written in a post → what it means: a file or a post of the site, a page, somewhere outside."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urldefrag

from parccli.render.addresses import encoded
from parccli.render.media import Media
from parccli.rules.references import references_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import Post, PostFile
    from parccli.render.article import FileFacts, FileLookup

POSTS: Final = (".md", ".markdown")

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
# A picture for fine screens may be called tour@2x.png.
_LACKING: Final = re.compile(
    r"www\.[\w-]+\.|[\w.+-]+@[\w.-]+\.(?!(?:avif|gif|jpe?g|pdf|png|svg|webp)$)[a-z]{2,}$", re.IGNORECASE
)


def media_of(file: PostFile, config: Config, look_up: FileLookup | None = None) -> Media:
    """What resolves the addresses of one post, and finds no file but by `look_up`."""
    return Media(posixpath.dirname(file.path), config, look_up or _nothing)


def picture_address(post: Post) -> str:
    """The address of the main picture: in a path of the front matter `%`, `#` and `?` are letters."""
    image = post.image or ""
    return image if _ADDRESS.match(image) else quote(image)


def lacks_scheme(address: str) -> bool:
    """Tell `www.example.org` and `nom@example.org`, which a link takes for a file beside the post."""
    return _LACKING.match(address) is not None


def asked(address: str) -> str | None:
    """The address to ask for what `address` leads to; None for one that is not http or https."""
    found = encoded(address) if re.match(r"https?://", address, re.IGNORECASE) else None
    return urldefrag(found).url if found else None


def outside(files: Iterable[PostFile]) -> list[str]:
    """The addresses of http and https that the links and images of `files` lead to, each once, in order."""
    found: dict[str, None] = {}
    for file in files:
        for item in references_of(file):
            address = asked(item.address)
            if address:
                found[address] = None
    return list(found)


def _nothing(_path: str) -> FileFacts | None:
    return None
