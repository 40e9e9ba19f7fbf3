from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr, unescape

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parccli.importers import Decision, Row
    from parccli.post import PostFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501010227e3"
    "660000000049454e44ae426082"
)
_STYLES = {"Titre": "Title", "Titre1": "heading 1", "Titre2": "heading 2", "Chap": "Chapô", "Citation": "Quote"}
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_NUMBERING = f"""<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"""


def _p(*runs: str, style: str = "", item: bool = False) -> str:
    """Write a paragraph of runs, each its text or the XML of `_run` and the like."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if item else ""
    told = "".join(run if run.startswith("<w:") else _run(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{told}</w:p>"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _bold(text: str) -> str:
    return _run(text, "<w:b/>")


def _link(text: str, relation: str) -> str:
    return f'<w:hyperlink r:id="{relation}">{_run(text)}</w:hyperlink>'


def _picture(relation: str, alt: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Image 1" descr={quoteattr(alt)}/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _table(*rows: tuple[str, ...]) -> str:
    lines = "".join(
        f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if number == 0 else ''}"
        + "".join(f"<w:tc>{_p(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for number, row in enumerate(rows)
    )
    return f"<w:tbl>{lines}</w:tbl>"


def _part(name: str, inside: str) -> str:
    spaces = {
        "w": _W,
        "r": _RELATIONS,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }
    declared = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in spaces.items())
    return f"<w:{name} {declared}>{inside}</w:{name}>"


def _archive(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _word(
    *blocks: str, parts: Mapping[str, str | bytes] | None = None, links: Mapping[str, str] | None = None
) -> bytes:
    """Write a document of blocks. `links` are addresses by relation; pictures are `media/<relation>.<ending>`."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
        for style, name in _STYLES.items()
    )
    more = dict(parts or {})
    known = {"styles.xml": "styles", "numbering.xml": "numbering", "footnotes.xml": "footnotes"}
    relations = [(f"r-{kind}", kind, name, "") for name, kind in known.items()]
    relations += [(name[11:].split(".")[0], "image", name[5:], "") for name in more if name.startswith("word/media/")]
    relations += [(key, "hyperlink", url, ' TargetMode="External"') for key, url in (links or {}).items()]
    if "word/comments.xml" in more:
        relations.append(("r-comments", "comments", "comments.xml", ""))
    told = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target={quoteattr(target)}{mode}/>'
        for key, kind, target, mode in relations
    )
    return _archive(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": _part("document", f"<w:body>{''.join(blocks)}</w:body>"),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>',
            "word/styles.xml": _part("styles", styles),
            "word/numbering.xml": _NUMBERING,
            "word/footnotes.xml": _part(
                "footnotes", f'<w:footnote w:id="2">{_p("Chiffres de la Région.")}</w:footnote>'
            ),
            **more,
        }
    )


_RELEASE = _word(
    _p("COMMUNIQUÉ DE PRESSE", style="Titre1"),
    _p("Embargo jusqu’au 15 mars 2021 à 9 h"),
    _p("Béthune, le 12 mars 2021"),
    _p("Le Parc ouvre une passerelle sur le canal", style="Titre"),
    _p(_bold("Les piétons et les cyclistes la franchiront dès le 15 mars.")),
    _p(
        "Longue de 42 mètres",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        ", elle relie les ",
        _bold("deux rives"),
        ".",
    ),
    _p("Un chantier de six mois", style="Titre1"),
    _p("Trois entreprises ont œuvré", item=True),
    _p("sans couper la circulation", item=True),
    _p(_picture("pont", "La passerelle vue du quai")),
    _p("Le plan des accès", style="Titre2"),
    _table(("Accès", "Ouverture"), ("Nord", "15 mars"), ("Sud", "22 mars")),
    _p("Voir ", _link("le dossier", "dossier"), " et ", _link("le piège", "piege"), "."),
    _p("À plus tard, disait l’affiche.", style="Citation"),
    _p("Contact presse", style="Titre2"),
    _p("Service communication"),
    _p("presse@parc.example.org – 03 00 00 00 00"),
    _p("À propos du Parc", style="Titre2"),
    _p("Le Parc des Trois-Canaux accueille 120 entreprises."),
    _p("###"),
    parts={"word/media/pont.png": _PNG},
    links={"dossier": "https://www.example.org/dossier?a=1&b=2", "piege": "javascript:alert(1)"},
)


