"""Each rule by literal examples. So that they can be read, ⍽ stands for U+00A0, ⎵ for U+202F, ∙ for U+2009."""

from __future__ import annotations

import pytest

from parccli.french.typography import CODES, Profile, corrections

INVISIBLE = str.maketrans({"⍽": "\u00a0", "⎵": "\u202f", "∙": "\u2009"})
FRANCE = Profile()
HOUSE = Profile(words=("Béthune-Bruay", "SIZIAF", "Parc des Industries Artois-Flandres", "Cœur d’Artois"))

ACCEPTED = {
    "T101": [
        "Bravo⎵! Vraiment⎵? Oui⎵; non.",
        "soutenus⍽; ils représentent",
        "Le moteur Yahoo! et l’outil Kahoot! sont bloqués.",
        "Il a gagné à Jeopardy! Le lot⍽: un séjour à Saint-Louis-du-Ha! Ha! au Québec.",
        "https://example.org/?page=2;tri=1 répond",
        "Un clin d’œil ;) et un autre ;-)",
        "Le code &eacute; et &#233; restent",
        "![une image](photo.jpg)",
        "Est-ce sûr (?) ou non (!)",
        "« ! » est un signe",
        "La règle !important du style",
        "Quoi⎵?! Non⎵!!",
    ],
    "T102": [
        "Le but⍽: comprendre",
        "Rendez-vous à 12:30, en 16:9",
        "Voir http://example.org:8080/ ou mailto:accueil@example.org",
        "L’adresse 2001:db8::1 et fe80:: répondent",
        "Le lecteur C: est plein, :tada: bravo :)",
        "Les schémas http: et https: diffèrent",
        "std::vector n’est pas du français",
    ],
    "T103": [
        "Le plan «⍽France Relance⍽» avance",
        "«⍽«⍽a⍽» b⍽»",
        "Le signe « » est vide",
        "Accueil » Actualités » Eau",
    ],
    "T104": ["L’eau d’ici", "Il a dit 'oui' hier", "Le tour en 2'33\"", "print('eau')", "les années '90"],
    "T105": ["Et ensuite…", "../.. est un chemin", "de 1...3", "....", "etc."],
    "T106": [
        "550⎵000 habitants",
        "62138 Billy-Berclau et 62 138 Billy-Berclau",
        "Tél. 03 21 69 68 20, +33 3 21 69 68 20, +33 321 696 820",
        "le n° 550 000, SIRET 123 456 789 00012, RCS 123 456 789",
        "en 2021 253 projets",
        "0,500 ha et 1.2.345 et 192.168.100.200",
        "la version 1.234",
    ],
    "T107": [
        "5⍽%, 3⎵km, 400⍽millions",
        "Les 5 l’ont dit, les 3 hommes, 2 minutes",
        "148 territoires",
        "3 Mme",
        "14⍽h⍽30",
    ],
    "T108": ["n°⍽5, p.⍽3, M.⍽Watt", "La rue M. le maire", "20° 30", "de A à p. x", "Drs"],
    "T109": [
        "le 1er⍽septembre",
        "21⎵septembre",
        "le n° 1 mars",
        "Phase 1 mai à juillet, tranche 1 septembre",
        "1 marsouin",
        "1,1 mai",
    ],
    "T110": ["la 2e, la 1re, la 2de", "le 1ème sens", "12 mètres", "XXIe siècle", "5 ères"],
    "T111": ["n°⍽5 et M.⍽Watt", "50⍽m² et 2⍽h", "4,5⍽ha", "version 4.5", "5G, 4K, A26, 3D", "le fichier b2.m2"],
    "T112": ["État, École, Île", "ETAT", "Et, Elle, En", "Il", "Etat.pdf et etat@example.org", "Plan A la suite"],
    "T113": ["cœur, œuvre", "coefficient, moelle, Groenland", "coexister, poète, Noël"],
    "T114": ["Béthune-Bruay", "10 - 12 ans", "le mot –⍽l’autre⍽– la fin", "-5 °C"],
    "T115": ["«⍽mot⍽»", "Le tour en 2'33\" hier", "“mot”", 'un écran de 24" plat', 'de 24" à 27" ou 5½" de large'],
    "T116": ["(voir [ici]) «⍽mot⍽»", "a) premier b) second", "1) et (2)", "Bravo :) ou :-(", "(https://example.org/a)"],
    "T117": [
        "Un mot, deux. Trois.",
        "Le domaine .fr et ,5",
        "Mme⍽Watt et 5⍽millions⍽d’euros",
        "le 1er⍽septembre à 14⍽h⍽30",
        "à⍽Béthune, Louis⍽XIV",
        "une ligne\n  et l’autre  \nsuite",
        "👩\u200d🏭",
    ],
    "T118": ["Le SIZIAF", "PARC", "Vraiment⎵?!", "BILAN 2021"],
    "T119": [
        "Béthune-Bruay, le SIZIAF",
        "BÉTHUNE-BRUAY",
        "Béthune et Bruay",
        "www.siziaf.example",
        "siziafien",
        "Béthune - Bruay",
    ],
}

