"""The posts of the sample site, with their real files: careful texts, in French and in English, raise nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parccli.folder.files import facts
from parccli.folder.posts import read_posts
from parccli.folder.site import open_site
from parccli.rules import RULES, check_posts, survey

ROOT = Path(__file__).parents[2]
SITE = open_site(ROOT)
FILES = read_posts(SITE).files


@pytest.mark.parametrize("at", [datetime(2026, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)])
def test_careful_posts_raise_nothing(at: datetime) -> None:
    """Before and after the scheduled one is public: a check that cries wolf is switched off within a week."""
    site = survey(FILES, SITE.config, at, look_up=facts(SITE.root))
    found = [
        f"{finding.path}:{finding.line}: {finding.message}" for finding in check_posts(FILES, site, RULES.values())
    ]
    assert len(FILES) > 10
    assert found == []
