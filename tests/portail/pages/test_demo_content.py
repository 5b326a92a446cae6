"""The demonstration's texts: true to the facts we were given, readable, no filler, no invented number."""

import re

import pytest
from django.utils.text import slugify

from portail.cms.blocks import CorpsBlock
from portail.pages.demo.corps import BodyBuilder
from portail.pages.demo.loading import page_entries
from portail.pages.demo.prose import to_html
from portail.pages.demo.reading import read, read_folder, typeset
from ressources.vocabulaire import Axe

ARTICLES, PROGRAMMES = read_folder("articles"), read_folder("programmes")
EMERGENCY = {"15", "17", "18", "112", "114", "115", "119", "3018", "3114", "3919"}
NATIONAL_LINES = {"0800235236", "0800081111"}  # Fil Santé Jeunes; sexualités, contraception, IVG

# Title's beginning → (porteur, youngest, oldest, least helped, most helped), as the laboratory's press file has them.
FACTS = {
    "PARTAJ": ("C2RP", 11, 25, 10_000, 10_000),
    "Une culture de la mobilité": ("ADICE", 16, 25, 3_000, 3_000),
    "Le CV vidéo": ("Mozaïk RH", None, 29, 50, 50),
    "Accès au logement, Tourcoing": ("Mission locale Tourcoing – Vallée de la Lys", 18, 29, 530, 530),
    "ALSES": ("Conseil général du Nord", None, None, None, None),
    "L’insertion par la culture": ("ALEPFA", 16, 21, 40, 40),
    "Lire, écrire, compter": ("FCP, Atelier de Préfo", 16, 25, 15, 15),
    "L’insertion par l’alternance": ("DIRECCTE", None, None, None, None),
    "Accès au logement, nord-ouest": ("DDTM", 18, 30, 450, 450),
    "Information et orientation": ("Centre Régional Information Jeunesse (CRIJ)", 13, 30, None, None),
    "L’accompagnement à l’emploi": ("Pôle emploi", None, None, 7_200, 7_200),
    "Le suivi de cohorte": ("IREV", None, None, 50, 50),
    "L’accueil parents-enfants": ("AROEVEN", None, None, None, None),
    "Le livret de compétences": ("ONISEP", None, None, None, None),
    "Le service civique": (None, None, None, 500, 800),
}
TEN_COMMUNES = (
    "Tourcoing, Bondues, Bousbecque, Comines, Halluin, Linselles, Mouvaux, Neuville-en-Ferrain, Roncq, Wervicq-Sud"
)


def flatten(entries):
    for entry in entries:
        yield entry
        yield from flatten(entry.get("enfants", []))


PAGES = list(flatten(page_entries()))


def words_of(value) -> str:
    if isinstance(value, dict):
        return " ".join(words_of(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(words_of(item) for item in value)
    return str(value)


@pytest.mark.parametrize("start", FACTS)
def test_each_programme_has_the_facts_of_the_laboratory(start):
    (entry,) = [entry for entry in PROGRAMMES if entry["nom"].startswith(start)]
    known = tuple(
        entry.get(name) for name in ("porteur", "age_min", "age_max", "beneficiaires_min", "beneficiaires_max")
    )

    assert known == FACTS[start]


def test_there_is_no_other_programme():
    assert len(PROGRAMMES) == len(FACTS)


def test_the_ten_communes_of_the_valley_are_named():
    assert TEN_COMMUNES in {entry.get("territoire_detail") for entry in PROGRAMMES}


def test_there_is_enough_to_read_on_every_axis():
    assert len(ARTICLES) >= 15
    assert {entry["axe"] for entry in ARTICLES} == set(Axe.values)
    assert [entry["axe"] for entry in read("axes")] == Axe.values


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry["slug"])
def test_no_filler(entry):
    text = words_of(entry).lower()

    assert not re.search(r"lorem|ipsum|todo|xxx|blabla|texte ici", text)
    assert entry["title"]
    assert entry["chapeau"]


@pytest.mark.parametrize("entry", ARTICLES, ids=lambda entry: entry["slug"])
def test_articles_speak_to_the_young_give_sources_and_a_person(entry):
    text = words_of(entry["corps"])

    assert len(text.split()) > 120
    assert re.search(r"\b(tu|toi|ton|ta|tes|te|t’)\b", text, re.IGNORECASE)
    assert not re.search(r"\b(veuillez|vous devez|votre)\b", text, re.IGNORECASE)
    assert entry["sources"]
    assert entry["en_clair"].strip()
    assert any("liste_fiches" in block for block in entry["corps"])
    assert not re.search(r"\d+\s?(€|euros)", text), "amounts change: send to the official simulator"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry["slug"])
def test_only_known_numbers_may_be_called(entry):
    called = set(re.findall(r"(?:tel|sms):(\d+)", words_of(entry)))

    assert called <= EMERGENCY | NATIONAL_LINES


def test_the_site_has_every_emergency_number_and_a_fictional_desk():
    reglages = read("reglages")

    assert {number["numero"] for number in reglages["numeros_urgence"]} == EMERGENCY
    assert reglages["numeros_verifies_le"]
    assert reglages["guichet_telephone"].startswith("+3335301")
    assert reglages["guichet_courriel"].endswith("@exemple.fr")


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry["slug"])
def test_bodies_follow_the_blocks(entry):
    paths = {path for path, _entry in with_paths(page_entries())}
    known = dict.fromkeys(paths, 1)
    builder = BodyBuilder("test", known.__getitem__)

    stream = builder.build(CorpsBlock(), entry.get("corps", []))

    assert len({block["id"] for block in stream}) == len(stream)


def with_paths(entries, above=""):
    for entry in entries:
        yield f"{above}{entry['slug']}", entry
        yield from with_paths(entry.get("enfants", []), f"{above}{entry['slug']}/")


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry["slug"])
def test_slugs_are_slugs(entry):
    assert entry["slug"] == slugify(entry["slug"])


class TestProse:
    def test_marks(self):
        html = to_html("## Titre\n\nUn **mot** et [un lien](https://exemple.fr).\n\n- un\n- deux\n\n1. a\n2. b", int)

        assert html == (
            '<h2>Titre</h2><p>Un <b>mot</b> et <a href="https://exemple.fr">un lien</a>.</p>'
            "<ul><li>un</li><li>deux</li></ul><ol><li>a</li><li>b</li></ol>"
        )

    def test_a_link_to_a_page_keeps_working_when_the_page_moves(self):
        assert (
            to_html("[ici](page:articles/apl)", {"articles/apl": 7}.__getitem__)
            == '<p><a linktype="page" id="7">ici</a></p>'
        )

    def test_an_unknown_page_is_refused(self):
        with pytest.raises(KeyError):
            to_html("[ici](page:nulle-part)", {}.__getitem__)

    def test_html_is_only_text(self):
        assert "<script>" not in to_html("<script>x</script>", int)


def test_no_break_spaces_of_french():
    assert (
        typeset("Prêt ? Oui : « demain », 10 h 30.")
        == "Prêt\u00a0? Oui\u00a0: «\u00a0demain\u00a0», 10\u00a0h\u00a030."
    )
