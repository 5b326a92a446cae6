"""Drop the page type that programmes no longer have: apart, since PostgreSQL drops no table in the transaction that empties it.

Version 1 is not out: no older code runs beside this migration, so the table goes at once.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_programmes_become_dispositifs")]

    operations = [migrations.DeleteModel(name="ProgrammePage")]
