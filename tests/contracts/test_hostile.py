"""Whatever is sent to what people fill in: never a fault of ours, and never a lost word.

The pages say themselves what they ask: their forms are read, and their fields sent senseless values, others to each
field, each form, each address, in turn. A new form is thus tried without a line here; a new address without a way to
fill it fails.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from portail.echanges import liens
from portail.echanges.destinataires import of_demande
from portail.echanges.models import AbusDemande
from portail.echanges.services import report_abus
from portail.espace.journal import note_lecture
from portail.notifications.modeles import modeles
from portail.notifications.models import Message, Opposition
from portail.notifications.oppositions import oppose
from portail.rendezvous.models import FluxAgenda, VacancesScolaires
from portail.rendezvous.services import join_attente
from ressources.robots import make_question
from tests.portail.opportunites.factories import MobiliteFactory
from tests.portail.rendezvous.factories import key, make_cle
from tests.ressources.factories import UtilisateurFactory

from .espace_regles import REGLES, Monde
from .espace_rendezvous import SAM, agenda_of
from .formulaires_lus import Formulaire, read_forms
from .test_espace import make_monde, named_routes, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("horloge", "home")]

INSENSES = (
    "9" * 25,
    "-1",
    "é" * 12_000,
    "2026-02-30",
    "99999-12-31T99:99",
    "0001-01-01",
    "9999-12-31",
    "<b>'\"%s{{ x }}\\\u2028\u202e😀",
    "٣",
    f"a@{'x' * 300}.fr",
    "1e400",
)
BRUTS = (
    (b"\xff\xfe=\xed\xa0\x80&texte=%ED%A0%80", "application/x-www-form-urlencoded"),
    (b"texte=%00&motif=%00", "application/x-www-form-urlencoded"),
    (b"texte=1&texte=2&motif[]=3&motif[a]=4&" + b"x=1&" * 1500, "application/x-www-form-urlencoded"),
    (b'{"texte": ["' + b"[" * 3000, "application/json"),
    (b'--x\r\nContent-Disposition: form-data; name="texte"\r\n\r\n\x00\xff', "multipart/form-data; boundary=x"),
    (b"rien", "multipart/form-data"),
    (b"texte=1", "text/plain; charset=klingon"),
)
FORMULAIRE, ADRESSE = 3, 1  # rounds: every value meets every kind of field, in seconds
SECRET = "un-secret-de-test"
LUS = (
    "avec",
    "choix",
    "creneau",
    "fait",
    "format",
    "jours",
    "motif",
    "ordering",
    "page",
    "p",
    "q",
    "qui",
    "semaine",
    "vue",
)
DEMANDE, ABUS, MOTIF, RENDEZVOUS = "demande", "abus", "motif", "rendezvous"
ADMIN = {  # prefix of the names, and what their pages are about
    "demandes": DEMANDE,
    "abus_demandes": ABUS,
    "motifs": MOTIF,
    "rendezvous_pris": RENDEZVOUS,
    "vacances_scolaires": "vacances",
    "lectures": "lecture",
    "messages": "message",
    "oppositions-sms": "opposition",
    "rendezvous_chiffres": "",
}
AVANT = r":|(?<=messages)_|(?<=abus_demandes)_"  # what follows the application in a name
FORM = "application/x-www-form-urlencoded"
PLAUSIBLES = {
    "courriel": "sam@exemple.fr",
    "email": "sam@exemple.fr",
    "telephone": "",
    "site_internet": "",
    "jour": "2026-04-07",
    "de": "09:00",
    "a": "12:00",
    "participants": "1",
}
REFAITS = ("calcul", "site_internet")  # another question is asked each time; the trap is emptied
DE_WAGTAIL = (":history", ":history_results", ":index_results", ":usage", ":delete")
COMPTE = ("account_login", "account_request_login_code", "account_confirm_login_code")
PUBLICS = ("echanges:", "rendezvous:", "notifications:", *COMPTE)


def addresses(debuts: tuple[str, ...]) -> list[str]:
    return sorted({nom for _chemin, nom in named_routes() if nom.startswith(debuts)})


def team_addresses() -> list[str]:
    """Our screens, and those of Wagtail's that show or take what is ours."""
    noms = {nom for chemin, nom in named_routes() if chemin.startswith("admin/")}
    return sorted(nom for nom in noms if re.split(AVANT, nom)[0] in ADMIN and not nom.endswith(DE_WAGTAIL))


@pytest.fixture
def monde() -> Monde:
    monde = make_monde()
    agenda, personne = agenda_of(monde), monde.personne
    REGLES["echanges:espace_demande"].args(monde)
    demande = monde.ajouts["demande"]
    report_abus(demande=demande, motif="Des insultes", nom="Léa")
    motif = agenda["rendezvous"].motif
    oppose(telephone="+33639980009")
    monde.ajouts |= {
        "motif": motif,
        "abus": AbusDemande.objects.get(),
        "attente": join_attente(motif=motif, personne=personne, contact=SAM, cle=make_cle()),
        "flux": FluxAgenda.objects.create(personne=personne),
        "opportunite": MobiliteFactory(),
        "vacances": VacancesScolaires.objects.create(nom="Été 2031", debut="2031-07-05", fin="2031-09-01"),
        "lecture": note_lecture(objet=demande.objet, lecteur="Léa"),
        "message": Message.objects.first(),
        "opposition": Opposition.objects.get(),
    }
    return monde