CORRECTED = {
    "T101": [
        ("Bravo !", "Bravo⎵!"),
        ("Bravo⍽!", "Bravo⎵!"),
        ("Bravo!", "Bravo⎵!"),
        ("Vraiment  ?", "Vraiment⎵?"),
        ("soutenus ; ils", "soutenus⎵; ils"),
        ("soutenus; ils", "soutenus⎵; ils"),
        ("(Bravo !)", "(Bravo⎵!)"),
        ("«⍽Bravo!⍽»", "«⍽Bravo⎵!⍽»"),
        ("Quoi ?! Non !!", "Quoi⎵?! Non⎵!!"),
        ("avec \ufffc !", "avec \ufffc⎵!"),
    ],
    "T102": [
        ("Le but : comprendre", "Le but⍽: comprendre"),
        ("Le but⎵: comprendre", "Le but⍽: comprendre"),
        ("Le but: comprendre", "Le but⍽: comprendre"),
        ("À apporter :", "À apporter⍽:"),
        ("(en 2021): oui", "(en 2021)⍽: oui"),
    ],
    "T103": [
        ("« mot »", "«⍽mot⍽»"),
        ("«mot»", "«⍽mot⍽»"),
        ("«⎵mot⎵»", "«⍽mot⍽»"),
        ("« jamais fermé", "«⍽jamais fermé"),
    ],
    "T104": [
        ("l'eau", "l’eau"),
        ("aujourd´hui", "aujourd’hui"),
        ("rock'n'roll", "rock’n’roll"),
        ("près d'1 km, l'«⍽eau⍽»", "près d’1 km, l’«⍽eau⍽»"),
    ],
    "T105": [
        ("Et ensuite...", "Et ensuite…"),
        ("[...] la suite", "[…] la suite"),
        ("des routes, etc...", "des routes, etc."),
        ("des routes, etc…", "des routes, etc."),
    ],
    "T106": [
        ("550 000 €", "550⎵000 €"),
        ("1 000 000 d’habitants", "1⎵000⎵000 d’habitants"),
        ("550⍽000", "550⎵000"),
        ("50 000 MWh", "50⎵000 MWh"),
        ("plus de 5.000 créations", "plus de 5⎵000 créations"),
    ],
    "T107": [
        ("550⎵000 €", "550⎵000⍽€"),
        ("100 %", "100⍽%"),
        ("1,4 milliard d’euros", "1,4⍽milliard d’euros"),
        ("400 millions", "400⍽millions"),
        ("20 m² et 5 km/h", "20⍽m² et 5⍽km/h"),
        ("à 14 h 30", "à 14⍽h⍽30"),
    ],
    "T108": [
        ("n° 5 et n°6", "n°⍽5 et n°⍽6"),
        ("p. 3, art. 2", "p.⍽3, art.⍽2"),
        ("M. Watt, MM. Watt, Mme Watt, Dr Watt", "M.⍽Watt, MM.⍽Watt, Mme⍽Watt, Dr⍽Watt"),
    ],
    "T109": [
        ("le 1 septembre 2025", "le 1er⍽septembre 2025"),
        ("le 1er septembre", "le 1er⍽septembre"),
        ("le 26 février 2021", "le 26⍽février 2021"),
        ("le 1⍽mai", "le 1er⍽mai"),
    ],
    "T110": [
        ("la 2ème et la 3ième", "la 2e et la 3e"),
        ("la 1ère, les 1ères", "la 1re, les 1res"),
        ("en 2nde", "en 2de"),
        ("le XXIème siècle", "le XXIe siècle"),
    ],
    "T111": [
        ("le N° 5 et le Nº 6", "le n° 5 et le n° 6"),
        ("Mr Watt et Mme. Watt", "M. Watt et Mme Watt"),
        ("50 m2, 3 km2", "50 m², 3 km²"),
        ("2h, 14h30, 5%", "2⍽h, 14⍽h⍽30, 5⍽%"),
        ("4.5 ha, 500m2", "4,5 ha, 500⍽m²"),
    ],
    "T112": [
        ("l’Etat et les Etats-Unis", "l’État et les États-Unis"),
        ("Ecole, Ile", "École, Île"),
        ("Evénement, Evènements", "Évènement, Évènements"),
        ("Education nationale", "Éducation nationale"),
    ],
    "T113": [
        ("au coeur de l’oeuvre", "au cœur de l’œuvre"),
        ("Oeuvre, VOEUX", "Œuvre, VŒUX"),
        ("noeuds, manoeuvres, soeur", "nœuds, manœuvres, sœur"),
    ],
    "T114": [
        ("Le parc - et la zone", "Le parc – et la zone"),
        ("un - deux - trois", "un – deux – trois"),
        ("eau⍽- air", "eau⍽– air"),
    ],
    "T115": [
        ('Un "mot" ici', "Un «⍽mot⍽» ici"),
        ('("deux mots", dit-il)', "(«⍽deux mots⍽», dit-il)"),
        ('«⍽il dit "oui"⍽»', "«⍽il dit “oui”⍽»"),
    ],
    "T117": [
        ("Un mot , deux .", "Un mot, deux."),
        ("Un  mot   double", "Un mot double"),
        ("Un ⍽mot", "Un mot"),
        ("un∙mot", "un mot"),
        ("un\u00admot\u200b\ufeff", "unmot"),
        ("e\u0301cole", "école"),
        ("productif⍽ou innover", "productif ou innover"),
    ],
    "T118": [("Bravo !!", "Bravo !"), ("Quoi ???", "Quoi ?"), ("Oui!!!!", "Oui!")],
    "T119": [
        ("Béthune Bruay", "Béthune-Bruay"),
        ("bethune-bruay", "Béthune-Bruay"),
        ("le Siziaf et le siziaf", "le SIZIAF et le SIZIAF"),
        ("Parc des industries Artois Flandres", "Parc des Industries Artois-Flandres"),
        ("le cœur d'Artois", "le Cœur d’Artois"),
    ],
}

