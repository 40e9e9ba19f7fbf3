from __future__ import annotations

import base64
import html
import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from parccli.importers import IMPORTERS, detect
from parccli.importers.mail.newsletter import is_notice
from parccli.importers.mail.tracking import is_redirect, untracked

if TYPE_CHECKING:
    from collections.abc import Callable

    from parccli.importers import Decision, Row
    from parccli.post import PostFile

_PNG = b"\x89PNG\r\n\x1a\n image"
_HEADERS = """\
Return-Path: <retours@lettre.example.org>
Received: from lettre.example.org by mx.example.org; Fri, 26 Feb 2021 09:00:02 +0100
From: Parc des Trois-Canaux <lettre@parc.example.org>
To: "Accueil" <accueil@mairie.example.org>
Subject: =?utf-8?q?La_lettre_du_Parc=C2=A0=3A_une_passerelle?=
 =?utf-8?q?_sur_le_canal?=
Date: Fri, 26 Feb 2021 09:00:00 +0100
Message-ID: <20210226.7@lettre.example.org>
MIME-Version: 1.0
"""
_HTML = """\
<!DOCTYPE html><html><head><title>Lettre</title><style>p { color: red }</style></head><body>
<div style="display:none; max-height:0">La passerelle ouvre lundi aux piétons.&zwnj;&nbsp;&zwnj;&nbsp;</div>
<table width="600" cellpadding="0" border="0"><tr><td>
<p>Voir <a href="https://www.example.org/l/7">la version en ligne</a></p></td></tr><tr><td>
<h1>La lettre du Parc : une passerelle sur le canal</h1>
<p>Bonjour,</p>
<p>La <strong>passerelle</strong> ouvre <a href="https://www.example.org/pont?id=7&amp;utm_source=lettre&amp;utm_medium=mail">
lundi</a>&nbsp;: <a href="https://click.lettre.example.org/c/8f3a">le plan</a>.</p>
<p><img src="cid:pont@lettre" alt="La passerelle" width="600"></p>
<h2>Les horaires</h2>
<table border="1"><tr><th>Jour</th><th>Heures</th></tr><tr><td>Lundi</td><td>8 h</td></tr></table>
<img src="https://lettre.example.org/track/open.php?u=42" width="1" height="1" alt="">
</td></tr><tr><td><p>Vous recevez ce message à accueil@mairie.example.org.
<a href="https://lettre.example.org/u/42">Se désinscrire</a></p></td></tr></table>
</body></html>
"""


def _mail(*parts: str, headers: str = _HEADERS) -> bytes:
    """Write a message of parts, each with its own headers."""
    body = "".join(f"--limite\n{part}\n" for part in parts)
    return f'{headers}Content-Type: multipart/mixed; boundary="limite"\n\n{body}--limite--\n'.encode()


def _picture(name: str, key: str = "") -> str:
    named = f"Content-ID: <{key}>\n" if key else ""
    data = base64.b64encode(_PNG).decode()
    return f'Content-Type: image/png; name="{name}"\n{named}Content-Transfer-Encoding: base64\n\n{data}'


def _plain(text: str, *, more: str = "") -> bytes:
    return f"{_HEADERS}Content-Type: text/plain; charset=utf-8{more}\n\n{text}".encode()


_NEWSLETTER = _mail(
    'Content-Type: multipart/alternative; boundary="choix"\n\n'
    "--choix\nContent-Type: text/plain; charset=utf-8\n\nLa même chose.\n"
    f"--choix\nContent-Type: text/html; charset=utf-8\n\n{_HTML}\n--choix--",
    _picture("passerelle.png", "pont@lettre"),
    'Content-Type: application/pdf\nContent-Disposition: attachment; filename="plan des accès.pdf"\n\nPDF',
)


def test_newsletter(rows: Callable[..., list[Row]]) -> None:
    """The newsletter's text comes; what counts its readers and what names them does not."""
    [row] = rows("mail", _NEWSLETTER, name="lettre.eml")
    assert row.post is not None
    assert row.post.title == "La lettre du Parc\u00a0: une passerelle sur le canal"
    assert (row.post.date, row.post.status) == (datetime(2021, 2, 26, 9), "draft")  # noqa: DTZ001 -- the site's own time
    assert row.post.summary == "La passerelle ouvre lundi aux piétons."
    assert (
        row.post.body
        == """\
Bonjour,

La **passerelle** ouvre [lundi](https://www.example.org/pont?id=7)\u00a0: [le plan](https://click.lettre.example.org/c/8f3a).

![La passerelle](passerelle-d045ec52.png)

## Les horaires

| Jour | Heures |
| --- | --- |
| Lundi | 8 h |"""
    )
    assert [(picture.name, picture.data) for picture in row.attachments] == [("passerelle-d045ec52.png", _PNG)]
    assert [message.message for message in row.messages] == [
        "1 invisible picture, there to count readers, is left out",
        "1 link loses what tells the sender who follows it",
        "links still lead by way of a counter of clicks, which alone knows where to: click.lettre.example.org",
        "2 notices about the sending are left out, such as who gets the message or how to unsubscribe",
        "“plan des accès.pdf” (application/pdf) came with the message, and is left out",
    ]


