"""`manage.py import_flux NAME [--file F] [--dry-run]`, or `import_flux --due` for what is due."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portail.opportunites.vocabulaire import Famille
from ressources.importation.erreurs import FichierRefuse
from ressources.importation.rapport import Rapport

from ...creation import find_or_create
from ...execution import Options, Resultat
from ...journal import import_and_record
from ...models import Flux
from ...passages import claim_due, run_feed, try_feed
from ...vocabulaire import FormatFlux, StatutPassage

LIGNES_MONTREES = 200


class Command(BaseCommand):
    help = "Importe les offres d’un flux : tout le fichier ou rien, autant de fois qu’on veut."
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("nom", nargs="?", default="", help="nom court du flux ; un nom nouveau crée le flux")
        parser.add_argument("--file", dest="fichier", type=Path, help="fichier à lire (gzip accepté)")
        parser.add_argument("--due", action="store_true", help="lit tous les flux dont c’est l’heure")
        parser.add_argument("--dry-run", action="store_true", help="fait tout, puis annule")
        parser.add_argument("--accepter-reduction", action="store_true", help="même si plus de la moitié est sortie")
        parser.add_argument("--format", choices=FormatFlux.values, default="", help="format d’un flux nouveau")
        parser.add_argument("--famille", choices=Famille.values, default="", help="famille d’un flux nouveau")
        parser.add_argument("--site", default="", help="nom d’hôte du site d’un flux nouveau (sinon : le principal)")
        parser.add_argument("--rapport", type=Path, help="écrit le rapport dans ce fichier CSV")

    def handle(self, **options):
        if options["due"]:
            self._run_due()
        elif not options["nom"]:
            raise CommandError("Il manque le nom du flux. Voir --help.")
        elif options["fichier"] is not None:
            self._import_file(options)
        else:
            self._fetch(options)

    def _run_due(self) -> None:
        """Run what is due; one feed that fails stops no other."""
        for flux in claim_due():
            passage = run_feed(flux, Options())
            self.stderr.write(f"{flux.nom} : {passage.get_statut_display()} {passage.message}".strip())

    def _fetch(self, options) -> None:
        flux = Flux.objects.select_related("site").filter(nom=options["nom"]).first()
        if flux is None:
            raise CommandError(f"Flux inconnu : {options['nom']}. Connus : {self._known() or 'aucun'}.")
        choix = Options(dry_run=options["dry_run"], accepte_reduction=options["accepter_reduction"])
        if choix.dry_run:
            self._try(flux, choix, options)
            return
        passage = run_feed(flux, choix)
        if passage.statut in (StatutPassage.REFUSE, StatutPassage.SUSPENDU):
            raise CommandError(f"Flux {passage.get_statut_display()}, rien n’a changé. {passage.message}")
        self.stdout.write(json.dumps(passage.bilan or Rapport().bilan))

    def _try(self, flux: Flux, choix: Options, options) -> None:
        try:
            self._show(try_feed(flux, choix), options)
        except FichierRefuse as refus:
            raise CommandError(f"Flux refusé. {refus}") from refus

    def _known(self) -> str:
        return ", ".join(Flux.objects.order_by("nom").values_list("nom", flat=True))

    def _import_file(self, options) -> None:
        path = options["fichier"]
        if path is None or not path.is_file():
            raise CommandError(f"Fichier introuvable : {path}")
        choix = Options(dry_run=options["dry_run"], accepte_reduction=options["accepter_reduction"])
        try:
            with transaction.atomic():  # a new feed whose file is refused is not kept either
                flux = find_or_create(path=path, **{nom: options[nom] for nom in ("nom", "format", "famille", "site")})
                resultat = import_and_record(flux, path, choix)
                transaction.set_rollback(choix.dry_run)
        except FichierRefuse as refus:
            raise CommandError(f"Fichier refusé, rien n’a changé. {refus}") from refus
        self._show(resultat, options)

    def _show(self, resultat: Resultat, options) -> None:
        rapport = resultat.rapport
        if options["rapport"]:
            options["rapport"].write_text(rapport.as_csv(), encoding="utf-8-sig")
        if options["verbosity"]:
            for entree in rapport.entrees[:LIGNES_MONTREES]:
                self.stderr.write(str(entree))
            reste = len(rapport.entrees) + rapport.tues - LIGNES_MONTREES
            if reste > 0:
                self.stderr.write(f"… et {reste} autres lignes.")
            if resultat.retirees:
                self.stderr.write(f"{resultat.retirees} offres sorties du flux : closes.")
        self.stdout.write(json.dumps(rapport.bilan))
