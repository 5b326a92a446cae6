"""The databases that a run copies, made beforehand.

python -m tests.outils.models           make them all, beside the first tests of a run, which need none
python -m tests.outils.models FILE      copy there the one that the migrations make, on SQLite
"""

import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from tests.outils import database

    if len(sys.argv) > 1:
        database.copy_migrated(Path(sys.argv[1]))
    else:
        database.make_models()