def test_newsletter_from_standard_input() -> None:
    """A message is told by its headers, although it holds a page."""
    assert detect("-", _NEWSLETTER[:4096]) is IMPORTERS["mail"]


def test_every_word_is_written_or_named(rows: Callable[..., list[Row]]) -> None:
    """The words that show in the newsletter are in the post, but for the notices, which are counted."""
    [row] = rows("mail", _NEWSLETTER)
    assert row.post is not None
    written = f"{row.post.title} {row.post.summary} {row.post.body}"
    shown = re.sub(r"<!DOCTYPE.*?<body>|<[^>]+>", " ", _HTML, flags=re.DOTALL)
    missing = [word for word in re.findall(r"\w{2,}", html.unescape(shown)) if word not in written]
    notices = "Voir version en ligne Vous recevez ce message accueil mairie example org Se désinscrire"
    assert sorted(set(missing) - set(notices.split())) == []


def test_nobody_is_named(run: Callable[..., list[Decision]]) -> None:
    """No address of sender or recipient, and no part of the message's own id, gets into the post's file."""
    [decision] = run("mail", _NEWSLETTER, name="lettre.eml")
    assert decision.data is not None
    assert b"@" not in decision.data
    assert b"mx.example.org" not in decision.data


def test_newsletter_twice(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """Importing the message again, even from another file, changes nothing."""
    site = apply(run("mail", _NEWSLETTER, name="lettre.eml"))
    [again] = run("mail", _NEWSLETTER, site, name="boite/7.eml")
    assert (again.action, again.data) == ("unchanged", None)


def test_plain_mail(rows: Callable[..., list[Row]]) -> None:
    """Plain text keeps its paragraphs; broken lines are joined, signature and notices left out."""
    text = """\
La passerelle ouvre lundi aux piétons et aux cyclistes, après six mois
de travaux menés sans couper la circulation.

Deux accès :
- quai Nord
- quai Sud

Le plan : https://www.example.org/plan?utm_source=lettre&page=2

Vous recevez ce message parce que vous êtes abonné.

--\x20
Service communication
accueil@parc.example.org
"""
    [row] = rows("mail", _plain(text))
    assert row.post is not None
    assert (
        row.post.body
        == """\
La passerelle ouvre lundi aux piétons et aux cyclistes, après six mois de travaux menés sans couper la circulation.

Deux accès :\\
\\- quai Nord\\
\\- quai Sud

Le plan : https://www.example.org/plan?page=2"""
    )
    assert [message.code for message in row.messages] == ["signature", "sending_notice"]


def test_flowed_text(rows: Callable[..., list[Row]]) -> None:
    """In flowed text a line that ends with a space goes on, and any other ends."""
    [row] = rows("mail", _plain("Elle ouvre \nlundi.\nElle ferme\nmardi.\n", more="; format=flowed"))
    assert row.post is not None
    assert row.post.body == "Elle ouvre lundi.\\\nElle ferme\\\nmardi."


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("Subject: Tr : Fwd: RE: Le pont", "Le pont"),
        ("Subject: =?utf-8?q?Le_pont=0ABcc=3A_piege=40example=2Eorg?=", "Le pont Bcc: piege@example.org"),
        ("Subject: =?iso-8859-1?b?yWNsdXNlIGZlcm3pZQ==?=", "Écluse fermée"),
        ("Subject: =?inconnu?q?pont?=", "pont"),
        ("Subject: Réouverture", "Réouverture"),
    ],
)
def test_subject(header: str, title: str, rows: Callable[..., list[Row]]) -> None:
    """The subject is decoded to one line, which can begin no other header or key."""
    [row] = rows("mail", f"From: parc@example.org\n{header}\n\nTexte.\n")
    assert row.post is not None
    assert row.post.title == title


@pytest.mark.parametrize(
    "date", ["hier", "Fri, 26 Feb 202020202021 09:00", "Fri, 26 Feb 2021 99:00", "Fri, 31 Feb 2021 09:00"]
)
def test_message_without_a_date(date: str, run: Callable[..., list[Decision]]) -> None:
    """A message whose date cannot be read becomes a draft without one, and that is said."""
    [decision] = run("mail", f"From: parc@example.org\nSubject: Le pont\nDate: {date}\n\nTexte.\n")
    assert (decision.action, [message.code for message in decision.messages]) == ("created", ["date_missing"])


