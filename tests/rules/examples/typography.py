"""The T rules: texts that they accept, and texts before and after their fix; ⍽ is U+00A0, ⎵ is U+202F."""

from __future__ import annotations

from parccli.findings import Severity

INVISIBLE = str.maketrans({"⍽": "\u00a0", "⎵": "\u202f"})
HEADER = "title: Titre\ndate: 2025-09-01\nid: urn:uuid:1\nslug: titre\nstatus: published\nsummary: Bref.\n"
FIRST_LINE = 9
"""Where the body of a post made by `post` begins."""


def post(body: str, *, header: str = HEADER) -> str:
    """The whole text of a post with that body."""
    return f"---\n{header}---\n{body.translate(INVISIBLE)}"


TEXTS = {
    "T101": [
        "Bravo⎵! Vraiment⎵? Oui⍽; merci.",
        "https://example.org/?a=1;b=2 et [un lien](/page?x=1;y=2) `a ; b` <b title='a ?'>x</b>",
        'Jeopardy! revient, et le Toys "R" Us de Noyelles ferme.',
        "L’annuaire Yahoo! est fermé ;-) et ![une image](a.png)",
        "| a⎵; b |\n|---|\n| `x ?` |\n",
        "Une entité&nbsp;! Un échappement&#8239;?",
        "```\nQuoi ?\n```\n\n    Quoi ?\n",
    ],
    "T102": [
        "Trois lots⍽: voirie, réseaux.",
        "À 12:30, au format 16:9, sur 2001:db8::1 ou C:\\Plans, par http://example.org:8080/a voilà",
        "Code `a : b`, <span data-x='a : b'>texte</span>, :smile: et &nbsp;: fin",
    ],
    "T103": [
        "un chantier «⍽exemplaire⍽» et «⍽*autre*⍽»",
        "`« code »`",
        "Le signe » ferme, et rien ne l’ouvre.",
    ],
    "T104": [
        "L’eau d’ici",
        "`l'eau` [ici](l'eau.html \"l'eau\") <b title=\"l'eau\">x</b> ![l'eau](x.png)",
        "Une tranche de 2'33\" et un mur de 5' 10",
    ],
    "T105": ["à suivre…", "le dossier ../.. et 1...5", "etc. et etc.⍽: la suite"],
    "T106": [
        "550⎵000⍽€",
        "En 2024 2025, appeler le 03 21 00 00 00, 62138 Billy, n°⍽550 000",
        "Version 1.234.567 et 4,5⍽ha",
        "Figure 16.146, tableau 14.110 et section 2.104",
    ],
    "T107": ["100⍽% de 3⍽millions, 5⎵€", "14⍽h⍽30", "les 5 hommes et 3 lots, `5 %`"],
    "T108": ["le hangar n°⍽4, p.⍽12, M.⍽le Maire", "Il a dit non. M’a-t-il entendu⎵?", "DrPépin"],
    "T109": ["le 1er⍽septembre, le 15⍽octobre", "un septembre", "mars 2025 et 1er rang"],
    "T110": [
        "la 2e tranche, la 1re pierre, 1er",
        "le 16e",
        "`2ème` et https://example.org/2ème",
    ],
    "T111": ["n°⍽5, 300⍽m², 5⍽%, 4,5⍽ha, M.⍽le Maire", "Bande_4.5", "`300 m2`"],
    "T112": [
        "l’État, l’École, Ecoparc, Etam",
        "`Etat`",
        "À partir, c’est mourir un peu",
        "A été vendu. A les clés. A 26. A et B. A Simple Guide.",
    ],
    "T113": ["un cœur, un coefficient, la moelle, le Groenland", "`coeur`", "[cœur](coeur.html)"],
    "T114": ["Le Parc –⍽et ses voisins⍽– bouge", "- un\n- deux", "Lens-Béthune, 3 - 2"],
    "T115": ["«⍽x⍽»", '`"x"` <b title="x">y</b> [z](/z "titre")', "2'33\"", 'de 24" à 27"', 'Toys "R" Us'],
    "T116": [
        "«⍽Un mot (*deux [trois](/x)*)⍽» et [note]",
        "a) premier, b) second, :-) et `(`",
        "«⍽La première partie.\n\n«⍽La seconde et dernière.⍽»",
        "la touche [, Ctrl+], la parenthèse fermante «⍽)⍽» et “(”",
        "(la touche ] ferme la fenêtre)",
        "la touche (Entrée), le symbole (un chêne) du Parc, la parenthèse [sic] et (Ctrl)",
    ],
    "T117": [
        "Le Parc accueille, cette année.",
        "fin de ligne  \nsuite",
        "14⍽h, à⍽Lens, 1er⍽mai, `a  b`",
        "le Parc⍽Nord et GNU⍽GPL",
    ],
    "T118": ["Grande journée⎵!", "La ZAC", "| EN TÊTE DE COLONNE LONGUE |\n|---|\n| a |"],
    "T119": [
        "Béthune-Bruay et BÉTHUNE-BRUAY",
        "les trois canaux du Nord",
        "`Béthune Bruay` https://bethune-bruay.example.org",
    ],
}

