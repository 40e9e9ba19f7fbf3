"""The M rules: bodies that they accept, and bodies that they reject with the place and a part of the message."""

from __future__ import annotations

from parccli.findings import Severity

HEADER = "---\ntitle: Titre\ndate: 2025-09-01\nid: urn:uuid:1\nslug: titre\nstatus: published\nsummary: Bref.\n---\n"
FIRST_LINE = 9
LONG = "Mille mots. " * 100

TEXTS = {
    "M101": ["## Un", "\\# Un", "```\n# un commentaire\n```", "<h2>Brut</h2>", "`<h1>x</h1>`\n\n<!-- <h1>x</h1> -->"],
    "M102": [
        "## Un\n\n### Deux\n\n## Trois",
        "## Un\n\n### Deux\n\n#### Trois",
        "Rien.",
        "<h2>Un</h2>\n\n### Deux\n\n<h4>Trois</h4>",
    ],
    "M103": [
        "## Un\n\nTexte.",
        "**Attention, le pont est fermé.**\n\nTexte.",
        "**Un** chantier\n\nTexte.",
        "- **Un**\n\n- **Deux**\n",
        "Texte.\n\n**Le Syndicat**",
        "<p><b>Attention, le pont est fermé.</b></p>\n\nTexte.",
        "<p><b>Un</b> chantier</p>\n\n<p>Texte.</p>\n\n<p><b>Le Syndicat</b></p>",
        "<blockquote><p><b>Un</b></p></blockquote>\n\n<table><tr><td><p><b>Un</b></p></td></tr></table>\n\nTexte.",
        "<b>Un</b> et <b>deux</b>\n\nTexte.",
    ],
    "M104": ["- un\n- deux", "– Bonjour, dit-il.\n\nEt il sortit.", "`• un`\n`• deux`"],
    "M105": ["```\nDu texte\n```", "    ls -l /tmp/x\n", "- un\n\n      suite = 1;\n", "    x = {1: 2}\n"],
    "M106": [
        "Du **gras**, du __gras__ et l’**eau**potable.",
        "\\*\\*pas gras\\*\\*, `a ** b ** c`, 2**3",
        "Prix hors taxes**\n\n** ou presque",
        "le fichier a__b.pdf",
        "Prix hors taxes*, remise** déduite.\n\n*Offre du mois.\n\n**Sur les lots.",
        "2*3, 4 * 5, les étudiant*e*s, l’hôtel 3*, mon_fichier_a, _blank_ et `*a`",
        "un \\*mot, @_pseudo, https://example.org/_a et l’*italique* posé",
    ],
    "M107": [
        "[le plan](/plan), [le plan][p] et une note[^1].\n\n[p]: /p\n\n[^1]: Ici.",
        "Il a dit [sic] (en riant) que oui […] (voir plus bas).",
        "`[x](y` et \\[x\\](y",
    ],
    "M108": [
        "1. un\n2. deux",
        "12. douze\n13. treize",
        "2021\\. Une année.",
        "- 10 arbres\n- 20 haies",
        "> Une citation",
    ],
    "M109": ["Titre\n-----\n", "Une phrase.\n\n---\n", "## Un\n\n***\n"],
    "M110": [
        "«\u00a0Il a dit […]\u00a0»",
        "Un texte […] qui continue.",
        "Un texte […]\nqui continue.",
        "`[…]`",
    ],
    "M112": ["## Un\n\n#Emploi à saisir", "Le lot ##2 et \\##Titre", "```\n##x\n```\n\n#######Sept"],
    "M111": ["Court.", "x" * 1000, f"```\n{LONG}\n```"],
}

