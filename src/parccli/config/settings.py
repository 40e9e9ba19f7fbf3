"""The settings of a site: one table from which reading, `config show`, the JSON Schema and the docs derive.

A setting is a dataclass field with its default and, in `doc`, what it is for. The table of a section is the
class; the section's name in parccli.toml is the field that holds it.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from parccli.i18n import mark as N_


def _setting(doc: str, default: Any = MISSING) -> Any:  # noqa: ANN401 -- the type is the field's annotation
    return field(metadata={"doc": doc}) if default is MISSING else field(default=default, metadata={"doc": doc})


class Provider(StrEnum):
    """Who handles the newsletter's sign-ups."""

    BREVO = "brevo"
    MAILCHIMP = "mailchimp"
    MAILJET = "mailjet"
    GENERIC = "generic"


@dataclass(frozen=True, kw_only=True)
class FeedSettings:
    """`[feeds]`."""

    items: int = _setting(N_("number of posts in a subscription feed"), 20)
    hub: str = _setting(N_("address of a WebSub hub; empty for none"), "")
    image: str = _setting(N_("address of the feeds' image or logo; empty for none"), "")


@dataclass(frozen=True, kw_only=True)
class FragmentSettings:
    """`[fragments]`."""

    prefix: str = _setting(N_("first part of every CSS class and id"), "parc")
    heading_level: int = _setting(N_("heading level of an article's title, 2 to 5"), 2)
    posted: str = _setting(N_("wording of the date; {date} stands for it; empty for the language's own"), "")
    latest_title: str = _setting(N_("heading of the block of latest news; empty for the language's own"), "")
    cards: int = _setting(N_("number of cards in the block of latest news"), 3)
    per_page: int = _setting(N_("number of posts on a page of a list"), 10)
    links: str = _setting(N_("addresses within the site: absolute, or root (from its root: /news/…)"), "absolute")


@dataclass(frozen=True, kw_only=True)
class NewsletterSettings:
    """`[newsletter]`."""

    provider: Provider = _setting(N_("who handles sign-ups: brevo, mailchimp, mailjet or generic"))
    action: str = _setting(N_("https address that receives the form (mailjet: of the hosted form)"))
    privacy_policy: str = _setting(N_("address of the privacy policy"))
    controller: str = _setting(N_("who is responsible for the data; empty for the site's title"), "")
    retention: str = _setting(N_("how long addresses are kept; empty for the language's own wording"), "")
    contact: str = _setting(N_("where to write to exercise one's rights; empty for the privacy policy"), "")
    method: str = _setting(N_("post or get (generic only)"), "post")
    email_field: str = _setting(N_("name of the e-mail field (generic only)"), "email")
    honeypot_field: str = _setting(N_("name of the field that only robots fill"), "parc_website")
    subject: str = _setting(
        N_("subject of a digest: {title} is the site's, {date} its day; empty for the language's own"), ""
    )
    unsubscribe: str = _setting(
        N_("digest: address where one unsubscribes, or the provider's tag for it; empty for the provider's own"), ""
    )


@dataclass(frozen=True, kw_only=True)
class WordPressSettings:
    """`[wordpress]`: what posts are called in the WordPress that `export wxr` is for."""

    post_type: str = _setting(N_("type of the posts there: post, or the name of a type of the site's own"), "post")
    taxonomy: str = _setting(
        N_("taxonomy of their categories there: category, or the name of one of the site's own"), "category"
    )


@dataclass(frozen=True, kw_only=True)
class InjectionSettings:
    """`[inject]`: files in which fragments stand between `<!-- parccli:latest -->` and `<!-- /parccli:latest -->`."""

    files: tuple[str, ...] = _setting(
        N_("pages or theme files with markers, from the site folder; a file outside it by its absolute path"), ()
    )


