"""Edition -> the HTML fragments that the existing site includes, and the stylesheet for them (FRAGMENTS.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from parccli.exporters.target import Output
from parccli.french.slugs import slugify
from parccli.i18n import mark as N_
from parccli.render import Term, public_url
from parccli.render.addresses import from_root
from parccli.render.metadata import json_ld, open_graph
from parccli.render.signup import signup_variables
from parccli.render.templates import Templates
from parccli.render.views import article_variables, body_variable, site_variables
from parccli.render.wordpress import protect
from parccli.render.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parccli.render import Article, Edition

NAME: Final = "html"
SUMMARY: Final = N_("HTML fragments for the site to include: articles, latest news, lists, newsletter form, head")
DEFAULT: Final = True

_STYLESHEET: Final = "assets/parc.css"
_FEEDS: Final = (
    ("rss.xml", "RSS", "application/rss+xml"),
    ("atom.xml", "Atom", "application/atom+xml"),
    ("feed.json", "JSON Feed", "application/feed+json"),
)


def export(edition: Edition) -> Iterator[Output]:
    """Yield every fragment; raises ParcError when a template of the site's own cannot be filled in."""
    press = _Press(edition)
    for article in edition.articles:
        yield from press.article(article)
    yield press.latest()
    yield from press.lists()
    if edition.config.newsletter:
        form = signup_variables(edition.config, edition.config.newsletter)
        yield press.fragment("newsletter.html", "newsletter.html", form=form)
    yield press.fragment("head/feeds.html", "feeds.html", feeds=_feeds(edition))
    yield Output(_STYLESHEET, press.templates.render("parc.css", press.site).encode())


def owns(path: str) -> bool:
    """Tell whether `path` below public/ is a fragment or the stylesheet."""
    return path.startswith("fragments/") or path == _STYLESHEET


class _Press:
    """What one edition's fragments are printed with."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.settings = edition.config.fragments
        self.templates = Templates(edition.templates)
        self.site = site_variables(edition.config)

    def fragment(self, path: str, template: str, post: Article | None = None, **variables: Any) -> Output:  # noqa: ANN401 -- whatever the template shows
        """Fill in a template; the fragment is one post's if it is all about one."""
        html = protect(self.templates.render(template, self.site | variables), part=post.body if post else "")
        # What stands in a page's head is read elsewhere too: by search engines, by networks that show the page.
        if self.settings.links == "root" and not path.startswith("head/"):
            html = from_root(html, self.edition.config)
        source, identity = (post.post.path or None, post.id) if post else (None, None)
        return Output(f"fragments/{path}", html.encode(), source, identity)

    def article(self, article: Article) -> Iterator[Output]:
        """The four files of a post."""
        config, slug = self.edition.config, article.post.slug
        whole = article_variables(article, config) | {"body": body_variable(article, config)}
        yield self.fragment(f"articles/{slug}.html", "article.html", article, article=whole)
        yield self.fragment(f"articles/{slug}.body.html", "body.html", article, article=whole)
        properties = open_graph(article, config)
        yield self.fragment(f"head/{slug}.html", "head.html", article, article=whole, properties=properties)
        data = json_ld(article, config).encode()
        yield Output(f"fragments/head/{slug}.jsonld", data, article.post.path or None, article.id)

    def latest(self) -> Output:
        """The block of latest news."""
        title = self.settings.latest_title or words_of(self.edition.config.language).latest
        level = self.settings.heading_level + 1
        cards = self.cards(self.edition.articles[: self.settings.cards])
        return self.fragment("latest.html", "latest.html", title=title, articles=cards, card_level=level)

    def lists(self) -> Iterator[Output]:
        """The pages of all posts, then of each category: the site's own, with a first page even if it is empty."""
        yield from self.pages("list", self.edition.articles, None)
        for category in categories(self.edition):
            chosen = tuple(article for article in self.edition.articles if category in article.categories)
            yield from self.pages(f"list/{category.slug}", chosen, category)

    def pages(self, folder: str, articles: Sequence[Article], category: Term | None) -> Iterator[Output]:
        """The pages of one list."""
        size = self.settings.per_page
        pages = max(1, -(-len(articles) // size))
        position = words_of(self.edition.config.language).page
        for page in range(1, pages + 1):
            yield self.fragment(
                f"{folder}/page-{page}.html",
                "list.html",
                category={"name": category.name, "slug": category.slug} if category else None,
                articles=self.cards(articles[(page - 1) * size : page * size]),
                card_level=self.settings.heading_level,
                page=page,
                pages=pages,
                position=position.format(page=page, pages=pages),
                previous=page - 1 or None,
                next=page + 1 if page < pages else None,
            )

    def cards(self, articles: Sequence[Article]) -> list[dict[str, Any]]:
        """The variables of some cards."""
        return [article_variables(article, self.edition.config) for article in articles]


def categories(edition: Edition) -> list[Term]:
    """The site's own categories, in their order, then any others that posts have."""
    own = {slugify(name): Term(name=name, slug=slugify(name)) for name in edition.config.categories}
    met = {term.slug: term for article in edition.articles for term in article.categories}
    return [*own.values(), *(met[slug] for slug in sorted(met.keys() - own.keys()))]


def _feeds(edition: Edition) -> list[dict[str, str]]:
    """Type, title and address of each feed: of the site, then of each category."""
    config = edition.config
    places = [("feeds", config.title)]
    places += [(f"feeds/{term.slug}", f"{config.title} – {term.name}") for term in categories(edition)]
    return [
        {"type": kind, "title": f"{title} ({name})", "url": public_url(f"{folder}/{file}", config)}
        for folder, title in places
        for file, name, kind in _FEEDS
    ]
