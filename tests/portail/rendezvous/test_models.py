"""What the database refuses, whatever the code above does."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portail.rendezvous.models import Absence, ListeAttente, Motif, Ouverture, Quart, Seance
from portail.rendezvous.seances import Moment, quarts_of, release, take
from portail.rendezvous.vocabulaire import Lieu
from ressources.models import PersonneRessource

from .factories import MotifFactory, make_cle, paris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]
MATIN = paris(2026, 3, 24, 9)


def refused(write) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize(
    ("champs", "mots"),
    [
        ({"duree_minutes": 50}, "quarts d’heure"),
        ({"duree_minutes": 0}, "15 minutes"),
        ({"tampon_minutes": 20}, "temps de trajet"),
        ({"capacite": 0}, "de 1 à 100 places"),
        ({"age_min": 20, "age_max": 16}, "dépasse l’âge maximum"),
        ({"delai_min_heures": 48, "delai_max_jours": 2}, "vient après"),
        ({"mode": Lieu.VISIO}, "Donnez le lien"),
    ],
)
def test_a_reason_that_makes_no_sense_is_refused_in_french(motif, champs, mots):
    for nom, valeur in champs.items():
        setattr(motif, nom, valeur)

    with pytest.raises(ValidationError) as refus:
        motif.full_clean()
    assert mots in str(refus.value)


@pytest.mark.parametrize("champs", [{"duree_minutes": 50}, {"tampon_minutes": 7}, {"capacite": 0}])
def test_and_by_the_database(motif, champs):
    refused(lambda: Motif.objects.filter(pk=motif.pk).update(**champs))


def test_an_opening_starts_on_a_quarter(personne):
    ouverture = Ouverture.objects.get()
    ouverture.debut = paris(2026, 3, 3, 9, 10)
    with pytest.raises(ValidationError, match="au quart"):
        ouverture.full_clean()


def test_an_absence_ends_after_it_begins(personne):
    refused(lambda: Absence.objects.create(personne=personne, debut=MATIN, fin=MATIN))


def test_a_quarter_belongs_to_one_session(motif, personne):
    seance = take(motif, Moment(personne, MATIN))
    assert list(seance.quarts.order_by("heure").values_list("heure", flat=True)) == quarts_of(seance)

    refused(lambda: Quart.objects.create(seance=seance, personne=personne, heure=MATIN))


def test_a_session_never_holds_more_than_its_places(motif, personne):
    seance = take(motif, Moment(personne, MATIN))

    refused(lambda: Seance.objects.filter(pk=seance.pk).update(prises=2))
    refused(lambda: Seance.objects.filter(pk=seance.pk).update(prises=0))


def test_giving_back_the_last_place_frees_the_time(motif, personne):
    motif.capacite = 24
    motif.save()
    seance = take(motif, Moment(personne, MATIN), participants=20)
    take(motif, Moment(personne, MATIN), participants=4)
    release(seance, 20)
    assert Quart.objects.exists()
    release(seance, 4)
    assert not Quart.objects.exists()
    assert not Seance.objects.exists()


def test_a_contact_is_reachable_and_told_three_times_at_most(motif):
    site = motif.site
    refused(lambda: ListeAttente.objects.create(site=site, motif=motif, cle=make_cle(), prenom="Sam"))
    refused(
        lambda: ListeAttente.objects.create(site=site, motif=motif, cle=make_cle(), courriel="sam@exemple.fr", avis=4)
    )


def test_a_key_serves_once(motif):
    champs = {"site": motif.site, "motif": motif, "cle": make_cle(), "courriel": "sam@exemple.fr"}
    ListeAttente.objects.create(**champs)
    refused(lambda: ListeAttente.objects.create(**champs))


@pytest.mark.parametrize(
    ("bornes", "tranche", "attendu"),
    [
        ((16, 25), "moins-15", False),
        ((16, 25), "15-17", True),
        ((18, 25), "15-17", False),
        ((16, 25), "26-30", False),
        ((None, 17), "18-25", False),
        ((None, None), "plus-30", True),
        ((16, 25), "", True),
    ],
)
def test_ages(bornes, tranche, attendu):
    motif = MotifFactory.build(structure=None, age_min=bornes[0], age_max=bornes[1])
    assert motif.accepts_age(tranche) is attendu


def test_an_entry_with_appointments_is_not_deleted(motif, personne):
    take(motif, Moment(personne, MATIN + datetime.timedelta(days=7)))
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        PersonneRessource.objects.get(pk=personne.pk).delete()
