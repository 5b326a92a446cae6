"""Panels of the forms, in tabs: what one types most comes first."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from .formulaires import PermanenceForm, PersonneForm, StructureForm
from .widgets import SaisieHoraires, SaisieLongitude, SaisieRepetition

COCHES = forms.CheckboxSelectMultiple
EQUIPE = "ressources.publish_structure"  # who may see the tab « Gestion » whole

POSITION = (FieldPanel("latitude"), FieldPanel("longitude", widget=SaisieLongitude))  # its map needs the whole width


def tab_pour_qui(*autres) -> ObjectList:
    """Whom the entry receives; `autres` are panels of the model's own."""
    return ObjectList(
        [
            FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")], heading=_("Âges")),
            FieldPanel("publics"),
            FieldPanel("zones", heading=_("Territoire desservi")),
            FieldPanel("langues"),
            *autres,
        ],
        heading=_("Pour qui"),
    )


def tab_gestion(*autres) -> ObjectList:
    """Where the entry comes from and how it was checked; `autres` are panels of the model's own."""
    return ObjectList(
        [
            FieldPanel("site", permission=EQUIPE),
            FieldPanel("sites_adoptants", widget=COCHES, permission=EQUIPE),
            *autres,
            MultiFieldPanel(
                [
                    HelpPanel(
                        content=_(
                            "La date de vérification change avec « Marquer comme vérifiée » dans la liste, jamais en "
                            "modifiant le texte. Une importation ne touche plus aux champs corrigés à la main."
                        )
                    ),
                    FieldPanel("verifie_le", read_only=True),
                    FieldPanel("verifie_par", read_only=True),
                    FieldPanel("source", read_only=True),
                    FieldPanel("champs_proteges", read_only=True),
                ],
                heading=_("Vérification et source"),
            ),
            FieldPanel("lien_source"),
        ],
        heading=_("Gestion"),
    )


LIEU = [
    FieldPanel("nom"),
    FieldPanel("adresse"),
    FieldPanel("complement"),
    FieldRowPanel([FieldPanel("code_postal"), FieldPanel("commune")]),
    *POSITION,
    FieldPanel("horaires", widget=SaisieHoraires),
    FieldPanel("acces"),
    FieldPanel("accessibilite"),
    FieldPanel("telephone"),
]

STRUCTURE = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("nom"),
                FieldRowPanel([FieldPanel("type"), FieldPanel("sigle")]),
                FieldPanel("presentation"),
                FieldPanel("thematiques", widget=COCHES),
                FieldRowPanel([FieldPanel("frais"), FieldPanel("frais_detail")], heading=_("Prix")),
            ],
            heading=_("L’essentiel"),
        ),
        ObjectList([InlinePanel("lieux", LIEU, label=_("Lieu"), heading=_("Lieux"))], heading=_("Lieux et horaires")),
        tab_pour_qui(FieldPanel("modes_accueil"), FieldPanel("distanciel")),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("telephone_visible")]),
                FieldRowPanel(
                    [
                        FieldPanel("courriel"),
                        FieldPanel(
                            "courriel_visible",
                            help_text=_("Seulement pour une adresse commune (accueil@…), jamais celle d’une personne."),
                        ),
                    ]
                ),
                FieldPanel("site_web"),
            ],
            heading=_("Contacts"),
        ),
        tab_gestion(FieldPanel("reseaux", widget=forms.SelectMultiple(attrs={"size": 8})), FieldPanel("siret")),
    ],
    base_form_class=StructureForm,
)

PERSONNE = TabbedInterface(
    [
        ObjectList(
            [
                FieldRowPanel([FieldPanel("prenom"), FieldPanel("nom")]),
                FieldPanel("fonction"),
                FieldPanel("structure"),
                FieldPanel("presentation"),
                FieldPanel("competences", widget=COCHES),
            ],
            heading=_("L’essentiel"),
        ),
        ObjectList(
            [
                FieldRowPanel(
                    [
                        FieldPanel("telephone"),
                        FieldPanel("telephone_visible", help_text=_("Sinon, le public voit celui de la structure.")),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("courriel"),
                        FieldPanel(
                            "courriel_visible",
                            help_text=_(
                                "Pour les professionnels connectés. Le public ne voit jamais cette adresse : "
                                "il écrit par un formulaire."
                            ),
                        ),
                    ]
                ),
                FieldPanel(
                    "lieux",
                    widget=COCHES,
                    help_text=_(
                        "Là où on peut la voir, parmi les lieux de sa structure. Choisissez d’abord la structure, "
                        "enregistrez, puis cochez. Ne cochez rien si c’est partout."
                    ),
                ),
                FieldPanel("distanciel"),
            ],
            heading=_("Contacts et lieux"),
        ),
        tab_pour_qui(),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("absence_debut"), FieldPanel("absence_fin")], heading=_("Absence")),
                FieldPanel("absence_message"),
                FieldPanel("suppleant"),
            ],
            heading=_("Absences"),
        ),
        tab_gestion(),
    ],
    base_form_class=PersonneForm,
)

PERMANENCE = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("titre"),
                FieldRowPanel([FieldPanel("structure"), FieldPanel("personne")], heading=_("Qui la tient")),
                FieldPanel("thematiques", widget=COCHES),
                FieldPanel("description"),
                FieldPanel("sur_rendez_vous"),
            ],
            heading=_("L’essentiel"),
        ),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("debut"), FieldPanel("duree_minutes")]),
                FieldPanel("regle", widget=SaisieRepetition),
                FieldPanel("exceptions"),
                FieldPanel("jours_feries"),
            ],
            heading=_("Dates"),
        ),
        ObjectList(
            [
                FieldPanel("modalite"),
                FieldPanel("lieu", help_text=_("Écrivez le nom de la structure ou de la commune, puis choisissez.")),
                MultiFieldPanel(
                    [
                        FieldPanel("adresse"),
                        FieldRowPanel([FieldPanel("code_postal"), FieldPanel("commune")]),
                        *POSITION,
                    ],
                    heading=_("Ou une autre adresse"),
                ),
            ],
            heading=_("Où"),
        ),
        tab_pour_qui(),
        tab_gestion(),
    ],
    base_form_class=PermanenceForm,
)
