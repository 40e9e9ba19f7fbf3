"""Rules about a post's front matter that look at other posts, the last export and the clock; by examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.findings import Safety, Severity
from parccli.source import Source

if TYPE_CHECKING:
    from tests.rules.conftest import Found

GOOD = "title: Titre\ndate: 2025-09-01\nid: urn:uuid:1\nslug: titre\nstatus: published\nsummary: Bref.\n"
PATH = "posts/2025-09-01-titre.md"
WARNING, ERROR, INFO = Severity.WARNING, Severity.ERROR, Severity.INFO


def changed(lines: str) -> str:
    """The good post with its lines of the same keys replaced by `lines`, at the end of its header (line 7 on)."""
    names = {line.split(":")[0] for line in lines.splitlines()}
    kept = [line for line in GOOD.splitlines() if line.split(":")[0] not in names]
    return "\n".join(["---", *kept, *lines.splitlines(), "---", "Corps.", ""])


def paru(body: str) -> str:
    """A post that the last feed shows, with another body."""
    return f"---\nid: urn:uuid:paru\ntitle: Titre\ndate: 2025-08-30T10:00\nstatus: published\n---\n{body}\n"


ACCEPTED = {
    "P006": [changed("title: 3"), changed("title: Ça !"), changed("title: 2026…")],
    "P012": [
        changed("slug: titre"),
        changed("slug: giratoire-2"),
        GOOD.join(("---\n", "---\nCorps.\n")).replace("slug: titre\n", ""),
        changed("title: Le giratoire\nslug: le-giratoire"),
    ],
    "P014": [
        changed("id: urn:uuid:1"),
        changed("id:"),
        changed("id: urn:uuid:le giratoire"),
        changed("date: 2024-01-01\nid: urn:uuid:Le giratoire"),
    ],
    "P019": [changed("title: Titre"), changed("title: Le giratoire rouvre"), changed("title: La fibre optique")],
    "P020": [
        changed("id: urn:uuid:neuf"),
        changed("slug: adresse-publiee\nid: urn:uuid:adresse"),
        changed("slug: giratoire\nid: urn:uuid:autre"),
        changed("slug: adresse-publiee\nid: [a]"),
    ],
    "P021": [
        changed("summary: Bref."),
        changed(f"summary: {' '.join(['mot'] * 55)}"),
        changed("summary: " + " ".join(["7\u00a0000\u00a0m²"] * 40)),
    ],
    "P022": [
        changed("title: Titre"),
        changed(f"title: {'é' * 110}"),
        changed(f"title: '{'’' * 110}'"),
    ],
    "P023": [
        changed("id: urn:uuid:Le giratoire"),
        changed("date: 2025-09-01"),
        changed("date: 2025-10-01"),
        changed("date: 2025-08-01\nstatus: draft"),
        changed("date: 2025-08-01\nexpires: 2025-08-20"),
    ],
    "P024": [changed("date: 1990-01-01"), changed("date: 2027-08-31"), changed("date: 2025-09-01T08:00")],
    "P025": [
        changed("expires: 2025-09-01"),
        changed("date: 2025-09-01T10:00\nexpires: 2025-09-01T10:01"),
        changed("expires: 2025-10-01T00:00+02:00"),
    ],
    "P026": [changed("date: 2025-09-01"), changed("date: 2025-09-20"), changed("date: 2026-02-03"), changed("date:")],
    "P028": [
        changed("id: urn:uuid:1"),
        changed("id: https://example.org/?p=42"),
        changed("id: tag:example.org,2021:42"),
        changed("id:"),
    ],
    "P027": [
        paru("Le pont ouvre."),
        paru("*Le* pont\nouvre&nbsp;!"),
        paru("Le pont ferme.").replace("08-30T10:00", "08-30T11:00"),
        paru("Le pont ferme.").replace("uuid:paru", "uuid:inconnu"),
        paru("Le pont ferme.").replace("published", "draft"),
    ],
}

REJECTED = {
    "P006": [
        (changed("title: '…'"), (7, 8, 11), ERROR, "no title"),
        (changed("title: '\u00a0'"), (7, 8, 11), ERROR, "no title"),
        (changed("title: « »"), (7, 8, 11), ERROR, "no title"),
    ],
    "P012": [
        (changed("slug: giratoire"), (7, 7, 16), ERROR, "posts/2024/2024-06-17-giratoire.md"),
        (changed("slug: 'brouillon'\nstatus: draft"), (6, 7, 18), ERROR, "posts/brouillon.md"),
        (changed("permalien: fibre\nslug: fibre"), (7, 12, 17), ERROR, "parccli rename"),
    ],
    "P014": [
        (changed("id: urn:uuid:Le giratoire"), (7, 5, 26), ERROR, "posts/2024/2024-06-17-giratoire.md"),
        (changed("guid: urn:uuid:La fibre\nid: urn:uuid:La fibre"), (7, 7, 24), ERROR, "already"),
        (changed("id: 'urn:uuid:Brouillon'\nstatus: draft"), (6, 5, 25), ERROR, "delete this line"),
    ],
    "P019": [
        (changed("title: Le giratoire"), (7, 8, 20), WARNING, "posts/2024/2024-06-17-giratoire.md"),
        (changed("title: LA FIBRE"), (7, 8, 16), WARNING, "posts/2024/2024-05-01-fibre.md"),
        (changed("titre: Brouillon\ntitle: Brouillon"), (7, 8, 17), WARNING, "posts/brouillon.md"),
    ],
    "P020": [
        (changed("slug: adresse-publiee\nid: urn:uuid:neuf"), (7, 5, 18), ERROR, "urn:uuid:adresse"),
        (changed("slug: adresse-publiee\nid:"), (7, 1, 3), ERROR, "urn:uuid:adresse"),
        (changed("slug: adresse-publiee\nid: ''"), (7, 5, 7), ERROR, "urn:uuid:adresse"),
    ],
    "P021": [
        (changed(f"summary: {' '.join(['mot'] * 56)}"), (7, 10, 233), INFO, "56 words"),
        (changed(f"chapô: {'a ' * 60}\nsummary:"), (7, 8, 127), INFO, "60 words"),
        (changed(f"summary: '{' '.join(['mot'] * 57)}'"), (7, 10, 239), INFO, "about 55"),
    ],
    "P022": [
        (changed(f"title: {'é' * 111}"), (7, 8, 119), WARNING, "111 characters"),
        (changed(f"title: '{'a' * 120}'"), (7, 8, 130), WARNING, "in 110"),
        (changed(f"title: {'mot ' * 40}"), (7, 8, 167), WARNING, "159 characters"),
    ],
    "P023": [
        (changed("date: 2025-08-31"), (7, 7, 17), INFO, "parccli export"),
        (changed("date: 2025-08-31T14:00"), (7, 7, 23), INFO, "parccli export"),
        (changed("date: 2021-02-26"), (7, 7, 17), INFO, "the last export"),
    ],
    "P024": [
        (changed("date: 1925-09-01"), (7, 7, 17), INFO, "1925"),
        (changed("date: 2052-09-01"), (7, 7, 17), INFO, "2052"),
        (changed("date: 1989-12-31"), (7, 7, 17), INFO, "long past"),
    ],
    "P025": [
        (changed("expires: 2025-08-31"), (8, 10, 20), ERROR, "never public"),
        (changed("expires: 2025-08-31T23:59"), (8, 10, 26), ERROR, "never public"),
        (changed("date: 2025-09-01T10:00\nexpires: 2025-09-01T10:00"), (8, 10, 26), ERROR, "never public"),
    ],
    "P026": [
        (changed("date: 2024-09-01"), (7, 7, 17), WARNING, "2025-09-01"),
        (changed("date: 2025-01-09"), (7, 7, 17), WARNING, "2025-09-01"),
        (changed("date: 1er septembre 2026"), (7, 7, 25), WARNING, "which of the two days"),
    ],
    "P028": [
        (changed("id: 42"), (7, 5, 7), ERROR, "write “urn:uuid:23ebdc33"),
        (changed("id: 'pont neuf'"), (7, 5, 16), ERROR, "“pont neuf”"),
        (changed("id: 42\nstatus: draft"), (6, 5, 7), WARNING, "take only an address"),
    ],
    "P027": [
        (paru("Le pont ferme."), (4, 7, 23), INFO, "set “updated”"),
        (paru("Le pont ouvre demain."), (4, 7, 23), INFO, "has changed"),
        (paru("## Le pont\n\nIl ouvre."), (4, 7, 23), INFO, "has changed"),
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in ACCEPTED.items() for text in texts])
def test_accepted(found: Found, code: str, text: str) -> None:
    """Nothing to say."""
    assert found(code, text, PATH) == []


@pytest.mark.parametrize(
    ("code", "text", "place", "severity", "message"),
    [(code, *example) for code, examples in REJECTED.items() for example in examples],
)
def test_rejected(
    found: Found, code: str, text: str, place: tuple[int, int, int], severity: Severity, message: str
) -> None:
    """One finding, at the value concerned, that says what is wrong."""
    (finding,) = found(code, text, PATH)
    assert (finding.line, finding.column, finding.end_column) == place
    assert finding.severity is severity
    assert message in finding.message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (changed("id: urn:uuid:neuf"), changed("id: urn:uuid:publie")),
        (changed("id: 'urn:uuid:neuf'  # gardé"), changed("id: 'urn:uuid:publie'  # gardé")),
        (changed("id: urn:uuid:neuf").replace("\n", "\r\n"), changed("id: urn:uuid:publie").replace("\n", "\r\n")),
        (changed("id: x").replace("id: x\n", ""), changed("id: urn:uuid:publie")),
    ],
)
def test_the_published_id_can_be_written_again(found: Found, before: str, after: str) -> None:
    """By an unsafe fix that changes nothing else."""
    (finding,) = found("P020", before, "posts/0.md")
    assert finding.fix is not None
    assert finding.fix.safety is Safety.UNSAFE
    assert Source("posts/0.md", before).edited(finding.fix.edits).text == after


def test_an_id_that_moved_with_its_post_has_not_changed(found: Found) -> None:
    """The last export knew this path under the id of the giratoire, which another file has today."""
    assert found("P020", changed("id: urn:uuid:neuf"), "posts/2024/giratoire.md") == []


def test_an_id_that_feeds_cannot_hold_is_replaced_only_where_no_reader_knows_it(found: Found) -> None:
    """By the same one on every machine, and when asked; one that was published is for a person to change."""
    texts = [changed(f"id: {number}") for number in (42, 43)]
    known, unknown = (found("P028", text, f"posts/{text}.md")[0] for text in texts)
    assert known.fix is None
    assert unknown.fix is not None
    assert unknown.fix.safety is Safety.UNSAFE
    assert unknown.fix.edits == found("P028", texts[1])[0].fix.edits  # type: ignore[union-attr]
    assert found("P020", changed("id: urn:uuid:neuf"), "posts/42.md") == []
