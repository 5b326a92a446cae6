"""Fictional content of the style guide: long names, missing facts, every state that a component has."""

import datetime as dt

from django import forms
from django.utils import timezone

PAGES = ("accueil", "resultats", "fiche", "formulaire", "article", "vide")

AXES = [
    {"axe": "decrochage", "title": "Reprendre", "text": "Tu as quitté l’école ? On te remet en route, à ton rythme."},
    {"axe": "orientation", "title": "S’orienter", "text": "Trouver ce qui te va : un métier, une formation, une voie."},
    {"axe": "emploi", "title": "Travailler", "text": "CV, stage, alternance, premier emploi : qui peut t’épauler."},
    {"axe": "autonomie", "title": "Vivre à mon compte", "text": "Logement, santé, argent, transports : tes droits."},
    {"axe": "engagement", "title": "Bouger, s’engager", "text": "Service civique, culture, sport, l’étranger."},
]

SUGGESTIONS = [
    "un logement à Tourcoing", "un stage de 3e", "parler à quelqu’un", "le permis moins cher", "partir à l’étranger",
    "reprendre mes études",
]  # fmt: skip

MENU = [
    {"label": "Trouver de l’aide", "url": "/recherche/", "active": True},
    {"label": "Près de chez moi", "url": "#", "active": False},
    {"label": "Urgences", "url": "#", "active": False},
    {"label": "Pour les pros", "url": "#", "active": False},
]


# What a card may leave out.
NOTHING = dict.fromkeys(
    (
        "axe", "sub", "structure", "text", "commune", "distance_km", "hours", "is_open", "ages", "price", "remote",
        "verifie_le", "checked", "action_label", "action_url", "action_icon", "number", "latitude", "longitude",
    )
)  # fmt: skip


def cards() -> list[dict[str, object]]:
    """Return results of every kind, with everything a card may hold, or nearly nothing."""
    today = timezone.localdate()
    results: list[dict[str, object]] = [
        {
            "kind": "personne", "kind_label": "Personne", "axe": "autonomie", "title": "Samira Benali",
            "sub": "Conseillère logement", "structure": "Mission locale de Tourcoing – Vallée de la Lys",
            "commune": "Tourcoing", "distance_km": 0.4, "hours": "Ouvert, ferme à 17 h 30", "is_open": True,
            "ages": "18–29 ans", "price": "Gratuit", "verifie_le": today - dt.timedelta(days=12),
            "action_label": "Appeler", "action_url": "tel:0353010012", "action_icon": "phone",
            "number": 1, "latitude": 50.7236, "longitude": 3.1609,
        },
        {
            "kind": "structure", "kind_label": "Information Jeunesse (PIJ, BIJ, CRIJ)", "axe": "orientation",
            "title": "Point Information Jeunesse de Wervicq-Sud", "commune": "Wervicq-Sud", "distance_km": 9.7,
            "hours": "Ouvre à 14 h", "is_open": False, "ages": "tous les âges", "price": "Gratuit",
            "verifie_le": today - dt.timedelta(days=260), "action_label": "Y aller", "action_url": "#",
            "action_icon": "route", "number": 2, "latitude": 50.7747, "longitude": 3.0437, "remote": True,
        },
        {
            "kind": "permanence", "kind_label": "Permanence", "axe": "emploi",
            "title": "Atelier CV et entretien, sans rendez-vous",
            "structure": "Communauté de communes Pévèle Carembault",
            "sub": "Mardi 14 janvier, de 14 h à 17 h", "commune": "Templeuve-en-Pévèle", "distance_km": 18.2,
            "ages": "16–25 ans", "price": "Gratuit", "verifie_le": today, "action_label": "Appeler",
            "action_url": "tel:0353010034", "action_icon": "phone",
            "number": 3, "latitude": 50.5262, "longitude": 3.1777,
        },
        {
            "kind": "personne", "kind_label": "Personne", "axe": "engagement", "title": "Joris Vandevelde",
            "sub": "Référent mobilité européenne", "structure": "Maison des jeunes de Mouscron", "remote": True,
            "ages": "dès 16 ans", "checked": True, "number": 4, "latitude": 50.7449, "longitude": 3.2064,
            "commune": "Mouscron (Belgique)", "distance_km": 4.3,
        },
        {
            "kind": "article", "kind_label": "À lire", "axe": "decrochage",
            "title": "Tu as plus de 16 ans et plus d’école ?",
            "text": "Les cinq portes à pousser pour reprendre, et ce qui se passe derrière chacune.",
        },
    ]  # fmt: skip
    return [NOTHING | result for result in results]


FACETS = [
    {"name": "theme", "label": "Sujet", "options": [
        {"value": "logement", "label": "Me loger", "count": 9, "checked": True},
        {"value": "sante", "label": "Ma santé", "count": 4, "checked": False},
        {"value": "argent", "label": "Mes droits, mon budget", "count": 12, "checked": False},
    ]},
    {"name": "type", "label": "Je cherche", "options": [
        {"value": "personne", "label": "une personne", "count": 8, "checked": False},
        {"value": "structure", "label": "un lieu", "count": 5, "checked": False},
        {"value": "permanence", "label": "une permanence", "count": 1, "checked": False},
    ]},
    {"name": "age", "label": "J’ai", "type": "radio", "options": [
        {"value": "", "label": "peu importe", "count": None, "checked": True},
        {"value": "16-17", "label": "16 ou 17 ans", "count": 6, "checked": False},
        {"value": "18-25", "label": "18 à 25 ans", "count": 13, "checked": False},
    ]},
    {"name": "ouvert", "label": "Pratique", "options": [
        {"value": "1", "label": "Ouvert en ce moment", "count": 3, "checked": False},
        {"value": "accessible", "label": "Accessible en fauteuil", "count": 7, "checked": False},
    ]},
]  # fmt: skip