def test_press_release(rows: Callable[..., list[Row]]) -> None:
    """The text comes with its shape; what is for the press alone is left out, and said."""
    [row] = rows("docx", _RELEASE, name="communique.docx")
    assert row.post is not None
    assert row.post.title == "Le Parc ouvre une passerelle sur le canal"
    assert (row.post.date, row.post.status, row.says_status) == (datetime(2021, 3, 15, 9), "draft", False)  # noqa: DTZ001
    assert row.post.summary == "Les piétons et les cyclistes la franchiront dès le 15 mars."
    assert (
        row.post.body
        == """\
Longue de 42 mètres[^1], elle relie les **deux rives**.

## Un chantier de six mois

- Trois entreprises ont œuvré
- sans couper la circulation

![La passerelle vue du quai](la-passerelle-vue-du-quai-3e235fde.png)

### Le plan des accès

| Accès | Ouverture |
| --- | --- |
| Nord | 15 mars |
| Sud | 22 mars |

Voir [le dossier](https://www.example.org/dossier?a=1&b=2) et le piège.

> À plus tard, disait l’affiche.

### À propos du Parc

Le Parc des Trois-Canaux accueille 120 entreprises.

[^1]: Chiffres de la Région."""
    )
    assert [(picture.name, picture.data) for picture in row.attachments] == [
        ("la-passerelle-vue-du-quai-3e235fde.png", _PNG)
    ]
    assert [message.message for message in row.messages] == [
        "the line “COMMUNIQUÉ DE PRESSE” is left out of the text",
        "the line “Embargo jusqu’au 15 mars 2021 à 9 h” is left out of the text",
        "the line “Béthune, le 12 mars 2021” is left out of the text",
        "the line “###” is left out of the text",
        "under embargo: the post is a draft dated 2021-03-15T09:00; publish it, and it appears then",
        "the press contact is left out (3 lines)",
        "taken out of the text: javascript:",
    ]


