"""Whatever is sent, wherever: an answer that is not a fault of ours, and nothing written that is not whole."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portail.echanges.models import Demande
from ressources.antispam import make_jeton
from tests.portail.echanges.conftest import answer_url, follow_url

pytestmark = pytest.mark.django_db

ETAPES = ("lire", "repondre", "refuser", "transmettre", "signaler", "chercher", "envoyer", "corriger", "", "x")
CHAMPS = (
    "accord",
    "altcha",
    "calcul",
    "cherche",
    "code",
    "collegue",
    "courriel",
    "jeton",
    "message",
    "moments",
    "montre_contact",
    "mot",
    "motif",
    "porte",
    "preference",
    "prenom",
    "rendezvous",
    "site_internet",
    "telephone",
    "texte",
    "tranche",
)
MOTS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=60),
    st.sampled_from(
        ["", "0", "-1", "9" * 40, "structure-1", "personne-" + "9" * 15, "15-17", "on", "é" * 4000, "%s%n", "<b>"]
    ),
    st.builds(make_jeton),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    etape=st.sampled_from(ETAPES),
    envoi=st.dictionaries(st.sampled_from(CHAMPS), MOTS, max_size=12),
    rang=st.integers(0, 7),
)
def test_no_form_breaks(client, demande, personne, horloge, etape, envoi, rang):
    adresses = (
        f"{personne.get_absolute_url()}ecrire/",
        f"{personne.structure.get_absolute_url()}ecrire/",
        follow_url(demande),
        answer_url(demande),
        answer_url(demande, "g"),
        "/suivi/",
        "/suivi/inconnu/",
        "/repondre/inconnu/",
    )
    horloge.shift(5)
    reponse = client.post(adresses[rang], envoi | {"etape": etape})
    assert reponse.status_code < 500
    assert Demande.objects.exclude(messages__texte="").count() == Demande.objects.count()
