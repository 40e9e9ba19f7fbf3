"""What the corpus is written with: parts of French sentences that agree with each other wherever they are joined.

In finished typography (’, no-break spaces); `corpus` takes that away from the posts of authors who type plainly.
"""

from __future__ import annotations

from typing import Final

CATEGORIES: Final = ("Vie du Parc", "Économie", "Environnement", "Emploi et formation", "Travaux")

TAGS: Final = (
    *("accès", "apprentissage", "assainissement", "atelier", "biodiversité", "bus", "canal"),
    *("chantier", "commerce", "covoiturage", "eau", "emploi", "énergie", "entreprises"),
    *("fibre", "fiscalité", "formation", "forum", "foncier", "giratoire", "halage"),
    *("handicap", "haies", "horaires", "industrie", "inondation", "investissement", "jeunes"),
    *("logistique", "maintenance", "mobilité", "navette", "numérique", "patrimoine", "piste-cyclable"),
    *("port", "prévention", "propreté", "qualité", "recrutement", "recyclage", "réseau"),
    *("restauration", "réunion", "santé", "sécurité", "signalisation", "stationnement", "télétravail"),
    *("tri", "visite", "voirie"),
)

AUTHORS: Final = ("Service communication", "Direction technique", "Maison de l’emploi", "Pôle environnement")

# Third person singular.
WHO: Final = (
    "le Syndicat du Parc",
    "l’association des entreprises",
    "la direction technique",
    "la communauté d’agglomération",
    "le conseil d’administration",
    "la mairie",
    "l’équipe du chantier",
    "le bureau d’études",
    "la Maison de l’emploi",
    "le gestionnaire du réseau",
    "l’agence de l’eau",
    "le conseil régional",
    "la société d’aménagement",
    "le comité de pilotage",
    "l’entreprise retenue",
    "le pôle environnement",
    "la chambre de commerce",
    "le collectif des salariés",
    "l’inspection du travail",
    "le groupement d’employeurs",
    "la capitainerie",
    "l’office de tourisme",
    "le service des espaces verts",
    "la conserverie des Écluses",
    "l’atelier de mécanique",
    "le transporteur",
    "la cantine interentreprises",
    "le lycée professionnel",
    "l’école de la deuxième chance",
    "le centre de secours",
)

DOES: Final = (
    "annonce",
    "a lancé",
    "prépare",
    "présentera",
    "a confié à un cabinet indépendant",
    "finance",
    "a décidé d’avancer",
    "souhaite accélérer",
    "achève",
    "vient de terminer",
    "accompagne",
    "coordonne",
    "a validé",
    "propose",
    "étudie",
    "soutient depuis plusieurs années",
    "met en œuvre",
    "a obtenu",
    "poursuit",
    "reprend",
    "organise",
    "a inscrit à son budget",
    "réclame",
    "défend",
    "surveille de près",
    "évalue",
    "confirme",
    "a signé",
    "relance",
    "adapte",
)

WHAT: Final = (
    "la rénovation",
    "l’extension",
    "la mise aux normes",
    "le remplacement",
    "l’entretien",
    "la réouverture",
    "la sécurisation",
    "le plan de gestion",
    "l’aménagement",
    "la modernisation",
    "le nettoyage",
    "l’éclairage",
    "la surveillance",
    "le diagnostic complet",
    "la première tranche",
    "le calendrier",
    "l’étude préalable",
    "la signalisation",
    "le déplacement",
    "la réhabilitation",
    "l’inauguration",
    "la campagne de mesures",
    "le raccordement",
    "la maintenance",
    "le réaménagement",
    "l’ouverture au public",
    "la végétalisation",
    "le contrôle annuel",
    "l’élargissement",
    "la concertation autour",
)

OF_WHAT: Final = (
    "du quai des Peupliers",
    "de la station d’épuration",
    "des pistes cyclables",
    "de l’entrée nord",
    "du giratoire des Écluses",
    "de la rue du Halage",
    "des bassins de rétention",
    "du parc de stationnement central",
    "de la halle de tri",
    "des abris de bus",
    "du pont tournant",
    "de l’ancien château d’eau",
    "des haies bocagères",
    "du réseau de chaleur",
    "de la pépinière d’entreprises",
    "des chemins piétons",
    "du terminal fluvial",
    "de la crèche interentreprises",
    "des bornes de recharge",
    "du centre de formation",
    "de la voie ferrée portuaire",
    "des fossés et des noues",
    "du restaurant d’entreprises",
    "de la zone des Trois-Canaux",
    "des locaux d’accueil",
    "du poste de transformation",
    "de la déchèterie professionnelle",
    "des ateliers relais",
    "du sentier de découverte",
    "de l’aire de repos des routiers",
)

WHERE: Final = (
    "dans le secteur des Écluses",
    "au bord du canal",
    "à l’entrée du Parc",
    "le long de la rocade",
    "à deux pas de la gare",
    "sur l’ancien site des tuileries",
    "entre le port et la rue du Halage",
    "sur près de trois hectares",
    "dans les bâtiments communs",
    "au cœur de la zone industrielle",
    "sur les deux rives",
    "à proximité des arrêts de bus",
    "près du poste de garde",
    "dans l’ensemble des communes concernées",
    "sur le territoire de l’agglomération",
    "derrière la Maison du Parc",
)

