"""Any bytes in: posts that can be read, or words that help; never a bug of ours, never a post that is not itself again.

Each crash found stays as an `@example`, or as a test of its own.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parccli.errors import ParcError
from parccli.french.dates import DateError, format_date, parse_moment
from parccli.french.slugs import is_slug, slugify
from parccli.french.typography import Profile, polish
from parccli.importers import IMPORTERS, Action, Decision, Intake, Material, Options, read, reconcile
from parccli.importers.row import Row
from parccli.moment import is_bare
from parccli.post import PostFile
from parccli.post import read as read_post
from parccli.render.rendering import render
from parccli.rules import RULES, check_posts, survey
from parccli.source import Source
from tests.samples.posts import SITE
from tests.trust.conftest import fuzzed
from tests.trust.inputs import lines, sources, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = Options(today=date(2026, 1, 15))
AT = datetime(2026, 1, 15, tzinfo=UTC)
FRENCH = Profile(language="fr")


def _nothing(_path: str) -> None:
    return None


def _imported(name: str, data: bytes, site: Sequence[PostFile] = ()) -> list[Decision]:
    rows = list(read([(IMPORTERS[name], Material.of(f"source.{name}", data))], SITE, OPTIONS))
    assert all(isinstance(row, Row) for row in rows)
    by_path = {file.path: file for file in site}
    with Intake(rows, OPTIONS) as intake:
        return list(reconcile(intake, site, SITE, OPTIONS, reread=by_path.__getitem__))


def _written(decisions: Sequence[Decision]) -> list[PostFile]:
    made = [decision for decision in decisions if decision.path and decision.data is not None]
    assert len({decision.path for decision in made}) == len(made)
    return [read_post(Source.decode(decision.path or "", decision.data or b"")) for decision in made]


@pytest.mark.parametrize("name", IMPORTERS)
def test_any_source(name: str) -> None:
    """What comes in can be read and published, under the id decided; and coming again, it changes nothing."""

    @fuzzed
    @given(sources(name))
    def holds(data: bytes) -> None:
        decisions = _imported(name, data)
        files = _written(decisions)
        ids = [decision.id for decision in decisions if decision.data is not None]
        for file, identity in zip(files, ids, strict=True):
            assert file.error is None
            assert file.post is not None
            assert file.post.id == identity
            assert not file.is_broken
            _published(file)
        again = _imported(name, data, files)
        assert {decision.action for decision in again} <= {Action.UNCHANGED, Action.REFUSED, Action.SKIPPED}

    holds()


def _published(file: PostFile) -> None:
    """Render it, and check it: an error that is told is an answer, a crash is not."""
    assert file.post is not None
    list(check_posts([file], survey([file], SITE, AT, look_up=_nothing), RULES.values()))
    try:
        render(file.post, SITE, lookup=_nothing, links={})
    except ParcError as error:
        assert error.message  # noqa: PT017 -- what it says is tested where it is said


@fuzzed
@given(texts, texts)
def test_any_post(header: str, body: str) -> None:
    """Any text between the fences is a post, or an error with its line; it is checked and rendered in the end."""
    file = read_post(Source(path="posts/a.md", text=f"---\n{header}\n---\n{body}"))
    if file.error is not None:
        assert file.error.line is not None
    elif file.post is not None:
        _published(file)


@fuzzed
@given(st.one_of(lines, st.text(max_size=30), st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}([T ]\d\d:\d\d.*)?")))
def test_any_date(text: str) -> None:
    """A date is read or refused, with a remedy; one that was read is printed in both languages."""
    try:
        moment = parse_moment(text)
    except DateError as error:
        assert error.hint  # noqa: PT017 -- likewise
        return
    for language in ("fr", "en"):
        assert format_date(moment, language)
    if is_bare(moment):
        assert parse_moment(moment.isoformat()) == moment


@fuzzed
@given(texts)
def test_any_slug(text: str) -> None:
    """A slug is made of any text; it is one, and that of itself."""
    slug = slugify(text)
    assert is_slug(slug)
    assert slugify(slug) == slug
    assert len(slug.encode()) <= 200
    assert "/" not in slug


@fuzzed
@given(texts)
def test_any_typography(text: str) -> None:
    """Finished twice is finished once, and no letter or line is lost."""
    assume("\0" not in text)
    once = polish(text, FRENCH)
    assert polish(once, FRENCH) == once
    assert once.count("\n") == text.count("\n")
