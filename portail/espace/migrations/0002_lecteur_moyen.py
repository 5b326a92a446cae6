"""Who read, by name, and how: what the requests kept in a journal of their own is kept here too."""

from django.db import migrations, models


def name_readers(apps, schema_editor):
    """Name the readers of what is kept already: lines written from the administration say so no more than before."""
    for lecture in apps.get_model("espace", "Lecture").objects.exclude(utilisateur=None).select_related("utilisateur"):
        lecture.lecteur = lecture.utilisateur.email[:150]
        lecture.save(update_fields=["lecteur"])


class Migration(migrations.Migration):
    dependencies = [("espace", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="lecture",
            name="lecteur",
            field=models.CharField(db_default="", default="", max_length=150, verbose_name="qui"),
        ),
        migrations.AddField(
            model_name="lecture",
            name="moyen",
            field=models.CharField(
                choices=[
                    ("lien", "Par le lien du courriel"),
                    ("espace", "Depuis son espace"),
                    ("admin", "Depuis l’administration"),
                ],
                db_default="espace",
                default="espace",
                max_length=8,
                verbose_name="comment",
            ),
        ),
        migrations.RunPython(name_readers, migrations.RunPython.noop),
    ]
