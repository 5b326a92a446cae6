"""Model fields of the directory: a list of codes, a telephone number, a list of dates."""

import datetime
import re
from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .telephones import normalise_telephone, validate_telephone


class ListeCodes(models.JSONField):
    """A JSON list of codes out of a closed list, edited as ticked boxes and free of duplicates.

    The codes are kept in the order of the vocabulary. The choices stay out of migrations: a new word needs none.
    """

    def __init__(self, *args, choix=(), **kwargs):
        self.choix = list(choix)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        value = [] if value in (None, "") else value
        if not isinstance(value, list):
            raise ValidationError(_("Il faut une liste de valeurs."))
        return super().clean(self.ordered(value), model_instance)

    def ordered(self, values: list[str]) -> list[str]:
        """Return `values` once each in the vocabulary's order; ValidationError names the first unknown one."""
        codes = [code for code, _libelle in self.choix]
        for value in values:
            if value not in codes:
                raise ValidationError(_("« %(valeur)s » n’est pas dans la liste."), params={"valeur": value})
        return [code for code in codes if code in values]

    def labels(self, values: list[str]) -> list[str]:
        """Return the readable words of the known codes of `values`."""
        libelles = dict(self.choix)
        return [str(libelles[value]) for value in values if value in libelles]

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return forms.MultipleChoiceField(
            choices=self.choix,
            required=False,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
        )


class TelephoneField(models.CharField):
    """A French or Belgian number in E.164 ("+33353011234"), or a short one ("3919"); "" when there is none."""

    default_validators = [validate_telephone]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        return normalise_telephone(super().to_python(value) or "")

    def get_prep_value(self, value):
        return normalise_telephone(super().get_prep_value(value) or "")


class DatesFormField(forms.CharField):
    """One date a line, as 24/12/2026 or 2026-12-24; cleaned to sorted ISO dates."""

    widget = forms.Textarea(attrs={"rows": 3})
    formats = (
        re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"),
        re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"),
    )

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(f"{datetime.date.fromisoformat(jour):%d/%m/%Y}" for jour in value)
        return value

    def to_python(self, value) -> list[str]:  # type: ignore[override]  # a list, where a CharField has one text
        lignes = value if isinstance(value, list) else (super().to_python(value or "") or "").splitlines()
        return sorted({self._read(ligne.strip()).isoformat() for ligne in lignes if ligne.strip()})

    def has_changed(self, initial, data) -> bool:
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True

    def _read(self, ligne: str) -> datetime.date:
        for motif in self.formats:
            if lue := motif.fullmatch(ligne):
                with suppress(ValueError):
                    return datetime.date(int(lue["y"]), int(lue["m"]), int(lue["d"]))
        raise ValidationError(_("« %(ligne)s » n’est pas une date. Exemple : 24/12/2026."), params={"ligne": ligne})


class DatesJson(models.JSONField):
    """A JSON list of ISO dates, edited one a line."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        return super().clean(DatesFormField(required=False).to_python(value or []), model_instance)

    def formfield(self, **kwargs):
        return DatesFormField(
            required=False,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )
