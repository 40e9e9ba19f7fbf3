from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

POST = """---
id: urn:uuid:1
title: "Portes ouvertes : le programme"
date: 1999-09-01T09:30
status: published
summary: Le Parc se visite !
categories: [Travaux]
author: Le service culturel
image: tour.png
image_alt: Une tour
image_caption: La tour en travaux
image_credit: Le Parc
---
Venez *nombreux*, voici [la suite](suite.md).
"""
NEXT = "---\nid: urn:uuid:2\ntitle: Suite\ndate: 1999-09-02\nstatus: published\n---\nFin.\n"
DRAFT = "---\nslug: sans-rien\n---\n"


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    site.write(portes=POST, suite=NEXT, vide=DRAFT, casse="---\ntitle: a : b\n---\n")


@pytest.mark.parametrize("reference", ["portes", "urn:uuid:1", "posts/portes.md"])
def test_text_is_the_post_as_it_reads(call: Call, reference: str) -> None:
    """By slug, id or path; typography finished, no colour in a pipe."""
    done = call("show", reference)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "Portes ouvertes\u00a0: le programme\n"
        "══════════════════════════════\n"
        "1 September 1999 at 09:30 · published · Travaux · Le service culturel\n"
        "\n"
        "Le Parc se visite\u202f!\n"
        "\n"
        "[image: Une tour]\n"
        "La tour en travaux (Le Parc)\n"
        "\n"
        "Venez nombreux, voici la suite (suite.md).\n"
    )


def test_a_post_with_nothing_is_shown_too(call: Call) -> None:
    """Its slug stands for its title, the site for its author."""
    assert call("show", "sans-rien").stdout == "sans-rien\n═════════\nno date · draft · Le Parc\n"


def test_html_is_the_body_as_the_export_writes_it(call: Call) -> None:
    """Links to other public posts lead to their pages."""
    done = call("show", "portes", "--format", "html")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        '<p>Venez <em>nombreux</em>, voici <a href="https://www.example.org/suite/">la suite</a>.</p>\n'
    )


def test_json_is_the_object_of_list_with_the_body(call: Call) -> None:
    """As Markdown and as HTML."""
    shown = json.loads(call("show", "portes", "--format", "json").stdout)
    listed = {row["slug"]: row for row in json.loads(call("list", "--format", "json").stdout)}
    assert shown.pop("body") == "Venez *nombreux*, voici [la suite](suite.md).\n"
    assert shown.pop("html").startswith("<p>Venez <em>nombreux</em>")
    assert shown == listed["portes"]


def test_a_post_that_is_not_there_or_cannot_be_read_is_exit_2(call: Call) -> None:
    """With the nearest slug, or the line and the remedy."""
    done = call("show", "portess")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Did you mean “portes”?" in done.stderr
    done = call("show", "casse", "--format", "json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("posts/casse.md:2:1: ")
