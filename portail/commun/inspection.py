"""Pages of the Wagtail admin that show a row: dates on the clock of Paris, where Wagtail writes UTC."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.views.generic.models import InspectView


class InspectParis(InspectView):
    """Wagtail's, with hours as people read them; nothing shows as a dash."""

    def get_field_display_value(self, field_name, field):
        valeur = super().get_field_display_value(field_name, field)
        if isinstance(valeur, datetime):
            return date_format(timezone.localtime(valeur), "j F Y, H:i")
        return "–" if valeur in (None, "") else valeur
