"""A list of communes kept as JSON and typed as a line of text."""

from django import forms
from django.db import models

SEPARATORS = str.maketrans(",;\n", "   ")


class RefsFormField(forms.CharField):
    """Public codes separated by commas, semicolons or spaces: "59350, be-57097"."""

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(value or ())

    def to_python(self, value):
        if isinstance(value, str | None):
            return (value or "").translate(SEPARATORS).split()
        return [*value]

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class RefsField(models.JSONField):
    """Public codes of communes, a JSON list of strings."""

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(self, form_class=RefsFormField, **kwargs)
