"""A post read from its file: aliases, values as the table of fields says, and every trap named with its remedy."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from parccli.findings import Severity
from parccli.post import FIELDS, PostFile, canonical_key, from_values, nearest_key, read
from parccli.source import Source


def read_header(header: str, path: str = "posts/2021/2021-02-26-essai.md") -> PostFile:
    """Read a post with that header."""
    return read(Source(path, f"---\n{header}\n---\nCorps.\n"))


def test_a_french_header_is_read_as_an_english_one() -> None:
    """Ignoring case, accents, spaces, `_` and `-`."""
    file = read_header(
        "Titre: L’eau\nPUBLIÉ LE: 1er septembre 2025\nmise_à_jour: 02/09/2025 14:30\nchapô: Bref.\n"
        "Rubrique: Travaux; Vie du Parc\nMots-clés: [eau, chantier]\nstatut: En ligne\nDate de fin: 2026-01-31\n"
        "rédacteur: Le Parc\nvisuel: a.jpg\ntexte alternatif: Une tour\nlégende: La tour\n©: Le Parc\nlangue: fr\n"
        "permalien: leau\nidentifiant: urn:uuid:1\nignore: T106"
    )
    assert file.problems == ()
    post = file.post
    assert post is not None
    assert (post.title, post.date, post.updated) == ("L’eau", date(2025, 9, 1), datetime(2025, 9, 2, 14, 30))  # noqa: DTZ001
    assert (post.summary, post.categories, post.tags) == ("Bref.", ("Travaux", "Vie du Parc"), ("eau", "chantier"))
    assert (post.status, post.expires, post.author) == ("published", date(2026, 1, 31), "Le Parc")
    assert (post.image, post.image_alt, post.image_caption, post.image_credit) == (
        "a.jpg",
        "Une tour",
        "La tour",
        "Le Parc",
    )
    assert (post.lang, post.slug, post.id, post.ignore) == ("fr", "leau", "urn:uuid:1", ("T106",))
    assert post.body == "Corps.\n"


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_alias_is_read(field: object) -> None:
    """However it is typed."""
    for alias in (field.name, *field.aliases):  # type: ignore[attr-defined]
        for typed in (alias, alias.upper(), alias.replace(" ", "_"), f" {alias}".replace("é", "e\u0301")):
            assert canonical_key(typed) == field.name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("No", "No"),
        ("12:30", "12:30"),
        ("0012", "0012"),
        ("2025", "2025"),
        ("'L''eau : x'", "L’eau : x".replace("’", "'")),
    ],
)
def test_a_title_is_the_text_that_was_typed(written: str, title: str) -> None:
    """Never a number, a boolean or a count of seconds."""
    post = read_header(f"title: {written}").post
    assert post is not None
    assert post.title == title


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("status: draft", "draft"),
        ("status: relecture", "draft"),
        ("status: private", "draft"),
        ("status: future", "published"),
        ("statut: Publié", "published"),
        ("status: archivé", "archived"),
        ("draft: true", "draft"),
        ("draft: no", "published"),
        ("publié: oui", "published"),
        ("publié: non", "draft"),
        ("title: rien", "draft"),
        ("status:", "draft"),
    ],
)
def test_statuses_in_their_many_words(line: str, status: str) -> None:
    """Without one, a post is a draft."""
    file = read_header(line)
    assert file.problems == ()
    assert file.post is not None
    assert file.post.status == status
    assert not file.is_broken


@pytest.mark.parametrize(
    ("header", "rule", "key", "line", "message", "broken"),
    [
        ("status: publihsed", "status_unknown", "status", 2, "“publihsed” is not a status", False),
        ("statut: publié\ndraft: oui", "keys_disagree", "status", 3, "disagree", True),
        ("status: published\ndate: 02/26/2021", "date_unreadable", "date", 3, "26/02/2021", True),
        ("status: published\ndate: 2021-02-30", "date_unreadable", "date", 3, "2021-02-30", True),
        ("status: draft\ndate: 2021-02-30", "date_unreadable", "date", 3, "2021-02-30", False),
        ("status: published\nexpires: demain", "date_unreadable", "expires", 3, "demain", True),
        ("status: published\nslug: ../x", "slug_invalid", "slug", 3, "write x", True),
        ("status: published\nid: [a]", "value_kind", "id", 3, "“id” should be a single text", True),
        ("status: published\ntitle: {a: b}", "value_kind", "title", 3, "“title” should be a single text", False),
        ("lang: français", "language_invalid", "lang", 2, "“français” is not a language code", False),
        ("categories: {a: b}", "value_kind", "categories", 2, "a list of texts", False),
        ("tags: [[a]]", "value_kind", "tags", 2, "a list of texts", False),
    ],
)
def test_a_value_that_cannot_be_read_is_a_problem_on_its_line(
    header: str,
    rule: str,
    key: str,
    line: int,
    message: str,
    broken: bool,
) -> None:
    """And never a guess; only one that decides the post's fate makes it broken."""
    file = read_header(header)
    (problem,) = file.problems
    assert (problem.name, problem.key, problem.severity) == (rule, key, Severity.ERROR)
    assert file.source is not None
    assert file.source.position(problem.start)[0] == line
    assert message in problem.message
    assert file.is_broken is broken


