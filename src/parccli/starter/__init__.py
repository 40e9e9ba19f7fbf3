"""What a new site starts from, in its own language: data files here, read as text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from parccli import frontmatter
from parccli.source import Source

if TYPE_CHECKING:
    from datetime import date

_FILES = Path(__file__).parent
_PLACE = re.compile(r"{(title|url|language)}")
_FIRST_POST = {"fr": "bienvenue-dans-vos-actualites.md", "en": "welcome-to-your-news.md"}


def settings(*, title: str, url: str, language: str) -> str:
    """The text of parccli.toml."""
    values = {"title": title, "url": url, "language": language}
    # A TOML text between double quotes is written like JSON's.
    return _PLACE.sub(lambda match: json.dumps(values[match[1]], ensure_ascii=False), _read(language, "parccli.toml"))


def archetype(language: str) -> str:
    """The front matter that `new` fills in."""
    return _read(language, "archetype.md")


def first_post(language: str, *, today: date, new_id: str) -> Source:
    """A draft that shows what can be written."""
    name = _FIRST_POST[_folder(language)]
    document = frontmatter.parse(Source(name, _read(language, name)))
    source = frontmatter.assign(document, {"id": new_id, "date": today})
    return replace(source, path=f"posts/{name}")


def _read(language: str, name: str) -> str:
    return (_FILES / _folder(language) / name).read_text(encoding="utf-8")


def _folder(language: str) -> str:
    return language[:2] if language[:2] in _FIRST_POST else "en"
