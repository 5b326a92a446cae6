"""What the tables accept, and what a draft may not bring back."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ressources.models import PersonneRessource, Structure, Verification
from ressources.services import publish, verify
from ressources.vocabulaire import ResultatVerification
from tests.geo.factories import CommuneFactory
from tests.ressources.factories import (
    LieuFactory,
    PermanenceFactory,
    PersonneFactory,
    StructureFactory,
    ThematiqueFactory,
    make_lieu,
)

pytestmark = pytest.mark.django_db


def errors_of(objet) -> dict:
    with pytest.raises(ValidationError) as saisie:
        objet.full_clean()
    return saisie.value.message_dict


def test_ages_in_order():
    structure = StructureFactory()
    structure.age_min, structure.age_max = 26, 18
    assert "L’âge minimum dépasse l’âge maximum." in str(errors_of(structure))
    with pytest.raises(IntegrityError), transaction.atomic():
        structure.save()


def test_codes_come_from_the_vocabulary_once_and_in_its_order():
    structure = StructureFactory(langues=["en", "fr", "en"])
    structure.full_clean()
    assert structure.langues == ["fr", "en"]
    structure.publics = ["martiens"]
    assert errors_of(structure)["publics"] == ["« martiens » n’est pas dans la liste."]


def test_telephone_is_stored_in_one_form():
    structure = StructureFactory(telephone="03 53 01 12 34")
    structure.refresh_from_db()
    assert structure.telephone == "+33353011234"
    structure.telephone = "12"
    assert "téléphone" in str(errors_of(structure)["telephone"])


def test_hours_that_nobody_understands_are_refused():
    lieu = LieuFactory(horaires="du lundi au vendredi")
    assert "On ne comprend pas ces horaires" in str(errors_of(lieu)["horaires"])


def test_a_position_outside_the_commune_is_refused():
    lille = CommuneFactory(lille=True)
    lieu = LieuFactory(commune=lille, latitude=50.632, longitude=3.061)
    lieu.full_clean()
    lieu.latitude, lieu.longitude = 43.3, 5.4
    assert "n’est pas à Lille" in str(errors_of(lieu)["latitude"])
    lieu.longitude = None
    assert "vont ensemble" in str(errors_of(lieu)["longitude"])


@pytest.mark.parametrize("factory", [LieuFactory, PermanenceFactory])
@pytest.mark.parametrize("half", [{"latitude": None, "longitude": 3.061}, {"latitude": 50.632, "longitude": None}])
def test_half_a_position_is_refused_by_the_database(factory, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**half)


def test_a_permanence_is_held_by_somebody_somewhere():
    permanence = PermanenceFactory()
    permanence.lieu = permanence.structure = None
    message = str(errors_of(permanence))
    assert "Choisissez un lieu" in message
    permanence.modalite = "visio"
    assert "quelle structure ou quelle personne" in str(errors_of(permanence))


def test_nobody_stands_in_for_oneself():
    personne = PersonneFactory()
    personne.suppleant = personne
    assert "ne se remplace pas elle-même" in str(errors_of(personne))


def test_a_theme_does_not_descend_from_itself():
    parent = ThematiqueFactory(slug="logement")
    enfant = ThematiqueFactory(slug="garant", parent=parent)
    parent.parent = enfant
    assert "en fait déjà partie" in str(errors_of(parent)["parent"])


def test_a_source_gives_an_entry_once_per_site():
    StructureFactory(source="dora", source_id="12")
    with pytest.raises(IntegrityError), transaction.atomic():
        StructureFactory(source="dora", source_id="12")
    StructureFactory.create_batch(2, source="dora", source_id="")


def test_publishing_an_older_draft_keeps_the_later_check():
    structure = StructureFactory()
    structure.presentation = "Nouveau texte"
    structure.save_revision()
    verify(fiche=Structure.objects.get(pk=structure.pk), par_nom="PIJ")
    publish(fiche=Structure.objects.get(pk=structure.pk))
    structure = Structure.objects.get(pk=structure.pk)
    assert structure.presentation == "Nouveau texte"
    assert structure.verifie_le is not None
    assert structure.verifie_par == "PIJ"


def test_a_draft_holds_places_and_themes_until_it_is_published():
    structure = StructureFactory()
    brouillon = Structure.objects.get(pk=structure.pk)
    brouillon.lieux = [*brouillon.lieux.all(), make_lieu(nom="Antenne nord")]
    brouillon.thematiques = [ThematiqueFactory()]
    brouillon.save_revision()
    structure = Structure.objects.get(pk=structure.pk)
    assert structure.lieux.count() == 1
    publish(fiche=structure)
    structure = Structure.objects.get(pk=structure.pk)
    assert {lieu.nom for lieu in structure.lieux.all()} >= {"Antenne nord"}
    assert structure.thematiques.count() == 1


def test_updated_at_ignores_a_check(lundi):
    structure = StructureFactory()
    Structure.objects.update(updated_at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC))
    verify(fiche=Structure.objects.get(pk=structure.pk))
    structure.refresh_from_db()
    assert structure.updated_at.year == 2025
    assert structure.verifie_le == lundi.date()


def test_history_of_checks_is_not_rewritten():
    verification = verify(fiche=PersonneFactory())
    verification.resultat = ResultatVerification.FERMEE
    with pytest.raises(TypeError):
        verification.save()
    assert Verification.objects.get().resultat == ResultatVerification.CONFIRMEE


def test_a_check_concerns_exactly_one_entry():
    personne = PersonneFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.create(comment="visite", resultat="confirmee")
    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.create(
            personne=personne, structure=personne.structure, comment="visite", resultat="confirmee"
        )


def test_absence():
    personne = PersonneRessource(absence_debut=datetime.date(2026, 3, 10), absence_fin=datetime.date(2026, 3, 20))
    jours = [datetime.date(2026, 3, jour) for jour in (9, 10, 20, 21)]
    assert [personne.is_absent(jour) for jour in jours] == [False, True, True, False]
    personne.absence_fin = None
    assert personne.is_absent(datetime.date(2027, 1, 1))
