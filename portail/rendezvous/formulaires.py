"""What is asked of somebody who books, waits or asks for another time: as little as it takes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portail.notifications.sms import sms_available
from ressources.ages import Tranche
from ressources.robots import PreuveMixin
from ressources.telephones import normalise_telephone, validate_mobile, validate_telephone

from .jetons import cle_of
from .models import Motif
from .services.contact import Coordonnees
from .vocabulaire import Lieu


class ContactForm(PreuveMixin):
    """A first name, a way to reach somebody, an age band; `motif` says for what, `site` where."""

    # As the pages draw them, so that the summary of errors follows the page.
    field_order = ("disponibilites", "participants", "adresse", "prenom", "tranche_age", "courriel", "telephone", "sms")

    prenom = forms.CharField(
        label=_("Ton prénom, ou un pseudo"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Dis-nous comment t’appeler : un prénom ou un pseudo suffit.")},
    )
    courriel = forms.EmailField(
        label=_("Ton adresse e-mail"),
        help_text=_("Une adresse ou un numéro suffit : choisis."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Il manque quelque chose à cette adresse. Exemple : prenom@exemple.fr.")},
    )
    telephone = forms.CharField(
        label=_("Ton numéro de téléphone"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    sms = forms.BooleanField(
        label=_("Je veux bien recevoir des SMS sur ce numéro"),
        help_text=_("Pour confirmer et te rappeler la date. Le texte reste neutre : un parent peut le lire."),
        required=False,
    )
    tranche_age = forms.ChoiceField(
        label=_("Ton âge"),
        choices=Tranche.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisis ton âge dans la liste."),
            "invalid_choice": _("Choisis ton âge dans la liste."),
        },
    )

    def __init__(self, *args: Any, motif: Motif, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motif = motif
        if not sms_available(site):
            del self.fields["sms"]

    def clean_telephone(self) -> str:
        numero = normalise_telephone(self.cleaned_data["telephone"])
        if numero:
            validate_telephone(numero)
        return numero

    def clean_tranche_age(self) -> str:
        tranche = self.cleaned_data["tranche_age"]
        if not self.motif.accepts_age(tranche):
            raise ValidationError(_("Ce rendez-vous n’est pas pour cet âge. D’autres personnes peuvent te recevoir."))
        return tranche

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        if {"telephone", "courriel"}.isdisjoint(self.errors) and not (donnees["telephone"] or donnees["courriel"]):
            self.add_error("courriel", _("Donne une adresse e-mail ou un numéro, pour qu’on puisse te prévenir."))
        if donnees.get("sms") and "telephone" not in self.errors:
            self._check_mobile(donnees.get("telephone", ""))
        return donnees

    def _check_mobile(self, numero: str) -> None:
        if not numero:
            self.add_error("telephone", _("Pour recevoir des SMS, donne ton numéro de portable."))
            return
        try:
            validate_mobile(numero)
        except ValidationError as erreur:
            self.add_error("telephone", erreur)

    @property
    def coordonnees(self) -> Coordonnees:
        """Who comes, from a valid form."""
        noms = ("prenom", "telephone", "courriel", "tranche_age")
        return Coordonnees(**{nom: self.cleaned_data[nom] for nom in noms}, sms=bool(self.cleaned_data.get("sms")))

    @property
    def cle(self) -> str:
        """Name this one sending: the same form sent twice has the same name."""
        return cle_of(self.cleaned_data["jeton"])

    @property
    def mineur(self) -> bool:
        return Tranche(self.cleaned_data["tranche_age"]).mineure

    @property
    def age_lisible(self) -> str:
        return str(Tranche(self.cleaned_data["tranche_age"]).label)


class ReservationForm(ContactForm):
    """To book: how many come to a group session, where to go for a visit."""

    participants = forms.IntegerField(
        label=_("Vous serez combien ?"),
        help_text=_("On compte les places, sans demander de noms."),
        min_value=1,
        max_value=100,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Dis combien de personnes viennent."),
            "invalid": _("Écris un nombre : 1, 2, 24…"),
            "min_value": _("Il faut au moins une personne."),
            "max_value": _("C’est trop : appelez la structure."),
        },
    )
    adresse = forms.CharField(
        label=_("À quelle adresse te voir ?"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": _("Donne l’adresse où on se retrouve.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.motif.collectif:
            del self.fields["participants"]
        if self.motif.mode != Lieu.DOMICILE:
            del self.fields["adresse"]


class DemandeForm(ContactForm):
    disponibilites = forms.CharField(
        label=_("Quand es-tu libre ?"),
        help_text=_("Par exemple : le mercredi après 16 h. N’écris pas de détail sur ta vie privée."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Dis en quelques mots quand tu es libre."),
            "max_length": _("C’est trop long : 500 caractères au plus."),
        },
    )


class AttenteForm(ContactForm):
    """To be told of a place."""
