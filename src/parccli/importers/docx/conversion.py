"""A Word file that was checked -> a tree of HTML, its styles kept as classes, and its pictures apart."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import lxml.html

from parccli.importers.docx.package import damaged
from parccli.importers.row import PICTURE_SUFFIXES, Attachment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TITLE: Final = "title"
LEAD: Final = "lead"

# Word keeps the English names of its own styles in every language, LibreOffice most of them.
_STYLES: Final = {
    TITLE: ("Title", "Titre"),
    LEAD: ("Chapô", "Chapo", "Chapeau", "Accroche", "Lead", "Introduction", "Subtitle", "Sous-titre"),
}
_STYLE_MAP: Final = "\n".join(
    [
        *(f"p[style-name='{name}'] => p.{kind}:fresh" for kind, names in _STYLES.items() for name in names),
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
        "p[style-name='Quotations'] => blockquote > p:fresh",
        "br[type='page'] =>",
    ]
)
# What Word writes under its own guess at what a picture shows.
_GUESSED: Final = re.compile(
    r"\s*(?:(?:Description générée automatiquement|Description automatically generated)(?: (?:avec|with) .*)?"
    r"|(?:Le contenu généré par l[’']IA|AI-generated content) .*)\s*\Z"
)
_UNKNOWN: Final = re.compile(r"An unrecognised element was ignored: (?:\S*[}:])?(\w+)")


@dataclass(frozen=True, kw_only=True)
class Converted:
    """What Word shows: a `div` of blocks; `lost` names the elements, and the types of pictures, that have no place.

    `guessed` counts the alternative texts that Word made up itself.
    """

    root: HtmlElement
    pictures: tuple[Attachment, ...] = ()
    guessed: int = 0
    lost: tuple[str, ...] = ()


def convert(data: bytes) -> Converted:
    """Convert what `package.inspect` let through; raises ParcError for a document that is not whole."""
    # Takes a tenth of a second, and few imports need it.
    import mammoth  # noqa: PLC0415

    pictures: dict[str, Attachment] = {}
    lost: dict[str, None] = {}
    guesses: list[str] = []

    def place(image: Any) -> dict[str, str]:  # noqa: ANN401 -- mammoth has no types
        suffix = PICTURE_SUFFIXES.get(image.content_type)
        if suffix is None:
            lost[image.content_type or "?"] = None
            return {"src": ""}
        alt, guessed = _GUESSED.subn("", image.alt_text or "")
        guesses.extend([alt] * guessed)
        with image.open() as stream:
            picture = Attachment.named((alt or "image").replace("/", " ") + suffix, stream.read())
        pictures[picture.name] = picture
        return {"src": picture.name} | ({"alt": alt} if alt else {})

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(place),
        )
    except Exception as error:
        # It looks up what a whole document has, and raises whatever Python does when that is not there.
        raise damaged() from error
    for message in result.messages:
        if unknown := _UNKNOWN.match(message.message):
            lost[unknown[1]] = None
    root = lxml.html.fragment_fromstring(result.value, create_parent="div")
    for picture in root.xpath("//img[@src='']"):
        picture.drop_tree()
    for paragraph in root.xpath("//td/p[not(../*[2])] | //th/p[not(../*[2])]"):
        # Every cell of Word holds a paragraph, which a plain table has no room for.
        paragraph.drop_tag()
    return Converted(root=root, pictures=tuple(pictures.values()), guessed=len(guesses), lost=tuple(lost))
