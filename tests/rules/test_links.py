"""The rules about links and media, by examples: bodies on line 5 of posts/a.md, among the posts and files of a site."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from parccli.config import Config
from parccli.errors import ParcError
from parccli.findings import Safety, Severity
from parccli.post import read
from parccli.render.rendering import render
from parccli.rules import RULES, survey
from parccli.rules.places import asked, outside
from parccli.source import Source

if TYPE_CHECKING:
    from parccli.render.article import FileFacts
    from tests.rules.conftest import Found

WARNING, ERROR, INFO = Severity.WARNING, Severity.ERROR, Severity.INFO


def post(body: str, header: str = "") -> str:
    """A public post with this body, on line 5 when nothing is added to the header."""
    return f"---\ndate: 2025-08-31\nstatus: published\n{header}---\n{body}\n"


ACCEPTED = {
    "L001": [
        post("", "image: media/tour.jpg\n"),
        post("![Une tour](media/tour.jpg)"),
        post("![Une tour](./media/../media/tour.jpg?v=2)"),
        post("![Une tour](https://www.example.org/absente.jpg)"),
        post("![Une tour](/wp-content/tour.jpg)"),
        post('<img src="media/tour.jpg" alt="Une tour">'),
        post("`![x](absente.jpg)`"),
        post("", "image: https://www.example.org/absente.jpg\n"),
    ],
    "L002": [
        post("[Le plan](media/plan.pdf)"),
        post("[Le plan](media/plan.pdf#page=2)"),
        post("[La page](../contact/) et [l’autre](contact.html)"),
        post("[Le giratoire](2024/2024-06-17-giratoire.md)"),
        post("[Le plan](https://www.example.org/absent.pdf) et [le site](www.example.org)"),
        post("[Le haut](#) et [écrire](mailto:a@example.org)"),
    ],
    "L003": [
        post("[Le giratoire](2024/2024-06-17-giratoire.md)"),
        post("[Le giratoire](./2024/../2024/2024-06-17-giratoire.md#dates)"),
        post("[Le texte](https://www.example.org/lisez-moi.md)"),
        post("`[x](absent.md)`"),
    ],
    "L004": [
        post("## Le calendrier\n\n[Les dates](#le-calendrier)"),
        post("## L’été 2025 : n° 1\n\n[Les dates](#lete-2025-n-1)"),
        post("## Dates\n\n## Dates\n\n[Un](#dates) et [deux](#dates-2)"),
        post('<span id="plan">Le plan</span> [plan](#plan)'),
        post("<h2>Le <em>plan</em></h2>\n\n[plan](#le-plan)"),
        post("Un.[^n] [La note](#note-1)\n\n[^n]: Note."),
        post("[Ailleurs](autre.html#rien) et [là](2024/2024-06-17-giratoire.md#rien)"),
        post("## Le “plan” &amp; `code`\n\n[x](#le-plan-code)"),
        post("## Été\n\n[x](#%C3%A9t%C3%A9)"),
    ],
    "L011": [
        post("[Les dates](2024/2024-06-17-giratoire.md#le-calendrier)"),
        post("[Le giratoire](2024/2024-06-17-giratoire.md) et [une page](page.html#rien)"),
        post("[x](2024/2024-06-17-giratoire.md#Le%20calendrier)"),
        post("[x](absent.md#rien) [y](#rien) [z](https://example.org/a.md#rien)"),
        post("## Ici\n\n[x](a.md#ici)"),
    ],
    "L005": [
        post("[Le giratoire](2024/2024-06-17-giratoire.md)"),
        post("[Les vingt ans](2027/2027-03-01-vingt-ans.md)", "status: draft\n").replace("status: published\n", "", 1),
        post("[Les vingt ans](2027/2027-03-01-vingt-ans.md)").replace("2025-08-31", "2027-03-02"),
        post("[Absent](absent.md)"),
        post("[Elle-même](a.md)"),
        post("[La fibre](2024/2024-05-01-fibre.md)", "expires: 2025-08-31\n"),
    ],
    "L006": [
        post("[Le plan](https://www.example.org/plan)"),
        post("`http://www.example.org` et http://www.example.org"),
        post("[Un poste](http://localhost:8000/) [un autre](http://imprimante.local/) [encore](http://10.0.0.1/)"),
        post("[Un port](http://www.example.org:8080/)"),
        post("```\n[x](http://www.example.org)\n```"),
    ],
    "L007": [
        post("[Le guide (PDF, 2,3 Mo)](https://www.example.org/guide.pdf)"),
        post("[The guide (PDF, 900 kB)](https://www.example.org/guide.pdf?v=2)"),
        post('[Le guide](https://www.example.org/guide.pdf "Le guide, PDF, 12 Mo")'),
        post("[Le plan](media/plan.pdf)"),
        post("[Le plan (PDF, 412 ko)](media/plan.pdf) [Le plan (PDF, 0,4 Mo)](media/plan.pdf)"),
        post("[La page](https://www.example.org/pdf)"),
        post("[La page de 3 minutes](https://www.example.org/page.html)"),
        post("[Le plan (2 Mo)](absent.pdf)"),
    ],
    "L008": [
        post("", "image: media/tour.jpg\n"),
        post("![Une tour](media/tour.jpg)"),
        post("![Une tour](media/absente.jpg)"),
        post("[Le plan](media/plan.pdf)"),
        post("![Une tour](https://www.example.org/lourde.jpg)"),
    ],
    "L009": [
        post("[Là](https://www.example.org/la)"),
        post("[Privé](https://www.example.org/prive)"),
        post("[Non demandé](https://autre.example.org/)"),
        post("`https://www.example.org/perdu`"),
    ],
    "L010": [
        post("[Le site](https://www.example.org)"),
        post("[Nous écrire](mailto:contact@example.org) ou <contact@example.org>"),
        post("[Le plan](media/plan.pdf) [la page](../contact/) [le dossier](www/plan.pdf)"),
        post("www.example.org et contact@example.org"),
        post("[Le site](//www.example.org/) [la tour](media/tour@2x.png) [celle-ci](tour@2x.jpeg)"),
    ],
}

REJECTED = {
    "L001": [
        (post("", "image: media/tour.jpeg\n"), (4, 8, 23), ERROR, "posts/media/tour.jpeg"),
        (post("Voici ![la tour](media/Tour.jpg)."), (5, 18, 32), ERROR, "posts/media/Tour.jpg"),
        (post('<img src="../../secret.jpg" alt="x">'), (5, 11, 27), ERROR, "../secret.jpg"),
        (post("![é][t]\n\n[t]: absente.png"), (5, 1, 8), ERROR, "posts/absente.png"),
        (post("![x](file:///home/moi/tour.jpg)"), (5, 6, 31), ERROR, "file:///home/moi/tour.jpg"),
        (post("", "image: 100%.png\n"), (4, 8, 16), ERROR, "posts/100%.png"),
        (post("![Une tour](media/abimee.jpg)"), (5, 13, 29), ERROR, "posts/media/abimee.jpg is damaged"),
        (post("![Le plan](media/plan.pdf)"), (5, 12, 26), ERROR, "no picture that browsers show"),
    ],
    "L002": [
        (post("Voir [le plan](media/plan-v2.pdf)."), (5, 16, 33), ERROR, "posts/media/plan-v2.pdf"),
        (post("[Le plan](.plan.pdf)"), (5, 11, 20), ERROR, "posts/.plan.pdf"),
        (post('<a href="Rapport%202025.docx">x</a>'), (5, 10, 29), ERROR, "posts/Rapport 2025.docx"),
        (post(r"[Le plan](C:\plans\plan.pdf)"), (5, 11, 28), ERROR, "plan.pdf"),
        (post("[La tour](media/abimee.jpg)"), (5, 11, 27), ERROR, "posts/media/abimee.jpg is damaged"),
    ],
    "L003": [
        (post("[x](2024-06-17-giratoire.md)"), (5, 5, 28), ERROR, "“2024/2024-06-17-giratoire.md”"),
        (post("é [x](2024/giratoires.md#dates)"), (5, 7, 31), ERROR, "posts/2024/giratoires.md"),
        (post("[x](../LISEZMOI.md)"), (5, 5, 19), ERROR, "LISEZMOI.md"),
        (post("[x](2024/2024-06-12-giratoire.md)"), (5, 5, 33), ERROR, "“2024/2024-06-17-giratoire.md”"),
        (post("[x](2024/2024-06-17-giratoir.md)"), (5, 5, 32), ERROR, "“2024/2024-06-17-giratoire.md”"),
    ],
    "L004": [
        (post("## Le calendrier\n\n[Les dates](#calendrier)"), (7, 13, 24), WARNING, "there is #le-calendrier"),
        (post("[Les dates](#calendrier)"), (5, 13, 24), WARNING, "called #calendrier"),
        (post('<span id="Plan">x</span> [x](#pla)'), (5, 30, 34), WARNING, "#Plan"),
    ],
    "L011": [
        (post("[x](2024/2024-06-17-giratoire.md#calendrier)"), (5, 5, 44), WARNING, "there is #le-calendrier"),
        (post("é [x](<brouillon.md#le calendrier 2>)"), (5, 8, 36), WARNING, "posts/brouillon.md"),
        (post("Rien.\n\n[x](a.md#ici)"), (7, 5, 13), WARNING, "has no heading #ici"),
    ],
    "L005": [
        (post("[x](2027/2027-03-01-vingt-ans.md)"), (5, 5, 33), WARNING, "(scheduled)"),
        (post("é [x](brouillon.md)"), (5, 7, 19), WARNING, "(draft)"),
        (post("[x](2024/2024-05-01-fibre.md)"), (5, 5, 29), WARNING, "(archived)"),
        (
            post("[x](2027/2027-03-01-vingt-ans.md)").replace("2025-08-31", "2026-08-31"),
            (5, 5, 33),
            WARNING,
            "vingt-ans.md is not public",
        ),
    ],
    "L006": [
        (post("Voir [le plan](http://autre.example.org/plan)."), (5, 16, 45), INFO, "autre.example.org"),
        (post("[Le plan](http://www.example.org/plan)"), (5, 11, 38), WARNING, "write https"),
        (post("![x](http://autre.example.org/x.png)"), (5, 6, 36), WARNING, "write https"),
        (post("é <http://autre.example.org/>"), (5, 4, 29), INFO, "write https"),
    ],
    "L007": [
        (post("[Le guide](https://www.example.org/guide.pdf)"), (5, 1, 46), WARNING, "(PDF, 2 MB)"),
        (post("Ici, [le guide (PDF)](https://www.example.org/guide.pdf)"), (5, 6, 57), WARNING, "RGAA 13.3"),
        (post("[Le tableau (2 Mo)](https://www.example.org/t.xlsx?v=1)"), (5, 1, 56), WARNING, "(XLSX, 2 MB)"),
        (post("[Le plan (PDF, 4 Mo)](media/plan.pdf)"), (5, 1, 38), WARNING, "“4 Mo”"),
    ],
    "L008": [
        (post("", "image: media/lourde.jpg\n"), (4, 8, 24), WARNING, "8400 KB"),
        (post("é ![x](media/large.png)"), (5, 8, 23), WARNING, "6000 × 400"),
        (post('<img src="media/lourde.jpg" alt="x">'), (5, 11, 27), WARNING, "smaller copy"),
    ],
    "L009": [
        (post("[x](https://www.example.org/perdu)"), (5, 5, 34), ERROR, "404"),
        (post("[x](https://www.example.org/retire#ici)"), (5, 5, 39), ERROR, "410"),
        (post("![x](https://www.example.org/panne)"), (5, 6, 35), WARNING, "Service Unavailable"),
        (post("<https://absent.example.org>"), (5, 2, 28), WARNING, "Name or service not known"),
    ],
    "L010": [
        (post("[x](www.example.org/plan)"), (5, 5, 25), ERROR, "write https://www.example.org/plan"),
        (post("[x](contact@example.org)"), (5, 5, 24), ERROR, "write mailto:contact@example.org"),
        (post('é <a href="WWW.example.org">x</a>'), (5, 12, 27), ERROR, "https://WWW.example.org"),
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in ACCEPTED.items() for text in texts])
def test_accepted(found: Found, code: str, text: str) -> None:
    """Nothing to say."""
    assert found(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "place", "severity", "message"),
    [(code, *example) for code, examples in REJECTED.items() for example in examples],
)
def test_rejected(
    found: Found, code: str, text: str, place: tuple[int, int, int], severity: Severity, message: str
) -> None:
    """One finding, at the address where it is written, else at the link."""
    (finding,) = found(code, text)
    assert (finding.line, finding.column, finding.end_column) == place
    assert finding.severity is severity
    assert message in finding.message


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("L006", post("[x](http://autre.example.org/é)"), post("[x](https://autre.example.org/é)")),
        ("L006", post("[http://a.example.org][r]\n\n[r]: http://a.example.org"), None),
        ("L010", post("[x](www.example.org)"), post("[x](https://www.example.org)")),
        ("L010", post("é [x](<contact@example.org> 'y')"), post("é [x](<mailto:contact@example.org> 'y')")),
        ("L010", post("[x][r]\n\n[r]: www.example.org"), None),
    ],
)
def test_an_unsafe_fix_writes_what_is_missing(found: Found, code: str, before: str, after: str | None) -> None:
    """Where the address stands in the link itself; a reference is for a person to change."""
    (finding,) = found(code, before)
    if after is None:
        assert finding.fix is None
    else:
        assert finding.fix is not None
        assert finding.fix.safety is Safety.UNSAFE
        assert Source("a.md", before).edited(finding.fix.edits).text == after


@pytest.mark.parametrize("code", [code for code in RULES if code.startswith("L")])
def test_a_site_whose_files_are_not_known_has_none_missing(code: str) -> None:
    """A caller that gathers nothing about files, such as the export's own judgement, hears nothing about them."""
    file = read(Source("posts/a.md", post("![x](absente.png) [Le plan](absent.pdf)", "image: absente.png\n")))
    site = survey([file], Config(title="Le Parc", url="https://www.example.org"), datetime(2025, 9, 1, tzinfo=UTC))
    assert list(RULES[code].run(file, site)) == []


