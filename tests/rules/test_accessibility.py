"""The rules that RGAA asks for, by examples: bodies that begin on line 4, after a header with nothing but a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.findings import Severity

if TYPE_CHECKING:
    from tests.rules.conftest import Found

WARNING, ERROR, INFO = Severity.WARNING, Severity.ERROR, Severity.INFO
LONG = "Laisser pousser ne coûte rien, et la nature répond dès la première saison, comme le montrent nos douze stations"


def post(body: str, header: str = "") -> str:
    """A post of today with this body, on line 4 when nothing is added to the header."""
    return f"---\ndate: 2025-09-01\n{header}---\n{body}\n"


ACCEPTED = {
    "A101": [
        post("", "image: a.png\nalt: Une tour\n"),
        post("", "image_alt: Une tour\n"),
        post("![Le *port* en avril](port.jpg)"),
        post('<img src="vagues.png" alt="">'),
        post("[![](icone.png) Le plan des accès](plan.pdf)"),
        post("`![](port.jpg)`\n\n    ![](port.jpg)\n\n```\n<img src=x>\n```"),
        post("<!-- <img src=x> -->"),
    ],
    "A102": [
        post("", "image: image.png\nalt: Une tour\n"),
        post("![Image satellite du Parc](a.png)"),
        post("![Logo du Parc des Trois-Canaux](logo.svg)"),
        post("![Péniche](peniche.jpg)"),
        post("![](a.png)"),
        post("![Photo de classe des apprentis de 2025](b.jpg)"),
    ],
    "A103": [
        post("", "image: a.png\nalt: Une tour\nlégende: La tour en 1968\n"),
        post('![Une tour](a.png "La tour en 1968")'),
        post("![Une tour](a.png)"),
        post('<img src="a.png" alt="" title="">'),
    ],
    "A104": [
        post('<figure>\n<img src="a.png" alt="Une tour">\n<figcaption>La tour.</figcaption>\n</figure>'),
        post('<img src="a.png" alt="">\n\n<figure>\n<figcaption>Vide.</figcaption>\n</figure>'),
        post('![](a.png "La tour")'),
    ],
    "A201": [
        post('<iframe src="https://carte.example.org" title="Carte des accès"></iframe>'),
        post("`<iframe src=x>`"),
        post('```html\n<iframe src="https://carte.example.org"></iframe>\n```'),
        post('<script>\nx = "<iframe src=x>";\n</script>'),
    ],
    "A501": [
        post("| Arrêt | Départ |\n|---|---|\n| Gare | 4 h 52 |"),
        post("|  | 2024 | 2025 |\n|---|---|---|\n| Emplois | 3 340 | 3 460 |"),
        post("| `a` | ![](x.png) |\n|---|---|\n| 1 | 2 |"),
        post("<table>\n<tr><th>Arrêt</th></tr>\n<tr><td>Gare</td></tr>\n</table>"),
        post('<table role="presentation">\n<tr><td>Gare</td></tr>\n</table>'),
    ],
    "A601": [
        post("[Le plan](plan.pdf)"),
        post("[![](logo.png)](https://www.example.org)"),
        post('<a id="plan"></a>'),
        post("`[](x)` et [`x`](y)"),
        post("[&eacute;](y)"),
        post('<a href="/plan"><img src="a.png" alt="Le plan"></a>'),
        post('<a href="/plan" title="Le plan"><img src="a.png" alt=""></a>'),
        post('<a href="/plan"><img src="a.png" alt=""> Le plan</a>'),
    ],
    "A602": [
        post("[Le plan de circulation](plan.pdf)"),
        post("[Ici commence le canal](canal.md)"),
        post('[Lire la suite](suite.md "Lire la suite : le giratoire des Écluses")'),
        post('<a href="/x" aria-label="En savoir plus sur le giratoire">En savoir plus</a>'),
        post("Cliquez ici ou là, en savoir plus."),
        post("`[ici](x)`"),
    ],
    "A603": [
        post("[Le site du Parc](https://www.example.org/plan)"),
        post("[www.example.org](https://www.example.org)"),
        post("<contact@example.org>"),
        post("[example.org](https://example.org/)"),
        post("Voir https://www.example.org/plan et `<https://www.example.org>`."),
        post("[Le site https://www.example.org/plan](https://www.example.org/plan)"),
    ],
    "A801": [
        post("<strong>Entrée libre</strong> et <small>gratuite</small>"),
        post("`<center>` est obsolète."),
        post("2 <font 3> et a < b"),
        post("<directory>x</directory>"),
    ],
    "A802": [
        post("<p>Du texte</p>"),
        post("<p>\n![x](a.png)\n</p>"),
        post("<p><img src='a.png' alt='x'></p>"),
        post("Un\n\n\n\nDeux"),
        post("<p>`&nbsp;`</p>\n\n`&nbsp;`"),
        post("<p><span>Texte</span></p>"),
    ],
    "A803": [
        post('<span lang="en">business park</span>'),
        post('<span lang="fr-CA">magasiner</span>'),
        post('<a href="/nl" hreflang="nl">Nederlands</a>'),
        post('<span lang="zh-Hant-TW">園區</span> <span lang="uk">парк</span>'),
        post('`<span lang="anglais">`'),
    ],
    "A901": [
        post(f"> « {LONG}. »"),
        post("« Bienvenue ! », a dit la présidente du Syndicat."),
        post("« Court. »"),
        post(f"Le rapport le dit : « {LONG}. »"),
        post(f"« {LONG} », conclut le rapport."),
        post(f"- « {LONG}. »"),
        post(f"« Laisser pousser » ne coûte rien, et la nature répond « {LONG} »"),
    ],
    "A951": [
        post('<a href="https://www.example.org" target="_blank">Le site (nouvelle fenêtre)</a>'),
        post('<a href="/x" target="_blank" title="Le plan - Nouvel onglet">Le plan</a>'),
        post('<a href="/x" target="_self">Le plan</a>'),
        post("[Le site](https://www.example.org)"),
    ],
    "A952": [
        post("Bonne année 2026 ! 🎉"),
        post("Le chêne 🌳 et le roseau"),
        post("© 2025 · → la suite · ½ ™ ®"),
        post("Un ☎ pour joindre l’accueil"),
        post("`📍` et\n\n    📍 Maison du Parc"),
    ],
}

REJECTED = {
    "A101": [
        (post("", "image: a.png\n"), (3, 8, 13), ERROR, "RGAA 1.1"),
        (post("Voici ![](port.jpg)."), (4, 7, 20), ERROR, "RGAA 1.1"),
        (post('<img src="port.jpg">'), (4, 1, 21), ERROR, "RGAA 1.1"),
        (post("[![](logo.png)](https://www.example.org)"), (4, 2, 15), ERROR, "RGAA 1.1"),
        (post("![](port.jpg)").replace("2025", "2018"), (4, 1, 14), WARNING, "RGAA 1.1"),
        (post("> - é ![ ][r]\n\n[r]: a.png"), (4, 7, 14), ERROR, "RGAA 1.1"),
    ],
    "A102": [
        (post("", "image: a.png\nalt: Image\n"), (4, 6, 11), ERROR, "“Image”"),
        (post("", "image: a.png\nalt: IMG_2041.JPG\n"), (4, 6, 18), ERROR, "RGAA 1.3"),
        (post("![photo 3](a.png)"), (4, 1, 18), ERROR, "“photo 3”"),
        (post("![chateau-deau](media/chateau-deau.jpg)"), (4, 1, 40), ERROR, "“chateau-deau”"),
        (post('<img src="DSC_0412.jpg" alt="DSC 0412">'), (4, 1, 40), ERROR, "RGAA 1.3"),
        (post("![Une photo](a.png)").replace("2025-09-01", "2019-09-22"), (4, 1, 20), WARNING, "“Une photo”"),
    ],
    "A103": [
        (post("", "image: a.png\nalt: La tour\nlégende: La tour.\n"), (4, 6, 13), WARNING, "RGAA 1.3"),
        (post('![La tour](a.png "La tour")'), (4, 1, 28), WARNING, "RGAA 1.3"),
        (post('Ici, <img src="a.png" alt="La Tour" title="la tour">'), (4, 6, 53), WARNING, "RGAA 1.3"),
    ],
    "A104": [
        (
            post('<figure>\n<img src="a.png" alt="">\n<figcaption>La tour.</figcaption>\n</figure>'),
            (5, 1, 25),
            ERROR,
            "RGAA 1.2",
        ),
        (post('<img src="a.png" alt="" title="La tour">'), (4, 1, 41), ERROR, "RGAA 1.2"),
        (
            post('> <figure>\n> <figcaption>é</figcaption>\n> <img src="a.png" alt=" ">\n> </figure>'),
            (6, 3, 28),
            ERROR,
            "RGAA 1.2",
        ),
    ],
    "A201": [
        (post('<iframe src="https://carte.example.org"></iframe>'), (4, 1, 41), ERROR, "RGAA 2.1"),
        (post('Carte : <iframe src="x" title=" "></iframe>'), (4, 9, 35), ERROR, "RGAA 2.1"),
        (post("<div>\n<IFRAME SRC=x></IFRAME>\n</div>"), (5, 1, 15), ERROR, "RGAA 2.1"),
    ],
    "A501": [
        (post("| | |\n|---|---|\n| Gare | 4 h 52 |"), (4, 1, 6), ERROR, "RGAA 5.6"),
        (post("Avant.\n\n|  |\n|---|\n| Gare |"), (6, 1, 5), ERROR, "RGAA 5.6"),
        (post("<table>\n<tr><td>Gare</td></tr>\n</table>"), (4, 1, 8), ERROR, "RGAA 5.6"),
    ],
    "A601": [
        (post("Le plan [](plan.pdf)."), (4, 9, 21), ERROR, "RGAA 6.2"),
        (post('<a href="/plan"> </a>'), (4, 1, 22), ERROR, "RGAA 6.2"),
        (post("**é** [ ](x)"), (4, 7, 13), ERROR, "RGAA 6.2"),
        (post('<a href="/plan"><img src="a.png" alt=""></a>'), (4, 1, 45), ERROR, "in its “alt”"),
        (post('é [<img src="a.png" alt="">](/plan)'), (4, 3, 36), ERROR, "RGAA 6.2"),
    ],
    "A602": [
        (post("Le plan est [ici](plan.pdf)."), (4, 13, 28), WARNING, "“ici”"),
        (post("[**Cliquez ici** !](x.md)"), (4, 1, 26), WARNING, "RGAA 6.1"),
        (post('<a href="/x">En savoir plus…</a>'), (4, 1, 33), WARNING, "“En savoir plus…”"),
        (post("[Lire\nla suite](x.md)"), (4, 1, 16), WARNING, "“Lire la suite”"),
        (post("[Plus d’infos](/x)"), (4, 1, 19), WARNING, "“Plus d’infos”"),
        (post("[Click here](/x)"), (4, 1, 17), WARNING, "“Click here”"),
    ],
    "A603": [
        (post("Voir <https://www.example.org/plan>."), (4, 6, 36), WARNING, "RGAA 6.1"),
        (post("[http://www.example.org](https://www.example.org)"), (4, 1, 50), WARNING, "RGAA 6.1"),
        (post("[www.example.org/plan](https://www.example.org/plan)"), (4, 1, 53), WARNING, "RGAA 6.1"),
    ],
    "A801": [
        (post("<center>Entrée libre</center>"), (4, 1, 9), WARNING, "<center> is obsolete"),
        (post('Un <font color="red">mot</font>'), (4, 4, 22), WARNING, "RGAA 8.2"),
        (post("- é <STRIKE>x</STRIKE>"), (4, 5, 13), WARNING, "<strike>"),
    ],
    "A802": [
        (post("Un\n\n<p>&nbsp;</p>\n\nDeux"), (6, 1, 14), WARNING, "RGAA 8.2"),
        (post("Un\n\n&nbsp;\n\nDeux"), (6, 1, 7), WARNING, "RGAA 8.2"),
        (post("<p><br></p>"), (4, 1, 12), WARNING, "RGAA 8.2"),
        (post("Un\n\n\u00a0\n\nDeux"), (6, 1, 2), WARNING, "RGAA 8.2"),
    ],
    "A803": [
        (post('Un <span lang="anglais">x</span>'), (4, 4, 25), ERROR, "“anglais”"),
        (post("<div lang=en_GB>\n\nx\n\n</div>"), (4, 1, 17), ERROR, "“en_GB”"),
        (post('<a href="/x" hreflang="gb">x</a>'), (4, 1, 28), ERROR, "“gb”"),
        (post('<i lang="">x</i>').replace("2025-09-01", "2019-01-01"), (4, 1, 12), WARNING, "RGAA 8.8"),
    ],
    "A901": [
        (post(f"« {LONG}. »"), (4, 1, len(LONG) + 6), INFO, "RGAA 9.4"),
        (post(f"Avant.\n\n*« {LONG}. »*"), (6, 1, len(LONG) + 8), INFO, "RGAA 9.4"),
        (post(f"«\u00a0{LONG}\u00a0».\n\nAprès."), (4, 1, len(LONG) + 6), INFO, "RGAA 9.4"),
    ],
    "A951": [
        (post('<a href="/x" target="_blank">Le plan</a>'), (4, 1, 30), WARNING, "RGAA 13.2"),
        (post("É <a target=_blank href=/x>Le plan</a>"), (4, 3, 28), WARNING, "RGAA 13.2"),
        (post('<div>\n<a href="/x" TARGET="_new">Le plan</a>\n</div>'), (5, 1, 28), WARNING, "RGAA 13.2"),
    ],
    "A952": [
        (post("📍 Maison du Parc"), (4, 1, 2), INFO, "📍"),
        (post("- **☎️ 03 00 00 00 00**"), (4, 5, 7), INFO, "RGAA 13.5"),
        (post("| Accès | PMR |\n|---|---|\n| Gare | ✅ |"), (6, 10, 11), INFO, "✅"),
        (post("Le\n👩‍🔧 atelier"), (5, 1, 4), INFO, "👩‍🔧"),
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
    """One finding, at what a person would point at; what the law did not ask for yet is a warning."""
    (finding,) = found(code, text)
    assert (finding.line, finding.column, finding.end_column) == place
    assert finding.severity is severity
    assert message in finding.message


@pytest.mark.parametrize(("code", "text"), [(code, row[0]) for code, rows in REJECTED.items() for row in rows])
def test_every_finding_names_its_criterion(found: Found, code: str, text: str) -> None:
    """An auditor looks for the number."""
    assert all("RGAA" in finding.message for finding in found(code, text))
