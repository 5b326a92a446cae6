"""The one scale of ages: without hole nor overlap, and what was kept under the two former ones."""

from importlib import import_module

import pytest
from django.apps import apps

from portail.echanges.models import Demande
from portail.rendezvous.models import ListeAttente
from ressources.ages import Tranche
from tests.portail.rendezvous.factories import MotifFactory, make_cle

from .factories import PersonneFactory


def test_every_age_is_in_one_band():
    bornes = [tranche.bornes for tranche in Tranche]
    assert [bas for bas, _haut in bornes] == [0, *(haut + 1 for _bas, haut in bornes[:-1])]


@pytest.mark.parametrize(("age_min", "age_max", "tranches"), [
    (16, 25, {"15-17", "18-25"}),
    (18, None, {"18-25", "26-30", "plus-30"}),
    (None, 14, {"moins-15"}),
    (None, None, set(Tranche)),
])  # fmt: skip
def test_a_band_is_received_when_one_of_its_ages_is(age_min, age_max, tranches):
    assert {tranche for tranche in Tranche if tranche.meets(age_min, age_max)} == tranches


def test_minors():
    assert {tranche for tranche in Tranche if tranche.mineure} == {Tranche.MOINS_15, Tranche.DE_15_A_17}


@pytest.mark.django_db
@pytest.mark.parametrize(("ancienne", "nouvelle"), [("moins-16", "moins-15"), ("16-17", "15-17"), ("26-30", "26-30")])
def test_former_bands_of_the_appointments(ancienne, nouvelle):
    motif = MotifFactory()
    champs = {"site": motif.site, "motif": motif, "courriel": "sam@exemple.fr", "cle": make_cle()}
    attente = ListeAttente.objects.create(tranche_age=ancienne, **champs)
    import_module("portail.rendezvous.migrations.0002_tranches").rename(apps, None)
    attente.refresh_from_db()
    assert attente.tranche_age == nouvelle


@pytest.mark.django_db
def test_former_bands_of_the_requests():
    personne = PersonneFactory()
    demande = Demande.objects.create(
        site=personne.site, cle="essai", empreinte_code="essai", nom_cible="Nadia", courriel="sam@exemple.fr",
        tranche="26-plus", accord_version="essai",
    )  # fmt: skip
    import_module("portail.echanges.migrations.0002_tranches").rename(apps, None)
    demande.refresh_from_db()
    assert demande.tranche == "26-30"
