"""A post → an Article: safe HTML with ids, levels and absolute links, finished typography, excerpt, picture, media."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from parccli import markdown, moment
from parccli.errors import ParcError
from parccli.french.slugs import slugify
from parccli.french.typography import Profile, polish, polish_paragraphs
from parccli.i18n import gettext as _
from parccli.render.addresses import absolute, permalink
from parccli.render.anchors import keep_targets, link_within, place_headings, place_targets
from parccli.render.article import Article, Picture, Term
from parccli.render.attributes import keep_valid
from parccli.render.breaks import settle_breaks
from parccli.render.excerpts import excerpt, running_text
from parccli.render.footnotes import place_notes
from parccli.render.identities import Anchors
from parccli.render.links import place_links, spoken
from parccli.render.media import Media
from parccli.render.page import Page
from parccli.render.pictures import name_figures, place_embeds, place_figures, place_images
from parccli.render.sanitising import sanitised, well_formed
from parccli.render.serialising import serialise
from parccli.render.structure import straighten
from parccli.render.tables import place_tables
from parccli.render.tree import collapse, is_blank, parse
from parccli.render.typography import polish_tree
from parccli.render.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from parccli.config import Config
    from parccli.post import Post
    from parccli.render.article import FileLookup, Target

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)


def render(post: Post, config: Config, *, lookup: FileLookup, links: Mapping[str, Target]) -> Article:
    """Render `post`; `links` are the public posts by path.

    Raises ParcError for a post without a date, and for a body that nests its elements too deeply or has too many cells.
    """
    if post.date is None:
        raise ParcError(_("the post has no date"), hint=_("Add a line “date: 2025-09-01”."), path=post.path or None)
    page = _page(post, config, lookup, links)
    body = _tree(post, page)
    texts = [[_plain(post.title)], [_plain(post.summary)]]
    [title], [summary] = polish_paragraphs(texts, page.profile)
    summary = summary or excerpt(running_text(body))
    published = moment.printed_apart(post.date, config.zone, post.id or "")
    updated = moment.printed_apart(post.updated, config.zone, post.id or "") if post.updated else published
    return Article(
        post=post,
        id=post.id or "",
        url=page.url,
        # A card is a link: without a name, nobody could tell what it leads to.
        title=spoken(post.slug) if is_blank(title) else title,
        summary=summary,
        excerpt=summary,
        body=serialise(body),
        published=published,
        updated=max(published, updated),
        author=_plain(post.author) or config.organisation,
        language=page.language,
        categories=_terms(post, config),
        picture=_picture(post, page),
        media=dict(sorted(page.media.used.items())),
        missing=tuple(dict.fromkeys(page.media.missing)),
        unfit=page.media.unfit,
        linked=page.linked,
    )


def _page(post: Post, config: Config, lookup: FileLookup, links: Mapping[str, Target]) -> Page:
    language, prefix = post.lang or config.language, config.fragments.prefix
    return Page(
        url=permalink(post, config),
        language=language,
        level=config.fragments.heading_level,
        prefix=prefix,
        words=words_of(language),
        profile=Profile(language=language, narrow=config.rules.narrow_space, words=config.rules.words),
        posts=links,
        anchors=Anchors(f"{prefix}-{post.slug}"),
        media=Media(posixpath.dirname(post.path), config, lookup),
    )


def _tree(post: Post, page: Page) -> Element:
    """The body as a finished tree; each step relies on those before it."""
    try:
        root = parse(sanitised(markdown.to_html(post.body)))
    except ParcError as error:
        error.path = post.path or None
        raise
    # As long as lxml's object for an element is held, no step that comes by has to wait for a new one: 0.1 ms a post.
    _held = list(root.iter())
    keep_valid(root)
    place_notes(root, page)
    keep_targets(root)
    place_embeds(root, page)
    place_images(root, page)
    place_links(root, page)
    straighten(root)
    place_figures(root, page)
    place_tables(root, page)
    place_headings(root, page)
    place_targets(root, page)
    link_within(root, page)
    settle_breaks(root)
    polish_tree(root, page)
    name_figures(root)
    return root


def _picture(post: Post, page: Page) -> Picture | None:
    """The main picture; None without one, or when its file is missing."""
    media = page.media
    if not post.image:
        return None
    # A path of the front matter is written as it is: its `%`, `#` and `?` are letters.
    address = post.image if _ADDRESS.match(post.image) else quote(post.image)
    path = media.path_of(address)
    facts = media.find(path, as_picture=True) if path is not None else None
    place = media.url(facts) if facts else absolute(address, page.url) if path is None else None
    if place is None or not place.startswith("http"):
        media.missing += [post.image] if path is None else []
        return None
    return Picture(
        url=place,
        alt=polish(_plain(post.image_alt), page.profile),
        caption=polish(_plain(post.image_caption), page.profile) or None,
        credit=polish(_plain(post.image_credit), page.profile) or None,
        file=facts,
        srcset=media.responsive(facts) if facts else None,
    )


def _terms(post: Post, config: Config) -> tuple[Term, ...]:
    """The categories, spelled as the site's list has them; one named twice counts once."""
    spelled = {slugify(name): name for name in config.categories}
    slugs = {slugify(name): _plain(name) for name in post.categories}
    return tuple(Term(name=spelled.get(slug, name), slug=slug) for slug, name in slugs.items())


def _plain(text: str | None) -> str:
    return collapse(well_formed(text or "")).strip()
