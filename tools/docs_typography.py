"""A page as someone typed it -> the page with the spaces and marks of French, as `validate --fix` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs_console import NOW

from parccli import config, post
from parccli.rules import RULES, check_posts, survey
from parccli.rules.fixing import fix
from parccli.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.findings import Finding

_SETTINGS = 'title = "parccli"\nurl = "https://www.example.org"\n'
_HEAD = "---\nid: urn:uuid:1\ntitle: page\ndate: 2026-03-02\n---\n\n"


def typeset(text: str) -> str:
    """Set what is safe to set; code, addresses and HTML stay to the letter."""
    source, _number = fix(_as_post(text), _findings, unsafe=False)
    return source.text.removeprefix(_HEAD)


def remarks(text: str) -> list[str]:
    """What the checks of typography and structure say of a page; it has a title of the first level, and shows code."""
    found = _checked(_as_post(text), select=("T", "M"), ignore=("M101", "M105"))
    lines = _HEAD.count("\n")
    return [f"{finding.line - lines}: {finding.message} [{finding.code}]" for finding in found]


def _as_post(text: str) -> Source:
    return Source("posts/page.md", _HEAD + text)


def _findings(source: Source) -> Iterable[Finding]:
    return _checked(source, select=("T",), ignore=())


def _checked(source: Source, *, select: tuple[str, ...], ignore: tuple[str, ...]) -> Iterable[Finding]:
    settings, _warnings = config.parse(_SETTINGS, path="parccli.toml")
    files = [post.read(source)]
    return check_posts(files, survey(files, settings, NOW), rules=RULES.values(), select=select, ignore=ignore)
