"""The digest: what its three files hold, and what no post can do to them."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from datetime import datetime, timedelta
from email.policy import default
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.config import Config, NewsletterSettings, Provider
from parccli.errors import ParcError
from parccli.exporters import lasts, newsletter
from parccli.exporters.newsletter.markers import apart, guarded, unguarded
from parccli.exporters.newsletter.pictures import sharp
from parccli.render.article import Edition, Picture

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

    from parccli.render.article import Article
    from tests.exporters.conftest import MakeArticle

TAGS = ("{{ unsubscribe }}", "*|UNSUB|*", "[[UNSUB_LINK_FR]]", "{% if x %}", "{# x #}", "{{{ x }}}")


def settings(provider: Provider = Provider.BREVO, **more: str) -> NewsletterSettings:
    """The newsletter of a park."""
    return NewsletterSettings(
        provider=provider,
        action="https://forms.example.org/parc",
        privacy_policy="https://www.example.org/confidentialite/",
        **more,
    )


def issue(
    *articles: Article,
    newsletter: NewsletterSettings | None = None,
    template: str | None = None,
    **more: Any,  # noqa: ANN401 -- any setting
) -> Edition:
    """The edition of 1 September 2025 with these articles in its digest."""
    values: dict[str, Any] = {"title": "Le Parc", "url": "https://www.example.org", **more}
    return Edition(
        config=Config(newsletter=newsletter or settings(), **values),
        at=datetime(2025, 9, 1, 8, tzinfo=ZoneInfo("Europe/Paris")),
        articles=articles,
        templates={"digest.html": template} if template else {},
        digest=articles,
    )


def files(edition: Edition) -> dict[str, str]:
    """What is made, by the end of its name."""
    return {output.path.rpartition(".")[2]: output.data.decode() for output in newsletter.export(edition)}


def message(edition: Edition) -> EmailMessage:
    """The e-mail, as a mail program reads it."""
    parsed = email.message_from_bytes(files(edition)["eml"].encode(), policy=default)
    assert isinstance(parsed, email.message.EmailMessage)
    return parsed


def content(part: MIMEPart) -> str:
    """The text of a part, its lines ended as in a file."""
    return str(part.get_content()).replace("\r\n", "\n")


def test_three_files_named_for_the_day(article: MakeArticle) -> None:
    """The day is the site's: 23:30 in London is tomorrow in Paris."""
    late = replace(issue(article(1)), at=datetime(2025, 9, 1, 23, 30, tzinfo=ZoneInfo("Europe/London")))
    paths = [output.path for output in newsletter.export(late)]
    assert paths == [f"newsletter/2025-09-02.{ending}" for ending in ("html", "txt", "eml")]
    assert all(newsletter.owns(path) for path in paths)
    assert lasts(newsletter)


def test_no_digest_without_a_choice(article: MakeArticle) -> None:
    """Public posts alone make none."""
    assert list(newsletter.export(replace(issue(article(1)), digest=()))) == []


def test_the_text(article: MakeArticle) -> None:
    """All of it, in lines that an answer can quote; the narrow space of French is the wider one here."""
    long = "Le giratoire ouvre\u202f; les camions passent, les vélos aussi, et les piétons ont trois passages."
    assert files(issue(article(1, title="Le giratoire", excerpt=long)))["txt"] == (
        "Le Parc\nLes actualités du 1er septembre 2025\n====================================\n\n"
        "Le giratoire\n------------\n1er septembre 2025\n\n"
        "Le giratoire ouvre\u00a0; les camions passent, les vélos aussi, et les\npiétons ont trois passages.\n\n"
        "Lire la suite\u00a0:\nhttps://www.example.org/actualite-1/\n\n"
        f"{'-' * 72}\n\n"
        "Le Parc – Vous recevez cette newsletter parce que vous l’avez demandée.\n\n"
        "Se désinscrire\u00a0:\n{{ unsubscribe }}\n\n"
        "Lire ce message en ligne\u00a0:\n{{ mirror }}\n\n"
        "Politique de confidentialité\u00a0:\nhttps://www.example.org/confidentialite/\n"
    )


