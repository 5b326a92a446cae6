"""Faulty files and rows, each with what must come of it; all made up, nothing copied."""

import gzip
import io
import json
import zipfile

from openpyxl import Workbook

from tests.ressources.importation.conftest import service, structure, table

L = "Lille;59000"


def csv_lines(*lignes: str, entete: str = "id;nom;commune;code_postal") -> str:
    return "\n".join([entete, *lignes]) + "\n"


def workbook(*rangees, titre="structures", avant=()) -> bytes:
    """Return an XLSX whose sheet `titre` holds the rows, after sheets given as (title, rows)."""
    classeur = Workbook()
    classeur.remove(classeur.active)
    for nom, lignes in (*avant, (titre, rangees)):
        feuille = classeur.create_sheet(nom)
        for ligne in lignes:
            feuille.append(ligne)
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def archive(**membres: bytes) -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nom, contenu in membres.items():
            zip_.writestr(nom.replace("__", "/"), contenu)
    return sortie.getvalue()


SAIN_XLSX = workbook(["id", "nom", "commune", "code_postal"], ["a", "Maison bleue", "Lille", 59000])
DEUX = json.dumps([structure(), structure(id="exemple--2", nom="Deuxième maison")])

# (name, format, content, words of the refusal): the file as a whole is refused, nothing changes.
REFUSES = [
    ("vide", "csv", b"", "vide"),
    ("blancs", "csv", "\n\n \n", "vide"),
    ("titres seuls", "csv", "id;nom;commune\n", "aucune ligne"),
    ("sans colonne nom", "csv", "id;commune;code_postal\n1;Lille;59000\n", "« nom »"),
    ("sans colonne de lieu", "csv", "id;nom;telephone\n1;Maison;0353011234\n", "« commune »"),
    ("colonnes inconnues", "csv", "foo;bar\n1;2\n", "« nom »"),
    ("colonne du nom à renommer", "csv", "libellé long;Ville\nMaison;Lille\n", "Titres lus : libellé long, Ville"),
    ("colonne du lieu à renommer", "csv", "nom;Emplacement\nMaison;Lille\n", "Titres lus : nom, Emplacement"),
    ("guillemet jamais fermé", "csv", csv_lines('1;"Maison;' + L, f"2;Autre maison;{L}"), "guillemet"),
    ("guillemet ouvert au dernier champ", "csv", csv_lines(f"1;Maison;{L}", '2;Autre;Lille;"59000'), "guillemet"),
    ("png", "csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "image"),
    ("pdf", "csv", b"%PDF-1.7 ...", "PDF"),
    ("xls ancien", "xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".xls"),
    ("xlsx donné pour csv", "csv", SAIN_XLSX, "Excel"),
    ("csv donné pour xlsx", "xlsx", csv_lines(f"1;Maison;{L}"), "Excel"),
    ("json donné pour csv", "csv", json.dumps([structure()], indent=1), "« nom »"),
    ("csv donné pour json", "data-inclusion", csv_lines(f"1;Maison;{L}"), "pas du JSON"),
    ("html donné pour json", "data-inclusion", "<html>erreur</html>", "pas du JSON"),
    ("json tronqué dans un texte", "data-inclusion", DEUX[:-20], "tronqué"),
    ("json tronqué entre deux objets", "data-inclusion", DEUX[:-1], "tronqué"),
    ("json tronqué après la virgule", "data-inclusion", DEUX[: DEUX.index("}, {") + 2], "tronqué"),
    ("json avec une virgule de trop", "data-inclusion", DEUX[:-1] + ",]", "mal formé"),
    ("json sans guillemets", "data-inclusion", "[{id: 1}]", "mal formé"),
    ("json suivi d’autre chose", "data-inclusion", DEUX + " fin", "mal formé"),
    ("json: liste vide", "data-inclusion", "[]", "ni structure ni service"),
    ("json: objet vide", "data-inclusion", "{}", "ni structure ni service"),
    ("json: page vide", "data-inclusion", '{"items": [], "total": 0}', "ni structure ni service"),
    ("json: autre format", "data-inclusion", '{"type": "FeatureCollection", "features": [{"a": 1}]}', "ni structure"),
    ("json: message d’erreur", "data-inclusion", '{"detail": "Not authenticated"}', "ni structure"),
    ("json: un nombre", "data-inclusion", "12", "pas du JSON"),
    ("json: une liste de nombres", "data-inclusion", "[1, 2, 3]", "ni structure"),
    ("json trop imbriqué", "data-inclusion", "[" * 100_000, "imbriqué"),
    ("gzip tronqué", "data-inclusion", gzip.compress(DEUX.encode() * 50)[:-30], "compressé"),
    ("gzip de rien", "csv", gzip.compress(b""), "vide"),
    ("faux gzip", "csv", b"\x1f\x8b" + b"\x00" * 40, "compressé"),
    ("octets nuls", "csv", b"id;nom\x00;commune\x00\x01\x02\n" * 4, "nuls"),
    ("octets sans encodage", "csv", b"id;nom;commune\n1;\x81\x8d\x8f;Lille\n", "encodage"),
    ("utf-16 tronqué", "csv", "id;nom;commune\n1;Maison;Lille\n".encode("utf-16")[:-1], "encodage"),
    ("zip quelconque", "xlsx", archive(lisezmoi=b"bonjour"), "pas un classeur"),
    ("classeur sans feuille", "xlsx", archive(xl__workbook_xml=b"<x/>"), "classeur"),
    ("zip tronqué", "xlsx", SAIN_XLSX[:-60], "abîmé"),
    ("xlsx vide", "xlsx", workbook(), "vide"),
    ("xlsx sans titres", "xlsx", workbook([1, 2, 3], [4, 5, 6]), "« nom »"),
    ("xlsx: titres seuls", "xlsx", workbook(["id", "nom", "commune"]), "aucune ligne"),
    (
        "presque toutes les lignes refusées", "csv",
        csv_lines(*(f"{n};{n};{L}" for n in range(30)), f"z;Maison;{L}"), "30 lignes sur 31",
    ),
]  # fmt: skip


def counts(**non_nuls: int) -> dict[str, int]:
    return {"crees": 0, "modifies": 0, "inchanges": 0, "refuses": 0, "quarantaine": 0, **non_nuls}


CREEE, REFUSEE, DE_COTE = counts(crees=1), counts(refuses=1), counts(quarantaine=1)

# (name, format, content, counters, words of the report): the file is taken, its faulty rows are not, or are mended.
LIGNES = [
    ("sans nom", "csv", table({"nom": ""}), REFUSEE, "pas de nom"),
    ("nom réduit à un tiret", "csv", table({"nom": "-"}), REFUSEE, "pas de nom"),
    ("nom fait de chiffres", "csv", table({"nom": "12345"}), REFUSEE, "pas de nom"),
    ("nom fait de balises", "csv", table({"nom": "<b></b>"}), REFUSEE, "pas de nom"),
    ("cellule en trop", "csv", csv_lines(f"1;Maison;{L};surplus"), REFUSEE, "5 cellules pour 4 colonnes"),
    ("cellules vides en trop", "csv", csv_lines(f"1;Maison;{L};;;"), CREEE, ""),
    ("ligne courte", "csv", csv_lines("1;Maison;Lille"), CREEE, ""),
    ("identifiant répété", "csv", table({}, {"id": "s1"}), counts(crees=1, refuses=1), "que la ligne 2"),
    ("commune inconnue", "csv", table({"commune": "Xyzville", "code_postal": ""}), DE_COTE, "commune introuvable"),
    ("homonymes", "csv", table({"commune": "Saint-Denis", "code_postal": ""}), DE_COTE, "plusieurs communes"),
    ("sans rien du lieu", "csv", table({"commune": "", "code_postal": ""}), DE_COTE, "aucune adresse"),
    ("code postal d’une autre région", "csv", table({"code_postal": "13001"}), DE_COTE, "désaccord"),
    ("code postal lointain du même département", "csv",
     table({"commune": "Dunkerque", "code_postal": "59000"}), DE_COTE, "66 km"),
    ("coordonnées d’une autre région", "csv",
     table({"latitude": "43.2965", "longitude": "5.3698"}), DE_COTE, "près de Marseille"),
    ("coordonnées de la ville voisine", "csv",
     table({"latitude": "50.7236", "longitude": "3.1609"}), DE_COTE, "près de Tourcoing"),
    ("coordonnées en mer", "csv", table({"latitude": "48.0", "longitude": "-30.0"}), DE_COTE, "coordonnées"),
    ("coordonnées d’une projection inconnue", "csv",
     table({"latitude": "123456789", "longitude": "5"}), CREEE, "projection inconnue"),
    ("latitude et longitude inversées", "csv",
     table({"latitude": "3.0633", "longitude": "50.6366"}), CREEE, "remises dans l’ordre"),
    ("coordonnées Lambert-93", "csv",
     table({"latitude": "7059961,5", "longitude": "704485,7"}), CREEE, "Lambert-93"),
    ("coordonnées nulles", "csv", table({"latitude": "0", "longitude": "0"}), CREEE, "coordonnées nulles"),
    ("coordonnées illisibles", "csv", table({"latitude": "ici", "longitude": "là"}), CREEE, "illisible"),
    ("une seule coordonnée", "csv", table({"latitude": "50.63"}), CREEE, "incomplètes"),
    ("coordonnées à virgule", "csv", table({"latitude": "50,6366", "longitude": "3,0633"}), CREEE, ""),
    ("cedex", "csv", table({"commune": "LILLE CEDEX 9", "code_postal": "59033"}), CREEE, ""),
    ("code postal de tableur", "csv", table({"code_postal": "59000.0"}), CREEE, ""),
    ("code postal espacé", "csv", table({"code_postal": "59 000"}), CREEE, ""),
    ("zéro perdu", "csv", table({"commune": "Bourg-en-Bresse", "code_postal": "1000"}), CREEE, ""),
    ("commune associée", "csv", table({"commune": "Lomme", "code_postal": "59160"}), CREEE, ""),
    ("commune fusionnée", "csv", table({"commune": "St Pol sur Mer", "code_postal": "59430"}), CREEE, ""),
    ("commune belge", "csv", table({"commune": "Mouscron", "code_postal": "7700"}), CREEE, ""),
    ("commune belge en néerlandais", "csv", table({"commune": "Moeskroen", "code_postal": "7700"}), CREEE, ""),
    ("téléphone illisible", "csv", table({"telephone": "demander Paul"}), CREEE, "téléphone illisible"),
    ("deux téléphones", "csv", table({"telephone": "0353011234 / 0639980011"}), CREEE, "plusieurs téléphones"),
    ("courriel illisible", "csv",
     csv_lines(f"1;Maison;{L};pas-un-courriel", entete="id;nom;commune;code_postal;courriel"), CREEE, "e-mail"),
    ("adresse web dangereuse", "csv",
     csv_lines(f"1;Maison;{L};javascript:alert(1)", entete="id;nom;commune;code_postal;site"), CREEE, "adresse web"),
    ("siret faux", "csv",
     csv_lines(f"1;Maison;{L};12345678901234", entete="id;nom;commune;code_postal;siret"), CREEE, "clé de contrôle"),
    ("horaires en prose", "csv",
     csv_lines(f"1;Maison;{L};quand c’est ouvert", entete="id;nom;commune;code_postal;horaires"), CREEE, "horaires"),
    ("âges à l’envers", "csv",
     csv_lines(f"1;Maison;{L};30;16", entete="id;nom;commune;code_postal;age_min;age_max"), CREEE, "supérieur"),
    ("thème inconnu", "csv",
     csv_lines(f"1;Maison;{L};quidditch", entete="id;nom;commune;code_postal;thematiques"), CREEE, "quidditch"),
    ("date à venir", "csv",
     csv_lines(f"1;Maison;{L};2999-01-01", entete="id;nom;commune;code_postal;date_maj"), CREEE, "impossible"),
    ("nom trop long", "csv", table({"nom": "Maison " + "x" * 300}), CREEE, "coupé à 150"),
    ("html et script dans un texte", "csv",
     csv_lines(f'1;Maison;{L};"<p>Oui</p><script>x</script>"', entete="id;nom;commune;code_postal;description"),
     CREEE, ""),
    ("texte doublement encodé", "csv", table({"nom": "Maison d’accueil".encode().decode("cp1252")}), CREEE, ""),
    ("windows-1252", "csv", csv_lines(f"1;Café « Été »;{L}").encode("cp1252"), CREEE, ""),
    ("utf-8 avec bom", "csv", csv_lines(f"1;Café;{L}").encode("utf-8-sig"), CREEE, ""),
    ("utf-16", "csv", csv_lines(f"1;Café;{L}").encode("utf-16"), CREEE, ""),
    ("utf-16 sans bom", "csv", csv_lines(f"1;Café;{L}").encode("utf-16-le"), CREEE, ""),
    ("gzip", "csv", gzip.compress(csv_lines(f"1;Café;{L}").encode()), CREEE, ""),
    ("fins de ligne mac", "csv", csv_lines(f"1;Café;{L}").replace("\n", "\r"), CREEE, ""),
    ("virgules", "csv", csv_lines(f"1;Café;{L}").replace(";", ","), CREEE, ""),
    ("tabulations", "csv", csv_lines(f"1;Café;{L}").replace(";", "\t"), CREEE, ""),
    ("barres", "csv", csv_lines(f"1;Café;{L}").replace(";", "|"), CREEE, ""),
    ("sep= d’Excel", "csv", "sep=;\r\n" + csv_lines(f"1;Café;{L}"), CREEE, ""),
    ("titre au-dessus des colonnes", "csv", "Annuaire 2026;;;\n;;;\n" + csv_lines(f"1;Café;{L}"), CREEE, ""),
    ("titres répétés à chaque page", "csv",
     csv_lines(f"1;Café;{L}", "id;nom;commune;code_postal", f"2;Thé;{L}"), counts(crees=2), ""),
    ("lignes blanches", "csv", csv_lines("", ";;;", f"1;Café;{L}", "", ""), CREEE, ""),
    ("retour à la ligne dans une cellule", "csv", csv_lines(f'1;"Café\nde la gare";{L}'), CREEE, ""),
    ("nul dans un texte json", "data-inclusion", [structure(nom="Maison\u0000 bleue")], CREEE, ""),
    ("demi-caractère json", "data-inclusion",
     '[{"id":"a","nom":"Maison \\ud800","commune":"Lille","code_postal":"59000"}]', CREEE, ""),
    ("NaN json", "data-inclusion", '[{"id":"a","nom":"Maison","code_insee":"59350","latitude":NaN,"longitude":NaN}]',
     CREEE, "centre de la commune"),
    ("types inattendus json", "data-inclusion",
     [structure(telephone={"a": 1}, adresse=["x", "y"], siret=True, latitude="abc", description=12)],
     CREEE, "telephone"),
    ("élément qui n’est pas un objet", "data-inclusion",
     [structure(), 3, None], counts(crees=1, refuses=2), "objet JSON"),
    ("structure sans identifiant", "data-inclusion", [structure(id=None)], REFUSEE, "identifiant"),
    ("structure sans nom", "data-inclusion", [structure(nom=None)], REFUSEE, "pas de nom"),
    ("structure sans adresse", "data-inclusion",
     [structure(commune=None, code_postal=None, code_insee=None)], DE_COTE, "aucune adresse"),
    ("code insee contre commune", "data-inclusion",
     [structure(code_insee="13055")], DE_COTE, "contredit"),
    ("service orphelin", "data-inclusion",
     {"structures": [structure()], "services": [service(structure_id="x")]},
     counts(crees=1, refuses=1), "ni dans le guide"),
    ("service au zonage illisible", "data-inclusion",
     {"structures": [structure()], "services": [service(zone_eligibilite="59", publics=3, thematiques={"a": 1})]},
     CREEE, ""),
    ("xlsx sain", "xlsx", SAIN_XLSX, CREEE, ""),
    ("xlsx: nombre pour texte", "xlsx",
     workbook(["nom", "commune", "cp", "tel"], ["Maison", "Lille", 59000.0, 353011234]), CREEE, ""),
    ("xlsx: titres sur deux rangs", "xlsx",
     workbook(["Structure", None, "Lieu", None], ["Nom", "Tél", "Commune", "CP"], ["Maison", None, "Lille", 59000]),
     CREEE, ""),
    ("xlsx: notice en première feuille", "xlsx",
     workbook(["nom", "commune"], ["Maison", "Lille"], titre="données",
              avant=[("notice", [["Mode d’emploi"], ["nom : le nom"], ["x", "y"]])]), CREEE, ""),
]  # fmt: skip