FIXES: dict[str, list[tuple[str, tuple[int, int], str | None, str]]] = {
    "T101": [
        ("Bravo !", (6, 7), "safe", "Bravo⎵!"),
        ("Vraiment?", (9, 10), "safe", "Vraiment⎵?"),
        ("**Fini** ; merci", (9, 10), "safe", "**Fini**⎵; merci"),
        ("| a | b ! |\n|---|---|\n| c | d |", (8, 9), "safe", "| a | b⎵! |\n|---|---|\n| c | d |"),
        ("Oui⍽!", (4, 5), "safe", "Oui⎵!"),
        ("(oui)**!**", (8, 9), None, "(oui)**!**"),
        ("le jeu Zouip! revient", (13, 14), "unsafe", "le jeu Zouip⎵! revient"),
        ("Bravo! dit-il", (6, 7), "unsafe", "Bravo⎵! dit-il"),
        ("Bravo! Il revient.", (6, 7), "safe", "Bravo⎵! Il revient."),
        ("Zouip! Un magasin ouvre.", (6, 7), "unsafe", "Zouip⎵! Un magasin ouvre."),
        ("Il est là. Zouip!", (17, 18), "unsafe", "Il est là. Zouip⎵!"),
        ("Inscrivez-vous! C’est gratuit.", (15, 16), "safe", "Inscrivez-vous⎵! C’est gratuit."),
        ("Venez! C’est gratuit.", (6, 7), "safe", "Venez⎵! C’est gratuit."),
        ("Zouip ! Un magasin ouvre.", (6, 7), "safe", "Zouip⎵! Un magasin ouvre."),
    ],
    "T102": [
        ("Trois lots : a", (11, 12), "safe", "Trois lots⍽: a"),
        ("Trois lots: a", (11, 12), "safe", "Trois lots⍽: a"),
        ("`x` : *y*", (4, 5), "safe", "`x`⍽: *y*"),
    ],
    "T103": [
        ("« x⍽»", (2, 3), "safe", "«⍽x⍽»"),
        ("«⍽x»", (4, 5), "safe", "«⍽x⍽»"),
        ("«⍽**x** »", (8, 9), "safe", "«⍽**x**⍽»"),
    ],
    "T104": [
        ("l'eau", (2, 3), "safe", "l’eau"),
        ("[l'eau](/l'eau)", (3, 4), "safe", "[l’eau](/l'eau)"),
        ("> - aujourd'hui", (12, 13), "safe", "> - aujourd’hui"),
    ],
    "T105": [
        ("à suivre...", (9, 12), "safe", "à suivre…"),
        ("*voilà...*", (7, 10), "safe", "*voilà…*"),
        ("tables, etc...", (9, 15), "unsafe", "tables, etc."),
    ],
    "T106": [
        ("550 000 arbres", (4, 5), "safe", "550⎵000 arbres"),
        ("**12 500**⍽€", (5, 6), "safe", "**12⎵500**⍽€"),
        ("5.000 arbres", (1, 6), "unsafe", "5⎵000 arbres"),
    ],
    "T107": [
        ("100 %", (4, 5), "safe", "100⍽%"),
        ("3 millions", (2, 3), "safe", "3⍽millions"),
        ("14⍽h 30", (5, 6), "safe", "14⍽h⍽30"),
    ],
    "T108": [
        ("le n° 4", (6, 7), "safe", "le n°⍽4"),
        ("voir p. 12", (8, 9), "safe", "voir p.⍽12"),
        ("Mme Martin-Pêcheur", (4, 5), "safe", "Mme⍽Martin-Pêcheur"),
    ],
    "T109": [
        ("le 1 septembre", (4, 6), "safe", "le 1er⍽septembre"),
        ("le 15 octobre", (6, 7), "safe", "le 15⍽octobre"),
        ("le 1er mai", (7, 8), "safe", "le 1er⍽mai"),
    ],
    "T110": [
        ("la 2ème tranche", (4, 8), "safe", "la 2e tranche"),
        ("la 1ère pierre", (4, 8), "safe", "la 1re pierre"),
        ("au XXIème siècle", (4, 10), "unsafe", "au XXIe siècle"),
    ],
    "T111": [
        ("le N°⍽4", (4, 5), "unsafe", "le n°⍽4"),
        ("300⍽m2", (5, 7), "unsafe", "300⍽m²"),
        ("à 5% près", (3, 5), "unsafe", "à 5⍽% près"),
        ("4.5⍽ha", (1, 4), "unsafe", "4,5⍽ha"),
    ],
    "T112": [
        ("l’Etat", (3, 7), "safe", "l’État"),
        ("*Ecole* ouverte", (2, 7), "safe", "*École* ouverte"),
        ("A partir de lundi", (1, 2), None, "A partir de lundi"),
        ("Oui. A notre avis, non.", (6, 7), None, "Oui. A notre avis, non."),
        ("A Béthune, à 300⍽m", (1, 2), None, "A Béthune, à 300⍽m"),
    ],
    "T113": [
        ("au coeur", (4, 9), "safe", "au cœur"),
        ("la mise en oeuvre", (12, 18), "safe", "la mise en œuvre"),
        ("SOEUR", (1, 6), "safe", "SŒUR"),
    ],
    "T114": [
        ("Le Parc - hier", (9, 10), "unsafe", "Le Parc – hier"),
        ("• la cuve", (1, 2), None, "• la cuve"),
        ("– Bonjour.", (1, 2), None, "– Bonjour."),
    ],
    "T115": [
        ('un "x" y', (4, 7), "safe", "un «⍽x⍽» y"),
        ('"*x*"', (1, 6), "safe", "«⍽*x*⍽»"),
        ('«⍽le "x"⍽»', (6, 9), "safe", "«⍽le “x”⍽»"),
        ('un "x', (4, 5), None, 'un "x'),
        ('un "écran" de 24"', (4, 11), "safe", 'un «⍽écran⍽» de 24"'),
    ],
    "T116": [
        ("il dit «⍽que non.", (8, 9), None, "il dit «⍽que non."),
        ("un aparté (ici.", (11, 12), None, "un aparté (ici."),
        ("rien⍽» du tout", (6, 7), None, "rien⍽» du tout"),
        ("un plan «⍽(Le port⍽»", (11, 12), None, "un plan «⍽(Le port⍽»"),
        ("un aparté (le port, la touche ]", (11, 12), None, "un aparté (le port, la touche ]"),
    ],
    "T117": [
        ("Le Parc  accueille", (8, 10), "safe", "Le Parc accueille"),
        ("oui , non", (4, 5), "safe", "oui, non"),
        ("e\u0301té", (1, 3), "safe", "été"),
        ("in\u200bvisible", (3, 4), "safe", "invisible"),
        ("ateliers⍽presque", (9, 10), "unsafe", "ateliers presque"),
        ("le Parc⍽ouvre", (8, 9), "unsafe", "le Parc ouvre"),
    ],
    "T118": [
        ("Bravo⎵!!!", (7, 10), "unsafe", "Bravo⎵!"),
        ("Quoi⎵??", (6, 8), "unsafe", "Quoi⎵?"),
        ("GRANDE JOURNÉE DU PARC", (1, 23), None, "GRANDE JOURNÉE DU PARC"),
    ],
    "T119": [
        ("à Béthune Bruay", (3, 16), "unsafe", "à Béthune-Bruay"),
        ("à béthune-bruay", (3, 16), "unsafe", "à Béthune-Bruay"),
        ("le bassin (Bethune-Bruay)", (12, 25), "unsafe", "le bassin (Béthune-Bruay)"),
    ],
}

