"""The HTML of a newsletter, as a tree -> what its readers come for; who they are, and what counts them, goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parccli.importers.mail.recipients import erase, without
from parccli.importers.mail.tracking import host_of, is_pixel, is_redirect, untracked
from parccli.listing import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS: Final = ("p", "td", "th", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "center", "blockquote", "body")
_TABLE_PARTS: Final = ("caption", "tbody", "td", "tfoot", "th", "thead", "tr")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_NOTICE: Final = 400
_SHORTEST_PREVIEW, _LONGEST_PREVIEW = 20, 300
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:max-height|opacity)\s*:\s*0(?![.\d]))")
_TINY: Final = re.compile(r"\s*[01](?:px)?\s*")
_TINY_STYLE: Final = re.compile(r"(?<![-\w])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)")
# Fillers that keep the text of the message out of its preview.
_FILLERS: Final = re.compile("[\u00a0\u00ad\u034f\u200b-\u200f\u2007\u2060\ufeff\\s]+")
_NOTICES: Final = (
    r"desinscri(?:re|ption|vez)",
    r"desabonn\w+",
    r"unsubscribe",
    r"ne (?:plus|souhaitez \w+) (?:les |nous |en )?recevoir",
    r"vous recevez (?:ce|cet|cette|notre) \w+",
    r"ce(?:t|tte)? (?:message|e-?mail|mail|courriel|lettre) (?:vous )?(?:a ete|est adresse|s'affiche|ne s'affiche)",
    r"(?:voir|lire|consulter|afficher|ouvrir) .*(?:version en ligne|dans (?:un|votre) navigateur)",
    r"version en ligne",
    r"view (?:this \w+ )?in (?:a |your )?browser",
    r"preferences? d'(?:envoi|abonnement|e-?mail)",
    r"(?:gerer|modifier|mettre a jour) (?:vos|mes) (?:preferences|abonnements|coordonnees|donnees)",
    r"transferer a un",
    r"you (?:are receiving|receive|received) this",
)
_NOTICE: Final = re.compile(rf"\b(?:{'|'.join(_NOTICES)})\b")


@dataclass(frozen=True, kw_only=True)
class TakenOut:
    """What is gone from a newsletter. `preview` is the hidden line that mail programs show beside the subject."""

    preview: str = ""
    hidden: int = 0
    pixels: int = 0
    parameters: int = 0
    redirects: tuple[str, ...] = ()
    notices: int = 0


def is_notice(text: str) -> bool:
    """Tell a line about the sending itself: why one gets it, how to end that, where else it can be read."""
    return len(text) <= _LONGEST_NOTICE and _NOTICE.search(folded(text)) is not None


def clean(root: HtmlElement, subject: str, recipients: frozenset[str]) -> TakenOut:
    """Clean the tree, and count what was taken out; the subject, which becomes the title, is not said twice."""
    hidden = _drop_hidden(root)
    previews = [text for text in hidden if _SHORTEST_PREVIEW <= len(text) <= _LONGEST_PREVIEW and not is_notice(text)]
    pixels = _drop_pixels(root)
    notices = _drop_notices(root, recipients)
    told = erase(root, recipients)
    parameters, redirects = _settle_links(root)
    _flatten_layout(root)
    _drop_title(root, subject)
    preview = without(previews[0], recipients) if previews else ""
    return TakenOut(
        preview=preview,
        hidden=len(hidden) - bool(preview),
        pixels=pixels,
        parameters=told + parameters,
        redirects=redirects,
        notices=notices,
    )


def _drop_hidden(root: HtmlElement) -> list[str]:
    texts: list[str] = []
    for element in [element for element in root.iter() if _is_hidden(element)]:
        if any(_is_hidden(around) for around in element.iterancestors()):
            continue
        text = _FILLERS.sub(" ", "".join(element.itertext())).strip()
        if text and element.tag not in {"style", "script", "title"}:
            texts.append(text)
        element.drop_tree()
    return texts


def _is_hidden(element: HtmlElement) -> bool:
    return _HIDDEN.search(element.get("style", "").lower()) is not None or element.get("hidden") is not None


def _drop_pixels(root: HtmlElement) -> int:
    pixels = [image for image in root.iter("img") if _is_pixel(image)]
    for image in pixels:
        image.drop_tree()
    return len(pixels)


def _is_pixel(image: HtmlElement) -> bool:
    sizes = (image.get("width", ""), image.get("height", ""))
    tiny = any(_TINY.fullmatch(size) for size in sizes) or _TINY_STYLE.search(image.get("style", "").lower())
    return bool(tiny) or is_pixel(image.get("src", ""))


def _drop_notices(root: HtmlElement, recipients: frozenset[str]) -> int:
    """Drop the smallest blocks that are about the sending, or that name a recipient."""
    count = 0
    for block in list(root.iter(*_BLOCKS)):
        if block is root or next((inner for inner in block.iter(*_BLOCKS) if inner is not block), None) is not None:
            continue
        text = " ".join("".join(block.itertext()).split())
        if is_notice(text) or (len(text) <= _LONGEST_NOTICE and without(text, recipients) != text):
            count += 1
            block.drop_tree()
    for element in root.iter():
        element.text = without(element.text, recipients) if element.text else None
        element.tail = without(element.tail, recipients) if element.tail else None
    return count


def _settle_links(root: HtmlElement) -> tuple[int, tuple[str, ...]]:
    changed = 0
    hosts: dict[str, None] = {}
    for link in root.iter("a"):
        address = link.get("href", "").strip()
        plain = untracked(address)
        if plain != address:
            changed += 1
            link.set("href", plain)
        if is_redirect(plain):
            hosts[host_of(plain)] = None
    return changed, tuple(hosts)


def _flatten_layout(root: HtmlElement) -> None:
    """Make plain blocks of the tables that only place things, and leave those within them that hold data."""
    for table in list(root.iter("table")):
        own = [part for part in table.iter(*_TABLE_PARTS) if next(part.iterancestors("table")) is table]
        is_drawn = table.get("border", "0").strip() not in {"", "0"}
        if not is_drawn and all(part.tag not in {"th", "caption"} for part in own):
            for part in (table, *own):
                part.tag = "div"


def _drop_title(root: HtmlElement, subject: str) -> None:
    first = next((heading for heading in root.iter(*_HEADINGS) if "".join(heading.itertext()).strip()), None)
    if first is not None and folded("".join(first.itertext())) == folded(subject):
        first.drop_tree()
    if next(root.iter("h1"), None) is not None:
        for heading in list(root.iter(*_HEADINGS)):
            heading.tag = f"h{min(6, int(heading.tag[1]) + 1)}"
