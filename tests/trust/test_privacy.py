"""Whose address an e-mail was sent to comes into no file: by no header, link, hidden word or name of a picture."""

from __future__ import annotations

from base64 import b64encode
from email.message import EmailMessage
from hashlib import md5, sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.trust.test_hostile_sources import PIXEL

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

ADDRESS = "marie.lectrice@abonnes.example.org"
SPELLINGS = {
    "as it is": ADDRESS,
    "in capitals": ADDRESS.upper(),
    "percent-encoded": quote(ADDRESS, safe=""),
    "percent-encoded twice": quote(quote(ADDRESS, safe=""), safe=""),
    "with entities": ADDRESS.replace("@", "&#64;").replace(".", "&#46;"),
    "base64": b64encode(ADDRESS.encode()).decode(),
    "base64 for links": b64encode(ADDRESS.encode()).decode().rstrip("="),
    "MD5": md5(ADDRESS.encode(), usedforsecurity=False).hexdigest(),
    "SHA-256": sha256(ADDRESS.encode()).hexdigest(),
}
PLACES = {
    "a parameter": '<p><a href="https://www.example.org/plan?id=7&amp;who={}">Le plan</a></p>',
    "a parameter of a name of its own": '<p><a href="https://www.example.org/plan?email={}">Le plan</a></p>',
    "the path of a link": '<p><a href="https://www.example.org/plan/{}">Le plan</a></p>',
    "an anchor": '<p><a href="https://www.example.org/plan#{}">Le plan</a></p>',
    "a picture": '<p><img src="https://www.example.org/vue.png?u={}" alt="Vue" width="300"></p>',
    "a title": '<p><a href="https://www.example.org/plan" title="{}">Le plan</a></p>',
    "a text": "<p>Ce message est pour {} seulement.</p>",
    "a link to write": '<p><a href="mailto:{}">Écrire</a></p>',
}


def _message(html: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Le Parc <lettre@parc.example.org>"
    for name in ("To", "Cc", "Delivered-To", "X-Original-To", "X-Forwarded-To", "Envelope-To"):
        message[name] = f"Marie Lectrice <{ADDRESS}>"
    message["Return-Path"] = f"<bounce+{ADDRESS.replace('@', '=')}@mx.example.org>"
    message["List-Unsubscribe"] = f"<https://www.example.org/off?e={quote(ADDRESS)}>"
    message["Subject"], message["Date"] = "La lettre", "Mon, 1 Sep 2025 09:00:00 +0200"
    message["Message-ID"] = f"<1.{ADDRESS.replace('@', '=')}@mx.example.org>"
    message.set_content(f"<p>Bonjour,</p>{html}<p>À lundi.</p>", subtype="html")
    message.add_related(PIXEL, "image", "png", cid="<vue>", filename=f"{ADDRESS}.png")
    return message.as_bytes()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_letter_does_not_tell_whom_it_was_sent_to(site: Site, call: Call, place: str, spelling: str) -> None:
    """However it is written, wherever it stands: in no post, picture's name or journal; the rest is there."""
    written = SPELLINGS[spelling]
    (site.root / "lettre.eml").write_bytes(_message(PLACES[place].format(written)))
    done = call("import", "lettre.eml", "--report", "rapport.json")
    assert done.exit_code == 0, done.stderr
    (site.root / "lettre.eml").unlink()
    texts = [done.stdout, done.stderr]
    for path in site.root.rglob("*"):
        texts.append(path.name)
        if path.is_file():
            texts.append(path.read_text("utf-8", errors="replace"))
    every = "\n".join(texts).casefold()
    for form in (
        ADDRESS,
        "marie.lectrice",
        "marie-lectrice",
        "marie lectrice",
        quote(ADDRESS, safe=""),
        *SPELLINGS.values(),
    ):
        assert form.casefold() not in every
    assert "bonjour" in every
    assert "à lundi" in every