def _creneau(monde: Monde) -> str:
    rendezvous = monde.ajouts["rendezvous"]
    demain = key(rendezvous.debut + timedelta(days=7))
    return urlencode({"motif": rendezvous.motif_id, "creneau": demain, "avec": rendezvous.personne_id})


def _fiche(monde: Monde) -> dict:
    return {"pk": monde.personne.pk, "slug": "x"}


def _suivi(monde: Monde) -> dict:
    return {"lien": liens.make_suivi(monde.ajouts["demande"].reference)}


def _jeton(nom: str) -> Callable[[Monde], dict]:
    return lambda monde: {"jeton": monde.ajouts[nom].jeton}


def _motif(monde: Monde) -> dict:
    return {"pk": monde.ajouts["motif"].pk}


ARGUMENTS: dict[str, Callable[[Monde], dict]] = {
    "echanges:personne": _fiche,
    "echanges:structure": lambda monde: {"pk": monde.rattachement.structure.pk, "slug": "x"},
    "echanges:opportunite": lambda monde: {"pk": monde.ajouts["opportunite"].pk, "slug": "x"},
    "echanges:repondre": lambda monde: {
        "lien": liens.make_pro(monde.ajouts["demande"].reference, of_demande(monde.ajouts["demande"]).cle)
    },
    **dict.fromkeys(
        ("echanges:suivi", "echanges:retirer", "echanges:effacer", "echanges:donnees", "echanges:donnees_json"), _suivi
    ),
    "notifications:sms_retours": lambda monde: {"fournisseur": "ovh", "secret": SECRET},
    "rendezvous:personne": lambda monde: {"pk": monde.personne.pk},
    "rendezvous:structure": lambda monde: {"pk": monde.rattachement.structure.pk},
    **dict.fromkeys(
        ("rendezvous:creneaux", "rendezvous:reserver", "rendezvous:demander", "rendezvous:attendre"), _motif
    ),
    "rendezvous:flux": _jeton("flux"),
    "rendezvous:demande_suivi": _jeton("demande_creneau"),
    "rendezvous:attente_suivi": _jeton("attente"),
    "messages_modele": lambda monde: {"nom": next(iter(modeles())).nom},
    "messages_essai": lambda monde: {"nom": next(iter(modeles())).nom},
}


def address(nom: str, monde: Monde) -> str:
    """Return an address of the route that opens something."""
    if nom in REGLES:
        return reverse(nom, kwargs=REGLES[nom].args(monde))
    if nom in ARGUMENTS:
        return reverse(nom, kwargs=ARGUMENTS[nom](monde))
    if nom.startswith("rendezvous:"):
        try:
            return reverse(nom, kwargs={"jeton": monde.ajouts["rendezvous"].jeton})
        except NoReverseMatch:
            return reverse(nom)
    quoi = ADMIN.get(re.split(AVANT, nom)[0], "")
    try:
        return reverse(nom)
    except NoReverseMatch:
        return reverse(nom, kwargs={"pk": monde.ajouts[quoi].pk})


class Essai:
    """Sends things to the site; each sending is undone, so that the next meets the same world."""

    def __init__(self, client: Client, horloge) -> None:
        client.raise_request_exception = False
        self.client, self.horloge = client, horloge
        self.fautes: list[str] = []
        self.vus: set[tuple[str, ...]] = set()
        self.rang = 0  # of the address or form under attack: where the values begin

    def ask(self, methode: str, adresse: str, corps: bytes | None = None, genre: str = FORM):
        cache.clear()  # nobody is told to come back later
        with transaction.atomic():
            envoi = {} if corps is None else {"data": corps, "content_type": genre}
            reponse = self.client.generic(methode, adresse, **envoi)
            if reponse.status_code >= 500:
                self.fautes.append(f"{methode} {adresse} {corps or b''!r:.300}: {reponse.exc_info or reponse}")
            transaction.set_rollback(True)
        return reponse

    def rounds(self, combien: int) -> range:
        """The next rounds: whoever asks then begins with other values."""
        self.rang += combien
        return range(self.rang - combien, self.rang)

    def post(self, formulaire: Formulaire, valeurs: dict[str, str]):
        return self.ask("POST", formulaire.action, urlencode(valeurs).encode())

    def new_forms(self, adresse: str) -> Iterator[Formulaire]:
        """The forms of a page, and of what follows each of their buttons when nothing is changed; each form once."""
        for formulaire in self._keep_new(self.forms_of(adresse, self.ask("GET", adresse))):
            yield formulaire
            for bouton in formulaire.boutons:
                suite = self.post(formulaire, fill(formulaire) | dict([bouton]))
                yield from self._keep_new(self.forms_of(formulaire.action, suite))

    def _keep_new(self, formulaires: list[Formulaire]) -> Iterator[Formulaire]:
        for formulaire in formulaires:
            ou = resolve(urlsplit(formulaire.action).path).view_name
            if (cle := (ou, *formulaire.noms, *map(str, formulaire.boutons))) not in self.vus:
                self.vus.add(cle)
                yield formulaire

    @staticmethod
    def forms_of(adresse: str, reponse) -> list[Formulaire]:
        if not reponse.get("Content-Type", "").startswith("text/html"):
            return []
        formulaires = [formulaire for formulaire in read_forms(reponse.text) if formulaire.methode == "post"]
        for formulaire in formulaires:
            formulaire.action = urljoin(adresse, formulaire.action) if formulaire.action else adresse
        return formulaires

    def say_lost(self, adresse: str, envoi: dict[str, str], reponse) -> None:
        """Note what was typed and that the page shown again does not hold."""
        if reponse.status_code != 422:
            return
        montres = [formulaire.valeurs for formulaire in self.forms_of(adresse, reponse)]
        for nom in envoi.keys() - set(REFAITS):
            montre = [valeurs[nom] for valeurs in montres if nom in valeurs]
            if montre and envoi[nom] not in montre:
                self.fautes.append(f"{adresse}: {nom} is lost ({envoi[nom][:30]!r}, shown {montre[0][:30]!r})")