@pytest.mark.parametrize("own", ["<[]>", "<", "<>", "<@>"])
def test_crooked_id(own: str, rows: Callable[..., list[Row]]) -> None:
    """An id that breaks the rules does not cost the message."""
    [row] = rows("mail", f"From: parc@example.org\nSubject: Le pont\nMessage-ID: {own}\n\nTexte.\n")
    assert row.post is not None
    assert row.post.title == "Le pont"


def test_headings_of_a_newsletter(rows: Callable[..., list[Row]]) -> None:
    """The subject is not said twice, and other headings of the first level make room for the title."""
    text = "<h1>Le pont</h1><h1>Travaux</h1><h2>Calendrier</h2><p>Fin.</p>"
    [row] = rows("mail", f"From: x@example.org\nSubject: Le pont\nContent-Type: text/html\n\n{text}")
    assert row.post is not None
    assert row.post.body == "## Travaux\n\n### Calendrier\n\nFin."


def test_hidden_parts(rows: Callable[..., list[Row]]) -> None:
    """What a mail program hides is left out once, however deep; a preview too short to be a summary is counted."""
    text = '<div style="Display: none">Court <b hidden>et gras</b></div><p style="opacity:0.9">Visible.</p>'
    [row] = rows("mail", f"From: x@example.org\nSubject: Le pont\nContent-Type: text/html\n\n{text}")
    assert row.post is not None
    assert (row.post.summary, row.post.body) == (None, "Visible.")
    assert [message.message for message in row.messages if message.code == "hidden_text"] == [
        "1 hidden text is left out"
    ]


def test_date_without_a_time_zone(rows: Callable[..., list[Row]]) -> None:
    """`-0000` is UTC; the post has the site's time."""
    [row] = rows("mail", "From: x@example.org\nSubject: T\nDate: Fri, 26 Feb 2021 23:30:00 -0000\n\nTexte.")
    assert row.post is not None
    assert row.post.date == datetime(2021, 2, 27, 0, 30)  # noqa: DTZ001 -- the site's own time


def test_text_in_an_encoding_that_is_not_told(rows: Callable[..., list[Row]]) -> None:
    """Without a true word about it, text is read as UTF-8, else as Windows-1252, else byte by byte."""
    for data, text in [("é".encode(), "é"), (b"\xe9\x92", "é’"), (b"\xe9\x81", "é\x81")]:
        [row] = rows("mail", b"From: x@example.org\nSubject: T\nContent-Type: text/plain; charset=ascii\n\n" + data)
        assert row.post is not None
        assert row.post.body == text


def test_pictures_that_the_text_does_not_show(rows: Callable[..., list[Row]]) -> None:
    """A picture sent as a file comes along, and is named; the logo of a notice that was left out does not."""
    text = '<p>Texte.</p><p><img src="cid:logo">Se désinscrire</p>'
    mail = _mail(f"Content-Type: text/html\n\n{text}", _picture("logo.png", "logo"), _picture("Vue du quai.PNG"))
    [row] = rows("mail", mail)
    assert [picture.name for picture in row.attachments] == ["vue-du-quai-d045ec52.png"]
    assert row.messages[-1].code == "attachment_unused"


def test_second_text(rows: Callable[..., list[Row]]) -> None:
    """A text that is no alternative of the first, such as a list's footer, is named when it is left out."""
    [row] = rows("mail", _mail("Content-Type: text/plain\n\nTexte.", "Content-Type: text/plain\n\nAutre."))
    assert row.post is not None
    assert (row.post.body, [message.code for message in row.messages]) == ("Texte.", ["attachment_left_out"])


def test_many_recipients(rows: Callable[..., list[Row]]) -> None:
    """Every recipient's address goes from the text, whatever its case, and others stay."""
    to = ", ".join(f"lecteur{number}@example.org" for number in range(1000))
    [row] = rows(
        "mail", f"To: {to}\nFrom: x@example.org\nSubject: T\n\nLecteur7@example.org, xlecteur7@example.org\n" * 1
    )
    assert row.post is not None
    assert row.post.body == "…, xlecteur7@example.org"


