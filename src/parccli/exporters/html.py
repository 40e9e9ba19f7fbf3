"""Edition -> the HTML fragments that the existing site includes, and the stylesheet for them (FRAGMENTS.md)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from parccli.exporters.target import Output, Sheet, by_category, in_sheets
from parccli.i18n import mark as N_
from parccli.render.addresses import from_root, public_url
from parccli.render.article import Term
from parccli.render.metadata import json_ld, open_graph
from parccli.render.signup import signup_variables
from parccli.render.templates import Templates
from parccli.render.views import article_variables, body_variable, site_variables
from parccli.render.wordpress import protect
from parccli.render.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parccli.config import Config
    from parccli.render.article import Article, Brief, Edition

NAME: Final = "html"
SUMMARY: Final = N_("HTML fragments for the site to include: articles, latest news, lists, newsletter form, head")
DEFAULT: Final = True

_STYLESHEET: Final = "assets/parc.css"
_FEEDS: Final = (
    ("rss.xml", "RSS", "application/rss+xml"),
    ("atom.xml", "Atom", "application/atom+xml"),
    ("feed.json", "JSON Feed", "application/feed+json"),
)


def sheets(config: Config, briefs: Sequence[Brief]) -> Iterator[Sheet]:
    """Yield the articles, the latest news, the pages of the lists, then what no article changes."""
    for brief in briefs:
        yield Sheet(f"article/{brief.path}", (brief,), single=True)
    yield Sheet("latest", briefs[: config.fragments.cards], bodies=False)
    # The site's own list has a first page even if it is empty, and so have those of its categories.
    yield from _pages("list", config, briefs)
    terms: list[str] = []
    for term, members in by_category(config, briefs):
        yield from _pages(f"list/{term.slug}", config, members, term)
        terms += term
    if config.newsletter:
        yield Sheet("newsletter")
    yield Sheet("feeds", details=tuple(terms))
    yield Sheet("stylesheet")


def press(sheet: Sheet, edition: Edition) -> Iterator[Output]:
    """Yield the fragments of a sheet; raises ParcError when a template of the site's own cannot be filled in."""
    machine = _Press(edition)
    kind, _slash, _rest = sheet.name.partition("/")
    match kind:
        case "article":
            yield from machine.article(edition.articles[0])
        case "latest":
            yield machine.latest()
        case "list":
            yield machine.page(sheet)
        case "newsletter":
            yield machine.newsletter()
        case "feeds":
            yield machine.feeds(sheet)
        case _:
            yield Output(_STYLESHEET, machine.templates.render("parc.css", machine.site).encode())


def export(edition: Edition) -> Iterator[Output]:
    """Yield every fragment."""
    return in_sheets(sheets, press, edition)


def owns(path: str) -> bool:
    """Tell whether `path` below public/ is a fragment or the stylesheet."""
    return path.startswith("fragments/") or path == _STYLESHEET


class _Press:
    """What one edition's fragments are printed with."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.settings = edition.config.fragments
        self.templates = _templates(tuple(edition.templates.items()))
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
        return self.fragment("latest.html", "latest.html", title=title, articles=self.cards(), card_level=level)

    def page(self, sheet: Sheet) -> Output:
        """One page of a list."""
        page, pages, name, slug = sheet.details
        page, pages = int(page or 1), int(pages or 1)
        return self.fragment(
            f"{sheet.name}.html",
            "list.html",
            category={"name": name, "slug": slug} if slug else None,
            articles=self.cards(),
            card_level=self.settings.heading_level,
            page=page,
            pages=pages,
            position=words_of(self.edition.config.language).page.format(page=page, pages=pages),
            previous=page - 1 or None,
            next=page + 1 if page < pages else None,
        )

    def newsletter(self) -> Output:
        """The sign-up form."""
        config = self.edition.config
        form = signup_variables(config, config.newsletter) if config.newsletter else None
        return self.fragment("newsletter.html", "newsletter.html", form=form)

    def feeds(self, sheet: Sheet) -> Output:
        """The links by which readers find the feeds."""
        names, slugs = sheet.details[::2], sheet.details[1::2]
        terms = [Term(str(name), str(slug)) for name, slug in zip(names, slugs, strict=True)]
        return self.fragment("head/feeds.html", "feeds.html", feeds=_feeds(self.edition.config, terms))

    def cards(self) -> list[dict[str, Any]]:
        """The variables of the sheet's articles, as cards."""
        return [article_variables(article, self.edition.config) for article in self.edition.articles]


@lru_cache(maxsize=4)
def _templates(own: tuple[tuple[str, str], ...]) -> Templates:
    # Each is compiled once, whatever the number of sheets.
    return Templates(dict(own))


def _pages(folder: str, config: Config, briefs: Sequence[Brief], term: Term | None = None) -> Iterator[Sheet]:
    size = config.fragments.per_page
    pages = max(1, -(-len(briefs) // size))
    name, slug = term or (None, None)
    for page in range(1, pages + 1):
        part = briefs[(page - 1) * size : page * size]
        yield Sheet(f"{folder}/page-{page}", part, (page, pages, name, slug), bodies=False)


def _feeds(config: Config, terms: Iterable[Term]) -> list[dict[str, str]]:
    """Type, title and address of each feed: of the site, then of each category."""
    places = [("feeds", config.title)]
    places += [(f"feeds/{term.slug}", f"{config.title} – {term.name}") for term in terms]
    return [
        {"type": kind, "title": f"{title} ({name})", "url": public_url(f"{folder}/{file}", config)}
        for folder, title in places
        for file, name, kind in _FEEDS
    ]
