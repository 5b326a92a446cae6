"""States: no path of moves does what the rules forbid, and what is refused changes nothing.

`make test` tries a few paths, other ones each time; CHEMINS=500 tries that many.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portail.echanges import services
from portail.echanges.models import Demande
from portail.echanges.mouvements import Mouvement, MouvementInterdit
from portail.espace.models import Moyen
from tests.ressources.factories import PersonneFactory, StructureFactory

CHEMINS = int(os.environ.get("CHEMINS", "25"))
pytestmark = pytest.mark.django_db

# What the rules say, written apart from the code: from which states a move may be made, and where it leads.
VIVANTS = {"envoyee": "envoyee", "lue": "lue", "repondue": "repondue"}
OUVERTES = {"envoyee", "lue"}
REGLES = {
    "lire": {"envoyee": "lue", **{statut: statut for statut in ("lue", "repondue", "refusee", "expiree", "retiree")}},
    "repondre": dict.fromkeys(VIVANTS, "repondue"),
    "refuser": dict.fromkeys(OUVERTES, "refusee"),
    "transmettre": {"envoyee": "envoyee", "lue": "lue"},
    "relancer": {"envoyee": "envoyee", "lue": "lue"},
    "guichet": {"envoyee": "envoyee", "lue": "lue"},
    "ecrire": {"envoyee": "envoyee", "lue": "lue", "repondue": "envoyee"},
    "retirer": dict.fromkeys(VIVANTS, "retiree"),
    "expirer": dict.fromkeys(OUVERTES, "expiree"),
}


def do(nom: str, demande: Demande, collegue, porte) -> None:
    gestes = {
        "lire": lambda: services.read_demande(demande=demande, lecteur="Léa", moyen=Moyen.LIEN),
        "repondre": lambda: services.answer_demande(demande=demande, texte="Bonjour", nom="Léa", rendezvous=True),
        "refuser": lambda: services.refuse_demande(demande=demande, motif="Hors secteur", porte=porte, nom="Léa"),
        "transmettre": lambda: services.transmit_demande(demande=demande, collegue=collegue),
        "relancer": lambda: services.remind(demande=demande, rang=1),
        "guichet": lambda: services.relay_to_desk(demande=demande),
        "ecrire": lambda: services.write_again(demande=demande, texte="Encore moi"),
        "retirer": lambda: services.withdraw_demande(demande=demande),
        "expirer": lambda: services.expire_demande(demande=demande),
    }
    gestes[nom]()


def picture(demande: Demande) -> dict:
    ligne = Demande.objects.filter(pk=demande.pk).values().get()
    return ligne | {"messages": demande.messages.count(), "faits": demande.evenements.count()}


@settings(max_examples=CHEMINS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gestes=st.lists(st.sampled_from(sorted(REGLES)), max_size=8), rang=st.integers(0, 10**9))
def test_no_path_is_illegal(envoyer, horloge, gestes, rang):
    demande = envoyer(cle=f"chemin-{rang}-{Demande.objects.count()}")
    collegue, porte = PersonneFactory(), StructureFactory()
    attendu = "envoyee"
    for geste in gestes:
        horloge.shift(60)
        avant = picture(demande)
        if attendu in REGLES[geste]:
            do(geste, demande, collegue, porte)
            attendu = REGLES[geste][attendu]
        else:
            with pytest.raises(MouvementInterdit):
                do(geste, demande, collegue, porte)
            assert picture(demande) == avant
        demande.refresh_from_db()
        assert demande.statut == attendu
        assert (demande.attend_depuis is not None) == (attendu in OUVERTES)
        assert (demande.close_le is not None) == (attendu in {"refusee", "expiree", "retiree"})


def test_a_refused_move_says_why_in_french(demande):
    services.withdraw_demande(demande=demande)
    with pytest.raises(MouvementInterdit) as refus:
        services.answer_demande(demande=demande, texte="Bonjour", nom="Léa")
    assert str(refus.value) == "Cette demande est « retirée » : on ne peut plus y répondre."
    assert refus.value.mouvement == Mouvement.REPONDRE


def test_the_first_answer_alone_dates_the_answer(demande, horloge):
    horloge.shift(3600)
    services.answer_demande(demande=demande, texte="Bonjour", nom="Léa")
    demande.refresh_from_db()
    premiere = demande.repondue_le
    horloge.shift(3600)
    services.write_again(demande=demande, texte="Merci, et le samedi ?")
    horloge.shift(3600)
    services.answer_demande(demande=demande, texte="Oui", nom="Léa")
    demande.refresh_from_db()
    assert demande.repondue_le == premiere
    assert demande.messages.count() == 4


def test_the_same_answer_sent_twice_is_one_message(demande):
    faits = [services.answer_demande(demande=demande, texte="Bonjour", nom="Léa", cle="double") for _ in range(2)]
    assert faits == [True, False]
    assert demande.messages.count() == 2


def test_nobody_reads_without_a_trace(demande):
    for _ in range(2):
        services.read_demande(demande=demande, lecteur="Léa Mésange", moyen=Moyen.LIEN)
    assert [lecture.lecteur for lecture in demande.lectures.all()] == ["Léa Mésange"] * 2
    assert demande.evenements.filter(fait="lue").count() == 1
