from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

DRAFT = (
    "---\r\n# à elle\r\ntitre: 'L''eau'   # deux\r\nstatut:  brouillon\r\ndate: 2025-09-01\r\n"
    "id: urn:x:1\r\n---\r\nCorps"
)


def bytes_of(site: Site, name: str) -> bytes:
    """What the post's file holds."""
    return (site.root / "posts" / f"{name}.md").read_bytes()


def test_only_the_line_of_the_status_changes(call: Call, site: Site) -> None:
    """And `unpublish` gives the same file back, to the byte."""
    site.write(a=DRAFT)
    assert call("publish", "a").exit_code == 0
    assert bytes_of(site, "a") == DRAFT.replace("brouillon", "publié").encode()
    assert call("unpublish", "a").exit_code == 0
    assert bytes_of(site, "a") == DRAFT.encode()


def test_a_date_can_be_given(call: Call, site: Site) -> None:
    """As people write it; a future one schedules the post."""
    site.write(a=DRAFT)
    done = call("publish", "a", "--at", "1er septembre 2999")
    assert "scheduled" in done.stderr
    assert b"date: 2999-09-01\r\n" in bytes_of(site, "a")
    assert call("publish", "a", "--at", "02/26/2021").exit_code == 2


def test_a_post_without_id_gets_one(call: Call, site: Site) -> None:
    """Once, and for ever."""
    site.write(a="---\ntitle: a\ndate: 2025-09-01\n---\n")
    call("publish", "a")
    first = bytes_of(site, "a")
    assert b"id: urn:uuid:" in first
    call("publish", "a")
    assert bytes_of(site, "a") == first


def test_errors_stand_against_it_and_force_overrules_them(call: Call, site: Site) -> None:
    """Of several posts, one with an error keeps all from being written."""
    site.write(a=DRAFT, b="---\ntitle: b\ndate: 2025-09-01\nimage: a.png\n---\n")
    done = call("publish", "a", "b")
    assert done.exit_code == 1
    assert "posts/b.md:4:8" in done.stderr
    assert bytes_of(site, "a") == DRAFT.encode()
    assert call("publish", "a", "b", "--force").exit_code == 0
    assert b"status: published" in bytes_of(site, "b")


def test_a_copy_with_its_models_id_is_refused(call: Call, site: Site) -> None:
    """Feed readers would take one for the other."""
    site.write(a=DRAFT, b=DRAFT.replace("2025-09-01", "2025-10-01"))
    done = call("publish", "b")
    assert done.exit_code == 1
    assert "posts/a.md" in done.stderr


def test_a_post_that_cannot_be_read_is_not_touched(call: Call, site: Site) -> None:
    """Exit 2, as for any file named on the command line that cannot be read."""
    site.write(a="---\ntitle: a : b\n---\n")
    done = call("publish", "a")
    assert done.exit_code == 2
    assert "posts/a.md:2" in done.stderr
    assert bytes_of(site, "a") == b"---\ntitle: a : b\n---\n"


def test_a_date_that_cannot_be_read_is_hers_to_mend(call: Call, site: Site) -> None:
    """Today's date is no answer to a mistyped one; a date that is given is."""
    text = DRAFT.replace("2025-09-01", "2025-02-30")
    site.write(a=text)
    done = call("publish", "a")
    assert done.exit_code == 1
    assert "posts/a.md:5" in done.stderr
    assert bytes_of(site, "a") == text.encode()
    assert call("publish", "a", "--at", "2025-03-01").exit_code == 0
    assert b"date: 2025-03-01\r\n" in bytes_of(site, "a")


def test_an_english_archived_post_becomes_an_english_draft(call: Call, site: Site) -> None:
    """`archived` is no French word."""
    site.write(a="---\ntitle: a\nstatus: archived\n---\n")
    call("unpublish", "a")
    assert b"status: draft" in bytes_of(site, "a")


def test_errors_are_told_by_the_lines_of_the_file(call: Call, site: Site) -> None:
    """Not by those that it would have: nothing is written, and the id that publishing adds is not there."""
    site.write(a="---\ntitle: A\ndate: 2025-09-01\n---\n\nTexte.\n\n![](rien.jpg)\n")
    done = call("publish", "a")
    assert done.exit_code == 1
    assert "posts/a.md:8:1: the picture has no alternative text" in done.stderr
    site.write(b="---\ntitle:\ndate: 2025-09-01\nstatus: draft\n---\n\nTexte.\n")
    assert "posts/b.md:2:" in call("publish", "b").stderr
