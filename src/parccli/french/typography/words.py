"""Words that are spelt otherwise (T112, T113, T119): capitals that keep their accent, œ, the house's own spellings.

Only listed words are touched: the lists leave out what is also a name, an English word or a brand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from parccli.french.typography.correction import NARROW, NBSP, PARAGRAPH, Correction, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ACCENTED: Final = """
Écart Écarts Échange Échanges Échanger Échantillon Échantillons Échéance Échéances Échéancier Échec Échecs Échelle
Échelles Éclairage Éclairages École Écoles Écologie Écologique Écologiques Économe Économie Économies Économique
Économiques Économiste Écoute Écouter Écran Écrans Écrire Écrit Écrits Écrivez Éditeur Éditeurs Égal Égale Également
Égalité Église Églises Égout Égouts Élargissement Élargir Électricien Électricité Électrique Électriques
Électronique Électroniques Élevage Élevages Élève Élèves Élu Élue Élues Élus Émetteur Émergence Énergétique
Énergétiques Énergie Énergies Énorme Énormément Épargne Épicerie Époque Époques Épreuve Épreuves Épuration Équilibre
Équilibres Équipe Équipement Équipements Équiper Équipes Équipez Équité Équitable Équivalent Établi Établie Établir
Établissement Établissements Étage Étages Étang Étangs Étape Étapes État États Étaient Était Été Éteindre Étendre
Étendue Éthique Étoile Étoiles Étranger Étrangers Être Êtes Étude Études Étudiant Étudiante Étudiantes Étudiants
Étudier Évaluer Évêque Évidemment Évident Éviter Évitez Évoluer Évolutif Évoquer Île Îles Îlot Îlots
"""
# English has these too, so a person decides.
_DOUBTFUL: Final = (
    "Édition Éditions Éducation Élection Élections Élite Émission Émissions Évaluation Évaluations Évolution Évolutions"
)
_EVENTS: Final = {
    wrong + plural: "Évènement" + plural for wrong in ("Evènement", "Evénement", "Evenement") for plural in ("", "s")
}


def _without_accent(word: str) -> str:
    return unicodedata.normalize("NFD", word[0])[0] + word[1:]


def _word_pattern(initial: str, words: Mapping[str, str]) -> re.Pattern[str]:
    # The initial comes first, so that the engine leaps from one to the next.
    ends = "|".join(sorted((word[1:] for word in words if word[0] == initial), reverse=True))
    return re.compile(rf"{initial}(?<!\w{initial})(?:{ends})(?!\w)")


_DOUBTS: Final = {_without_accent(word): word for word in _DOUBTFUL.split()}
_CAPITALS: Final = {_without_accent(word): word for word in _ACCENTED.split()} | _EVENTS | _DOUBTS
_CAPITAL_WORDS: Final = {initial: _word_pattern(initial, _CAPITALS) for initial in "EI"}
# “A le”, “A les” and “A été” are the verb; of roads and letters, as in “A 26” and “A et B”, nothing is said.
_AFTER_A: Final = (
    "la|un|une|ce|cet|cette|ces|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leurs?|chaque|chacune?|tou[ts]"
    "|toutes?|plusieurs|certaine?s|quelques|quoi|qui|quand|quel(?:le)?s?|moi|toi|lui|elles?|eux|nous|vous|deux|trois"
    "|partir|travers|noter|savoir|compter|suivre|venir|voir|lire|faire|retenir|découvrir|signaler|souligner|propos"
    "|destination|terme|titre|cause|côté|condition|force|moins|peine|peu|défaut|présent|bientôt|demain|nouveau|gauche"
    "|droite|pied|vélo|cheval|table|temps|jour|midi|minuit|domicile|distance|proximité|raison|hauteur"
    "|mi-chemin|long|court|moyen|grande|haute?|plus|tort"
)
_CAPITAL_A: Final = re.compile(
    rf"A(?:(?<=\AA)|(?<={PARAGRAPH}A)|(?<=[.!?…«] A)|(?<=[!?…«][{NBSP}{NARROW}]A))"
    rf"(?=[ {NBSP}](?:(?:{_AFTER_A})(?!\w)|l[’']"
    r"|[0-9]+[ \u00a0\u202f](?:h|heures?|km|kilomètres?|m|mètres?|minutes?|ans|jours?|mois|pas|%|€|euros?)(?!\w)"
    r"|[A-ZÀ-ÖØ-ÞŒ][’']?[a-zà-öø-ÿœ]{2,}(?![a-zà-öø-ÿœ]|[ \u00a0-][A-ZÀ-ÖØ-ÞŒ])))"
)
# Two patterns: beginning with one character, each lets the engine leap from one to the next.
_UNJOINED: Final = (re.compile("oe"), re.compile("O[eE]"))
# How many letters of such a word may come before these two: “rancoeur”.
_LIGATURE_AT: Final = 4
_LIGATURES: Final = re.compile(
    r"\b(?:(?:ch|ranc|c)oeurs?|écoeur\w*|(?:con)?soeurs?|noeuds?|voeux?|boeufs?|oeufs?|oeil|oeillets?|oeillères?"
    r"|(?:dés)?oeuvr(?:e[rsz]?|ent|ée?s?|ant|ons|ai(?:t|ent)|ement)|(?:manoeuvr|oenolog|oenotouris|oecuméni)\w+"
    r"|moeurs|foetus|foetal|oedèmes?|oesophages?|oestrogènes?)(?!\w)",
    re.IGNORECASE,
)
_LETTER_VARIANTS: Final = ("aàâä", "eéèêë", "iîï", "oôö", "uùûü", "cç", "yÿ")
_SIGN_VARIANTS: Final = (f"-\u2010\u2011 {NBSP}{NARROW}", "'’")


def capitals(text: str, _profile: Profile) -> Iterator[Correction]:
    """T112: `État`, `École`, `Île` for `Etat`, `Ecole`, `Ile`."""
    for initial, pattern in _CAPITAL_WORDS.items():
        if initial in text:
            for match in pattern.finditer(text):
                word = match[0]
                yield Correction(
                    code="T112", start=match.start(), end=match.end(), text=_CAPITALS[word], safe=word not in _DOUBTS
                )


def capital_a(text: str, _profile: Profile) -> Iterator[Correction]:
    """T112: an `A` that begins a sentence, where `À` is meant."""
    if "A" in text:
        for match in _CAPITAL_A.finditer(text):
            yield Correction(
                code="T112", kind="preposition", start=match.start(), end=match.end(), text=None, safe=False
            )


def ligatures(text: str, _profile: Profile) -> Iterator[Correction]:
    """T113: œ in `cœur`, `œuvre`, `nœud` and their like, never in `coefficient` or `moelle`."""
    for unjoined in chain.from_iterable(pattern.finditer(text) for pattern in _UNJOINED):
        at = unjoined.start()
        for start in range(at, max(-1, at - _LIGATURE_AT - 1), -1):
            if match := _LIGATURES.match(text, start):
                ligature = re.sub("oe", "œ", re.sub("O[eE]", "Œ", match[0]))
                yield Correction(code="T113", start=match.start(), end=match.end(), text=ligature, safe=True)


def house_words(text: str, profile: Profile) -> Iterator[Correction]:
    """T119: the spelling of the profile's list for one that differs in case, accents, hyphens or spaces."""
    if not profile.words:
        return
    listed, pattern = _house_pattern(profile.words)
    for match in pattern.finditer(text):
        word = listed[(match.lastindex or 1) - 1]
        # A heading in capitals keeps them.
        if match[0] not in (word, word.upper()):
            yield Correction(code="T119", start=match.start(), end=match.end(), text=word, safe=False)


@lru_cache(maxsize=16)
def _house_pattern(words: tuple[str, ...]) -> tuple[list[str], re.Pattern[str]]:
    # The longest first: a name may begin with another.
    listed = sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word))
    if not listed:
        return [], re.compile("(?!)")
    # The initials come first, so that the engine leaps from one to the next.
    initials = "".join(sorted({_any_variant(word[0]) for word in listed}))
    variants = "|".join(
        f"((?<=[{_any_variant(word[0])}]){''.join(f'[{_any_variant(character)}]' for character in word[1:])})"
        for word in listed
    )
    return listed, re.compile(rf"[{initials}](?<!\w.)(?:{variants})(?!\w)")


def _any_variant(character: str) -> str:
    """The inside of a class of characters: the same letter in either case, with any accent or none; the same sign."""
    plain = unicodedata.normalize("NFD", character)[0].lower()
    group = next((group for group in (*_LETTER_VARIANTS, *_SIGN_VARIANTS) if plain in group), plain)
    return "".join(map(re.escape, sorted({*group, *group.upper(), character, character.lower(), character.upper()})))