WEEK = [
    {"name": "lundi", "hours": "9 h – 12 h, 14 h – 17 h 30", "today": False},
    {"name": "mardi", "hours": "9 h – 12 h, 14 h – 17 h 30", "today": True},
    {"name": "mercredi", "hours": "9 h – 18 h", "today": False},
    {"name": "jeudi", "hours": "14 h – 17 h 30", "today": False},
    {"name": "vendredi", "hours": "9 h – 12 h", "today": False},
    {"name": "samedi", "hours": "", "today": False},
    {"name": "dimanche", "hours": "", "today": False},
]

NUMBERS = [
    {"numero": "15", "nom": "SAMU", "quand": "Un malaise, un accident, une vie en danger.", "href": "tel:15"},
    {"numero": "114", "nom": "Par SMS", "quand": "Tu ne peux pas parler, ou pas entendre.", "href": "sms:114"},
    {"numero": "115", "nom": "Dormir à l’abri", "quand": "Tu es à la rue ce soir.", "href": "tel:115"},
    {"numero": "119", "nom": "Enfance en danger", "quand": "Pour toi ou pour quelqu’un d’autre.", "href": "tel:119"},
    {"numero": "3018", "nom": "Harcèlement", "quand": "À l’école ou en ligne.", "href": "tel:3018"},
    {"numero": "3114", "nom": "Idées suicidaires", "quand": "Jour et nuit, quelqu’un t’écoute.", "href": "tel:3114"},
]


class ExampleForm(forms.Form):
    """Every widget a public form may use."""

    prenom = forms.CharField(label="Prénom ou pseudo", required=False, help_text="Comme tu veux qu’on t’appelle.")
    courriel = forms.EmailField(label="Ton adresse e-mail")
    age = forms.ChoiceField(
        label="Ton âge", choices=[("", "Choisis"), ("16", "16 ou 17 ans"), ("18", "18 à 25 ans"), ("26", "26 à 30 ans")]
    )
    moment = forms.ChoiceField(
        label="Quand te rappeler ?", choices=[("m", "Le matin"), ("s", "L’après-midi")], widget=forms.RadioSelect
    )
    message = forms.CharField(label="Ton message", widget=forms.Textarea, help_text="Deux ou trois phrases suffisent.")
    accord = forms.BooleanField(label="Je veux bien qu’on me réponde à cette adresse")


def components() -> dict[str, object]:
    """Return the context of the guide and of its sample pages."""
    wrong = ExampleForm({"prenom": "Lina", "courriel": "lina@", "moment": "m"}, auto_id="err_%s")
    return {
        "axes": AXES,
        "suggestions": SUGGESTIONS,
        "menu_principal": MENU,
        "menu_pied": [{"label": label, "url": "#"} for label in ("Mentions légales", "Accessibilité", "Vie privée")],
        "cards": cards(),
        "facets": FACETS,
        "week": WEEK,
        "numbers": NUMBERS,
        "today": timezone.localdate(),
        "long_ago": timezone.localdate() - dt.timedelta(days=400),
        "form": ExampleForm(auto_id="vide_%s"),
        "wrong_form": wrong,
        "figures": [
            {"value": "10 000", "label": "jeunes accompagnés", "source": "C2RP, 2010"},
            {"value": "124", "label": "communes dans l’arrondissement"},
            {"value": "1 sur 5", "label": "sans diplôme à 20 ans"},
        ],
        "steps": [
            {"title": "Appelle ou passe", "text": "Sans rendez-vous le mercredi. Tu peux venir avec quelqu’un."},
            {"title": "On fait le point", "text": "Trois quarts d’heure pour dire où tu en es."},
            {"title": "Tu repars avec un plan", "text": "Les prochaines étapes, écrites, et le nom de ta référente."},
        ],
        "questions": [
            {"question": "Faut-il être majeur ?", "answer": "Non. À partir de 16 ans, tu peux venir sans tes parents."},
            {"question": "C’est payant ?", "answer": "Non, jamais."},
        ],
        "facts": [
            {"icon": "users", "label": "Pour qui", "value": "18–29 ans"},
            {"icon": "euro", "label": "Prix", "value": "Gratuit"},
            {"icon": "languages", "label": "On y parle", "value": "français, arabe, néerlandais"},
            {"icon": "accessibility", "label": "Accès", "value": "plain-pied, boucle magnétique"},
        ],
        "plain_lines": [
            "Samira aide à trouver un logement.", "Tu as entre 18 et 29 ans.", "C’est gratuit.", "Tu peux l’appeler.",
        ],
        "crumbs": [{"label": "Trouver de l’aide", "url": "/recherche/"}],
        "empty_links": [
            {"label": "Élargir à 20 km", "url": "#", "primary": True},
            {"label": "Parler à quelqu’un", "url": "#", "primary": False},
        ],
        "page_numbers": [1, 2, 3, None, 8],
        "notices": [
            {"tone": "", "title": "Bon à savoir", "text": "Le mercredi, on te reçoit sans rendez-vous."},
            {"tone": "ok", "title": "C’est envoyé.", "text": "La mission locale répond en général sous 2 jours."},
            {"tone": "warn", "title": "", "text": "Cette fiche n’a pas été vérifiée depuis 13 mois."},
            {"tone": "danger", "title": "", "text": "On ne connaît pas « 59999 ». Essaie le nom de ta ville."},
        ],
    }  # fmt: skip
