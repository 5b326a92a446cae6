"""Checks of opening hours and positions, with messages an editor can act upon."""

import opening_hours
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from geo.points import point_in_commune


def validate_horaires(texte: str) -> None:
    """Raise ValidationError unless `texte` follows OpenStreetMap's `opening_hours` syntax."""
    if texte and not opening_hours.validate(texte):
        raise ValidationError(
            _(
                "On ne comprend pas ces horaires. Exemple : Mo-Fr 09:00-12:00,14:00-17:30; PH off "
                "(du lundi au vendredi, fermé les jours fériés)."
            ),
            code="horaires",
        )


def validate_position(commune, latitude: float | None, longitude: float | None) -> None:
    """Raise ValidationError when half a position is given, or one that lies outside the commune.

    A commune whose contour is unknown accepts any position.
    """
    if (latitude is None) != (longitude is None):
        manque = "latitude" if latitude is None else "longitude"
        raise ValidationError({manque: _("La latitude et la longitude vont ensemble.")})
    if latitude is None or longitude is None:
        return
    if point_in_commune(commune, latitude, longitude) is False:
        raise ValidationError(
            {
                "latitude": _("Ce point n’est pas à %(commune)s : déplacez le repère, ou changez la commune.")
                % {"commune": commune.nom}
            }
        )
