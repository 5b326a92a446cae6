"""Writing an e-mail from templates: `templates/<gabarit>.txt`, its first line the subject, and `<gabarit>.html`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from wagtail.models import Site

from .gabarits import draw_courriel, genre_of
from .models import Message
from .services import post_message


class Piece(NamedTuple):
    """A file that goes with the mail: its name, its MIME type, its text. A calendar says its METHOD by itself."""

    nom: str
    type: str
    texte: str


def post_courriel(
    *,
    site: Site,
    gabarit: str,
    destinataire: str,
    contexte: Mapping[str, Any],
    cle: str,
    objet: str = "",
    pas_avant: datetime | None = None,
    utile_jusqua: datetime | None = None,
    pieces: Iterable[tuple[str, str, str]] = (),
) -> Message:
    """Write a mail in the current transaction, drawn from its templates; see `services.post_message` for the rest.

    Templates extend `notifications/courriel.txt` and `.html`, which sign, and say why one receives it. They get the
    context and what `gabarits.common_context` gives. Raises TemplateDoesNotExist without a text template.
    """
    lettre = draw_courriel(site=site, gabarit=gabarit, contexte=contexte)
    return post_message(
        site=site,
        genre=genre_of(gabarit),
        cle=cle,
        destinataire=destinataire,
        sujet=lettre.sujet,
        texte=lettre.texte,
        html=lettre.html,
        objet=objet,
        pas_avant=pas_avant,
        utile_jusqua=utile_jusqua,
        pieces=[Piece(*piece)._asdict() for piece in pieces],
    )