@dataclass(frozen=True, kw_only=True)
class ImportSettings:
    """`[import]`: the fixed words of the pages that are pasted from the old site."""

    posted: tuple[str, ...] = _setting(N_("what precedes a page's date"), ("Posté le", "Publié le"))
    latest: tuple[str, ...] = _setting(N_("heading of the block of latest news"), ("Dernières actualités",))
    newsletter: tuple[str, ...] = _setting(N_("heading of the sign-up form"), ("S’inscrire à la newsletter",))
    required: tuple[str, ...] = _setting(N_("last line of the sign-up form"), ("* Champs obligatoires",))
    title_selector: str = _setting(N_("CSS selector of the title of a saved page; empty to look for it"), "")
    date_selector: str = _setting(N_("CSS selector of the date of a saved page; empty to look for it"), "")
    summary_selector: str = _setting(N_("CSS selector of the lead of a saved page; empty to look for it"), "")
    body_selector: str = _setting(N_("CSS selector of the text of a saved page; empty to look for it"), "")


@dataclass(frozen=True, kw_only=True)
class RuleSettings:
    """`[rules]`."""

    select: tuple[str, ...] = _setting(N_("codes, or first letters of codes, of the checks to run; empty for all"), ())
    ignore: tuple[str, ...] = _setting(N_("codes, or first letters of codes, of the checks to leave out"), ())
    words: tuple[str, ...] = _setting(N_("house words, spelled as they should be"), ())
    narrow_space: str = _setting(N_("narrow no-break space before ; ! ? (U+202F or U+00A0)"), "\u202f")


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of one site. Addresses have no slash at the end; `root` stays with `folder`."""

    title: str = _setting(N_("name of the site, as feeds show it"))
    url: str = _setting(N_("address of the site, with https://"))
    public_url: str = _setting(N_("address where the public/ folder is served; empty for the site's"), "")
    description: str = _setting(N_("one sentence about the site, for feeds; empty for its title"), "")
    language: str = _setting(N_("language of the posts (BCP 47: fr, fr-CA, en)"), "fr")
    timezone: str = _setting(N_("time zone of dates without an offset (IANA name)"), "Europe/Paris")
    author: str = _setting(N_("author of a post that names none; empty for the site's title"), "")
    permalink: str = _setting(N_("path of a post on the site: {slug}, {year}, {month}, {day}, {category}"), "/{slug}/")
    categories: tuple[str, ...] = _setting(N_("the categories that posts may have; empty for any"), ())
    output: str = _setting(N_("folder that “export” writes, from the site folder"), "public")
    new_path: str = _setting(
        N_("path of a new post in posts/: {slug}, {date}, {year}, {month}, {day}"), "{year}/{date}-{slug}.md"
    )
    feeds: FeedSettings = _setting(N_("the feeds"), FeedSettings())
    fragments: FragmentSettings = _setting(N_("the HTML fragments"), FragmentSettings())
    newsletter: NewsletterSettings | None = _setting(N_("the newsletter: its sign-up form, and its digests"), None)
    wordpress: WordPressSettings = _setting(N_("the export to WordPress (wxr)"), WordPressSettings())
    inject: InjectionSettings = _setting(N_("fragments written in place, in files of the site"), InjectionSettings())
    imports: ImportSettings = _setting(N_("the fixed words of imported pages"), ImportSettings())
    rules: RuleSettings = _setting(N_("the checks of “validate”"), RuleSettings())

    @property
    def zone(self) -> ZoneInfo:
        """The time zone; its name was checked when the settings were read."""
        return ZoneInfo(self.timezone)

    @property
    def organisation(self) -> str:
        """Whom a post without an author comes from."""
        return self.author or self.title

    @property
    def public_base(self) -> str:
        """Where public/ is served."""
        return self.public_url or self.url


def document_of(setting: Field[Any]) -> str:
    """What a setting is for, in English; translate it with gettext."""
    return str(setting.metadata["doc"])


def kind_of(table: type, setting: Field[Any]) -> Any:  # noqa: ANN401 -- a type or a union of types
    """The type of a setting, as annotated."""
    return _types_of(table)[setting.name]


# Each annotation is a text that has to be compiled: of a table, all of them at once.
@cache
def _types_of(table: type) -> dict[str, Any]:
    return get_type_hints(table)


def toml_name(setting: Field[Any]) -> str:
    """How a setting is written in parccli.toml: `import` is a word of Python's own."""
    return "import" if setting.name == "imports" else setting.name


def settings_of(table: type) -> dict[str, Field[Any]]:
    """The settings of a section by their names in parccli.toml."""
    return {toml_name(setting): setting for setting in fields(table)}