WARNED = {
    "T112": [("A la suite", "A"), ("Fini. A partir de lundi", "A")],
    "T114": [("– un point", "–"), ("• un point\n• deux", "•"), ("une ligne\n– un point", "–")],
    "T115": [('un "mot', '"'), ('un écran de 24 "plat', '"')],
    "T116": [("«⍽jamais fermé", "«"), ("jamais ouvert⍽»", "»"), ("(voir [ici)", "["), ("fin) et (fin)", ")")],
    "T118": [("LE PARC FAIT PEAU NEUVE", "LE PARC FAIT PEAU NEUVE")],
}

NEVER_SAFE = ("T111", "T114", "T116", "T118", "T119")
ASKED_FIRST = [
    ("T105", "etc..."),
    ("T106", "5.000 emplois"),
    ("T110", "XXIème"),
    ("T112", "Education"),
    ("T117", "productif⍽ou"),
]


def _found(code: str, text: str) -> list[tuple[str, str | None]]:
    return [(text[c.start : c.end], c.text) for c in corrections(text, HOUSE, codes={code})]


def _mended(code: str, text: str) -> str:
    for correction in reversed(corrections(text, HOUSE, codes={code})):
        assert correction.text is not None
        text = text[: correction.start] + correction.text + text[correction.end :]
    return text


