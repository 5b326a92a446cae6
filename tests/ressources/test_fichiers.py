"""vCard and iCalendar: read back by other people's programs."""

import datetime

import icalendar
import pytest
import time_machine
import vobject
from hypothesis import given
from hypothesis import strategies as st

from ressources.fiches.vcard import build, fold
from ressources.recurrence import PARIS
from tests.ressources.factories import PermanenceFactory, PersonneFactory, StructureFactory


def vcard_of(client, fiche):
    reponse = client.get(fiche.get_absolute_url().rstrip("/") + ".vcf")
    assert reponse["Content-Type"] == "text/vcard; charset=utf-8"
    assert f'filename="{fiche.slug}.vcf"' in reponse["Content-Disposition"]
    return vobject.readOne(reponse.content.decode())


@pytest.mark.django_db
def test_a_persons_card(client):
    personne = PersonneFactory(
        nom="D’Œuf; Martin, fils", structure=StructureFactory(nom="Mission locale de l’arrondissement " * 4)
    )
    carte = vcard_of(client, personne)
    assert carte.fn.value == "Léa D’Œuf; Martin, fils"
    assert (carte.n.value.family, carte.n.value.given) == ("D’Œuf; Martin, fils", "Léa")
    assert carte.org.value == [personne.structure.nom]
    assert carte.tel.value == "06 39 98 00 01"
    assert carte.adr.value.street == "12 rue de la Péniche"
    assert carte.url.value == f"http://testserver{personne.get_absolute_url()}"


@pytest.mark.django_db
def test_without_a_phone_of_her_own_the_card_gives_the_structures(client):
    personne = PersonneFactory(telephone_visible=False)
    assert vcard_of(client, personne).tel.value == "03 53 01 00 01"


@given(st.text(max_size=200))
def test_any_text_survives_a_card(texte):
    texte = "".join(caractere for caractere in texte if caractere.isprintable())
    carte = vobject.readOne(build(("N", ["x"]), ("FN", "x"), ("TITLE", texte)))
    assert (carte.title.value if texte else "") == texte


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_folded_lines_are_short_and_unfold(ligne):
    pliee = fold(ligne)
    assert all(len(morceau.encode()) <= 75 for morceau in pliee.split("\r\n"))
    assert pliee.replace("\r\n ", "") == ligne


@pytest.mark.django_db
def test_permanences_in_a_calendar_keep_their_hour_and_skip_holidays(client):
    permanence = PermanenceFactory(
        debut=datetime.datetime(2026, 3, 23, 14, tzinfo=PARIS), regle="FREQ=WEEKLY;BYDAY=MO", exceptions=["2026-04-13"]
    )
    with time_machine.travel(datetime.datetime(2026, 3, 20, tzinfo=PARIS), tick=False):
        reponse = client.get(permanence.structure.get_absolute_url() + "permanences.ics")
    agenda = icalendar.Calendar.from_ical(reponse.content)
    (evenement,) = agenda.walk("VEVENT")
    assert evenement["UID"] == f"permanence-{permanence.pk}@testserver"
    assert evenement["DTSTART"].params["TZID"] == "Europe/Paris"
    assert evenement["RRULE"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO"]}
    annulees = {moment.dt.date() for moment in evenement["EXDATE"].dts}
    assert {datetime.date(2026, 4, 6), datetime.date(2026, 4, 13)} <= annulees
    assert agenda.walk("VTIMEZONE")
