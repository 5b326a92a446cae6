"""What a site says of itself: name, territory, desk, sender, emergency numbers, social networks."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog", order=100)
class ReglagesSite(BaseSiteSetting, ClusterableModel):
    """Read in templates as `settings.cms.ReglagesSite`, or through the shorter names of the context processor."""

    select_related = ["territoire", "commune", "image_partage"]

    nom = models.CharField(
        _("nom du portail"), max_length=60, default="Portail Info Jeunesse", help_text=_("En tête de chaque page.")
    )
    accroche = models.CharField(
        _("phrase d’accroche"),
        max_length=140,
        default="Trouve qui peut t’aider, près de chez toi.",
        help_text=_("Une phrase, en pied de page et quand le portail est partagé."),
    )
    organisme = models.CharField(
        _("organisme éditeur"), max_length=120, blank=True, help_text=_("Qui publie le portail (mentions légales).")
    )
    territoire = models.ForeignKey(
        "geo.Zone",
        verbose_name=_("territoire"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("L’aire dont le portail s’occupe d’abord : un arrondissement, un département, une région."),
    )
    commune = models.ForeignKey(
        "geo.Commune",
        verbose_name=_("commune de départ"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("« Près de chez toi », tant que la personne n’a pas dit où elle est."),
    )
    image_partage = models.ForeignKey(
        "mediatheque.Illustration",
        verbose_name=_("image de partage"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Montrée quand on partage une page qui n’a pas la sienne. 1 200 × 630 pixels."),
    )
    guichet_nom = models.CharField(
        _("nom du guichet"), max_length=100, blank=True, help_text=_("Ex. : le CRIJ à Lille.")
    )
    guichet_telephone = PhoneNumberField(_("téléphone"), blank=True, help_text=_("Montré en pied de chaque page."))
    guichet_courriel = models.EmailField(
        _("courriel"), blank=True, help_text=_("Public. Reçoit aussi les erreurs signalées sur les fiches.")
    )
    guichet_adresse = models.CharField(
        _("adresse"), max_length=200, blank=True, help_text=_("Rue, code postal, ville.")
    )
    guichet_horaires = models.CharField(
        _("horaires"), max_length=160, blank=True, help_text=_("En clair. Ex. : du lundi au vendredi, de 10 h à 18 h.")
    )
    expediteur_nom = models.CharField(
        _("nom d’expéditeur des courriels"), max_length=60, blank=True, help_text=_("Vide : le nom du portail.")
    )
    expediteur_courriel = models.EmailField(
        _("adresse d’expédition"), blank=True, help_text=_("D’où partent les courriels. Vide : celle du serveur.")
    )
    expediteur_sms = models.CharField(
        _("nom d’expéditeur des SMS"),
        max_length=11,
        blank=True,
        validators=[
            RegexValidator(r"^(?=.*[A-Za-z])[A-Za-z0-9 ]{3,11}$", _("3 à 11 lettres ou chiffres, sans accent."))
        ],
        help_text=_("3 à 11 lettres ou chiffres sans accent, neutre : un parent peut le lire."),
    )
    sortie_rapide = models.URLField(
        _("adresse de « Quitter vite »"),
        default="https://fr.wikipedia.org/wiki/Lille",
        help_text=_("Une page neutre, qui ne dit rien de ce que la personne lisait."),
    )
    numeros_verifies_le = models.DateField(
        _("numéros d’urgence vérifiés le"),
        null=True,
        blank=True,
        help_text=_("Appelez ou relisez chaque numéro sur le site officiel, puis notez la date ici."),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("nom"),
                    FieldPanel("accroche"),
                    FieldPanel("organisme"),
                    FieldRowPanel([FieldPanel("territoire"), FieldPanel("commune")]),
                    FieldPanel("image_partage"),
                ],
                heading=_("Identité"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("guichet_nom"),
                            FieldRowPanel([FieldPanel("guichet_telephone"), FieldPanel("guichet_courriel")]),
                            FieldPanel("guichet_adresse"),
                            FieldPanel("guichet_horaires"),
                        ],
                        heading=_("Le guichet : la porte toujours ouverte"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("expediteur_nom"), FieldPanel("expediteur_courriel")]),
                            FieldPanel("expediteur_sms"),
                        ],
                        heading=_("Qui écrit"),
                    ),
                    InlinePanel("reseaux_sociaux", heading=_("Réseaux sociaux"), label=_("Réseau")),
                ],
                heading=_("Contacts"),
            ),
            ObjectList(
                [
                    FieldPanel("sortie_rapide"),
                    FieldPanel("numeros_verifies_le"),
                    InlinePanel("numeros_urgence", heading=_("Numéros d’urgence"), label=_("Numéro"), min_num=1),
                ],
                heading=_("Urgences"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("réglages du site")

    @property
    def expediteur(self) -> str:
        return self.expediteur_nom or self.nom

    def bandeau_urgence(self):
        """The emergency numbers shown on every page."""
        return self.numeros_urgence.filter(en_tete=True) if self.pk else self.numeros_urgence.none()


def desk_addresses(site) -> list[str]:
    """Where error reports of the guide are sent: the desk's mail, none when it has none."""
    reglages = ReglagesSite.objects.filter(site=site).only("guichet_courriel").first()
    return [reglages.guichet_courriel] if reglages and reglages.guichet_courriel else []
