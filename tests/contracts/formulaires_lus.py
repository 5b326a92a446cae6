"""What a page asks: its forms, with the fields, buttons and values that a browser would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VISIBLES = {"text", "email", "tel", "url", "search", "number", "date", "time", "datetime-local"}
MUETS = {"submit", "button", "image", "reset", "file"}


@dataclass
class Formulaire:
    """`valeurs` go when nothing is changed; `textes` are the names of what is typed, `boutons` the ways to send."""

    methode: str
    action: str = ""  # "" for the page's own address
    valeurs: dict[str, str] = field(default_factory=dict)
    noms: list[str] = field(default_factory=list)
    textes: list[str] = field(default_factory=list)
    boutons: list[tuple[str, str]] = field(default_factory=list)

    def add(self, nom: str, valeur: str, *, texte: bool = False, garde: bool = True) -> None:
        if nom not in self.noms:
            self.noms.append(nom)
            self.textes += [nom] if texte else []
        if garde:
            self.valeurs.setdefault(nom, valeur)


class LecteurDeFormulaires(HTMLParser):
    """Keeps every form of a page, as far as sending it goes."""

    def __init__(self) -> None:
        super().__init__()
        self.formulaires: list[Formulaire] = []
        self._ouvert: Formulaire | None = None
        self._zone: tuple[str, list[str]] | None = None
        self._liste = ""

    def handle_starttag(self, tag, attrs):
        attributs = {nom: valeur or "" for nom, valeur in attrs}
        if tag == "form":
            self._ouvert = Formulaire(attributs.get("method", "get").lower(), attributs.get("action", ""))
            self.formulaires.append(self._ouvert)
        elif self._ouvert is not None:
            self._read(tag, attributs, self._ouvert)

    def _read(self, tag: str, attributs: dict[str, str], formulaire: Formulaire) -> None:
        nom, valeur, genre = attributs.get("name", ""), attributs.get("value", ""), attributs.get("type", "text")
        if tag == "option" and self._liste:
            formulaire.add(self._liste, valeur, garde="selected" in attributs)
        elif not nom:
            return
        elif tag == "textarea":
            self._zone = (nom, [])
        elif tag == "select":
            self._liste = nom
            formulaire.add(nom, "", garde=False)
        elif tag == "button" and genre != "button":
            formulaire.boutons.append((nom, valeur))
        elif tag == "input" and genre not in MUETS:
            formulaire.add(nom, valeur, texte=genre in VISIBLES)

    def handle_data(self, data):
        if self._zone:
            self._zone[1].append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self._ouvert = None
        elif tag == "select":
            self._liste = ""
        elif tag == "textarea" and self._zone and self._ouvert:
            nom, morceaux = self._zone
            self._ouvert.add(nom, "".join(morceaux).removeprefix("\n"), texte=True)
            self._zone = None


def read_forms(html: str) -> list[Formulaire]:
    """Return the forms of a page; one choice of several (the first) stands for a group of boxes."""
    lecteur = LecteurDeFormulaires()
    lecteur.feed(html)
    return lecteur.formulaires
