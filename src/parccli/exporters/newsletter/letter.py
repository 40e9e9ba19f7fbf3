"""Edition -> the digest as values: its subject, and the addresses that its provider puts in as it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parccli.config import Provider
from parccli.errors import ParcError
from parccli.french.dates import format_date
from parccli.i18n import gettext as _
from parccli.render.sanitising import well_formed
from parccli.render.tree import LAYOUT
from parccli.render.words import words_of

if TYPE_CHECKING:
    from datetime import date

    from parccli.config import Config, NewsletterSettings
    from parccli.render.article import Article, Edition
    from parccli.render.words import Words

_UNSUBSCRIBE: Final = {
    Provider.BREVO: "{{{{ unsubscribe }}}}",
    Provider.MAILCHIMP: "*|UNSUB|*",
    Provider.MAILJET: "[[UNSUB_LINK_{language}]]",
}
_ONLINE: Final = {
    Provider.BREVO: "{{ mirror }}",
    Provider.MAILCHIMP: "*|ARCHIVE|*",
    Provider.MAILJET: "[[PERMALINK]]",
}


@dataclass(frozen=True, kw_only=True)
class Digest:
    """One issue. `unsubscribe` and `online` (empty for none) are addresses, or the provider's tags for them."""

    day: date
    subject: str
    heading: str
    words: Words
    config: Config
    articles: tuple[Article, ...]
    unsubscribe: str
    online: str
    policy: str
    reason: str


def of(edition: Edition) -> Digest:
    """Make the digest of the edition's chosen posts; raises ParcError when the settings name no way to unsubscribe."""
    config, settings = edition.config, edition.config.newsletter
    if settings is None:
        raise _refusal(_("Add a section [newsletter] to parccli.toml, with “provider”, “action” and “privacy_policy”."))
    unsubscribe = _unsubscribe(settings, config.language)
    if not unsubscribe:
        example = 'unsubscribe = "{{ unsubscribe }}"'
        hint = _("Under [newsletter], give its address, or your provider’s tag for it: {example}")
        raise _refusal(hint.format(example=example))
    day = edition.at.astimezone(config.zone).date()
    words = words_of(config.language)
    printed = format_date(day, config.language)
    subject = (settings.subject or words.digest_subject).replace("{title}", config.title).replace("{date}", printed)
    return Digest(
        day=day,
        # A header is one line, whatever Python's e-mail package takes for the end of one.
        subject=LAYOUT.sub(" ", " ".join(well_formed(subject).splitlines())).strip(),
        heading=words.digest.format(date=printed),
        words=words,
        config=config,
        articles=edition.digest,
        unsubscribe=unsubscribe,
        online=_ONLINE.get(settings.provider, ""),
        policy=settings.privacy_policy,
        reason=words.digest_reason.format(sender=settings.controller or config.title),
    )


def _refusal(hint: str) -> ParcError:
    message = _("a newsletter needs a link by which its readers unsubscribe")
    return ParcError(message, path="parccli.toml", hint=hint)


def _unsubscribe(settings: NewsletterSettings, language: str) -> str:
    # Mailjet has a page in each of these languages.
    code = "FR" if language.lower().partition("-")[0] == "fr" else "EN"
    return settings.unsubscribe or _UNSUBSCRIBE.get(settings.provider, "").format(language=code)
