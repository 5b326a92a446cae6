"""The forms of both sides."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ressources.ages import Tranche
from ressources.antispam import AntispamMixin
from ressources.robots import PreuveMixin
from ressources.telephones import normalise_telephone, validate_telephone

from .models.suivi import MESSAGE_MAX
from .vocabulaire import Moment, Preference

MESSAGE_MIN = 10
TROP_LONG = _("Ton message est trop long : 3 000 caractères au plus.")


class EcrireForm(PreuveMixin):
    """What a young person fills to write to somebody. The least that an answer needs."""

    message = forms.CharField(
        label=_("Ton message"),
        help_text=_("Dis ce qui t’amène, avec tes mots. N’écris ni ton nom ni ton adresse."),
        min_length=MESSAGE_MIN,
        max_length=MESSAGE_MAX,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": _("Écris ton message : une phrase suffit."),
            "min_length": _("C’est un peu court : dis en une phrase ce qui t’amène."),
            "max_length": TROP_LONG,
        },
    )
    prenom = forms.CharField(
        label=_("Ton prénom, ou un pseudo"),
        help_text=_("Pour savoir comment t’appeler."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={
            "required": _("Choisis un prénom ou un pseudo, celui que tu veux."),
            "max_length": _("40 caractères au plus."),
        },
    )
    tranche = forms.ChoiceField(
        label=_("Ton âge"),
        choices=Tranche.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisis ton âge."), "invalid_choice": _("Choisis ton âge dans la liste.")},
    )
    telephone = forms.CharField(
        label=_("Ton numéro de téléphone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"max_length": _("Ce numéro est trop long.")},
    )
    courriel = forms.EmailField(
        label=_("Ton adresse e-mail"),
        required=False,
        max_length=254,  # RFC 5321, 4.5.3.1
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Il manque quelque chose à cette adresse. Exemple : prenom@exemple.fr."),
            "max_length": _("Cette adresse est trop longue."),
        },
    )
    montre_contact = forms.BooleanField(
        label=_("Donner ce contact à la personne à qui j’écris"),
        help_text=_("Sans cela, elle te répond sur ta page de suivi et ne voit ni ton numéro ni ton adresse."),
        required=False,
    )
    preference = forms.ChoiceField(
        label=_("Comment veux-tu qu’on te réponde ?"),
        choices=Preference.choices,
        initial=Preference.PAGE,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisis comment on te répond."),
            "invalid_choice": _("Choisis comment on te répond dans la liste."),
        },
    )
    moments = forms.MultipleChoiceField(
        label=_("Quand peut-on te joindre ?"),
        choices=Moment.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choisis dans la liste.")},
    )

    def clean_telephone(self) -> str:
        telephone = normalise_telephone(self.cleaned_data["telephone"])
        if telephone:
            validate_telephone(telephone)
            if not telephone.startswith("+"):
                raise ValidationError(_("C’est un numéro court : donne plutôt le tien."))
        return telephone

    def clean(self):
        donnees = super().clean()
        sans_faute = not {"telephone", "courriel"} & set(self.errors)
        if sans_faute and not donnees.get("telephone") and not donnees.get("courriel"):
            self.add_error(
                "telephone",
                ValidationError(_("Donne un numéro ou une adresse e-mail : sinon, pas de réponse possible.")),
            )
        if donnees.get("preference") == Preference.APPEL and "telephone" not in self.errors:
            if not donnees.get("telephone"):
                self.add_error("telephone", ValidationError(_("Pour qu’on t’appelle, il faut ton numéro.")))
            elif not donnees.get("montre_contact"):
                self.add_error("montre_contact", ValidationError(_("Pour qu’on t’appelle, coche cette case.")))
        return donnees

    @property
    def demande(self) -> dict:
        """The fields of the request, cleaned."""
        garde = ("prenom", "tranche", "telephone", "courriel", "montre_contact", "preference", "moments")
        return {nom: self.cleaned_data[nom] for nom in garde}

    @property
    def lisible(self) -> dict[str, object]:
        """The words of what was chosen, for the recap."""
        donnees = self.cleaned_data
        return {
            "tranche": Tranche(donnees["tranche"]).label,
            "preference": Preference(donnees["preference"]).label,
            "moments": [Moment(moment).label for moment in donnees["moments"]],
        }


class MessageForm(AntispamMixin):
    """The young person writes again, on the follow-up page."""

    texte = forms.CharField(
        label=_("Ton message"),
        max_length=MESSAGE_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Écris ton message."), "max_length": TROP_LONG},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Ton code de suivi"),
        help_text=_("Huit lettres et chiffres, par exemple ABCD-2345."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={
            "required": _("Tape ton code : il était sur la page après l’envoi, et dans le message qu’on t’a envoyé."),
            "max_length": _("Ce n’est pas un code : il a huit lettres et chiffres."),
        },
    )


class ReponseForm(forms.Form):
    """The professional's answer."""

    jeton = forms.CharField(widget=forms.HiddenInput, max_length=200)
    texte = forms.CharField(
        label=_("Votre réponse"),
        help_text=_("La personne la lit sur sa page. Votre adresse n’y paraît pas, sauf si vous l’écrivez."),
        max_length=MESSAGE_MAX,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Écrivez votre réponse : une ligne suffit."),
            "max_length": _("Votre réponse est trop longue : 3 000 caractères au plus."),
        },
    )
    rendezvous = forms.BooleanField(label=_("Je propose un rendez-vous dans ce message"), required=False)


class RefusForm(forms.Form):
    """It is not for here: why, for colleagues; where to go, for the young person."""

    motif = forms.CharField(
        label=_("Pourquoi ?"),
        help_text=_("Pour vous et l’équipe du portail : la personne ne le voit pas."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Dites pourquoi en quelques mots."), "max_length": _("500 caractères au plus.")},
    )
    mot = forms.CharField(
        label=_("Un mot pour la personne"),
        help_text=_("Le portail lui dit déjà, avec tact, que quelqu’un d’autre peut mieux l’aider."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("1 000 caractères au plus.")},
    )
    porte = forms.ChoiceField(
        label=_("Qui peut mieux l’aider ?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez une autre porte : personne ne repart sans adresse."),
            "invalid_choice": _("Choisissez dans la liste, ou cherchez un autre nom."),
        },
    )

    def __init__(self, *args, portes: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.portes = portes
        self.fields["porte"].choices = [(cle, fiche.libelle) for cle, fiche in portes.items()]  # type: ignore[attr-defined]


class TransmissionForm(forms.Form):
    collegue = forms.ChoiceField(
        label=_("À qui la confier ?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez une ou un collègue."),
            "invalid_choice": _("Choisissez dans la liste."),
        },
    )

    def __init__(self, *args, collegues: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.collegues = collegues
        self.fields["collegue"].choices = [  # type: ignore[attr-defined]
            (str(pk), f"{personne}, {personne.fonction}") for pk, personne in collegues.items()
        ]


class AbusForm(forms.Form):
    motif = forms.CharField(
        label=_("Qu’est-ce qui ne va pas ?"),
        help_text=_("Insultes, menaces, publicité… L’équipe du portail regarde et décide."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Dites ce qui ne va pas."), "max_length": _("1 000 caractères au plus.")},
    )
