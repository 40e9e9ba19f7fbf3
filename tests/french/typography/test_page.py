"""Whole pages: what is found in one with the usual defects, line by line, and that careful French is left alone."""

from __future__ import annotations

import time

import pytest

from parccli.french.typography import Profile, corrections

INVISIBLE = str.maketrans({"⍽": "\u00a0", "⎵": "\u202f"})
PROFILE = Profile(words=("Béthune-Bruay", "SIZIAF", "Parc des Industries Artois-Flandres"))

DEFECTIVE = """\
Posté le 1 septembre 2025
Le réseau de chaleur, «⍽un chantier pour dix ans⍽»
Depuis la rentrée, l’Etat et le bassin de Béthune Bruay financent 550 000 € de canalisations.
Le calendrier⍽: trois tranches ; la première couvre 100 % des ateliers⍽ou presque.
Une station bioGNV (ex-Dépôt) ouvrira en 2026 : plus de 5.000 pleins par an, rue […]
Le bureau d’études a promis des travaux «⍽sans coupure.
S'abonner à la lettre"""

FOUND = [
    (1, 10, "T109"),
    (3, 22, "T112"),
    (3, 43, "T119"),
    (3, 70, "T106"),
    (3, 74, "T107"),
    (4, 31, "T101"),
    (4, 56, "T107"),
    (4, 71, "T117"),
    (5, 46, "T102"),
    (5, 57, "T106"),
    (6, 41, "T116"),
    (7, 2, "T104"),
]

CAREFUL = [
    "Le 26⍽février 2021, à 14⍽h⍽30, le SIZIAF a réuni 148 entreprises du bassin de Béthune-Bruay.",
    "«⍽L’eau est un bien commun⍽», rappelle la direction technique⍽; elle en consomme 12⍽% de moins qu’en 2019.",
    "Trois usages⍽: l’industrie (58⍽%), l’entretien (30⍽%) et l’incendie. Qui l’eût cru⎵?",
    "Écrire à accueil@example.org ou appeler le 03 21 00 00 00, du lundi au vendredi de 9:00 à 12:30.",
    "Le hangar n°⍽4 (Billy-Berclau, 62138) offre 5⎵000⍽m² au sol, 1,5⍽ha de terrain et 20⍽places de stationnement.",
    "La 2e tranche – celle du nord – débutera le 1er⍽septembre 2025, sous la conduite de Mme⍽la directrice.",
    "Voir https://example.org/plan?zone=3;rue=2 ou le fichier plan_2025.pdf… Bonne visite⎵!",
    "Au cœur du parc, l’École de la deuxième chance accueille des jeunes de 16-25 ans, de A à Z.",
    "Format 16:9, version 4.5, adresse 2001:db8::1, chemin C:\\Plans\\2025, logiciel Yahoo! et accord à 50/50.",
]


def test_the_usual_defects_are_found_at_their_place() -> None:
    """Each at its line and column, and nothing else: right no-break spaces, years and names are no faults."""
    lines = DEFECTIVE.translate(INVISIBLE).split("\n")
    found = [(n, c.start + 1, c.code) for n, line in enumerate(lines, 1) for c in corrections(line, PROFILE)]
    assert found == FOUND


@pytest.mark.parametrize("text", CAREFUL)
def test_careful_french_raises_no_alarm(text: str) -> None:
    """A checker that cries wolf is switched off within a week."""
    assert corrections(text.translate(INVISIBLE), PROFILE) == []


@pytest.mark.parametrize(
    "piece", [" ", "a", "1", "111 ", "!", '"', "(", "«", "a/", "e\u0301", "http://(", "a: ", "A. "]
)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    """A hundred thousand characters in one paragraph are done in a moment; going back at each would take minutes."""
    text = (piece * 100_000)[:100_000]
    started = time.process_time()
    corrections(text, PROFILE)
    assert time.process_time() - started < 5
