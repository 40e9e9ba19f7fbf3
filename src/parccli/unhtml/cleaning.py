"""A tree of anything -> elements and attributes that a post may hold; the rest leaves its words, or is reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from parccli.unhtml.tree import BLOCKS, LAYOUT, MARKS, MEDIA, VOID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_REMOVED: Final = frozenset(
    {"applet", "area", "base", "button", "canvas", "datalist", "embed", "frame", "frameset", "head", "input", "link"}
    | {"map", "meta", "param", "script", "select", "style", "svg", "template", "textarea", "title"}
)
"""What acts, or is no text of the post; it goes with all it holds."""
_SILENT: Final = frozenset({"area", "base", "head", "link", "map", "meta", "param", "title"})
_RENAMED: Final = {
    "acronym": "abbr", "address": "div", "article": "div", "aside": "div", "b": "strong", "body": "div",
    "center": "div", "dir": "ul", "fieldset": "div", "footer": "div", "form": "div", "header": "div",
    "hgroup": "div", "i": "em", "legend": "div", "main": "div", "menu": "ul", "nav": "div", "s": "del",
    "search": "div", "section": "div", "strike": "del", "tt": "code", "listing": "pre", "xmp": "pre",
    "noscript": "div",
}  # fmt: skip
_ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href", "hreflang", "title"}),
    "abbr": frozenset({"title"}),
    "audio": frozenset({"src"}),
    "bdo": frozenset({"dir"}),
    "code": frozenset({"class"}),
    "dfn": frozenset({"title"}),
    "div": frozenset({"class"}),
    "iframe": frozenset({"src", "title"}),
    "img": frozenset({"alt", "height", "src", "title", "width"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "pre": frozenset({"class"}),
    "source": frozenset({"src", "type"}),
    "sup": frozenset({"class"}),
    "table": frozenset({"role"}),
    "td": frozenset({"align", "colspan", "rowspan", "style"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope", "style"}),
    "track": frozenset({"kind", "label", "src", "srclang"}),
    "video": frozenset({"height", "poster", "src", "width"}),
}
_EVERYWHERE: Final = frozenset({"dir", "id", "lang"})
_CLASSES: Final = re.compile(r"(?:language|lang|brush:)-?\S+|footnote-(?:reference|definition-label|definition)")
_ALIGNED: Final = re.compile(r"text-align:\s*(center|right|left)")
# WordPress's blocks and our own articles align cells by class.
_ALIGNING_CLASS: Final = re.compile(r"(?:has-text-align-|__cell--)(center|right|left)(?!\S)")
_COLUMN: Final = 500
"""Pixels; a picture of this width fills the column of an article anyway."""
_WIDTH: Final = re.compile(r"([1-9]\d{0,3})(?:px)?")
_STYLED_WIDTH: Final = re.compile(r"(?<![\w-])width:\s*([1-9]\d{0,3})px")
_ADDRESSES: Final = frozenset({"href", "poster", "src"})
_SCHEMES: Final = frozenset({"", "http", "https", "mailto", "tel"})
_LATE_ADDRESSES: Final = ("data-src", "data-lazy-src", "data-original")


def clean(root: HtmlElement) -> tuple[str, ...]:
    """Clean everything below `root`; the names of what was taken out, in the order met."""
    removed: dict[str, None] = {}
    for element in list(root.iter(*_REMOVED)):
        if element.tag not in _SILENT:
            removed[f"<{element.tag}>"] = None
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(root.iter("noscript")):
        _settle_noscript(element)
    for figure in root.iter("figure"):
        if "is-resized" in figure.get("class", ""):
            # The block editor writes the width that was chosen beside a height.
            for image in figure.iter("img"):
                image.attrib.pop("height", "")
    for element in [inner for inner in root.iter() if inner is not root]:
        removed |= dict.fromkeys(_clean_attributes(element))
        _place(element)
    root.attrib.clear()
    _keep_targets(root)
    return tuple(removed)


def _settle_noscript(element: HtmlElement) -> None:
    """Drop the second copy of a picture that a script would load; other contents of `noscript` are text."""
    before = element.getprevious()
    picture = element.find("img")
    if before is not None and before.tag == "img" and picture is not None:
        before.attrib.update({name: value for name, value in picture.attrib.items() if name in {"src", "alt"}})
        element.drop_tree()


def _clean_attributes(element: HtmlElement) -> Iterator[str]:
    """Keep the attributes that mean something; yield the names of those that act, or that change the looks."""
    tag = _RENAMED.get(str(element.tag), str(element.tag))
    if tag == "img":
        _wake(element)
    written = list(element.attrib.items())
    # All at once: lxml cannot delete a single one whose name it would not have taken, such as `a}b`.
    element.attrib.clear()
    kept = {name: value for name, value in written if name in _ATTRIBUTES.get(tag, frozenset()) | _EVERYWHERE}
    if tag == "a" and (place := dict(written).get("name")):
        # How pages, and Word to this day, name a place that links lead to.
        kept.setdefault("id", place)
    if tag == "img":
        _settle_width(kept, dict(written))
    if tag in {"td", "th"} and (aligned := _ALIGNING_CLASS.search(dict(written).get("class", ""))):
        kept.setdefault("style", f"text-align: {aligned[1]}")
    for name, value in written:
        scheme = _scheme(value) if name in _ADDRESSES else ""
        if name.startswith("on") or (name == "style" and name not in kept):
            yield name
        if name in _ADDRESSES and scheme not in _SCHEMES:
            yield f"{scheme}:"
            kept.pop(name, None)
    element.attrib.update(kept)
    for name, value in kept.items():
        _settle_value(element, name, value)


def _settle_width(kept: dict[str, str], written: dict[str, str]) -> None:
    """Keep the width that a person chose; programs write that of the file with its height, or that of the column."""
    width, height = kept.pop("width", ""), kept.pop("height", None)
    styled = _STYLED_WIDTH.search(written.get("style", ""))
    if found := styled or (_WIDTH.fullmatch(width.strip()) if height is None else None):
        kept |= {"width": found[1]} if int(found[1]) < _COLUMN else {}


def _wake(image: HtmlElement) -> None:
    """Give a picture that a script would load its address."""
    source = image.get("src", "")
    late = next((address for name in _LATE_ADDRESSES if (address := image.get(name))), None)
    if late and (not source or source.startswith("data:")):
        image.set("src", late)


def _scheme(address: str) -> str:
    # Browsers overlook white space and controls in front of a scheme, and tabs and line ends in it.
    plain = re.sub(r"^[\x00-\x20]+|[\t\r\n]", "", address)
    try:
        scheme = urlsplit(plain).scheme.lower()
    except ValueError:
        return ""
    if len(scheme) == 1 and re.match(r"[A-Za-z]:[\\/]", plain):
        return "file"
    return scheme


def _settle_value(element: HtmlElement, name: str, value: str) -> None:
    if name == "class":
        found = _CLASSES.search(value)
        kept = found[0].replace("brush:", "language-") if found else None
    elif name in {"style", "align"}:
        aligned = _ALIGNED.search(f"text-align: {value}" if name == "align" else value)
        del element.attrib[name]
        name, kept = "style", f"text-align: {aligned[1]}" if aligned else element.get("style")
    elif name in {"colspan", "rowspan"} and value.strip() in {"", "1"}:
        kept = None
    else:
        kept = LAYOUT.sub(" ", value).strip(" ")
    if kept or name in {"alt", "reversed"}:
        element.set(name, kept or "")
    else:
        element.attrib.pop(name, None)


def _place(element: HtmlElement) -> None:
    """Give an element the name that Markdown knows it by, or leave only what it holds."""
    if renamed := _RENAMED.get(str(element.tag)):
        element.tag = renamed
    if element.tag == "iframe":
        element.text = None
        for child in list(element):
            child.drop_tree()
    if element.tag in MEDIA and element.get("src") is None and element.tag not in {"audio", "video"}:
        _drop_media(element)
    elif element.tag not in BLOCKS | MARKS | MEDIA | VOID or (element.tag == "span" and not element.attrib):
        element.drop_tag()


def _drop_media(element: HtmlElement) -> None:
    """Leave the alternative text of a picture without address."""
    element.text = element.get("alt") if element.tag == "img" else None
    element.drop_tag()


def _keep_targets(root: HtmlElement) -> None:
    """Keep only the ids that a link in the text leads to."""
    wanted = {link.get("href", "")[1:] for link in root.iter("a") if link.get("href", "").startswith("#")}
    for element in root.iter():
        if element.get("id") is not None and element.get("id") not in wanted:
            del element.attrib["id"]
