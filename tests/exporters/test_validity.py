"""What the W3C's feed validator would say of our feeds: nothing.

The validator itself is a web service and no package, so its checks that concern what we write are written here
anew, under its own names for its messages.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from lxml import html as lxml_html

from parccli.config import FeedSettings
from parccli.exporters import atom, rss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parccli.exporters import Output
    from parccli.render.article import Edition
    from tests.exporters.conftest import MakeArticle, MakeEdition

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
HISTORY = "{http://purl.org/syndication/history/1.0}archive"

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#]+")
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MAILBOX = re.compile(r"[\w.%+'-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}( \(.+\))?")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
MARKUP = re.compile(r"</?\w+[^>]*>|&\w+;")
RELATIONS = {"alternate", "current", "enclosure", "hub", "next-archive", "prev-archive", "self"}
ONCE = ("title", "link", "description", "guid", "pubDate", "author", "enclosure", "lastBuildDate", "language", "image")
# fmt: off
ELEMENTS = frozenset({
    "a", "abbr", "address", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "nav", "ol", "p", "picture", "pre", "q", "s",
    "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "time", "tr", "u", "ul", "var", "video", "wbr",
})
# fmt: on
# fmt: off
ATTRIBUTES = frozenset({
    "abbr", "alt", "cite", "class", "colspan", "controls", "datetime", "decoding", "dir", "headers", "height", "href",
    "hreflang", "id", "lang", "loading", "poster", "rel", "reversed", "rowspan", "scope", "sizes", "span", "src",
    "srcset", "start", "summary", "title", "type", "value", "width",
})
# fmt: on


def complaints(data: bytes, location: str) -> list[str]:
    """The messages about one feed found at `location`, in the order of the document."""
    root = etree.fromstring(data)
    texts = [text for element in root.iter() for text in (element.text or "", *map(str, element.attrib.values()))]
    bad = ["BadCharacters" for text in texts if re.search("[\x80-\x9f\ufffd]", text)]
    return [*bad, *(_about_rss(root[0], location) if root.tag == "rss" else _about_atom(root, location))]


def _about_rss(channel: etree._Element, location: str) -> Iterator[str]:
    for name in ("title", "link", "description", "language"):
        if not (channel.findtext(name) or "").strip():
            yield f"MissingElement {name}"
    yield from _about_self(channel, location)
    yield from _about_repeated(channel, ONCE)
    kinds = [child.tag == "item" for child in channel]
    if kinds != sorted(kinds):
        yield "MisplacedItem"
    yield from _about_address(channel.findtext("link"))
    yield from _about_plain(channel.findtext("description"))
    yield from _about_rfc_822(channel.findtext("lastBuildDate"))
    image = channel.find("image")
    if image is not None:
        if image.findtext("title") != channel.findtext("title"):
            yield "ImageTitleDoesntMatch"
        if image.findtext("link") != channel.findtext("link"):
            yield "ImageLinkDoesntMatch"
    guids = Counter(item.findtext("guid") for item in channel.iterfind("item"))
    yield from (f"DuplicateValue guid {guid}" for guid, number in guids.items() if number > 1)
    for item in channel.iterfind("item"):
        yield from _about_item(item)


def _about_item(item: etree._Element) -> Iterator[str]:
    names = [child.tag for child in item]
    guid = item.find("guid")
    if guid is None or not guid.text:
        yield "MissingGuid"
    elif guid.get("isPermaLink") != "false":
        yield from _about_address(guid.text)
    if CONTENT in names and names.index(CONTENT) < names.index("description"):
        yield "NeedDescriptionBeforeContent"
    if "author" in names and CREATOR in names:
        yield "DuplicateItemSemantics"
    if "author" in names and not MAILBOX.fullmatch(item.findtext("author") or ""):
        yield "InvalidContact"
    yield from _about_repeated(item, ONCE)
    yield from _about_plain(item.findtext("title"))
    yield from _about_address(item.findtext("link"))
    yield from _about_rfc_822(item.findtext("pubDate") or "")
    for category in item.iterfind("category"):
        yield from _about_address(category.get("domain"))
        if not category.text:
            yield "NotBlank category"
    for enclosure in item.iterfind("enclosure"):
        yield from _about_file(enclosure.get("url"), enclosure.get("type"), enclosure.get("length"))
    yield from _about_media(item)
    yield from _about_html(item.findtext("description"))
    yield from _about_html(item.findtext(CONTENT))


def _about_atom(feed: etree._Element, location: str) -> Iterator[str]:
    yield from _about_self(feed, location)
    yield from _about_atom_fields(feed)
    if feed.find(f"{ATOM}author/{ATOM}name") is None:
        yield "MissingElement author"
    kinds = [child.tag == f"{ATOM}entry" for child in feed]
    if kinds != sorted(kinds):
        yield "MisplacedMetadata"
    links = Counter((link.get("rel"), link.get("type")) for link in feed.iterfind(f"{ATOM}link"))
    yield from (f"DuplicateAtomLink {rel}" for (rel, _type), number in links.items() if number > 1)
    if feed.find(HISTORY) is not None and feed.find(f"{ATOM}link[@rel='current']") is None:
        yield "ArchiveWithoutCurrent"
    entries = feed.findall(f"{ATOM}entry")
    for name, message in (("id", "DuplicateEntries"), ("updated", "DuplicateUpdated")):
        values = Counter(entry.findtext(f"{ATOM}{name}") for entry in entries)
        yield from (f"{message} {value}" for value, number in values.items() if number > 1)
    for entry in entries:
        yield from _about_entry(entry)


def _about_entry(entry: etree._Element) -> Iterator[str]:
    yield from _about_atom_fields(entry)
    yield from _about_rfc_3339(entry.findtext(f"{ATOM}published"))
    alternates = Counter(link.get("type") for link in entry.iterfind(f"{ATOM}link[@rel='alternate']"))
    if [*alternates.values()] != [1]:
        yield "DuplicateAtomLink alternate" if alternates else "MissingContentOrAlternate"
    for link in entry.iterfind(f"{ATOM}link"):
        if link.get("rel") not in {"alternate", "enclosure"}:
            yield f"FeedHistoryRelInEntry {link.get('rel')}"
        if link.get("rel") == "enclosure":
            yield from _about_file(link.get("href"), link.get("type"), link.get("length"))
    for category in entry.iterfind(f"{ATOM}category"):
        yield from _about_address(category.get("scheme"))
    summary, content = entry.find(f"{ATOM}summary"), entry.find(f"{ATOM}content")
    if summary is None or not summary.text or content is None or not content.text:
        yield "NotBlank"
    elif content.get("type") == "html":
        yield from _about_html(content.text)
        yield from _about_plain(summary.text)
    yield from _about_media(entry)


def _about_atom_fields(element: etree._Element) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        found = element.findall(f"{ATOM}{name}")
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"MissingElement {name}"
    yield from _about_repeated(element, [f"{ATOM}{name}" for name in ("content", "summary", "published", "generator")])
    yield from _about_address(element.findtext(f"{ATOM}id"))
    yield from _about_plain(element.findtext(f"{ATOM}title"))
    yield from _about_rfc_3339(element.findtext(f"{ATOM}updated"))
    for link in element.iterfind(f"{ATOM}link"):
        yield from _about_address(link.get("href"))
        if link.get("rel") not in RELATIONS:
            yield f"UnregisteredAtomLinkRel {link.get('rel')}"


def _about_self(feed: etree._Element, location: str) -> Iterator[str]:
    own = [link.get("href") for link in feed.iterfind(f"{ATOM}link[@rel='self']")]
    if not own:
        yield "MissingSelf"
    elif own != [location]:
        yield f"SelfDoesntMatchLocation {own}"


def _about_repeated(element: etree._Element, names: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield from (f"DuplicateElement {name}" for name in names if len(element.findall(name)) > 1)


def _about_address(address: str | None) -> Iterator[str]:
    if address is None or not ADDRESS.fullmatch(address):
        yield f"InvalidFullLink {address}"


def _about_plain(text: str | None) -> Iterator[str]:
    if text and MARKUP.search(text):
        yield f"ContainsHTML {text}"


def _about_rfc_822(text: str | None) -> Iterator[str]:
    if text is None:
        return
    if not RFC_822.fullmatch(text):
        yield f"InvalidRFC2822Date {text}"
        return
    instant = parsedate_to_datetime(text)
    if f"{instant:%w}" != str(["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].index(text[:3])):
        yield f"IncorrectDOW {text}"
    if instant.year < 1990:
        yield f"ImplausibleDate {text}"


def _about_rfc_3339(text: str | None) -> Iterator[str]:
    if text is None or not RFC_3339.fullmatch(text):
        yield f"InvalidRFC3339Date {text}"
    elif datetime.fromisoformat(text).year < 1990:
        yield f"ImplausibleDate {text}"


def _about_file(address: str | None, media_type: str | None, length: str | None) -> Iterator[str]:
    yield from _about_address(address)
    if not MEDIA_TYPE.fullmatch(media_type or ""):
        yield f"InvalidMIMEAttribute {media_type}"
    if not (length or "").isdecimal():
        yield f"InvalidIntegerAttribute {length}"


def _about_media(item: etree._Element) -> Iterator[str]:
    for media in item.iterfind(f"{MEDIA}content"):
        yield from _about_file(media.get("url"), media.get("type"), media.get("fileSize"))
        for name in ("width", "height"):
            if not re.fullmatch("[1-9][0-9]*", media.get(name, "1")):
                yield f"InvalidPositiveInteger {name}"


def _about_html(text: str | None) -> Iterator[str]:
    if text is None:
        return
    for element in lxml_html.fragment_fromstring(text, create_parent="div").iter():
        if element.tag not in ELEMENTS:
            yield f"SecurityRisk {element.tag}"
            continue
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES and not name.startswith("data-"):
                yield f"SecurityRiskAttr {name}"
            if name in {"href", "src", "poster", "data"} and not ADDRESS.fullmatch(value):
                yield f"ContainsRelRef {value}"
            if name == "srcset" and not all(ADDRESS.fullmatch(part.split()[0]) for part in value.split(", ")):
                yield f"ContainsRelRef {value}"
    # What a strict parser would not accept: tags that are not closed, ampersands that stand for themselves.
    if re.search(r"&(?!(?:[a-zA-Z]\w*|#\d+|#x[0-9a-fA-F]+);)", text) or text.count("<p>") != text.count("</p>"):
        yield "NotHtml"


def xml_outputs(made: Edition) -> Iterator[Output]:
    """Every RSS and Atom file of an edition."""
    for target in (rss, atom):
        yield from target.export(made)


@pytest.mark.parametrize("count", [0, 1, 3, 25])
def test_the_validator_is_silent(awkward: MakeArticle, edition: MakeEdition, count: int) -> None:
    """Neither error nor warning, but for texts that hold markup as text: it takes them for a mistake."""
    made = edition(
        [awkward(number) for number in range(1, count + 1)],
        categories=("Emploi",),
        public_url="https://flux.example.org/parc",
        feeds=FeedSettings(hub="https://hub.example.org/", image="https://www.example.org/logo.png"),
    )
    for output in xml_outputs(made):
        said = complaints(output.data, f"https://flux.example.org/parc/{output.path}")
        assert [message for message in said if not re.match("ContainsHTML.*(<b>|&amp;)", message)] == [], output.path


def test_the_validator_is_silent_on_the_smallest_settings(article: MakeArticle, edition: MakeEdition) -> None:
    """Without hub, image, description and author of its own a feed is as valid."""
    for output in xml_outputs(edition([article(number) for number in range(1, 26)])):
        assert complaints(output.data, f"https://www.example.org/{output.path}") == [], output.path


OUVERTURE = "&lt;p&gt;Ouverture"
PUBLISHED = "Mon, 01 Sep 2025 12:00:00 +0200</pub"
FAULTS = [
    ("rss", "000000000001</guid>", "000000000002</guid>", "DuplicateValue"),
    ("rss", 'isPermaLink="false">urn:', 'isPermaLink="true">/', "InvalidFullLink"),
    ("rss", "feeds/rss.xml", "feeds/other.xml", "SelfDoesntMatchLocation"),
    ("rss", 'rel="self"', 'rel="via"', "MissingSelf"),
    ("rss", "<language>fr</language>", "", "MissingElement"),
    ("rss", PUBLISHED, "lun., 01 sept. 2025 12:00:00 +0200</pub", "InvalidRFC2822Date"),
    ("rss", PUBLISHED, "Tue, 01 Sep 2025 12:00:00 +0200</pub", "IncorrectDOW"),
    ("rss", PUBLISHED, "Mon, 01 Sep 1986 12:00:00 +0200</pub", "ImplausibleDate"),
    ("rss", "Actualité 1</title>", "Actualité &lt;b&gt;</title>", "ContainsHTML"),
    ("rss", "actualite-1/</link>", "actualité-1/</link>", "InvalidFullLink"),
    ("rss", "<dc:creator>", "<author>Parc</author><dc:creator>", "DuplicateItemSemantics InvalidContact"),
    ("rss", "<dc:creator>", "<guid/><dc:creator>", "DuplicateElement"),
    ("rss", "</channel>", "<ttl>5</ttl></channel>", "MisplacedItem"),
    ("rss", "<generator>", "<image><title>a</title></image><generator>", "ImageTitleDoesntMatch ImageLinkDoesntMatch"),
    ("rss", OUVERTURE, f"&lt;script&gt;&lt;/script&gt;{OUVERTURE}", "SecurityRisk"),
    ("rss", OUVERTURE, f'&lt;div role="note"&gt;&lt;/div&gt;{OUVERTURE}', "SecurityRiskAttr"),
    ("rss", OUVERTURE, f'&lt;a href="/a"&gt;&lt;/a&gt;{OUVERTURE}', "ContainsRelRef"),
    ("rss", OUVERTURE, f'&lt;img srcset="https://a.example.org/a 1x, b 2x"&gt;{OUVERTURE}', "ContainsRelRef"),
    ("rss", "lundi.&lt;/p&gt;", "R&amp;D&lt;/p&gt;", "NotHtml"),
    (
        "rss",
        "</dc:creator>",
        "</dc:creator><enclosure url='/a.jpg' type='jpeg' length=''/>",
        "InvalidFullLink InvalidMIMEAttribute InvalidIntegerAttribute",
    ),
    ("rss", "Ouverture", "Ouverture \u0085", "BadCharacters"),
    ("atom", "2025-08-31T12:00:00+02:00</updated>", "2025-09-01T12:00:00+02:00</updated>", "DuplicateUpdated"),
    ("atom", "000000000001</id>", "000000000002</id>", "DuplicateEntries"),
    ("atom", "2025-08-31T12:00:00+02:00</published>", "2025-08-31</published>", "InvalidRFC3339Date"),
    ("atom", 'rel="prev-archive"', 'rel="self"', "SelfDoesntMatchLocation DuplicateAtomLink"),
    ("atom", 'rel="prev-archive"', 'rel="nearby"', "UnregisteredAtomLinkRel"),
    ("atom", "Ce qu’il faut savoir de l’actualité 1.", "", "NotBlank"),
    ("atom", "<generator>parccli</generator>", "<generator/><generator/>", "DuplicateElement"),
    ("atom", "<name>Parc R&amp;D</name>", "", "MissingElement"),
    ("atom", "</feed>", "<generator/></feed>", "DuplicateElement MisplacedMetadata"),
    ("archive", 'rel="current"', 'rel="hub"', "ArchiveWithoutCurrent"),
]


@pytest.mark.parametrize(("kind", "before", "after", "message"), FAULTS)
def test_the_checks_find_what_they_look_for(
    article: MakeArticle, edition: MakeEdition, kind: str, before: str, after: str, message: str
) -> None:
    """A valid feed in which one thing is broken gets the messages of that fault: silence means something."""
    path = {"rss": "feeds/rss.xml", "atom": "feeds/atom.xml", "archive": "feeds/archive/2025.xml"}[kind]
    feed = {output.path: output.data.decode() for output in xml_outputs(edition([article(1), article(2)]))}[path]
    assert before in feed
    said = complaints(feed.replace(before, after, 1).encode(), f"https://www.example.org/{path}")
    assert " ".join(each.split(" ")[0] for each in said) == message
