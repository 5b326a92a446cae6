"""Panels of the forms, in tabs: what it is, when, where, for whom."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface

from ressources.admin.panneaux import COCHES, POSITION, tab_gestion, tab_pour_qui
from ressources.admin.widgets import SaisieHoraires

from ..vocabulaire import Famille
from .formulaires import AlternanceForm, OffreForm
from .widgets import ChoixMetier

LISTE = forms.SelectMultiple(attrs={"size": 8})


def build(*essentiel, dates=(), pour_qui=(), formulaire=OffreForm) -> TabbedInterface:
    """Return the form of a family; `essentiel`, `dates` and `pour_qui` are its own panels."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("titre", required_on_save=True),
                    FieldPanel("accroche"),
                    FieldRowPanel([FieldPanel("porteur"), FieldPanel("organisme")], heading=_("Qui propose")),
                    *essentiel,
                    FieldPanel("description"),
                    FieldPanel("conditions"),
                    FieldPanel("thematiques", widget=COCHES),
                    FieldPanel("en_clair"),
                ],
                heading=_("L’essentiel"),
            ),
            ObjectList(
                [
                    HelpPanel(
                        content=_(
                            "La page dit d’elle-même « s’ouvre dans 12 jours », « ferme demain », « c’est terminé ». "
                            "Sans date de fermeture, on peut répondre jusqu’à la veille du début."
                        )
                    ),
                    FieldRowPanel([FieldPanel("ouverture"), FieldPanel("cloture")], heading=_("Pour répondre")),
                    FieldRowPanel([FieldPanel("debut"), FieldPanel("fin")], heading=_("Quand cela a lieu")),
                    *dates,
                    FieldPanel("places"),
                ],
                heading=_("Dates"),
            ),
            ObjectList(
                [
                    FieldPanel("lien"),
                    FieldPanel("telephone"),
                    FieldPanel("demarches"),
                    FieldPanel("personnes", widget=LISTE),
                ],
                heading=_("Répondre"),
            ),
            ObjectList(
                [
                    FieldPanel("distanciel"),
                    FieldPanel("adresse"),
                    FieldRowPanel([FieldPanel("code_postal"), FieldPanel("commune")]),
                    *POSITION,
                ],
                heading=_("Où"),
            ),
            tab_pour_qui(*pour_qui),
            tab_gestion(),
        ],
        base_form_class=formulaire,
    )


PANNEAUX = {
    Famille.MOBILITE: build(
        FieldRowPanel([FieldPanel("pays"), FieldPanel("ville_etrangere")], heading=_("Destination")),
        FieldPanel("programme"),
        FieldPanel("aides"),
        FieldPanel("en_binome"),
        dates=(
            FieldRowPanel([FieldPanel("semaines_min"), FieldPanel("semaines_max")], heading=_("Durée, en semaines")),
            MultiFieldPanel([FieldPanel("preparation"), FieldPanel("seances")], heading=_("Préparation au départ")),
        ),
        pour_qui=(FieldPanel("niveau_demande"), FieldPanel("langue_demandee")),
    ),
    Famille.LOGEMENT: build(
        FieldPanel("services"),
        FieldPanel("partenaires", widget=LISTE),
        FieldPanel("documents"),
        dates=(
            FieldPanel("horaires", widget=SaisieHoraires),
            FieldPanel("sur_rendez_vous"),
            FieldPanel("permanences", widget=LISTE),
        ),
    ),
    Famille.ALTERNANCE: build(
        FieldRowPanel([FieldPanel("metier", widget=ChoixMetier), FieldPanel("rome")], heading=_("Métier")),
        FieldPanel("contrat"),
        FieldRowPanel([FieldPanel("diplome"), FieldPanel("niveau_prepare")], heading=_("Ce que l’on prépare")),
        FieldPanel("cfa"),
        FieldPanel("rythme"),
        FieldPanel("remuneration"),
        FieldPanel("delai_reponse"),
        dates=(FieldPanel("duree_mois"),),
        pour_qui=(FieldPanel("niveau_demande"),),
        formulaire=AlternanceForm,
    ),
    Famille.ENGAGEMENT: build(
        FieldRowPanel([FieldPanel("forme"), FieldPanel("domaine")]),
        FieldPanel("indemnite"),
        dates=(FieldRowPanel([FieldPanel("duree_mois"), FieldPanel("heures_semaine")], heading=_("Durée")),),
    ),
    Famille.EVENEMENT: build(
        FieldPanel("genre"),
        FieldRowPanel([FieldPanel("frais"), FieldPanel("frais_detail")], heading=_("Prix")),
        FieldPanel("sur_inscription"),
        dates=(FieldRowPanel([FieldPanel("heure_debut"), FieldPanel("heure_fin")], heading=_("Heures")),),
    ),
}
