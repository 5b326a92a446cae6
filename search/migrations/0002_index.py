"""The full-text index over `Document.tokens`, which the database keeps in step by itself."""

from django.db import migrations

# External content: FTS5 keeps no copy of the tokens. Without positions (detail=none) nor sizes
# (columnsize=0), as neither phrases nor bm25 are asked. "_" is part of a token.
SQLITE = [
    """
    CREATE VIRTUAL TABLE search_jetons USING fts5(
        tokens, content='search_document', content_rowid='id',
        detail='none', columnsize=0, tokenize="ascii tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER search_document_ajoute AFTER INSERT ON search_document BEGIN
        INSERT INTO search_jetons(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER search_document_retire AFTER DELETE ON search_document BEGIN
        INSERT INTO search_jetons(search_jetons, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER search_document_change AFTER UPDATE OF id, tokens ON search_document
    WHEN old.tokens <> new.tokens OR old.id <> new.id BEGIN
        INSERT INTO search_jetons(search_jetons, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
        INSERT INTO search_jetons(rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
]
SQLITE_REVERSE = [
    "DROP TRIGGER search_document_change",
    "DROP TRIGGER search_document_retire",
    "DROP TRIGGER search_document_ajoute",
    "DROP TABLE search_jetons",
]

# A tsvector without positions. fastupdate=off: no list of pending entries to read at each search.
POSTGRESQL = [
    """
    ALTER TABLE search_document ADD COLUMN jetons tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED
    """,
    "CREATE INDEX search_document_jetons ON search_document USING gin (jetons) WITH (fastupdate = off)",
]
POSTGRESQL_REVERSE = [
    "DROP INDEX search_document_jetons",
    "ALTER TABLE search_document DROP COLUMN jetons",
]


def make_index(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop_index(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE})


def run(schema_editor, by_vendor):
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make_index, drop_index)]
