"""What is read of a record without anybody's help."""

from portail.opportunites.flux.correspondance import Reglage, build_offre
from ressources.importation.lignes import Ligne
from ressources.importation.vocabulaire_recu import Vocabulaire


def test_the_postcode_and_the_last_day_that_an_rss_item_gives_are_read():
    item = {
        "id": "m1", "title": "Planter des haies", "lien": "https://www.exemple.fr/m1", "ville": "Abancourt",
        "code_postal": "59268", "date_limite": "31/03/2030",
    }  # fmt: skip
    offre = build_offre(Ligne(1, item), Reglage(famille="engagement", format="rss", vocabulaire=Vocabulaire()))
    assert (offre.localisation.code_postal, offre.localisation.commune) == ("59268", "Abancourt")
    assert offre.champs["cloture"] == "2030-03-31"