def test_the_html(article: MakeArticle) -> None:
    """Tables that are only there for the layout, 600 pixels wide, each style on its element."""
    html = files(issue(article(1, excerpt="Il ouvre\u202f!")))["html"]
    assert html.startswith('<!DOCTYPE html><html lang="fr">')
    uncommented = re.sub("<!--.*?-->", "", html)
    assert re.search(r'<table(?![^>]* role="presentation")', uncommented) is None
    assert "max-width: 600px" in html
    assert re.search(r'<a href="https://www\.example\.org/actualite-1/" style="[^"]*color: #0b5394', html)
    assert re.findall(r"<style>\s*@(\w+)", html) == ["media"]
    assert "Il ouvre\u00a0!" in html.replace("&nbsp;", "\u00a0")
    assert not re.search(r"\u202f|data-css-inline|<script|<link", html)


def test_a_picture_by_https_in_the_size_that_is_needed(article: MakeArticle) -> None:
    """536 pixels, from the smallest copy that is sharp on a dense screen; one without https is left out."""
    address = "https://www.example.org/media/quai"
    srcset = f"{address}-400w.jpg 400w, {address}-1200w.jpg 1200w, {address}.jpg 2400w"
    picture = Picture(url=f"{address}.jpg", alt="Le quai", credit="Le Parc", srcset=srcset)
    html = files(issue(article(1, picture=picture)))["html"]
    assert re.search(rf'<img src="{address}-1200w\.jpg" alt="Le quai" width="536" style="[^"]*max-width: 536px', html)
    assert "Crédit&nbsp;: Le Parc" in html
    assert sharp(replace(picture, srcset=None)) == f"{address}.jpg"
    plain = replace(picture, url="http://www.example.org/media/quai.jpg", srcset=None)
    assert "<img" not in files(issue(article(1, picture=plain)))["html"]


def test_the_message_as_a_mail_program_reads_it(article: MakeArticle) -> None:
    """Unsent, to nobody, at no time; the text before the HTML, and both as the other two files have them."""
    made = files(issue(article(1, title="L’été au quai")))
    parsed = message(issue(article(1, title="L’été au quai")))
    assert parsed["Subject"] == "Le Parc\u00a0: les actualités du 1er septembre 2025"
    assert parsed["X-Unsent"] == "1"
    assert [parsed[name] for name in ("Date", "From", "To", "Cc", "Bcc", "Message-ID")] == [None] * 6
    assert parsed.get_content_type() == "multipart/alternative"
    text, html = parsed.iter_parts()
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]
    assert [content(part) for part in (text, html)] == [made["txt"], made["html"]]
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", made["eml"])
    assert made["eml"].isascii()
    assert max(map(len, made["eml"].split("\r\n"))) <= 998
    assert parsed.defects == []


def test_the_same_digest_is_the_same_bytes(awkward: MakeArticle) -> None:
    """Neither a clock nor chance; another hour of the same day changes nothing."""
    made = issue(awkward(1), awkward(2))
    assert list(newsletter.export(made)) == list(newsletter.export(replace(made, at=made.at + timedelta(hours=3))))


@pytest.mark.parametrize(
    ("chosen", "link", "online"),
    [
        (settings(Provider.BREVO), "{{ unsubscribe }}", "{{ mirror }}"),
        (settings(Provider.MAILCHIMP), "*|UNSUB|*", "*|ARCHIVE|*"),
        (settings(Provider.MAILJET), "[[UNSUB_LINK_FR]]", "[[PERMALINK]]"),
        (settings(Provider.GENERIC, unsubscribe="mailto:non@example.org?subject=Non"), None, None),
        (settings(Provider.BREVO, unsubscribe="https://www.example.org/non?a=1&b=2"), None, "{{ mirror }}"),
    ],
)
def test_every_provider_s_tags_stand_to_the_letter(
    article: MakeArticle, chosen: NewsletterSettings, link: str | None, online: str | None
) -> None:
    """In the HTML, in the text, and in both parts of the message."""
    link = link or chosen.unsubscribe
    made = issue(article(1), newsletter=chosen)
    parts = [content(part) for part in message(made).iter_parts()]
    for text, html in ((files(made)["txt"], files(made)["html"]), parts):
        assert f'href="{link.replace("&", "&amp;")}"' in html
        assert f"\n{link}\n" in text
        assert (online or "en ligne") in html if online else "en ligne" not in html


def test_mailjet_has_english_pages(article: MakeArticle) -> None:
    """The tag is of the site's language."""
    assert "[[UNSUB_LINK_EN]]" in files(issue(article(1), newsletter=settings(Provider.MAILJET), language="en"))["txt"]