@pytest.mark.parametrize("code", CODES)
def test_every_rule_is_shown_at_work_and_at_rest(code: str) -> None:
    """Three texts that it leaves alone and three that it does not, for each code in the tables."""
    assert len(ACCEPTED[code]) >= 3
    assert len(CORRECTED.get(code, [])) + len(WARNED.get(code, [])) >= 3


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in ACCEPTED.items() for text in texts])
def test_right_text_is_left_alone(code: str, text: str) -> None:
    """Precision before recall: a false alarm costs more than a fault that stays."""
    assert _found(code, text.translate(INVISIBLE)) == []


@pytest.mark.parametrize(
    ("code", "before", "after"), [(code, *row) for code, rows in CORRECTED.items() for row in rows]
)
def test_wrong_text_is_corrected(code: str, before: str, after: str) -> None:
    """The rule alone, its unsafe corrections included, makes this of it, and has nothing to add."""
    assert _mended(code, before.translate(INVISIBLE)) == after.translate(INVISIBLE)
    assert _mended(code, after.translate(INVISIBLE)) == after.translate(INVISIBLE)


@pytest.mark.parametrize(("code", "text", "where"), [(code, *row) for code, rows in WARNED.items() for row in rows])
def test_what_only_a_person_can_mend_is_a_warning(code: str, text: str, where: str) -> None:
    """The place is named, and no correction is offered."""
    assert (where.translate(INVISIBLE), None) in _found(code, text.translate(INVISIBLE))


@pytest.mark.parametrize(("code", "text"), ASKED_FIRST)
def test_a_doubtful_correction_is_never_safe(code: str, text: str) -> None:
    """The same code mends other texts without asking."""
    assert [c.safe for c in corrections(text.translate(INVISIBLE), HOUSE, codes={code})] == [False]


@pytest.mark.parametrize("code", NEVER_SAFE)
def test_some_rules_are_never_safe(code: str) -> None:
    """FRENCH.md §1 leaves all that they find to a person."""
    texts = [row[0].translate(INVISIBLE) for row in (*CORRECTED.get(code, []), *WARNED.get(code, []))]
    assert not any(c.safe for text in texts for c in corrections(text, HOUSE, codes={code}))


@pytest.mark.parametrize(
    ("text", "code", "start", "end"),
    [
        ("soutenus ; ils", "T101", 8, 9),
        ("soutenus; ils", "T101", 8, 9),
        ("550 000 €", "T106", 3, 4),
        ("550 000 €", "T107", 7, 8),
        ("plus de 5.000 emplois", "T106", 8, 13),
        ("le 1 septembre", "T109", 3, 5),
        ("le 26 février", "T109", 5, 6),
        ("l’Etat", "T112", 2, 6),
        ("de Béthune Bruay", "T119", 3, 16),
    ],
)
def test_a_correction_points_at_the_fault(text: str, code: str, start: int, end: int) -> None:
    """At the space for spacing, at the mark that lacks one, at the word or number for the others."""
    assert (start, end) in [(c.start, c.end) for c in corrections(text, HOUSE, codes={code})]


def test_canada_sets_nothing_before_high_punctuation() -> None:
    """OQLF: a space before the colon and inside « », none before `;`, `!` and `?`."""
    canada = Profile(language="fr-CA")
    found = corrections("Vraiment ? Oui ; non! Le but : «mot»", canada, codes={"T101", "T102", "T103"})
    assert [(c.code, c.text) for c in found] == [
        ("T101", ""),
        ("T101", ""),
        ("T102", " "),
        ("T103", "« "),
        ("T103", " »"),
    ]


@pytest.mark.parametrize("language", ["en", "nl-BE", "frr", ""])
def test_other_languages_get_none_of_this(language: str) -> None:
    """Frisian (frr) is not French."""
    assert corrections("Vraiment ? l'eau...", Profile(language=language)) == []


def test_without_house_words_none_is_looked_for() -> None:
    """The list is the site's; an empty line in it is nobody's word."""
    assert corrections("siziaf", FRANCE, codes={"T119"}) == []
    assert corrections("siziaf", Profile(words=("", " ")), codes={"T119"}) == []
