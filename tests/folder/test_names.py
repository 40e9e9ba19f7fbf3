from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parccli.folder.names import Kind, composed, fault_of, is_text, kind_of, legible, order


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2021-02-26-inauguration.md", Kind.POST),
        ("INAUGURATION.MD", Kind.POST),
        ("Été (suite).md", Kind.POST),
        ("conflit-d-usage.md", Kind.POST),
        ("notes.txt", Kind.OTHER),
        ("plan.jpg", Kind.OTHER),
        (".brouillon.md", Kind.OTHER),
        (".#inauguration.md", Kind.OTHER),
        ("inauguration.md~", Kind.OTHER),
        ("inauguration.md.swp", Kind.OTHER),
        ("~$inauguration.md", Kind.OFFICE_LOCK),
        ("~$compte-rendu.docx", Kind.OFFICE_LOCK),
        ("Thumbs.db", Kind.SYSTEM),
        ("inauguration (conflicted copy 2024-05-02 101500).md", Kind.CONFLICT_COPY),
        ("inauguration (Copie en conflit de ACCUEIL 2024-05-02).md", Kind.CONFLICT_COPY),
        ("inauguration (Accueil's conflicted copy 2024-05-02).md", Kind.CONFLICT_COPY),
        ("inauguration (SFConflict accueil@example.org 2024-05-02-10-15-00).md", Kind.CONFLICT_COPY),
        ("inauguration.sync-conflict-20240502-101500-ABCDEFG.md", Kind.CONFLICT_COPY),
        ("inauguration_ACCUEIL_May-02-101500-2024_Conflict.md", Kind.CONFLICT_COPY),
    ],
)
def test_a_name_tells_what_a_file_of_posts_is(name: str, kind: Kind) -> None:
    """Posts end in .md; what other programs leave beside them is known by its name."""
    assert kind_of(name) is kind


@pytest.mark.parametrize(
    "path",
    [
        "feeds/rss.xml",
        "fragments/articles/l-ete.html",
        "media/posts/2021/Plan d’accès – été.pdf",
        "media/console.png",
        "a" * 255,
        "media/…",
    ],
)
def test_a_path_that_every_system_can_store(path: str) -> None:
    """Spaces, accents and long names are a person's right."""
    assert fault_of(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../parccli.toml",
        "feeds/../../parccli.toml",
        "feeds/./rss.xml",
        "feeds//rss.xml",
        "feeds/",
        "C:/rss.xml",
        "feeds\\rss.xml",
        "feeds/rss.xml:flux",
        "feeds/a\0b",
        "feeds/a\nb",
        "feeds/quoi ?.html",
        "fragments/articles/con.html",
        "media/AUX",
        "media/com1.tar.gz",
        "media/LPT².txt",
        "media/fin.",
        "media/fin ",
        "media/" + "é" * 128,
        "media/caf\udce9.jpg",
    ],
)
def test_a_path_that_is_not_written(path: str) -> None:
    """What would leave the folder, or be lost on another system, has a reason that can be printed."""
    fault = fault_of(path)
    assert fault
    assert fault.isprintable()


def test_a_name_that_is_not_utf_8_can_be_printed() -> None:
    """Python keeps odd bytes of a name as surrogates, on which printing dies."""
    assert not is_text("caf\udce9.md")
    assert legible("posts/caf\udce9.md") == "posts/caf\\udce9.md"


def test_accents_apart_or_composed_sort_alike() -> None:
    """The order of the posts is the same on a disk that takes the names apart (macOS) and on one that does not."""
    paths = ["posts/etude.md", "posts/été.md", "posts/ete.md", "posts/zoo.md"]
    apart = [unicodedata.normalize("NFD", path) for path in paths]
    assert [composed(path) for path in sorted(apart, key=order)] == sorted(paths, key=order)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_no_accepted_path_leaves_its_folder(path: str) -> None:
    """The law behind the examples: an accepted path has only parts that go down."""
    if fault_of(path) is None:
        parts = path.split("/")
        assert "" not in parts
        assert not {".", ".."} & set(parts)
        assert not set(path) & set('<>:"|?*\\')
