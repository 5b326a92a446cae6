"""The words of the directory: every closed list an entry may use.

`Public`, `Frais` and `ModeAccueil` carry the codes of data·inclusion's schema v1, so that exports need no table;
`RESEAUX` and `THEMATIQUES_DI` are read from `donnees/data_inclusion.json`, whose header names the source.
"""

import json
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

_DI = json.loads((Path(__file__).parent / "donnees" / "data_inclusion.json").read_text(encoding="utf-8"))
RESEAUX: dict[str, str] = _DI["reseaux_porteurs"]
THEMATIQUES_DI: dict[str, str] = _DI["thematiques"]


class Axe(models.TextChoices):
    """The five axes of the youth laboratory."""

    DECROCHAGE = "decrochage", _("Décrochage et reprise d’études")
    ORIENTATION = "orientation", _("Orientation")
    EMPLOI = "emploi", _("Emploi et insertion")
    AUTONOMIE = "autonomie", _("Autonomie : ressources, logement, santé, mobilité")
    ENGAGEMENT = "engagement", _("Engagement, culture, sport, international")


class TypeStructure(models.TextChoices):
    INFO_JEUNESSE = "info_jeunesse", _("Information Jeunesse (PIJ, BIJ, CRIJ)")
    MISSION_LOCALE = "mission_locale", _("Mission locale")
    CIO = "cio", _("Centre d’information et d’orientation (CIO)")
    CCAS = "ccas", _("Centre communal d’action sociale (CCAS)")
    FRANCE_TRAVAIL = "france_travail", _("France Travail")
    HABITAT_JEUNES = "habitat_jeunes", _("Habitat Jeunes, foyer de jeunes travailleurs")
    CFA = "cfa", _("Centre de formation d’apprentis (CFA)")
    MAISON_ADOS = "maison_ados", _("Maison des adolescents")
    PLANNING_FAMILIAL = "planning_familial", _("Planning familial, centre de santé sexuelle")
    E2C = "e2c", _("École de la deuxième chance")
    MOBILITE = "mobilite", _("Mobilité internationale")
    ASSOCIATION = "association", _("Association")
    CENTRE_SOCIAL = "centre_social", _("Centre social, maison de quartier")
    CROUS = "crous", _("Crous, vie étudiante")
    MAIRIE = "mairie", _("Mairie, intercommunalité")
    DEPARTEMENT = "departement", _("Service du Département")
    SANTE = "sante", _("Santé, soin")
    AUTRE = "autre", _("Autre")


class Public(models.TextChoices):
    TOUS = "tous-publics", _("Tous publics")
    JEUNES = "jeunes", _("Jeunes")
    ETUDIANTS = "etudiants", _("Étudiantes et étudiants")
    DEMANDEURS_EMPLOI = "demandeurs-emploi", _("Personnes qui cherchent un emploi")
    ACTIFS = "actifs", _("Personnes en emploi")
    FAMILLES = "familles", _("Familles")
    FEMMES = "femmes", _("Femmes")
    HANDICAP = "personnes-en-situation-de-handicap", _("Personnes en situation de handicap")
    URGENCE = "personnes-en-situation-durgence", _("Personnes en situation d’urgence")
    JURIDIQUE = "personnes-en-situation-juridique-specifique", _("Personnes suivies par la justice")
    EXILEES = "personnes-exilees", _("Personnes exilées")
    MINIMAS = "beneficiaires-des-minimas-sociaux", _("Bénéficiaires des minimas sociaux")
    QPV_FRR = "residents-qpv-frr", _("Habitants d’un quartier prioritaire ou d’une zone rurale fragile")
    SENIORS = "seniors", _("Seniors")


class Frais(models.TextChoices):
    GRATUIT = "gratuit", _("Gratuit")
    PAYANT = "payant", _("Payant")


class ModeAccueil(models.TextChoices):
    PRESENTIEL = "en-presentiel", _("Sur place")
    DISTANCE = "a-distance", _("À distance")