MESSAGES = {
    "T101": "no-break space before it",
    "T102": "“:” takes a no-break space",
    "T103": "inner side",
    "T104": "straight apostrophe",
    "T105": "",
    "T106": "narrow no-break space",
    "T107": "its unit",
    "T108": "an abbreviation",
    "T109": "month",
    "T110": "the ordinal is written “",
    "T111": "is the French usage",
    "T112": "accent",
    "T113": "o and e are joined",
    "T114": "",
    "T115": "straight quotation mark",
    "T116": "in this paragraph",
    "T117": "",
    "T118": "",
    "T119": "Béthune-Bruay",
}
SEVERITIES = {
    "T116": Severity.ERROR,
    "A partir de lundi": Severity.INFO,
    "Oui. A notre avis, non.": Severity.INFO,
    "A Béthune, à 300⍽m": Severity.INFO,
    "– Bonjour.": Severity.INFO,
}

ACCEPTED = {code: [*map(post, texts)] for code, texts in TEXTS.items()}
REJECTED = {
    code: [
        (
            post(before),
            (FIRST_LINE, *columns),
            SEVERITIES.get(before, SEVERITIES.get(code, Severity.WARNING)),
            MESSAGES[code],
        )
        for before, columns, _safety, _after in examples
    ]
    for code, examples in FIXES.items()
}
