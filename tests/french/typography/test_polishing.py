from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parccli.french.typography import (
    NBSP,
    OPAQUE,
    PARAGRAPH,
    Profile,
    corrections,
    polish,
    polish_paragraphs,
    polish_runs,
)

INVISIBLE = str.maketrans({"⍽": "\u00a0", "⎵": "\u202f", "∙": "\u2009"})
FRANCE = Profile()
E_MAIL = Profile(narrow=NBSP)
PROFILES = st.sampled_from([FRANCE, E_MAIL, Profile(language="fr-CA"), Profile(words=("L'Usine!", "Béthune-Bruay"))])

PIECES = [
    *" ⍽⎵∙\n\t.,;:!?'\"«»()[]-–…/\\@&%€°*".translate(INVISIBLE),
    *(
        "...",
        "550 000",
        "5",
        "1",
        "2021",
        '33"',
        "2'33\"",
        "12:30",
        "€",
        "%",
        "m2",
        "h",
        "ha",
        "millions",
        "n°",
        "N°",
        "p.",
    ),
    *(
        "M.",
        "Mme",
        "septembre",
        "mai",
        "2ème",
        "1ère",
        "XXIème",
        "Etat",
        "Ecole",
        "A la",
        "coeur",
        "OEUVRE",
        "l'",
        "eau",
    ),
    *("http://example.org/?a", "a@example.org", "&nbsp;", "Yahoo!", ":)", ";-)", "etc", "L'Usine!", "bethune bruay"),
    *(
        "e\u0301",
        "\u0301",
        "\u00ad",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\ufffc",
        "İ",
        "ß",
        "٣",
        "²",
        "🏭",
        "\ud800",
        "\x00",
    ),
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text(max_size=60))
RESPELLING = {"T109", "T110", "T112", "T113"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Alors...?", "Alors…⎵?"),
        ("Fermé à 1  h 12", "Fermé à 1⍽h⍽12"),
        ('Il a dit "bravo"!', "Il a dit «⍽bravo⍽»⎵!"),
        ("Le 1 septembre, l'Etat versera 550 000 € : enfin !", "Le 1er⍽septembre, l’État versera 550⎵000⍽€⍽: enfin⎵!"),
        ("Un  espace ; un autre :  fini .", "Un espace⎵; un autre⍽: fini."),
        ("« e\u0301cole »", "«⍽école⍽»"),
        ("mot\u200b !", "mot⎵!"),
        ("Voir https://example.org/l'eau?x=1 : l'eau", "Voir https://example.org/l'eau?x=1⍽: l’eau"),
        ("C:\\Temp\\l'eau et /srv/l'eau... ; docs/a/Etat", "C:\\Temp\\l'eau et /srv/l'eau...⎵; docs/a/Etat"),
        ("coeur.pdf, coeur@example.org, &coeur; et coeur", "coeur.pdf, coeur@example.org, &coeur; et cœur"),
        ("(voir https://example.org/a_(b)), l'eau", "(voir https://example.org/a_(b)), l’eau"),
    ],
)
def test_all_safe_corrections_are_made(before: str, after: str) -> None:
    """One correction may reveal the next; addresses, paths and entities keep every character."""
    assert polish(before, FRANCE) == after.translate(INVISIBLE)


@pytest.mark.parametrize("text", ["Béthune Bruay", "5.000 emplois", "2h", "fin)", "un - deux", "BRAVO À TOUS ICI"])
def test_what_is_unsafe_stays(text: str) -> None:
    """Export decides nothing in the author's place."""
    assert polish(text, Profile(words=("Béthune-Bruay",))) == text


def test_listed_words_keep_their_own_punctuation() -> None:
    """A name is written as its owner writes it."""
    profile = Profile(words=("L'Usine!", "Oui...", "Coeur de ville"))
    assert polish("L'Usine! et Coeur de ville : Oui... l'eau", profile) == (
        "L'Usine! et Coeur de ville\u00a0: Oui... l’eau"
    )


def test_old_fonts_and_e_mail_get_no_narrow_space() -> None:
    """Every U+202F would show as a box there, the author's own included."""
    assert "\u202f" not in polish("Oui ! 550\u202f000 lots, à 14\u202fh, dix\u202f\u202fans", E_MAIL)


