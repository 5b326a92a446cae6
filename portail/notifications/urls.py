"""Where carriers of SMS tell what became of messages, and who wrote STOP."""

from django.urls import path

from .vues_accuses import receive_accuse

app_name = "notifications"

urlpatterns = [path("sms/retours/<slug:fournisseur>/<str:secret>/", receive_accuse, name="sms_retours")]