def test_every_word_is_written_or_named(rows: Callable[..., list[Row]]) -> None:
    """The words of the document are in the post or in a remark, but for the press contact, which is counted."""
    with zipfile.ZipFile(io.BytesIO(_RELEASE)) as archive:
        parts = [archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes")]
    words = [word for part in parts for text in re.findall(r"<w:t [^>]*>([^<]*)<", part) for word in text.split()]
    [row] = rows("docx", _RELEASE)
    assert row.post is not None
    told = " ".join(
        [row.post.title, row.post.summary or "", row.post.body, *(remark.message for remark in row.messages)]
    )
    assert len(words) > 80
    missing = [word for word in words if unescape(word) not in told]
    assert missing == ["Contact", "presse", "Service", "communication", "presse@parc.example.org", "–"]


def test_pictures_that_word_describes(rows: Callable[..., list[Row]]) -> None:
    """Word's own guess loses its mark, and asks for a second reading."""
    alt = "Une image contenant pont, extérieur\n\nDescription générée automatiquement"
    document = _word(_p("Le pont"), _p(_picture("vue", alt)), parts={"word/media/vue.png": _PNG})
    [row] = rows("docx", document)
    assert row.post is not None
    assert row.post.body == "![Une image contenant pont, extérieur](une-image-contenant-pont-exterieur-3e235fde.png)"
    assert [message.code for message in row.messages] == ["alt_guessed"]


def test_release_twice(run: Callable[..., list[Decision]], apply: Callable[..., list[PostFile]]) -> None:
    """Importing the document again, even under another name, changes nothing."""
    site = apply(run("docx", _RELEASE, name="communique.docx"))
    [again] = run("docx", _RELEASE, site, name="copie de communique.docx")
    assert (again.action, again.data) == ("unchanged", None)


@pytest.mark.parametrize(
    ("blocks", "title", "day", "summary", "body"),
    [
        (("Le pont rouvre", "Il rouvre lundi.", "Fin."), "Le pont rouvre", None, "Il rouvre lundi.", "Fin."),
        (("Le pont rouvre", "Il rouvre."), "Le pont rouvre", None, None, "Il rouvre."),
        (
            ("Communiqué de presse", "Le pont rouvre", "Le 1er mars 2021", "Oui."),
            "Le pont rouvre",
            "2021-03-01",
            None,
            "Oui.",
        ),
        (("Communiqué de presse – 12/03/2021", "Le pont rouvre", "Oui."), "Le pont rouvre", "2021-03-12", None, "Oui."),
        (("Le pont rouvre", "L’embargo est levé.", "Oui."), "Le pont rouvre", None, "L’embargo est levé.", "Oui."),
        (("Le pont", "Fait à Béthune, le lundi 1er mars 2021", "Oui."), "Le pont", "2021-03-01", None, "Oui."),
        (
            ("Le pont", "Béthune, le 12 mars 2021 – Il rouvre."),
            "Le pont",
            None,
            None,
            "Béthune, le 12 mars 2021 – Il rouvre.",
        ),
        (("Portes ouvertes, le 12 mars 2021", "Venez."), "Portes ouvertes, le 12 mars 2021", None, None, "Venez."),
        (("Noeux les Mines, le 12 mars 2021", "Le pont", "Oui."), "Le pont", "2021-03-12", None, "Oui."),
    ],
)
def test_document_without_styles(
    blocks: tuple[str, ...], title: str, day: str | None, summary: str | None, body: str, rows: Callable[..., list[Row]]
) -> None:
    """The first line is the title; a short first paragraph that more text follows is the lead."""
    [row] = rows("docx", _word(*(_p(block) for block in blocks)))
    assert row.post is not None
    assert (row.post.title, row.post.summary, row.post.body) == (title, summary, body)
    assert row.post.date == (date.fromisoformat(day) if day else None)


def test_press_contact_above_the_text(rows: Callable[..., list[Row]]) -> None:
    """Above the text only addresses go with the contact, not the title that follows them."""
    lines = ("Contact presse : Service communication", "03 00 00 00 00", "Le pont rouvre", "Il rouvre lundi.", "Fin.")
    [row] = rows("docx", _word(*(_p(line) for line in lines)))
    assert row.post is not None
    assert (row.post.title, row.post.summary, row.post.body) == ("Le pont rouvre", "Il rouvre lundi.", "Fin.")


def test_press_contact_below_the_text(rows: Callable[..., list[Row]]) -> None:
    """A sentence ends the contact: it is text again."""
    lines = (*(f"Phrase {number}." for number in range(14)), "Contacts presse", "Direction", "www.example.org", "Fin.")
    [row] = rows("docx", _word(*(_p(line) for line in lines)))
    assert row.post is not None
    assert row.post.body.endswith("Phrase 13.\n\nFin.")
    assert row.messages[0].message == "the press contact is left out (3 lines)"


def test_top_in_a_table(rows: Callable[..., list[Row]]) -> None:
    """The fixed lines are found in the table that holds the letterhead."""
    table = _table(("COMMUNIQUÉ DE PRESSE", "Béthune – 12 mars 2021"))
    [row] = rows("docx", _word(table, _p("Le pont"), _p("Texte.")))
    assert row.post is not None
    assert (row.post.title, row.post.date, row.post.body) == ("Le pont", date(2021, 3, 12), "Texte.")


def test_hidden_text(rows: Callable[..., list[Row]]) -> None:
    """Text that Word hides comes with the rest, and that is said."""
    [row] = rows("docx", _word(_p("Le pont"), _p("Texte", _run(" caché", "<w:vanish/>"), ".")))
    assert row.post is not None
    assert (row.post.body, [message.code for message in row.messages]) == ("Texte caché.", ["hidden_text"])


def test_lead_by_its_style(rows: Callable[..., list[Row]]) -> None:
    """A paragraph in the style of leads is the lead wherever it stands, and a link keeps a paragraph in the text."""
    [row] = rows(
        "docx", _word(_p("Titre", style="Titre1"), _p("Béthune."), _p("L’essentiel.", style="Chap"), _p("Suite."))
    )
    assert row.post is not None
    assert (row.post.title, row.post.summary, row.post.body) == ("Titre", "L’essentiel.", "Béthune.\n\nSuite.")
    [row] = rows(
        "docx",
        _word(_p("Titre", style="Titre1"), _p(_link("Lire", "a")), _p("Suite."), links={"a": "https://example.org/"}),
    )
    assert row.post is not None
    assert (row.post.summary, row.post.body) == (None, "[Lire](https://example.org/)\n\nSuite.")


def test_raised_letters_in_the_lead(rows: Callable[..., list[Row]]) -> None:
    """An ordinal's raised letters are letters; a square metre's figure would become another number."""
    raised = '<w:vertAlign w:val="superscript"/>'
    [row] = rows("docx", _word(_p("Le pont"), _p("Le 1", _run("er", raised), " mars."), _p("Fin.")))
    assert row.post is not None
    assert (row.post.summary, row.post.body) == ("Le 1er mars.", "Fin.")
    [row] = rows("docx", _word(_p("Le pont"), _p("Sur 50 m", _run("2", raised), "."), _p("Fin.")))
    assert row.post is not None
    assert (row.post.summary, row.post.body) == (None, "Sur 50 m<sup>2</sup>.\n\nFin.")


def test_heading_below_the_text(rows: Callable[..., list[Row]]) -> None:
    """A heading that comes after a long paragraph is no title: the first line is."""
    document = _word(_p("Le pont"), _p("Il rouvre. " * 40), _p("Un chantier", style="Titre1"), _p("Fin."))
    [row] = rows("docx", document)
    assert row.post is not None
    assert row.post.title == "Le pont"
    assert row.post.body.endswith("\n\n## Un chantier\n\nFin.")


def test_logo_of_the_press_lines(rows: Callable[..., list[Row]]) -> None:
    """A picture in a line that is left out is not copied."""
    document = _word(
        _p("COMMUNIQUÉ DE PRESSE", _picture("logo", "Logo")),
        _p("Le pont"),
        _p("Texte."),
        parts={"word/media/logo.png": _PNG},
    )
    [row] = rows("docx", document)
    assert row.post is not None
    assert (row.post.title, row.attachments) == ("Le pont", ())


def test_day_of_the_place_line_that_does_not_exist(rows: Callable[..., list[Row]]) -> None:
    """A day that cannot be refuses the document."""
    [row] = rows("docx", _word(_p("Le pont"), _p("Béthune, le 31 février 2021"), _p("Texte.")))
    assert (row.post, row.messages[-1].code) == (None, "date_unreadable")


@pytest.mark.parametrize("line", ["Embargo jusqu’au 15 mars", "SOUS EMBARGO", "Sous embargo jusqu’à nouvel ordre"])
def test_embargo_that_cannot_be_read(line: str, run: Callable[..., list[Decision]]) -> None:
    """Without a sure end of the embargo there is no date, so that nothing can publish the post."""
    document = _word(_p(line), _p("Béthune, le 12 mars 2021"), _p("Le pont"), _p("Texte."))
    [drafted] = run("docx", document)
    assert (drafted.action, drafted.row.post and drafted.row.post.date) == ("created", None)
    assert "embargo_unreadable" in {message.code for message in drafted.messages}
    [refused] = run("docx", document, status="published")
    assert refused.action == "refused"


def test_what_the_author_sees_in_word_only(rows: Callable[..., list[Row]]) -> None:
    """Insertions are taken, deletions dropped, and comments, headers and drawings that have no place are named."""
    equation = "<w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:r>"
    changed = f'<w:ins w:id="1">{_run("neuf")}</w:ins><w:del w:id="2"><w:r><w:delText>vieux</w:delText></w:r></w:del>'
    document = _word(
        _p("Le pont", style="Titre"),
        f"<w:p>{_run('Un pont ')}{changed}{_run('.')}</w:p>",
        _p("Deux.", _picture("trace", "Croquis"), equation),
        parts={
            "word/comments.xml": _part("comments", f'<w:comment w:id="0">{_p("À revoir")}</w:comment>'),
            "word/header1.xml": _part("hdr", _p("Parc des Trois-Canaux")),
            "word/media/trace.emf": b"emf",
        },
    )
    [row] = rows("docx", document)
    assert row.post is not None
    assert (row.post.summary, row.post.body) == ("Un pont neuf.", "Deux.")
    assert [message.message for message in row.messages] == [
        "changes were being tracked: insertions (1) are taken, deletions (1) dropped; make sure that this is final",
        "1 comment is left out",
        "the page’s header or footer is left out: “Parc des Trois-Canaux”",
        "taken out of the text: image/x-emf, oMath",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"Le pont", "the file is no Word document"),
        (_archive({"xl/workbook.xml": "<a/>"}), "the file is no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "this is a document of Word 97–2003 (.doc)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "the Word document is protected by a password",
        ),
        (_RELEASE[:-40], "the Word document is damaged"),
        (_RELEASE[:400] + bytes(600) + _RELEASE[1000:], "the Word document is damaged"),
        (_word(parts={"word/document.xml": "<w:document"}), "the Word document is damaged"),
        (_word(_p(_picture("absente", ""))), "the Word document is damaged"),
        (
            _word(parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "the document declares XML entities, which Word never does",
        ),
        (
            _word(_p("Le pont"), parts={"word/media/vide.png": bytes(30_000_000)}),
            "the document would unpack to 30 MB, far more than a document holds",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read(data: bytes, reason: str, rows: Callable[..., list[Row]]) -> None:
    """What is no Word document, or none that is safe to open, is refused with a remedy."""
    [row] = rows("docx", data)
    assert row.post is None
    assert row.messages[0].code == "source_unreadable"
    assert row.messages[0].message.startswith(reason)


def test_archive_with_a_password(rows: Callable[..., list[Row]]) -> None:
    """A part that was enciphered with the archive's own means is refused before it is read."""
    header, entry = b"PK\x03\x04", b"PK\x01\x02"
    data = bytearray(_RELEASE)
    data[data.index(header) + 6] |= 1
    data[data.index(entry) + 8] |= 1
    [row] = rows("docx", bytes(data))
    assert row.messages[0].message.startswith("the Word document is protected by a password")


def test_document_without_text(run: Callable[..., list[Decision]]) -> None:
    """A document in which nothing can be a title is refused."""
    [decision] = run("docx", _word(_p(" ")))
    assert (decision.action, decision.messages[-1].code) == ("refused", "title_missing")


@pytest.mark.parametrize("end", range(0, len(_RELEASE), 97))
def test_cut_document(end: int, rows: Callable[..., list[Row]]) -> None:
    """A document cut anywhere is refused, and nothing else happens."""
    [row] = rows("docx", _RELEASE[:end])
    assert (row.post, row.messages[0].code) == (None, "source_unreadable")
