"""Public form: report an error on an entry."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .antispam import AntispamMixin
from .vocabulaire import MotifSignalement

MESSAGE_MAX = 2000
MOTIFS_A_EXPLIQUER = {MotifSignalement.CONTENU, MotifSignalement.AUTRE}


class SignalementForm(AntispamMixin):
    motif = forms.ChoiceField(
        label=_("Qu’est-ce qui ne va pas ?"),
        choices=MotifSignalement.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisis ce qui ne va pas dans la liste."),
            "invalid_choice": _("Choisis ce qui ne va pas dans la liste."),
        },
    )
    message = forms.CharField(
        label=_("Tu connais la bonne information ? Écris-la ici."),
        help_text=_("N’écris pas de détail sur ta vie privée."),
        required=False,
        max_length=MESSAGE_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Ton message est trop long : 2 000 caractères au plus.")},
    )
    courriel = forms.EmailField(
        label=_("Ton adresse e-mail, si tu veux une réponse"),
        help_text=_("Elle sert seulement à te répondre, puis elle est effacée."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Il manque quelque chose à cette adresse. Exemple : prenom@exemple.fr.")},
    )

    def clean(self):
        donnees = super().clean()
        if donnees.get("motif") in MOTIFS_A_EXPLIQUER and not donnees.get("message"):
            self.add_error("message", ValidationError(_("Dis-nous en quelques mots ce qui ne va pas.")))
        return donnees

    @property
    def motif_lisible(self) -> str:
        return str(MotifSignalement(self.cleaned_data["motif"]).label)
