"""The corpus that `make bench` measures with: the same each time, in the sizes of real posts, and good posts."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

from bench import corpus
from bench.folders import Work, snapshot
from bench.sites import eleventy, hugo, parccli, pelican, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.corpus import Post

ROOT = Path(__file__).parents[2]
DIGEST = (
    "from bench.corpus import posts; import hashlib; print(hashlib.sha256(repr(list(posts(30))).encode()).hexdigest())"
)


def test_the_same_posts_whatever_the_order_of_hashes() -> None:
    """Two processes that hash differently make the same posts."""
    made = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_a_larger_corpus_begins_with_the_smaller() -> None:
    """What a post is depends on its number and the seed, not on how many there are."""
    assert list(corpus.posts(40))[:20] == list(corpus.posts(20))
    assert list(corpus.posts(20, seed=2)) != list(corpus.posts(20))


def test_the_sizes_are_those_of_real_posts() -> None:
    """Log-normal with a median of 5 KB; each post has a slug and an id of its own."""
    posts = list(corpus.posts(400))
    sizes = sorted(len(post.body.encode()) for post in posts)
    assert 4_500 < median(sizes) < 5_800
    assert sizes[0] > 400
    assert 20_000 < sizes[-1] < 42_000
    assert len({post.slug for post in posts}) == len({post.id for post in posts}) == 400


def test_bodies_hold_what_posts_hold() -> None:
    """Headings, lists of both kinds, quotations, tables, links, and pictures now and then."""
    posts = list(corpus.posts(200))
    text = "".join(post.body for post in posts)
    assert all(mark in text for mark in ("\n## ", "\n- ", "\n1. ", "\n> ", "\n|---|---|\n", "](/actualites/", "**"))
    assert 0 < sum(post.picture is not None for post in posts) < 20


def test_parccli_finds_no_error_in_them(tmp_path: Path) -> None:
    """Faults of typography are there to be found, as in real posts; nothing that would stop an export."""
    site = tmp_path / "site"
    parccli.write(site, corpus.posts(12))
    command = [sys.executable, "-m", "parccli", "-C", str(site), "validate", "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    found = json.loads(done.stdout)
    assert found["checked"] == 12
    assert {each["severity"] for each in found["findings"]} == {"warning"}


def test_a_site_is_made_once(tmp_path: Path) -> None:
    """It is kept for the next run; one that earlier code made goes."""
    earlier = tmp_path / "sites" / "0123456789ab" / "parccli-2"
    earlier.mkdir(parents=True)
    site = Work(root=tmp_path).site("parccli", 2)
    made = snapshot(site)
    assert len([path for path in made if path.endswith(".md")]) == 2
    assert not earlier.exists()
    assert Work(root=tmp_path).site("parccli", 2) == site
    assert snapshot(site) == made


@pytest.mark.parametrize("text", [parccli.text, hugo.text, pelican.text, eleventy.text])
def test_every_tool_gets_the_same_body(text: Callable[[Post], str]) -> None:
    """The front matter is each tool's own, the rest is not."""
    (post,) = corpus.posts(1)
    written = text(post)
    assert written.endswith(f"\n{post.body}")
    assert post.title in written
    assert post.summary in written


def test_the_table_has_a_row_a_post(tmp_path: Path) -> None:
    """Bodies of several lines survive CSV."""
    posts = list(corpus.posts(3))
    table.write(tmp_path / "rows.csv", posts)
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["body"] for row in rows] == [post.body for post in posts]