WHY: Final = (
    "afin de réduire le bruit aux heures de pointe",
    "pour répondre à une demande ancienne des salariés",
    "dans le but de préserver la ressource en eau",
    "pour que les camions ne traversent plus le village",
    "afin d’accueillir de nouvelles entreprises",
    "pour limiter les dépenses de chauffage",
    "sans interrompre la circulation des piétons",
    "avec le concours des riverains",
    "conformément à l’engagement pris devant les habitants",
    "en tenant compte des remarques recueillies",
    "malgré la hausse du prix des matériaux",
    "au bénéfice des petites entreprises",
    "afin que chacun puisse venir travailler sans voiture",
    "pour rendre les accès praticables en fauteuil roulant",
    "en lien avec les associations locales",
    "de manière à protéger les espèces qui nichent sur les berges",
    "pour offrir un débouché aux apprentis",
    "sous le contrôle d’un expert agréé",
    "comme le prévoyait la convention",
    "dans le respect des délais annoncés",
)

WHEN: Final = (
    "au printemps",
    "dès la rentrée",
    "avant la fin de l’année",
    "au cours de l’été",
    "dans les prochaines semaines",
    "d’ici deux ans",
    "pendant les vacances scolaires",
    "à l’automne",
    "au premier trimestre",
    "depuis le début du mois",
    "chaque lundi matin",
    "une fois les autorisations reçues",
)

# Whole sentences; {n} is a number above one, {euros} an amount, {date} a date with its weekday, {hour} an hour.
FACTS: Final = (
    "En tout, {n} salariés et {m} entreprises sont concernés",
    "Le coût s’élève à {euros} hors taxes",
    "Les inscriptions sont ouvertes jusqu’au {date} à {hour}",
    "La prochaine réunion aura lieu le {date} à {hour}, à la Maison du Parc",
    "On comptait {n} emplois dans ce secteur en {year}",
    "La surface passera de {n} à {thousands} m²",
    "Le taux de satisfaction atteint {percent} %, contre {other} % un an plus tôt",
    "Une visite guidée de {m} minutes est proposée à {hour}",
    "Près de {thousands} véhicules empruntent cette route chaque semaine",
    "La consommation a baissé de {percent} % depuis {year}",
    "Il reste {m} places, attribuées dans l’ordre des demandes",
    "Les {m} premiers dossiers seront examinés le {date}",
)

# A speaker's words: « … », then who says so.
QUOTES: Final = (
    "nous voulions un lieu où l’on se parle",
    "le plus difficile a été de tenir le calendrier",
    "les apprentis ont tout construit eux-mêmes",
    "personne ne voulait revenir en arrière",
    "ce que nous économisons en énergie, nous l’investissons dans les machines",
    "il fallait d’abord écouter ceux qui passent ici chaque jour",
    "nos clients viennent désormais par le train",
    "la qualité de l’eau est la meilleure récompense",
    "nous avons appris à travailler ensemble",
    "le chantier avance plus vite que prévu",
)

SPEAKERS: Final = (
    "explique la directrice du site",
    "se réjouit le président de l’association",
    "résume une apprentie",
    "rappelle le chef de chantier",
    "confie une habitante du quai",
    "précise l’adjoint aux travaux",
)

LINKING: Final = (
    "Dans un premier temps, ",
    "Par ailleurs, ",
    "En parallèle, ",
    "Comme chaque année, ",
    "À l’issue de la concertation, ",
    "Après plusieurs mois d’études, ",
    "À la demande des riverains, ",
    "Selon le dernier rapport, ",
)

HEADINGS: Final = (
    "Un chantier en plusieurs étapes",
    "Ce qui change pour les salariés",
    "Comment participer ?",
    "Le calendrier des travaux",
    "Des résultats encourageants",
    "Qui peut en bénéficier ?",
    "Les accès pendant les travaux",
    "Une aide pour les petites entreprises",
    "L’avis des riverains",
    "Les chiffres à retenir",
    "Et ensuite ?",
    "Informations pratiques",
    "Un partenariat durable",
    "La parole aux entreprises",
    "Protéger l’eau et les berges",
    "Se former sur place",
)

ITEMS: Final = (
    "une pièce d’identité en cours de validité",
    "le plan d’accès, affiché à l’accueil",
    "un casque et des chaussures de sécurité",
    "le formulaire rempli et signé",
    "la liste des entreprises présentes",
    "un relevé de la consommation du mois",
    "l’accord écrit de l’employeur",
    "deux devis de moins de trois mois",
    "les coordonnées de la personne à joindre",
    "une copie de l’attestation d’assurance",
)

DOCUMENTS: Final = (
    "le plan de circulation",
    "la liste des offres",
    "le compte rendu de la réunion",
    "le règlement du Parc",
    "la carte des aménagements",
    "notre article précédent",
)
