"""The measured delay: shown once there is enough to measure, renewed with the pages of the cache."""

import pytest
from django.core.cache import cache

from portail.commun import content_version
from portail.echanges import services
from portail.echanges.delais import refresh_delai
from portail.echanges.models import DelaiReponse

pytestmark = pytest.mark.django_db
JOUR = 24 * 3600


@pytest.fixture
def repondre(envoyer, horloge):
    """Send so many requests, answered after some days."""

    def do(*jours: float) -> None:
        for rang, delai in enumerate(jours):
            demande = envoyer(cle=f"mesure-{rang}-{delai}", courriel=f"sam{rang}@exemple.fr")
            horloge.shift(delai * JOUR)
            services.answer_demande(demande=demande, texte="Bonjour", nom="Léa")

    return do


def test_four_answers_are_too_few(client, repondre, personne):
    repondre(1, 1, 1, 1)
    assert not DelaiReponse.objects.exists()
    assert "Répond en général" not in client.get(personne.get_absolute_url()).content.decode()


def test_five_answers_are_shown_by_their_median(client, repondre, personne):
    repondre(0.5, 1, 2.5, 9, 20)
    html = client.get(personne.get_absolute_url()).content.decode()
    assert "Répond en général en 3 jours" in html
    assert "Répond en général en 3 jours" in client.get(f"{personne.get_absolute_url()}ecrire/").content.decode()


def test_silence_counts_and_withdrawal_does_not(repondre, envoyer, personne, horloge):
    repondre(1, 1)
    for rang in range(3):
        demande = envoyer(cle=f"silence-{rang}")
        horloge.shift(30 * JOUR)
        services.expire_demande(demande=demande)
    services.withdraw_demande(demande=envoyer(cle="retirée"))
    delai = DelaiReponse.objects.get()
    assert (delai.jours, delai.reponses) == (30, 5)


@pytest.mark.django_db(transaction=True)
def test_pages_in_the_cache_are_renewed_only_when_it_changes(repondre, personne):
    repondre(1, 1, 1, 1, 1)
    avant = cache.get(content_version.KEY)
    refresh_delai(personne)
    assert cache.get(content_version.KEY) == avant
    DelaiReponse.objects.update(jours=9)
    assert cache.get(content_version.KEY) != avant


def test_old_answers_leave_the_measure(repondre, personne, horloge):
    repondre(1, 1, 1, 1, 1)
    horloge.shift(400 * JOUR)
    assert refresh_delai(personne) is None
    assert not DelaiReponse.objects.exists()