def test_other_languages_are_left_as_they_are() -> None:
    """An English post has English quotation marks and spaces."""
    assert polish('Really ? "Yes" : it\'s...', Profile(language="en")) == 'Really ? "Yes" : it\'s...'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["texte ", "gras", " !"], ["texte ", "gras", "⎵!"]),
        (["texte ", "gras", "!"], ["texte ", "gras", "⎵!"]),
        (["l'", "eau"], ["l’", "eau"]),
        (['"', "mot", '"'], ["«⍽", "mot", "⍽»"]),
        (["«", "mot", "»"], ["«⍽", "mot", "⍽»"]),
        (["deux ", " espaces"], ["deux ", "espaces"]),
        (["5 ", " €"], ["5⍽", "€"]),
        (["c", "oe", "ur"], ["c", "oe", "ur"]),
        (["le ", "1", " septembre"], ["le ", "1", " septembre"]),
        (["", "l'eau", ""], ["", "l’eau", ""]),
        ([], []),
    ],
)
def test_texts_side_by_side_are_polished_as_one(before: list[str], after: list[str]) -> None:
    """Emphasis and links cut a sentence in pieces; what crosses a border, but for spaces, stays."""
    assert polish_runs(before, FRANCE) == [run.translate(INVISIBLE) for run in after]


def test_of_two_corrections_of_one_character_the_safe_one_wins() -> None:
    """`n°5` gets its space now; that its N should be small is said once it has."""
    assert [(c.code, c.safe) for c in corrections("le Nº5", FRANCE)] == [("T108", True)]
    assert [(c.code, c.safe) for c in corrections("le Nº\u00a05", FRANCE)] == [("T111", False)]


def test_a_warning_never_hides_behind_a_correction() -> None:
    """A « without its space is set right, and still never closed."""
    assert [c.code for c in corrections("un «mot", FRANCE)] == ["T103", "T116"]


@given(TEXTS, PROFILES)
@example('"" !', FRANCE)
@example("«\u200b»", FRANCE)
@example("1 \u00ad h 12", FRANCE)
def test_polishing_twice_is_polishing_once(text: str, profile: Profile) -> None:
    """And afterwards no safe correction is left."""
    polished = polish(text, profile)
    assert polish(polished, profile) == polished
    assert [c for c in corrections(polished, profile) if c.safe] == []


@given(st.lists(TEXTS, max_size=4), PROFILES)
def test_polishing_runs_twice_is_polishing_them_once(runs: list[str], profile: Profile) -> None:
    """Each run stays a run."""
    polished = polish_runs(runs, profile)
    assert len(polished) == len(runs)
    assert polish_runs(polished, profile) == polished


@given(st.lists(st.lists(TEXTS, max_size=3), max_size=5), PROFILES)
@example([["Alors...", "?"], ["«", "mot"], [], ["fin »", " !"], ["l'eau"], ["l'", '"eau"']], FRANCE)
def test_paragraphs_are_polished_together_as_each_is_alone(paragraphs: list[list[str]], profile: Profile) -> None:
    """However many passes each of them takes, and whatever stands in the others."""
    assert polish_paragraphs(paragraphs, profile) == [polish_runs(runs, profile) for runs in paragraphs]


@given(TEXTS, PROFILES)
def test_corrections_are_in_order_and_apart(text: str, profile: Profile) -> None:
    """Each covers something, changes it, and lies within the text; only warnings may share a place."""
    found = corrections(text, profile)
    assert all(0 <= c.start < c.end <= len(text) and text[c.start : c.end] != c.text for c in found)
    edits = [c for c in found if c.text is not None]
    assert all(first.end <= second.start for first, second in pairwise(edits))
    assert all(c.text is not None for c in found if c.safe)
    assert not any(OPAQUE in c.text for c in edits if c.text)


@given(TEXTS, PROFILES)
def test_safe_corrections_keep_letters_and_digits(text: str, profile: Profile) -> None:
    """But for ordinals, dates, accents of capitals and ligatures (composed letters count as the same)."""
    for c in corrections(text, profile):
        if c.safe and c.code not in RESPELLING:
            assert _letters(text[c.start : c.end]) == _letters(c.text or "")


@given(TEXTS, PROFILES)
def test_opaque_places_stay(text: str, profile: Profile) -> None:
    """Code, images and raw HTML come through, each in its place."""
    assert polish(text, profile).count(OPAQUE) == text.count(OPAQUE)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


@given(st.lists(TEXTS.map(lambda text: text.replace(PARAGRAPH, "")), min_size=1, max_size=5), PROFILES)
@example(["un «mot", "et un autre» (voir", "ici) « »"], FRANCE)
@example(["A", "A la", "GRAND TITRE EN CAPITALES", "oui"], FRANCE)
@example(['il dit "oui', 'et "non"', "– un", "1", "septembre"], FRANCE)
def test_paragraphs_read_as_one_text_have_the_corrections_that_each_has_alone(
    texts: list[str], profile: Profile
) -> None:
    """No rule looks from one into the next."""
    alone = []
    start = 0
    for text in texts:
        alone += [c._replace(start=c.start + start, end=c.end + start) for c in corrections(text, profile)]
        start += len(text) + 1
    assert corrections(PARAGRAPH.join(texts), profile) == alone
