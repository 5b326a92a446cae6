"""The read model of the search, the words it knows, and the updates still to be made."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.lexique.models import LigneEcartee, MiseEnAvant, MotUrgence, Synonymes, VersionLexique

__all__ = [
    "Document",
    "LigneEcartee",
    "MiseAJour",
    "MiseEnAvant",
    "Mot",
    "MotUrgence",
    "RechercheFrequente",
    "Synonymes",
    "Tuile",
    "TuileCommune",
    "VersionLexique",
]


class Document(models.Model):
    """One thing to find at one place: everything the search reads, written by `search.indexing`.

    The columns come in the order they are read: first what ranks and counts a candidate, then
    what draws a card. `tokens` feeds the full-text index, which the migration makes and the
    database itself keeps in step: an FTS5 table with triggers on SQLite, a generated tsvector
    column on PostgreSQL. On SQLite, a migration that alters this table rebuilds it and must make
    the triggers again, those of the tiles too.
    """

    # Drawn from the position (search.numbers): what is near on the ground is near on the disk.
    id = models.BigIntegerField(primary_key=True)
    key = models.CharField(_("clé"), max_length=180, unique=True)
    facets = models.TextField(_("facettes et horaires"))  # search.facets.pack
    quality = models.PositiveSmallIntegerField(_("qualité"), default=0)  # steps, 0..4
    freshness = models.BigIntegerField(_("fraîcheur"), default=0)  # ranking.freshness
    commune = models.CharField(  # public code of the whole commune: Lille for Lomme
        _("commune entière"), max_length=12, blank=True
    )
    remote = models.BooleanField(_("à distance"), default=False)
    # Point of the unit sphere: nearness is a product, the same on every engine (search.sphere).
    x = models.FloatField(_("x"), null=True)
    y = models.FloatField(_("y"), null=True)
    z = models.FloatField(_("z"), null=True)
    title_words = models.TextField(_("mots du titre"), blank=True)  # " stem stem "
    keyword_words = models.TextField(_("mots clés"), blank=True)

    source = models.CharField(_("source"), max_length=40)
    object_id = models.CharField(_("objet"), max_length=64)
    type = models.CharField(_("type"), max_length=20)
    lieu_key = models.CharField(_("lieu"), max_length=64, blank=True)
    site_id = models.BigIntegerField(_("site"), null=True)
    commune_ref = models.CharField(_("commune"), max_length=12, blank=True)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    verifie_le = models.DateField(_("vérifié le"), null=True)
    updated_at = models.DateTimeField(_("modifié le"), null=True)
    title = models.CharField(_("titre"), max_length=300)
    summary = models.TextField(_("résumé"), blank=True)
    url = models.TextField(_("adresse"))
    payload = models.JSONField(_("carte"), default=dict)
    digest = models.CharField(_("empreinte"), max_length=32)
    tokens = models.TextField(_("jetons"))

    class Meta:
        verbose_name = _("document de la recherche")
        verbose_name_plural = _("documents de la recherche")
        indexes = [
            models.Index(fields=["source", "object_id"], name="search_document_objet"),
            models.Index(fields=["id"], condition=Q(remote=True), name="search_document_distance"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(x__isnull=True, y__isnull=True, z__isnull=True)
                | Q(x__isnull=False, y__isnull=False, z__isnull=False),
                name="search_document_point_entier",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Tuile(models.Model):
    """A tile of the map (`search.numbers`), or of what helps at a distance: how many documents, in which state.

    The database itself keeps these rows in step, by triggers: `version` is drawn again whenever a document of the
    tile is written or taken out. So a process knows whether what it holds of a tile (`search.engines.tiles`) is true.
    """

    numero = models.BigIntegerField(_("numéro"), primary_key=True)
    version = models.BigIntegerField(_("version"))
    documents = models.IntegerField(_("documents"))

    class Meta:
        verbose_name = _("tuile de la carte")
        verbose_name_plural = _("tuiles de la carte")

    def __str__(self) -> str:
        return str(self.numero)


class TuileCommune(models.Model):
    """A tile that holds, or once held, a document of a commune: its documents count wherever they are."""

    commune = models.CharField(_("commune entière"), max_length=12)
    tuile = models.BigIntegerField(_("tuile"))

    class Meta:
        verbose_name = _("tuile d’une commune")
        verbose_name_plural = _("tuiles des communes")
        constraints = [models.UniqueConstraint(fields=["commune", "tuile"], name="search_tuilecommune_unique")]

    def __str__(self) -> str:
        return f"{self.commune} : {self.tuile}"


class Mot(models.Model):
    """A word of the documents as it is written, for « tu voulais dire… »."""

    mot = models.CharField(_("mot"), max_length=40, primary_key=True)
    documents = models.PositiveIntegerField(_("documents"), default=0)

    class Meta:
        verbose_name = _("mot connu")
        verbose_name_plural = _("mots connus")

    def __str__(self) -> str:
        return self.mot


class RechercheFrequente(models.Model):
    """The ideas of a search and the days it was made (`search.frequent`): nothing of who made it.

    Its table is not one of the contents that pages show: counting a search must not drop the cached pages.
    """

    texte = models.CharField(_("recherche"), max_length=60, primary_key=True)
    jours = models.PositiveIntegerField(_("jours"), default=1)
    dernier_jour = models.DateField(_("dernier jour"), db_index=True)

    class Meta:
        db_table = "recherche_frequente"
        verbose_name = _("recherche fréquente")
        verbose_name_plural = _("recherches fréquentes")

    def __str__(self) -> str:
        return self.texte


class MiseAJour(models.Model):
    """An object whose documents must be made again, written in the transaction that changed it.

    The row goes once the index is up to date: what a crash or a failure left behind is done at
    the next update, or by `rebuild_search --pending`.
    """

    source = models.CharField(_("source"), max_length=40)
    object_id = models.CharField(_("objet"), max_length=64)
    created_at = models.DateTimeField(_("demandée le"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("essais manqués"), default=0)

    class Meta:
        verbose_name = _("mise à jour en attente")
        verbose_name_plural = _("mises à jour en attente")

    def __str__(self) -> str:
        return f"{self.source}:{self.object_id}"