FOUND: dict[str, list[tuple[str, tuple[int, int, int], Severity, str]]] = {
    "M101": [
        ("# Un", (0, 1, 5), Severity.WARNING, "begin it with “##”"),
        ("> # Un", (0, 3, 7), Severity.WARNING, "RGAA 9.1"),
        ("Texte.\n\n# Un #\n", (2, 1, 7), Severity.WARNING, "the title's"),
        ("Texte.\n\n<h1 class=a>Un</h1>\n", (2, 1, 13), Severity.WARNING, "begin it with “<h2>”"),
        ("<div>\n <H1>Un</H1>\n</div>\n", (1, 2, 6), Severity.WARNING, "RGAA 9.1"),
    ],
    "M102": [
        ("### Un", (0, 1, 7), Severity.WARNING, "from level 1 to level 3"),
        ("## Un\n\n#### Deux", (2, 1, 10), Severity.WARNING, "begin it with “###”"),
        ("## Un\n\n> ##### Deux", (2, 3, 13), Severity.WARNING, "to level 5"),
        ("## Un\n\n<h4>Deux</h4>", (2, 1, 5), Severity.WARNING, "begin it with “<h3>”"),
        ("<h2>Un</h2>\n\n#### Deux", (2, 1, 10), Severity.WARNING, "begin it with “###”"),
    ],
    "M103": [
        ("**Un chantier**\n\nTexte.", (0, 1, 16), Severity.WARNING, "RGAA 9.1"),
        ("__Un *beau* chantier__\n\nTexte.", (0, 1, 23), Severity.WARNING, "“##”"),
        ("Texte.\n\n**Où\u00a0?**\n\n- un", (2, 1, 9), Severity.WARNING, "in bold"),
        ("<p><b>Un chantier</b></p>\n\nTexte.", (0, 4, 22), Severity.WARNING, "make it <h2> and leave <b> out"),
        ("<p>\n<strong>Un <i>beau</i></strong>\n</p>\n<p>Texte.</p>", (1, 1, 32), Severity.WARNING, "<strong>"),
        ("<b>Un chantier</b>\n\nTexte.", (0, 1, 19), Severity.WARNING, "RGAA 9.1"),
    ],
    "M104": [
        ("• un\n• deux", (0, 1, 2), Severity.WARNING, "“•”"),
        ("– un\n\n– deux", (0, 1, 2), Severity.WARNING, "“–”"),
        ("Voici\u00a0:\n– un\n– deux", (1, 1, 2), Severity.WARNING, "RGAA 9.3"),
    ],
    "M105": [
        ("    Champs obligatoires", (0, 5, 24), Severity.WARNING, "four spaces"),
        ("Texte.\n\n\tUne phrase indentée.\nSuite.", (2, 2, 22), Severity.WARNING, "code"),
        ("    * Une phrase\n    et sa suite\n", (0, 5, 17), Severity.WARNING, "take them away"),
    ],
    "M106": [
        ("Du ** gras ** ici", (0, 4, 6), Severity.WARNING, "“**”"),
        ("Du **gras ici", (0, 4, 6), Severity.WARNING, "no counterpart"),
        ("Du __gras ici", (0, 4, 6), Severity.WARNING, "“__”"),
        ("du**«\u00a0gras\u00a0»**ici", (0, 3, 5), Severity.WARNING, "“**”"),
        ("Un *mot sans fin", (0, 4, 5), Severity.WARNING, "“*”"),
        ("Un *mot * ici", (0, 4, 5), Severity.WARNING, "“*”"),
        ("*Attention, pont fermé", (0, 1, 2), Severity.WARNING, "no counterpart"),
        ("Un (_mot sans fin)", (0, 5, 6), Severity.INFO, "“_”"),
    ],
    "M107": [
        ("Lire [le plan] (https://example.org/p).", (0, 6, 40), Severity.WARNING, "[le plan]"),
        ("Lire [le plan](/un plan.pdf)", (0, 6, 19), Severity.WARNING, "as a link"),
        ("Lire [le plan][p]", (0, 6, 18), Severity.WARNING, "[le plan][p]"),
        ("Une note[^1].", (0, 9, 13), Severity.WARNING, "no note is called “[^1]”"),
    ],
    "M108": [
        ("2021. Une année.", (0, 1, 6), Severity.WARNING, "write “2021\\.”"),
        ("Texte.\n\n+ 12 % en un an", (2, 1, 2), Severity.WARNING, "“\\+”"),
        ("> 50 salariés\n", (0, 1, 2), Severity.WARNING, "“\\>”"),
    ],
    "M109": [
        ("Une phrase entière.\n---\n", (1, 1, 4), Severity.WARNING, "blank line"),
        ("Une ligne\net une autre\n=======\n", (2, 1, 8), Severity.WARNING, "makes a heading"),
        ("> Une phrase.\n> ---\n", (1, 3, 6), Severity.WARNING, "paragraph above"),
    ],
    "M110": [
        ("Ils peuvent encore […]", (0, 20, 23), Severity.WARNING, "cut here"),
        ("Ils peuvent [...]\n\nSuite.", (0, 13, 18), Severity.WARNING, "“[…]”"),
        ("Ils […]\nPosté le 3 mai", (0, 5, 8), Severity.WARNING, "not copied"),
    ],
    "M112": [
        ("##Le calendrier\n\nTexte.", (0, 1, 3), Severity.WARNING, "write “## …”"),
        ("Texte\n###Suite", (1, 1, 4), Severity.WARNING, "“###” makes no heading"),
        ("> ##«\u00a0Titre\u00a0»", (0, 3, 5), Severity.WARNING, "without a space"),
    ],
    "M111": [
        ("x" * 1001, (0, 1, 1002), Severity.INFO, "1001 characters"),
        (LONG.strip(), (0, 1, 1200), Severity.INFO, "1199 characters"),
        (f"- {LONG.strip()}", (0, 3, 1202), Severity.INFO, "1199 characters"),
    ],
}

ACCEPTED = {code: [HEADER + text for text in texts] for code, texts in TEXTS.items()}
REJECTED = {
    code: [
        (HEADER + text, (FIRST_LINE + line, column, end), severity, message)
        for text, (line, column, end), severity, message in examples
    ]
    for code, examples in FOUND.items()
}
