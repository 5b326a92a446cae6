"""Import one file: all of it or nothing, the same result however often it is repeated."""

import logging
from pathlib import Path

from django.db import DatabaseError, IntegrityError, transaction

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.execution import Avancement, Importation, Options
from ressources.importation.index import refresh_indexes
from ressources.importation.lecture import Lu, read_file
from ressources.importation.rapport import Rapport
from search.indexing import deferred

PLANCHER_REFUS = 20  # records: below, a share of refusals means nothing
PART_REFUSEE = 0.5  # above this share of refused records, the columns are not what they seem

log = logging.getLogger(__name__)


def import_file(path: Path, options: Options, avancement: Avancement = lambda fait, total: None) -> Rapport:
    """Import a file and return its report; raises FichierRefuse, the database unchanged, when it is unusable."""
    lu = read_file(path, options.format, type_defaut=options.type_defaut, themes_defaut=options.themes_defaut)
    _check_refusals(lu)
    try:
        with transaction.atomic():
            rapport = apply(lu, options, avancement)
            if options.dry_run:
                transaction.set_rollback(True)
    except IntegrityError as erreur:
        log.exception("import refused by a database constraint")
        raise FichierRefuse("Une autre importation de cette source a eu lieu au même moment : réessayez.") from erreur
    except DatabaseError as erreur:
        log.exception("import refused by the database")
        raise FichierRefuse("La base de données n’a pas accepté l’importation : réessayez plus tard.") from erreur
    return rapport


def apply(lu: Lu, options: Options, avancement: Avancement = lambda fait, total: None) -> Rapport:
    """Write what was read, inside the caller's transaction, and have it indexed once at its end."""
    importation = Importation(options, avancement)
    with deferred():
        rapport = importation.run(lu)
        refresh_indexes(importation.ecrivain.creees, importation.ecrivain.changees)
    return rapport


def _check_refusals(lu: Lu) -> None:
    if lu.total >= PLANCHER_REFUS and len(lu.refus) > PART_REFUSEE * lu.total:
        ligne, _nom, raison = lu.refus[0]
        raise FichierRefuse(
            f"{len(lu.refus)} lignes sur {lu.total} sont inutilisables : les colonnes ne sont sans doute pas les "
            f"bonnes. Première : {raison}",
            ligne,
        )
