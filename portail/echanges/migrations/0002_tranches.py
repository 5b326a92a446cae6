"""One scale of ages with the appointments: « 26 ans ou plus » becomes « 26 à 30 ans », the publics of the portal ending there."""

from django.db import migrations, models


def rename(apps, schema_editor):
    apps.get_model("echanges", "Demande").objects.filter(tranche="26-plus").update(tranche="26-30")


def rename_back(apps, schema_editor):
    apps.get_model("echanges", "Demande").objects.filter(tranche__in=["26-30", "plus-30"]).update(tranche="26-plus")


class Migration(migrations.Migration):
    dependencies = [("echanges", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="demande",
            name="tranche",
            field=models.CharField(
                choices=[
                    ("moins-15", "Moins de 15 ans"),
                    ("15-17", "15 à 17 ans"),
                    ("18-25", "18 à 25 ans"),
                    ("26-30", "26 à 30 ans"),
                    ("plus-30", "Plus de 30 ans"),
                ],
                max_length=10,
                verbose_name="âge",
            ),
        ),
        migrations.RunPython(rename, rename_back),
    ]