@pytest.mark.parametrize("chosen", [None, settings(Provider.GENERIC)])
def test_no_way_to_unsubscribe_is_an_error(article: MakeArticle, chosen: NewsletterSettings | None) -> None:
    """Without [newsletter], or with a provider that parccli does not know and no address."""
    config = Config(title="Le Parc", url="https://www.example.org", newsletter=chosen)
    with pytest.raises(ParcError, match="unsubscribe") as caught:
        list(newsletter.export(replace(issue(article(1)), config=config)))
    assert caught.value.path == "parccli.toml"
    assert "[newsletter]" in (caught.value.hint or "")


def test_a_template_of_the_site_s_own(article: MakeArticle) -> None:
    """It stands in for ours, with tags of the provider's; one without a link to unsubscribe is refused, by its name."""
    own = (
        "<!DOCTYPE html>\n<style>p { color: red }</style>\n<p>Bonjour {% raw %}{{ contact.PRENOM }}{% endraw %}</p>\n"
        "{% for article in digest.articles %}<p>{{ article.title }}</p>{% endfor %}\n"
        '<a href="{{ digest.unsubscribe }}">x</a>\n'
    )
    html = files(issue(article(1, title="R&D {{ x }}"), template=own))["html"]
    assert '<p style="color: red;">Bonjour {{ contact.PRENOM }}</p>' in html
    assert '<p style="color: red;">R&amp;D &#123;{ x &#125;}</p>' in html
    with pytest.raises(ParcError, match="unsubscribe") as caught:
        files(issue(article(1), template=own.replace("digest.unsubscribe", "digest.policy")))
    assert caught.value.path == "templates/digest.html"


@pytest.mark.parametrize("tag", TAGS)
def test_a_provider_fills_in_nothing_of_a_post(article: MakeArticle, tag: str) -> None:
    """Its tags in a title, a summary or an alternative text are read as they stand, by people only."""
    picture = Picture(url="https://www.example.org/a.jpg", alt=f"Alt {tag}", credit=f"Par {tag}")
    hostile = article(1, title=f"Titre {tag}", excerpt=f"Texte {tag}.", picture=picture)
    usual = issue(article(1, picture=replace(picture, alt="Alt", credit="Par")), newsletter=settings(Provider.MAILJET))
    made = issue(hostile, newsletter=settings(Provider.MAILJET))
    opening = re.compile(r"\{[{%#]|\*\||\[\[")
    for ending in ("html", "txt"):
        # The conditions that only Outlook reads, and the provider's own tags, stand in both.
        assert opening.findall(files(made)[ending]) == opening.findall(files(usual)[ending])
    assert opening.findall(message(made)["Subject"]) == []


@given(st.text(st.sampled_from("{}%#*|[] a&<\"'")))
def test_guarded_text_reads_the_same_and_holds_no_marker(text: str) -> None:
    """As HTML it shows what was written; as text it has a space in each marker."""
    from html import unescape  # noqa: PLC0415 -- of this law only

    html = unguarded(guarded(text))
    assert unescape(html) == text
    assert not re.search(r"\{[{%#]|\*\||\[\[|[}%]\}|\|\*|\]\]", html)
    assert not re.search(r"\{[{%#]|\*\||\[\[|[}%#]\}|\|\*|\]\]", apart(text))
    assert apart(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("title", ["Le Parc\nBcc: moi@example.org", "Le\r\nX-Evil: 1", "Le\x85Bcc: a", "Le\u2028To: a"])
def test_a_title_adds_no_header(article: MakeArticle, title: str) -> None:
    """Whatever ends a line in the settings is a space in the subject."""
    parsed = message(issue(article(1, title=title), title=title))
    assert sorted(parsed.keys()) == sorted(["Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"])


def test_the_subject_is_the_site_s_to_word(article: MakeArticle) -> None:
    """With the title and the day in it; braces of its own stay."""
    own = settings(subject="La lettre de {title}, {date} {contact}")
    assert message(issue(article(1), newsletter=own))["Subject"] == "La lettre de Le Parc, 1er septembre 2025 {contact}"


def test_an_english_post_in_a_french_digest_says_so(article: MakeArticle) -> None:
    """For a screen reader; the rest of the message is in the site's language."""
    html = files(issue(article(1, language="en"), article(2)))["html"]
    assert len(re.findall(r'<td class="article" lang="en"', html)) == 1
    assert html.count('<td class="article"') == 2
