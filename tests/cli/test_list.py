from __future__ import annotations

import csv
import json
import re
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from parccli.cli.columns import HEADINGS, as_csv
from parccli.listing import SORTS

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

WATER = """---
id: urn:uuid:1
title: "L’eau : un chantier"
date: 2021-02-26
status: published
summary: Bref.
categories: [Travaux]
tags: [eau, canal]
author: Le service des eaux
lang: fr
---
Texte.
"""
JOBS = """---
id: urn:uuid:2
titre: Forum de l’emploi
date: 2022-03-14T09:30
updated: 2022-03-15
statut: publié
catégorie: Emploi
---
"""
FUTURE = "---\ntitle: Vœux\ndate: 2999-01-01\nstatus: published\n---\n"
EXPIRED = "---\ntitle: Offre\ndate: 2020-01-01\nstatus: published\nexpires: 2020-02-01\n---\n"
ARCHIVED = "---\ntitle: Archives\ndate: 2019-01-01\nstatus: archived\n---\n"
BARE = "---\nslug: vide\nstatus: à relire plus tard\n---\n"


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    site.write(eau=WATER, emploi=JOBS, voeux=FUTURE, offre=EXPIRED, archives=ARCHIVED, vide=BARE)


def slugs(call: Call, *arguments: str) -> list[str]:
    """The slugs that `list` gives, in its order."""
    done = call("list", "--format", "jsonl", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line)["slug"] for line in done.stdout.splitlines()]


def test_json_has_every_key_and_null_for_what_is_absent(call: Call) -> None:
    """A bare date stays bare, a status that nobody knows shows as draft, paths are relative with `/`."""
    done = call("list", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    rows = {row["slug"]: row for row in json.loads(done.stdout)}
    assert rows["eau"] == {
        "id": "urn:uuid:1",
        "title": "L’eau : un chantier",
        "date": "2021-02-26",
        "updated": None,
        "slug": "eau",
        "status": "published",
        "summary": "Bref.",
        "categories": ["Travaux"],
        "tags": ["eau", "canal"],
        "author": "Le service des eaux",
        "lang": "fr",
        "path": "posts/eau.md",
        "url": "https://www.example.org/eau/",
    }
    assert rows["vide"] == {
        **dict.fromkeys(HEADINGS),
        "slug": "vide",
        "status": "draft",
        "categories": [],
        "tags": [],
        "path": "posts/vide.md",
        "url": "https://www.example.org/vide/",
    }
    assert (rows["emploi"]["date"], rows["emploi"]["updated"]) == ("2022-03-14T09:30", "2022-03-15")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["voeux", "emploi", "eau", "offre", "archives", "vide"]),
        (["--reverse", "--limit", "2"], ["vide", "archives"]),
        (["--status", "scheduled", "--status", "expired"], ["voeux", "offre"]),
        (["--status", "published"], ["emploi", "eau"]),
        (["--category", "travaux", "--category", "Emploi"], ["emploi", "eau"]),
        (["--tag", "canal"], ["eau"]),
        (["--since", "26 février 2021", "--until", "14/03/2022"], ["emploi", "eau"]),
        (["--until", "2021-02-25"], ["offre", "archives"]),
        (["--search", "L'EAU"], ["eau"]),
        (["--sort", "title", "--limit", "3"], ["vide", "archives", "emploi"]),
    ],
)
def test_posts_are_chosen_and_ordered(call: Call, arguments: list[str], found: list[str]) -> None:
    """Newest first unless asked otherwise; options add up, repeated ones widen; dates are read in French too."""
    assert slugs(call, *arguments) == found


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_has_all_posts(call: Call, sort: str) -> None:
    """An order loses no post."""
    assert len(slugs(call, "--sort", sort)) == 6


def test_an_unreadable_post_is_named_and_the_others_are_listed(call: Call, site: Site) -> None:
    """Standard error has the place and the remedy; the answer is still yes."""
    site.write(casse="---\ntitle: L’eau : suite\n---\n")
    done = call("list", "--format", "paths", "--limit", "1")
    assert (done.exit_code, done.stdout) == (0, "posts/voeux.md\n")
    assert done.stderr.startswith("posts/casse.md:2:1: warning: the value of “title” holds a colon")


def test_a_piped_table_is_tab_separated_lines(call: Call) -> None:
    """No header, no padding: made for `cut` and `sort`; days as people of the language write them."""
    done = call("list", "--limit", "2", "--until", "2022-12-31")
    assert done.stdout == (
        "2022-03-14\tpublished\tForum de l’emploi\temploi\n2021-02-26\tpublished\tL’eau : un chantier\teau\n"
    )
    french = call("list", "--fields", "date,slug", "--search", "forum", env={"PARCCLI_LANG": "fr"})
    assert french.stdout == "14/03/2022\temploi\n"


