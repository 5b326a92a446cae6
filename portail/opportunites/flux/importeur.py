"""Import one file of a feed: all of it or nothing, the same result however often it is repeated."""

import logging
from collections.abc import Iterable
from pathlib import Path

from django.db import DatabaseError, IntegrityError, transaction

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lignes import Ligne
from search.indexing import deferred

from .correspondance import Reglage
from .execution import Avancement, Options, Passage, Resultat
from .formats import LECTEURS
from .models import Flux

log = logging.getLogger(__name__)


def reglage_of(flux: Flux) -> Reglage:
    """Return how to read the records of a feed."""
    lignes = list(flux.correspondances.all())
    return Reglage(
        famille=flux.famille,
        format=flux.format,
        chemins={ligne.champ: ligne.chemin for ligne in lignes if ligne.chemin},
        valeurs={ligne.champ: ligne.valeur for ligne in lignes if ligne.valeur},
        devine=flux.deviner,
    )


def read_lignes(flux: Flux, path: Path) -> Iterable[Ligne]:
    """Return the raw records of a file, read as they are asked for."""
    return LECTEURS[flux.format](path, flux.elements)


def import_path(flux: Flux, path: Path, options: Options, avancement: Avancement = lambda fait: None) -> Resultat:
    """Import a file; raises FichierRefuse (FluxReduit), the database unchanged, when it is unusable."""
    try:
        with transaction.atomic():
            with deferred():
                resultat = Passage(flux, options, avancement).run(read_lignes(flux, path), reglage_of(flux))
            if options.dry_run:
                transaction.set_rollback(True)
    except IntegrityError as erreur:
        log.exception("feed refused by a database constraint")
        raise FichierRefuse("Un autre passage de ce flux a eu lieu au même moment : réessayez.") from erreur
    except DatabaseError as erreur:
        log.exception("feed refused by the database")
        raise FichierRefuse("La base de données n’a pas accepté ce flux : réessayez plus tard.") from erreur
    return resultat
