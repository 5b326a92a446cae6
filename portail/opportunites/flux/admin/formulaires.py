"""Forms of the feeds' screens."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Site

TAILLE_MAX = 5 * 1024 * 1024  # bytes; larger files use the command


class FluxForm(WagtailAdminModelForm):
    """The settings of a feed. Once changed, the whole feed is read again, even if the server has nothing new."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "site" in self.fields and self.instance.pk is None:
            self.fields["site"].initial = Site.objects.filter(is_default_site=True).first()

    def save(self, commit=True):
        self.instance.etag = self.instance.modifie_http = ""
        self.instance.prochain_le = None
        return super().save(commit)


class FichierForm(forms.Form):
    """A file to look at, or to import."""

    fichier = forms.FileField(
        label=_("Fichier"), help_text=_("Dans le format du flux, 5 Mo au plus. L’aperçu ne change rien.")
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE_MAX:
            raise ValidationError(_("Ce fichier dépasse 5 Mo : demandez un import par la ligne de commande."))
        return fichier
