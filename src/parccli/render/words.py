"""The fixed words of what is published, in the language of the post or of the site: not the interface's.

A word with `{…}` is completed by `str.format`. A site that wants others overrides the template that prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Words:
    """One language's words."""

    posted: str
    updated: str
    latest: str
    nothing: str
    read_more: str
    credit: str
    notes: str
    note: str
    back: str
    table: str
    enlarge: str
    external: str
    pages: str
    page: str
    previous_page: str
    next_page: str
    uncategorised: str
    locale: str
    decimal_mark: str
    bytes: str
    signup: str
    required: str
    email: str
    email_error: str
    submit: str
    trap: str
    purpose: str
    retention: str
    retention_default: str
    rights: str
    rights_at_policy: str
    policy: str
    digest: str
    digest_subject: str
    digest_reason: str
    unsubscribe: str
    online: str
    labelled: str


_FRENCH: Final = Words(
    posted="Posté le {date}",
    updated="mis à jour le {date}",
    latest="Dernières actualités",
    nothing="Aucune actualité pour le moment.",
    read_more="Lire la suite",
    credit="Crédit\u00a0: {name}",
    notes="Notes",
    note="Note {number}",
    back="Retour à l’appel de note {number}",
    table="Tableau {number}",
    enlarge="Voir l’image en grand",
    external="Contenu externe ({host})",
    pages="Pages de la liste",
    page="Page {page} sur {pages}",
    previous_page="Page précédente",
    next_page="Page suivante",
    uncategorised="non-classe",
    locale="fr_FR",
    decimal_mark=",",
    bytes="o",
    signup="S’inscrire à la newsletter",
    required="* Champs obligatoires",
    email="Adresse e-mail * (exemple\u00a0: nom@example.org)",
    email_error="L’adresse doit avoir la forme nom@example.org.",
    submit="S’inscrire",
    trap="Ne remplissez pas ce champ",
    purpose=(
        "Responsable du traitement\u00a0: {controller}. Votre adresse sert uniquement à vous envoyer la newsletter. "
        "La base légale de ce traitement est votre consentement, que vous pouvez retirer à tout moment "
        "par le lien de désinscription présent dans chaque envoi."
    ),
    retention="Votre adresse est conservée {duration}.",
    retention_default="jusqu’à votre désinscription",
    rights=(
        "Vous pouvez y accéder, la faire rectifier ou effacer, en demander la portabilité ou la limitation "
        "du traitement en écrivant à {contact}, et adresser une réclamation à la CNIL."
    ),
    rights_at_policy=(
        "Vous pouvez y accéder, la faire rectifier ou effacer, en demander la portabilité ou la limitation "
        "du traitement, comme l’indique notre politique de confidentialité, et adresser une réclamation à la CNIL."
    ),
    policy="Politique de confidentialité",
    digest="Les actualités du {date}",
    digest_subject="{title}\u00a0: les actualités du {date}",
    digest_reason="{sender} – Vous recevez cette newsletter parce que vous l’avez demandée.",
    unsubscribe="Se désinscrire",
    online="Lire ce message en ligne",
    labelled="{label}\u00a0:",
)

_ENGLISH: Final = Words(
    posted="Posted on {date}",
    updated="updated on {date}",
    latest="Latest news",
    nothing="No news at the moment.",
    read_more="Read more",
    credit="Credit: {name}",
    notes="Notes",
    note="Note {number}",
    back="Back to the reference to note {number}",
    table="Table {number}",
    enlarge="See the picture in full size",
    external="External content ({host})",
    pages="Pages of the list",
    page="Page {page} of {pages}",
    previous_page="Previous page",
    next_page="Next page",
    uncategorised="uncategorized",
    locale="en_GB",
    decimal_mark=".",
    bytes="B",
    signup="Subscribe to the newsletter",
    required="* Required fields",
    email="E-mail address * (example: name@example.org)",
    email_error="The address should look like name@example.org.",
    submit="Subscribe",
    trap="Leave this field empty",
    purpose=(
        "Your address is processed by {controller} for the sole purpose of sending you the newsletter. "
        "The legal basis is your consent, which you may withdraw at any time with the unsubscribe link "
        "in every issue."
    ),
    retention="Your address is kept {duration}.",
    retention_default="until you unsubscribe",
    rights=(
        "You may access it, have it corrected or erased, and ask for its portability or for the restriction "
        "of processing, by writing to {contact}; you may lodge a complaint with your data protection authority."
    ),
    rights_at_policy=(
        "You may access it, have it corrected or erased, and ask for its portability or for the restriction "
        "of processing, as our privacy policy explains; you may lodge a complaint with your data protection authority."
    ),
    policy="Privacy policy",
    digest="News of {date}",
    digest_subject="{title}: news of {date}",
    digest_reason="{sender} – You receive this newsletter because you asked for it.",
    unsubscribe="Unsubscribe",
    online="Read this message online",
    labelled="{label}:",
)


def words_of(language: str) -> Words:
    """The words of `language`, a BCP 47 tag: French, or else English."""
    return _FRENCH if language.lower().partition("-")[0] == "fr" else _ENGLISH
