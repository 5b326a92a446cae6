"""A feed met for the first time in a file: its format and its family are read from the file itself."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from wagtail.models import Site

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs.octets import SIGNATURE_ZIP, first_bytes, open_text

from ..vocabulaire import Famille
from .correspondance import guess_famille
from .formats import LECTEURS
from .models import Flux
from .vocabulaire import FAMILLE_DU_FORMAT, FormatFlux

EXTRAIT = 4_000  # characters read to recognise a format


def find_or_create(*, nom: str, path: Path, format: str = "", famille: str = "", site: str = "") -> Flux:
    """Return the feed of that name; a new one is read by hand only, until an editor gives it an address.

    Raises FichierRefuse for a name that cannot be, an unknown site, or a file of no known format.
    """
    flux = Flux.objects.select_related("site").filter(nom=nom).first()
    if flux is not None:
        if format and format != flux.format:
            raise FichierRefuse(f"Le flux « {nom} » est au format {flux.get_format_display()}.")
        return flux
    try:
        validate_slug(nom)
        Flux._meta.get_field("nom").run_validators(nom)
    except ValidationError as erreur:
        raise FichierRefuse(
            f"« {nom} » n’est pas un nom de flux : lettres, chiffres et tirets, 60 au plus."
        ) from erreur
    sites = Site.objects.filter(hostname=site) if site else Site.objects.filter(is_default_site=True)
    proprietaire = sites.first()
    if proprietaire is None:
        raise FichierRefuse(f"Site inconnu : {site or 'aucun site par défaut'}.")
    format = format or detect_format(path)
    famille = famille or FAMILLE_DU_FORMAT.get(FormatFlux(format), "") or _famille_of(path, format)
    return Flux.objects.create(
        site=proprietaire, nom=nom, titre=nom.replace("-", " ").replace("_", " ").capitalize(), format=format,
        famille=famille,
    )  # fmt: skip


def detect_format(path: Path) -> str:
    """Return the format that the first characters of a file show; raises FichierRefuse for what is no feed."""
    if first_bytes(path).startswith(SIGNATURE_ZIP):
        raise FichierRefuse("Une archive ou un classeur Excel n’est pas un flux : enregistrez-le en CSV.")
    try:
        with open_text(path) as texte:
            debut = texte.read(EXTRAIT).lstrip("\ufeff \t\r\n")
    except UnicodeError as erreur:
        raise FichierRefuse("L’encodage du fichier n’est pas reconnu.") from erreur
    if debut[:15].upper() == "BEGIN:VCALENDAR":
        return FormatFlux.ICAL
    if debut.startswith("<"):
        if debut[:15].lower().startswith(("<html", "<!doctype html")):
            raise FichierRefuse("C’est une page web, pas un flux : l’adresse ou le fichier n’est pas le bon.")
        return FormatFlux.RSS if any(mot in debut for mot in ("<rss", "<feed", "<rdf:RDF")) else FormatFlux.XML
    if debut.startswith(("{", "[")):
        lba = '"jobs"' in debut or '"cle_ministere_educatif"' in debut
        return FormatFlux.LBA if lba or ('"workplace"' in debut and '"offer"' in debut) else FormatFlux.JSON
    if not debut:
        raise FichierRefuse("Le fichier est vide.")
    return FormatFlux.CSV


def _famille_of(path: Path, format: str) -> str:
    """Return the family that the first readable record speaks of; a mission when nothing says."""
    for ligne in LECTEURS[format](path, ""):
        if ligne.valeurs:
            return guess_famille(ligne.valeurs) or Famille.ENGAGEMENT
    return Famille.ENGAGEMENT