class Accessibilite(models.TextChoices):
    """Whether somebody in a wheelchair can come in and be received."""

    INCONNUE = "inconnue", _("On ne sait pas encore")
    TOTALE = "totale", _("Accessible en fauteuil roulant")
    PARTIELLE = "partielle", _("Accessible avec de l’aide")
    NON = "non", _("Pas accessible en fauteuil roulant")


class Modalite(models.TextChoices):
    """How a permanence is held."""

    SUR_PLACE = "sur_place", _("Sur place")
    TELEPHONE = "telephone", _("Par téléphone")
    VISIO = "visio", _("En visio")


class Langue(models.TextChoices):
    """ISO 639-1 codes; 639-3 where there is none (sign language, Kabyle)."""

    FRANCAIS = "fr", _("français")
    LSF = "fsl", _("langue des signes française")
    NEERLANDAIS = "nl", _("néerlandais")
    ANGLAIS = "en", _("anglais")
    ARABE = "ar", _("arabe")
    ESPAGNOL = "es", _("espagnol")
    PORTUGAIS = "pt", _("portugais")
    ITALIEN = "it", _("italien")
    ALLEMAND = "de", _("allemand")
    POLONAIS = "pl", _("polonais")
    ROUMAIN = "ro", _("roumain")
    BULGARE = "bg", _("bulgare")
    ALBANAIS = "sq", _("albanais")
    RUSSE = "ru", _("russe")
    UKRAINIEN = "uk", _("ukrainien")
    TURC = "tr", _("turc")
    KABYLE = "kab", _("kabyle")
    PERSAN = "fa", _("persan, dari")
    PACHTO = "ps", _("pachto")
    OURDOU = "ur", _("ourdou")
    TIGRIGNA = "ti", _("tigrigna")
    AMHARIQUE = "am", _("amharique")
    SOMALI = "so", _("somali")
    LINGALA = "ln", _("lingala")
    WOLOF = "wo", _("wolof")
    BAMBARA = "bm", _("bambara")
    PEUL = "ff", _("peul")
    SONINKE = "snk", _("soninké")
    VIETNAMIEN = "vi", _("vietnamien")
    CHINOIS = "zh", _("chinois")
    ROMANI = "rom", _("romani")


class MoyenVerification(models.TextChoices):
    """How somebody made sure that an entry is right."""

    TELEPHONE = "telephone", _("Par téléphone")
    COURRIEL = "courriel", _("Par courriel")
    VISITE = "visite", _("Sur place")
    SITE_WEB = "site_web", _("Sur le site de la structure")
    LIEN = "lien", _("Par la personne, avec son lien de confirmation")
    ESPACE_PRO = "espace_pro", _("Par la personne, dans son espace")


class ResultatVerification(models.TextChoices):
    CONFIRMEE = "confirmee", _("Tout est juste")
    CORRIGEE = "corrigee", _("Corrigée")
    INJOIGNABLE = "injoignable", _("Personne n’a répondu")
    FERMEE = "fermee", _("N’existe plus")


class MotifSignalement(models.TextChoices):
    CONTACT = "contact", _("Le téléphone ou l’adresse e-mail ne marche pas")
    ADRESSE = "adresse", _("L’adresse est fausse")
    HORAIRES = "horaires", _("Les horaires sont faux")
    PARTI = "parti", _("La personne ou le lieu n’est plus là")
    CONTENU = "contenu", _("Le texte est faux ou choquant")
    OPPOSITION = "opposition", _("C’est moi, et je ne veux pas apparaître")
    AUTRE = "autre", _("Autre chose")


class StatutSignalement(models.TextChoices):
    NOUVEAU = "nouveau", _("Nouveau")
    EN_COURS = "en_cours", _("En cours")
    TRAITE = "traite", _("Traité")
    ECARTE = "ecarte", _("Écarté")
