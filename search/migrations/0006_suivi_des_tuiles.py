"""Triggers that keep the tiles of the map in step with the documents, and the tiles of those already there.

A tile is the number of a document without its last 24 bits (search.numbers); sixteen more, below zero, share out what
helps at a distance, and -1000 stands for the tiles of the communes as a whole. Versions are drawn and not counted: one that was rolled back never comes again.
"""

from django.db import migrations

# (numero, version, documents) of the documents there are, communes and their tiles.
FILL = [
    """
    INSERT INTO search_tuile (numero, version, documents)
    SELECT numero, {draw}, count(*) FROM (
        SELECT id >> 24 AS numero FROM search_document
        UNION ALL SELECT -1 - id % 16 FROM search_document WHERE remote
    ) AS lignes GROUP BY numero
    """,
    """
    INSERT INTO search_tuilecommune (commune, tuile)
    SELECT DISTINCT commune, id >> 24 FROM search_document WHERE commune <> ''
    """,
    "INSERT INTO search_tuile (numero, version, documents) VALUES (-1000, {draw}, 0) ON CONFLICT DO NOTHING",
]

EMPTY = ["DELETE FROM search_tuile", "DELETE FROM search_tuilecommune"]

SQLITE_ADDED = """
    INSERT INTO search_tuile (numero, version, documents) VALUES (new.id >> 24, random(), 1)
        ON CONFLICT (numero) DO UPDATE SET version = excluded.version, documents = documents + 1;
    INSERT INTO search_tuile (numero, version, documents) SELECT -1 - new.id % 16, random(), 1 WHERE new.remote
        ON CONFLICT (numero) DO UPDATE SET version = excluded.version, documents = documents + 1;
    INSERT OR IGNORE INTO search_tuilecommune (commune, tuile)
        SELECT new.commune, new.id >> 24 WHERE new.commune <> '';
"""
SQLITE_REMOVED = """
    UPDATE search_tuile SET version = random(), documents = documents - 1 WHERE numero = old.id >> 24;
    UPDATE search_tuile SET version = random(), documents = documents - 1
        WHERE old.remote AND numero = -1 - old.id % 16;
"""
SQLITE = [
    f"CREATE TRIGGER search_tuile_ajoute AFTER INSERT ON search_document BEGIN {SQLITE_ADDED} END",
    f"CREATE TRIGGER search_tuile_retire AFTER DELETE ON search_document BEGIN {SQLITE_REMOVED} END",
    f"CREATE TRIGGER search_tuile_change AFTER UPDATE ON search_document BEGIN {SQLITE_REMOVED} {SQLITE_ADDED} END",
    """
    CREATE TRIGGER search_tuile_commune AFTER INSERT ON search_tuilecommune BEGIN
        INSERT INTO search_tuile (numero, version, documents) VALUES (-1000, random(), 0)
            ON CONFLICT (numero) DO UPDATE SET version = excluded.version;
    END
    """,
    *(statement.format(draw="random()") for statement in FILL),
]
SQLITE_REVERSE = [
    "DROP TRIGGER search_tuile_commune",
    "DROP TRIGGER search_tuile_change",
    "DROP TRIGGER search_tuile_retire",
    "DROP TRIGGER search_tuile_ajoute",
    *EMPTY,
]

# Once per statement, not per row: an import writes the tile of a town thousands of times.
DRAW = "(random() * 9e18)::bigint"
COUNTED = """
    SELECT numero, count(*) AS nombre FROM (
        SELECT id >> 24 AS numero FROM {rows} UNION ALL SELECT -1 - id % 16 FROM {rows} WHERE remote
    ) AS lignes GROUP BY numero ORDER BY numero
"""
POSTGRESQL = [
    f"""
    CREATE FUNCTION search_suit_tuiles() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            UPDATE search_tuile AS t SET version = {DRAW}, documents = t.documents - compte.nombre
                FROM ({COUNTED.format(rows="avant")}) AS compte WHERE t.numero = compte.numero;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO search_tuile AS t (numero, version, documents)
                SELECT numero, {DRAW}, nombre FROM ({COUNTED.format(rows="apres")}) AS compte
                ON CONFLICT (numero)
                DO UPDATE SET version = excluded.version, documents = t.documents + excluded.documents;
            INSERT INTO search_tuilecommune (commune, tuile)
                SELECT DISTINCT commune, id >> 24 FROM apres WHERE commune <> '' ON CONFLICT DO NOTHING;
            IF FOUND THEN
                INSERT INTO search_tuile (numero, version, documents) VALUES (-1000, {DRAW}, 0)
                    ON CONFLICT (numero) DO UPDATE SET version = excluded.version;
            END IF;
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER search_tuile_ajoute AFTER INSERT ON search_document
        REFERENCING NEW TABLE AS apres FOR EACH STATEMENT EXECUTE FUNCTION search_suit_tuiles()
    """,
    """
    CREATE TRIGGER search_tuile_retire AFTER DELETE ON search_document
        REFERENCING OLD TABLE AS avant FOR EACH STATEMENT EXECUTE FUNCTION search_suit_tuiles()
    """,
    """
    CREATE TRIGGER search_tuile_change AFTER UPDATE ON search_document
        REFERENCING OLD TABLE AS avant NEW TABLE AS apres FOR EACH STATEMENT EXECUTE FUNCTION search_suit_tuiles()
    """,
    *(statement.format(draw=DRAW) for statement in FILL),
]
POSTGRESQL_REVERSE = [
    "DROP TRIGGER search_tuile_change ON search_document",
    "DROP TRIGGER search_tuile_retire ON search_document",
    "DROP TRIGGER search_tuile_ajoute ON search_document",
    "DROP FUNCTION search_suit_tuiles()",
    *EMPTY,
]


def follow(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def leave(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE})


def run(schema_editor, by_vendor):
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)  # "%" is the remainder


class Migration(migrations.Migration):
    dependencies = [("search", "0005_tuiles")]

    operations = [migrations.RunPython(follow, leave)]
