"""The life of an opportunity, from its dates: pure rules, which the queries of `querysets.py` write in SQL.

`echeance` is the last day on which one can still act: the closing date; without one, the day before it begins, since
nobody joins what has started (an event can be joined until it ends). None: no end, as for a housing desk.
"""

import datetime

from .vocabulaire import Etat, Famille

BIENTOT_JOURS = 14  # days before the end from which an opportunity "closes soon"
UN_JOUR = datetime.timedelta(days=1)


def compute_echeance(
    famille: str,
    cloture: datetime.date | None,
    debut: datetime.date | None,
    fin: datetime.date | None,
) -> datetime.date | None:
    """Return the last day on which one can act, None when there is no end."""
    if famille == Famille.EVENEMENT:
        return cloture or fin or debut
    if cloture is None and debut is not None:
        return debut - UN_JOUR
    return cloture


def compute_etat(opportunite, jour: datetime.date) -> Etat:
    """Return the state of an opportunity (live, archivee_le, retiree_le, ouverture, echeance) on a day."""
    if opportunite.archivee_le:
        return Etat.ARCHIVEE
    if not opportunite.live:
        return Etat.BROUILLON
    if opportunite.retiree_le or (opportunite.echeance and opportunite.echeance < jour):
        return Etat.CLOSE
    if opportunite.ouverture and opportunite.ouverture > jour:
        return Etat.FUTURE
    if opportunite.echeance and opportunite.echeance <= jour + BIENTOT_JOURS * UN_JOUR:
        return Etat.BIENTOT_CLOSE
    return Etat.OUVERTE