def test_message_within_the_message(rows: Callable[..., list[Row]]) -> None:
    """A forwarded message is named, and gives nothing of itself."""
    inner = "Content-Type: message/rfc822\n\nSubject: Autre\nFrom: x@example.org\n\nSecret.\n"
    [row] = rows("mail", _mail("Content-Type: text/plain\n\nTexte.", inner))
    assert row.post is not None
    assert row.post.body == "Texte."
    assert row.messages[-1].code == "attachment_left_out"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"Bonjour,\n\nle pont rouvre.\n", "the file is no e-mail"),
        (b"Date: vendredi\n\nle pont rouvre.\n", "the file is no e-mail"),
        (b"From a\nFrom: b\nDate: c\n\nUn.\n\nFrom a\nFrom: b\nDate: c\n\nDeux.\n", "the file is a mailbox of several"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "this is a message in Outlook’s own format (.msg)"),
    ],
)
def test_what_is_no_message(data: bytes, reason: str, rows: Callable[..., list[Row]]) -> None:
    """What is no message is refused, and Outlook's own files with the way out of them."""
    [row] = rows("mail", data)
    assert (row.post, row.messages[0].code) == (None, "source_unreadable")
    assert row.messages[0].message.startswith(reason)


def test_way_out_of_outlook(rows: Callable[..., list[Row]]) -> None:
    """The refusal of a .msg says how to save it as .eml."""
    [row] = rows("mail", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "save it as .eml" in row.messages[0].message


@pytest.mark.parametrize(
    "rest",
    [
        "Content-Type: text/plain; charset=inconnu\n\nTexte.",
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+VGV4dGUu",
        "Content-Type: text/html; charset*=x''\n\n<p>Texte.",
        'Content-Type: multipart/mixed; boundary="a"\n\n--a\nContent-Type: text/plain\n\nTexte.',
        "Content-Disposition: attachment; filename*0*=x''%ff\n\nTexte.",
        "Content-Type: multipart/mixed\n\nTexte.",
        "Content-Type: ;;;\n\nTexte.",
        "Content-Transfer-Encoding: quoted-printable\n\nTexte=",
        "\n\0",
    ],
)
def test_crooked_message(rest: str, rows: Callable[..., list[Row]]) -> None:
    """A message that breaks the rules is read as far as it goes, or refused with a reason."""
    [row] = rows("mail", f"From: parc@example.org\nSubject: Le pont\n{rest}")
    assert row.post or row.messages


def test_message_of_boxes_in_boxes(rows: Callable[..., list[Row]]) -> None:
    """However deep its parts go, a message is read or refused."""
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(400))
    [row] = rows("mail", f"From: parc@example.org\nSubject: Le pont\n{deep}\nTexte.")
    assert row.post or row.messages


@pytest.mark.parametrize("end", range(0, len(_NEWSLETTER), 131))
def test_cut_message(end: int, rows: Callable[..., list[Row]]) -> None:
    """A message cut anywhere is one row: a post or a refusal."""
    [row] = rows("mail", _NEWSLETTER[:end])
    assert row.post or row.messages


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://example.org/a?utm_source=x&id=7&utm_medium=y#b", "https://example.org/a?id=7#b"),
        ("https://example.org/a?mc_eid=1&xtor=EPR-7", "https://example.org/a"),
        ("https://example.org/a?e=lecteur%40example.org&id=7", "https://example.org/a?id=7"),
        ("https://example.org/a?b=%C3%A9&c", "https://example.org/a?b=%C3%A9&c"),
        ("mailto:parc@example.org?subject=utm_source", "mailto:parc@example.org?subject=utm_source"),
        ("http://[/?utm_source=x", "http://[/?utm_source=x"),
    ],
)
def test_tracking_parameters(address: str, plain: str) -> None:
    """What tells readers and campaigns apart goes from an address, and the rest stays to the letter."""
    assert untracked(address) == plain


@pytest.mark.parametrize(
    ("address", "counts"),
    [
        ("https://click.example.org/c/8f3a", True),
        ("https://example.org/track/click/30/x", True),
        ("https://example.org/sortie?url=https%3A%2F%2Fparc.example.org", True),
        ("https://www.example.org/clic-et-collecte", False),
        ("https://www.example.org/r-et-d?url=non", False),
        ("mailto:click@example.org", False),
    ],
)
def test_redirects(address: str, counts: bool) -> None:
    """A link by way of a counter is told from one that leads where it says."""
    assert is_redirect(address) is counts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pour ne plus recevoir nos messages, cliquez ici", True),
        ("Cet e-mail a été envoyé à l’adresse ci-dessus", True),
        ("Gérer mes préférences", True),
        ("Le Parc désinscrit trois parcelles du plan", False),
        ("Vous recevez vos clés lundi", False),
        ("Se désinscrire de la liste. " * 40, False),
    ],
)
def test_notices_of_sending(text: str, told: bool) -> None:
    """Lines about the sending are told from the news."""
    assert is_notice(text) is told