def test_fields_choose_the_columns_of_every_form(call: Call) -> None:
    """In the order asked for."""
    chosen = ["list", "--tag", "eau", "--fields", "tags,slug", "--format"]
    assert call(*chosen, "json").stdout == json.dumps([{"tags": ["eau", "canal"], "slug": "eau"}], indent=2) + "\n"
    assert call(*chosen, "jsonl").stdout == '{"tags": ["eau", "canal"], "slug": "eau"}\n'
    assert call(*chosen, "csv").stdout == 'tags,slug\n"eau, canal",eau\n'
    assert call(*chosen, "table").stdout == "eau, canal\teau\n"
    assert call("list", "--tag", "eau", "--fields", "slug, title,slug").stdout == "eau\tL’eau : un chantier\n"


def test_csv_opens_in_the_spreadsheet_of_the_language(call: Call) -> None:
    """French Excel wants `;` and a byte order mark; statuses and dates stay those of programs."""
    chosen = ["list", "--fields", "title,date,status", "--tag", "eau", "--format", "csv"]
    assert call(*chosen, env={"PARCCLI_LANG": "fr"}).stdout == (
        "\ufefftitle;date;status\nL’eau : un chantier;2021-02-26;published\n"
    )
    assert call(*chosen).stdout == "title,date,status\nL’eau : un chantier,2021-02-26,published\n"


@pytest.mark.parametrize("title", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1"])
def test_a_title_is_no_formula_in_a_spreadsheet(title: str) -> None:
    """An apostrophe stands before it."""
    _header, row = csv.reader(
        as_csv([{"title": title, "slug": "a;b"}], ["title", "slug"], excel=True).splitlines(), delimiter=";"
    )
    assert row == [f"'{title}", "a;b"]


def test_a_field_or_date_that_is_none_names_the_remedy(call: Call) -> None:
    """Exit 2, and the nearest field."""
    done = call("list", "--fields", "title,slugg")
    assert (done.exit_code, done.stderr) == (2, "parccli: there is no field “slugg”\n  Did you mean “slug”?\n")
    done = call("list", "--since", "02/26/2021")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "2021-02-26" in done.stderr


def test_outside_a_site_nothing_is_listed(call: Call, site: Site) -> None:
    """Exit 2, with what to do."""
    done = call("list", cwd=site.root.parent)
    assert done.exit_code == 2
    assert "parccli init" in done.stderr


def test_a_mistyped_category_is_told(call: Call, site: Site) -> None:
    """The list is empty, as asked; what may be meant is on standard error."""
    site.write(a="---\ntitle: A\ncategories: [Ailleurs]\n---\n")
    done = call("list", "--category", "Travau", "--format", "json")
    assert (done.exit_code, done.stdout) == (0, "[]\n")
    assert "did you mean “Travaux”?" in done.stderr
    for known in ("ailleurs", "Travaux"):
        assert call("list", "--category", known, "--format", "json").stderr == ""


def test_an_empty_list_says_so_to_a_person(call: Call, site: Site) -> None:
    """A program gets the empty list, a person a sentence."""
    assert site.root.is_dir()
    assert "No post is like that." in call("list", "--search", "rien", typed="").stderr
    assert call("list", "--search", "rien").stderr == ""


def test_a_status_may_be_named_as_the_table_shows_it(call: Call, site: Site) -> None:
    """In the interface's language, with or without accents; the English name is taken in every language."""
    site.write(a="---\ntitle: A\nstatus: published\ndate: 2021-01-01\n---\n")
    french = {"PARCCLI_LANG": "fr"}
    wanted = call("list", "--status", "published", "--format", "json").stdout
    for word in ("publié", "Publie", "published"):
        assert call("list", "--status", word, "--format", "json", env=french).stdout == wanted
    refused = call("list", "--status", "paru", env=french)
    assert refused.exit_code == 2
    assert "draft, published, scheduled, expired, archived" in refused.stderr


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "paths", "table"])
def test_a_program_is_told_the_same_again_until_something_changes(call: Call, site: Site, form: str) -> None:
    """Also of a site of which answers are kept."""
    for number in range(201):
        text = f"---\ntitle: Titre {number}\ndate: 2024-05-06\nstatus: published\nid: urn:x:{number}\n---\n\nTexte.\n"
        (site.root / f"posts/p{number}.md").write_text(text)
    (site.root / ".parccli").mkdir(exist_ok=True)
    time.sleep(0.03)
    arguments = ("list", "--format", form, "--status", "published", "--status", "draft", "--sort", "title")
    first, second = call(*arguments), call(*arguments)
    assert first == second
    assert first.stdout.count("\n") > 200
    assert call("list", "--format", form, "--status", "archived") != first
    (site.root / "posts/p7.md").rename(site.root / "posts/z.md")
    third = call(*arguments)
    shutil.rmtree(site.root / ".parccli")
    assert call(*arguments) == third != first
    assert third.stdout == re.sub(r"\bp7\b", "z", first.stdout)