def test_a_picture_that_would_exhaust_memory_is_an_error_and_not_missing() -> None:
    """Looking at it fails, which says that it is there, and that export will fail too."""

    def look_up(path: str) -> FileFacts | None:
        message = "the picture has more pixels than a page can use"
        raise ParcError(message, path=path)

    text = post("![x](a.png) [x](b.pdf) [x (PDF, 2 Mo)](b.pdf)", "image: a.png\n")
    file = read(Source("posts/a.md", text))
    config = Config(title="Le Parc", url="https://www.example.org")
    site = survey([file], config, datetime(2025, 9, 1, tzinfo=UTC), look_up=look_up)
    found = {code: [f.severity for f in RULES[code].run(file, site)] for code in ("L001", "L002", "L007", "L008")}
    assert found == {"L001": [], "L002": [], "L007": [], "L008": [ERROR, ERROR]}


@pytest.mark.parametrize("text", [*ACCEPTED["L004"], *(example[0] for example in REJECTED["L004"])])
def test_an_anchor_is_dead_when_its_rendering_leaves_the_link_out(found: Found, text: str) -> None:
    """The rule says of every link what `export` makes of it."""
    made = read(Source("posts/a.md", text)).post
    assert made is not None
    config = Config(title="Le Parc", url="https://www.example.org")
    body = render(made, config, lookup=lambda _path: None, links={}).body
    # A note has a link to it, and one back.
    kept = body.count('href="https://www.example.org/a/#') - 2 * body.count("↑")
    assert made.body.count("](#") == kept + len(found("L004", text))


def test_every_address_outside_is_asked_once() -> None:
    """Without its anchor, percent-encoded, of http and https only."""
    text = post(
        "[a](https://www.example.org/é#b) <https://www.example.org/é> ![c](HTTP://x.example.org) [d](mailto:a@b)"
    )
    assert outside([read(Source("posts/a.md", text))]) == ["https://www.example.org/%C3%A9", "http://x.example.org"]
    assert asked("http://[broken") is None
