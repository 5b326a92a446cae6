"""Broken feeds: each says what it does, changes nothing when it is refused, and nothing more the second time."""

import pytest
from django.core.management import CommandError

from portail.opportunites.flux.models import Flux, OffreEnQuarantaine, PassageFlux
from portail.opportunites.models import Opportunite
from tests.portail.opportunites.flux.conftest import bilan
from tests.portail.opportunites.flux.corpus import ECHANTILLONS

pytestmark = pytest.mark.django_db


def test_the_corpus_is_large_and_its_names_are_unique():
    assert len({echantillon.nom for echantillon in ECHANTILLONS}) == len(ECHANTILLONS) >= 60


@pytest.mark.parametrize("echantillon", ECHANTILLONS, ids=lambda echantillon: echantillon.nom)
def test_a_broken_feed(run, echantillon):
    if isinstance(echantillon.attendu, str):
        with pytest.raises(CommandError, match=echantillon.attendu):
            run(echantillon.contenu, **echantillon.options)
        for modele in (Opportunite, Flux, PassageFlux, OffreEnQuarantaine):
            assert not modele.objects.exists()
        return
    attendu = bilan(**echantillon.attendu)
    assert run(echantillon.contenu, **echantillon.options) == attendu
    _check_offers(echantillon.champs)
    avant = list(Opportunite.objects.order_by("pk").values("pk", "titre", "updated_at", "commune"))
    encore = bilan(inchanges=attendu["crees"], refuses=attendu["refuses"], quarantaine=attendu["quarantaine"])
    assert run(echantillon.contenu) == encore
    assert list(Opportunite.objects.order_by("pk").values("pk", "titre", "updated_at", "commune")) == avant


def _check_offers(champs):
    """What is written is what an editor could have typed; and the sample's own values."""
    for rang, offre in enumerate(Opportunite.objects.order_by("pk").specifics()):
        offre.full_clean()
        assert "<" not in offre.titre + offre.description
        assert "\x00" not in offre.organisme
        if rang == 0:
            assert {nom: getattr(offre, nom) for nom in champs} == champs