def test_two_aliases_that_agree_are_one_value() -> None:
    """They are only a repetition."""
    file = read_header("title: a\ntitre: a")
    assert file.problems == ()
    assert file.post is not None
    assert file.post.title == "a"


def test_a_text_cut_by_a_comment_is_a_warning_at_the_comment() -> None:
    """« Le parc # 1 » is read as « Le parc »."""
    (problem,) = read_header("title: Le parc # 1").problems
    assert (problem.name, problem.severity) == ("text_cut", Severity.WARNING)
    assert "“# 1”" in problem.message


def test_an_unknown_key_is_a_warning_with_the_nearest_one() -> None:
    """It stays in the file as it is."""
    (problem,) = read_header("categoreis: Travaux").problems
    assert (problem.name, problem.severity) == ("key_unknown", Severity.WARNING)
    assert "did you mean “categories”" in problem.message
    assert nearest_key("zzz") is None


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("posts/2021/2021-02-26-le-parc.md", "le-parc"),
        ("posts/Été au Parc.md", "ete-au-parc"),
        ("posts/2021-02-26.md", "2021-02-26"),
        ("posts/bande_ouest.md", "bande_ouest"),
    ],
)
def test_a_missing_slug_is_the_name_of_the_file_without_its_date(path: str, slug: str) -> None:
    """So that a post has an address from the start."""
    post = read_header("title: a", path).post
    assert post is not None
    assert post.slug == slug


def test_an_unreadable_header_leaves_an_error_and_no_post() -> None:
    """Nobody can tell whether it should be public."""
    file = read(Source("posts/a.md", "---\ntitle: a\n"))
    assert file.post is None
    assert file.error is not None
    assert file.error.where.startswith("posts/a.md:1")
    assert file.is_broken


def test_a_row_of_a_table_is_read_under_any_known_name() -> None:
    """Its faults and its unknown columns come back, and do not hide the rest."""
    post, faults, unknown = from_values(
        {
            "Titre": " Portes\nouvertes ",
            "Publié le": "02/26/2021",
            "Contenu": "Bonjour\n",
            "Prix": "3",
            "tags": ["a", " "],
        }
    )
    assert (post.title, post.body, post.tags, post.date) == ("Portes ouvertes", "Bonjour\n", ("a",), None)
    assert [(key, fault.rule) for key, fault in faults] == [("Publié le", "date_unreadable")]
    assert unknown == ["Prix"]


def test_two_columns_that_disagree_are_a_fault() -> None:
    """Neither is chosen in silence."""
    _post, faults, _unknown = from_values({"title": "a", "titre": "b"})
    assert [fault.rule for _key, fault in faults] == ["keys_disagree"]
