"""Several rows chosen in a form, whatever was sent in their place."""

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet


class PlusieursField(forms.ModelMultipleChoiceField):
    """Several choices. A number too large for any database is an unknown choice; Django would ask the database."""

    def clean(self, value):
        known = {str(pk) for pk in cast(QuerySet, self.queryset).values_list("pk", flat=True)}
        for choice in value if isinstance(value, list | tuple) else ():
            if str(getattr(choice, "pk", choice)) not in known:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": choice}
                )
        return super().clean(value)
