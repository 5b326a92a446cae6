"""The demonstration's requests: one in each state worth showing, dated, and made once."""

import pytest
from wagtail.models import Site

from portail.echanges.demo import load
from portail.echanges.models import Demande
from tests.ressources.factories import PersonneFactory, StructureFactory

pytestmark = pytest.mark.django_db


def test_it_shows_every_state_and_is_made_once(horloge):
    structure = StructureFactory()
    for _ in range(2):
        PersonneFactory(structure=structure)
    StructureFactory(type="info_jeunesse")
    site = Site.objects.get(is_default_site=True)
    assert load(site) == {"demandes": 5}
    assert load(site) == {"demandes": 0}
    par_cle = {demande.cle: demande for demande in Demande.objects.all()}
    statuts = [par_cle[f"demo-{rang}"].statut for rang in range(1, 6)]
    assert statuts == ["envoyee", "lue", "repondue", "refusee", "expiree"]
    for demande in par_cle.values():
        dates = [demande.envoyee_le, demande.lue_le, demande.repondue_le, demande.close_le]
        passees = [date for date in dates if date]
        assert passees == sorted(passees)
        assert all(fait.quand >= demande.envoyee_le for fait in demande.evenements.all())


def test_a_portal_without_structure_has_none(horloge):
    assert load(Site.objects.get(is_default_site=True)) == {"demandes": 0}
