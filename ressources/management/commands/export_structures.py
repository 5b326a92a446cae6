"""`manage.py export_structures FILE --format {data-inclusion,csv,xlsx}`: the published guide, for partners."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from ressources.exportation.datainclusion import build_document
from ressources.exportation.lignes import iter_rows
from ressources.exportation.tableur import write_table
from ressources.importation.colonnes import CHAMPS
from ressources.models.importation import FormatImport


class Command(BaseCommand):
    help = "Exporte les structures publiées ; les contacts masqués et les fiches retirées n’en font pas partie."

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)
        parser.add_argument("--format", choices=FormatImport.values, required=True)
        parser.add_argument("--site", default="", help="nom d’hôte du site (par défaut : le site principal)")

    def handle(self, *, fichier: Path, site: str, **options):
        sites = Site.objects.filter(hostname=site) if site else Site.objects.filter(is_default_site=True)
        choisi = sites.first()
        if choisi is None:
            raise CommandError(f"Site inconnu : {site or 'aucun site par défaut'}.")
        if options["format"] == FormatImport.DATA_INCLUSION:
            document = build_document(choisi)
            fichier.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
            nombre = len(document["structures"])
        else:
            if options["format"] == FormatImport.XLSX and fichier.suffix.lower() != ".xlsx":
                raise CommandError("Un classeur Excel porte l’extension .xlsx.")
            nombre = write_table(fichier, CHAMPS, iter_rows(choisi))
        self.stdout.write(f"{nombre} structures : {fichier}")