def fill(formulaire: Formulaire) -> dict[str, str]:
    """Answer as somebody would: what is typed is plausible, the robots' question has its answer."""
    typed = {nom: PLAUSIBLES.get(nom, "Bonjour") for nom in formulaire.textes}
    valeurs = typed | {nom: valeur for nom, valeur in formulaire.valeurs.items() if valeur}
    if "calcul" in formulaire.noms:
        valeurs["calcul"] = min(make_question(valeurs["jeton"])[1])
    return valeurs


def lay_out(noms: Iterable[str], tour: int) -> dict[str, str]:
    """Give each field another senseless value, and yet another one at the next round."""
    return {nom: INSENSES[(rang + tour) % len(INSENSES)] for rang, nom in enumerate(noms)}


def attack_form(essai: Essai, formulaire: Formulaire) -> None:
    """Send senseless words with sound choices, senseless choices with sound words, and everywhere a huge number."""
    base, boutons = fill(formulaire), formulaire.boutons
    choix = [nom for nom in formulaire.noms if nom not in (*formulaire.textes, "csrfmiddlewaretoken")]
    choix += {nom: None for nom, _valeur in boutons if nom not in choix}
    for tour in essai.rounds(FORMULAIRE):
        envoi = base | dict(boutons[tour % len(boutons) :][:1] if boutons else ())
        if formulaire.textes:
            tape = lay_out(formulaire.textes, tour)
            essai.say_lost(formulaire.action, tape, essai.post(formulaire, envoi | tape))
        if choix:
            essai.post(formulaire, envoi | lay_out(choix, tour))
    essai.post(formulaire, base | dict.fromkeys([*formulaire.textes, *choix], INSENSES[0]))


def attack(essai: Essai, adresse: str, depart: str) -> None:
    formulaires = list(essai.new_forms(depart))
    essai.horloge.shift(10)  # quicker is a robot
    for formulaire in formulaires:
        attack_form(essai, formulaire)
    for tour in essai.rounds(ADRESSE):
        corps, genre = BRUTS[tour % len(BRUTS)]
        essai.ask("POST", depart, corps, genre)
        essai.ask("GET", f"{adresse}?{urlencode(lay_out(LUS, tour))}&avec[]=1&avec=2&semaine=3")
    essai.ask("GET", re.sub(r"\d+", "9" * 25, adresse))


def attack_all(noms: list[str], client: Client, monde: Monde, horloge) -> None:
    """Attack addresses one after the other: what is sent is undone, so that they share a world."""
    assert noms
    essai = Essai(client, horloge)
    for nom in noms:
        adresse = address(nom, monde)
        attack(essai, adresse, f"{adresse}?{_creneau(monde)}")
    assert not essai.fautes, "\n".join(essai.fautes)


@pytest.fixture(autouse=True)
def _carriers(settings):
    settings.SMS_RETOURS_SECRET, settings.SMS_URL, settings.MFA_STAFF_OBLIGATOIRE = SECRET, "base://", False


def test_nothing_that_anybody_sends_breaks(monde, horloge):
    attack_all(addresses(PUBLICS), Client(), monde, horloge)


def test_nothing_that_a_professional_sends_breaks(monde, horloge):
    attack_all(sorted(REGLES), signed_in(monde.rattachement.utilisateur), monde, horloge)


def test_nothing_that_the_team_sends_breaks(monde, horloge):
    attack_all(team_addresses(), signed_in(UtilisateurFactory(is_superuser=True)), monde, horloge)
