"""How big a feed may be."""

from __future__ import annotations

import pytest

from parccli.exporters.limits import check_size, oversize
from parccli.findings import Severity

KILOBYTE = 1024


@pytest.mark.parametrize(
    ("path", "kilobytes", "judged"),
    [
        ("feeds/rss.xml", 511, None),
        ("feeds/rss.xml", 512, Severity.WARNING),
        ("feeds/emploi/feed.json", 1023, Severity.WARNING),
        ("feeds/atom.xml", 1024, Severity.ERROR),
        ("feeds/archive/2021.xml", 5000, None),
        ("feeds/archive/atom.xml", 5000, Severity.ERROR),
        ("fragments/list/page-1.html", 5000, None),
        ("newsletter/2025-09-01.html", 89, None),
        ("newsletter/2025-09-01.html", 90, Severity.WARNING),
        ("newsletter/2025-09-01.html", 101, Severity.WARNING),
        ("newsletter/2025-09-01.html", 102, Severity.ERROR),
        ("newsletter/2025-09-01.eml", 500, None),
        ("fragments/newsletter.html", 500, None),
    ],
)
def test_limits(path: str, kilobytes: int, judged: Severity | None) -> None:
    """A feed: warn at 512 KB, refuse at 1 MB, but archives. A letter: warn at 90 KB, refuse at 102 KB."""
    assert check_size(path, kilobytes * KILOBYTE) is judged


def test_the_message_says_what_to_do() -> None:
    """It names the file, its size, and the setting to change."""
    error = oversize("feeds/rss.xml", 600 * KILOBYTE)
    assert error.where == "feeds/rss.xml"
    assert "600 KB" in error.message
    assert error.hint is not None
    assert "items" in error.hint
