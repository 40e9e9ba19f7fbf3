"""One post among the others of a small site, whose files, last export and outside answers are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parccli.config import Config
from parccli.findings import Finding
from parccli.folder.published import Published
from parccli.post import read
from parccli.render.article import FileFacts, Unfit
from parccli.rules import RULES, survey
from parccli.rules.rule import Answer, LastExport
from parccli.source import Source

Found = Callable[..., list[Finding]]

CONFIG = Config(title="Le Parc", url="https://www.example.org", categories=("Travaux", "Emploi et formation"))
NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)
OTHER = "---\nid: urn:uuid:{title}\ntitle: {title}\ndate: {date}\nstatus: {status}\n---\n## Le calendrier\n"
OTHERS = {
    "posts/2024/2024-06-17-giratoire.md": ("Le giratoire", "2024-06-17", "published"),
    "posts/2024/2024-05-01-fibre.md": ("La fibre", "2024-05-01", "archived"),
    "posts/2027/2027-03-01-vingt-ans.md": ("Vingt ans", "2027-03-01", "published"),
    "posts/brouillon.md": ("Brouillon", "2025-08-01", "draft"),
}
FILES = {
    "posts/media/tour.jpg": (180_000, "image/jpeg", 1600, 900),
    "posts/media/lourde.jpg": (8_400_000, "image/jpeg", 3800, 2500),
    "posts/media/large.png": (900_000, "image/png", 6000, 400),
    "posts/media/plan.pdf": (412_000, "application/pdf", None, None),
}
SHOWN = {
    "urn:uuid:paru": Published(updated=datetime(2025, 8, 30, 8, tzinfo=UTC), content="<p>Le <b>pont</b> ouvre.</p>")
}
LAST = LastExport(
    by_path={
        "posts/0.md": "urn:uuid:publie",
        "posts/paru.md": "urn:uuid:paru",
        "posts/42.md": "42",
        "posts/2024/giratoire.md": "urn:uuid:Le giratoire",
    },
    shown=lambda _path, post_id: SHOWN.get(post_id),
    by_slug={"adresse-publiee": "urn:uuid:adresse", "giratoire": "urn:uuid:Le giratoire"},
)
ANSWERS = {
    "https://www.example.org/perdu": Answer(status=404),
    "https://www.example.org/retire": Answer(status=410),
    "https://www.example.org/panne": Answer(status=503, reason="Service Unavailable"),
    "https://absent.example.org": Answer(status=None, reason="Name or service not known"),
    "https://www.example.org/la": Answer(status=200),
    "https://www.example.org/prive": Answer(status=403),
}


@pytest.fixture
def found() -> Found:
    """Give the findings of one rule on one post, a whole file, in the small site."""

    def check(code: str, text: str, path: str = "posts/a.md") -> list[Finding]:
        file = read(Source(path, text))
        others = [
            read(Source(other, OTHER.format(title=title, date=date, status=status)))
            for other, (title, date, status) in OTHERS.items()
        ]
        site = survey([*others, file], CONFIG, NOW, look_up=_look_up, last=LAST)
        return list(RULES[code].run(file, replace(site, answers=ANSWERS)))

    return check


def _look_up(path: str) -> FileFacts | None:
    if path == "posts/media/abimee.jpg":
        return FileFacts(path=path, size=9, media_type="image/jpeg", unfit=Unfit.NO_PICTURE)
    if path not in FILES:
        return None
    size, media_type, width, height = FILES[path]
    return FileFacts(path=path, size=size, media_type=media_type, width=width, height=height)
