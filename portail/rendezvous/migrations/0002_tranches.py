"""One scale of ages with the requests. « Moins de 16 ans » becomes « Moins de 15 ans »: the more protective of the two it may be."""

from django.db import migrations, models

MODELES = ("RendezVous", "DemandeCreneau", "ListeAttente")
NOUVELLES = {"moins-16": "moins-15", "16-17": "15-17"}
TRANCHES = [
    ("moins-15", "Moins de 15 ans"),
    ("15-17", "15 à 17 ans"),
    ("18-25", "18 à 25 ans"),
    ("26-30", "26 à 30 ans"),
    ("plus-30", "Plus de 30 ans"),
]


def rename(apps, schema_editor):
    _rewrite(apps, NOUVELLES)


def rename_back(apps, schema_editor):
    _rewrite(apps, {nouvelle: ancienne for ancienne, nouvelle in NOUVELLES.items()})


def _rewrite(apps, noms):
    for modele in MODELES:
        for ancienne, nouvelle in noms.items():
            apps.get_model("rendezvous", modele).objects.filter(tranche_age=ancienne).update(tranche_age=nouvelle)


class Migration(migrations.Migration):
    dependencies = [("rendezvous", "0001_initial")]

    operations = [
        *(
            migrations.AlterField(
                model_name=modele.lower(),
                name="tranche_age",
                field=models.CharField(blank=True, choices=TRANCHES, max_length=10, verbose_name="âge"),
            )
            for modele in MODELES
        ),
        migrations.RunPython(rename, rename_back),
    ]
