"""Writes on opportunities."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from portail.opportunites import services
from portail.opportunites.models import Mobilite, Opportunite
from portail.opportunites.vocabulaire import Etat
from tests.portail.opportunites.factories import MobiliteFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]

CLOTURE = datetime.date(2026, 3, 20)
APRES = datetime.date(2026, 5, 31)


def base(offre) -> Opportunite:
    """The row as a list over every family reads it."""
    return Opportunite.objects.get(pk=offre.pk)


def test_publish_brings_the_draft_online_and_out_of_the_archive():
    offre = MobiliteFactory(live=False, titre="Avant")
    offre.titre = "Après"
    offre.save_revision()
    services.archive(opportunite=base(offre))
    publiee = services.publish(opportunite=base(offre))
    assert (publiee.titre, publiee.live, publiee.archivee_le) == ("Après", True, None)


def test_archive_is_done_once():
    offre = MobiliteFactory()
    assert services.archive(opportunite=offre)
    quand = offre.archivee_le
    assert not services.archive(opportunite=offre)
    assert Mobilite.objects.get().archivee_le == quand
    assert base(offre).etat == Etat.ARCHIVEE


def test_extend_moves_the_page_and_its_draft():
    offre = MobiliteFactory(cloture=CLOTURE)
    services.publish(opportunite=offre)
    offre.titre = "Titre en cours d’écriture"
    offre.save_revision()
    services.extend(opportunite=base(offre), cloture=APRES)
    publique = Mobilite.objects.get()
    assert (publique.cloture, publique.echeance) == (APRES, APRES)
    assert publique.titre != "Titre en cours d’écriture"
    assert publique.has_unpublished_changes
    brouillon = publique.get_latest_revision_as_object()
    assert (brouillon.titre, brouillon.cloture) == ("Titre en cours d’écriture", APRES)


def test_extend_leaves_no_draft_behind_when_there_was_none():
    offre = services.publish(opportunite=MobiliteFactory(cloture=CLOTURE))
    services.extend(opportunite=offre, cloture=APRES)
    publique = Mobilite.objects.get()
    assert publique.cloture == APRES
    assert not publique.has_unpublished_changes


def test_extend_refuses_a_date_before_the_opening_and_changes_nothing():
    offre = MobiliteFactory(ouverture=datetime.date(2026, 4, 1), cloture=APRES)
    with pytest.raises(ValidationError, match="ferme avant d’ouvrir"):
        services.extend(opportunite=base(offre), cloture=CLOTURE)
    assert Mobilite.objects.get().cloture == APRES


def test_extend_protects_the_date_of_an_offer_that_came_from_a_feed():
    offre = MobiliteFactory(source="flux", source_id="m1", cloture=CLOTURE)
    services.extend(opportunite=offre, cloture=APRES)
    assert Mobilite.objects.get().champs_proteges == ["cloture"]


def test_withdraw_and_restore_answer_whether_they_did_something():
    offre = MobiliteFactory(source="flux", source_id="m1")
    assert services.withdraw(opportunite=base(offre))
    assert not services.withdraw(opportunite=base(offre))
    assert base(offre).etat == Etat.CLOSE
    assert services.restore(opportunite=base(offre))
    assert not services.restore(opportunite=base(offre))
    assert base(offre).etat == Etat.OUVERTE


def test_verify_moves_forward_and_never_back():
    offre = MobiliteFactory()
    services.verify(opportunite=base(offre), quand=datetime.date(2026, 3, 10))
    services.verify(opportunite=base(offre), quand=datetime.date(2026, 3, 1))
    assert base(offre).verifie_le == datetime.date(2026, 3, 10)
