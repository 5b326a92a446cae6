"""`manage.py import_structures FILE --format {data-inclusion,csv,xlsx} --source NAME [--dry-run]`."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from geo.management.progress import Progress
from ressources.importation.colonnes import CHAMPS
from ressources.importation.erreurs import FichierRefuse
from ressources.importation.execution import Options
from ressources.importation.journal import import_and_record
from ressources.importation.modele import write_template
from ressources.models import Thematique
from ressources.models.importation import FormatImport
from ressources.vocabulaire import TypeStructure

LIGNES_MONTREES = 1000  # lines of the report on the error output; --rapport writes them all


class Command(BaseCommand):
    help = "Importe des structures dans le guide : tout le fichier ou rien, autant de fois qu’on veut."
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("fichier", nargs="?", type=Path, help="fichier à importer (gzip accepté)")
        parser.add_argument("--format", choices=FormatImport.values, help="format du fichier")
        parser.add_argument("--source", default="", help="nom de la source : elle retrouve ses fiches à chaque import")
        parser.add_argument("--dry-run", action="store_true", help="fait tout, puis annule")
        parser.add_argument(
            "--brouillon", action="store_true", help="n’enregistre que des brouillons, à publier à la main"
        )
        parser.add_argument(
            "--depublier-absents", action="store_true", help="retire du site les fiches absentes du fichier"
        )
        parser.add_argument(
            "--type", choices=TypeStructure.values, default="", help="type des structures dont rien ne dit le type"
        )
        parser.add_argument("--theme", action="append", default=[], help="thème (slug) des structures qui n’en ont pas")
        parser.add_argument(
            "--site", default="", help="nom d’hôte du site propriétaire (par défaut : le site principal)"
        )
        parser.add_argument("--rapport", type=Path, help="écrit le rapport complet dans ce fichier CSV")
        parser.add_argument(
            "--template", type=Path, metavar="FICHIER", help=f"écrit un modèle vide ({len(CHAMPS)} colonnes)"
        )

    def handle(self, **options):
        if options["template"]:
            write_template(options["template"])
            self.stdout.write(f"Modèle écrit : {options['template']}")
            return
        path = self._check(options)
        try:
            with Progress(self.stderr, "Structures", quiet=not options["verbosity"]) as progress:
                rapport = import_and_record(path, self._options(options), progress.update)
        except FichierRefuse as refus:
            raise CommandError(f"Fichier refusé, rien n’a changé. {refus}") from refus
        self._show(rapport, options["verbosity"])
        if options["rapport"]:
            options["rapport"].write_text(rapport.as_csv(), encoding="utf-8-sig")
        self.stdout.write(json.dumps(rapport.bilan))

    def _check(self, options) -> Path:
        path = options["fichier"]
        for nom, valeur in (
            ("un fichier", path),
            ("--format", options["format"]),
            ("--source", options["source"].strip()),
        ):
            if not valeur:
                raise CommandError(f"Il manque {nom}. Voir --help.")
        if len(options["source"]) > 60:
            raise CommandError("--source : 60 caractères au plus.")
        if not path.is_file():
            raise CommandError(f"Fichier introuvable : {path}")
        connus = set(Thematique.objects.values_list("slug", flat=True))
        if inconnus := set(options["theme"]) - connus:
            raise CommandError(f"Thème inconnu : {', '.join(sorted(inconnus))}.")
        return path

    def _options(self, options) -> Options:
        sites = (
            Site.objects.filter(hostname=options["site"])
            if options["site"]
            else Site.objects.filter(is_default_site=True)
        )
        site = sites.first()
        if site is None:
            raise CommandError(f"Site inconnu : {options['site'] or 'aucun site par défaut'}.")
        return Options(
            site=site,
            source=options["source"].strip(),
            format=options["format"],
            dry_run=options["dry_run"],
            brouillon=options["brouillon"],
            depublier_absents=options["depublier_absents"],
            type_defaut=options["type"],
            themes_defaut=tuple(options["theme"]),
        )

    def _show(self, rapport, verbosity: int) -> None:
        if not verbosity:
            return
        for entree in rapport.entrees[:LIGNES_MONTREES]:
            self.stderr.write(str(entree))
        reste = len(rapport.entrees) - LIGNES_MONTREES
        if reste > 0:
            self.stderr.write(f"… et {reste} autres lignes : ajoutez --rapport FICHIER.csv pour les avoir toutes.")
