from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PIL import Image

from parccli.config import Config
from parccli.post import Post
from parccli.preview.memory import Memory
from parccli.render.article import Target

if TYPE_CHECKING:
    from pathlib import Path

    from parccli.render.article import Article

CONFIG = Config(title="Parc", url="https://www.example.org")
POST = Post(id="urn:x:a", title="Un titre", slug="a", path="posts/a.md", body="![Un terril](photo.png)")


def drawn(memory: Memory, root: Path, body: str = POST.body, config: Config = CONFIG, title: str = "") -> Article:
    """The article of a look."""
    links = {"posts/b.md": Target("https://www.example.org/b/", title, "parc-b")} if title else {}
    post = replace(POST, date=date(2025, 9, 1), body=body)
    return memory.render(post, config, lookup=memory.facts(root), links=links)


def picture(root: Path, width: int, time: int) -> None:
    """Save the post's picture, at a time of its own: two saves of a test may fall into one tick of the clock."""
    place = root / "posts/photo.png"
    place.parent.mkdir(exist_ok=True)
    Image.new("RGB", (width, 30)).save(place)
    os.utime(place, (time, time))


def test_what_has_not_changed_is_not_made_again(tmp_path: Path) -> None:
    """The very same article."""
    memory = Memory()
    picture(tmp_path, 40, 1)
    assert drawn(memory, tmp_path) is drawn(memory, tmp_path)


def test_what_has_changed_is_made_again(tmp_path: Path) -> None:
    """The post, a setting, its picture, a picture that was missing."""
    memory = Memory()
    absent = drawn(memory, tmp_path)
    picture(tmp_path, 40, 1)
    narrow = drawn(memory, tmp_path)
    picture(tmp_path, 50, 2)
    wide = drawn(memory, tmp_path)
    assert absent.missing == ("posts/photo.png",)
    assert ['width="40"' in narrow.body, 'width="50"' in wide.body] == [True, True]
    assert drawn(memory, tmp_path, body="Autre").body == "<p>Autre</p>"
    other = Config(title="Parc", url="https://example.org")
    assert drawn(memory, tmp_path, config=other).url == "https://example.org/a/"


def test_another_post_matters_to_those_that_link_to_it(tmp_path: Path) -> None:
    """When it becomes public or has another title; to no other."""
    memory = Memory()
    unlinked, linked = "Un mot", "[mot](b.md)"
    assert drawn(memory, tmp_path, unlinked) is drawn(memory, tmp_path, unlinked, title="B")
    assert drawn(memory, tmp_path, linked).body == "<p>mot</p>"
    public = drawn(memory, tmp_path, linked, title="B")
    assert public.body == '<p><a href="https://www.example.org/b/">mot</a></p>'
    assert drawn(memory, tmp_path, linked, title="B") is public
    assert drawn(memory, tmp_path, linked, title="C") is not public
