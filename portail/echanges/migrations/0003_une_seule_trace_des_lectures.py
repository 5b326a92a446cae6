"""Readings go to the one journal of the space, with those of the appointments; what was kept goes along."""

from django.db import migrations


def carry(apps, schema_editor):
    Lecture = apps.get_model("espace", "Lecture")
    lignes = apps.get_model("echanges", "LectureDemande").objects.all()
    Lecture.objects.bulk_create(
        (
            Lecture(
                utilisateur_id=ligne.par_id,
                lecteur=ligne.lecteur,
                objet=f"demande:{ligne.demande_id}",
                action="lecture",
                moyen=ligne.moyen,
                quand=ligne.quand,
            )
            for ligne in lignes.iterator(chunk_size=500)
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("echanges", "0002_tranches"), ("espace", "0002_lecteur_moyen")]

    operations = [
        migrations.RunPython(carry, migrations.RunPython.noop),
        migrations.DeleteModel(name="LectureDemande"),
    ]
